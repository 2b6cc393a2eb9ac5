import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Which field each column of a file goes to, what stands for the others, and what words mean.
@Suite struct MappingScreenTests {
  private func mapping(isProposed: Bool = false) throws -> Robot {
    var robot = Robot.workedExample()
    try robot.importSample(isProposed: isProposed)
    if !isProposed { robot.press(.function(4)) }
    return robot
  }

  private func used(_ robot: Robot) throws -> ImportMapping {
    var robot = robot
    robot.press(.control("s"))
    return try #require(robot.importOrder?.mapping)
  }

  /// Goes to the line that begins so.
  private func go(_ robot: inout Robot, to words: String) throws {
    robot.press(.home)
    for _ in 0..<80 where !robot.cursorRow.contains(words) { robot.press(.down) }
    try #require(robot.cursorRow.contains(words), "\(robot)")
  }

  @Test func `a column that is only proposed is asked about, and decided by using it`() throws {
    let robot = try mapping(isProposed: true)
    #expect(robot.title.contains("Columns of a file"), "\(robot)")
    #expect(robot.cursorRow.contains("?") && robot.cursorRow.contains("所在小区"))
    #expect(robot.cursorRow.contains("甲, 安居小区") && robot.cursorRow.contains("Community"))
    #expect(robot.cursorRow.contains("proposed"))
    #expect(try used(robot).columns == ["所在小区": .field("community")])
  }

  @Test func `it is asked once, and a preview without proposals stays in sight`() throws {
    var robot = try mapping(isProposed: true)
    robot.press(.escape, .delete)
    robot.answerImport(with: SampleImportPlan.plan(robot.head, isProposed: true))
    #expect(!robot.title.contains("Columns of a file"))
    var other = Robot.workedExample()
    try other.importSample()
    #expect(!other.title.contains("Columns of a file"))
  }

  @Test func `a field is found by its name, its key or its pinyin`() throws {
    for typed in ["addr", "地址", "dz", "address"] {
      var robot = try mapping()
      try go(&robot, to: "备注2")
      robot.type(typed)
      robot.press(.enter)
      #expect(try used(robot).columns == ["备注2": .field("address")], "\(typed)\(robot)")
    }
  }

  @Test func `a field is read from one column`() throws {
    var robot = try mapping()
    try go(&robot, to: "备注2")
    robot.type("phone")
    robot.press(.enter)
    #expect(robot.message == "电话 is left out now")
    #expect(try used(robot).columns == ["备注2": .field("phone"), "电话": .ignored])
  }

  @Test func `Del leaves a column out`() throws {
    var robot = try mapping()
    try go(&robot, to: "电话")
    robot.press(.delete)
    #expect(try used(robot).columns == ["电话": .ignored])
  }

  @Test func `a field that no column holds is filled as in a form`() throws {
    var robot = try mapping()
    try go(&robot, to: "Activity class")
    robot.press(.enter)
    try robot.choose("culture", "文体")
    try go(&robot, to: "Head")
    robot.type("李红")
    robot.press(.enter)
    try go(&robot, to: "Members")
    robot.type("many")
    robot.press(.enter)
    // What the field refuses is put right in the box.
    #expect(!robot.title.contains("many"))
    robot.press(.control("u"))
    robot.type("30")
    robot.press(.enter)
    let constants = try used(robot).constants
    #expect(Set(constants.keys) == ["activityClass", "head", "members"], "\(constants)")
    #expect(constants["head"] == "李红" && constants["members"] == "30")
  }

  @Test func `a word that is none of its field's is given a meaning, or none`() throws {
    var robot = try mapping()
    try go(&robot, to: "Tier, 1 row")
    #expect(robot.cursorRow.contains("在册"))
    robot.press(.enter)
    try robot.choose("ledger", "台账")
    try go(&robot, to: "Community, 2 rows")
    #expect(robot.cursorRow.contains("安居小区"), "\(robot)")
    robot.press(.delete)
    #expect(robot.cursorRow.contains("left empty"))
    let values = try used(robot).values
    #expect(values["community"] == ["安居小区": ""])
    #expect(values["tier"]?["在册"]?.lowercased().hasPrefix("ledger") == true, "\(values)")
  }

