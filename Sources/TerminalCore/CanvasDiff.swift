/// What must be drawn to turn one canvas into another.
///
/// - Shape: applying it to the old canvas gives the new one; runs begin and end at whole
///   characters, so a wide one is always drawn in full.
public struct CanvasDiff: Equatable, Sendable {
  /// Neighbouring cells of one row that changed.
  public struct Run: Equatable, Sendable {
    /// The row.
    public let row: Int
    /// The first column.
    public let column: Int
    /// The new cells.
    public let cells: [Cell]
  }

  /// The changed runs, top to bottom, left to right.
  public let runs: [Run]
  private let new: Canvas

  /// The difference from `old` to `new`; canvases of different sizes differ everywhere.
  public init(from old: Canvas?, to new: Canvas) {
    self.new = new
    guard let old, old.rows == new.rows, old.columns == new.columns else {
      runs = (0..<new.rows).filter { _ in new.columns > 0 }.map {
        Run(row: $0, column: 0, cells: Array(new.cells(inRow: $0)))
      }
      return
    }
    runs = (0..<new.rows).flatMap { row in
      CanvasDiff.runs(
        from: Array(old.cells(inRow: row)), to: Array(new.cells(inRow: row)), row: row)
    }
  }

  /// `old` with the changes made.
  public func applied(to old: Canvas) -> Canvas {
    var canvas =
      old.rows == new.rows && old.columns == new.columns && old.glyphs == new.glyphs
      ? old : Canvas(rows: new.rows, columns: new.columns, glyphs: new.glyphs)
    for run in runs { canvas.replace(row: run.row, column: run.column, with: run.cells) }
    canvas.cursor = new.cursor
    return canvas
  }

  private static func runs(from old: [Cell], to new: [Cell], row: Int) -> [Run] {
    guard old != new else { return [] }
    var runs: [Run] = []
    var column = 0
    while column < new.count {
      guard old[column] != new[column] else {
        column += 1
        continue
      }
      // Halves of a wide character change together, so this is never a right half.
      let start = column
      while column < new.count, old[column] != new[column] || new[column].isContinuation {
        column += 1
      }
      runs.append(Run(row: row, column: start, cells: Array(new[start..<column])))
    }
    return runs
  }
}
