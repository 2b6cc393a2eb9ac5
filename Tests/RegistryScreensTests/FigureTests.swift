import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// The figures on screen are those of the plan, and open into as many records as they say.
@Suite struct FigureTests {
  private let progress = Progress(
    WorkedExample.plan, of: WorkedExample.registry, on: SampleDistrict.today)

  @Test func `the gauge line says urban, rural and workers`() {
    #expect(Robot.workedExample(.chinese).gauges.hasPrefix("城市 9.6/10 ["))
    let line = Robot.workedExample().gauges
    #expect(line.contains("Urban 9.6/10 ["))
    #expect(line.contains("] -1  Rural 4.5/5 ["))
    #expect(line.contains("] -1  Workers 80.0%"))
    #expect(line.contains("1 without"))
  }

  /// The worked example under a plan that asks half of the rural communities for facilities.
  private func halfAsked(_ language: Language) throws -> Robot {
    let plan = """
      {"id": "half", "title": {"en": "Half", "zh-Hans": "一半"}, "start": "2026-01-01",
       "end": "2030-12-31", "source": {"en": "office", "zh-Hans": "本单位"}, "targets": [
         {"id": "F", "label": {"en": "Facilities", "zh-Hans": "设施"}, "scope": "rural",
          "measure": "facility", "aggregate": "share", "atLeast": "50", "unit": "%",
          "deadline": "2030-12-31", "baseline": null,
          "source": {"en": "office", "zh-Hans": "本单位"}}]}
      """
    return Robot(
      WorkedExample.registry, plan: try Plan(json: JSON(bytes: Array(plan.utf8))),
      language: language, glyphs: .ascii)
  }

  @Test func `where not all are asked for, what is missing and who is without are two numbers`()
    throws
  {
    var robot = try halfAsked(.en)
    #expect(robot.row(of: "Facilities").contains("1 to go"), "\(robot)")
    #expect(robot.shows("1 to go; 2 rural communities do not meet it."))
    robot.press(.enter)
    #expect(robot.listed.count == 2)
    let chinese = try halfAsked(.chinese)
    #expect(chinese.row(of: "设施").contains("还差1个"))
    #expect(chinese.shows("还差 1 个；2 个农村社区未达标。"))
  }

  @Test func `a title of the plan that has no room begins with its years`() {
    let robot = Robot(
      WorkedExample.registry, plan: WorkedExample.plans[1], language: .en, glyphs: .ascii)
    #expect(robot.rows[1].contains("-- 2021-2025: 14th Five-Year Plan"), "\(robot)")
    var wide = Robot.workedExample()
    wide.send(.resized(rows: 24, columns: 120))
    #expect(wide.rows[1].contains("-- Urban and Rural Community"))
  }

  @Test func `a gauge line without the first gauges begins where others do`() throws {
    let robot = try halfAsked(.en)
    #expect(robot.canvas.text(inRow: 22).hasPrefix(" Facilities 0.0% 1 to go"))
  }

  @Test func `of communities those of the day are counted, ended ones said and marked`() throws {
    var robot = Robot.workedExample()
    try robot.colleagueSaves(
      ChangeSet([
        Change(
          RecordID(.community, 1),
          [Setting("endedOn", before: .null, after: "2026-01-01")])
      ]))
    #expect(robot.row(of: "2 Communities").contains(" 4  and 1 ended"), "\(robot)")
    robot.type("2")
    #expect(robot.row(of: "> 110105001001").contains("甲 (ended)"))
    #expect(!robot.row(of: "110105001002").contains("ended"))
    robot.press(.function(3))
    robot.type("甲社区")
    #expect(robot.row(of: "110105001001").contains("ended"))
  }

  @Test func `a dashboard's years are said to be cumulative, and end in the number counted`() {
    var robot = Robot.workedExample()
    robot.type("2丙")
    robot.press(.enter)
    #expect(robot.shows("By service") && robot.shows("Total by year"))
    #expect(robot.row(of: "2026 now").contains("####### 7"), "\(robot)")
  }

