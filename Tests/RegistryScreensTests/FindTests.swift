import RegistryModel
import RegistrySearch
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// One box finds records, work areas and commands, from wherever a clerk is.
@Suite struct FindTests {
  /// F3 with several results, and the first of them, which Enter would open.
  private func finding(_ text: String) throws -> (Robot, RecordID) {
    var robot = Robot.workedExample()
    robot.press(.function(3))
    robot.type(text)
    let listed = robot.find?.listed ?? []
    let records = listed.compactMap { if case .record(let id) = $0 { id } else { nil } }
    let first = try #require(records.first)
    #expect(listed.first == .record(first) && records.count > 1)
    return (robot, first)
  }

  @Test func `Enter opens nothing that took the place of what is gone`() throws {
    var (robot, first) = try finding("1号")
    try robot.colleagueSaves(ChangeSet([Change(first, [.binned(from: nil, to: "重复")])]))
    robot.press(.enter)
    #expect(robot.message.hasPrefix("that result is gone"))
    #expect(robot.state.screens.last is FindScreen)
    robot.press(.enter)
    #expect(!(robot.state.screens.last is FindScreen), "the line marked now, on a second Enter")
  }

  @Test func `Enter opens what it would have opened when others come before it`() throws {
    var (robot, first) = try finding("1号")
    var made = Organization()
    (made.name, made.tier) = ("1号", Dated(.filed))
    made.community = Dated(RecordID(.community, 1))
    made.fillDefaults(from: robot.head.office)
    try robot.colleagueSaves(
      ChangeSet([Change(RecordID(.organization, -1), isNew: true, made.settings(from: nil))]))
    let find = try #require(robot.state.screens.last as? FindScreen)
    #expect(find.listed.first != .record(first), "the newcomer fits better")
    robot.press(.enter)
    #expect(robot.state.screens.last?.shown == first)
  }

  @Test func `what a match belongs to is kept where the text before it is cut`() {
    var canvas = Canvas(rows: 1, columns: 22, glyphs: .ascii)
    let text = "信用代码: " + MarkedText("51330199MJ0000501T", 14..<18)
    text.draw(on: &canvas, row: 0, column: 0, style: .plain, columns: 22)
    #expect(canvas.text(inRow: 0) == "信用代码: ..0000[501T]")
  }

  @Test func `a community says where it is, not how many work there`() {
    for language in Language.allCases {
      var robot = Robot.workedExample(language)
      robot.press(.function(3))
      robot.type("甲")
      #expect(!robot.row(of: "110105001001").contains(language == .en ? "worker" : "人"))
    }
  }

  @Test func `it opens over every screen, and Esc leaves that as it was`() throws {
    for scene in Scene.all where scene.rows == 24 && scene.language == .en {
      var robot = try scene.robot(.ascii)
      if robot.find != nil { continue }
      let (before, drafts, screens) = (robot.canvas, robot.drafts, robot.state.screens.count)
      let said = robot.messageRows
      robot.press(.function(3))
      #expect(robot.find != nil, "\(scene.name)")
      #expect(robot.state.screens.count == screens + 1)
      robot.type(">x")
      robot.press(.escape)
      #expect(robot.drafts == drafts, "\(scene.name)")
      let after = robot.canvas
      // A message of several lines has a line above.
      for row in 0..<after.rows where !said.contains(row) && row != said.lowerBound - 1 {
        #expect(after.cells(inRow: row) == before.cells(inRow: row), "\(scene.name), row \(row)")
      }
      #expect(after.cursor == before.cursor, "\(scene.name)")
    }
  }

