import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Work area 9: who changed what and when.
@Suite struct HistoryTests {
  private let id = RecordID(.organization, 23)

  /// The history on top.
  private func history(_ robot: Robot) -> HistoryScreen? {
    robot.state.screens.last as? HistoryScreen
  }

  private func note(_ robot: Robot, _ number: Int, _ text: String) -> ChangeSet {
    let id = RecordID(.organization, number)
    let before = robot.head[id]?.part("note") ?? .null
    return ChangeSet([Change(id, [Setting("note", before: before, after: .string(text))])])
  }

  /// A colleague has saved `count` notes, the office nothing else.
  private func worked(_ count: Int, _ language: Language = .en) throws -> Robot {
    let registry = WorkedExample.registry
    let journal = (1...count).map { place in
      let id = RecordID(.organization, place % 38 + 1)
      return Commit(
        seq: place + 1, at: Instant(seconds: 1_795_000_000 + place), by: "liqiang",
        set: ChangeSet([
          Change(id, [Setting("note", before: .null, after: .string("注\(place)"))])
        ]))
    }
    var state = registry
    for commit in journal.prefix(38) { try state.apply(commit) }
    state.seq = count + 1
    return Robot(
      state, plan: WorkedExample.plan, language: language, glyphs: .ascii, journal: journal)
  }

  private func pages(_ robot: Robot) -> Int {
    robot.effects.count { if case .readChanges = $0 { true } else { false } }
  }

  @Test func `pages are read as far as the clerk goes, and no further`() throws {
    var robot = try worked(450)
    robot.type("9")
    #expect(pages(robot) == 1)
    #expect(history(robot)?.commits.count == Robot.page)
    #expect(robot.cursorRow.contains("451"))
    robot.press(.pageDown)
    #expect(pages(robot) == 1)
    robot.press(.end)
    #expect(pages(robot) == 2)
    #expect(robot.cursorRow.contains(" 352 "))
    for _ in 0..<5 { robot.press(.end) }
    #expect(history(robot)?.commits.map(\.seq) == (2...451).reversed())
    #expect(robot.shows("450/450, all of them"))
    let read = pages(robot)
    robot.press(.end)
    #expect(pages(robot) == read)
  }

  @Test func `typing filters what is read, and looks further back within reason`() throws {
    var robot = try worked(3000)
    robot.type("9丙1号")
    #expect(history(robot)?.rows.isEmpty == false)
    #expect(pages(robot) < 14)
    robot.press(.escape)
    let before = pages(robot)
    robot.type("无")
    #expect(robot.shows("No matches so far. Down reads older changes."))
    #expect((1...10).contains(pages(robot) - before))
    let stopped = pages(robot)
    robot.press(.down)
    #expect(pages(robot) > stopped)
    robot.press(.control("u"))
    robot.type("#2999")
    #expect(history(robot)?.rows.map(\.commit.seq) == [2999])
  }

  @Test func `what is saved meanwhile stands on top, the cursor on its row`() throws {
    var robot = try worked(5)
    robot.type("9")
    robot.press(.down)
    #expect(robot.cursorRow.contains(" 5 "))
    try robot.colleagueSaves(note(robot, 23, "新"))
    #expect(robot.cursorRow.contains(" 5 "))
    #expect(history(robot)?.commits.map(\.seq) == [7, 6, 5, 4, 3, 2])
    robot.answer(.refreshed(robot.head, by: []))
    #expect(history(robot)?.commits.count == 6)
  }

