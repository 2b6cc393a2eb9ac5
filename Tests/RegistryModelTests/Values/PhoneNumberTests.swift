import RegistryModel
import Testing

@Suite("Phone and certificate numbers")
struct PhoneNumberTests {
  @Test(
    "numbers people write are taken and stored without spaces",
    arguments: [
      ("13800000000", "13800000000"), ("19912345678", "19912345678"),
      ("138 0000 0000", "13800000000"), ("138-0000-0000", "13800000000"),
      ("１３８００００００００", "13800000000"), ("+86 13800000000", "13800000000"),
      ("0571-87000000", "0571-87000000"), ("0571 - 87000000", "0571-87000000"),
      ("057187000000", "057187000000"), ("010-60000000-801", "010-60000000-801"),
      ("01065001234", "01065001234"), ("(010)65001234", "010-65001234"),
      ("（0571）87000000", "0571-87000000"), ("0571—87000000", "0571-87000000"),
      ("4000000000", "4000000000"), ("400-000-0000", "4000000000"), ("12345", "12345"),
      ("65001234", "65001234"), ("6500123", "6500123"), ("65001234-12", "65001234-12"),
    ])
  func valid(text: String, stored: String) throws {
    let number = try PhoneNumber(text: text)
    #expect(number.description == stored)
    try expectRoundTrip(number)
  }

  @Test(
    "each rule broken is named",
    arguments: [
      ("12800000000", "13 to 19"), ("1380000000", "10 digits"),
      ("1380000000O", "digits and dashes"), ("571-87000000", "area code begins with 0"),
      ("0571-870000", "10 digits"), ("1381207", "7 digits; 11 for a mobile"),
      ("138000000001", "12 digits"), ("010-15001234", "11 digits"), ("-", "0 digits"),
      ("010-65001234-1234567", "18 digits"),
    ])
  func invalid(text: String, sentence: String) {
    let words = refusal(PhoneNumber.self, text)
    #expect(words?.en.contains(sentence) == true, "\(words?.en ?? "taken")")
    #expect(words?.en.contains(text) == false || text == "-")
  }

  @Test("a local number gets the office's area code, no other does")
  func completed() throws {
    let local = try PhoneNumber(text: "65001234")
    #expect(local.lacksAreaCode)
    #expect(local.completed(areaCode: "010").description == "010-65001234")
    #expect(try PhoneNumber(text: "65001234", areaCode: "010").description == "010-65001234")
    for text in ["13800000000", "0571-87000000", "4000000000", "12345"] {
      let number = try PhoneNumber(text: text)
      #expect(!number.lacksAreaCode)
      #expect(number.completed(areaCode: "010") == number)
    }
  }

  @Test("the sentence names the office's area code")
  func sentence() {
    do {
      _ = try PhoneNumber(text: "1381207", areaCode: "010")
      Issue.record("taken")
    } catch {
      #expect(
        error.words.en
          == "7 digits; 11 for a mobile, or a landline (area code 010 optional)")
      #expect(error.words.chinese == "7 位，应为 11 位手机或座机 (区号 010 可省)")
    }
  }

  @Test("digits alone are the same for either spelling")
  func digits() throws {
    #expect(
      try PhoneNumber(text: "010-65001234").digits == PhoneNumber(text: "01065001234").digits)
  }

  @Test("certificate numbers are 6 to 30 letters and digits, odd lengths with a warning")
  func licences() throws {
    for text in ["201601133060001234", "202003311010004321", "123456789012345678901"] {
      #expect(try LicenceNumber(text: text).warnings == [])
    }
    #expect(try LicenceNumber(text: "20160113306000123").warnings.count == 1)
    #expect(try LicenceNumber(text: "20160113306000123A").warnings.count == 1)
    #expect(try LicenceNumber(text: "ab 12345").description == "AB12345")
    for text in ["12345", "2016-0113306", String(repeating: "1", count: 31)] {
      #expect(refusal(LicenceNumber.self, text) != nil, "\(text)")
    }
    try expectRoundTrip(LicenceNumber(text: "201601133060001234"))
  }
}
