import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Assignments by F2: begun, ended, and moved from one community to another.
@Suite struct AssignTests {
  @Test func `a worker is assigned to a community by part of its name`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
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

  @Test
  func `a post is proposed that the plan counts; of another it is said that it does not count`()
    throws
  {
    var robot = Robot(
      WorkedExample.registry, plan: WorkedExample.plans[1], language: .en, glyphs: .ascii)
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    robot.type("丙")
    robot.press(.enter)
    #expect(robot.cursorRow.contains("30"), "\(robot)")
    #expect(!robot.shows("does not count"))
    // A number of two digits goes on by itself.
    robot.type("40")
    #expect(robot.shows("This post does not count for the plan."), "\(robot)")
    robot.press(.up)
    robot.type("20")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.after("role") == "committeeMember", "\(robot)")
  }

  @Test func `a proposed post is saved as it is shown`() throws {
    var robot = Robot(
      WorkedExample.registry, plan: WorkedExample.plans[1], language: .en, glyphs: .ascii)
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    robot.type("丙")
    robot.press(.enter, .control("s"))
    #expect(robot.saved.last?.only?.after("role") == "communityStaff", "\(robot)")
  }

  @Test func `a community takes one worker after another`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "2丙", "Assign a worker here ..", "安排社区工作者 ..")
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
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    robot.type("甲")
    robot.press(.control("s"))
    #expect(robot.message.contains("already holds this role"))
    #expect(robot.saved.isEmpty)
  }

  @Test func `an assignment ends on its last day`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工4", "End an assignment ..", "结束任职 ..")
    robot.press(.enter)
    robot.type(".")
    // The last day counts: the figure moves tomorrow, and that is said today.
    #expect(
      robot.joined.contains(
        "Communities with a social worker: 4/5 80.0% -> 3/5 60.0% from 2026-11-25"))
    #expect(robot.joined.contains("no longer met: 丁村"))
    robot.press(.control("s"))
    #expect(
      robot.saved.last?.only?.settings == [Setting("until", before: .null, after: "2026-11-24")])
    #expect(robot.gauges.contains("80.0%"))
    robot.clock = Clock(today: "2026-11-25", time: "08:00")
    robot.send(.tick)
    #expect(robot.gauges.contains("60.0%"))
  }

  @Test func `a move ends the assignment before on the day before, in one change set`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工1", "Move to another community ..", "调动到其他社区 ..")
    let worker = RecordID(.worker, 1)
    let held = try #require(robot.head.assignments(of: worker, on: SampleDistrict.today).first)
    robot.type("乙")
    // The post is the same: Enter goes on to the day.
    robot.press(.enter)
    robot.type("20261201")
    robot.press(.control("s"))
    #expect(robot.message.hasPrefix("moved: "))
    #expect(robot.saved.last?.changes.map(\.id.kind) == [.assignment, .assignment])
    let left = robot.head.assignments[held.id.number]?.record
    #expect(left?.until?.description == "2026-11-30" && left?.endReason == .transferred)
    let now = try #require(
      robot.head.assignments(of: worker, on: CivilDate(text: "2026-12-01")).last)
    #expect(now.record.role == held.record.role && now.record.primary == held.record.primary)
    #expect(now.record.community != held.record.community)
  }

  @Test func `an assignment shows what the worker holds already, and its end since when`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    #expect(robot.shows("Now: 甲 social worker (since"))
    robot.press(.escape)
    try robot.act(on: "", "End an assignment ..", "结束任职 ..")
    #expect(robot.shows("甲 social worker (since"))
  }

  @Test func `marked workers are assigned by one act, and one undo takes all back`() throws {
    var robot = Robot.workedExample()
    let before = robot.head.assignments.inUseCount
    robot.type("4")
    robot.press(.character(" "), .character(" "), .character(" "), .function(2))
    try robot.choose("All 3: assign to a community ..", "全部 3 条: 安排任职 ..")
    robot.type("丙")
    robot.press(.enter)
    #expect(robot.shows("社工1: 2 communities"), "\(robot)")
    #expect(robot.shows("社工3: 2 communities"), "\(robot)")
    #expect(robot.joined.contains("4/5 80.0% -> 5/5 100.0%"), "\(robot)")
    robot.press(.control("s"))
    #expect(robot.saved.count == 1 && robot.saved[0].changes.count == 3, "\(robot)")
    #expect(robot.message.contains("assigned: 3 assignments"), "\(robot)")
    let posts = robot.head.assignments(of: RecordID(.community, 3)).map(\.record)
    #expect(posts.count == 3 && Set(posts.map(\.worker)).count == 3)
    robot.press(.control("z"))
    #expect(robot.head.assignments.inUseCount == before)
  }

  @Test func `of marked communities one that has the worker already is named`() throws {
    var robot = Robot.workedExample()
    robot.type("2")
    robot.press(.character("*"), .function(2))
    try robot.choose("All 5: assign a worker ..", "全部 5 条: 安排社区工作者 ..")
    robot.type("社工4")
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.message.contains("丁村: "), "\(robot)")
    #expect(robot.message.contains("already holds this role"), "\(robot)")
  }

  @Test func `several assigned are one draft`() throws {
    var robot = Robot.workedExample()
    robot.type("4")
    robot.press(.character(" "), .character(" "), .function(2))
    try robot.choose("All 2: assign to a community ..", "全部 2 条: 安排任职 ..")
    robot.type("丙")
    let content = try #require(robot.drafts.values.first)
    var box = try #require(
      AssignScreen.resume(DraftNote(name: "u-1", content: content), robot.state.context))
    box.settle(robot.state.context)
    guard case .success(let set) = box.changeSet(robot.state.context) else {
      Issue.record("nothing to save")
      return
    }
    #expect(set.changes.count == 2)
  }
}
