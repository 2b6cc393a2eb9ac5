import TerminalCore

/// A text with the part that was met: in the accent, and in brackets, so that no colour is needed.
struct MarkedText: Equatable {
  /// Words before it that say what it is; of these the beginning is kept.
  private var label = ""
  private let before: String
  private let met: String
  private let after: String

  /// - Parameter range: characters of `text`; an empty one marks nothing.
  init(_ text: String, _ range: Range<Int> = 0..<0) {
    let characters = Array(text)
    let range = range.clamped(to: 0..<characters.count)
    before = String(characters[..<range.lowerBound])
    met = String(characters[range])
    after = String(characters[range.upperBound...])
  }

  /// The same after other words.
  static func + (words: String, text: MarkedText) -> MarkedText {
    var text = text
    text.label = words + text.label
    return text
  }

  /// Nothing is marked.
  var isPlain: Bool { met.isEmpty }

  private var bracketed: String { isPlain ? "" : "[\(met)]" }

  /// Columns of the whole.
  func columns(_ metrics: TextMetrics) -> Int {
    metrics.columns(of: label + before + bracketed + after)
  }

  /// Draws it in so many columns; where it is cut, the part that was met is kept in sight.
  func draw(
    on canvas: inout Canvas, row: Int, column: Int, style: Style, columns: Int
  ) {
    let metrics = canvas.metrics
    var start = label + before
    if self.columns(metrics) > columns, metrics.columns(of: start + bracketed) + 1 > columns {
      // The mark in place of cut text takes columns too.
      let room = columns - metrics.columns(of: bracketed) - (after.isEmpty ? 0 : 1)
      var rest = before
      while !rest.isEmpty, metrics.columns(of: label + ".." + rest) > room { rest.removeFirst() }
      start =
        metrics.columns(of: label + "..") <= room
        ? label + ".." + rest : metrics.truncated(label, to: room, marker: "..")
    }
    let whole = metrics.truncated(start + bracketed + after, to: columns)
    canvas.put(whole, row: row, column: column, style: style, columns: columns)
    canvas.styleRow(
      row, column: column + metrics.columns(of: start),
      columns: min(columns - metrics.columns(of: start), metrics.columns(of: bracketed))
    ) { style in
      style.bold = true
      if !style.reverse { style.ink = .accent }
    }
  }
}
