import TerminalCore

/// A framed box in the middle of the body, over what is there: a frame means "on top".
struct Box {
  let title: String
  /// Columns its content asks for; the title may ask for more.
  let columns: Int
  var footer = ""
  var footerRight = ""

  /// Draws the frame and an empty inside of at most `rows`, and returns the inside.
  func draw(on canvas: inout Canvas, in area: Area, rows: Int) -> Area {
    let frame = frame(in: area, rows: rows, canvas.metrics)
    // A blank column around, or what lies below would touch it.
    canvas.fill(frame.inset(rows: 0, columns: -1))
    let inside = Self.inside(of: frame)
    // How many there is no room for.
    let hidden = rows > inside.rows ? "+\(rows - inside.rows)" : ""
    canvas.box(
      frame, title: Self.apart(title), footer: Self.apart(footer),
      footerRight: Self.apart(footerRight.isEmpty ? hidden : footerRight), style: Theme.frame,
      titleStyle: Theme.heading)
    return inside
  }

  /// Where the inside will be.
  func inside(of area: Area, rows: Int, _ metrics: TextMetrics) -> Area {
    Self.inside(of: frame(in: area, rows: rows, metrics))
  }

  /// Words in a line, with a blank on both sides.
  private static func apart(_ words: String) -> String { words.isEmpty ? "" : " \(words) " }

  private static func inside(of frame: Area) -> Area { frame.inset(rows: 1, columns: 2) }

  private func frame(in area: Area, rows: Int, _ metrics: TextMetrics) -> Area {
    let wanted = max(columns + 1, metrics.columns(of: title) + 3, metrics.columns(of: footer) + 3)
    let width = min(area.columns, wanted + 4)
    let height = min(area.rows, rows + 2)
    return Area(
      row: area.row + (area.rows - height) / 2, column: area.column + (area.columns - width) / 2,
      rows: height, columns: width)
  }
}
