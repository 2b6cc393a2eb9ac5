import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Menus by number and by letter, the numbers of code tables, and what F4 puts into a field.
@Suite struct MenuTests {
  /// A form of an organization with F4 open at a field.
  private func choosing(_ key: String, _ kind: Kind = .organization) throws -> Robot {
    var robot = Robot.workedExample()
    robot.type(String(WorkArea.all.first { $0.kind == kind }?.digit ?? 0))
    robot.press(.insert)
    try robot.go(to: key)
    robot.press(.function(4))
    return robot
  }

  @Test func `a digit that may begin a longer number waits for it`() {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.press(.control("g"))
    robot.type("1")
    #expect(robot.state.screens.last is MenuScreen)
    #expect(robot.shows("1_"))
    robot.press(.backspace)
    #expect(!robot.shows("1_"))
    robot.type("12")
    #expect(robot.form?.editor.focus == 11)
    robot.press(.control("g"))
    robot.type("1")
    robot.press(.enter)
    #expect(robot.form?.editor.focus == 0)
  }

  @Test func `letters and characters go to the next line that has them`() throws {
    var robot = try choosing("activityClass")
    robot.type("cul")
    #expect(robot.shows("cul_") && robot.textAtCursor.contains("culture"))
    robot.press(.escape, .function(9))
    robot.type("1")
    robot.press(.function(4))
    robot.type("文体")
    #expect(robot.shows("文体_"))
    robot.press(.enter)
    #expect(robot.value(of: "activityClass") == "cultureSport")
  }

  @Test func `a menu is gone through by the words it shows, those that begin so first`() {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.press(.control("g"))
    robot.type("s")
    #expect(robot.textAtCursor.contains("Services"), "\(robot)")
    robot.type("t")
    #expect(robot.textAtCursor.contains("Status"), "\(robot)")
    robot.press(.backspace)
    robot.type("fw")
    #expect(!robot.textAtCursor.contains("Services"), "the pinyin of what is not shown")
  }

  @Test(arguments: [("fwnr", "服务内容"), ("fuwu", "服务范围"), ("zt", "状态")])
  func `in Chinese it is gone through by pinyin`(typed: String, label: String) {
    var robot = Robot.workedExample(.chinese)
    robot.openForm()
    robot.press(.control("g"))
    robot.press(.down)
    robot.type(typed)
    #expect(robot.textAtCursor.contains(label), "\(robot)")
  }

