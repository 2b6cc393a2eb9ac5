import RegistryTestSupport
import Testing

/// Terminals without colour, and places that are no terminal.
@Suite(.serialized) struct PlainTerminalTests {
  private static let modes: [(term: String, environment: [String: String], arguments: [String])] = [
    ("xterm-256color", ["NO_COLOR": "1"], []), ("vt100", [:], []),
    ("xterm-256color", [:], ["--color", "never"]),
  ]

  @Test(arguments: 0..<3) func withoutColour_everythingIsFoundByText(_ mode: Int) throws {
    let (term, environment, arguments) = Self.modes[mode]
    let clerk = try Clerk(
      try WorkedExample.office(), .chinese, arguments: arguments, term: term,
      environment: environment)
    #expect(clerk.gauges.contains("9.6/10 ["), "the gauge's bar and number")
    #expect(clerk.gauges.contains("差1个"))
    try clerk.press(.three, .down)
    #expect(clerk.cursorRow.contains(">"), "the row the cursor is in")
    try clerk.press(.insert, .save)
    #expect(clerk.fieldLabel == "名称")
    #expect(clerk.cursorRow.contains("! "), "the field that is wrong")
    try clerk.leave()
    #expect(!hasColor(clerk.terminal.output))
  }

  @Test func withColour_thereIsSome_orTheTestAboveProvesNothing() throws {
    let clerk = try Clerk(try WorkedExample.office())
    try clerk.leave()
    #expect(hasColor(clerk.terminal.output))
  }

  @Test func noTerminal_isOneSentence_and64() throws {
    let office = try SmallDistrict.office()
    let said = try office.refuse(64, "open")
    #expect(said.contains("terminal"))
  }

  @Test func dumbTerminal_isOneSentence_and64() throws {
    let office = try SmallDistrict.office()
    var environment = office.environment
    environment["TERM"] = "dumb"
    let terminal = try PseudoTerminal(try Program.path(), environment: environment)
    #expect(try terminal.waitForEnd(timeout: .seconds(30)) == .exited(64))
    #expect(terminal.screen.contains("dumb"))
    #expect(!terminal.output.contains(0x1B))
  }

  /// What is piped on a terminal is for programs: no byte of it moves a cursor, and a reader that has enough is no error.
  @Test func json_inAPipeOnATerminal_isBare_andEndsQuietly() throws {
    let office = try WorkedExample.office()
    var environment = office.environment
    environment["TERM"] = "xterm-256color"
    let command =
      "'\(try Program.path())' list organizations --json | head -1; exit ${PIPESTATUS[0]}"
    let terminal = try PseudoTerminal(
      "/bin/bash", arguments: ["-c", command], environment: environment, columns: 500)
    #expect(try terminal.waitForEnd(timeout: .seconds(30)) == .exited(0))
    #expect(terminal.screen.row(0).hasPrefix("["), "\(terminal.screen)")
    #expect(!terminal.output.contains(0x1B))
  }

  private func hasColor(_ output: [UInt8]) -> Bool {
    String(decoding: output, as: UTF8.self).contains(/\u{1B}\[[0-9;]*(3[0-79]|4[0-79]|9[0-7])[;m]/)
  }
}
