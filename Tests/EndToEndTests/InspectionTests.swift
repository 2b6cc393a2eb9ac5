import Testing

/// Inspections are rows of their organization, a year each.
@Suite struct InspectionTests {
  private func office() throws -> Office {
    let office = try SmallDistrict.office()
    for (name, number) in [("合唱团", "2018-001"), ("棋社", "2018-002")] {
      try office.add(
        "organization", "name=\(name)", "tier=备案", "community=m1", "filing=\(number)")
    }
    return office
  }

  private static let file = """
    名称,备案编号,成员数,年检年度,年检结论
    合唱团,2018-001,30,2019,合格
    棋社,2018-002,12,2018,未参检

    """

  @Test func organizationsFile_withInspections_saysWhereTheyGo_andIsReadThere() throws {
    let office = try office()
    let path = office.directory + "/list.csv"
    try Disk.write(Array(Self.file.utf8), to: path)
    let organizations = try office.run("import", "organizations", path, "--language", "en")
    #expect(organizations.code == 0, "\(organizations.error)")
    #expect(
      (organizations.output + organizations.error).contains("sanshe import inspections"),
      "\(organizations.output)\(organizations.error)")
    for count in ["2", "0"] {
      let report = try JSONValue(office.run("import", "inspections", path, "--json").bytes)
      #expect(report["new"] == .number(count == "2" ? 2 : 0), "\(report)")
    }
    let list = { (day: String) in
      try office.run(
        "list", "organizations", "--as-of", day, "--csv", "--columns",
        "name,inspectionYear,inspectionResult"
      ).lines.dropFirst().map { String($0) }
    }
    #expect(try list("2020-06-30") == ["o1,合唱团,2019,passed", "o2,棋社,2018,missed"])
    #expect(try list("2019-06-30").first == "o1,合唱团,,")
    #expect(
      try office.run("list", "organizations", "inspectionYear:<2019").lines.count == 1)
  }

  @Test func secondInspectionOfAYear_andOneToCome_areRefused() throws {
    let office = try office()
    try office.add("inspection", "organization=o1", "year=2019", "result=合格")
    for (year, words) in [
      ("2019", "2019 is already inspected (y1)"), ("2999", "2999 is in the future"),
    ] {
      let refused = try office.run(
        "add", "inspection", "organization=o1", "year=\(year)", "result=合格", "--language", "en")
      #expect(refused.code == 65 && refused.error.contains(words), "\(refused.error)")
    }
    #expect(try office.succeed("show", "o1").contains("2019"))
  }
}
