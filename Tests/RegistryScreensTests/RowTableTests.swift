import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// A form with a table of rows that belong to its record: here the assignments of a worker.
@Suite struct RowTableTests {
  private let worker = RecordID(.worker, 1)
  private let row = RecordID(.assignment, 1)

  private func robot(_ head: RegistryState? = nil) throws -> Robot {
    var registry = head ?? WorkedExample.registry
    registry.ownership = Ownership([try #require(OwnedKind(.assignment, by: "worker"))])
    return Robot(registry, plan: WorkedExample.plan, language: .en, glyphs: .ascii)
  }

  /// The form of the first worker, the cursor in the first row of the table.
  private func inRows() throws -> Robot {
    var robot = try robot()
    robot.edit(.worker, named: "社工1")
    try robot.goToRows()
    return robot
  }

  private func set(_ key: String, _ robot: Robot, to value: JSON) -> ChangeSet {
    let before = robot.head[row]?.part(key) ?? .null
    return ChangeSet([Change(row, [Setting(key, before: before, after: value)])])
  }

  private func new(in community: Int) -> ChangeSet {
    var made = Assignment()
    (made.worker, made.community) = (worker, RecordID(.community, community))
    (made.role, made.since) = (.gridWorker, "2020-05-01")
    return ChangeSet([Change(RecordID(.assignment, -1), isNew: true, made.settings(from: nil))])
  }

  private func cell(_ robot: Robot, _ key: String, row: Int = 0) -> JSON? {
    guard let rows = robot.form?.content.tables.first?.rows, rows.indices.contains(row),
      let field = Kind.assignment.schema[key]
    else { return nil }
    return rows[row].record.json(field, on: SampleDistrict.today)
  }

  @Test func `below the fields stand the rows under the heads of their columns`() throws {
    let robot = try inRows()
    let heading = try #require(robot.rows.firstIndex { $0.contains("Assignments") })
    #expect(robot.rows[heading].contains("Ins row  Del row  F6 leave"), "\(robot)")
    #expect(robot.rows[heading + 1].hasPrefix("  Community"), "\(robot)")
    #expect(robot.rows[heading + 2].hasPrefix(">") && robot.rows[heading + 2].contains("甲"))
    #expect(robot.cursorRow == robot.rows[heading + 2])
    #expect(robot.rows[heading + 2].contains("social worker") && robot.shows("2016-01-01"))
    #expect(robot.hints.contains("Ins Row"), "\(robot.hints)")
  }

  @Test func `a kind that owns nothing has no table`() throws {
    var robot = Robot.workedExample()
    robot.edit(.worker, named: "社工1")
    #expect(robot.form?.content.tables.isEmpty == true)
    robot.press(.control("g"))
    #expect(!robot.shows("Assignments"))
  }

  @Test func `a new record and its rows are one change set`() throws {
    var robot = try robot()
    robot.type("4")
    robot.press(.insert)
    robot.type("王小芳")
    try robot.goToRows()
    robot.type("丙")
    robot.press(.enter, .enter)
    robot.type("20260101")
    robot.press(.insert)
    robot.type("丁")
    robot.press(.enter)
    robot.type("50")
    robot.press(.control("s"))
    let set = try #require(robot.saved.last, "\(robot)")
    #expect(set.changes.map(\.id.description) == ["w6", "a6", "a7"], "\(robot)")
    #expect(set.changes.allSatisfy { $0.isNew })
    #expect(set.changes[1...].map { $0.after("worker") } == ["w6", "w6"])
    #expect(set.changes.map { $0.after("community") } == [nil, "m3", "m4"])
    #expect(set.changes.map { $0.after("role") } == [nil, "socialWorker", "gridWorker"])
    #expect(set.changes[1].after("since") == "2026-01-01")
    #expect(robot.message == "saved: 王小芳. Ctrl-Z undo")
    robot.press(.control("z"))
    let gone = ["w6", "a6", "a7"].map { RecordID($0).flatMap { robot.head[$0] }?.binned != nil }
    #expect(gone == [true, true, true])
  }

  @Test func `a field and a cell are typed, undone one by one, and saved together`() throws {
    var robot = try inRows()
    try robot.goToCell("Share %")
    robot.type("60")
    try robot.goToField("Note")
    robot.type("hello")
    #expect(cell(robot, "share") == "60")
    robot.press(.control("z"))
    #expect(robot.value(of: "note") == nil && cell(robot, "share") == "60")
    robot.press(.control("z"))
    #expect(cell(robot, "share") == nil && robot.form?.content.place != nil)
    robot.press(.control("y"), .control("y"), .control("s"))
    let set = try #require(robot.saved.last, "\(robot)")
    #expect(set.changes.map(\.id) == [worker, row])
    #expect(set.changes[0].keys == ["note"] && set.changes[1].keys == ["share"])
  }

  @Test func `only rows are changed, and the record is named`() throws {
    var robot = try inRows()
    try robot.goToCell("Share %")
    robot.type("60")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.id == row)
    #expect(robot.message == "saved: 社工1. Ctrl-Z undo")
  }

  @Test func `a row that is removed goes to the recycle bin at the save, and comes back before it`()
    throws
  {
    var robot = try inRows()
    robot.press(.delete)
    #expect(robot.message == "row removed. Ctrl-Z undo" && robot.drafts.count == 1)
    robot.press(.control("z"))
    #expect(cell(robot, "community") == "m1" && robot.drafts.isEmpty)
    robot.press(.delete, .control("s"))
    #expect(robot.head[row]?.binned == "row removed", "\(robot)")
    #expect(robot.saved.last?.only?.id == row)
    robot.press(.control("z"))
    #expect(robot.head[row]?.binned == nil)
  }

  @Test func `a row nothing is typed in is not saved, and Enter leaves it`() throws {
    var robot = try inRows()
    robot.press(.insert)
    #expect(robot.form?.content.tables[0].rows.count == 2)
    #expect(robot.form?.isUntouched == true)
    robot.press(.enter)
    #expect(robot.message.hasPrefix("the last row"))
    robot.press(.up)
    #expect(robot.form?.content.tables[0].rows.count == 1)
    // Behind the last row Enter opens one, and no more behind that.
    robot.press(.enter, times: 60)
    #expect(robot.saved.isEmpty && robot.drafts.isEmpty)
    #expect(robot.form?.content.tables[0].rows.count == 2)
    robot.press(.up)
    #expect(robot.form?.content.tables[0].rows.count == 1)
  }

  @Test func `arrows go to rows, F6 leaves the table, and Delete in a field deletes a character`()
    throws
  {
    var robot = try robot()
    try robot.colleagueSaves(new(in: 2))
    robot.edit(.worker, named: "社工1")
    try robot.goToRows()
    try robot.goToCell("Role")
    robot.press(.down)
    #expect(robot.cursorRow.contains("乙") && robot.form?.editor.field.key == "role")
    robot.press(.backTab)
    #expect(robot.form?.editor.field.key == "community" && robot.cursorRow.contains("乙"))
    robot.press(.up, .up)
    #expect(robot.form?.editor.kind == .worker)
    robot.press(.down, .function(6))
    #expect(robot.form?.editor.kind == .worker)
    try robot.goToField("Name")
    robot.press(.home, .delete)
    #expect(robot.value(of: "name") == "工1")
  }

  @Test func `a draft keeps rows typed, added and removed, and the caret`() throws {
    var robot = try robot()
    try robot.colleagueSaves(new(in: 2))
    robot.edit(.worker, named: "社工1")
    try robot.goToRows()
    robot.press(.delete)
    try robot.goToCell("Share %")
    robot.type("60")
    robot.press(.insert)
    robot.type("丙x")
    robot.press(.left)
    var next = try self.robot(robot.head)
    next.answer(
      .drafts(robot.drafts.sorted { $0.key < $1.key }.map { DraftNote(name: "u-1", content: $1) }))
    next.press(.function(9))
    next.type("3")
    #expect(next.shows("社工1: Assignments"), "\(next)")
    next.press(.enter)
    #expect(next.form?.editor.id == RecordID(.assignment, -1), "\(next)")
    next.press(.delete)
    try next.goToField("Note")
    next.type("x")
    next.press(.control("s"))
    let set = try #require(next.saved.last, "\(next)")
    #expect(set.changes.map(\.id.description) == ["w1", "a6", "a1"], "\(next)")
    #expect(set.changes[1].keys == ["share"] && next.head[row]?.binned == "row removed")
  }

  @Test func `a draft brings the caret back into its cell`() throws {
    var robot = try inRows()
    robot.press(.insert)
    robot.type("丙x")
    robot.press(.left)
    var next = try self.robot(robot.head)
    next.answer(.drafts(robot.drafts.map { DraftNote(name: "u-1", content: $1) }))
    next.press(.function(9))
    next.type("3")
    next.press(.enter, .backspace)
    #expect(next.form?.editor.editor.text == "x", "\(next)")
  }

  @Test(arguments: [true, false])
  func `of a cell that a colleague changed as well the clerk says which value holds`(
    isMine: Bool
  ) throws {
    var robot = try inRows()
    try robot.goToCell("Share %")
    robot.type("60")
    try robot.goToField("Note")
    robot.type("hello")
    try robot.colleagueSaves(set("share", robot, to: "40"))
    try robot.colleagueSaves(new(in: 2))
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.shows("社工1 - 甲 Share %: changed"), "\(robot)")
    robot.press(.character(isMine ? "1" : "2"))
    #expect(robot.saved.last?.changes.map(\.id) == (isMine ? [worker, row] : [worker]), "\(robot)")
    #expect(robot.head.assignments[1]?.record.share?.json == (isMine ? "60" : "40"))
    #expect(robot.head.workers[1]?.record.note == "hello")
  }

