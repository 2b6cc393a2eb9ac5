import RegistryModel
import TerminalCore

extension Paper {
  /// A screen as it is in a window of the paper's width, high enough for all of its lines.
  ///
  /// - Parameter rows: how high.
  static func drawn(
    _ screen: some Screen, _ title: Words, rows: Int, _ context: Context
  ) -> Paper {
    Paper(title, name: name(title, context), context) {
      let context = context.sized(rows: rows, columns: columns)
      var canvas = Canvas(rows: rows, columns: columns)
      screen.draw(on: &canvas, in: canvas.area, context)
      let lines = (0..<rows).map(canvas.text(inRow:))
      let last = lines.lastIndex { $0.contains { $0 != " " && $0 != "|" } } ?? 0
      return lines[...last].map { StyledLine($0, .plain, context.metrics) }
    }
  }
}