  @Test func `a missing field of every record is marked and comes first of its kind`() throws {
    let plan = SampleImportPlan.plan(WorkedExample.registry)
    var file = plan.file
    file.columns.removeAll { $0.header == "管理方式" }
    let refused = ImportPlan(
      .organization, file, from: plan.base, refused: Problem("a column is missing", "缺少列"))
    var robot = Robot.workedExample()
    robot.press(.function(9))
    try robot.choose("Import a list ..", "导入名单 ..")
    try robot.choose("Organizations", "社会组织")
    robot.isWorkSlow = true
    robot.type("名单.xlsx")
    robot.press(.enter)
    robot.answerImport(with: refused)
    // What could not be read is asked about.
    #expect(robot.title.contains("Columns of a file"), "\(robot)")
    #expect(robot.cursorRow.contains("!") && robot.cursorRow.contains("Tier"), "\(robot)")
    let place = { (words: String) in robot.rows.firstIndex { $0.contains("  \(words) ") } ?? .max }
    #expect(place("Credit code") != .max)
    #expect(robot.rows.firstIndex(of: robot.cursorRow) ?? .max < place("Credit code"))
    robot.press(.enter)
    try robot.choose("filed", "备案")
    robot.press(.control("s"))
    #expect(robot.importOrder?.mapping?.constants == ["tier": "filed"])
  }

  @Test func `a missing field is known where no row could be looked at for other mistakes`() throws
  {
    let base = WorkedExample.registry
    var bad = ImportRow(line: 2, title: "甲")
    bad.refuse([Problem(line: 2, column: "成员数", "a whole number is expected", "应为整数")])
    let file = ImportPlan.File(name: "名单.xlsx")
    let required = { (rows: [ImportRow]) in
      MappingLines.required(
        by: ImportPlan(.organization, file, from: base, rows: rows, changeSet: ChangeSet([])))
    }
    #expect(required([bad]).contains("tier"))
    var known = ImportRow(line: 3, title: "乙")
    known.outcome = .same(.record(RecordID(.organization, 1)))
    // A list that alters what is there need not say it all again.
    #expect(required([bad, known]).isEmpty)
  }

  @Test func `it is remembered for oneself or the office, and forgotten`() throws {
    var robot = try mapping()
    robot.isWorkSlow = true
    try go(&robot, to: "备注2")
    robot.type("address")
    robot.press(.enter, .function(2))
    try robot.choose("Remember: For me", "记住: 供本人使用")
    let headers = ["名称", "所在小区", "管理方式", "电话", "备注2"]
    let kept = try #require(
      robot.head.mapping(of: .organization, headers: headers, ownedBy: "zhangmin"))
    #expect(kept.record.content?.mapping?.columns == ["备注2": .field("address")])
    #expect(robot.shows("remembered for you"))
    robot.press(.function(2))
    try robot.choose("Remember: For the whole office", "记住: 本单位共用")
    #expect(robot.head.mappings.inUseCount == 2)
    robot.press(.function(2))
    try robot.choose("Remember: For me", "记住: 供本人使用")
    #expect(robot.head.mappings.inUseCount == 2)
    robot.press(.function(2))
    try robot.choose("Forget mine", "删除本人的对照")
    #expect(robot.head.mappings.inUseCount == 1 && robot.shows("remembered for the office"))
  }

  @Test
  func `Esc asks before it drops what was decided, and a killed page comes back in the draft`()
    throws
  {
    var robot = try mapping()
    try go(&robot, to: "备注2")
    robot.press(.delete)
    #expect(robot.drafts.values.first?["decided"]?["mapping"]?["columns"]?["备注2"] == .null)
    robot.press(.escape, .escape)
    #expect(robot.drafts.values.first?["decided"]?["mapping"]?["columns"]?["备注2"] == .null)
    robot.press(.escape)
    try robot.choose("Drop it", "放弃改动")
    #expect(robot.drafts.values.first?["decided"]?["mapping"] == nil)
    #expect(!robot.title.contains("Columns of a file"), "\(robot)")
  }
}
