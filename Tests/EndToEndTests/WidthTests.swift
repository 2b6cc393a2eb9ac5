import RegistryTestSupport
import Testing

/// Names of every width never push a border.
@Suite(.serialized) struct WidthTests {
  private static let names = [
    "安居合唱团", "cafe\u{301}合唱", "ＡＢＣ互助社", "x\u{301}y\u{302}社", "混mixed合ｗｉｄｅ团",
    String(repeating: "长", count: 40), String(repeating: "Long ", count: 8), "《青春》服务队·一组",
  ]

  @Test func rightBorder_isInTheLastColumn_onEveryRow_ofAllPages() throws {
    let office = try SmallDistrict.office()
    let file = office.directory + "/names.csv"
    let rows = (0..<500).map { "\(Self.names[$0 % Self.names.count])\($0),备案,m1\n" }
    try Disk.write(Array(("名称,管理方式,社区\n" + rows.joined()).utf8), to: file)
    try office.succeed("import", "organizations", file)
    let clerk = try Clerk(office)
    try clerk.press(.three)
    #expect(clerk.screen.contains("500"))
    for name in ["ＡＢＣ互助社2", "caf\u{E9}合唱1"] {
      #expect(clerk.screen.contains(name), "shown, not replaced")
    }
    for page in 0..<40 {
      expectBorders(clerk.screen, "page \(page)")
      try clerk.press(.pageDown)
    }
    #expect(clerk.screen.contains("500条/共500条"), "the last page was reached")
  }

  /// The line between list and pane is straight, and those above and below reach the end.
  private func expectBorders(_ screen: TerminalScreen, _ page: String) {
    let (first, last) = (1, screen.size.rows - 4)
    let column = (0..<screen.size.columns).first { screen.look(row: first, column: $0).text == "┬" }
    for row in first...last {
      let look = { (column: Int) in screen.look(row: row, column: column).text }
      #expect("│┬┴".contains(look(column ?? 0)), "\(page), row \(row): \(screen.row(row))")
      if row == first || row == last { #expect(look(screen.size.columns - 1) == "─") }
    }
  }
}
