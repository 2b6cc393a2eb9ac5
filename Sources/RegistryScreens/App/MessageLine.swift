import TerminalCore

/// What was done or is wrong, above the gauges: on one line, or on more over the body's last rows.
struct MessageLine {
  let text: String
  let style: Style

  init(_ message: Message, _ context: Context) {
    text = context.say(message.words)
    style =
      switch message.tone {
      case .plain: .plain
      case .good: Theme.good
      case .error: Theme.error
      }
  }

  /// Draws it with its last line in `row`.
  func draw(on canvas: inout Canvas, row: Int) {
    let room = canvas.columns - 2
    let lines = canvas.metrics.said(text, to: room)
    let top = row + 1 - lines.count
    if lines.count > 1 {
      // What lies below it ends above it.
      canvas.fill(row: top, column: 0, rows: lines.count, columns: canvas.columns)
      Divider().draw(on: &canvas, row: top - 1, column: 0, columns: canvas.columns)
    }
    for (place, line) in lines.enumerated() {
      canvas.put(line, row: top + place, column: 1, style: style)
    }
  }
}

extension Canvas {
  private var messageRow: Int { rows - 3 }

  /// Says in the message line, while there is no message, what is cut under the cursor, or the rule of
  /// the field.
  mutating func put(note: StyledLine) {
    clearNote()
    put(note, in: Area(row: messageRow, column: 1, rows: 1, columns: columns - 2))
  }

  mutating func clearNote() {
    fill(row: messageRow, column: 0, rows: 1, columns: columns)
  }
}

extension TextMetrics {
  private static let mostLines = 3

  /// A message in as few lines of `columns` as hold it: paths lose their middle before anything else does.
  func said(_ text: String, to columns: Int) -> [String] {
    var lines = [shorteningPaths(in: text, to: columns)]
    if self.columns(of: lines[0]) <= columns { return lines }
    for most in 2...Self.mostLines {
      // A path that fits may leave the rest of its line empty.
      for room in stride(from: most * columns, through: (most - 1) * columns, by: -4) {
        lines = wrapped(shorteningPaths(in: text, to: room), to: columns)
        if lines.count <= most { return lines }
      }
    }
    return first(Self.mostLines, of: lines, to: columns)
  }

  /// `text` with the middle taken out of its longest paths until it fits, as far as that helps: the end
  /// of a path says most, its beginning whose it is.
  func shorteningPaths(in text: String, to columns: Int) -> String {
    var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    for place in words.indices.sorted(by: { words[$0].count > words[$1].count }) {
      let over = self.columns(of: words.joined(separator: " ")) - columns
      if over <= 0 { break }
      words[place] = shortened(path: words[place], by: over)
    }
    return words.joined(separator: " ")
  }

  private func shortened(path: String, by over: Int) -> String {
    guard path.split(separator: "/").count > 1, let slash = path.dropLast().lastIndex(of: "/")
    else {
      return path
    }
    let end = String(path[slash...])
    let room = max(columns(of: path) - over - columns(of: end), 8)
    let short = truncated(String(path[..<slash]), to: room, marker: "..") + end
    return columns(of: short) < columns(of: path) ? short : path
  }
}
