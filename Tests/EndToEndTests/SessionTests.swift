import Glibc
import RegistryTestSupport
import Testing

/// Opening, switching the language, leaving; the terminal is given back whatever happens.
@Suite(.serialized) struct SessionTests {
  @Test func language_isSwitchedWhileRunning_andBack() throws {
    let clerk = try Clerk(try SmallDistrict.office(), .chinese)
    try clerk.press(.two, .f9, .one)
    #expect(clerk.screen.row(0).contains("2 Communities"))
    #expect(clerk.gauges.contains("Urban "))
    #expect(!clerk.screen.row(23).contains("帮助"))
    try clerk.press(.f9, .one)
    #expect(clerk.screen.row(0).contains("2 社区"))
  }

  @Test func language_followsTheLocale() throws {
    let office = try SmallDistrict.office()
    var environment = office.environment
    environment["TERM"] = "xterm"
    environment["LC_ALL"] = nil
    environment["LC_CTYPE"] = "C.UTF-8"
    environment["LANG"] = "zh_CN.UTF-8"
    let terminal = try PseudoTerminal(try Program.path(), environment: environment)
    try terminal.waitUntil(timeout: .seconds(30)) { $0.contains("1 总览") }
  }

  @Test func language_switchedInAForm_keepsWhatWasTyped() throws {
    let clerk = try Clerk(try SmallDistrict.office(), .chinese)
    try clerk.press(.three, .insert)
    try clerk.fill(["名称": "合唱团"])
    let cursor = clerk.screen.cursor.row
    try clerk.press(.f9, .one)
    #expect(clerk.fieldLabel == "Name")
    #expect(clerk.cursorRow.contains("合唱团"))
    #expect(clerk.screen.cursor.row == cursor)
  }

  /// Ways to end, and how each ends.
  enum End: CaseIterable {
    case quit, terminate, hangUpSignal, crash
  }

  @Test(arguments: End.allCases) func terminal_isRestored(_ end: End) throws {
    let clerk = try Clerk(try SmallDistrict.office())
    try clerk.press(.three)
    #expect(!isCooked(clerk.terminal), "raw while it runs, or the rest proves nothing")
    switch end {
    case .quit: clerk.terminal.send(Press.leave.rawValue)
    case .terminate: clerk.terminal.kill(SIGTERM)
    case .hangUpSignal: clerk.terminal.kill(SIGHUP)
    case .crash: clerk.terminal.kill(SIGSEGV)
    }
    let expected: PseudoTerminal.Ending =
      switch end {
      case .quit: .exited(0)
      case .terminate: .exited(143)
      case .hangUpSignal: .exited(129)
      case .crash: .killed(signal: SIGSEGV)
      }
    #expect(try clerk.terminal.waitForEnd(timeout: .seconds(30)) == expected)
    #expect(isCooked(clerk.terminal))
    let output = String(decoding: clerk.terminal.output, as: UTF8.self)
    #expect(output.contains("\u{1B}[?1049l"), "the alternate screen is left")
    #expect(output.contains("\u{1B}[?2004l"), "pastes are bare again")
  }

  @Test func missingRegistry_givesTheTerminalBack_andSaysWhy() throws {
    let office = try Office(registry: nil)
    var environment = office.environment
    environment["TERM"] = "xterm"
    let terminal = try PseudoTerminal(try Program.path(), environment: environment)
    #expect(try terminal.waitForEnd(timeout: .seconds(30)) == .exited(66))
    #expect(terminal.screen.contains("is not a registry"), "\(terminal.screen)")
    #expect(isCooked(terminal))
  }

  private func isCooked(_ terminal: PseudoTerminal) -> Bool {
    let local = UInt32(ICANON | ECHO | ISIG)
    return terminal.modes.c_lflag & local == local
  }
}