  @Test func `what is saved while a page is on its way is not lost, nor is it there twice`() throws
  {
    let robot = try worked(250)
    let context = robot.state.context
    func page(before seq: Int) -> Answer {
      .changes(
        tag: 1, ChangePage(of: robot.journal, .all, before: seq, limit: Robot.page))
    }
    func saved(_ seq: Int) -> Commit {
      Commit(seq: seq, at: Instant(seconds: 0), by: "wang", set: note(robot, 1, "新"))
    }
    var screen = HistoryScreen(.all)
    _ = screen.hear([saved(252)], context)
    #expect(screen.commits.isEmpty, "the first page will have it")
    _ = screen.receive(page(before: .max), context)
    _ = screen.press(.end, context)
    #expect(screen.isReading)
    _ = screen.hear([saved(252)], context)
    _ = screen.receive(page(before: 152), context)
    #expect(screen.commits.map(\.seq) == (52...252).reversed())
    // Read anew while a page is on its way: that page is of the past.
    _ = screen.press(.end, context)
    #expect(screen.isReading)
    _ = screen.hear([], context)
    _ = screen.receive(page(before: 52), context)
    #expect(screen.commits.isEmpty)
    _ = screen.receive(page(before: .max), context)
    #expect(screen.commits.map(\.seq) == (152...251).reversed())
  }

