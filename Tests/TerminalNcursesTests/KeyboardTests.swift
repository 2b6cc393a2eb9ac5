import Glibc
import RegistryTestSupport
import Testing

@Suite(.serialized) struct KeyboardTests {
  @Test func escape_thenDigitAfterTheDelay_areTwoKeys() throws {
    let terminal = try startProbe()
    try terminal.waitUntil { $0.contains("24x80") }
    terminal.send("\u{1B}")
    // No other byte follows: only the escape delay can bring the key.
    try terminal.waitUntil { $0.contains("0: key(TerminalCore.Key.escape)") }
    terminal.send("3")
    try terminal.waitUntil { $0.contains("1: key(TerminalCore.Key.character(\"3\"))") }
  }

  @Test func longEscapeDelay_isRespected() throws {
    let terminal = try startProbe(environment: ["ESCDELAY": "100000"])
    try terminal.waitUntil { $0.contains("24x80") }
    terminal.send("\u{1B}")
    terminal.send("3")
    try terminal.waitUntil { $0.contains("0: key(TerminalCore.Key.function(3))") }
  }

  @Test(arguments: ["\u{1B}3", "\u{1B}OR", "\u{1B}[13~", "\u{18}3"])
  func everyF3_isF3(keys: String) throws {
    let terminal = try startProbe()
    try terminal.waitUntil { $0.contains("24x80") }
    terminal.send(keys)
    try terminal.waitUntil { $0.contains("0: key(TerminalCore.Key.function(3))") }
  }

  @Test func terminfoKeys_ofVT100_areKnown() throws {
    let terminal = try startProbe(term: "vt100")
    try terminal.waitUntil { $0.contains("24x80") }
    terminal.send("\u{1B}Ot")
    try terminal.waitUntil { $0.contains("0: key(TerminalCore.Key.function(5))") }
  }

  @Test func paste_isOneEvent_withItsLines() throws {
    let terminal = try startProbe()
    try terminal.waitUntil { $0.contains("24x80") }
    #expect(holds(terminal.output, "\u{1B}[?2004h"))
    terminal.send("\u{1B}[200~quit?\r\n安居\u{1B}[201~")
    try terminal.waitUntil { $0.contains(#"0: paste("quit?\n安居")"#) }
  }

  @Test func controlKeys_areKeys_notSignalsOrFlowControl() throws {
    let terminal = try startProbe()
    try terminal.waitUntil { $0.contains("24x80") }
    terminal.send("\u{13}\u{1A}\u{1C}\r")
    try terminal.waitUntil {
      $0.contains("0: key(TerminalCore.Key.control(\"s\"))")
        && $0.contains("1: key(TerminalCore.Key.control(\"z\"))")
        && $0.contains("2: key(TerminalCore.Key.enter)")
    }
  }

  @Test func seen_comesBehindWhatWasTypedBefore() throws {
    let terminal = try startProbe()
    try terminal.waitUntil { $0.contains("24x80") }
    terminal.send("\u{12}ab")
    try terminal.waitUntil { $0.contains("3: seen") }
    terminal.send("c")
    try terminal.waitUntil { $0.contains("4: key(TerminalCore.Key.character(\"c\"))") }
  }

  @Test func terminalThatDoesNotAnswer_isTakenToShowItAfterAWhile() throws {
    let terminal = try startProbe()
    terminal.answersReports = false
    try terminal.waitUntil { $0.contains("24x80") }
    terminal.send("\u{12}\u{12}")
    try terminal.waitUntil { $0.contains("2: seen") && $0.contains("3: seen") }
    // An answer that comes after all is no news.
    terminal.send("\u{1B}[0nc")
    try terminal.waitUntil { $0.contains("4: key(TerminalCore.Key.character(\"c\"))") }
  }

  @Test func waker_givesWake() throws {
    let terminal = try startProbe()
    try terminal.waitUntil { $0.contains("24x80") }
    terminal.send("\u{17}")
    try terminal.waitUntil { $0.contains("1: wake") }
  }
}
