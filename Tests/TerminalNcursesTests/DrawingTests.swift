import RegistryTestSupport
import TerminalCore
import Testing

@Suite(.serialized) struct DrawingTests {
  @Test func box_isDrawnToTheLastColumn_withWideAndHostileText() throws {
    let terminal = try startProbe()
    try terminal.waitUntil { $0.contains("24x80") }
    let rows = terminal.screen.rows
    #expect(rows[0].hasPrefix("┌─三社 probe──"))
    #expect(rows[0].hasSuffix("─┐"))
    #expect(rows[2].hasPrefix("│ 安居社区 é ？ ?[31m “甲” ﹩ 乙\u{301} end"))
    for row in 1..<23 { #expect(terminal.screen.look(row: row, column: 79).text == "│") }
    #expect(terminal.screen.cursor == Position(row: 1, column: 2))
  }

  @Test func colors_areThere_andStylesToo() throws {
    let terminal = try startProbe()
    try terminal.waitUntil { $0.contains("24x80") }
    #expect(hasColor(terminal.output))
    let accent = try #require(terminal.screen.column(of: "accent", row: 1))
    #expect(terminal.screen.look(row: 1, column: accent).style == Style(reverse: true))
    let error = try #require(terminal.screen.column(of: "error", row: 1))
    #expect(terminal.screen.look(row: 1, column: error).style == Style(bold: true))
  }

  @Test(arguments: ["NO_COLOR", "--no-color", "vt100"])
  func colors_areAbsent(where reason: String) throws {
    let terminal = try startProbe(
      term: reason == "vt100" ? "vt100" : "xterm-256color",
      arguments: reason == "--no-color" ? [reason] : [],
      environment: reason == "NO_COLOR" ? ["NO_COLOR": "1"] : [:])
    try terminal.waitUntil { $0.contains("24x80") }
    #expect(!hasColor(terminal.output))
    let accent = try #require(terminal.screen.column(of: "accent", row: 1))
    #expect(terminal.screen.look(row: 1, column: accent).style.reverse)
  }

  @Test func emptyNoColor_keepsColors() throws {
    let terminal = try startProbe(environment: ["NO_COLOR": ""])
    try terminal.waitUntil { $0.contains("24x80") }
    #expect(hasColor(terminal.output))
  }

  @Test func vt100_drawsAsciiBorders_andChinese() throws {
    let terminal = try startProbe(term: "vt100")
    try terminal.waitUntil { $0.contains("24x80") }
    #expect(terminal.screen.row(0).hasPrefix("+-三社 probe--"))
    #expect(terminal.screen.row(2).contains("安居社区"))
  }

  @Test func unknownCharacterSet_drawsAsciiBorders() throws {
    let terminal = try startProbe(locale: "C")
    try terminal.waitUntil { $0.contains("24x80") }
    #expect(terminal.screen.row(0).hasPrefix("+-三社 probe--"))
  }

  @Test func missingLocale_namedUTF8_isTakenAsUTF8() throws {
    let terminal = try startProbe(locale: "xx_XX.utf8")
    try terminal.waitUntil { $0.contains("24x80") }
    #expect(terminal.screen.row(0).hasPrefix("┌─三社 probe──"))
  }

  @Test(arguments: ["dumb", "", "no-such-terminal"])
  func unsuitableTerminal_isRefusedInOneLine(term: String) throws {
    let terminal = try startProbe(term: term)
    #expect(try terminal.waitForEnd() == .exited(64))
    let lines = terminal.screen.rows.filter { $0.contains(where: { $0 != " " }) }
    #expect(lines.count == 1)
    #expect(terminal.screen.contains("TERM=\(term)"))
    #expect(!terminal.output.contains(0x1B))
  }

  @Test func resize_downToOneCellAndBack_givesTheSameScreen() throws {
    let terminal = try startProbe()
    try terminal.waitUntil { $0.contains("24x80") }
    terminal.resize(rows: 1, columns: 1)
    try terminal.waitUntil { $0.row(0) == "└" || $0.row(0) == "┘" }
    terminal.resize(rows: 24, columns: 80)
    try terminal.waitUntil { $0.contains("24x80") && $0.contains("1: resized(rows: 24") }
    #expect(terminal.screen.row(0).hasPrefix("┌─三社 probe──"))
    #expect(terminal.screen.contains("0: resized(rows: 1, columns: 1)"))
    for row in 1..<23 { #expect(terminal.screen.look(row: row, column: 79).text == "│") }
  }

  @Test func present_writesOnlyWhatChanged() throws {
    let terminal = try startProbe()
    try terminal.waitUntil { $0.contains("24x80") }
    let before = terminal.output.count
    terminal.send("a")
    try terminal.waitUntil { $0.contains("0: key(") }
    #expect(terminal.output.count - before < 200)
  }

  @Test func redraw_writesEverythingAgain() throws {
    let terminal = try startProbe()
    try terminal.waitUntil { $0.contains("24x80") }
    terminal.screen.write(Array("\u{1B}[2J\u{1B}[Hgarbage".utf8))
    #expect(terminal.screen.contains("garbage"))
    terminal.send("\u{0C}")
    try terminal.waitUntil { $0.contains("0: key(") && $0.contains("安居社区") }
    #expect(!terminal.screen.contains("garbage"))
  }
}