  @Test func `every line of the Overview shows its figure`() {
    var robot = Robot.workedExample()
    robot.send(.resized(rows: 40, columns: 80))
    for figure in progress.figures {
      let row = robot.row(of: figure.target.label.en)
      #expect(row != "", "\(figure.target.id)")
      if figure.target.notRecorded == nil {
        #expect(row.contains(figure.text ?? "--"), "\(figure.target.id): \(row)")
      } else {
        #expect(row.contains("not recorded"))
      }
    }
  }

  @Test func `every figure opens into a list of as many records`() {
    for (place, figure) in progress.figures.enumerated() {
      var robot = Robot.workedExample()
      robot.press(.down, times: place)
      robot.press(.enter)
      let missing = progress.records(.without, of: figure.target)
      if figure.target.notRecorded != nil || missing.isEmpty {
        #expect(robot.list == nil, "\(figure.target.id)")
        #expect(!robot.message.isEmpty)
      } else {
        #expect(robot.list?.rows == missing.sorted(), "\(figure.target.id)")
      }
    }
  }

  @Test func `the numbers beside the figures open into lists of as many rows`() throws {
    let sample = try SampleDistrict.small.get()
    let progress = Progress(sample.plan, of: sample.registry, on: SampleDistrict.today)
    for (label, list) in [
      ("Organizations not counted", DistrictList.notCounted),
      ("Unconfirmed for 24 months", .unconfirmed),
      ("Workers in several places", .shared),
    ] {
      var robot = try Robot.small(rows: 40)
      let count = try #require(progress.district[list])
      #expect(count > 0)
      // The district's, not the towns' alone.
      let own = Behind(rawValue: list.rawValue).map { progress.figures[0].tally[$0] } ?? 0
      #expect(list == .shared || count > own)
      #expect(robot.row(of: label).contains(" \(count) "), "\(robot.row(of: label))")
      robot.press(.tab, .tab)
      for _ in 0..<60 where !robot.cursorRow.contains(label) { robot.press(.down) }
      robot.press(.enter)
      #expect(robot.list?.rows.count == count)
    }
  }

  @Test func `the numbers beside the figures say what they are about`() throws {
    for language in Language.allCases {
      for rows in [24, 16] {
        for (en, chinese, meaning) in [
          ("Organizations not counted", "不计入的社会组织", Words("ledger only", "仅为台账")),
          ("Unconfirmed for", "个月未核实", Words("nobody has confirmed", "未核实是否仍在活动")),
          ("Workers in several", "跨社区任职", Words("count in each of them", "各社区均计入")),
        ] {
          var robot = try Robot.small(language, rows: rows, columns: rows == 24 ? 80 : 60)
          let label = language == .en ? en : chinese
          robot.press(.tab, .tab)
          for _ in 0..<60 where !robot.cursorRow.contains(label) { robot.press(.down) }
          let isText = { (sign: Character) in sign != " " && sign != "|" }
          let text = robot.text.filter { isText($0) && $0 != "\n" }
          #expect(text.contains(meaning[language].filter(isText)), "\(robot)")
        }
      }
    }
  }

  @Test func `an empty Overview says the first step and its keys, until there is a community`()
    throws
  {
    for language in Language.allCases {
      var robot = Robot(
        RegistryState(), plan: WorkedExample.plan, language: language, rows: 16, columns: 60,
        glyphs: .ascii)
      let step = language == .en ? "First add the communities" : "先录入社区"
      #expect(robot.shows(step) && robot.shows("F9"), "\(robot)")
      robot.press(.function(9))
      robot.type("2")
      #expect(robot.shows(language == .en ? "Import which list?" : "导入哪种名单?"))
      robot.press(.escape)
      robot.type("2")
      robot.press(.insert)
      try robot.fill("code", "110105001001")
      try robot.fill("name", "甲社区居委会")
      robot.press(.control("s"))
      robot.type("1")
      #expect(!robot.shows(step), "\(robot)")
    }
  }

  @Test func `work areas stand in the Overview with their digits and counts`() {
    let robot = Robot.workedExample()
    #expect(robot.row(of: "3 Organizations").contains(" 38 "))
    #expect(robot.row(of: "2 Communities").contains(" 5 "))
  }

