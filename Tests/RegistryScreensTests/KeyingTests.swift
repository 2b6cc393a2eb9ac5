import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// From field to field: where Enter stays, what goes on by itself, what is passed over.
@Suite struct KeyingTests {
  private var key: (Robot) -> String? { { $0.form?.editor.field.key } }

  // MARK: Where Enter stays

  @Test(arguments: [
    ("status", "9", "no matches"), ("registeredOn", "2026-02-30", "does not exist"),
    ("community", "庚", "no such record"), ("members", "viele", "Members: "),
    ("uscc", "51110105MJ0000157Z", "Credit code: "), ("phone", "1381207", "7 digits"),
  ])
  func `Enter stays once where it meets a bad value, with the reason`(
    field: String, text: String, reason: String
  ) throws {
    var robot = Robot.workedExample()
    robot.openForm()
    if field == "uscc" { try robot.fill("tier", "1") }
    try robot.fill(field, text)
    robot.press(.enter)
    #expect(key(robot) == field && robot.form?.editor.editor.text == text)
    #expect(
      robot.message.contains(reason) && robot.message.hasPrefix("press Enter again to continue. "))
    robot.press(.enter)
    #expect(key(robot) != field && robot.message.isEmpty, "\(robot)")
    #expect(robot.rows.contains { $0.contains(text) && $0.contains("! ") }, "the mark stays")
  }

  @Test func `a number whose check digit is wrong is held, and one that was mended goes on`() throws
  {
    var robot = Robot.workedExample()
    robot.type("4")
    robot.press(.insert)
    try robot.fill("idNumber", "110105199003074529")
    #expect(key(robot) == "idNumber", "a refused value never goes on by itself")
    robot.press(.tab)
    #expect(key(robot) == "idNumber" && robot.message.contains("check digit"))
    robot.press(.backspace)
    robot.type("8")
    #expect(key(robot) == "phone", "it is whole and right")
  }

  @Test func `typing after a stay is held again; arrows go anywhere`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("members", "x")
    robot.press(.enter)
    robot.type("y")
    robot.press(.enter)
    #expect(key(robot) == "members")
    robot.press(.down)
    #expect(key(robot) == "status")
    robot.press(.up, .up)
    #expect(key(robot) == "phone")
  }

  @Test func `an ambiguous name opens its candidates; a digit fills in and goes on`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("community", "社区")
    robot.press(.enter)
    #expect(robot.shows("Community: 社区") && robot.message.contains("Community: several match"))
    robot.type("2")
    #expect(key(robot) == "registeredOn")
    #expect(robot.row(of: "Community").contains("乙"))
  }

  @Test func `a second Enter goes on without a record and leaves the mark`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("community", "社区")
    robot.press(.enter, .enter)
    #expect(key(robot) == "registeredOn")
    #expect(robot.row(of: "Community").contains("! several match"))
    robot.press(.up, .enter, .escape)
    #expect(key(robot) == "community", "Esc comes back to what is typed")
    #expect(robot.form?.editor.editor.text == "社区")
    robot.press(.up, .down, .enter, .down, .down, .enter)
    #expect(robot.row(of: "Community").contains("乙"), "\(robot)")
  }

  @Test func `of many candidates the last line leads to all`() throws {
    var robot = try Robot.small()
    robot.openForm()
    try robot.fill("community", "社区")
    robot.press(.enter)
    #expect(robot.shows("9 All "), "\(robot)")
    robot.type("9")
    #expect(robot.shows("Choose: Community"))
    robot.press(.enter)
    #expect(key(robot) == "registeredOn")
  }

  // MARK: What goes on by itself

  @Test(arguments: [
    ("tier", "2"), ("status", "８"), ("uscc", "51330106mj0000018h"), ("phone", "13812071612"),
    ("registeredOn", "20190301"), ("registeredOn", "2019-03-01"), ("partyBranch", "1"),
    ("industry", "14"),
  ])
  func `a value that can be nothing longer goes on by itself`(field: String, text: String) throws {
    var robot = Robot.workedExample()
    robot.openForm()
    if field == "uscc" { try robot.fill("tier", "1") }
    try robot.fill(field, text)
    #expect(key(robot) != field)
    robot.press(.control("z"))
    #expect(key(robot) == field, "undo leads back")
  }

  @Test(arguments: [
    ("name", "安居社区邻里互助会"), ("tier", "备案"), ("tier", "filed"), ("status", "9"), ("industry", "1"),
    ("services", "1"), ("registeredOn", "201903"), ("registeredOn", "."), ("registeredOn", "2019"),
    ("phone", "01065001234"), ("members", "42"), ("filingNumber", "2018-412"),
  ])
  func `nothing else does`(field: String, text: String) throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill(field, text)
    #expect(key(robot) == field && robot.message.isEmpty)
  }

  @Test func `a setting of F9 has the form wait for Enter, from now on`() throws {
    var robot = Robot.workedExample()
    robot.press(.function(9))
    robot.type("0")
    #expect(robot.message == "Move on from complete fields: off")
    #expect(robot.habits.goesOn == false)
    robot.openForm()
    try robot.fill("tier", "2")
    #expect(key(robot) == "tier")
    try robot.fill("community", "社区")
    robot.type("1")
    #expect(key(robot) == "community" && robot.fieldValue == "m1")
    var next = Robot(robot.head, plan: WorkedExample.plan, language: .en, glyphs: .ascii)
    next.answer(.habits(Habits(json: robot.habits.json)))
    next.press(.function(9))
    #expect(next.shows("0 Move on from complete fields: off"))
    next.type("0")
    #expect(next.message == "Move on from complete fields: on")
    #expect(Habits(json: robot.habits.followed(by: next.habits).json).goesOn == true)
  }

  @Test func `help of the field says whether it goes on by itself`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.press(.function(1))
    #expect(!robot.shows("moves on when"))
    robot.press(.escape)
    try robot.go(to: "phone")
    robot.press(.function(1))
    #expect(robot.shows("moves on when the value is complete"))
  }

  @Test func `what F4 chooses is filled in and left`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.go(to: "tier")
    robot.press(.function(4))
    robot.type("2")
    #expect(key(robot) == "filingNumber")
    robot.press(.down, .down, .function(4), .enter)
    #expect(key(robot) == "registeredOn")
  }

  // MARK: What is passed over

  @Test func `who serves a town is not stopped at the community, which arrows reach`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("reach", "2")
    #expect(key(robot) == "registeredOn")
    robot.press(.up)
    #expect(key(robot) == "community")
    robot.press(.up, .enter)
    #expect(key(robot) == "registeredOn")
    robot.press(.up, .up)
    robot.type("1")
    #expect(key(robot) == "community")
  }

  @Test func `what is locked is passed over`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization()
    try robot.go(to: "community")
    robot.press(.control("k"), .insert)
    try robot.go(to: "reach")
    robot.press(.enter)
    #expect(key(robot) == "registeredOn")
    robot.press(.up)
    #expect(key(robot) == "community" && robot.cursorRow.contains("locked: Ctrl-K unlocks"))
  }

  // MARK: Numbers and dates

  @Test func `thirteen is one and three where several digits are asked for`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("services", "13")
    #expect(robot.fieldValue == ["socialServices", "entertainment"])
    robot.press(.enter, .up)
    #expect(robot.form?.editor.editor.text == "1,3")
    try robot.fill("services", "15")
    #expect(robot.cursorRow.contains("!"))
  }

  @Test func `six digits are a month, and what was read stands in the field`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("registeredOn", "201903")
    #expect(robot.fieldValue == "2019-03")
    robot.press(.enter, .up)
    #expect(robot.form?.editor.editor.text == "2019-03")
  }

  @Test func `letters and a digit choose among what the letters find`() throws {
    var robot = Robot.workedExample(.chinese)
    robot.type("4")
    robot.press(.insert)
    try robot.fill("education", "z")
    robot.type("4")
    #expect(
      robot.form?.editor.editor.text == "z4", "40 and no other is meant, but not all of it typed")
    robot.type("0")
    #expect(robot.row(of: "学历").contains("40"), "\(robot)")
    #expect(key(robot) == "politics")
    robot.press(.control("z"))
    #expect(robot.form?.editor.editor.text == "z4")
  }
}
