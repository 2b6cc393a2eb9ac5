import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Typed text is on disk after each change, and comes back as it was.
@Suite struct DraftTests {
  /// A program opened anew on the same registry, which found what `robot` left.
  private func reopened(_ robot: Robot) -> Robot {
    var next = Robot(
      robot.head, plan: WorkedExample.plan, language: .en, glyphs: .ascii)
    next.answer(
      .drafts(robot.drafts.sorted { $0.key < $1.key }.map { DraftNote(name: "u-1", content: $1) }))
    return next
  }

  @Test func `a draft that is not on disk is said, and asked about before the program ends`() throws
  {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("未完")
    let name = try #require(robot.drafts.keys.first)
    robot.answer(.draft(name: name, fault: Words("the disk is full", "磁盘已满")))
    #expect(robot.message == "the draft is not on disk: the disk is full")
    robot.press(.control("q"))
    #expect(!robot.hasLeft && robot.shows("Unsaved text would be lost"))
    // Asked once; and written again: there may be room by now.
    let written = robot.effects.count
    robot.press(.control("q"))
    #expect(robot.effects.count == written && robot.shows("Unsaved text would be lost"))
    robot.type("1")
    #expect(robot.effects.count == written + 1)
    guard case .keepDraft(name, _)? = robot.effects.last else {
      Issue.record("\(robot.effects)")
      return
    }
    robot.press(.control("q"))
    robot.type("2")
    #expect(robot.hasLeft)
    // Once it is written nothing is asked.
    robot = Robot.workedExample()
    robot.openForm()
    robot.type("未完")
    for fault in [Words("the disk is full", "磁盘已满"), nil] {
      robot.answer(.draft(name: name, fault: fault))
    }
    robot.press(.control("q"))
    #expect(robot.hasLeft)
  }

  @Test func `drafts of one name are told apart by day and time`() throws {
    var robot = Robot.workedExample()
    for time in ["14:32", "15:07"] {
      robot.clock = Clock(today: SampleDistrict.today, time: time)
      robot.openForm()
      robot.type("未完")
      robot.press(.escape)
    }
    robot.clock = Clock(today: SampleDistrict.today, time: "16:00")
    robot.press(.function(9))
    try robot.choose("Drafts ..", "草稿 ..")
    for time in ["14:32", "15:07"] {
      #expect(robot.shows("Organization 未完  2026-11-24 \(time)"), "\(robot)")
    }
  }

