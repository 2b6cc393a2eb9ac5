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
    robot.type("3丙1号")
    robot.press(.function(2))
    try robot.choose("Status from a day on ..", "状态变更 ..")
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
    robot.press(.enter)
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
    #expect(robot.shows("No figure of the plan changes."))
  }

  @Test func `a change begins on a full day`() throws {
    var robot = try status()
    robot.type("4")
    robot.press(.enter)
    robot.type("2026-07")
    robot.press(.control("s"))
    #expect(robot.message == "a change begins on a full day")
    #expect(robot.saved.isEmpty)
    robot.press(.control("u"))
    robot.type(".-")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["status@2026-11-23"])
  }

  @Test func `nothing changed closes the box and asks nothing`() throws {
    var robot = try status()
    robot.press(.control("s"))
    #expect(robot.message == "nothing was changed")
    #expect(robot.effects.isEmpty)
    #expect(robot.list != nil)
  }

  @Test func `a worker is assigned to a community by part of its name`() throws {
    var robot = Robot.workedExample()
    robot.type("4社工1")
    robot.press(.function(2))
    try robot.choose("Assign to a community ..", "安排任职 ..")
    robot.type("丙")
    robot.press(.enter)
    #expect(robot.shows("Communities with a social worker: 4/5 80.0% -> 5/5 100.0%"))
    robot.press(.control("s"))
    #expect(robot.message == "assigned: 社工1 - 丙. Ctrl-Z undo")
    let change = try #require(robot.saved.last?.only)
    #expect(change.isNew)
    #expect(change.after("worker") == "w1")
    #expect(change.after("community") == "m3")
    #expect(change.after("role") == "socialWorker")
    #expect(change.after("since") == "2026-11-24")
    #expect(robot.gauges.contains("100.0%"))
  }

  @Test func `a community takes one worker after another`() throws {
    var robot = Robot.workedExample()
    robot.type("2丙")
    robot.press(.function(2))
    try robot.choose("Assign a worker here ..", "安排社区工作者 ..")
    robot.type("社工4")
    robot.press(.enter, .insert)
    #expect(robot.saved.count == 1)
    #expect(robot.message == "assigned: 社工4 - 丙. Ctrl-Z undo")
    robot.type("社工5")
    robot.press(.control("s"))
    #expect(robot.saved.map { $0.only?.after("worker") } == ["w4", "w5"])
    #expect(robot.saved.allSatisfy { $0.only?.after("community") == "m3" })
  }

  @Test func `one role twice in one community is refused`() throws {
    var robot = Robot.workedExample()
    robot.type("4社工1")
    robot.press(.function(2))
    try robot.choose("Assign to a community ..", "安排任职 ..")
    robot.type("甲")
    robot.press(.control("s"))
    #expect(robot.message.contains("already holds this role"))
    #expect(robot.saved.isEmpty)
  }

  @Test func `an assignment ends on its last day`() throws {
    var robot = Robot.workedExample()
    robot.type("4社工4")
    robot.press(.function(2))
    try robot.choose("End an assignment ..", "结束任职 ..")
    robot.press(.enter)
    robot.type(".")
    // The last day counts: the figure moves tomorrow.
    robot.press(.control("s"))
    #expect(
      robot.saved.last?.only?.settings == [Setting("until", before: .null, after: "2026-11-24")])
    #expect(robot.gauges.contains("80.0%"))
    robot.clock = Clock(today: "2026-11-25", time: "08:00")
    robot.send(.tick)
    #expect(robot.gauges.contains("60.0%"))
  }

  @Test func `the recycle bin wants a reason, and the record leaves every count`() throws {
    var robot = Robot.workedExample()
    robot.type("3丙1号")
    robot.press(.delete)
    robot.press(.enter)
    #expect(robot.shows("write a reason"))
    robot.type("重复登记")
    robot.press(.enter)
    #expect(robot.saved.last?.reason == "重复登记")
    #expect(robot.saved.last?.only?.settings == [.binned(from: nil, to: "重复登记")])
    #expect(robot.listed == [])
    #expect(robot.gauges.contains("Urban 9.3/10"))
    #expect(robot.head[RecordID(.organization, 23)]?.binned == "重复登记")
  }

  @Test func `what lies in the recycle bin is brought back from the menu`() throws {
    var robot = Robot.workedExample()
    robot.type("3丙1号")
    robot.press(.delete)
    robot.type("重复登记")
    robot.press(.enter)
    #expect(robot.message == "in the recycle bin (F9): 丙1号互助会. Ctrl-Z undo")
    robot.press(.function(9))
    try robot.choose("Recycle bin ..", "回收站 ..")
    #expect(robot.cursorRow.contains("Organization"))
    #expect(robot.cursorRow.contains("丙1号互助会"))
    #expect(robot.cursorRow.contains("重复登记"))
    robot.press(.enter)
    #expect(robot.message == "brought back: 丙1号互助会. Ctrl-Z undo")
    #expect(robot.saved.last?.only?.settings == [.binned(from: "重复登记", to: nil)])
    #expect(robot.head[RecordID(.organization, 23)]?.binned == nil)
    #expect(robot.gauges.contains("Urban 9.6/10"))
    #expect(robot.shows("The recycle bin is empty."))
    robot.press(.escape)
    #expect(robot.listed.contains("丙1号互助会"))
  }

  @Test func `nothing is brought back where nothing can be saved`() throws {
    var robot = Robot.workedExample(isReadOnly: true)
    robot.press(.function(9))
    try robot.choose("Recycle bin ..", "回收站 ..")
    robot.press(.function(2))
    #expect(robot.message == "the registry is open for reading only")
  }

  @Test func `an act that cannot be done says why`() {
    var robot = Robot.workedExample()
    robot.type("3丙1号")
    robot.press(.function(2))
    robot.type("4")
    #expect(robot.saved.count == 1)
    robot.press(.function(2))
    robot.type("4")
    #expect(robot.message == "confirmed today already")
    #expect(robot.saved.count == 1)
  }
}
