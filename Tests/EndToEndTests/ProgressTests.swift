import Testing

/// The figures of DESIGN section 2, through the command.
@Suite struct ProgressTests {
  @Test func workedExample_asText() throws {
    let office = try WorkedExample.office()
    let lines = try office.run("progress", "--as-of", "2020-12-31").lines
    let values = lines.prefix(3).map { line in
      line.firstMatch(of: /[0-9]+\.[0-9]+/).map { String($0.output) } ?? ""
    }
    #expect(values == ["9.6", "4.5", "80.0"], "the first decimal number on each line")
    let short = lines.prefix(3).map { $0.contains("short by 1") }
    #expect(short == [true, true, true])
    let chinese = try office.run("progress", "--as-of", "2020-12-31", "--language", "zh-Hans").lines
    let firstChinese = try #require(chinese.first)
    #expect(firstChinese.hasPrefix("9.6") && firstChinese.contains("差 1"))
  }

  @Test func workedExample_asJSON() throws {
    let report = try WorkedExample.office().progress("--as-of", "2020-12-31")
    #expect(report.plan == "2016-2020" && report.asOf == "2020-12-31")
    let urban = try report["P1"]
    #expect(urban.value == "9.6" && urban.sum == 29 && urban.over == 3)
    #expect(urban.shortfall == 1 && urban.met == false)
    let rural = try report["P2"]
    #expect(rural.value == "4.5" && rural.sum == 9 && rural.over == 2 && rural.shortfall == 1)
    let workers = try report["P3"]
    #expect(workers.value == "80.0" && workers.shortfall == 1)
    #expect(workers.records?["without"] == 1)
  }

  @Test func everyYear_isTheTrend() throws {
    let office = try WorkedExample.office()
    let outcome = try office.run("progress", "--by", "year", "--json")
    let years = try ProgressReport.years(json: outcome.bytes)
    #expect(years.map(\.asOf).first?.hasSuffix("12-31") == true)
    let days = years.map(\.asOf)
    #expect(days.contains("2015-12-31") || days.contains("2016-12-31"))
    for year in years {
      #expect(try year["P1"].sum == (year.asOf < "2016-05-01" ? 0 : 29), "\(year.asOf)")
    }
  }

