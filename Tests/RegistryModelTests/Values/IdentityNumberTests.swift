import RegistryModel
import Testing

@Suite("Identity numbers, GB 11643-1999")
struct IdentityNumberTests {
  @Test(
    "valid numbers tell birth date and sex",
    arguments: [
      ("110101190001010014", "1900-01-01", Sex.male),
      ("110101190001010022", "1900-01-01", .female),
      ("12010119000101018X", "1900-01-01", .female),
      ("11010119000101009X", "1900-01-01", .male),
      ("110101190006150067", "1900-06-15", .female),
    ])
  func valid(text: String, birth: String, sex: Sex) throws {
    let number = try IdentityNumber(text: text)
    #expect(number.residentProblem == nil)
    #expect(number.birthDate?.description == birth)
    #expect(number.sex == sex)
    #expect(number.district?.description == String(text.prefix(6)))
    try expectRoundTrip(number)
  }

  @Test(
    "each rule broken names the part",
    arguments: [
      ("110101190001010015", "check digit (position 18)", "must be 4"),
      ("110101190002290038", "birth date", "28 days"),
      ("110101190013010011", "birth date", "month"),
      ("990101190001010018", "division", "province"),
      ("110101000101001", "15 digits", "no longer valid"),
      ("11010119000101001", "17 characters", "has 18"),
      ("1101011900010100A4", "17 digits", "X"),
      ("12010119000101018Y", "17 digits", "X"),
    ])
  func invalid(text: String, part: String, rule: String) throws {
    let problem = try #require(IdentityNumber.residentProblem(text))
    #expect(problem.en.contains(part) && problem.en.contains(rule), "\(problem.en)")
    #expect(!problem.en.contains(text) && !problem.chinese.contains(text))
    #expect(try IdentityNumber(text: text).birthDate == nil)
    #expect(try IdentityNumber(text: text).sex == nil)
  }

  @Test("a number in which one sign is wrong is none, and says nothing of who has it")
  func oneWrongSign() throws {
    for valid in ["110101190001010014", "12010119000101018X"] {
      for place in valid.indices {
        for sign in "0123456789X" where sign != valid[place] {
          var text = valid
          text.replaceSubrange(place...place, with: String(sign))
          let number = try IdentityNumber(text: text)
          #expect(number.residentProblem != nil && number.holder == nil, "\(text)")
        }
      }
    }
  }

  @Test("a birth after today is refused, one today is not")
  func futureBirth() throws {
    let number = try IdentityNumber(text: "110101209901010017")
    let day = try #require(CivilDate(year: 2099, month: 1, day: 1))
    #expect(number.residentProblem == nil)
    #expect(number.residentProblem(today: day) == nil)
    #expect(
      number.residentProblem(today: day.adding(days: -1))?.en.contains("future") == true)
  }

  @Test("numbers of other documents are text, folded")
  func otherDocuments() throws {
    #expect(try IdentityNumber(text: "e１２３ 45678").description == "E12345678")
    #expect(try IdentityNumber(text: "H1234567(8)").description == "H1234567(8)")
    #expect(try IdentityNumber(text: "H1234567（8）").description == "H1234567(8)")
    #expect(refusal(IdentityNumber.self, "E123") != nil)
    #expect(refusal(IdentityNumber.self, String(repeating: "1", count: 21)) != nil)
    #expect(refusal(IdentityNumber.self, "E1234*678") != nil)
  }

  @Test("lower-case x is folded before the check")
  func lowerCase() throws {
    #expect(try IdentityNumber(text: "12010119000101018x").isResident)
  }
}