  @Test func `from a form a record is opened and left, and nothing typed is lost`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("新互助会")
    robot.press(.left)
    let (before, cursor, drafts) = (robot.rows[0...20], robot.canvas.cursor, robot.drafts)
    robot.find("丁村")
    robot.press(.enter)
    #expect(robot.title.contains("丁村"))
    #expect(robot.drafts == drafts)
    robot.press(.escape)
    #expect(robot.rows[0...20] == before)
    #expect(robot.canvas.cursor == cursor)
    robot.type("邻里")
    #expect(robot.form?.editor.editor.text == "新互助邻里会")
  }

  @Test func `a work area chosen from a form leaves a draft, and says so`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.type("新互助会")
    robot.find("communities")
    robot.press(.enter)
    #expect(robot.list?.kind == .community)
    #expect(robot.message.contains("saved as a draft"))
    #expect(robot.drafts.count == 1)
    #expect(robot.title.contains("Drafts 1"))
  }

  @Test func `before anything is typed it shows what was opened last, and all that can be done`() {
    var robot = Robot.workedExample()
    robot.press(.function(3))
    #expect(robot.groups == ["Work areas", "Commands"])
    #expect(robot.shows("> commands   @ persons   # last digits   ! problems"))
    robot.press(.escape)
    robot.find("丙3")
    robot.press(.enter, .escape, .function(3))
    #expect(robot.groups.first == "Recently opened")
    #expect(robot.row(of: ">").contains(">"))
    robot.press(.enter)
    #expect(robot.title.contains("丙3号互助会"))
    robot.press(.escape, .escape)
    robot.type("3")
    robot.press(.function(3))
    #expect(robot.groups.contains("Act"), "\(robot)")
    #expect(robot.row(of: "Act: ").contains("甲1号互助会"))
  }

  @Test func `digits are text while typing, and open their line in the results`() {
    var robot = Robot.workedExample()
    robot.find("甲1")
    #expect(robot.find?.typed.text == "甲1")
    robot.press(.down)
    #expect(robot.cursorRow.contains(" 1 [甲1]号互助会"), "\(robot)")
    robot.type("3")
    #expect(robot.title.contains("甲11号互助会"))
    robot.press(.escape)
    robot.find("甲1")
    robot.press(.down)
    robot.type("９")
    #expect(robot.find?.cursor == 0, "no such line")
    robot.type("２")
    #expect(robot.title.contains("甲1号互助会"), "what was used before comes first, though longer")
  }

  @Test func `Up from the first line, and any letter, go back to the text`() {
    var robot = Robot.workedExample()
    robot.find("甲1")
    robot.press(.down, .down, .up, .up)
    #expect(robot.find?.cursor == nil)
    robot.press(.down, .down)
    robot.type("号")
    #expect(robot.find?.typed.text == "甲1号")
    #expect(robot.find?.cursor == nil)
    #expect(robot.find?.results.total == 1)
    robot.press(.down, .backspace)
    #expect(robot.find?.typed.text == "甲1")
  }

  @Test func `pages are turned, and the heading of a group stays with its first line`() {
    var robot = Robot.workedExample()
    robot.find("hzh")
    robot.press(.pageDown, .pageDown)
    #expect(robot.cursorRow.contains("33 "), "\(robot)")
    robot.press(.pageDown, .pageDown)
    #expect(robot.cursorRow.contains("38 "))
    robot.press(.pageUp, .pageUp, .pageUp)
    #expect(robot.cursorRow.contains(" 1 "))
    #expect(robot.rows[4].contains("Organizations"), "\(robot)")
  }

  @Test func `Tab narrows to each kind that has results, and from the last to all`() {
    var robot = Robot.workedExample()
    robot.find("1")
    let all = robot.groups
    #expect(all == ["Organizations", "Workers", "Communities"])
    var seen: [String] = []
    for _ in all {
      robot.press(.tab)
      seen += robot.groups
      #expect(robot.shows("- Find: \(robot.groups[0]) -"), "\(robot)")
      #expect(robot.shows("[\(robot.groups[0]) "))
    }
    #expect(seen == all)
    robot.press(.tab)
    #expect(robot.groups == all)
    robot.press(.backTab)
    #expect(robot.groups == [all[2]])
    robot.press(.tab)
    #expect(robot.shows("Organizations  +"), "\(robot)")
    robot.press(.tab)
    #expect(!robot.shows("Organizations  +"), "narrowed, all of them are listed")
    robot.type("zz")
    #expect(robot.shows("No matches of this kind; Tab: all kinds."))
  }

  @Test func `as many are said to be found as are shown`() {
    var robot = Robot.workedExample()
    robot.find("1")
    let counts = robot.find?.results.groups.map(\.total) ?? []
    #expect(robot.rows[1].contains(" \(counts.reduce(0, +)) results"), "\(robot)")
    for count in counts {
      robot.press(.tab)
      #expect(robot.rows[1].contains(" \(count) result"), "\(robot)")
    }
  }
}

/// What happens while it is open, and where a record is picked.
@Suite struct FindStayingTests {
  @Test func `a colleague's save moves no line away from under the cursor`() throws {
    var robot = Robot.workedExample()
    robot.find("丙")
    robot.press(.down, .down, .down)
    let row = robot.cursorRow
    #expect(row.contains("[丙]2号互助会"), "\(robot)")
    try robot.colleagueSaves(
      ChangeSet([
        Change(RecordID(.organization, 23), [Setting("name", before: "丙1号互助会", after: "丁1号互助会")])
      ]))
    #expect(robot.cursorRow.contains("[丙]2号互助会"), "\(robot)")
  }

  @Test func `a field's box has the same reasons and digits, no commands and no kinds`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.go(to: "community")
    robot.press(.function(4))
    #expect(robot.find?.results.total == 5)
    robot.type("c")
    #expect(robot.line(1).contains("丁[村]"), "\(robot)")
    #expect(robot.line(1).contains("initials"))
    #expect(!robot.shows("Commands") && !robot.hints.contains("Tab"))
    robot.press(.tab)
    #expect(robot.message == "choose a record here: Community")
    robot.press(.control("s"))
    #expect(robot.message == "choose a record here: Community")
    robot.press(.down)
    robot.type("2")
    #expect(robot.value(of: "community") == "m5")
  }

  @Test(arguments: Language.allCases)
  func `it can be worked with in the least window`(language: Language) {
    var robot = Robot.workedExample(language)
    robot.send(.resized(rows: 16, columns: 60))
    robot.find("hzh")
    for key in ["Enter", "1-9", "Tab", "Ctrl-S", "Esc"] {
      #expect(robot.hints.contains(key), "\(robot.hints)")
    }
    robot.press(.down)
    robot.type("4")
    #expect(robot.title.contains("甲4号互助会"))
    robot.press(.escape)
    robot.find("lihong")
    #expect(robot.line(1).contains("[李红]"), "\(robot)")
  }
}