  @Test func everyYear_endsWithTheYearThatIsNotOver() throws {
    let office = try WorkedExample.office()
    let days = { (arguments: [String]) in
      try ProgressReport.years(json: office.start(["progress", "--json"] + arguments).wait().bytes)
        .map(\.asOf)
    }
    #expect(try days(["--by", "year", "--as-of", "2016-06-30"]) == ["2016-06-30"])
    #expect(
      try days(["--by", "year", "--as-of", "2017-12-30"]) == ["2016-12-31", "2017-12-30"])
    #expect(
      try days(["--by", "year", "--as-of", "2017-12-31"]) == ["2016-12-31", "2017-12-31"])
    // Today is there, also after the plan.
    #expect(
      try days(["--by", "year", "--as-of", "2022-05-05"]).suffix(2) == ["2021-12-31", "2022-05-05"])
    #expect(
      try days(["--by", "quarter", "--from", "2019-01-01", "--to", "2019-08-15"])
        == ["2019-03-31", "2019-06-30", "2019-08-15"])
    #expect(
      try days(["--by", "month", "--from", "2020-01-31", "--to", "2020-02"]) == [
        "2020-01-31", "2020-02-29",
      ])
    for (arguments, word) in [
      (["--by", "week"], "not week"), (["--from", "2019-01-01"], "--by"),
      (["--by", "town", "--to", "2019-01-01"], "--by"),
      (["--by", "year", "--from", "soon"], "--from"),
    ] {
      let wrong = try office.start(["progress"] + arguments).wait()
      #expect(
        wrong.code == 64 && wrong.output.isEmpty && wrong.error.contains(word),
        "\(arguments): \(wrong.error)")
    }
    let turned = try office.run(
      "progress", "--by", "year", "--from", "2020-02-01", "--to", "2020-01-01")
    #expect(turned.code == 1 && turned.error.contains("2020-02-01 is after"), "\(turned.error)")
    let early = try office.run("progress", "--by", "year", "--as-of", "2015-06-30")
    #expect(early.code == 1 && early.output.isEmpty)
    #expect(early.error.contains("2016-01-01"), "\(early.error)")
  }

  @Test func sums_sayTheirUnits() throws {
    let office = try SmallDistrict.office()
    try office.succeed("edit", "m1", "households=1000", "facilityArea=450.5")
    let json = try JSONValue(office.run("progress", "--json").bytes)
    guard case .array(let targets)? = json["targets"] else { throw Failed("no targets") }
    let area = try #require(targets.first { $0["sumUnit"] == .string("dm2") })
    #expect(area["sum"] == .number(45050) && area["value"] == .string("45.0"))
    #expect(area["over"] == .number(1000) && area["overUnit"] == .string("households"))
    for target in targets where target["recorded"] == .bool(true) {
      #expect(target["sumUnit"] != nil && target["overUnit"] != nil && target["unit"] != nil)
    }
  }

  @Test func townWideLedgerAndDormant_doNotCount_andAreSaidBeside() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=计数会", "tier=备案", "community=m1")
    try office.add("organization", "name=街道会", "tier=备案", "reach=街镇", "community=m1")
    try office.add("organization", "name=台账队", "tier=台账", "community=m1")
    try office.add("organization", "name=停止会", "tier=备案", "community=m1", "status=停止活动")
    let target = try office.progress()["P1"]
    #expect(target.sum == 1)
    #expect(target.records?["notCounted"] == 3)
  }

  @Test func emptyDateCountsAlways_partialDateFromItsLastDay() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=无日期", "tier=备案", "community=m1")
    try office.add("organization", "name=年份", "tier=备案", "community=m1", "registeredOn=2017")
    try office.add("organization", "name=年月", "tier=备案", "community=m1", "registeredOn=2018-02")
    let sums = try ["2016-01-01", "2017-12-30", "2017-12-31", "2018-02-27", "2018-02-28"].map {
      try office.progress("--as-of", $0)["P1"].sum
    }
    #expect(sums == [1, 1, 2, 2, 3])
    #expect(try office.progress()["P1"].partialDates == 2)
  }

  @Test func dormantFromADayOn_leavesThePastAsItWas() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1", "registeredOn=2017-01-01")
    try office.succeed("edit", "o1", "status=停止活动", "--from", "2019-06-01")
    #expect(try office.progress("--as-of", "2019-05-31")["P1"].sum == 1)
    #expect(try office.progress("--as-of", "2019-06-01")["P1"].sum == 0)
  }

  @Test func endedCommunity_leavesTheDenominatorAfterItsLastDay() throws {
    let office = try SmallDistrict.office()
    try office.succeed("edit", "m2", "endedOn=2019-06-30")
    #expect(try office.progress("--as-of", "2019-06-30")["P1"].over == 2)
    #expect(try office.progress("--as-of", "2019-07-01")["P1"].over == 1)
  }

  @Test func afterTheDeadline_itSaysDaysOver_andAsksForNoRate() throws {
    let office = try SmallDistrict.office()
    let target = try office.progress("--as-of", "2021-01-10")["P1"]
    #expect(target.daysOver == 10)
    #expect(target.rateNeeded == nil)
    #expect(
      try office.run("progress", "--as-of", "2021-01-10").lines[0].contains("10 days over"))
  }

  @Test func withoutABaseline_thereIsNoMark_onlyTheGap() throws {
    let office = try SmallDistrict.office()
    try SmallPlan.write(to: office)
    let report = try office.progress("--plan", "district-2030", "--as-of", "2028-06-30")
    let marked = try report["D1"]
    #expect(marked.mark != nil && marked.shortfall == 30)
    let unmarked = try report["D2"]
    #expect(unmarked.mark == nil && unmarked.shortfall == 30)
  }

  @Test func noCommunities_isNoFigure() throws {
    let target = try Office().progress()["P1"]
    #expect(target.value == nil && target.met == nil && target.over == 0)
  }
}
