import RegistryTestSupport
import TerminalCore
import Testing

@Suite struct CanvasTests {
  /// A continuation stands behind each wide cell and nowhere else, so rows fill their columns.
  private func expectWhole(_ canvas: Canvas, _ comment: String) {
    for row in 0..<canvas.rows {
      #expect(canvas.metrics.columns(of: canvas.text(inRow: row)) == canvas.columns, "\(comment)")
      var column = 0
      for glyph in Glyphs(canvas.text(inRow: row)) {
        #expect(canvas[row, column].text == glyph.text, "\(comment)")
        if glyph.columns == 2 {
          #expect(canvas[row, column + 1].isContinuation, "\(comment)")
          #expect(canvas[row, column + 1].style == canvas[row, column].style, "\(comment)")
        }
        column += glyph.columns
      }
    }
  }

  @Test(arguments: 0..<100)
  func tenThousandMixedStrings_neverMoveAColumn(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var canvas = Canvas(rows: 4, columns: 30)
    for _ in 0..<100 {
      let text = MixedText.random(using: &random)
      let column = Int.random(in: -6...32, using: &random)
      let limit = Bool.random(using: &random) ? Int.random(in: 0...12, using: &random) : nil
      let row = Int.random(in: -1...4, using: &random)
      let before = canvas
      let used = canvas.put(text, row: row, column: column, columns: limit)
      canvas.styleRow(row, column: column + 3, columns: limit) { $0.bold.toggle() }
      let comment = "seed \(seed): \(text.debugDescription) at \(column), limit \(limit ?? -1)"
      #expect(used <= limit ?? .max, "\(comment)")
      if column <= 30 { #expect(column + used <= 30, "\(comment)") }
      expectWhole(canvas, comment)
      let diff = CanvasDiff(from: before, to: canvas)
      #expect(diff.applied(to: before) == canvas, "\(comment)")
      for run in diff.runs { #expect(run.cells.first?.isContinuation == false, "\(comment)") }
    }
  }

  @Test func put_clipsAtBothEdges_withSpacesForHalves() {
    var canvas = Canvas(rows: 1, columns: 5)
    #expect(canvas.put("安居社区", row: 0, column: -1) == 6)
    #expect(canvas.text(inRow: 0) == " 居社")
    #expect(canvas.put("安居社区", row: 0, column: 0) == 5)
    #expect(canvas.text(inRow: 0) == "安居 ")
    #expect(canvas.put("安居", row: 0, column: 0, columns: 3) == 3)
    #expect(canvas.put("abc", row: 0, column: 9) == 0)
    #expect(canvas.put("abc", row: 3, column: 0) == 3)
  }

  @Test func put_overHalfOfAWideCharacter_blanksTheOther() {
    var canvas = Canvas(rows: 1, columns: 6)
    canvas.put("安居社", row: 0, column: 0)
    canvas.put("x", row: 0, column: 1)
    #expect(canvas.text(inRow: 0) == " x居社")
    canvas.put("区", row: 0, column: 3)
    #expect(canvas.text(inRow: 0) == " x 区 ")
  }

  @Test func put_returnsTheColumnsAfterClipping() {
    var canvas = Canvas(rows: 1, columns: 10)
    var column = canvas.put("安居", row: 0, column: 0)
    column += canvas.put("ab", row: 0, column: column)
    #expect(column == 6)
    #expect(canvas.text(inRow: 0) == "安居ab    ")
  }

  @Test func box_hasWordsInItsBorders_andTheyYield() {
    var canvas = Canvas(rows: 3, columns: 20)
    canvas.box(canvas.area, title: "社区", titleRight: "6/60", footer: "Tab", footerRight: "Esc")
    #expect(canvas.text(inRow: 0) == "+-社区--------6/60-+")
    #expect(canvas.text(inRow: 1) == "|                  |")
    #expect(canvas.text(inRow: 2) == "+-Tab----------Esc-+")
    canvas.box(canvas.area, title: "社会组织社会组织", titleRight: "6/60")
    #expect(canvas.text(inRow: 0) == "+-社会组织社会组织-+")
    canvas.box(canvas.area, title: "社会组织社会组织社区")
    #expect(canvas.text(inRow: 0) == "+-社会组织社会组~--+")
  }

  @Test func separator_joinsTheLinesItMeets() {
    var canvas = Canvas(rows: 6, columns: 5, glyphs: .unicode)
    for row in [0, 2, 5] { canvas.line(row: row, column: 0, columns: 5) }
    canvas.line(row: 3, column: 0, columns: 2)
    canvas.line(row: 4, column: 2, columns: 3)
    canvas.separator(column: 2, row: 0, rows: 6)
    #expect(
      (0..<6).map(canvas.text(inRow:)) == [
        "──┬──", "  │  ", "──┼──", "──┤  ", "  ├──", "──┴──",
      ])
  }

  @Test func put_staysInItsArea() {
    var canvas = Canvas(rows: 3, columns: 8)
    let area = Area(row: 1, column: 2, rows: 1, columns: 4)
    #expect(canvas.put("安居社区", in: area, column: 1) == 3)
    #expect(canvas.put("x", in: area, row: 1) == 0 && canvas.put("x", in: area, column: -1) == 0)
    #expect((0..<3).map(canvas.text(inRow:)) == ["        ", "   安   ", "        "])
  }

  @Test(arguments: 0..<200)
  func smallCanvases_takeAnyDrawing(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    let rows = Int.random(in: 0...3, using: &random)
    let columns = Int.random(in: 0...6, using: &random)
    var canvas = Canvas(rows: rows, columns: columns)
    for _ in 0..<20 {
      let area = Area(
        row: Int.random(in: -2...4, using: &random),
        column: Int.random(in: -3...7, using: &random),
        rows: Int.random(in: -1...5, using: &random),
        columns: Int.random(in: -1...9, using: &random))
      canvas.box(area, title: MixedText.random(using: &random), footerRight: "右")
      canvas.separator(column: area.column, row: area.row, rows: area.rows)
      canvas.fill(area.inset(), style: Style(.accent))
      canvas.styleRow(area.row, column: area.column, columns: area.columns) { $0.reverse = true }
      canvas.put(MixedText.random(using: &random), row: area.row, column: area.column)
      expectWhole(canvas, "seed \(seed)")
    }
  }

  @Test func styleRow_keepsText_andChangesOnlyItsColumns() {
    var canvas = Canvas(rows: 1, columns: 6)
    canvas.put("安居ab", row: 0, column: 0, style: Style(.good))
    canvas.styleRow(0, column: 2, columns: 2) { $0.reverse = true }
    #expect(canvas.text(inRow: 0) == "安居ab")
    #expect(
      canvas.styleRuns(inRow: 0).map(\.style) == [
        Style(.good), Style(.good, reverse: true), Style(.good),
      ])
    #expect(canvas.styleRuns(inRow: 0).map(\.columns) == [0..<2, 2..<4, 4..<6])
  }

