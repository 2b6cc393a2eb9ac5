import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// What F2 does with a record: changes from a day on, with what they do to the figures.
@Suite struct ActTests {
  private func status(_ language: Language = .en) throws -> Robot {
    var robot = Robot.workedExample(language)
    try robot.act(on: "3丙1号", "Change status from a date ..", "状态变更 ..")
    return robot
  }

  @Test func `a status from a day on is exactly that setting`() throws {
    var robot = try status()
    robot.type("4")
    robot.press(.enter)
    robot.type("20260701")
    robot.press(.control("s"))
    #expect(robot.message == "saved: 丙1号互助会. Ctrl-Z undo")
    #expect(
      robot.saved.last?.only?.settings == [
        Setting("status@2026-07-01", before: [], after: ["dormant"])
      ])
    #expect(robot.list?.kind == .organization)
  }

  @Test func `ending asks for a reason and keeps it`() throws {
    var robot = try status()
    robot.type("7")
    #expect(!robot.row(of: "End reason").contains("[--]"))
    robot.type("1")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["status@2026-11-24", "endReason"])
  }

  @Test func `the preview tells the figures that hold after saving`() throws {
    var robot = try status()
    robot.type("4")
    #expect(robot.shows("Organizations per urban community: 29/3 9.6 -> 28/3 9.3"))
    robot.press(.control("s"))
    let outlook = Outlook(
      WorkedExample.plan, of: robot.head, on: SampleDistrict.today)
    #expect(outlook.progress.figure("P1")?.text == "9.3")
    #expect(robot.gauges.contains("Urban 9.3/10"))
  }

  @Test func `nothing moves, nothing is claimed`() throws {
    var robot = try status()
    robot.type("3")
    #expect(robot.shows("No plan figure changes."))
  }

  @Test func `a change begins on a full day`() throws {
    var robot = try status()
    robot.type("4")
    robot.press(.enter)
    robot.type("2026-07")
    robot.press(.control("s"))
    #expect(robot.message == "must be a full date, such as 2026-03-01")
    #expect(robot.saved.isEmpty)
    robot.press(.control("u"))
    robot.type(".-")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["status@2026-11-23"])
  }

  @Test func `where nothing is changed the box says so and stays`() throws {
    var robot = try status()
    robot.press(.down, .control("s"))
    #expect(robot.message == "nothing changed: Status is as before; change it, or press Esc")
    #expect(robot.effects.isEmpty && robot.cursorRow.contains("Status"))
    robot.type("4")
    robot.press(.control("s"))
    #expect(robot.saved.count == 1)
  }

  @Test func `what ends an assignment asks for its day, whatever else was typed`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工4", "End an assignment ..", "结束任职 ..")
    robot.press(.enter, .control("s"))
    #expect(robot.message == "Until is required; Esc closes", "\(robot)")
    #expect(robot.cursorRow.contains("Until") && robot.saved.isEmpty)
    robot.type(".")
    robot.press(.control("s"))
    #expect(robot.saved.count == 1, "\(robot)")
  }

  @Test func `a day that is none takes the cursor to it`() throws {
    var robot = try status()
    robot.type("4")
    robot.press(.down)
    robot.type("2026-07")
    robot.press(.up, .control("s"))
    #expect(
      robot.message == "must be a full date, such as 2026-03-01"
        && robot.cursorRow.contains("From "))
  }

  @Test func `one of the ledger that is filed from a day on is registered that day`() throws {
    var robot = Robot.workedExample()
    let id = RecordID(.organization, 23)
    let old = try #require(robot.head.organizations[23]?.record)
    var ledger = old
    (ledger.tier, ledger.registeredOn) = (Dated(.ledger), nil)
    try robot.colleagueSaves(ChangeSet([Change(id, ledger.settings(from: old))]))
    try robot.act(on: "3丙1号", "Change tier from a date: register, file ..", "管理方式变更: 登记, 备案 ..")
    robot.type("2")
    robot.press(.tab, times: 4)
    robot.type("20220501")
    robot.press(.control("s"))
    #expect(
      robot.saved.last?.only?.settings == [
        Setting("tier@2022-05-01", before: [], after: ["filed"]),
        Setting("registeredOn", before: .null, after: "2022-05-01"),
      ], "\(robot)")
  }

  @Test func `an act that cannot be done says why`() {
    var robot = Robot.workedExample()
    robot.type("3丙1号")
    robot.press(.function(2))
    robot.type("4")
    #expect(robot.saved.count == 1)
    robot.press(.function(2))
    robot.type("4")
    #expect(robot.message == "already confirmed today")
    #expect(robot.saved.count == 1)
  }

  @Test func `the change to another tier begins on the day of registration typed`() throws {
    var robot = Robot.workedExample()
    try robot.act(
      on: "3丙1号", "Change tier from a date: register, file ..", "管理方式变更: 登记, 备案 ..")
    robot.type("1")
    let screen = { robot.state.screens.last as? ChangeScreen }
    for _ in 0..<4 where screen()?.editor.field.key != "registeredOn" { robot.press(.tab) }
    robot.type("20220501")
    #expect(robot.row(of: "From").contains("2022-05-01"))
  }
}
