import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// A text that has no room is refused whole, and that is said: nothing is cut.
@Suite struct RoomTests {
  private static let long = String(repeating: "备注", count: 2500)
  private static let refusal = "too long: at most 4096 characters fit here; nothing was added"

  @Test func `a long paste into a note is refused, what is there stays`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("note", "已核对")
    robot.send(.paste(Self.long))
    #expect(robot.message == Self.refusal)
    #expect(robot.fieldValue == "已核对")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.after("note") == "已核对")
  }

  @Test func `so is the character too many`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.go(to: "note")
    robot.send(.paste(String(Self.long.prefix(4096))))
    #expect(robot.message == "")
    robot.type("x")
    #expect(robot.message == Self.refusal)
    robot.press(.backspace)
    robot.type("x")
    #expect(robot.message == "")
    #expect(robot.fieldValue?.string?.count == 4096)
  }

  @Test func `a masked number stays where a long paste has no room`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    let before = try #require(robot.head.organizations[23]?.record.phone)
    try robot.go(to: "phone")
    robot.send(.paste(Self.long))
    #expect(robot.message == Self.refusal)
    #expect(robot.form?.editor.isChanged == false)
    #expect(robot.form?.editor.editor.text.isEmpty == false, "nothing was cleared for it")
    #expect(robot.head.organizations[23]?.record.phone == before)
  }

  @Test func `boxes and queries say it too`() throws {
    var robot = Robot.workedExample()
    robot.type("3丙1号")
    robot.press(.delete)
    robot.send(.paste(Self.long))
    #expect(robot.message == Self.refusal)
    robot.press(.escape)
    for key in [Key.function(3), .function(4)] {
      robot.press(key)
      robot.send(.paste(Self.long))
      #expect(robot.message == Self.refusal)
      robot.press(.escape, times: 2)
    }
  }
}