  @Test func `a dashboard says the mean of its side beside the community's number`() {
    var robot = Robot.workedExample()
    robot.type("2丙")
    robot.press(.enter)
    #expect(robot.row(of: "Organizations ").contains(" 7 / 10 ") && robot.shows("urban mean 9.6"))
    #expect(robot.shows("! not met"))
    #expect(robot.shows("Rank 3 of 3 urban"))
    robot.press(.enter)
    #expect(robot.listed.count == 7)
  }

  @Test func `workers are called by the posts that the plan counts`() throws {
    var robot = Robot(
      WorkedExample.registry, plan: WorkedExample.plans[1], language: .chinese, glyphs: .ascii)
    #expect(robot.shows("跨社区任职的社区工作者"), "\(robot)")
    robot.press(.tab, .tab)
    for _ in 0..<60 where !robot.cursorRow.contains("跨社区任职") { robot.press(.down) }
    #expect(robot.shows("合计时只计一人") && !robot.shows("各社区均计入"), "\(robot)")
    try robot.colleagueSaves(
      ChangeSet([
        Change(RecordID(.community, 1), [Setting("residents", before: .null, after: 5000)])
      ]))
    robot.type("2")
    #expect(robot.row(of: "社区工作者").contains("计入"), "\(robot)")
    #expect(robot.row(of: "区划代码").contains("人员"), "\(robot)")
    robot.press(.enter)
    #expect(!robot.shows("社工 ") && robot.shows("每万城镇常住人口社区工作者"), "\(robot)")
  }

  @Test func `bars of a dashboard have an organization that moved away where it was`() throws {
    var robot = Robot.workedExample()
    try robot.colleagueSaves(
      ChangeSet([
        Change(
          RecordID(.organization, 29),
          [
            Setting("registeredOn", before: "2016-03-01", after: "2022-03-01"),
            Setting("community@2024-05-01", before: [], after: ["m2"]),
          ])
      ]))
    robot.type("2丙")
    robot.press(.enter)
    for (year, count) in [("2021", 6), ("2022", 7), ("2023", 7), ("2024", 6), ("2026 now", 6)] {
      let bar = String(repeating: "#", count: count)
      #expect(robot.row(of: year).contains(" \(bar) \(count)"), "\(robot)")
    }
  }

  @Test func `a dashboard goes on to its neighbours and stops at the ends`() {
    var robot = Robot.workedExample()
    robot.type("2")
    robot.press(.enter, .control("f"))
    #expect(robot.title.contains("> 乙"))
    robot.press(.previousRecord, .control("p"))
    #expect(robot.message == "no more communities")
    #expect(robot.title.contains("> 甲"))
  }

  @Test func `a new organization of a dashboard is at home there`() throws {
    var robot = Robot.workedExample()
    robot.type("2丙")
    robot.press(.enter, .insert)
    #expect(robot.row(of: "Community").contains("丙"))
    try robot.fill("name", "丙新会")
    try robot.fill("tier", "2")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.after("community") == "m3")
    #expect(robot.row(of: "Organizations ").contains(" 8 / 10 "))
  }

  @Test func `another day has its own figures, and today comes back`() throws {
    var robot = Robot.workedExample()
    robot.press(.function(9))
    try robot.choose("Figures as of another day ..", "查看其他日期的数据 ..")
    robot.type("2016-01-31")
    robot.press(.enter)
    #expect(robot.title.contains("as of 2016-01-31"))
    #expect(robot.gauges.contains("Urban 0.0/10"))
    robot.type("2")
    #expect(robot.row(of: "> 110105001001").contains(" 0 "))
    robot.press(.function(9))
    try robot.choose("Figures as of today", "查看今天的数据")
    #expect(robot.gauges.contains("Urban 9.6/10"))
    #expect(robot.row(of: "> 110105001001").contains(" 12 "))
  }

  @Test func `midnight moves today's figures on`() {
    var robot = Robot.workedExample()
    robot.clock = Clock(today: "2015-06-30", time: "00:00")
    robot.send(.tick)
    #expect(robot.gauges.contains("Urban 0.0/10"))
  }
}