  @Test func `a code table is chosen from by its own numbers`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    robot.type("丙")
    robot.press(.enter, .function(4))
    #expect(robot.shows("40 social worker"))
    robot.type("4")
    #expect(robot.state.screens.last is MenuScreen)
    robot.type("0")
    #expect(robot.state.screens.last is AssignScreen)
    #expect(robot.row(of: "*Role").contains("[40"))
  }

  @Test func `F4 on several choices stays until Enter, and takes in and out what is chosen`() throws
  {
    var robot = try choosing("services")
    robot.press(.character(" "), .down, .down, .down, .character("　"))
    #expect(robot.state.screens.last is ChoicesScreen)
    #expect(robot.shows("1 [*] social services") && robot.shows("2 [ ] healthcare"), "\(robot)")
    #expect(robot.fieldValue == nil, "nothing before Enter")
    robot.press(.enter)
    #expect(robot.value(of: "services") == ["socialServices", "charity"])
    robot.press(.up, .function(4))
    robot.type("1")
    #expect(robot.shows(">1 [ ] social services"), "\(robot)")
    robot.type("9")
    #expect(robot.state.screens.last is ChoicesScreen, "no such number, and no work area")
    robot.press(.escape)
    #expect(robot.fieldValue == ["socialServices", "charity"], "left as it was")
    robot.press(.function(4))
    robot.type("14")
    robot.press(.enter)
    #expect(robot.value(of: "services") == nil)
  }

  @Test func `choices that were only looked at leave no draft`() {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    robot.press(.control("g"))
    robot.type("services")
    robot.press(.enter, .function(4), .enter, .escape)
    #expect(robot.list != nil && robot.drafts.isEmpty)
  }

  @Test func `a part of a name that fits one entry is taken when the field is left`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("activityClass", "文体")
    #expect(robot.row(of: "Activity class").contains("[文体"))
    robot.press(.enter)
    #expect(
      robot.form?.editor.record.json(
        try #require(Kind.organization.schema["activityClass"]), on: SampleDistrict.today)
        == "cultureSport")
    #expect(robot.row(of: "Activity class").contains("[4"))
  }

  @Test func `F4 on a record carries the text and chooses instead of opening`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("community", "社区")
    robot.press(.function(4))
    #expect(robot.shows("> 社区"))
    #expect(robot.hints.contains("Choose"))
    #expect(!robot.hints.contains("Open"))
    robot.press(.enter)
    #expect(robot.value(of: "community") == "m1")
  }

  @Test func `what does not fit into a chooser is counted`() {
    var robot = Robot.workedExample()
    robot.type("/互助会")
    #expect(robot.shows("38 results"))
    #expect(robot.shows("- Down: 23 more -"), "\(robot)")
    robot.press(.pageDown, .pageDown, .pageDown)
    #expect(!robot.shows("- Down: "))
  }

  @Test func `only candidates in sight are chosen by their digit`() throws {
    var robot = try Robot.small()
    robot.openForm()
    try robot.fill("community", "社区")
    let editor = try #require(robot.form?.editor)
    let (shown, more) = editor.candidates(robot.state.context)
    #expect(robot.cursorRow.contains("\(shown.count) \(shown[shown.count - 1].name)"))
    #expect(robot.cursorRow.contains("+\(more): F4"))
    #expect(editor.candidate(for: .character("1"), robot.state.context) == shown[0].id)
    #expect(editor.candidate(for: .character("9"), robot.state.context) == nil)
  }

  @Test func `a candidate's note counts its workers, if there are any`() throws {
    for (name, note) in [("甲", "2 workers)"), ("乙", "1 worker)"), ("丙", "")] {
      var robot = Robot.workedExample()
      robot.openForm()
      try robot.fill("community", name)
      #expect(robot.cursorRow.contains("1 \(name)"))
      #expect(robot.cursorRow.contains(note) || note.isEmpty)
      #expect(!robot.cursorRow.contains("0 worker"))
    }
  }

  @Test func `typing behind a record chosen looks for one more`() throws {
    var robot = Robot.workedExample()
    robot.type("2")
    robot.press(.insert)
    try robot.fill("replacedBy", "甲")
    robot.press(.enter)
    try robot.go(to: "replacedBy")
    robot.press(.end)
    robot.type("乙")
    #expect(robot.fieldValue == ["m1"])
    robot.press(.enter)
    try robot.go(to: "replacedBy")
    #expect(robot.fieldValue == ["m1", "m2"])
    robot.press(.end, .backspace)
    #expect(robot.fieldValue == ["m1"])
    robot.type("丙")
    robot.press(.enter, .up)
    robot.press(.control("u"))
    #expect(robot.fieldValue == nil)
  }

  @Test func `a day asked for is replaced by typing, and a bad one gets one sentence`() throws {
    var robot = Robot.workedExample()
    robot.press(.function(9))
    try robot.choose("Figures as of another day ..", "查看其他日期的数据 ..")
    robot.type("x")
    robot.press(.enter)
    #expect(robot.shows("! write a date as YYYY-MM-DD"))
    robot.press(.control("u"))
    robot.type("20260301")
    robot.press(.enter)
    #expect(robot.title.contains("as of 2026-03-01"))
  }

  @Test(arguments: [("2025", "2025-12-31"), ("2026-02", "2026-02-28")])
  func `figures of a year or a month are those of its last day`(text: String, day: String) throws {
    var robot = Robot.workedExample()
    robot.press(.function(9))
    try robot.choose("Figures as of another day ..", "查看其他日期的数据 ..")
    robot.type(text)
    robot.press(.enter)
    #expect(robot.title.contains("as of \(day)"))
  }

  @Test func `an import is proposed for what the list shows`() throws {
    var robot = Robot.workedExample()
    robot.type("4")
    robot.press(.function(9))
    try robot.choose("Import a list ..", "导入名单 ..")
    #expect(robot.textAtCursor.hasPrefix(">3 Workers"))
  }

  @Test func `a draft is called by its name and discarded when asked twice`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("members", "12")
    robot.press(.escape, .function(9))
    try robot.choose("Drafts ..", "草稿 ..")
    #expect(robot.shows("Organization 丙1号互助会"))
    robot.press(.delete)
    #expect(robot.shows("Discard this draft?"))
    robot.type("2")
    #expect(robot.drafts.isEmpty)
    #expect(!robot.title.contains("Drafts"))
  }

  @Test func `the list's cursor goes to the record just made`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization("丙新会")
    robot.press(.control("s"))
    let list = try #require(robot.list)
    #expect(
      list.current.map { robot.state.registry.name(of: $0, on: SampleDistrict.today, .en) } == "丙新会"
    )
  }

  @Test func `titles end without dots, and the first screen offers no way back`() throws {
    var robot = Robot.workedExample()
    #expect(!robot.hints.contains("Esc"))
    try robot.act(on: "3丙1号", "Change status from a date ..", "状态变更 ..")
    #expect(robot.shows("Change status from a date"))
    #expect(!robot.shows("Change status from a date .."))
  }
}
