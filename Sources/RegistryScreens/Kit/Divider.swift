import TerminalCore

/// A line across the screen with words in it, `-- title note ------- right --`: where one thing ends
/// and another begins. Frames are for what lies on top.
struct Divider {
  var title = ""
  var titleStyle = Theme.heading
  /// Behind the title: how many, in which order.
  var note = ""
  var right = ""
  /// The keys act below it.
  var isFocused = false

  func draw(on canvas: inout Canvas, row: Int, column: Int, columns: Int) {
    let area = Area(row: row, column: column, rows: 1, columns: columns)
    canvas.line(row: row, column: column, columns: columns, style: Theme.frame)
    if isFocused { canvas.put(Theme.Mark.cursor, in: area, column: 1, style: Theme.focus) }
    var line = StyledLine(canvas.metrics)
    if !title.isEmpty { line.add(" \(title)", isFocused ? Theme.focus : titleStyle) }
    if !note.isEmpty { line.add(" \(note)", Theme.label) }
    var end = 2
    if line.columns > 0 {
      line.add(" ")
      let inner = Area(row: row, column: column + 2, rows: 1, columns: columns - 3)
      canvas.put(line, in: inner)
      end += min(line.columns, inner.columns)
    }
    let width = canvas.metrics.columns(of: right) + 2
    let start = columns - width - 2
    // Words on the right give way where there is no room for both.
    guard width > 2, start > end else { return }
    canvas.put(" \(right) ", in: area, column: start, style: Theme.label)
  }

  /// Draws it above `area`, which loses a row.
  func draw(on canvas: inout Canvas, above area: inout Area) {
    draw(on: &canvas, row: area.row, column: area.column, columns: area.columns)
    area = area.split(rows: 1).bottom
  }

  /// Draws it below `area`, which loses a row.
  func draw(on canvas: inout Canvas, below area: inout Area) {
    draw(on: &canvas, row: area.row + area.rows - 1, column: area.column, columns: area.columns)
    area = area.split(rows: -1).top
  }
}
