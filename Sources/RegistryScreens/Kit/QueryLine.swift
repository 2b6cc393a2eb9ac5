import RegistryModel
import RegistrySearch
import TerminalCore

/// A line in which a query is typed, with what may be typed next below it, and the place where it
/// cannot be read.
struct QueryLine: Sendable {
  /// The kinds of record it asks about.
  let kinds: [Kind]
  private(set) var editor: LineEditor
  /// What may be at the cursor, best first.
  private(set) var completions: [Completion] = []
  /// The completion the keys have come down to; nil while they type.
  private(set) var cursor: Int?
  /// What is asked, of each kind it can be asked of; none if it cannot be read.
  private(set) var queries: [Query] = []
  private(set) var error: QueryError?
  /// The beginning of a completion's number.
  private var digits = ""

  init(_ text: String = "", _ kinds: [Kind], _ context: Context) {
    self.kinds = kinds
    editor = LineEditor(text)
    refresh(context)
  }

  /// The query as typed.
  var text: String { editor.text }
  /// Keys go to the completions.
  var isChoosing: Bool { cursor != nil }

  /// Reads again what is there.
  mutating func refresh(_ context: Context) {
    (queries, error, digits) = ([], nil, "")
    do throws(QueryError) {
      queries = try context.search.queries(text, kinds, from: context.viewpoint)
    } catch {
      self.error = error
    }
    completions = context.search.completions(
      of: text, at: editor.caret, kinds, from: context.viewpoint, context.language)
    cursor = cursor.flatMap { completions.isEmpty ? nil : min($0, completions.count - 1) }
  }

  /// Types a key; false if it means nothing here.
  mutating func type(_ key: Key, _ context: Context) -> Bool {
    if isChoosing, case .character(let character) = key, let digit = character.digit {
      choose(digit, context)
      return true
    }
    guard editor.handle(key) else { return false }
    cursor = nil
    refresh(context)
    return true
  }

  mutating func paste(_ text: String, _ context: Context) {
    editor.insert(text)
    cursor = nil
    refresh(context)
  }

  /// Down into the completions and up again, back to the line from the first.
  mutating func move(_ step: Int) {
    digits = ""
    let place = (cursor ?? -1) + step
    cursor = place < 0 || completions.isEmpty ? nil : min(place, completions.count - 1)
  }

  /// Puts the completion under the cursor in, or the best one; typing goes on after it.
  mutating func complete(_ context: Context) {
    complete(with: cursor ?? 0, context)
  }

  private mutating func complete(with place: Int, _ context: Context) {
    guard completions.indices.contains(place) else { return }
    let (text, caret) = completions[place].applied(to: editor.text)
    editor.clear()
    editor.insert(text)
    editor.move(to: caret)
    cursor = nil
    refresh(context)
  }

  private mutating func choose(_ digit: Int, _ context: Context) {
    let begun = digits + String(digit)
    guard let (place, isSettled) = numbers.line(numbered: begun) else { return }
    if isSettled { return complete(with: place, context) }
    (cursor, digits) = (place, begun)
  }

  /// The numbers that choose: those of code tables, else a digit for each of the first nine.
  private var numbers: [String] {
    completions.enumerated().map { place, completion in
      completion.number.map { String($0) } ?? (place < 9 ? String(place + 1) : "")
    }
  }
}

extension QueryLine {
  /// Draws the line, below it the caret of an error or what is expected here, then the completions.
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let window = editor.window(columns: area.columns - 2, metrics: canvas.metrics)
    canvas.put("> ", row: area.row, column: area.column, style: Theme.key)
    canvas.put(window.text, row: area.row, column: area.column + 2)
    var rest = area.split(rows: 1).bottom
    if let fault {
      rest =
        fault.draw(under: editor, window, column: 2, on: &canvas, in: rest, context)
    } else {
      canvas.put(
        context.say(expected), row: rest.row, column: rest.column + 2, style: Theme.label,
        columns: rest.columns - 2)
      rest = rest.split(rows: 1).bottom
    }
    drawCompletions(on: &canvas, in: rest, context)
    if !isChoosing {
      canvas.cursor = Position(row: area.row, column: area.column + 2 + window.caretColumn)
    }
  }

  private var fault: Fault? { error.map { Fault(offset: $0.offset, words: $0.words) } }

  /// How many completions are below those that `area` shows.
  func below(_ area: Area, _ context: Context) -> Int {
    let rest = area.split(rows: 1).bottom
    let rows = rest.rows - (fault?.rows(in: rest, context) ?? 1)
    return max(0, completions.count - max(rows, (cursor ?? 0) + 1))
  }

  private func drawCompletions(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let numbers = numbers
    let digits = numbers.map(\.count).max() ?? 1
    let sight = Scrolled(completions.count, in: area.rows, around: cursor ?? 0)
    let label = min(30, max(12, area.columns / 2))
    for place in sight.places {
      let row = area.line(sight.row(of: place))
      let isCurrent = place == cursor
      let number = String(repeating: " ", count: digits - numbers[place].count) + numbers[place]
      var line = StyledLine(context.metrics)
      line.add(
        "\(isCurrent ? Theme.Mark.cursor : " ")\(number) \(context.say(completions[place].label))",
        columns: label)
      line.add(completions[place].note, Theme.label)
      canvas.put(row: line, isCurrent: isCurrent, in: row)
      if isCurrent { canvas.cursor = Position(row: row.row, column: row.column) }
    }
  }

  /// What is expected at the caret.
  private var expected: Words {
    guard let field = QueryField.asked(in: text, at: editor.caret, kinds) else {
      return Words("Words, or a field: Tab uses the first suggestion.", "输入文字或字段，Tab 选用第一项")
    }
    return field.label + Words(": ", ": ") + field.way
  }
}
