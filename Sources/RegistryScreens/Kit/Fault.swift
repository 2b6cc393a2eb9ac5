import RegistryModel
import TerminalCore

/// What cannot be read of a line that is typed: a caret below its place, and a sentence.
struct Fault: Sendable {
  /// Characters from the start of the line.
  let offset: Int
  let words: Words

  /// Draws it below the line and returns what is left of the area.
  ///
  /// - Parameters:
  ///   - window: what is shown of the line, from `column` of the area on.
  func draw(
    under editor: LineEditor, _ window: LineEditor.Window, column: Int, on canvas: inout Canvas,
    in area: Area, _ context: Context
  ) -> Area {
    let place = column + window.caretColumn + distance(from: editor, canvas.metrics)
    if (column..<area.columns).contains(place) {
      canvas.put("^", row: area.row, column: area.column + place, style: Theme.error)
    }
    var rest = area.split(rows: 1).bottom
    for line in lines(in: rest, context) {
      canvas.put(line, row: rest.row, column: rest.column, style: Theme.error)
      rest = rest.split(rows: 1).bottom
    }
    return rest
  }

  /// The sentence, below its caret.
  private func lines(in area: Area, _ context: Context) -> ArraySlice<String> {
    context.metrics.wrapped(context.say(words), to: area.columns).prefix(max(1, area.rows - 3))
  }

  /// Rows it takes of `area`.
  func rows(in area: Area, _ context: Context) -> Int {
    1 + lines(in: area.split(rows: 1).bottom, context).count
  }

  /// Columns from the caret to the place, below zero before it.
  private func distance(from editor: LineEditor, _ metrics: TextMetrics) -> Int {
    let (low, high) = (min(offset, editor.caret), max(offset, editor.caret))
    let columns = metrics.columns(of: String(editor.text.prefix(high).dropFirst(low)))
    return offset < editor.caret ? -columns : columns
  }
}
