import RegistryModel
import TerminalCore

/// How a table of a form lies in a width: the columns that have room, among them the one the cursor is in.
struct RowLayout {
  /// Columns before the first cell: the cursor's sign and that of a problem.
  static let marks = 2
  private static let mostOfText = 40

  /// Places of the fields that are shown, and their columns.
  private(set) var cells: [(field: Int, column: Int, columns: Int)] = []
  private let fields: [FieldInfo]

  init(_ table: RowTable, focus: Int?, columns: Int, _ context: Context) {
    let fields = RowTable.fields(of: table.owned)
    self.fields = fields
    let widths = fields.indices.map { Self.width(of: fields[$0], at: $0, in: table, context) }
    for first in fields.indices {
      cells = []
      var column = Self.marks
      // The first one tells the rows apart, and stays.
      for place in (first == 0 ? [] : [0]) + Array(first..<fields.count) {
        let isNeeded = place == 0 || place == first
        let width = isNeeded ? min(widths[place], columns - column) : widths[place]
        guard column + width <= columns else { break }
        cells.append((place, column, width))
        column += width + 1
      }
      // Cells before the one the cursor is in make room for it.
      if focus.map({ focus in cells.contains { $0.field == focus } }) ?? true { break }
    }
  }

  private static func width(
    of field: FieldInfo, at place: Int, in table: RowTable, _ context: Context
  ) -> Int {
    let column = ListColumn.column(field.key, of: table.kind, context.language)
    let titled = [context.say(title(of: field))]
    // A code has a shorter word for a narrow column.
    if let column = field.column, !field.entry.codes.isEmpty {
      return max(column.columns, context.metrics.columns(of: titled[0]))
    }
    let texts = table.rows.map { $0.cell(place, context).text } + titled
    // The caret after a text moves nothing out of sight.
    let longest = texts.map { context.metrics.columns(of: $0) + 1 }.max() ?? 0
    // A column does not jump while a value of the usual length is typed in it.
    return max(column?.columns ?? field.entry.columns, min(mostOfText, longest))
  }

  private static func title(of field: FieldInfo) -> Words { field.column?.title ?? field.label }

  /// Draws the heads of the columns.
  func drawHeads(on canvas: inout Canvas, in line: Area, _ context: Context) {
    for cell in cells {
      put(
        context.say(Self.title(of: fields[cell.field])), Theme.label, in: cell, on: &canvas, line)
    }
  }

  /// Draws a row, and puts the cursor at the caret where it is in it.
  func draw(
    _ row: RecordEditor, isFocused: Bool, on canvas: inout Canvas, in line: Area,
    _ context: Context
  ) {
    if isFocused { canvas.put(Theme.Mark.cursor, in: line, style: Theme.focus) }
    let mark = row.rowMark(context)
    canvas.put(mark, row: line.row, column: line.column + 1, style: Theme.Mark.style(mark))
    for cell in cells {
      if isFocused, cell.field == row.focus {
        let window = row.cellEditor(context).window(columns: cell.columns, metrics: canvas.metrics)
        let column = line.column + cell.column
        canvas.fill(
          row: line.row, column: column, rows: 1, columns: cell.columns, style: Theme.focusedField)
        canvas.put(
          window.text, row: line.row, column: column, style: Theme.focusedField,
          columns: cell.columns)
        canvas.cursor = Position(
          row: line.row, column: column + min(window.caretColumn, cell.columns - 1))
      } else {
        let (text, style) = row.cell(cell.field, columns: cell.columns, context)
        put(text, style, in: cell, on: &canvas, line)
      }
    }
  }

  func put(
    _ text: String, _ style: Style, in cell: (field: Int, column: Int, columns: Int),
    on canvas: inout Canvas, _ line: Area
  ) {
    let text = canvas.metrics.truncated(text, to: cell.columns)
    let isNumber =
      switch fields[cell.field].entry {
      case .whole, .decimal: true
      default: false
      }
    let shift = isNumber ? cell.columns - canvas.metrics.columns(of: text) : 0
    canvas.put(text, row: line.row, column: line.column + cell.column + shift, style: style)
  }
}

// A record as a row of a table.
extension RecordEditor {
  /// What a cell shows that is not typed in: the value in words, or what is typed and cannot be read.
  ///
  /// - Parameter columns: room for it; a code has a shorter word where that is too little.
  fileprivate func cell(
    _ place: Int, columns: Int = .max, _ context: Context
  ) -> (text: String, style: Style) {
    let field = fields[place]
    if errors[field.ordinal] != nil { return (editor(of: field).text, Theme.error) }
    let record = completed(context)
    var text = context.registry.maskedText(field, of: record, on: context.day, context.language)
    if context.metrics.columns(of: text) > columns, let value = record.json(field, on: context.day)
    {
      text = field.entry.short(of: value, context.language) ?? text
    }
    return (
      text,
      isTypable(field, context) && proposal(field, context) == nil
        && !carried.contains(field.ordinal) ? .plain : Theme.derived
    )
  }

  /// The line that is typed in a cell; what is proposed there until something is typed.
  fileprivate func cellEditor(_ context: Context) -> LineEditor {
    proposal(field, context).map { LineEditor(proposalText(field, $0)) } ?? editor
  }

  /// The sign before a row.
  fileprivate func rowMark(_ context: Context) -> String {
    if isGone(context) { return Theme.Mark.mustFix }
    let problems = fields.compactMap { problem($0) }
    if problems.contains(where: { if case .mustFix = $0 { true } else { false } }) {
      return Theme.Mark.mustFix
    }
    return problems.isEmpty ? " " : Theme.Mark.question
  }

  /// What a form says beside a field is said of a cell in the message line.
  func drawNote(on canvas: inout Canvas, _ context: Context) {
    let label = StyledLine(context.say(field.label) + ": ", Theme.label, context.metrics)
    canvas.put(note: label)
    drawBehind(
      field, true, on: &canvas, row: canvas.rows - 3, column: 1 + label.columns,
      end: canvas.columns - 1, context)
  }
}
