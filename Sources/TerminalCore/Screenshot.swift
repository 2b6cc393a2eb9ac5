/// A canvas as text that a person can read in a review; the form of golden files.
///
/// Rows are between bars, then come the runs that are not plain as `row column-column style`,
/// then the cursor. There are no escape codes, and trailing spaces stay visible.
public struct Screenshot: Equatable, Sendable, CustomStringConvertible {
  /// The whole text, ending with a line feed.
  public let description: String

  /// The picture of `canvas`.
  public init(_ canvas: Canvas) {
    var lines = (0..<canvas.rows).map { "|" + canvas.text(inRow: $0) + "|" }
    for row in 0..<canvas.rows {
      for run in canvas.styleRuns(inRow: row) where run.style != .plain {
        lines.append("\(row) \(run.columns.lowerBound)-\(run.columns.upperBound - 1) \(run.style)")
      }
    }
    lines.append(canvas.cursor.map { "cursor \($0.row) \($0.column)" } ?? "no cursor")
    description = lines.joined(separator: "\n") + "\n"
  }
}

extension Canvas {
  /// Neighbouring cells of one style.
  public struct StyleRun: Equatable, Sendable {
    /// The columns.
    public let columns: Range<Int>
    /// Their look.
    public let style: Style
    /// Their text.
    public let text: String
  }

  /// One row in runs of equal style, left to right.
  public func styleRuns(inRow row: Int) -> [StyleRun] {
    var runs: [StyleRun] = []
    var start = 0
    let cells = Array(cells(inRow: row))
    for column in 0..<columns
    where column + 1 == columns || cells[column + 1].style != cells[start].style {
      let text = cells[start...column].reduce(into: "") { $0 += $1.text }
      runs.append(StyleRun(columns: start..<column + 1, style: cells[start].style, text: text))
      start = column + 1
    }
    return runs
  }
}
