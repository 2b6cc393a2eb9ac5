import RegistryModel
import Testing

@Suite("Counts, amounts and plan numbers")
struct NumberTests {
  @Test(
    "counts take full-width digits and thousands commas",
    arguments: [
      ("0", 0), ("007", 7), ("1234", 1234), ("1,234", 1234), ("1，234，567", 1_234_567),
      ("１２", 12), ("12.0", 12), ("9,999,999,999", 9_999_999_999),
    ])
  func counts(text: String, number: Int) throws {
    #expect(try Int(text: text) == number)
    try expectRoundTrip(number)
  }

  @Test(
    "what is no count is refused with the rule",
    arguments: [
      ("-1", "below zero"), ("1,05", "groups of three"), ("12,34,567", "groups of three"),
      (",123", "groups of three"), ("1.5", "whole number"), ("十", "only digits"),
      ("1e3", "only digits"), ("1.2.3", "only digits"), ("99999999999", "10 digits"),
      ("1.", "only digits"), (".", "only digits"), ("١", "only digits"),
    ])
  func notCounts(text: String, sentence: String) {
    let words = refusal(Int.self, text)
    #expect(words?.en.contains(sentence) == true, "\(words?.en ?? "taken")")
  }

  @Test("a file's count is a whole number from zero")
  func countJSON() {
    #expect(throws: FieldError.self) { try Int(json: -1) }
    #expect(throws: FieldError.self) { try Int(json: "1") }
    #expect(throws: FieldError.self) { try Int(json: .double(1)) }
    #expect(throws: Never.self) { try Int(json: 0) }
  }

  @Test(
    "yuan are exact and always show fen",
    arguments: [
      ("1050000.00", "1050000.00", 105_000_000), ("1,050,000", "1050000.00", 105_000_000),
      ("0.1", "0.10", 10), ("0.01", "0.01", 1), ("12.30", "12.30", 1230), ("5.5000", "5.50", 550),
      ("9999999999.99", "9999999999.99", 999_999_999_999), ("００１．５", "1.50", 150),
    ])
  func yuan(text: String, shown: String, fen: Int64) throws {
    let amount = try Yuan(text: text)
    #expect(amount.units == fen)
    #expect(amount.description == shown)
    #expect(amount.json == .string(shown))
    try expectRoundTrip(amount)
  }

  @Test(
    "amounts that do not fit are refused with the rule",
    arguments: [
      ("1,05", "groups of three"), ("1.005", "at most 2 decimals"), ("-1", "below zero"),
      ("10000000000", "10 digits"), ("1.5千元", "only digits"), ("9999999999万元", "10 digits"),
      ("0.0000001万元", "decimals"), ("元", "only digits"),
      ("", "only digits"),
      ("1..5", "only digits"), (".5", "only digits"),
    ])
  func notYuan(text: String, sentence: String) {
    let words = refusal(Yuan.self, text)
    #expect(words?.en.contains(sentence) == true, "\(words?.en ?? "taken")")
  }