  @Test func `two clerks add a row each, and both are there`() throws {
    var robot = try inRows()
    robot.press(.insert)
    robot.type("丙")
    robot.press(.enter)
    try robot.colleagueSaves(new(in: 2))
    robot.press(.control("s"))
    #expect(robot.head.assignments(of: worker).map(\.id.number) == [1, 6, 7], "\(robot)")
  }

  @Test func `a form nothing is typed in shows a colleague's rows at once`() throws {
    var robot = try inRows()
    try robot.colleagueSaves(new(in: 2))
    #expect(robot.form?.content.tables[0].rows.count == 2)
    try robot.colleagueSaves(set("share", robot, to: "40"))
    #expect(cell(robot, "share") == "40")
    try robot.colleagueSaves(ChangeSet([Change(row, [.binned(from: nil, to: "误")])]))
    #expect(robot.form?.content.tables[0].rows.map(\.id.number) == [6])
  }

  @Test func `a row typed in that a colleague puts away is said, and Del gives it up`() throws {
    var robot = try inRows()
    try robot.goToCell("Share %")
    robot.type("60")
    try robot.goToField("Note")
    robot.type("hello")
    try robot.colleagueSaves(ChangeSet([Change(row, [.binned(from: nil, to: "误")])]))
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.message.contains("recycle bin; press Del"), "\(robot)")
    robot.press(.delete, .control("s"))
    #expect(robot.saved.last?.only?.id == worker, "\(robot)")
    #expect(robot.head[row]?.binned == "误")
  }

  @Test func `each row is judged with the others, and the cursor goes to the one that is wrong`()
    throws
  {
    var robot = try inRows()
    robot.press(.insert)
    robot.type("甲")
    robot.press(.enter)
    try robot.goToField("Name")
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.message.contains("already holds this role"), "\(robot)")
    #expect(robot.form?.editor.id == RecordID(.assignment, -1), "\(robot)")
    #expect(robot.form?.editor.field.key == "since")
    // Where the other one is taken out there is nothing against it.
    robot.press(.up, .delete, .control("s"))
    #expect(robot.saved.last?.changes.map(\.id.number) == [6, 1], "\(robot)")
  }

  @Test func `a row is judged with what is typed in the record`() throws {
    var robot = try inRows()
    try robot.goToField("Left on")
    robot.type("20151231")
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.form?.editor.id == row, "\(robot)")
    #expect(robot.message.hasPrefix("1 to fix (F6 lists them): Assignment 1: Since: begins"))
    robot.press(.function(8))
    #expect(robot.message.hasPrefix("Assignment 1: Since: begins"), "\(robot)")
  }

  @Test func `the record is judged with its rows, those not yet saved too`() throws {
    var robot = try inRows()
    try robot.goToCell("Share %")
    robot.type("60")
    #expect(robot.form?.content.record.findings.contains { $0.rule == "shares" } == false)
    robot.press(.insert)
    robot.type("乙")
    robot.press(.enter)
    try robot.goToCell("Share %")
    robot.type("60")
    #expect(
      robot.form?.content.record.findings.contains { $0.rule == "shares" } == true, "\(robot)")
  }

  @Test func `of the rows a past day shows those that had begun`() throws {
    var robot = try robot()
    try robot.colleagueSaves(new(in: 2))
    robot.press(.function(9))
    try robot.choose("Figures as of another day ..", "查看其他日期的数据 ..")
    robot.type("2018-01-01")
    robot.press(.enter)
    robot.edit(.worker, named: "社工1")
    #expect(robot.form?.content.tables[0].rows.map(\.id.number) == [1], "\(robot)")
  }

  @Test func `F5 takes the value of the row above`() throws {
    var robot = try inRows()
    robot.press(.insert)
    robot.type("乙")
    robot.press(.enter)
    try robot.goToCell("Since")
    robot.press(.function(5))
    #expect(cell(robot, "since", row: 1) == "2016-01-01", "\(robot)")
  }

  @Test func `a copy has rows like those of the record`() throws {
    var robot = try robot()
    robot.type("4社工1")
    robot.press(.function(5))
    #expect(robot.form?.content.tables[0].rows.map(\.id) == [RecordID(.assignment, -1)])
    #expect(cell(robot, "community") == "m1", "\(robot)")
  }

  @Test func `a warning at a row takes a reason, which is saved with the row`() throws {
    var robot = try inRows()
    try robot.goToField("Left on")
    robot.type("20200101")
    try robot.goToRows()
    try robot.goToCell("Until")
    robot.type("20200201")
    robot.press(.backTab, .control("o"))
    robot.type("late")
    robot.press(.enter, .control("s"))
    let change = robot.saved.last?.changes.first { $0.id == row }
    #expect(change?.after("accepted/assignment-after-worker") == "late", "\(robot)")
  }

  @Test func `a record that is brought back instead of a new one has its rows and those typed`()
    throws
  {
    var robot = try robot()
    robot.type("4社工1")
    robot.press(.delete)
    robot.type("误")
    robot.press(.enter, .escape, .insert)
    robot.type("社工1")
    try robot.goToRows()
    robot.type("丙")
    robot.press(.enter, .control("s"))
    try robot.choose("Restore the record", "恢复该记录")
    #expect(robot.form?.content.tables[0].rows.map(\.id.number) == [1, -1], "\(robot)")
    robot.press(.control("s"))
    #expect(robot.saved.last?.changes.last?.after("worker") == "w1", "\(robot)")
    #expect(robot.head.assignments(of: worker).count == 2)
  }

  @Test(arguments: 0..<8 as Range<UInt64>)
  func `whatever is pressed, an empty row is only where the cursor is`(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var robot = try inRows()
    let keys: [Key] =
      [
        .enter, .tab, .backTab, .up, .down, .insert, .delete, .backspace, .pageUp, .pageDown,
        .control("z"), .control("y"), .control("s"), .control("k"), .function(5), .function(6),
        .function(8), .escape,
      ] + .typing("乙丙160.")
    for _ in 0..<250 {
      if robot.form == nil, robot.list != nil {
        // The worker may have another name by now.
        if robot.listed.isEmpty { robot.press(.escape) }
        robot.press(.control("e"))
        // What was left is offered.
        if robot.form == nil { robot.press(.enter) }
        try robot.goToRows()
      }
      let key = try #require(keys.randomElement(using: &random))
      robot.press(key)
      guard let content = robot.form?.content else { continue }
      for (table, rows) in content.tables.map(\.rows).enumerated() {
        for (row, editor) in rows.enumerated() where editor.isBlank {
          #expect(content.place == FormEditor.Place(table: table, row: row), "\(seed) \(key)")
        }
        #expect(Set(rows.map(\.id)).count == rows.count, "\(seed) \(key)")
      }
      #expect(!robot.text.isEmpty)
    }
  }

  @Test func `a worker goes to the recycle bin with the rows, and comes back with them`() throws {
    var robot = try robot()
    robot.type("4社工1")
    robot.press(.delete)
    robot.type("误")
    robot.press(.enter)
    #expect(robot.head[row]?.binned == "误", "\(robot)")
    robot.press(.control("z"))
    #expect(robot.head[row]?.binned == nil && robot.head[worker]?.binned == nil)
  }
}

extension Robot {
  /// To the table of the form.
  fileprivate mutating func goToRows() throws {
    press(.control("g"))
    try choose("Assignments", "任职")
  }

  /// To a field of the form's record.
  fileprivate mutating func goToField(_ label: String) throws {
    press(.control("g"))
    try choose(label, label)
  }

  /// To the cell under this head, from any cell of the row before it or from it.
  fileprivate mutating func goToCell(_ label: String) throws {
    for _ in 0..<12 where form?.editor.field.label.en != label { press(.enter) }
    try #require(form?.editor.field.label.en == label, "\(self)")
  }
}
