import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// A save that reaches into a frozen period is asked about before it is made, whatever makes it.
@Suite struct FrozenSavingTests {
  private func robot(_ language: Language = .en) throws -> Robot {
    var robot = Robot.workedExample(language)
    try robot.freeze()
    return robot
  }

  /// A way to save something of 2018.
  struct Way: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// Before the year is frozen.
    var before: @Sendable (inout Robot) throws -> Void = { _ in }
    /// Up to the key that saves.
    let save: @Sendable (inout Robot) throws -> Void
  }

  private static let classed: @Sendable (inout Robot) throws -> Void = {
    $0.edit(.organization, named: "丙1号")
    try $0.fill("activityClass", "2")
    $0.press(.control("s"))
  }

  static let ways = [
    Way(testDescription: "a form", save: classed),
    Way(testDescription: "an act") {
      try $0.act(on: "3丙1号", "Change status from a date ..", "状态变更 ..")
      $0.type("4")
      $0.press(.enter)
      $0.type("20180601")
      $0.press(.control("s"))
    },
    Way(testDescription: "an assignment") {
      try $0.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
      $0.type("丙")
      $0.press(.enter, .enter)
      $0.type("20180601")
      $0.press(.control("s"))
    },
    Way(testDescription: "a move") {
      try $0.act(on: "4社工1", "Move to another community ..", "调动到其他社区 ..")
      $0.type("乙")
      $0.press(.enter)
      $0.type("20180601")
      $0.press(.control("s"))
    },
    Way(testDescription: "marked workers") {
      $0.type("4")
      $0.press(.character(" "), .character(" "), .function(2))
      try $0.choose("All 2: assign to a community ..", "全部 2 条: 安排任职 ..")
      $0.type("丙")
      $0.press(.enter, .enter)
      $0.type("20180601")
      $0.press(.control("s"))
    },
    Way(testDescription: "a worker who leaves") {
      try $0.act(on: "4社工1", "Worker leaves ..", "离职 ..")
      $0.type("20180601")
      $0.type("4")
      $0.press(.control("s"))
    },
    Way(testDescription: "a handover") {
      try $0.act(on: "4社工1", "Hand over to others ..", "工作交接 ..")
      $0.type("20180601")
      $0.add("社工4")
      $0.press(.control("s"))
    },
    Way(testDescription: "a merger") {
      try $0.act(on: "2丁村", "End, merge or split up ..", "撤销, 合并, 拆分 ..")
      $0.type("20180601")
      $0.add("110105101202")
      $0.press(.control("s"))
    },
    Way(testDescription: "the recycle bin") {
      $0.type("3丙1号")
      $0.press(.delete)
      $0.type("twice")
      $0.press(.enter)
    },
    Way(
      testDescription: "the return from it",
      before: {
        try $0.colleagueSaves(
          ChangeSet([Change(RecordID(.organization, 23), [.binned(from: nil, to: "twice")])]))
      },
      save: {
        $0.press(.function(9))
        try $0.choose("Recycle bin ..", "回收站 ..")
        $0.press(.enter)
      }),
    Way(testDescription: "an undo", before: classed) { $0.press(.control("z"), .control("s")) },
    Way(
      testDescription: "a redo",
      before: {
        try classed(&$0)
        $0.press(.control("z"))
      },
      save: { $0.press(.control("y"), .control("s")) }),
    Way(testDescription: "an import") {
      $0.files["new.csv"] = SampleFiles.community
      $0.press(.function(9))
      try $0.choose("Import a list ..", "导入名单 ..")
      try $0.choose("Communities", "社区")
      $0.type("new.csv")
      $0.press(.enter, .control("s"))
    },
  ]

  @Test(arguments: ways)
  func `the period is named before anything is saved, and Esc saves nothing`(way: Way) throws {
    var robot = Robot.workedExample()
    try way.before(&robot)
    try robot.freeze()
    let count = robot.saved.count
    try way.save(&robot)
    #expect(robot.saved.count == count && robot.shows("2018 is frozen"), "\(robot)")
    let agreement = "Save: what was frozen stays as it is"
    #expect(robot.shows(agreement), "\(robot)")
    var other = robot
    robot.press(.escape)
    #expect(robot.saved.count == count && robot.shows("nothing was saved"), "\(robot)")
    #expect(!robot.shows(agreement), "\(robot)")
    other.type("1")
    #expect(other.saved.count == count + 1, "\(other)")
  }

  @Test(arguments: ways)
  func `of a period that is frozen no longer nothing is asked`(way: Way) throws {
    var robot = Robot.workedExample()
    try way.before(&robot)
    try robot.freeze()
    try robot.colleagueReopens()
    let count = robot.saved.count
    try way.save(&robot)
    #expect(robot.saved.count == count + 1, "\(robot)")
  }

  @Test func `a form stays as it was typed, and asks again`() throws {
    var robot = try robot(.chinese)
    try Self.classed(&robot)
    #expect(robot.shows("2018 年已冻结"), "\(robot)")
    robot.type("2")
    #expect(robot.saved.isEmpty && robot.form != nil && robot.message == "未保存", "\(robot)")
    robot.press(.control("s"))
    robot.type("1")
    #expect(robot.saved.last?.only?.keys == ["activityClass"], "\(robot)")
  }

  @Test func `a phone is not asked about`() throws {
    var robot = try robot()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("head", "王霞")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["head"])
  }

  @Test func `F2 in the list of periods reopens one, with a reason; Ins says how one is frozen`()
    throws
  {
    var robot = try robot()
    try robot.openList("Periods", "期间")
    #expect(robot.list?.rows.count == 1, "\(robot)")
    robot.press(.insert)
    #expect(robot.list != nil && robot.message.hasPrefix("frozen from a report: F9"), "\(robot)")
    robot.press(.function(2), .character("1"))
    robot.type(".")
    robot.press(.enter, .control("s"))
    #expect(robot.saved.isEmpty, "a reason is asked for")
    robot.type("late")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["reopenedOn", "reopenReason"], "\(robot)")
    #expect(robot.state.context.registry.periods[1]?.record.isFrozen == false)
  }
}

extension Robot {
  /// A colleague freezes 2018.
  fileprivate mutating func freeze() throws {
    var period = Period()
    (period.period, period.version) = (ReportPeriod("2018"), 1)
    (period.frozenOn, period.reports) = (clock.today, FrozenReports([]))
    try colleagueSaves(
      ChangeSet([Change(RecordID(.period, -1), isNew: true, period.settings(from: nil))]))
  }

  /// A colleague reopens it.
  fileprivate mutating func colleagueReopens() throws {
    try colleagueSaves(
      ChangeSet([
        Change(
          RecordID(.period, 1),
          [
            Setting("reopenedOn", before: .null, after: clock.today.json),
            Setting("reopenReason", before: .null, after: "late"),
          ])
      ]))
  }
}