  @Test("other amounts leave trailing zeros out and keep their own places")
  func otherAmounts() throws {
    #expect(try TenThousandYuan(text: "3.0000").description == "3")
    #expect(try TenThousandYuan(text: "3.0001").units == 30_001)
    #expect(refusal(TenThousandYuan.self, "3.00001") != nil)
    #expect(try SquareMetres(text: "120.50").description == "120.5")
    #expect(try Percent(text: "100").description == "100")
    #expect(try Percent(text: "99.9").units == 999)
    #expect(refusal(Percent.self, "100.1")?.en == "must be at most 100")
    #expect(try Yuan(json: 12).description == "12.00")
    for text in ["1.5元", "1.5 元", "１．５元"] { #expect(try Yuan(text: text).units == 150) }
    for text in ["3万元", "3万"] { #expect(try TenThousandYuan(text: text).description == "3") }
    for text in ["120平方米", "120㎡", "120 m²", "120平米", "120M2".lowercased()] {
      #expect(try SquareMetres(text: text).description == "120")
    }
    // Another unit is another number.
    #expect(try TenThousandYuan(text: "30000元").description == "3")
    #expect(try TenThousandYuan(text: "30,001元").description == "3.0001")
    #expect(refusal(TenThousandYuan.self, "30000.5元") != nil)
    #expect(try Yuan(text: "1.05万元").description == "10500.00")
    #expect(refusal(SquareMetres.self, "3亩") != nil)
    #expect(throws: FieldError.self, "files hold digits") { try Yuan(json: "1.5元") }
    #expect(throws: FieldError.self) { try Yuan(json: .double(1.5)) }
    #expect(throws: FieldError.self) { try Yuan(json: -5) }
  }

  @Test(
    "yuan are shown with thousands apart, and read so",
    arguments: [
      ("0.05", "0.05"), ("999.9", "999.90"), ("1000", "1,000.00"), ("1050000", "1,050,000.00"),
      ("9999999999.99", "9,999,999,999.99"),
    ])
  func grouped(text: String, shown: String) throws {
    let amount = try Yuan(text: text)
    #expect(amount.text(.en) == shown)
    #expect(try Yuan(text: shown) == amount)
    #expect(try SignedYuan(text: "-" + shown).text(.chinese) == "-" + shown)
  }

  @Test("only an amount that may be taken off is read below zero")
  func signed() throws {
    let discount = try SignedYuan(text: "\u{2212}1,200.5")
    #expect(discount.units == -120_050 && discount.json == "-1200.50")
    #expect(try SignedYuan(json: discount.json) == discount)
    #expect(throws: FieldError.self) { try SignedYuan(text: "--1") }
    #expect(throws: FieldError.self) { try Yuan(json: "-1.00") }
    #expect(ExactDecimal(value: "-1200.50")?.numerator == -12_005_000)
    #expect(ExactDecimal(value: "abc") == nil && ExactDecimal(value: .int(.max)) == nil)
  }

  // The examples of 支付结算办法 附一 among them.
  @Test(
    "yuan in Chinese capitals",
    arguments: [
      ("0", "零元整"), ("0.05", "伍分"), ("0.30", "叁角"), ("10", "壹拾元整"), ("100010", "壹拾万零壹拾元整"),
      ("1050000", "壹佰零伍万元整"), ("1000000.30", "壹佰万元零叁角"), ("100000000", "壹亿元整"),
      ("100010000.09", "壹亿零壹万元零玖分"), ("1409.50", "壹仟肆佰零玖元伍角"), ("6007.14", "陆仟零柒元壹角肆分"),
      ("1680.32", "壹仟陆佰捌拾元零叁角贰分"), ("107000.53", "壹拾万柒仟元零伍角叁分"),
      ("16409.02", "壹万陆仟肆佰零玖元零贰分"), ("325.04", "叁佰贰拾伍元零肆分"),
      ("9999999999.99", "玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"), ("5000000000", "伍拾亿元整"),
      ("2000300000", "贰拾亿零叁拾万元整"), ("-72500.50", "负柒万贰仟伍佰元零伍角"),
    ])
  func capitals(text: String, capitals: String) throws {
    #expect(try SignedYuan(text: text).capitals == capitals)
  }

  @Test("ten dimes are one yuan, and differences may go below zero")
  func sums() throws {
    let dime = try Yuan(text: "0.10")
    let sum = (0..<10).reduce(Yuan.zero) { sum, _ in sum + dime }
    #expect(try sum == Yuan(text: "1"))
    #expect((dime - sum).description == "-0.90")
    #expect(dime < sum)
  }

  @Test("random amounts come back from their text", arguments: [1, 2])
  func random(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    for _ in 0..<1000 {
      let units = Int64.random(in: 0...99_999_999_999_999, using: &random)
      let amount = TenThousandYuan(units: units)
      #expect(try TenThousandYuan(text: amount.description).units == units)
    }
  }

  @Test("plan numbers compare exactly")
  func planNumbers() throws {
    let ten = try ExactDecimal(text: "10")
    #expect(ten == ExactDecimal(10) && ten.description == "10")
    #expect(try ExactDecimal(text: "9.66").numerator == 96_600)
    #expect(try ExactDecimal(text: "12.3").description == "12.3")
    #expect(refusal(ExactDecimal.self, "1.23456") != nil)
    #expect(!ten.isReached(by: 29, over: 3) && ten.isReached(by: 30, over: 3))
    #expect(ten.isReached(by: Int.max, over: Int.max / 10))
    #expect(ten.leastSum(over: 3) == 30 && ten.leastSum(over: 3, strictly: true) == 31)
    #expect(try ExactDecimal(text: "9.66").leastSum(over: 3) == 29)
    #expect(try ExactDecimal(text: "0.5").leastSum(over: 7) == 4)
    try expectRoundTrip(ExactDecimal(text: "82.5"))
  }
}
