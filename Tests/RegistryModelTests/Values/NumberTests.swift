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
      ("10000000000", "10 digits"), ("1.5元", "only digits"), ("", "only digits"),
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
    #expect(throws: FieldError.self) { try Yuan(json: .double(1.5)) }
    #expect(throws: FieldError.self) { try Yuan(json: -5) }
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
