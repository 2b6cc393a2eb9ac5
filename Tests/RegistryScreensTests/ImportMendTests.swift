import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Rows of a file are put right in its preview, and nothing of it is written.
@Suite struct ImportMendTests {
  private func importing() throws -> Robot {
    var robot = Robot.workedExample()
    try robot.importSample()
    return robot
  }

  private func mends(_ robot: Robot) throws -> ImportMends {
    try #require(robot.importOrder).mends
  }

  private func place(_ words: String, _ robot: Robot) -> Int {
    robot.rows.firstIndex { $0.contains(words) } ?? .max
  }

  private let cell = ImportMends.Cell(line: 4, header: "所在小区")

  @Test func `rows are listed by what becomes of them, those to fix first`() throws {
    let robot = try importing()
    #expect(robot.shows("New 1   Updated 1   Same 1   Left out 1   To fix 3   Rows 7"), "\(robot)")
    let order = ["书画社", "合唱团", "棋社", "甲1号互助会", "新会", "甲2号互助会", "合计"]
    let places = order.map { place($0, robot) }
    #expect(places == places.sorted() && places.last != .max, "\(robot)")
    #expect(robot.row(of: "书画社").contains("所在小区 \"安居小区\": no community"))
    #expect(robot.shows("Filled in by rule (rows): Services 1"))
  }

  @Test func `an update tells the old value and the new one, private numbers masked`() throws {
    let robot = try importing()
    let row = robot.row(of: "甲1号互助会")
    #expect(row.contains("Phone: 138****1610 -> 138****0000"), "\(row)")
    #expect(!robot.text.contains("13812070000"))
  }

  @Test func `a cell is fixed in the row, and nothing is written`() throws {
    var robot = try importing()
    robot.press(.enter)
    #expect(robot.shows("Line 4 书画社"))
    // The cursor is on the cell that is wrong; what is typed takes its place.
    robot.type("乙")
    robot.press(.enter)
    #expect(try mends(robot).cells == [cell: "乙"])
    #expect(robot.saved.isEmpty)
    robot.press(.control("s"))
    #expect(robot.message == "one moment ..")
  }

