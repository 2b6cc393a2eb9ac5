import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Ctrl-Z takes back what the clerk saved last, Ctrl-Y does it again.
@Suite struct UndoTests {
  private let id = RecordID(.organization, 23)

  /// A clerk who has made 丙1号 dormant.
  private func changed(_ language: Language = .en) throws -> Robot {
    var robot = Robot.workedExample(language)
    try robot.act(on: "3丙1号", "Change status from a date ..", "状态变更 ..")
    robot.type("4")
    robot.press(.control("s"))
    return robot
  }

  /// The same registry opened anew by the same account.
  private func reopened(_ robot: Robot, _ language: Language = .en) -> Robot {
    Robot(
      robot.head, plan: WorkedExample.plan, language: language, glyphs: .ascii,
      journal: robot.journal)
  }

  private func set(_ key: String, _ robot: Robot, to value: JSON) -> ChangeSet {
    let before = robot.head[id]?.part(key) ?? .null
    return ChangeSet([Change(id, [Setting(key, before: before, after: value)])])
  }

  @Test func `what was redone is undone, and said to be`() throws {
    var robot = try changed()
    robot.press(.control("z"), .control("y"))
    #expect(robot.message == "redone: 丙1号互助会: Status. Ctrl-Z undo")
    robot.press(.control("z"))
    #expect(robot.message == "undone: 丙1号互助会: Status. Ctrl-Y redo")
    robot.press(.control("y"))
    #expect(robot.message == "redone: 丙1号互助会: Status. Ctrl-Z undo")
  }

  @Test func `the figures go back, and forth again`() throws {
    var robot = try changed(.chinese)
    #expect(robot.message == "已保存: 丙1号互助会；Ctrl-Z 撤销")
    #expect(robot.gauges.contains("城市 9.3/10"))
    robot.press(.control("z"))
    #expect(robot.message == "已撤销: 丙1号互助会: 状态；Ctrl-Y 重做")
    #expect(robot.gauges.contains("城市 9.6/10"))
    #expect(robot.saved.last?.undoes == [2])
    robot.press(.control("y"))
    #expect(robot.message == "已重做: 丙1号互助会: 状态；Ctrl-Z 撤销")
    #expect(robot.gauges.contains("城市 9.3/10"))
    robot.press(.control("y"))
    #expect(robot.message == "没有可重做的变更")
    robot.press(.control("z"))
    #expect(robot.gauges.contains("城市 9.6/10"))
    #expect(robot.saved.map(\.undoes) == [[], [2], [3], [4]])
  }

  @Test func `what is known here is taken back without asking the disk`() throws {
    var robot = try changed()
    robot.press(.control("z"), .control("y"))
    #expect(!robot.effects.contains { if case .planUndo = $0 { true } else { false } })
  }

  @Test func `what was saved before the program began is asked about first`() throws {
    var robot = reopened(try changed())
    robot.press(.control("z"))
    #expect(robot.shows("Undo this?"))
    #expect(robot.shows("#2 2026-11-24 14:32 zhangmin  丙1号互助会: Status"))
    #expect(robot.shows("丙1号互助会 Status from 2026-11-24: dormant -> active"))
    robot.press(.enter, .control("z"), .enter)
    #expect(robot.saved.isEmpty)
    robot.press(.escape)
    #expect(!robot.shows("Undo this?"))
    robot.press(.control("z"), .control("s"))
    #expect(robot.message == "undone: 丙1号互助会: Status. Ctrl-Y redo")
    #expect(robot.gauges.contains("Urban 9.6/10"))
    // That was saved here: redo needs no question.
    robot.press(.control("y"))
    #expect(robot.gauges.contains("Urban 9.3/10"))
  }