  @Test func diff_ofEqualCanvases_isEmpty_andOfOneCellIsOneRun() {
    var canvas = Canvas(rows: 2, columns: 6)
    canvas.put("安居社", row: 1, column: 0)
    let before = canvas
    #expect(CanvasDiff(from: before, to: canvas).runs.isEmpty)
    canvas.put("民", row: 1, column: 2)
    let runs = CanvasDiff(from: before, to: canvas).runs
    #expect(runs.map(\.column) == [2])
    #expect(runs.map(\.cells.count) == [2])
    canvas.cursor = Position(row: 0, column: 0)
    #expect(CanvasDiff(from: before, to: canvas).applied(to: before) == canvas)
  }

  @Test func diff_ofDifferentSizes_drawsEverything() {
    let (small, large) = (Canvas(rows: 1, columns: 2), Canvas(rows: 2, columns: 3))
    #expect(CanvasDiff(from: small, to: large).applied(to: small) == large)
    #expect(CanvasDiff(from: nil, to: large).runs.count == 2)
  }

  @Test func areas_splitWithoutLosingCells() {
    let area = Area(row: 1, column: 2, rows: 10, columns: 20)
    #expect(area.split(rows: 3).bottom == Area(row: 4, column: 2, rows: 7, columns: 20))
    #expect(area.split(rows: -3).bottom == Area(row: 8, column: 2, rows: 3, columns: 20))
    #expect(area.split(columns: 99).right.isEmpty)
    #expect(area.inset() == Area(row: 2, column: 3, rows: 8, columns: 18))
    #expect(Area(row: 0, column: 0, rows: 1, columns: 1).inset().isEmpty)
  }
}
