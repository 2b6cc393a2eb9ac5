import RegistryModel
import TerminalCore

extension Paper {
  /// A screen as it is in a window of the paper's width, high enough for all of its lines.
  ///
  /// - Parameter lists: lines of its lists below each other, none of which may be cut off.
  static func drawn(
    _ screen: some Screen, _ title: Words, lists: Int, _ context: Context
  ) -> Paper {
    // Beside the lists there are a chart, some sentences and rules; where that leaves room, one sheet is filled.
    let rows = max(lines - 5, lists + 25)
    return Paper(title, name: name(title, context), context) {
      let context = context.sized(rows: rows, columns: columns)
      var canvas = Canvas(rows: rows, columns: columns)
      screen.draw(on: &canvas, in: canvas.area, context)
      let lines = (0..<rows).map(canvas.text(inRow:))
      let last = lines.lastIndex { $0.contains { $0 != " " && $0 != "|" } } ?? 0
      return lines[...last].map { StyledLine($0, .plain, context.metrics) }
    }
  }
}