  @Test func `what a colleague added to an entry done again is in the way, now and later`()
    throws
  {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("name", "丙新会")
    try robot.fill("tier", "2")
    try robot.fill("community", "m3")
    robot.press(.control("s"), .escape)
    let new = RecordID(.organization, 39)
    robot.press(.control("z"), .control("y"))
    #expect(robot.head[new]?.binned == nil)
    let redo = robot.head.seq
    try robot.colleagueSaves(
      ChangeSet([Change(new, [Setting("members", before: .null, after: 12)])]))
    for var robot in [robot, reopened(robot)] {
      robot.press(.control("z"))
      #expect(robot.shows("Cannot be undone, because:"), "\(robot)")
      #expect(robot.shows("丙新会 Members: saved --, now 12 (liqiang, "), "\(robot)")
      #expect(robot.shows("#\(redo + 1))"))
      robot.press(.escape)
      robot.type("9")
      robot.press(.down, .function(2), .character("1"))
      #expect(robot.shows("丙新会 Members: saved --, now 12 (liqiang, "), "\(robot)")
      #expect(robot.head[new]?.binned == nil)
    }
  }

  @Test func `what was changed since it came back from the bin is not binned by redo`() throws {
    var robot = Robot.workedExample()
    robot.type("3丙1号")
    robot.press(.delete)
    robot.type("录错")
    robot.press(.enter)
    #expect(robot.head[id]?.binned == "录错")
    robot.press(.control("z"))
    try robot.colleagueSaves(set("members", robot, to: 7))
    robot.press(.control("y"))
    #expect(robot.shows("Members: saved "), "\(robot)")
    #expect(robot.head[id]?.binned == nil)
  }

  @Test func `a redo may be left for the next day`() throws {
    var robot = try changed()
    robot.press(.control("z"))
    var next = reopened(robot)
    next.press(.control("y"))
    #expect(next.shows("Redo this?"))
    next.press(.control("s"))
    #expect(next.gauges.contains("Urban 9.3/10"))
  }

  @Test func `nothing saved, nothing undone`() {
    var robot = Robot.workedExample()
    robot.press(.control("z"))
    #expect(robot.message == "you have nothing to undo")
    robot.press(.control("y"))
    #expect(robot.message == "nothing to redo")
    var reader = Robot.workedExample(isReadOnly: true)
    reader.press(.control("z"))
    #expect(reader.message == "the registry is open for reading only")
  }

  @Test func `what a colleague changed since is in the way, and told with who and when`() throws {
    var robot = try changed()
    try robot.colleagueSaves(set("status@2026-11-24", robot, to: ["suspended"]))
    robot.press(.control("z"))
    #expect(robot.shows("Cannot be undone, because:"))
    #expect(robot.text.contains("! 丙1号互助会 Status from 2026-11-24: saved dormant, now suspended"))
    #expect(robot.text.contains("(liqiang,"))
    #expect(robot.shows("2026-11-24 14:32, #3"))
    robot.press(.control("s"))
    #expect(robot.message == "cannot be undone for these reasons")
    #expect(robot.saved.count == 1)
    robot.press(.escape)
    #expect(robot.list != nil)
  }

