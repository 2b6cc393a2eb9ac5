import RegistryExchange
import RegistryModel
import RegistryTestSupport
import Testing

@Suite(
  "Import of real communities",
  .enabled(if: RealFile.isThere(RealFile.chaoyang), "the real file is absent"))
struct RealCommunitiesTests {
  private let today = CivilDate(year: 2016, month: 12, day: 31)!

  private func office() throws -> Office {
    var office = Office()
    office.name = "朝阳区"
    office.district = try DistrictCode(text: "110105")
    return office
  }

  @Test("the whole of Chaoyang comes in, and a second time nothing changes")
  func chaoyang() throws {
    let bytes = try RealFile.bytes(RealFile.chaoyang)
    var registry = Registry(today: today)
    try registry.add([try office()])
    let plan = Import(.community, into: registry.state, today: today, source: "chaoyang.csv")
      .plan(bytes)
    #expect(plan.problems == [])
    #expect(plan.file.encoding == "UTF-8")
    #expect(plan.counts == .init(new: 598))
    #expect(plan.counts.rows == 598)

    let warnings = plan.rows.flatMap(\.warnings)
    #expect(warnings.count { $0.rule == "class-disagrees" } == 147)
    #expect(warnings.count { $0.rule == "like-committee" } == 1)
    #expect(warnings.count { $0.rule == "similar-name" } == 4)
    #expect(
      Set(warnings.map(\.rule)) == ["class-disagrees", "like-committee", "similar-name", "twin"])

    let set = try #require(plan.changeSet)
    #expect(set.batch?.hasPrefix("import-20") == true)
    #expect(set.reason == "chaoyang.csv")
    try registry.append(set)
    let communities = Array(registry.state.communities.inUse)
    #expect(communities.count == 598)
    #expect(communities.count { $0.record.isUrban(on: today) == true } == 445)
    #expect(communities.count { $0.record.isUrban(on: today) == false } == 153)
    let odd = try #require(
      communities.first { $0.record.code.first?.description == "110105400400" })
    #expect(odd.record.committee[today] == .residentLike)
    #expect(odd.record.isUrban(on: today) == true)

    // Names are what the file says, read here without the reader under test.
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n").dropFirst()
    let names = lines.map { String($0.split(separator: ",")[1]) }
    #expect(communities.compactMap(\.record.name.first) == names)

    let again = Import(.community, into: registry.state, today: today).plan(bytes)
    #expect(again.problems == [])
    #expect(again.counts == .init(same: 598))
    #expect(again.changeSet == nil)
    #expect(again.summary.en.hasSuffix("nothing changes"))
  }

  @Test("what Chaoyang exports comes back the same")
  func roundTrip() throws {
    let bytes = try RealFile.bytes(RealFile.chaoyang)
    var registry = Registry(today: today)
    try registry.append(
      try #require(Import(.community, into: registry.state, today: today).plan(bytes).changeSet))
    let ids = registry.state.communities.inUse.map(\.id)
    for language in Language.allCases {
      let file = Listing(.community, ids, of: registry.state, on: today)
        .csv(language, for: .spreadsheet)
      let plan = Import(.community, into: registry.state, today: today).plan(file)
      #expect(plan.problems == [])
      #expect(plan.counts == .init(same: 598))
      #expect(plan.file.encoding == "UTF-8 (BOM)")
    }
  }
}
