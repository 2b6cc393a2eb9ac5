import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// What changes by itself under a clerk's hands: keys typed before that was seen reach nothing.
@Suite struct UnseenTests {
  private let id = RecordID(.organization, 23)
  private let dropped = "keys typed before this was shown were dropped"

  /// A clerk behind a slow line, in the list of organizations, on 丙1号.
  private func onRow() -> Robot {
    var robot = Robot.workedExample()
    robot.isLineSlow = true
    robot.type("3丙")
    return robot
  }

  /// What would put the record under the cursor into the recycle bin.
  private func bin(_ robot: inout Robot) {
    robot.press(.delete)
    robot.type("2")
    robot.press(.enter)
  }

  private func binned(_ robot: Robot) -> [RecordID] {
    Kind.allCases.flatMap { robot.head[$0].allRows.filter { $0.binned != nil } }.map(\.id)
  }

  @Test func `drafts are discarded one after the other, and nothing falls through`() throws {
    var robot = onRow()
    for name in ["合唱团", "书画社", "老年协会"] {
      robot.press(.control("u"), .insert)
      robot.type(name)
      robot.press(.escape)
    }
    robot.press(.function(9))
    robot.type("3")
    robot.press(.down, .delete)
    robot.type("2")
    #expect(robot.message == "draft discarded")
    #expect(robot.shows("合唱团") && !robot.shows("书画社"))
    #expect(robot.textAtCursor.contains("老年协会"), "the next one: \(robot)")
    for left in [1, 0, 0] {
      robot.press(.delete)
      robot.type("2")
      #expect(robot.drafts.count == left)
    }
    robot.press(.enter)
    #expect(robot.shows("no drafts") && robot.saved.isEmpty, "\(robot)")
    robot.press(.escape)
    #expect(robot.list != nil)
  }

  @Test func `a view that is put away leaves the list of views open, on the next`() throws {
    var robot = Robot.workedExample()
    robot.type("3")
    for name in ["甲", "乙", "丙"] { robot.saveView(name, isOffice: false) }
    try robot.openViews()
    robot.press(.down)
    for _ in 0..<3 { bin(&robot) }
    #expect(robot.shows("No views yet"), "\(robot)")
    bin(&robot)
    #expect(binned(robot).map(\.kind) == [.view, .view, .view])
  }

  @Test func `keys typed in a form before its save is answered never reach the list behind`() throws
  {
    var robot = onRow()
    robot.press(.control("e"))
    try robot.fill("members", "12")
    robot.isDiskSlow = true
    robot.press(.control("s"))
    bin(&robot)
    robot.answerSaves()
    #expect(robot.message.hasPrefix("saved: 丙1号互助会"))
    robot.isDiskSlow = false
    bin(&robot)
    #expect(robot.list?.typed.text == "丙" && binned(robot).isEmpty)
    #expect(robot.message.hasPrefix("saved: 丙1号互助会") && robot.message.hasSuffix(dropped))
    robot.see()
    bin(&robot)
    #expect(binned(robot) == [id])
  }

  @Test func `a row that a colleague takes away takes the keys meant for it along`() throws {
    var robot = onRow()
    try robot.colleagueSaves(ChangeSet([Change(id, [.binned(from: nil, to: "x")])]))
    bin(&robot)
    robot.send(.paste("x"))
    #expect(binned(robot) == [id] && robot.message == dropped, "\(robot)")
    #expect(robot.list?.typed.text == "丙")
    robot.see()
    #expect(robot.message == dropped)
    bin(&robot)
    #expect(binned(robot).count == 2)
  }

  @Test func `what a colleague does elsewhere drops no key`() throws {
    var robot = onRow()
    let other = RecordID(.organization, 24)
    try robot.colleagueSaves(ChangeSet([Change(other, [.binned(from: nil, to: "x")])]))
    robot.type("1号")
    #expect(robot.listed == ["丙1号互助会"])
    robot.answer(.notice(Words("a note", "提示")))
    robot.press(.delete)
    #expect(robot.shows("To the recycle bin: 丙1号互助会"))
  }

  @Test func `a row of the recycle bin, too`() throws {
    var robot = Robot.workedExample()
    try robot.colleagueSaves(ChangeSet([Change(id, [.binned(from: nil, to: "x")])]))
    robot.isLineSlow = true
    robot.press(.function(9))
    robot.type("7")
    let other = RecordID(.organization, 24)
    try robot.colleagueSaves(ChangeSet([Change(other, [.binned(from: nil, to: "x")])]))
    robot.press(.enter)
    #expect(robot.saved.isEmpty)
    robot.see()
    robot.press(.enter)
    #expect(robot.saved.last?.only?.id == other)
  }

  @Test func `a question that an answer opens is not answered by what was typed before`() throws {
    var robot = onRow()
    robot.press(.control("e"))
    try robot.fill("members", "12")
    try robot.colleagueSaves(
      ChangeSet([Change(id, [Setting("members", before: .null, after: 99)])]))
    robot.press(.control("s"))
    #expect(robot.shows("1 Use mine: 12"))
    robot.type("1")
    #expect(robot.saved.isEmpty)
    robot.see()
    robot.type("1")
    #expect(robot.saved.last?.only?.after("members") == 12)
  }

  @Test func `what an earlier session saved is undone only by keys that saw the question`() throws {
    let scene = try #require(Scene.all.first { $0.name == "undo-en" })
    var robot = try scene.robot()
    robot.press(.escape)
    robot.isLineSlow = true
    robot.press(.control("z"), .function(2))
    #expect(robot.saved.isEmpty && robot.state.screens.last is UndoScreen)
    robot.see()
    robot.press(.function(2))
    #expect(robot.saved.count == 1)
  }

  @Test func `what a file would bring is imported only by keys that saw it`() throws {
    var robot = onRow()
    robot.press(.function(9))
    try robot.choose("Import a list ..", "导入名单 ..")
    // The kind of the list is proposed.
    robot.press(.up, times: 3)
    try robot.choose("Communities", "社区")
    robot.files["new.csv"] = SampleFiles.community
    robot.type("new.csv")
    robot.press(.enter, .control("s"))
    #expect(robot.saved.isEmpty && robot.shows("New 1"), "\(robot)")
    robot.see()
    // A colleague saves: the file is read again, and what it does now has to be seen again.
    try robot.colleagueSaves(
      ChangeSet([Change(RecordID(.community, 1), [Setting("note", before: .null, after: "x")])]))
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty)
    robot.see()
    robot.press(.control("s"))
    #expect(robot.saved.count == 1)
  }

  @Test func `boxes opened and closed by the clerk's own keys take what is typed ahead`() throws {
    var robot = onRow()
    robot.press(.function(2))
    robot.type("4")
    #expect(robot.saved.last?.only?.keys == ["confirmedOn"], "\(robot)")
    robot.press(.function(2))
    robot.type("1")
    robot.type("4")
    robot.press(.enter, .escape, .escape, .escape)
    robot.type("4")
    robot.press(.function(2))
    robot.type("1")
    robot.type("丙")
    #expect(robot.row(of: "*Community").contains("[丙"), "\(robot)")
  }

  @Test func `the empty form after Ins takes what is typed at once`() throws {
    var robot = onRow()
    try robot.fillOrganization("甲会")
    robot.press(.insert)
    robot.type("乙会")
    #expect(robot.formName == "乙会")
  }
}
