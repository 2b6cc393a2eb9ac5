import RegistryModel
import TerminalCore

/// Lines of a narrow pane: labels flush left, values in a column of their own, nothing cut.
struct PaneLines {
  /// A line across, or a label with its value.
  private enum Row {
    case text(String, Style)
    case finding(Severity, String)
    case pair(label: String, value: String, short: String?, tail: String?, isName: Bool)
  }

  private let columns: Int
  private let metrics: TextMetrics
  private var rows: [Row] = []

  init(columns: Int, _ context: Context) { (self.columns, metrics) = (columns, context.metrics) }

  /// A text across the pane.
  mutating func add(_ text: String, _ style: Style) { rows.append(.text(text, style)) }

  /// What the rules find.
  mutating func add(_ severity: Severity, _ words: String) {
    rows.append(.finding(severity, words))
  }

  /// A label and its value.
  ///
  /// - Parameters:
  ///   - short: shorter words for the value, for where it has no room.
  ///   - tail: what is after the value, or below it.
  ///   - isName: the label is a value itself.
  mutating func add(
    _ label: String, _ value: String, short: String? = nil, tail: String? = nil,
    isName: Bool = false
  ) {
    rows.append(.pair(label: label, value: value, short: short, tail: tail, isName: isName))
  }

  /// The column of the values: after the longest label that leaves them their half.
  private var start: Int {
    let labels = rows.compactMap { row in
      if case .pair(let label, _, _, _, _) = row { metrics.columns(of: label) } else { nil }
    }
    return (labels.filter { $0 <= columns / 2 + 1 }.max() ?? 0) + 1
  }

  /// Everything, laid out.
  var lines: [StyledLine] {
    let start = start
    return rows.flatMap { row -> [StyledLine] in
      switch row {
      case .text(let text, let style):
        metrics.wrapped(text, to: columns).map { StyledLine($0, style, metrics) }
      case .finding(let severity, let words):
        StyledLine.finding(severity, words, columns: columns, metrics)
      case .pair(let label, let value, let short, let tail, let isName):
        lines(
          label, isName ? .plain : Theme.label, values(value, short, tail, start), start: start)
      }
    }
  }

  /// The value in pieces, a line each, where it begins in it.
  private func values(
    _ value: String, _ short: String?, _ tail: String?, _ start: Int
  ) -> [(text: String, column: Int)] {
    let room = columns - start
    let fits = { (text: String) in metrics.columns(of: text) <= room }
    let whole = fits(value) ? value : short ?? value
    let end = tail.map { String($0.drop { $0 == " " }) }
    if let end, fits("\(whole) \(end)") { return [("\(whole) \(end)", start)] }
    return [whole, end].compactMap { $0 }.flatMap { text -> [(String, Int)] in
      let width = metrics.columns(of: text)
      if width <= room { return [(text, start)] }
      // Numbers and days are not broken: they reach over to the labels.
      let isWhole = text == end || !text.contains(" ") && text.allSatisfy(\.isASCII)
      if isWhole, width <= columns { return [(text, columns - width)] }
      return metrics.wrapped(text, to: room).map { ($0, start) }
    }
  }

  private func lines(
    _ label: String, _ style: Style, _ values: [(text: String, column: Int)], start: Int
  ) -> [StyledLine] {
    let width = metrics.columns(of: label)
    var lines: [StyledLine] = []
    var values = values[...]
    if let first = values.first {
      // A long label moves its value on; where there is no room, the value is below.
      let column = max(first.column, width + 1)
      if column + metrics.columns(of: first.text) <= columns {
        var line = StyledLine(label, style, metrics)
        line.move(to: column)
        line.add(first.text)
        lines.append(line)
        values = values.dropFirst()
      }
    }
    if lines.isEmpty {
      lines = metrics.wrapped(label, to: columns).map { StyledLine($0, style, metrics) }
    }
    return lines
      + values.map { value in
        var line = StyledLine(metrics)
        line.move(to: value.column)
        line.add(value.text)
        return line
      }
  }
}
