import RegistryModel
import Testing

@Suite("Division codes")
struct DivisionCodeTests {
  @Test(
    "digits 10 to 12 tell the committee",
    arguments: [
      ("320508019044", Committee.residents), ("220581102001", .residents),
      ("220581102202", .villagers), ("440983102209", .villagers), ("350322111201", .villagers),
      ("330106001199", .residents), ("330106001200", .villagers), ("330106001399", .villagers),
      ("330106001400", .residentLike), ("330106001499", .residentLike),
      ("330106001500", .villageLike), ("330106001599", .villageLike),
    ])
  func committee(text: String, committee: Committee) throws {
    let code = try DivisionCode(text: text)
    #expect(code.committee == committee)
    #expect(code.district.description == String(text.prefix(6)))
    #expect(code.town.description == text.prefix(9) + "000")
    #expect(code.town.district == code.district)
    try expectRoundTrip(code)
  }

  @Test(
    "each rule broken is named",
    arguments: [
      ("33010600", "8 digits"), ("330106001", "330106001000"), ("990106001001", "province"),
      ("330106001600", "001 to 599"), ("33010600100A", "digits only"),
      ("320508019000", "ending in 000"), ("3301060010011", "13 digits"),
    ])
  func invalid(text: String, sentence: String) {
    let words = refusal(DivisionCode.self, text)
    #expect(words?.en.contains(sentence) == true, "\(words?.en ?? "taken")")
  }

  @Test("a town code has nine digits, or twelve ending in 000")
  func towns() throws {
    let town = try TownCode(text: "320508019")
    #expect(try TownCode(text: "320508019000") == town)
    #expect(town.description == "320508019000")
    try expectRoundTrip(town)
    #expect(refusal(TownCode.self, "320508019044") != nil)
    #expect(refusal(TownCode.self, "990508019") != nil)
  }

  @Test("a district code has six digits of a province")
  func districts() throws {
    let district = try DistrictCode(text: "１１０１０５")
    #expect(district.description == "110105")
    #expect(district.province == 11)
    try expectRoundTrip(district)
    for text in ["11010", "1101050", "160105", "11010A"] {
      #expect(refusal(DistrictCode.self, text) != nil, "\(text)")
    }
  }

  @Test("codes sort by number")
  func order() throws {
    #expect(try DivisionCode(text: "220581102001") < DivisionCode(text: "220581102202"))
  }
}
