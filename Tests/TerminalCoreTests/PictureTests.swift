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
    #expect(svg.contains("textLength=\"18\" lengthAdjust=\"spacingAndGlyphs\" fill=\"#b3261e\""))
    #expect(svg.contains(">安</text>"))
    #expect(svg.contains(">a&lt;</text>"))
    var wide = Canvas(rows: 1, columns: 8)
    wide.put("安居a", row: 0, column: 0)
    #expect(SVGPicture(wide).svg.contains(/textLength="36"[^>]*>安居<.text>/))
    #expect(svg.contains("font-weight=\"bold\""))
    #expect(svg.hasSuffix("</svg>\n"))
    #expect(SVGPicture(sample(), theme: .dark).svg != svg)
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
