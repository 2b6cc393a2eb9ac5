import TerminalCore

/// A framed box in the middle of the body, over what is there.
struct Box {
  let title: String
  /// Columns its content asks for; the title may ask for more.
  let columns: Int
  var footer = ""

  /// Draws the frame and an empty inside of at most `rows`, and returns the inside.
  func draw(on canvas: inout Canvas, in area: Area, rows: Int) -> Area {
    let wanted = max(
      columns + 1, canvas.metrics.columns(of: title) + 2, canvas.metrics.columns(of: footer) + 2)
    let width = min(area.columns, wanted + 4)
    let height = min(area.rows, rows + 2)
    let frame = Area(
      row: area.row + (area.rows - height) / 2, column: area.column + (area.columns - width) / 2,
      rows: height, columns: width)
    canvas.fill(frame)
    canvas.box(
      frame, title: title, footer: footer, style: Theme.frame, titleStyle: Theme.heading)
    return frame.inset(rows: 1, columns: 2)
  }
}
