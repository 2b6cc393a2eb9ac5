import RegistryModel
import RegistrySearch
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Lists kept under a name: saved, shown with their counts, gone through, taken back.
@Suite struct ViewTests {
  /// A clerk who has saved the active organizations of the worked example, sorted by number.
  private func saved() throws -> Robot {
    var robot = Robot.workedExample()
    robot.type("3")
    robot.press(.function(4))
    robot.type("状态:正常")
    robot.press(.enter)
    robot.sort(1)
    robot.sort(1)
    robot.type("丙")
    robot.saveView("在册", isOffice: false)
    return robot
  }

  @Test func `Ctrl-S keeps query, columns and order, and the list is the view from then on`() throws
  {
    let robot = try saved()
    let view = try #require(robot.head.views[1]?.record)
    #expect((view.name, view.owner, view.list?.kind) == ("在册", "zhangmin", .organization))
    #expect(view.query == "丙 status:active")
    #expect(view.sort == ListOrder("number", isDescending: true))
    #expect(view.columns == ListColumn.standard(of: .organization))
    #expect(robot.message == "view saved: 在册. Ctrl-Z undo")
    #expect(robot.shows("[在册] 丙 status:active"))
  }

  @Test func `the view shows the rows and the order it was saved with`() throws {
    var robot = try saved()
    let rows = robot.listed
    #expect(!rows.isEmpty)
    robot.press(.control("p"))
    #expect(robot.listed.count > rows.count && robot.list?.filter == "")
    #expect(robot.message == "no view: the whole list; 1 view")
    robot.press(.control("f"))
    #expect(robot.listed == rows && robot.message == "view 1 of 1: 在册")
    robot.press(.escape, .escape)
    try robot.openViews()
    robot.press(.enter)
    #expect(robot.listed == rows)
    #expect(robot.shows("[在册] 丙 status:active"))
  }

  @Test func `the menu counts what each list has`() throws {
    var robot = try saved()
    let count = robot.listed.count
    robot.press(.escape, .escape)
    robot.type("4")
    robot.saveView("全部", isOffice: true)
    try robot.openViews()
    let workers = robot.head.workers.inUseCount
    #expect(robot.line(of: "在册").contains(" \(count) mine"))
    #expect(robot.line(of: "全部").contains(" \(workers) office"))
    try robot.colleagueSaves(
      ChangeSet([Change(robot.list(named: "丙1号"), [.binned(from: nil, to: "重复")])]))
    #expect(robot.line(of: "在册").contains(" \(count - 1) mine"), "counted anew")
  }

  @Test func `a count of another state is not shown`() throws {
    var robot = try saved()
    robot.isCountingSlow = true
    try robot.openViews()
    #expect(robot.line(of: "在册").contains(" .. mine"))
    robot.answerCounts()
    #expect(robot.line(of: "在册").contains(" 7 mine"))
  }

  @Test func `private views of one are not in another's menu, the office's are`() throws {
    var robot = try saved()
    robot.saveView("共用", isOffice: true)
    for (login, isThere) in [("zhangmin", true), ("liqiang", false)] {
      var other = Robot(
        robot.head, plan: WorkedExample.plan, language: .en, login: login, glyphs: .ascii)
      try other.openViews()
      #expect(other.shows("在册") == isThere && other.shows("共用"))
      other.press(.escape)
      other.type("3")
      other.press(.control("f"))
      #expect(other.message == "view 1 of \(isThere ? 2 : 1): 共用")
    }
  }

  @Test func `a name of one's own is replaced, one of the office's stays beside it`() throws {
    var robot = try saved()
    robot.press(.escape)
    #expect(robot.shows("altered [在册]"))
    robot.press(.control("s"), .enter)
    #expect(robot.shows("1 Replace mine of this name") && robot.shows("2 For the whole office"))
    robot.type("2")
    #expect(robot.head.views.count == 2)
    robot.type("乙")
    robot.saveView("在册", isOffice: false)
    #expect(robot.head.views.count == 2)
    #expect(robot.head.views[1]?.record.query == "乙")
    #expect(robot.head.views[2]?.record.query == nil)
  }

  @Test func `a save is taken back, and brought back`() throws {
    var robot = try saved()
    robot.press(.control("z"))
    #expect(robot.head.views.inUseCount == 0 && !robot.shows("[在册]"))
    robot.press(.control("f"))
    #expect(robot.message == "no view of this list yet; Ctrl-S saves one")
    robot.press(.control("y"), .control("f"))
    #expect(robot.message == "view 1 of 1: 在册")
  }