  @Test func `several cells of a row are fixed at once`() throws {
    var robot = try importing()
    robot.press(.enter)
    robot.type("乙")
    robot.press(.up)
    robot.type("书画会")
    robot.press(.enter)
    #expect(
      try mends(robot).cells == [cell: "乙", .init(line: 4, header: "名称"): "书画会"])
  }

  @Test func `what the field refuses is put right in place`() throws {
    var robot = try importing()
    robot.press(.down, .down, .enter)
    robot.type("在")
    robot.press(.enter)
    #expect(robot.importOrder?.mends.isEmpty == true && robot.shows("Line 6 棋社"), "\(robot)")
    robot.press(.control("u"))
    robot.type("2")
    robot.press(.enter)
    #expect(try mends(robot).cells == [.init(line: 6, header: "管理方式"): "2"])
  }

  @Test func `F4 chooses a code or a record`() throws {
    var robot = try importing()
    robot.press(.down, .down, .enter, .function(4))
    try robot.choose("filed", "备案")
    robot.press(.enter)
    #expect(try mends(robot).cells.values.first == "filed")
    robot.press(.enter, .function(4))
    robot.type("乙")
    robot.press(.enter, .enter)
    #expect(try mends(robot).cells[.init(line: 6, header: "所在小区")] == nil)
  }

  @Test func `one fix for all alike is what the word means`() throws {
    var robot = try importing()
    robot.press(.function(5))
    #expect(robot.shows("Enter: all 2 rows with this value"), "\(robot)")
    robot.type("乙")
    robot.press(.enter)
    let order = try #require(robot.importOrder)
    #expect(order.mapping?.values == ["community": ["安居小区": "乙"]])
    #expect(order.mends.isEmpty)
  }

  @Test func `a value of no table is fixed in every row that has it`() throws {
    var robot = try importing()
    robot.press(.function(5), .up)
    robot.type("书画会")
    robot.press(.function(5))
    #expect(try mends(robot).cells == [.init(line: 4, header: "名称"): "书画会"])
  }

  @Test func `Del leaves a row out and takes it in again, and Ctrl-Z undoes each`() throws {
    var robot = try importing()
    robot.press(.delete)
    #expect(try mends(robot).skipped == [4])
    robot.press(.delete)
    #expect(try mends(robot).skipped == [])
    robot.press(.control("z"))
    #expect(try mends(robot).skipped == [4])
    robot.press(.control("z"))
    #expect(try mends(robot).isEmpty)
    robot.press(.control("z"))
    #expect(robot.message == "nothing was changed here")
    robot.press(.end, .delete)
    #expect(robot.message == "this line is no row of the list")
  }

  @Test func `the rest is imported without the rows to fix`() throws {
    var robot = try importing()
    robot.press(.function(2))
    try robot.choose("Leave out the 3 rows to fix", "须改正的 3 行不导入")
    #expect(try mends(robot).skipped == [4, 5, 6])
  }

  @Test func `a row is linked to a record, said to be new, and left to its values again`() throws {
    var robot = try importing()
    robot.press(.function(2))
    try robot.choose("It is about a record that is there", "本行是已有")
    robot.press(.control("u"))
    robot.type("甲3号")
    robot.press(.enter)
    #expect(try mends(robot).linked == [4: RecordID(.organization, 3)], "\(robot)")
    robot.press(.function(2))
    try robot.choose("It is about a new record", "本行是新的")
    #expect(try mends(robot).linked == [4: nil])
    robot.press(.function(2))
    try robot.choose("Its values decide again", "重新由")
    #expect(try mends(robot).linked == [:])
  }

  @Test func `the community that is missing is registered under the name the file has`() throws {
    var robot = try importing()
    robot.press(.function(2))
    try robot.choose("New community: 安居小区", "新增社区: 安居小区")
    #expect(robot.title.contains("New community") && robot.shows("安居小区"), "\(robot)")
    robot.press(.escape)
    let before = robot.importOrder?.base.seq
    var community = Community()
    community.name = Dated("安居小区")
    community.code = Dated(try DivisionCode(text: "110105001009"))
    community.committee = Dated(.residents)
    try robot.colleagueSaves(
      ChangeSet([Change(RecordID(.community, -1), isNew: true, community.settings(from: nil))]))
    #expect(robot.importOrder?.base.seq != before)
  }

  @Test func `rows that stay out are written with their columns and the reason`() throws {
    var robot = try importing()
    robot.isWorkSlow = false
    robot.press(.function(2))
    try robot.choose("Write the 3 rows that stay out", "把不导入的 3 行")
    #expect(robot.shows("名单.left.csv"))
    robot.press(.enter)
    #expect(robot.message == "3 rows written: 名单.left.csv", "\(robot)")
    let lines = try #require(robot.files["名单.left.csv"]).split(separator: "\n")
    #expect(lines[0] == "名称,所在小区,管理方式,电话,备注2,Why not imported")
    #expect(lines[1].hasPrefix("书画社,安居小区,备案,,,所在小区 \"安居小区\": no community"))
    #expect(lines.count == 4)
    // What is there is not written over.
    robot.press(.function(2))
    try robot.choose("Write the 3 rows that stay out", "把不导入的 3 行")
    robot.press(.enter)
    #expect(robot.shows("already exists"))
  }

  @Test func `Tab lists a part alone, F8 goes from problem to problem`() throws {
    var robot = try importing()
    robot.press(.function(8))
    #expect(robot.cursorRow.contains("合唱团"))
    robot.press(.function(8), .function(8))
    #expect(robot.cursorRow.contains("书画社"))
    robot.press(.tab)
    #expect(robot.shows("To fix 1/3") && !robot.shows("甲1号"))
    robot.press(.tab)
    #expect(robot.shows("Updated 1/1") && robot.cursorRow.contains("甲1号"))
    robot.press(.function(8))
    #expect(robot.cursorRow.contains("书画社"))
  }

  @Test func `another sheet begins anew`() throws {
    var robot = try importing()
    robot.press(.delete, .function(2))
    try robot.choose("Another sheet ..", "另选工作表 ..")
    try robot.choose("年初", "年初")
    let order = try #require(robot.importOrder)
    #expect(order.sheet == 0 && order.mends.isEmpty)
    robot.press(.control("z"))
    #expect(robot.importOrder?.sheet == nil)
  }

  @Test func `after a fix the cursor is on the next row to fix`() throws {
    var robot = try importing()
    robot.press(.enter)
    robot.type("乙")
    robot.press(.enter)
    let old = SampleImportPlan.plan(robot.head)
    var rows = old.rows
    rows[2].outcome = .new
    (rows[2].problems, rows[2].cells) = ([], [])
    robot.answerImport(
      with: ImportPlan(
        .organization, old.file, from: robot.head, rows: rows, changeSet: ChangeSet([])))
    #expect(robot.message == "to fix: 3, now 2", "\(robot)")
    #expect(robot.cursorRow.contains("合唱团"))
  }

  // Drafts.

  private func reopened(_ robot: Robot) throws -> Robot {
    var next = Robot(robot.head, plan: WorkedExample.plan, language: .en, glyphs: .ascii)
    next.answer(.drafts(robot.drafts.map { DraftNote(name: $0.key, content: $0.value) }))
    next.isWorkSlow = true
    next.press(.function(9))
    try next.choose("Drafts ..", "草稿 ..")
    next.press(.enter)
    return next
  }

  @Test func `a killed import comes back with all that was decided`() throws {
    var robot = try importing()
    robot.press(.function(5))
    robot.type("乙")
    robot.press(.enter, .down, .delete)
    let (was, next) = (try #require(robot.importOrder), try reopened(robot))
    let now = try #require(next.importOrder)
    #expect(now.path == "名单.xlsx" && now.kind == .organization)
    #expect(now.mends == was.mends && now.mapping == was.mapping && !now.mends.isEmpty)
  }

  @Test func `left with fixes an import stays as a draft, without any it is gone`() throws {
    var robot = try importing()
    #expect(robot.drafts.count == 1)
    robot.press(.escape)
    #expect(robot.drafts.isEmpty)
    robot = try importing()
    robot.press(.delete, .escape)
    #expect(robot.drafts.count == 1 && robot.message == "saved as a draft: F9, then 3")
  }

  @Test func `the same file again goes on with what was decided, which F2 forgets`() throws {
    var robot = try importing()
    robot.press(.delete, .escape)
    robot.isWorkSlow = false
    try robot.importSample()
    #expect(robot.drafts.count == 1, "no second draft of it")
    #expect(try mends(robot).skipped == [4])
    #expect(robot.message.hasPrefix("your draft of this file is continued"), "\(robot)")
    robot.press(.function(2))
    try robot.choose("Forget what was decided here", "放弃在此所作的全部改动")
    #expect(try mends(robot).isEmpty)
    robot.answerImport(with: SampleImportPlan.plan(robot.head))
    robot.press(.control("z"))
    #expect(try mends(robot).skipped == [4])
  }

  @Test func `what a row is linked to is said, whatever else is wrong with it`() throws {
    var robot = try importing()
    robot.press(.function(2))
    try robot.choose("It is about a new record", "本行是新的记录")
    robot.answerImport(with: SampleImportPlan.plan(robot.head))
    #expect(robot.cursorRow.contains("书画社"))
    #expect(robot.shows("You said it is a new record"), "\(robot)")
  }

  @Test func `a pasted table is in the draft`() throws {
    var robot = Robot.workedExample()
    robot.press(.function(9))
    try robot.choose("Import a list ..", "导入名单 ..")
    try robot.choose("Communities", "社区")
    robot.isWorkSlow = true
    robot.send(.paste("代码\t名称\n110105001009\t己社区居委会\n"))
    let next = try reopened(robot)
    #expect(next.importOrder?.pasted == "代码\t名称\n110105001009\t己社区居委会")
  }
}
