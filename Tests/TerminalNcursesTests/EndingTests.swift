import Glibc
import RegistryTestSupport
import Testing

@Suite(.serialized) struct EndingTests {
  private func expectRestored(_ terminal: PseudoTerminal) {
    #expect(isCooked(terminal.modes))
    #expect(holds(terminal.output, "\u{1B}[?1049l"), "the alternate screen is left")
    #expect(holds(terminal.output, "\u{1B}[?2004l"), "pastes are bare again")
    #expect(holds(terminal.output, "\u{1B}[?1l"), "arrow keys are plain again")
  }

  private func start() throws -> PseudoTerminal {
    let terminal = try startProbe()
    try terminal.waitUntil { $0.contains("24x80") }
    #expect(!isCooked(terminal.modes), "raw while it runs, or the rest proves nothing")
    return terminal
  }

  @Test func quit_restoresTheTerminal() throws {
    let terminal = try start()
    terminal.send("\u{11}")
    #expect(try terminal.waitForEnd() == .exited(0))
    expectRestored(terminal)
  }

  /// Whatever would end the process; its code is the one a shell gives.
  @Test(arguments: [
    SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU, SIGPOLL,
    SIGPWR,
  ])
  func endSignal_isAHangup_andRestoresTheTerminal(signal: Int32) throws {
    let terminal = try start()
    terminal.kill(signal)
    #expect(try terminal.waitForEnd() == .exited(128 + signal))
    expectRestored(terminal)
  }

  @Test func crash_restoresTheTerminal_andStillDies() throws {
    let terminal = try start()
    terminal.send("\u{03}")
    guard case .killed(let signal) = try terminal.waitForEnd() else {
      Issue.record("not killed by its own signal")
      return
    }
    #expect([SIGILL, SIGTRAP, SIGABRT].contains(signal))
    expectRestored(terminal)
  }

  @Test func segmentationFault_restoresTheTerminal() throws {
    let terminal = try start()
    terminal.kill(SIGSEGV)
    #expect(try terminal.waitForEnd() == .killed(signal: SIGSEGV))
    expectRestored(terminal)
  }

  @Test func exitWithoutClosing_restoresTheTerminal() throws {
    let terminal = try start()
    terminal.send("\u{05}")
    #expect(try terminal.waitForEnd() == .exited(3))
    expectRestored(terminal)
  }

  @Test func interruptFromElsewhere_isIgnored() throws {
    let terminal = try start()
    terminal.kill(SIGINT)
    terminal.send("a")
    try terminal.waitUntil { $0.contains("0: key(TerminalCore.Key.character(\"a\"))") }
    // A second key: the first may have been read together with the signal.
    terminal.send("b")
    try terminal.waitUntil { $0.contains("1: key(TerminalCore.Key.character(\"b\"))") }
  }

  @Test func stopFromElsewhere_givesTheTerminalBack_andContinues() throws {
    let terminal = try start()
    terminal.kill(SIGTSTP)
    // A session without a shell has no job control to stop it: it gives back and takes again.
    try terminal.waitUntil("resumed") { $0.contains("0: resumed") && $0.contains("安居社区") }
    #expect(holds(terminal.output, "\u{1B}[?1049l"))
    #expect(!isCooked(terminal.modes))
    terminal.send("a")
    try terminal.waitUntil { $0.contains("1: key(TerminalCore.Key.character(\"a\"))") }
  }

  @Test func hardStopAndContinue_redrawsEverything() throws {
    let cooked = try startProbe(term: "dumb").modes
    let terminal = try start()
    terminal.kill(SIGSTOP)
    try terminal.waitForStop()
    terminal.modes = cooked
    terminal.screen.write(Array("\u{1B}[2J\u{1B}[Hshell".utf8))
    terminal.kill(SIGCONT)
    try terminal.waitUntil { $0.contains("0: resumed") && $0.contains("安居社区") }
    #expect(!terminal.screen.contains("shell"))
    #expect(!isCooked(terminal.modes))
  }

  @Test func lostConnection_isAHangup_andEndsTheProgram() throws {
    let terminal = try start()
    terminal.hangUp()
    #expect(try terminal.waitForEnd() == .exited(129))
  }

  @Test func endOfInput_isAHangup_withoutAnySignal() throws {
    let terminal = try startProbe(isControlling: false)
    try terminal.waitUntil { $0.contains("24x80") }
    terminal.hangUp()
    #expect(try terminal.waitForEnd() == .exited(129))
  }

  @Test func suspendUnderAShell_givesTheTerminalBack_andComesBack() throws {
    let terminal = try PseudoTerminal(
      "/bin/bash", arguments: ["--norc", "--noprofile", "--noediting", "-i"],
      environment: ["TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "PS1": "ready> "])
    try terminal.waitUntil { $0.contains("ready> ") }
    let cooked = terminal.modes
    terminal.send("\(try builtProductsDirectory())/terminal-probe\n")
    try terminal.waitUntil { $0.contains("24x80") }
    #expect(!isCooked(terminal.modes))
    terminal.send("\u{14}")
    try terminal.waitUntil("the shell") {
      $0.contains("Stopped") && terminal.modes.c_lflag == cooked.c_lflag
    }
    #expect(!terminal.screen.contains("24x80"))
    #expect(terminal.modes.c_iflag == cooked.c_iflag)
    terminal.resize(rows: 20, columns: 60)
    terminal.send("fg\n")
    try terminal.waitUntil { $0.contains("resumed") && $0.contains("20x60") }
    #expect(!isCooked(terminal.modes))
    #expect(!terminal.screen.contains("Stopped"), "the alternate screen is entered again")
    terminal.send("\u{11}")
    try terminal.waitUntil("the shell") {
      $0.contains("Stopped") && terminal.modes.c_lflag == cooked.c_lflag
    }
  }
}