  @Test func `the history of one record tells every value, numbers masked`() throws {
    var robot = try worked(3)
    robot.type("3丙1号")
    robot.press(.control("e"))
    try robot.fill("phone", "13512345678")
    try robot.fill("members", "7")
    robot.press(.control("s"))
    try robot.colleagueSaves(note(robot, 23, "常联系"))
    robot.press(.function(2))
    try robot.choose("History of the record ..", "本条变更记录 ..")
    #expect(robot.title.contains("丙1号互助会 History"))
    #expect(robot.row(of: " 6 ").contains("liqiang  Note: -- -> 常联系"))
    #expect(
      robot.row(of: "Phone").contains("zhangmin Phone: 138****1632 -> 135****5678"), "\(robot)")
    #expect(robot.row(of: "Members").contains("-- -> 7"))
    #expect(history(robot)?.rows.count == 3)
    #expect(!robot.text.contains("13512345678"))
    robot.press(.down, .enter)
    #expect(robot.shows("Organization 丙1号互助会 (o23)"))
    #expect(robot.shows("Members: -- -> 7"))
    #expect(!robot.text.contains("13512345678"))
  }

  @Test func `a value that changed on a day is told with the one in force before`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "3丙1号", "Change status from a date ..", "状态变更 ..")
    robot.type("4")
    robot.press(.control("s"))
    let told = "Status from 2026-11-24: active -> dormant"
    robot.press(.function(2))
    try robot.choose("History of the record ..", "本条变更记录 ..")
    #expect(robot.cursorRow.contains(told), "\(robot)")
    robot.press(.enter)
    #expect(robot.shows(told), "\(robot)")
    robot.press(.escape, .escape, .control("u"))
    robot.type("9")
    #expect(robot.shows(told), "\(robot)")
    // Heard of while the history is open; told where only one person's changes are.
    try robot.colleagueSaves(
      ChangeSet([Change(id, [Setting("status@2026-11-30", before: [], after: ["active"])])]))
    robot.press(.home)
    #expect(robot.shows("Status from 2026-11-30: dormant -> active"), "\(robot)")
    robot.press(.down, .function(4), .character("1"))
    #expect(robot.shows(told), "\(robot)")
    #expect(robot.shows("zhangmin History"))
  }

  @Test func `a clash over a day tells what is in force where the step is gone`() throws {
    var robot = Robot.workedExample()
    let step = { (before: JSON, after: JSON) in
      ChangeSet([
        Change(
          RecordID(.organization, 23),
          [
            Setting("status@2026-11-20", before: before, after: after)
          ])
      ])
    }
    try robot.colleagueSaves(step([], ["dormant"]))
    let base = robot.head
    try robot.colleagueSaves(step(["dormant"], []))
    let (head, mine, context) = (robot.head, step(["dormant"], ["suspended"]), robot.state.context)
    let error = #expect(throws: RebaseError.self) {
      try head.rebase(mine, from: base, by: "wang", today: context.clock.today)
    }
    guard case .clashes(let clashes)? = error else {
      Issue.record("both changed the step")
      return
    }
    #expect(clashes.map { $0.text(\.theirs, .en, context) } == ["active"])
    #expect(clashes.map { $0.text(\.mine, .en, context) } == ["suspended"])
  }

  @Test func `any change set is taken back from here after it was shown`() throws {
    var robot = try worked(3)
    robot.type("9")
    robot.press(.down, .down, .function(2))
    try robot.choose("Undo this change ..", "撤销本次变更 ..")
    #expect(robot.shows("Note: 注1 -> --"))
    robot.press(.enter)
    #expect(robot.saved.isEmpty)
    robot.press(.control("s"))
    #expect(robot.saved.last?.undoes == [2])
    #expect(robot.message.hasPrefix("undone: "))
    #expect(robot.row(of: " 2 ").contains("(undone)"))
    #expect(robot.row(of: " 5 ").contains("undo of #2: "))
    robot.press(.enter)
    #expect(robot.shows("Undone by zhangmin, 2026-11-24 14:32, #5"), "\(robot)")
    robot.press(.function(2))
    try robot.choose("Undo this change ..", "撤销本次变更 ..")
    #expect(robot.message.hasSuffix("already undone by #5"))
    robot.press(.escape, .escape, .home, .function(2))
    try robot.choose("Redo what this undid ..", "重做其撤销的变更 ..")
    robot.press(.control("s"))
    #expect(robot.message.hasPrefix("redone: "))
    #expect(!robot.row(of: " 2 ").contains("(undone)"))
  }

  @Test func `a batch is taken back as a whole`() throws {
    var robot = Robot.workedExample()
    for number in 23...25 {
      var set = note(robot, number, "批")
      set.batch = "import-2026-11-24-3f9c2a"
      try robot.colleagueSaves(set)
    }
    robot.type("9")
    robot.press(.function(4))
    try robot.choose("Batch import-2026-11-24-3f9c2a", "批次: import-2026-11-24-3f9c2a")
    #expect(history(robot)?.rows.count == 3)
    robot.press(.function(2))
    try robot.choose("Undo the whole batch", "撤销整批")
    robot.press(.control("s"))
    #expect(robot.saved.last?.undoes == [4, 3, 2])
    #expect((23...25).allSatisfy { robot.head.organizations[$0]?.record.note == nil })
  }

  @Test func `one person's changes are asked of the journal`() throws {
    var robot = try worked(150)
    robot.type("3丙1号")
    robot.press(.function(2))
    robot.type("4")
    robot.press(.escape)
    robot.type("9")
    robot.press(.function(4))
    try robot.choose("Changes by zhangmin", "变更人: zhangmin")
    #expect(history(robot)?.rows.count == 1)
    #expect(robot.title.contains("zhangmin History"))
  }

  @Test func `who looked at numbers is told and cannot be undone`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "3丙1号", "Show in full", "查看完整号码")
    robot.press(.escape, .escape)
    robot.type("9")
    #expect(robot.cursorRow.contains("丙1号互助会: numbers shown in full"))
    robot.press(.enter)
    #expect(robot.shows("shown in full: Phone"))
    robot.press(.function(2))
    #expect(robot.shows("(it only showed numbers and changed nothing)"))
  }

  @Test func `an import of thousands is shown a screen at a time`() throws {
    var robot = Robot.workedExample()
    var set = ChangeSet([], batch: "import-1", reason: "大表.csv")
    for number in 1...2000 {
      let name = JSON.string("第\(number)号队")
      set.changes.append(
        Change(
          RecordID(.organization, -number), isNew: true,
          [
            Setting("name", before: .null, after: name),
            Setting("tier", before: .null, after: "ledger"),
            Setting("community", before: .null, after: "m1"),
            Setting("reach", before: .null, after: "community"),
            Setting("status", before: .null, after: "active"),
          ]))
    }
    try robot.colleagueSaves(set)
    robot.type("9")
    #expect(robot.cursorRow.contains("大表.csv: 2000 organizations"))
    robot.press(.enter)
    #expect(robot.shows("Organization 第1号队 (o39)  new"))
    #expect(robot.shows("Community: -- -> 甲"))
    #expect(robot.shows("record 1 of 2000"))
    robot.press(.pageDown)
    #expect(!robot.shows("第1号队 "))
    robot.press(.end)
    #expect(robot.shows("Organization 第2000号队"))
    robot.press(.up, .home)
    #expect(robot.shows("Organization 第1号队"))
  }
}