  @Test func `what a colleague saves while the box is open stands in the way too`() throws {
    var robot = reopened(try changed())
    robot.press(.control("z"))
    try robot.colleagueSaves(set("status@2026-11-24", robot, to: ["suspended"]))
    #expect(robot.shows("Cannot be undone, because:"))
    robot.press(.escape, .control("z"))
    // Not heard of yet, it is refused where it is saved.
    var racing = reopened(try changed())
    racing.press(.control("z"))
    try racing.colleagueSaves(
      set("status@2026-11-24", racing, to: ["suspended"]), isHeard: false)
    racing.press(.control("s"))
    #expect(
      racing.message.hasPrefix(
        "Status from 2026-11-24: you entered active, someone saved suspended"))
    #expect(racing.saved.isEmpty)
  }

  @Test func `an import is one undo`() throws {
    var robot = Robot.workedExample()
    robot.files["a.csv"] = SampleFiles.community
    robot.press(.function(9))
    try robot.choose("Import a list ..", "导入名单 ..")
    try robot.choose("Communities", "社区")
    robot.type("a.csv")
    robot.press(.enter, .control("s"))
    #expect(robot.message == "imported: 1 record. Ctrl-Z undo")
    #expect(robot.head.communities.inUseCount == 6)
    robot.press(.control("z"))
    #expect(robot.head.communities.inUseCount == 5)
    #expect(robot.head[RecordID(.community, 6)]?.binned == "entry undone")
    robot.press(.control("y"))
    #expect(robot.head.communities.inUseCount == 6)
  }

  @Test func `behind a slow disk one undo is asked for at a time`() throws {
    var robot = try changed()
    robot.isDiskSlow = true
    robot.press(.control("z"), .control("z"))
    #expect(robot.message == "one moment ..")
    robot.answerSaves()
    #expect(robot.message == "undone: 丙1号互助会: Status. Ctrl-Y redo")
    #expect(robot.saved.count == 2)
  }

  @Test func `in a box nothing saved is undone unseen`() throws {
    var robot = try changed()
    robot.press(.function(2), .control("z"))
    #expect(robot.message == "close this window first")
    #expect(robot.saved.count == 1)
  }

  // MARK: In a form

  @Test func `in a form the typing is undone first, a field at a time`() throws {
    var robot = try changed()
    robot.press(.control("e"))
    try robot.fill("members", "12")
    try robot.fill("address", "建设路")
    robot.press(.control("z"))
    #expect(robot.form?.editor.field.key == "address")
    #expect(robot.form?.editor.editor.text == "")
    robot.press(.control("z"))
    #expect(robot.form?.editor.field.key == "members")
    #expect(robot.form?.editor.isChanged == false)
    robot.press(.control("y"), .control("y"))
    #expect(robot.form?.editor.editor.text == "建设路")
    #expect(robot.drafts.values.first?["texts"]?["members"] == "12")
    robot.press(.control("y"))
    #expect(robot.message == "nothing to redo in this form")
    robot.press(.control("z"), .control("z"))
    // A press too many means the typing, and takes back no save.
    robot.press(.control("z"))
    #expect(robot.message == "nothing more to undo in this form" && robot.saved.count == 1)
    // In a form with nothing typed: what was saved last, and the form shows the record as it is then.
    robot.press(.escape, .control("e"))
    try robot.go(to: "status")
    #expect(robot.form?.editor.editor.text == "4")
    robot.press(.control("z"))
    #expect(robot.message == "undone: 丙1号互助会: Status. Ctrl-Y redo")
    #expect(robot.form?.editor.editor.text == "1")
    #expect(robot.form?.editor.field.key == "status")
    robot.press(.control("s"))
    #expect(robot.message == "nothing changed")
  }

  @Test func `typing on in one field is one step, and a new letter ends redo`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("合唱")
    robot.press(.backspace)
    robot.type("团")
    robot.press(.control("z"))
    #expect(robot.form?.editor.editor.text == "")
    robot.press(.control("y"))
    #expect(robot.form?.editor.editor.text == "合团")
    robot.press(.control("z"))
    robot.type("书画社")
    robot.press(.control("y"))
    #expect(robot.form?.editor.editor.text == "书画社")
  }

  @Test func `a value chosen is a step of its own`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    for name in ["filed", "ledger"] {
      try robot.go(to: "tier")
      robot.press(.function(4))
      try robot.choose(name, name)
    }
    robot.press(.control("z"))
    #expect(robot.fieldValue == "filed")
    robot.press(.control("z"))
    #expect(robot.fieldValue == nil)
  }

  @Test func `after saving into an empty form Ctrl-Z takes the record back`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization("丙合唱团")
    robot.press(.insert)
    #expect(robot.message == "saved: 丙合唱团. Ctrl-Z undo")
    robot.press(.control("z"))
    #expect(robot.message == "undone: 丙合唱团: new. Ctrl-Y redo")
    #expect(robot.form?.editor.original == nil)
    #expect(robot.head[RecordID(.organization, 39)]?.binned != nil)
  }

  @Test func `a form of a record that goes is closed`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization("丙合唱团")
    robot.press(.control("s"))
    robot.press(.control("e"))
    #expect(robot.form?.editor.id == RecordID(.organization, 39))
    robot.press(.control("z"))
    #expect(robot.list != nil)
    #expect(!robot.listed.contains("丙合唱团"))
  }
}