  @Test func `F2 renames, gives to the office and puts into the recycle bin`() throws {
    var robot = try saved()
    try robot.openViews()
    robot.press(.function(2))
    try robot.choose("Rename ..", "改名 ..")
    robot.type("丙在册")
    robot.press(.enter)
    #expect(robot.head.views[1]?.record.name == "丙在册" && robot.shows("丙在册"))
    robot.press(.function(2))
    try robot.choose("For the whole office", "本单位共用")
    #expect(robot.head.views[1]?.record.owner == nil && robot.line(of: "丙在册").contains("office"))
    robot.press(.delete)
    robot.type("不用了")
    robot.press(.enter)
    #expect(robot.head.views.inUseCount == 0 && robot.shows("No views yet"))
    #expect(robot.message.hasPrefix("in the recycle bin (F9): 丙在册"))
  }

  @Test func `what is put into the recycle bin in the box comes back there`() throws {
    var robot = try saved()
    try robot.openViews()
    robot.press(.delete)
    robot.type("不用了")
    robot.press(.enter)
    #expect(robot.shows("No views yet"))
    robot.press(.control("z"))
    #expect(robot.head.views.inUseCount == 1)
    #expect(robot.line(of: "在册").contains("Organizations") && robot.state.screens.count == 3)
  }

  @Test func `a view a colleague puts away is said to be gone`() throws {
    var robot = try saved()
    robot.press(.control("p"), .control("f"))
    #expect(robot.message == "view 1 of 1: 在册")
    try robot.colleagueSaves(
      ChangeSet([Change(RecordID(.view, 1), [.binned(from: nil, to: "不用了")])]))
    #expect(robot.message == "the view no longer exists: 在册")
    robot.press(.down)
    try robot.colleagueSaves(
      ChangeSet([Change(robot.list(named: "丙1号"), [.binned(from: nil, to: "重复")])]))
    #expect(robot.message == "", "said once")
  }

  @Test func `a view whose query cannot be read says so and shows nothing`() throws {
    var view = View()
    (view.name, view.list, view.query) = ("坏的", KindName(.organization), "colour:red")
    var robot = Robot.workedExample()
    try robot.colleagueSaves(
      ChangeSet([Change(RecordID(.view, -1), isNew: true, view.settings(from: nil))]))
    try robot.openViews()
    #expect(robot.line(of: "坏的").contains(" ! office colour:red"))
    #expect(robot.shows("colour:red  ! no field colour in Organizations"))
    robot.press(.enter)
    #expect(robot.listed.isEmpty && robot.shows("no field colour in Organizations"))
    robot.press(.control("p"))
    #expect(robot.listed.count == robot.head.organizations.inUseCount)
  }

  @Test func `a list follows its view, but not over what the clerk altered`() throws {
    var robot = try saved()
    func colleagueAsks(_ query: String) throws {
      let before = robot.head.views[1]?.part("query") ?? .null
      let setting = Setting("query", before: before, after: .string(query))
      try robot.colleagueSaves(ChangeSet([Change(RecordID(.view, 1), [setting])]))
    }
    try colleagueAsks("乙")
    #expect(robot.shows("[在册] 乙") && robot.listed.allSatisfy { $0.hasPrefix("乙") })
    robot.type("号")
    try colleagueAsks("甲")
    #expect(robot.shows("altered [在册] 乙 \"号\""))
  }

  @Test func `what stands behind a figure is no view`() throws {
    var robot = Robot.workedExample()
    robot.press(.enter)
    #expect(robot.list?.scope != nil)
    robot.press(.control("s"))
    #expect(robot.message.hasPrefix("a view needs a whole list"))
    robot.press(.control("f"))
    #expect(robot.message.hasPrefix("a view needs a whole list"))
  }

  @Test func `nothing is saved read-only`() throws {
    var robot = Robot.workedExample(isReadOnly: true)
    robot.type("3")
    robot.press(.control("s"))
    #expect(robot.message == "the registry is open for reading only" && robot.effects.isEmpty)
  }

  @Test(arguments: [
    ("互助", "互助"), ("status:active", "\"status:active\""), ("-x", "\"-x\""), ("#21", "#21"),
  ])
  func `what was typed as words is words in the view too`(typed: String, written: String) {
    var robot = Robot.workedExample()
    robot.type("3" + typed)
    let rows = robot.listed
    robot.saveView("词", isOffice: false)
    #expect(robot.head.views[1]?.record.query == written)
    #expect(robot.listed == rows)
  }
}

extension Robot {
  /// The line of a view in the menu.
  fileprivate func line(of view: String) -> String {
    rows.dropLast(3).last { $0.contains(view) } ?? ""
  }

  fileprivate func list(named name: String) -> RecordID {
    head.records(named: name + "互助会", kind: .organization, on: SampleDistrict.today)[0]
  }
}
