import RegistryModel
import TerminalCore

/// A line of a screen: texts one behind the other, each in its ink.
struct StyledLine {
  private let metrics: TextMetrics
  private(set) var parts: [(text: String, column: Int, style: Style)] = []
  /// Where the next text begins.
  private(set) var columns = 0

  init(_ metrics: TextMetrics) { self.metrics = metrics }

  init(_ text: String, _ style: Style = .plain, _ metrics: TextMetrics) {
    self.metrics = metrics
    add(text, style)
  }

  mutating func add(_ text: String, _ style: Style = .plain) {
    if !text.isEmpty { parts.append((text, columns, style)) }
    columns += metrics.columns(of: text)
  }

  /// A text in a column so wide, and a blank behind it.
  mutating func add(
    _ text: String, _ style: Style = .plain, columns width: Int,
    _ alignment: TextMetrics.Alignment = .left
  ) {
    let start = columns
    let text = metrics.truncated(text, to: width)
    if alignment == .right { columns += width - metrics.columns(of: text) }
    add(text, style)
    columns = start + width + 1
  }

  mutating func add(_ line: StyledLine) {
    parts += line.parts.map { ($0.text, columns + $0.column, $0.style) }
    columns += line.columns
  }

  /// The next text begins in this column.
  mutating func move(to column: Int) { columns = column }

  /// Without styles, as paper has it.
  var text: String {
    parts.reduce(into: "") { text, part in
      let gap = part.column - metrics.columns(of: text)
      text += String(repeating: " ", count: max(0, gap)) + part.text
    }
  }

  /// The same in one style, as a row under the cursor is.
  func styled(_ style: Style) -> StyledLine {
    var line = self
    line.parts = parts.map { ($0.text, $0.column, style) }
    return line
  }
}

extension StyledLine {
  /// A finding in as many lines as it takes: its sign is coloured, not the line.
  static func finding(
    _ severity: Severity, _ words: String, columns: Int, _ metrics: TextMetrics
  ) -> [StyledLine] {
    let mark = severity == .hard ? Theme.Mark.mustFix : Theme.Mark.question
    return metrics.wrapped(words, to: max(1, columns - 2)).enumerated().map { place, text in
      var line = StyledLine(metrics)
      line.add(place == 0 ? mark : "", Theme.Mark.style(mark), columns: 1)
      line.add(text)
      return line
    }
  }
}

extension Canvas {
  /// Draws a line into a row of `area`; what is cut says so.
  mutating func put(_ line: StyledLine, in area: Area, row: Int = 0) {
    for part in line.parts {
      let text = metrics.truncated(part.text, to: area.columns - part.column)
      put(text, in: area, row: row, column: part.column, style: part.style)
    }
  }

  /// Draws the lines of `area` from `top` on, and says which.
  @discardableResult
  mutating func put(_ lines: [StyledLine], in area: Area, from top: Int = 0) -> Scrolled {
    let sight = Scrolled(lines.count, in: area.rows, from: top)
    for place in sight.places { put(lines[place], in: area, row: sight.row(of: place)) }
    return sight
  }

  /// Draws a row of a list: the whole of it reversed where the cursor is.
  mutating func put(row line: StyledLine, isCurrent: Bool, in area: Area) {
    guard isCurrent else { return put(line, in: area) }
    fill(area, style: Theme.cursorRow)
    put(line.styled(Theme.cursorRow), in: area)
  }
}
