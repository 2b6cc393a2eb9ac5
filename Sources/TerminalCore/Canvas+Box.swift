extension Canvas {
  /// Draws a frame around `area`, with words in its upper and lower border.
  ///
  /// Words are one line character away from the corners, `+-Title---Right-+`; those on the
  /// right give way where there is no room for both.
  public mutating func box(
    _ area: Area, title: String = "", titleRight: String = "", footer: String = "",
    footerRight: String = "", style: Style = .plain, titleStyle: Style? = nil
  ) {
    guard !area.isEmpty else { return }
    let (last, right) = (area.row + area.rows - 1, area.column + area.columns - 1)
    line(row: area.row, column: area.column, columns: area.columns, style: style)
    line(row: last, column: area.column, columns: area.columns, style: style)
    line(row: area.row, column: area.column, rows: area.rows, style: style)
    line(row: area.row, column: right, rows: area.rows, style: style)
    set(borders.topLeft, row: area.row, column: area.column, style: style)
    set(borders.topRight, row: area.row, column: right, style: style)
    set(borders.bottomLeft, row: last, column: area.column, style: style)
    set(borders.bottomRight, row: last, column: right, style: style)
    let words = titleStyle ?? style
    label(left: title, right: titleRight, row: area.row, in: area, style: words)
    if area.rows > 1 {
      label(left: footer, right: footerRight, row: last, in: area, style: words)
    }
  }

  /// Draws a horizontal line.
  public mutating func line(row: Int, column: Int, columns: Int, style: Style = .plain) {
    fill(
      row: row, column: column, rows: 1, columns: columns, style: style, with: borders.horizontal)
  }

  /// Draws a vertical line.
  public mutating func line(row: Int, column: Int, rows: Int, style: Style = .plain) {
    fill(row: row, column: column, rows: rows, columns: 1, style: style, with: borders.vertical)
  }

  /// Draws a vertical line that joins the horizontal ones it meets: those that end left of it, and
  /// those that begin in it.
  public mutating func separator(column: Int, row: Int, rows: Int, style: Style = .plain) {
    for at in row..<max(row, row + rows) where area.contains(row: at, column: column) {
      let (left, right) = (isLine(row: at, column: column - 1), isLine(row: at, column: column))
      let text =
        switch (left, right, at == row, at == row + rows - 1) {
        case (true, true, true, _): borders.top
        case (true, true, _, true): borders.bottom
        case (true, true, _, _): borders.cross
        case (true, false, _, _): borders.right
        case (false, true, _, _): borders.left
        case (false, false, _, _): borders.vertical
        }
      set(text, row: at, column: column, style: style)
    }
  }

  private func isLine(row: Int, column: Int) -> Bool {
    area.contains(row: row, column: column) && self[row, column].text == borders.horizontal
  }

  private mutating func label(left: String, right: String, row: Int, in area: Area, style: Style) {
    let room = area.columns - 4
    guard room > 0 else { return }
    let left = metrics.truncated(left, to: room)
    put(left, row: row, column: area.column + 2, style: style)
    let used = metrics.columns(of: left)
    let width = metrics.columns(of: right)
    guard width > 0, width <= room - used - (used > 0 ? 1 : 0) else { return }
    put(right, row: row, column: area.column + area.columns - 2 - width, style: style)
  }
}
