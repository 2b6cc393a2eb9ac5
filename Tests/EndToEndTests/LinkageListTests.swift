import RegistryModel
import Testing

/// The three lists of the mechanism, as they are printed and read by programs.
@Suite struct LinkageListTests {
  private func office() throws -> Office {
    let office = try Office()
    try office.add("community", "code=110105001001", "name=安居社区居委会", "activityArea=120.5")
    try office.add("community", "code=110105001002", "name=望湖社区居委会", "endedOn=2024-12-31")
    for (name, services, volunteers, home) in [
      ("老年协会", "1,2", "30", "m1"), ("合唱团", "3", "12", "m1"), ("旧书社", "4", "9", "m2"),
    ] {
      try office.add(
        "organization", "name=\(name)", "tier=filed", "status=active", "community=\(home)",
        "services=\(services)", "volunteers=\(volunteers)", "registeredOn=2018-01-01")
    }
    try office.add(
      "organization", "name=棋社", "tier=filed", "status=dormant", "community=m1", "services=4",
      "volunteers=50", "registeredOn=2018-01-01")
    try office.add("worker", "name=王芳", "serviceAreas=1,5", "startedOn=2020-01-01")
    try office.succeed("assign", "w1", "m1", "--role", "40", "--since", "2020-01-01")
    try office.add("need", "community=m1", "title=安装扶手", "topic=1", "raisedOn=2026-05")
    try office.add("need", "community=m1", "title=修理门禁", "topic=8", "raisedOn=2026-04")
    try office.succeed(
      "edit", "n2", "status=met", "closedOn=2026-06-01", "--as-of", "2026-11-24")
    try office.add(
      "programme", "name=长者食堂", "communities=m1", "carrier=o1", "workers=w1", "status=running",
      "since=2026-01-01", "until=2026-12-31")
    return office
  }

  private func rows(_ list: String, _ office: Office) throws -> [JSON] {
    let text = try office.succeed("linkage", "--list", list, "--json")
    return try #require(try JSON(bytes: Array(text.utf8)).array)
  }

  @Test func needs_thatWait_andProgrammes_thatRun() throws {
    let office = try office()
    #expect(try rows("needs", office).compactMap { $0["title"]?.string } == ["安装扶手"])
    #expect(try rows("programmes", office).compactMap { $0["name"]?.string } == ["长者食堂"])
    let text = try office.succeed("linkage", "--list", "needs", "--language", "zh")
    #expect(text.hasPrefix("需求清单\n") && text.contains("安装扶手"))
  }

  @Test func resources_areThoseAtWork_inCommunitiesThatExist() throws {
    let office = try office()
    let rows = try rows("resources", office)
    #expect(rows.count == 1)
    let first = try #require(rows.first)
    #expect(first["volunteers"]?.int == 42)
    #expect(
      first["services"]?.array?.compactMap(\.string) == [
        "socialServices", "healthcare", "entertainment",
      ])
    #expect(
      first["field"]?.array?.compactMap(\.string) == ["resourceProvision", "communityCare"])
    #expect(first["activityArea"]?.string == "120.5")
    // A past day has what was there then.
    let past = try office.succeed(
      "linkage", "--list", "resources", "--json", "--as-of", "2019-06-30")
    let then = try #require(try JSON(bytes: Array(past.utf8)).array)
    #expect(then.count == 2 && then.allSatisfy { $0["field"] == nil })
  }

  @Test func whatIsNoList_isRefused() throws {
    let office = try office()
    #expect(try office.run("linkage", "--list", "wishes").code == 64)
    #expect(try office.run("linkage", "--csv").code == 64)
    #expect(try office.succeed("linkage", "--list", "resources", "--csv").contains("安居社区居委会"))
  }
}
