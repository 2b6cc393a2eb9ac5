import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Correction or change: asked once, when a stored record with altered dated fields is saved.
@Suite struct MomentTests {
  /// A form of 丙1号互助会 with its status set to dormant, and a note.
  private func altered() throws -> Robot {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("status", "4")
    robot.press(.control("s"))
    return robot
  }

  @Test func `a correction mends the value that was always there`() throws {
    var robot = try altered()
    #expect(robot.shows("Status: correction or change?"))
    robot.type("1")
    #expect(
      robot.saved.last?.only?.settings == [Setting("status", before: "active", after: "dormant")])
    #expect(robot.message == "saved: 丙1号互助会. Ctrl-Z undo")
  }

  @Test func `a change from the day shown adds a step`() throws {
    var robot = try altered()
    robot.type("2")
    #expect(
      robot.saved.last?.only?.settings == [
        Setting("status@2026-11-24", before: [], after: ["dormant"])
      ])
  }

  @Test func `a change from another day adds that step, typed with the keys of dates`() throws {
    var robot = try altered()
    robot.type("3")
    #expect(robot.shows("From which date?"))
    robot.type("2026-03")
    robot.press(.enter)
    #expect(robot.shows("must be a full date"))
    robot.press(.control("u"))
    robot.type("20260301+")
    robot.press(.enter)
    #expect(robot.saved.last?.only?.keys == ["status@2026-03-02"])
  }

  @Test func `undated fields go along unasked, and alone they ask nothing`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("note", "新址")
    try robot.fill("status", "4")
    robot.press(.control("s"))
    robot.type("2")
    #expect(robot.saved.last?.only?.keys == ["status@2026-11-24", "note"])
    robot.press(.control("e"))
    try robot.fill("note", "!")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["note"])
  }

  @Test func `Esc asks nothing of the store, and the form can be saved afterwards`() throws {
    var robot = try altered()
    robot.press(.escape)
    #expect(robot.saved.isEmpty)
    #expect(robot.form != nil)
    robot.press(.control("s"))
    robot.type("1")
    #expect(robot.saved.count == 1)
  }

  @Test func `a value typed back to what it was asks nothing`() throws {
    var robot = try altered()
    robot.press(.escape)
    try robot.fill("status", "1")
    robot.press(.control("s"))
    #expect(robot.message == "nothing changed")
    #expect(robot.saved.isEmpty)
  }

  @Test func `saving on with Ins goes on to a new form`() throws {
    var robot = try altered()
    robot.press(.escape, .insert)
    robot.type("2")
    #expect(robot.saved.count == 1)
    #expect(robot.form?.editor.original == nil)
  }
}
