import RegistryModel
import TerminalCore

/// The cells of a row that is imported, to be put right without touching the file.
struct MendScreen: Screen {
  /// One cell.
  struct Cell: Sendable {
    let column: ImportPlan.Column
    /// As it reads now.
    let text: String
    /// What is wrong with it.
    var problem: Words?
    /// How many rows have this value in this column, this one among them.
    var alike = 1
  }

  /// What was typed, by header.
  struct Answer: Sendable {
    let line: Int
    let texts: [String: String]
    /// For all rows that have the same value there.
    let isForAll: Bool
  }

  static let name = Words("Row of a file", "文件中的一行")
  private let title: Words
  private let kind: Kind
  private let line: Int
  private let cells: [Cell]
  private let isForAll: Bool
  private var editors: [LineEditor]
  private var cursor: Int
  /// The first character replaces what is there.
  private var isFresh = true
  private var refusal: Words?

  /// - Parameter isForAll: Enter fixes all rows that have the value.
  init(_ row: ImportRow, of kind: Kind, _ cells: [Cell], isForAll: Bool) {
    title = Words("Line \(row.line) ", "第 \(row.line) 行 ") + Words(same: row.title)
    (self.kind, line, self.cells, self.isForAll) = (kind, row.line, cells, isForAll)
    editors = cells.map { LineEditor($0.text) }
    cursor = cells.firstIndex { $0.problem != nil } ?? 0
  }

  static let commands: [Command<Self>] = [
    Command(
      .enter, hint: Words("Apply", "应用"), help: Words("Read the row with these values", "按此读取本行")
    ) {
      screen, context in screen.apply(forAll: screen.isForAll, context)
    },
    Command(
      .function(5), hint: Words("All alike", "同类"),
      help: Words("The same in all rows that have this value here", "本列有同一值的各行一并改正")
    ) { screen, context in screen.apply(forAll: true, context) },
    Command(
      .function(4), hint: Words("Choose", "选择"),
      help: Words("Choose a value of the field", "选择该项的值")
    ) { screen, context in screen.choose(context) },
    Command(.down, help: Words("Next cell", "下一格")) { screen, _ in screen.move(1) },
    Command(.up, help: Words("Previous cell", "上一格")) { screen, _ in screen.move(-1) },
    Command(
      .escape, .function(12), hint: Words("Cancel", "取消"),
      help: Words("Close; the row stays as it is", "关闭, 本行不变")
    ) { _, _ in [.back] },
  ]

  var takesText: Bool { true }
  var typedLine: LineEditor? { editors.indices.contains(cursor) ? editors[cursor] : nil }

  func crumb(_ context: Context) -> String? { nil }

  func hint(_ context: Context) -> Words? { field?.hint ?? field?.entry.rule }

  private var field: FieldInfo? {
    guard cells.indices.contains(cursor), case .field(let field) = cells[cursor].column.use else {
      return nil
    }
    return field
  }

  private mutating func move(_ step: Int) -> [Step] {
    cursor = max(0, min(cells.count - 1, cursor + step))
    (isFresh, refusal) = (true, nil)
    return []
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard editors.indices.contains(cursor), editors[cursor].type(key, replacing: isFresh) else {
      return nil
    }
    (isFresh, refusal) = (false, nil)
    return []
  }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    guard editors.indices.contains(cursor) else { return nil }
    editors[cursor].insert(text, insteadOfAll: isFresh)
    (isFresh, refusal) = (false, nil)
    return []
  }

  private func choose(_ context: Context) -> [Step] {
    guard let field else {
      return [.say(Message("the column goes to no field", "该列不导入"))]
    }
    return ValueChoice.steps(for: field, text: editors[cursor].text.tidied, context)
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    guard editors.indices.contains(cursor) else { return [] }
    switch choice {
    case .text(let text): editors[cursor].replace(with: text)
    case .record(let id): editors[cursor].replace(with: id.description)
    default: return []
    }
    (isFresh, refusal) = (false, nil)
    return []
  }

  /// What a field refuses is put right here; the rest the file's reading tells.
  private mutating func apply(forAll: Bool, _ context: Context) -> [Step] {
    let typed = editors.indices.filter { editors[$0].text.tidied != cells[$0].text.tidied }
    for place in typed {
      guard case .field(let field) = cells[place].column.use,
        let words = ValueChoice.refusal(of: editors[place].text.tidied, field, of: kind, context)
      else { continue }
      (cursor, refusal, isFresh) = (place, words, false)
      return []
    }
    if typed.isEmpty { return [.back] }
    let texts = typed.map { (cells[$0].column.header, editors[$0].text.tidied) }
    return [
      .choose(
        .importing(
          .mended(
            Answer(
              line: line, texts: Dictionary(texts) { first, _ in first }, isForAll: forAll))))
    ]
  }
}

// The box: a line a cell, and below the cursor's what is wrong with it.
extension MendScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let alike = cells.indices.contains(cursor) ? cells[cursor].alike : 1
    let words =
      isForAll
      ? Words("Enter: all \(alike) rows with this value", "回车: 有此值的 \(alike) 行一并改正")
      : Words("F5: all \(alike) rows with this value", "F5: 有此值的 \(alike) 行一并改正")
    let box = Box(
      title: context.say(title), columns: area.columns - 9,
      footer: alike > 1 ? context.say(words) : "")
    let inner = box.draw(on: &canvas, in: area, rows: min(area.rows - 2, cells.count + 2))
    let (list, below) = inner.split(rows: inner.rows - 2)
    let labels = cells.map { canvas.metrics.columns(of: $0.column.header) }.max() ?? 0
    let width = min(labels, inner.columns / 3)
    let sight = Scrolled(cells.count, in: list.rows, around: cursor)
    for place in sight.places {
      draw(place, width, on: &canvas, in: list.line(sight.row(of: place)), context)
    }
    let said = refusal ?? (cells.indices.contains(cursor) ? cells[cursor].problem : nil)
    let lines =
      said.map {
        StyledLine.finding(.hard, context.say($0), columns: below.columns, canvas.metrics)
      } ?? []
    canvas.put(lines, in: below)
  }

  private func draw(
    _ place: Int, _ width: Int, on canvas: inout Canvas, in row: Area, _ context: Context
  ) {
    let cell = cells[place]
    let isCurrent = place == cursor
    let mark = cell.problem == nil ? " " : Theme.Mark.mustFix
    var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, canvas.metrics)
    line.add(mark, Theme.Mark.style(mark))
    line.add(cell.column.header, isCurrent ? Theme.focus : Theme.label, columns: width)
    canvas.put(line, in: row)
    let start = line.columns
    let columns = row.columns - start
    guard columns > 0 else { return }
    let field = Area(row: row.row, column: row.column + start, rows: 1, columns: columns)
    guard isCurrent else {
      canvas.put(canvas.metrics.truncated(editors[place].text, to: columns), in: field)
      return
    }
    let window = editors[place].window(columns: columns - 1, metrics: canvas.metrics)
    canvas.fill(field, style: Theme.focusedField)
    canvas.put(window.text, in: field, style: Theme.focusedField)
    canvas.cursor = Position(row: field.row, column: field.column + window.caretColumn)
  }
}
