import RegistryModel
import Testing

@Suite("Text, flags and lists")
struct TextTests {
  @Test("text is stored composed, trimmed, with single spaces")
  func stored() throws {
    let name = try String(text: "  安居 \t\u{3000} 社区\u{200B}\n")
    #expect(Array(name.unicodeScalars) == Array("安居 社区".unicodeScalars))
    let composed = try String(text: "Cafe\u{301}")
    #expect(composed.unicodeScalars.count == 4)
    #expect(try String(text: "阿依古丽·买买提") == "阿依古丽·买买提")
    #expect(try String(text: "Ａ座").unicodeScalars.first == "Ａ")
    #expect("\u{1112}\u{1161}\u{11AB}".nfc.unicodeScalars.count == 1)
    #expect("\u{F900}".nfc.unicodeScalars.first == "\u{8C48}")
  }

  @Test(
    "control characters and invisible text are refused",
    arguments: ["a\u{1B}[31m", "a\u{7F}", "a\u{9B}1m", "\u{0}", "\u{200B}", " "])
  func refused(text: String) {
    #expect(refusal(String.self, text) != nil)
  }

  @Test("more characters than a text may have are refused with both numbers")
  func length() throws {
    let longest = String(repeating: "长", count: Entry.mostCharacters)
    #expect(try String(text: " \(longest) ") == longest)
    let refused = try #require(refusal(String.self, longest + "长"))
    #expect(refused.en.contains("4097") && refused.en.contains("4096"))
    #expect(refused.chinese.contains("4097") && refused.chinese.contains("4096"))
    // What is there is read, whoever wrote it.
    #expect(try String(json: .string(longest + "长")).count == 4097)
  }

  @Test("direction marks that come with pasted text are dropped")
  func directionMarks() throws {
    let text = try String(text: "\u{202A}王芳\u{202C}")
    #expect(Array(text.unicodeScalars) == ["王", "芳"])
  }

  @Test("a file's text is taken as it is, in normal form")
  func fromFile() throws {
    #expect(try String(json: "a\u{1B}b") == "a\u{1B}b")
    #expect(try String(json: .string("e\u{301}")).unicodeScalars.count == 1)
    #expect(throws: FieldError.self) { try String(json: 1) }
    try expectRoundTrip("安居社区邻里互助会")
  }

  @Test("identifiers lose width, case, spaces and marks")
  func identifiers() {
    #expect("ｍｊ００ 01\u{202C}x".nfkcUpper == "MJ0001X")
    #expect("ABC019".nfkcUpper == "ABC019")
    #expect("备２０１８－４１２".nfkcUpper == "备2018-412")
    #expect("备〔2018〕412".nfkcUpper == "备〔2018〕412")
  }

  @Test("what the fast paths pass unchanged, the library would not change either")
  func fastPaths() throws {
    // A private-use character behind the text leads past the fast path.
    let plain = [0..<0x300, 0x3000..<0x302A, 0x3400..<0x4DC0, 0x4E00..<0xA000, 0xFF01..<0xFF61]
    for scalar in plain.joined().compactMap({ Unicode.Scalar(UInt32($0)) }) {
      let slow = (String(scalar) + "\u{E000}").nfc.unicodeScalars
      #expect(slow.first == scalar && slow.count == 2)
      #expect(String(scalar).nfc.unicodeScalars.first == scalar)
    }
    let compatible = [0..<0x80, 0x3001..<0x302A, 0x3400..<0x4DC0, 0x4E00..<0xA000]
    for scalar in compatible.joined().compactMap({ Unicode.Scalar(UInt32($0)) }) {
      let slow = (String(scalar) + "\u{E000}").nfkc.unicodeScalars
      #expect(slow.first == scalar && slow.count == 2)
    }
  }

  @Test(
    "yes and no in either language",
    arguments: [
      ("是", true), ("有", true), ("YES", true), ("y", true), ("１", true), ("True", true),
      ("否", false), ("无", false), ("no", false), ("N", false), ("0", false), ("false", false),
    ])
  func flags(text: String, flag: Bool) throws {
    #expect(try Bool(text: text) == flag)
  }

  @Test("other words are no flag, and flags come back")
  func flagRoundTrip() throws {
    for text in ["2", "maybe", "可能"] { #expect(refusal(Bool.self, text) != nil) }
    #expect(throws: FieldError.self) { try Bool(json: 1) }
    for flag in [true, false] { try expectRoundTrip(flag) }
    #expect(true.text(.en) == "Yes" && true.text(.chinese) == "是")
    #expect(false.text(.en) == "No" && false.text(.chinese) == "否")
  }

  @Test("lists part at commas of either width, drop doubles and keep their order")
  func lists() throws {
    #expect(try [String](text: "b, a，c、a;d") == ["b", "a", "c", "d"])
    #expect(try [String](text: "Li Hong, Wang Fang") == ["Li Hong", "Wang Fang"])
    let phones = try [PhoneNumber](text: "13812071612 0571-87000000")
    #expect(phones.map(\.description) == ["13812071612", "0571-87000000"])
    #expect(try [PhoneNumber](text: "138 1207 1612").map(\.description) == ["13812071612"])
    #expect(refusal([String].self, ",、") != nil)
    #expect(refusal([PhoneNumber].self, "13812071612, 1")?.en.contains("1 digits") == true)
    #expect(throws: FieldError.self) { try [String](json: "a") }
    #expect(try [String](json: []) == [])
    try expectRoundTrip(phones)
  }

  @Test("lists of a code table stand in its order and are typed as choices")
  func codeLists() throws {
    #expect(try [Service](text: "4,1") == [.socialServices, .charity])
    #expect(try [Service](text: "公益慈善 社会服务 4") == [.socialServices, .charity])
    #expect(try [Service](text: "charity, social services") == [.socialServices, .charity])
    #expect(try [Service](json: ["charity", "socialServices"]) == [.socialServices, .charity])
    #expect(try [Service](text: "14") == [.socialServices, .charity])
    #expect(try [Service](text: "４１、2") == [.socialServices, .healthcare, .charity])
    #expect(try [Service](text: "04") == [.charity])
    #expect(throws: FieldError.self) { try [Service](text: "15") }
    // A table with longer numbers cannot be read digit by digit.
    #expect(throws: FieldError.self) { try [Education](text: "1020") }
    #expect([Service].entry == .choices(Service.entries))
    #expect([PhoneNumber].entry == .list(.code(columns: 20)))
    try expectRoundTrip([Service.healthcare, .charity])
  }
}