  @Test func `every change and every move of the cursor is kept, once something is typed`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.press(.enter, .up, .function(1), .escape)
    #expect(robot.effects.isEmpty)
    robot.type("安居")
    #expect(robot.effects.count == 2)
    robot.press(.left)
    robot.press(.enter)
    #expect(robot.drafts.values.first?["texts"]?["name"] == "安居")
    #expect(robot.drafts.values.first?["focus"] == "tier")
    #expect(robot.effects.count == 4)
    robot.press(.home, .control("l"))
    #expect(robot.effects.count { if case .keepDraft = $0 { true } else { false } } == 4)
  }

  @Test func `typing undone to the end leaves no draft`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("安居")
    robot.press(.control("z"))
    #expect(robot.drafts.isEmpty)
    robot.press(.escape)
    #expect(!robot.title.contains("Drafts"))
  }

  @Test func `a draft comes back to the same field, text and caret`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("安居社区邻里互助会")
    try robot.fill("community", "丙")
    robot.press(.enter)
    try robot.fill("phone", "1381207")
    robot.press(.left, .left)
    robot.type("0")
    let (before, cursor) = (robot.rows[1...19], robot.canvas.cursor)

    var next = reopened(robot)
    #expect(next.title.contains("Drafts 1"))
    next.press(.function(9))
    try next.choose("Drafts ..", "草稿 ..")
    #expect(next.shows("Organization 安居社区邻里互助会"))
    next.press(.enter)
    #expect(next.rows[1...19] == before)
    #expect(next.canvas.cursor == cursor)
    #expect(!next.title.contains("Drafts"))
    next.press(.delete)
    #expect(next.form?.editor.editor.text == "1381207")
    #expect(next.drafts.keys.first == "u-1")
  }

  @Test func `carried values come back as carried`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization()
    try robot.fill("phone", "13812071612")
    robot.press(.insert)
    try robot.go(to: "phone")
    robot.press(.function(5))
    robot.press(.escape)
    var next = reopened(robot)
    next.press(.function(9))
    try next.choose("Drafts ..", "草稿 ..")
    next.press(.enter)
    #expect(next.row(of: "Phone").contains("\"Phone"))
    #expect(next.row(of: "Phone").contains("138****1612"))
    try next.fillOrganization("另一个")
    next.press(.control("s"))
    #expect(next.saved.last?.only?.after("phone") == ["13812071612"])
  }

  @Test func `a form left in this session is offered at once`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("合唱团")
    #expect(!robot.title.contains("Drafts"))
    robot.press(.escape)
    #expect(robot.message.contains("saved as a draft"))
    #expect(robot.title.contains("Drafts 1"))
    robot.press(.function(9))
    try robot.choose("Drafts ..", "草稿 ..")
    robot.press(.enter)
    #expect(robot.form?.editor.editor.text == "合唱团")
    try robot.fillOrganization("合唱团")
    robot.press(.control("s"))
    #expect(!robot.title.contains("Drafts"))
    #expect(robot.drafts.isEmpty)
  }

  @Test func `a stored record's draft keeps what it was made on`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("members", "12")
    robot.press(.escape)
    let id = RecordID(.organization, 23)
    try robot.colleagueSaves(
      ChangeSet([Change(id, [Setting("members", before: .null, after: 99)])]))
    robot.press(.function(9))
    try robot.choose("Drafts ..", "草稿 ..")
    robot.press(.enter)
    robot.press(.control("s"))
    #expect(robot.message == "Members: you entered 12, someone saved 99")
  }

  @Test func `opening a record with a draft offers it, and taking it up leaves one form`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    #expect(robot.message.isEmpty)
    try robot.fill("members", "12")
    var next = reopened(robot)
    next.press(.escape)
    next.edit(.organization, named: "丙2号")
    #expect(next.message.isEmpty)
    next.press(.escape, .escape, .escape)
    next.edit(.organization, named: "丙1号")
    #expect(next.shows("This record has an unfinished draft"))
    #expect(next.shows("1 Continue: Organization 丙1号互助会: Members  2026-11-24 14:32"))
    let screens = next.state.screens.count
    next.press(.enter)
    #expect(next.fieldValue == 12 && next.state.screens.count == screens - 1)
    next.press(.control("s"))
    #expect(next.list != nil)
    next.press(.control("e"))
    #expect(next.message.isEmpty)
  }

  @Test func `of several drafts of a record each is offered, and the record without`() throws {
    var robot = Robot.workedExample(.chinese)
    for members in ["12", "13"] {
      robot.edit(.organization, named: "丙1号")
      // The first draft is not what is wanted.
      if members == "13" { try robot.choose("", "打开已保存的记录") }
      try robot.fill("members", members)
      robot.press(.escape)
      robot.press(.escape, .escape)
    }
    robot.edit(.organization, named: "丙1号")
    #expect(robot.shows("本条有 2 份未完成的草稿"))
    try robot.choose("", "打开已保存的记录")
    #expect(robot.form?.isUntouched == true)
    robot.press(.escape)
    robot.press(.control("e"))
    robot.type("2")
    #expect(robot.fieldValue == 13)
  }

  @Test func `what F2 was left in is offered with its record, and taken up over its dashboard`() {
    var robot = Robot.workedExample(.chinese)
    robot.type("2丙")
    robot.press(.function(2))
    robot.type("1")
    robot.type("社工")
    var next = Robot(robot.head, plan: WorkedExample.plan, glyphs: .ascii)
    next.answer(.drafts(robot.drafts.map { DraftNote(name: "u-1", content: $1) }))
    next.type("2丙")
    next.press(.enter)
    #expect(next.message == "本条有未完成的草稿：按 F9 再按 3 可继续")
    next.press(.function(9))
    next.type("3")
    next.press(.enter)
    #expect(next.state.screens.last is AssignScreen)
    next.press(.escape)
    #expect(next.state.screens.last is DashboardScreen)
  }

  @Test func `a record taken out of several stays out of the draft`() throws {
    var robot = Robot.workedExample()
    let id = RecordID(.community, 3)
    try robot.colleagueSaves(
      ChangeSet([Change(id, [Setting("replacedBy", before: .null, after: ["m1", "m2"])])]))
    robot.edit(.community, named: "丙")
    try robot.go(to: "replacedBy")
    robot.press(.end, .backspace)
    #expect(robot.fieldValue == ["m1"])
    robot.press(.escape, .function(9))
    try robot.choose("Drafts ..", "草稿 ..")
    robot.press(.enter)
    #expect(robot.fieldValue == ["m1"])
  }

  @Test func `a draft is kept where the question is answered with no`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("合唱团")
    robot.press(.escape, .function(9))
    try robot.choose("Drafts ..", "草稿 ..")
    robot.press(.delete)
    robot.type("1")
    #expect(robot.title.contains("Drafts 1"))
    #expect(robot.drafts.count == 1)
  }

  @Test func `what is no draft of ours is refused in a sentence`() {
    var robot = Robot.workedExample()
    robot.answer(.drafts([DraftNote(name: "u-2", content: .object(of: ("kind", "ship")))]))
    robot.press(.function(9))
    robot.type("3")
    robot.press(.enter)
    #expect(robot.message.contains("cannot read"))
  }

  // MARK: Boxes and questions

  /// Kills the program, opens another and takes the only draft up: the same body and cursor.
  private func expectTakenUp(
    _ robot: Robot, as summary: String, sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> Robot {
    #expect(robot.drafts.count == 1, sourceLocation: sourceLocation)
    var next = reopened(robot)
    #expect(next.message == "unfinished draft: F9, then 3")
    next.press(.function(9))
    try next.choose("Drafts ..", "草稿 ..")
    #expect(next.shows(summary), "\(next)", sourceLocation: sourceLocation)
    next.press(.enter)
    #expect(next.textAtCursor == robot.textAtCursor, sourceLocation: sourceLocation)
    #expect(next.canvas.cursor == robot.canvas.cursor, sourceLocation: sourceLocation)
    return next
  }

  @Test func `an assignment comes back to the same field and caret`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    robot.type("丙")
    robot.press(.enter, .enter)
    robot.type("20261201")
    robot.type("50")
    robot.press(.left)
    var next = try expectTakenUp(robot, as: "Assignment 社工1")
    next.press(.control("s"))
    let change = try #require(next.saved.last?.only)
    #expect(change.after("worker") == "w1" && change.after("community") == "m3")
    #expect(change.after("since") == "2026-12-01" && change.after("share") == "50")
    #expect(next.drafts.isEmpty)
  }

  @Test func `a change from a day on comes back to its day`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "3丙1号", "Change status from a date ..", "状态变更 ..")
    robot.type("4")
    robot.press(.enter)
    robot.type("2026-07")
    robot.press(.left)
    var next = try expectTakenUp(robot, as: "Change 丙1号互助会")
    next.press(.end)
    next.type("-01")
    next.press(.control("s"))
    #expect(
      next.saved.last?.only?.settings == [
        Setting("status@2026-07-01", before: [], after: ["dormant"])
      ])
    #expect(next.drafts.isEmpty)
  }

  @Test func `a reason for the recycle bin comes back, and goes when it is given up`() throws {
    var robot = Robot.workedExample()
    robot.type("3丙1号")
    robot.press(.delete)
    #expect(robot.drafts.isEmpty)
    robot.type("重复登记")
    robot.press(.left)
    var next = try expectTakenUp(robot, as: "Recycle bin 丙1号互助会: 重复登记")
    var givenUp = next
    givenUp.press(.escape)
    #expect(givenUp.drafts.isEmpty && givenUp.saved.isEmpty)
    next.type("复")
    next.press(.enter)
    #expect(next.head[RecordID(.organization, 23)]?.binned == "重复登复记")
    #expect(next.drafts.isEmpty)
  }

  @Test func `reasons for warnings are kept with their form, one being typed as well`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("甲1号互助会")
    robot.press(.control("o"))
    robot.type("另一家")
    var next = try expectTakenUp(robot, as: "Organization 甲1号互助会")
    next.press(.enter)
    #expect(next.message.hasPrefix("the reason is saved"))
    let again = reopened(next)
    #expect(again.state.drafts.first?.content["accepted"]?.members?.first?.value == "另一家")
    try next.fillOrganization("甲1号互助会")
    next.press(.control("s"))
    #expect(next.saved.last?.only?.settings.contains { $0.after == "另一家" } == true)
  }

  @Test func `the path of an import comes back`() throws {
    var robot = Robot.workedExample()
    robot.press(.function(9))
    try robot.choose("Import a list ..", "导入名单 ..")
    try robot.choose("Workers", "社区工作者")
    robot.type("/data/花名册.csv")
    var next = try expectTakenUp(robot, as: "Import /data/花名册.csv")
    next.files["/data/花名册.csv"] = "姓名\n"
    next.press(.enter)
    #expect(next.title.contains("Import Workers"))
    // It stays while the file is looked at, and goes where nothing was decided about it.
    #expect(next.drafts.count == 1)
    next.press(.escape)
    #expect(next.drafts.isEmpty)
  }

  @Test func `a draft of a record that is gone is kept, and said`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    robot.type("丙")
    robot.press(.enter)
    var next = reopened(robot)
    let set = ChangeSet([
      Change(RecordID(.assignment, 1), [.binned(from: nil, to: "x")]),
      Change(RecordID(.worker, 1), [.binned(from: nil, to: "x")]),
    ])
    try next.colleagueSaves(set)
    next.press(.function(9))
    try next.choose("Drafts ..", "草稿 ..")
    next.press(.enter)
    #expect(next.message.contains("cannot read"))
    #expect(next.title.contains("Drafts 1"))
  }
}
