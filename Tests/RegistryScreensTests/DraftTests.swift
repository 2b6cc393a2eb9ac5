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

  @Test func `every change is kept, and no other key`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("安居")
    let kept = robot.effects.count { if case .keepDraft = $0 { true } else { false } }
    #expect(kept == 2)
    robot.press(.left, .right, .enter, .up)
    #expect(robot.effects.count == 2)
    #expect(robot.drafts.values.first?["texts"]?["name"] == "安居")
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
    #expect(robot.message.contains("left as a draft"))
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
    #expect(robot.message == "Members: yours 12, saved meanwhile 99")
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
    #expect(robot.message.contains("cannot be read"))
  }
}
