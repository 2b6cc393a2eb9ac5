import TerminalCore
import Testing

@Suite struct PictureTests {
  private func sample() -> Canvas {
    var canvas = Canvas(rows: 2, columns: 8)
    canvas.put("安a<", row: 0, column: 1, style: Style(.error, bold: true))
    canvas.styleRow(1, column: 0, columns: 3, style: Style(reverse: true))
    canvas.cursor = Position(row: 0, column: 5)
    return canvas
  }

  @Test func screenshot_showsRowsStylesAndCursor_withoutEscapeCodes() {
    #expect(
      Screenshot(sample()).description == """
        | 安a<   |
        |        |
        0 1-4 error bold
        1 0-2 reverse
        cursor 0 5

        """)
  }

  @Test func svg_givesWideTextItsTwoCells_andEscapes() {
    let svg = SVGPicture(sample()).svg
    // The wide character stands in column 1 and fills two cells, what follows begins in column 3.
    #expect(svg.contains(/<text x="22" [^>]*textLength="16" fill="#b3261e"[^>]*>安<.text>/))
    #expect(svg.contains(/<text x="38" [^>]*textLength="8" [^>]*>a<.text>/))
    #expect(svg.contains(">&lt;</text>"))
    #expect(svg.contains("font-weight=\"bold\""))
    #expect(svg.hasSuffix("</svg>\n"))
    #expect(SVGPicture(sample(), theme: .dark).svg != svg)
  }

  @Test func svg_drawsBordersAndGauges_withoutAFont() {
    var canvas = Canvas(rows: 2, columns: 4, glyphs: .unicode)
    canvas.box(canvas.area)
    canvas.put(canvas.glyphs.gauge.full, row: 0, column: 1)
    let svg = SVGPicture(canvas).svg
    #expect(!svg.contains("<text"))
    // The upper left corner goes right and down from the middle of its cell.
    #expect(svg.contains("<path d=\"M18 24H22M18 24V34\""))
    #expect(svg.contains("<rect x=\"22\" y=\"14\" width=\"8\" height=\"20\""))
  }

  @Test func virtualTerminal_followsItsScript() {
    let terminal = VirtualTerminal(events: [.key(.enter), .resized(rows: 10, columns: 20)])
    terminal.present(terminal.makeCanvas())
    #expect(terminal.next(timeoutMilliseconds: nil) == .key(.enter))
    #expect(terminal.next(timeoutMilliseconds: 0) == .resized(rows: 10, columns: 20))
    #expect(terminal.makeCanvas().columns == 20)
    terminal.send(.wake)
    #expect(terminal.next(timeoutMilliseconds: nil) == .wake)
    #expect(terminal.next(timeoutMilliseconds: nil) == .hangup)
    #expect(terminal.presented.count == 1)
  }
}
