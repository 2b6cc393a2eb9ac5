import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// A save that reaches into a frozen period is asked about before it is made.
@Suite struct FrozenSavingTests {
  private func robot(_ language: Language = .en) throws -> Robot {
    var robot = Robot.workedExample(language)
    var period = Period()
    (period.period, period.version) = (ReportPeriod("2018"), 1)
    (period.frozenOn, period.reports) = (robot.clock.today, FrozenReports([]))
    try robot.colleagueSaves(
      ChangeSet([Change(RecordID(.period, -1), isNew: true, period.settings(from: nil))]))
    return robot
  }

  @Test func `the period is named, and the save goes on when that is said`() throws {
    var robot = try robot()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("activityClass", "2")
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.shows("2018 is frozen"), "\(robot)")
    robot.type("1")
    #expect(robot.saved.last?.only?.keys == ["activityClass"])
  }

  @Test func `the second line goes back to what was typed, and a phone is not asked about`() throws
  {
    var robot = try robot(.chinese)
    robot.edit(.organization, named: "丙1号")
    try robot.fill("activityClass", "2")
    robot.press(.control("s"))
    #expect(robot.shows("2018 年已冻结"), "\(robot)")
    robot.type("2")
    #expect(robot.saved.isEmpty && robot.form != nil)
    robot = try self.robot()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("head", "王霞")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["head"])
  }

  @Test func `F2 in the list of periods reopens one, with a reason`() throws {
    var robot = try robot()
    robot.press(.function(9))
    try robot.choose("Further lists ..", "其他列表 ..")
    try robot.choose("Periods", "期间")
    #expect(robot.list?.rows.count == 1, "\(robot)")
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
