import RegistryModel
import TerminalCore

/// A box that asks for one line of text.
struct PromptScreen: LineScreen {
  /// What comes of the text.
  enum Outcome: Sendable {
    case steps([Step])
    case refused(Words)
  }

  /// How a text being typed is kept on disk.
  struct Draft: Sendable {
    let name: String
    /// The draft is this question's; false: it is that of the form below.
    let isOwn: Bool
    /// The text and its caret.
    let content: @Sendable (String, Int, Context) -> JSON
  }

  static let name = Words("Question", "询问")
  let title: Words
  let label: Words
  private(set) var editor: LineEditor
  private var refusal: Words?
  /// Asks for a day, with the keys of dates.
  private var isDay = false
  /// Said in help.
  private var explanation: Words?
  /// Nothing was typed yet: the first character replaces what is proposed.
  private var isFresh = true
  let draft: Draft?
  private let accept: @Sendable (String, Context) -> Outcome

  init(
    _ title: Words, label: Words, text: String = "", caret: Int? = nil, refusal: Words? = nil,
    draft: Draft? = nil,
    accept: @escaping @Sendable (String, Context) -> Outcome
  ) {
    self.title = title
    self.label = label
    editor = LineEditor(text)
    self.draft = draft
    self.refusal = refusal
    self.accept = accept
    if let caret {
      editor.move(to: caret)
      isFresh = false
    }
  }

  static let commands: [Command<Self>] = [
    Command(.enter, hint: Words("OK", "确定"), help: Words("Accept the text", "确认所填内容")) {
      prompt, context in
      switch prompt.accept(prompt.editor.text.tidied, context) {
      case .steps(let steps): return prompt.dropping + steps
      case .refused(let words):
        prompt.refusal = words
        return []
      }
    },
    Command(
      .escape, .function(12), hint: Words("Cancel", "取消"),
      help: Words("Close without doing anything", "关闭, 不做任何操作")
    ) {
      prompt, _ in prompt.dropping + [.back]
    },
  ]

  func hint(_ context: Context) -> Words? { explanation }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    let replaces = isFresh
    isFresh = false
    guard editor.type(key, replacing: replaces, today: isDay ? context.clock.today : nil) else {
      return nil
    }
    refusal = nil
    return []
  }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    editor.insert(text, insteadOfAll: isFresh)
    isFresh = false
    return []
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let columns = min(area.columns - 5, 61)
    let lines = canvas.metrics.wrapped(context.say(label), to: columns)
    let box = Box(title: context.say(title), columns: columns - 1)
      .draw(on: &canvas, in: area, rows: lines.count + 2)
    for (row, line) in lines.enumerated() {
      canvas.put(line, row: box.row + row, column: box.column, columns: box.columns)
    }
    let inner = box.split(rows: lines.count - 1).bottom
    let window = editor.window(columns: inner.columns - 1, metrics: canvas.metrics)
    canvas.fill(inner.line(1), style: Theme.focusedField)
    canvas.put(window.text, row: inner.row + 1, column: inner.column, style: Theme.focusedField)
    if let refusal {
      canvas.put(
        "\(Theme.Mark.mustFix) \(context.say(refusal))", row: inner.row + 2, column: inner.column,
        style: Theme.error, columns: inner.columns)
    }
    canvas.cursor = Position(row: inner.row + 1, column: inner.column + window.caretColumn)
  }
}

extension PromptScreen {
  /// Asks for a full day and hands it on.
  ///
  /// - Parameter isEndOfPeriod: a year or a month means its last day.
  static func day(
    _ title: Words, label: Words, hint: Words? = nil, isEndOfPeriod: Bool = false,
    _ steps: @escaping @Sendable (CivilDate) -> [Step],
    _ context: Context
  ) -> PromptScreen {
    var prompt = PromptScreen(title, label: label, text: context.day.text(.en)) { text, _ in
      do throws(FieldError) {
        let day = try CivilDate(text: text)
        guard day.isFull || isEndOfPeriod else {
          return .refused(Words("must be a full date, such as 2026-03-01", "须填完整日期，如 2026-03-01"))
        }
        return .steps(steps(day.lastDay))
      } catch { return .refused(error.words) }
    }
    (prompt.isDay, prompt.explanation) = (true, hint)
    return prompt
  }
}
