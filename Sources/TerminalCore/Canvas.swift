/// The picture of a screen as a value: all drawing goes here, a terminal shows it.
///
/// - Shape: every row fills exactly `columns` cells. A wide character is a cell followed by its
///   continuation of the same style; neither is ever alone, whatever is drawn over or beyond an edge.
public struct Canvas: Equatable, Sendable {
  /// Height.
  public let rows: Int
  /// Width.
  public let columns: Int
  /// The signs this canvas may use, and its measures.
  public let glyphs: GlyphSet
  /// Where the real cursor is; nil hides it.
  public var cursor: Position?
  private var cells: [Cell]

  /// An empty canvas.
  public init(rows: Int, columns: Int, glyphs: GlyphSet = .ascii) {
    (self.rows, self.columns, self.glyphs) = (max(0, rows), max(0, columns), glyphs)
    cells = Array(repeating: .blank, count: self.rows * self.columns)
  }

  /// The line characters of boxes.
  public var borders: BorderSet { glyphs.borders }
  /// The widths of text.
  public var metrics: TextMetrics { glyphs.metrics }
  /// The whole canvas.
  public var area: Area { Area(row: 0, column: 0, rows: rows, columns: columns) }

  /// The cell at `row` and `column`, which must exist.
  public subscript(row: Int, column: Int) -> Cell { cells[row * columns + column] }

  /// The cells of one row, left to right.
  public func cells(inRow row: Int) -> ArraySlice<Cell> {
    cells[row * columns..<(row + 1) * columns]
  }

  /// The text of one row as it is read, wide characters once.
  public func text(inRow row: Int) -> String {
    cells(inRow: row).reduce(into: "") { $0 += $1.text }
  }

  /// Writes `text` from `column` on and returns the columns it took, at most `limit`.
  ///
  /// What is outside the canvas is not drawn but counts; nothing is wrapped.
  @discardableResult
  public mutating func put(
    _ text: String, row: Int, column: Int, style: Style = .plain, columns limit: Int? = nil
  ) -> Int {
    let end = limit.map { min(columns, column + $0) } ?? columns
    var at = column
    for glyph in Glyphs(text, metrics: metrics) {
      guard at < end else { break }
      if at + glyph.columns > end {
        // Half a wide character is never shown.
        set(" ", row: row, column: at, style: style)
        at += 1
        break
      }
      if glyph.columns == 2, at >= 0 {
        setWide(glyph.text, row: row, column: at, style: style)
      } else {
        let last = at + glyph.columns - 1
        set(glyph.columns == 2 ? " " : glyph.text, row: row, column: last, style: style)
      }
      at += glyph.columns
    }
    return at - column
  }

  /// Writes `text` into `area`, from a row and a column of it on; what lies outside is not drawn.
  @discardableResult
  public mutating func put(
    _ text: String, in area: Area, row: Int = 0, column: Int = 0, style: Style = .plain
  ) -> Int {
    guard (0..<area.rows).contains(row), (0..<area.columns).contains(column) else { return 0 }
    return put(
      text, row: area.row + row, column: area.column + column, style: style,
      columns: area.columns - column)
  }

  /// Clears a rectangle, giving it `style`.
  public mutating func fill(
    row: Int, column: Int, rows: Int, columns: Int, style: Style = .plain, with text: String = " "
  ) {
    for row in max(0, row)..<max(0, row, min(self.rows, row + rows)) {
      for column in max(0, column)..<max(0, column, min(self.columns, column + columns)) {
        set(text, row: row, column: column, style: style)
      }
    }
  }

  /// Clears `area`, giving it `style`.
  public mutating func fill(_ area: Area, style: Style = .plain) {
    fill(row: area.row, column: area.column, rows: area.rows, columns: area.columns, style: style)
  }

  /// Changes the look of what is drawn in a row, or in `columns` of it from `column` on; a wide
  /// character goes with its left half.
  public mutating func styleRow(
    _ row: Int, column: Int = 0, columns: Int? = nil, change: (inout Style) -> Void
  ) {
    guard (0..<rows).contains(row) else { return }
    let end = columns.map { min(self.columns, column + $0) } ?? self.columns
    for column in max(0, column)..<max(0, column, end) {
      let index = row * self.columns + column
      guard !cells[index].isContinuation else { continue }
      change(&cells[index].style)
      if column + 1 < self.columns, cells[index + 1].isContinuation {
        cells[index + 1].style = cells[index].style
      }
    }
  }

  /// Gives a row, or `columns` of it from `column` on, the look `style`.
  public mutating func styleRow(
    _ row: Int, column: Int = 0, columns: Int? = nil, style: Style
  ) {
    styleRow(row, column: column, columns: columns) { $0 = style }
  }

  /// One narrow glyph; outside the canvas nothing happens.
  mutating func set(_ text: String, row: Int, column: Int, style: Style) {
    guard (0..<rows).contains(row), (0..<columns).contains(column) else { return }
    let index = row * columns + column
    separate(index, from: column)
    cells[index] = Cell(text: text, style: style)
  }

  private mutating func setWide(_ text: String, row: Int, column: Int, style: Style) {
    guard (0..<rows).contains(row), (0..<columns - 1).contains(column) else { return }
    let index = row * columns + column
    separate(index, from: column)
    separate(index + 1, from: column + 1)
    cells[index] = Cell(text: text, style: style)
    cells[index + 1] = .continuation(style)
  }

  /// Blanks the other half of a wide character of which one half is about to be drawn over.
  private mutating func separate(_ index: Int, from column: Int) {
    if cells[index].isContinuation {
      cells[index - 1] = Cell(text: " ", style: cells[index - 1].style)
    }
    if column + 1 < columns, cells[index + 1].isContinuation {
      cells[index + 1] = Cell(text: " ", style: cells[index + 1].style)
    }
  }

  /// Puts ready cells into a row, as a difference carries them.
  mutating func replace(row: Int, column: Int, with run: [Cell]) {
    let start = row * columns + column
    cells.replaceSubrange(start..<start + run.count, with: run)
  }
}
