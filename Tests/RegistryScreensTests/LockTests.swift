import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Ctrl-K: a value kept for the next new records, where that makes sense and is seen.
@Suite struct LockTests {
  @Test func `a stored record's value gets into no other record`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.go(to: "community")
    robot.press(.control("k"))
    #expect(robot.message.hasPrefix("only values of a new record can be locked"))
    robot.press(.escape, .control("u"), .insert)
    try robot.go(to: "community")
    #expect(robot.fieldValue == nil)
  }

  @Test(arguments: [
    ("name", "新组织", "Name differs in every record"),
    ("filingNumber", "2018-412", "Filing number differs in every record"),
    ("members", "viele", "Members: "), ("community", "庚", "Community: no such record"),
    ("head", "", "the field is empty"),
  ])
  func `what makes no sense is refused with its reason`(
    field: String, text: String, reason: String
  ) throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill(field, text)
    robot.press(.control("k"))
    #expect(robot.message.hasPrefix(reason), "\(robot.message)")
    #expect(robot.state.memory.locked[.organization]?[field] == nil)
  }

  @Test func `what is typed and what is proposed are locked, and marked at once`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("community", "丙")
    robot.press(.control("k"))
    #expect(robot.message.hasPrefix("Community is locked"))
    #expect(robot.cursorRow.contains("\"Community") && robot.cursorRow.contains("locked: Ctrl-K"))
    try robot.go(to: "reach")
    robot.press(.control("k"))
    #expect(robot.state.memory.locked[.organization]?["reach"] == "community")
    try robot.go(to: "community")
    robot.press(.control("k"))
    #expect(robot.message == "Community unlocked")
    #expect(!robot.cursorRow.contains("locked:"))
  }
}
