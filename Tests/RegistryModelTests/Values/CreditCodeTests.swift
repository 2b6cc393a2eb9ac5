import RegistryModel
import Testing

@Suite("Unified social credit codes, GB 32100-2015")
struct CreditCodeTests {
  @Test(
    "published and made-up valid codes are taken without a warning",
    arguments: [
      "51330106MJ0000018H", "51330106MJ0000026C", "51330106MJ00001060", "51330106MJ0000173X",
      "51330106MJ0000296Y", "51330106MJ000019XG", "51330106MJ0000050W", "52330106MJ1000036G",
      "52110101500000015C", "53330000MJ0000050T", "59330106MJ0000093H", "113301060000000195",
      "12330106K00000014A", "91330106MA0000015K", "91110000600037341L",
    ])
  func valid(code: String) throws {
    let value = try CreditCode(text: code)
    #expect(value.description == code)
    #expect(value.warnings == [])
    try expectRoundTrip(value)
  }

  @Test(
    "each rule broken names the part and the rule",
    arguments: [
      ("51330106MJ0000018J", "must be H"),
      ("51330106MJ000001H", "17 characters"),
      ("5I330106MJ0000018H", "I, O, S, V and Z"),
      ("56330106MJ00000182", "second character must be one of 123459"),
      ("91350203M0001QAY9B", "check character"),
      ("111111111111111111", "check character"),
      ("51330A06MJ0000018H", "characters 3 to 8"),
      ("B1330106MJ0000018H", "first character"),
      ("51330106MJ-000018H", "only letters and digits"),
    ])
  func invalid(code: String, sentence: String) {
    let words = refusal(CreditCode.self, code)
    #expect(words?.en.contains(sentence) == true, "\(words?.en ?? "taken")")
    #expect(words?.en.contains(code) == false)
  }

  @Test("lower case, full width and spaces are folded")
  func folded() throws {
    let code = try CreditCode(text: "51330106MJ0000018H")
    #expect(try CreditCode(text: "51330106mj0000018h") == code)
    #expect(try CreditCode(text: "５１３３０１０６ＭＪ００００018Ｈ") == code)
    #expect(try CreditCode(text: " 5133 0106 MJ00 0001 8H") == code)
  }

  @Test("a wrong inner check of GB 11714 is kept, with a warning that says what it should be")
  func innerCheck() throws {
    let warnings = try CreditCode(text: "51330106MJ0000019L").warnings
    #expect(warnings.count == 1)
    #expect(warnings.first?.en.contains("character 17") == true)
    #expect(warnings.first?.en.hasSuffix("must be 8") == true)
  }

  @Test("the check character of seventeen characters, including a remainder of zero")
  func checkCharacter() {
    #expect(CreditCode.checkCharacter("51330106MJ0000018") == "H")
    #expect(CreditCode.checkCharacter("51330106MJ0000106") == "0")
    #expect(CreditCode.checkCharacter("51330106MJ000010") == nil)
    #expect(CreditCode.checkCharacter("5133010IMJ0000018") == nil)
  }

  @Test("a resident identity number that passes as a credit code is asked about")
  func residentNumber() throws {
    // One in 32 such numbers passes; find the first by counting up.
    let code = (0..<1000).lazy.compactMap { count -> String? in
      let number = "51010119000101" + String(1000 + count).suffix(3)
      let check = CreditCode.checkCharacter(number).map(String.init) ?? "?"
      return IdentityNumber.residentProblem(number + check) == nil ? number + check : nil
    }.first
    let found = try #require(code)
    let warnings = try CreditCode(text: found).warnings
    #expect(warnings.contains { $0.en.contains("resident identity number") })
  }

  @Test("the first two characters tell the form")
  func form() throws {
    #expect(try CreditCode(text: "51330106MJ0000018H").form == .association)
    #expect(try CreditCode(text: "52330106MJ1000036G").form == .serviceAgency)
    #expect(try CreditCode(text: "53330000MJ0000050T").form == .foundation)
    #expect(try CreditCode(text: "91330106MA0000015K").form == nil)
  }
}
