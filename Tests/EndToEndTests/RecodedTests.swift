import Testing

/// A community that is renamed or given another code is the same one, and past days show what was.
@Suite struct RecodedTests {
  /// 大望京社区, as the statistical codes of 2018 and of 2019 have it.
  private func office() throws -> Office {
    let office = try Office()
    try office.add(
      "community", "code=110105038005", "name=大望京社区居委会", "townName=崔各庄地区办事处")
    try office.succeed(
      "edit", "m1", "code=110105043008", "townName=东湖街道", "--from", "2019-01-01")
    return office
  }

  @Test func codeAndTown_areThoseOfTheDay() throws {
    let office = try office()
    let list = { (query: String, day: String) in
      try office.run(
        "list", "communities", query, "--as-of", day, "--columns", "code,townCode,townName"
      ).lines
    }
    let (old, new) = ("110105038005", "110105043008")
    for (day, mine, town, others) in [
      ("2018-12-31", old, "崔各庄", [new, "东湖"]), ("2019-01-01", new, "东湖", [old, "崔各庄"]),
      ("2026-11-24", new, "东湖", [old, "崔各庄"]),
    ] {
      for query in ["code:\(mine)", "town:\(town)", "townCode:\(mine.prefix(9))000"] {
        let lines = try list(query, day)
        #expect(lines.count == 1, "\(query) \(day)")
        #expect(lines.first?.contains(mine) == true && lines.first?.contains(town) == true)
      }
      for (place, other) in others.enumerated() {
        #expect(try list(place == 0 ? "code:\(other)" : "town:\(other)", day).isEmpty)
      }
    }
    #expect(try office.succeed("show", "m1", "--language", "en").contains("Former code: \(old)"))
  }

  @Test func oldCode_stillNamesIt_andSaysSo_untilAnotherHasIt() throws {
    let office = try office()
    let edited = try office.run("edit", "110105038005", "households=900", "--language", "en")
    #expect(edited.code == 0 && edited.output.hasPrefix("m1 "))
    #expect(
      edited.error.contains("110105038005 is the former code of 大望京 (110105043008)"),
      "\(edited.error)")
    #expect(try office.succeed("search", "110105038005").contains("大望京"))
    // Another may have the code from the day it is free, and is then the one that is meant.
    let early = try office.run(
      "add", "community", "code=110105038005", "name=新京社区居委会", "establishedOn=2018-07-01",
      "--language", "en")
    #expect(early.code == 65)
    #expect(
      early.error.contains("Code is already used by 大望京 (110105043008) until 2018-12-31"),
      "\(early.error)")
    try office.add(
      "community", "code=110105038005", "name=新京社区居委会", "establishedOn=2020-07-01")
    let named = try office.run("edit", "110105038005", "households=300", "--language", "en")
    #expect(named.output.hasPrefix("m2 ") && !named.error.contains("former"))
    #expect(try office.run("check").code == 0)
  }

  @Test func undo_ofTheNewCode_givesTheOldOneBack() throws {
    let office = try office()
    try office.succeed("undo", "3")
    #expect(try office.run("list", "communities", "code:110105038005").lines.count == 1)
    #expect(try office.run("list", "communities", "town:东湖").lines.isEmpty)
    #expect(try office.succeed("history", "m1", "--language", "en").contains("110105043008"))
  }
}
