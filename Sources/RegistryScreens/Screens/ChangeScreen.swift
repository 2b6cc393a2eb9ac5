import RegistryModel
import TerminalCore

/// A few fields of a stored record, changed from a day on, with what it does to the targets.
struct ChangeScreen: Screen {
  static let name = Words("Change", "变更")
  private let title: Words
  private var editor: RecordEditor
  /// The day the change begins; only where dated fields are changed.
  private var day: LineEditor
  private let isDated: Bool
  private var isOnDay = false
  /// The cursor has just come to the day: the first character typed replaces it.
  private var isDayFresh = true
  private let base: RegistryState
  private let draft: String
  private var isSaving = false

  init(_ id: RecordID, title: Words, keys: [String], _ context: Context) {
    let record = context.registry[id]?.content ?? id.kind.schema.make()
    let fields = keys.compactMap { id.kind.schema[$0] }
    self.init(
      RecordEditor(record, id: id, original: record, fields: fields, context), title: title,
      draft: "form-\(context.ticket)", context)
  }

  private init(_ editor: RecordEditor, title: Words, draft: String, _ context: Context) {
    self.title = title
    self.editor = editor
    self.draft = draft
    self.editor.inset = 8
    isDated = editor.fields.contains(where: \.isDated)
    day = LineEditor(context.day.text(.en))
    base = context.registry
  }

  var draftName: String? { draft }
  var savedDraft: String? { isSaving ? draft : nil }

  func draft(_ context: Context) -> JSON? {
    guard editor.isChanged || day.text != context.day.text(.en) else { return nil }
    let more = JSON.object(
      of: (DraftKind.key, .string(DraftKind.change.rawValue)),
      ("title", [.string(title.en), .string(title.chinese)]),
      ("keys", .array(editor.fields.map { .string($0.key) })), ("day", .string(day.text)),
      ("dayCaret", isOnDay ? .int(day.caret) : nil))
    return .object((more.members ?? []) + editor.draft(context))
  }

  /// The box a draft holds; nil where its record is there no longer.
  static func resume(_ note: DraftNote, _ context: Context) -> ChangeScreen? {
    let content = note.content
    let title = (content["title"]?.array ?? []).compactMap(\.string)
    let keys = content["keys"]?.array?.compactMap(\.string)
    guard title.count == 2, let editor = RecordEditor(draft: content, fields: keys, context),
      context.registry[editor.id]?.binned == nil, !editor.fields.isEmpty
    else { return nil }
    var box = ChangeScreen(editor, title: Words(title[0], title[1]), draft: note.name, context)
    box.day = LineEditor(content["day"]?.string ?? "")
    if let caret = content["dayCaret"]?.int {
      (box.isOnDay, box.isDayFresh) = (true, false)
      box.day.move(to: caret)
    }
    return box
  }

  static let commands: [Command<Self>] = [
    Command(.enter, .tab, .down, hint: Words("Next", "下一项"), help: Words("Next field", "下一项")) {
      box, context in
      box.editor.settle(context)
      if box.isOnDay { return [] }
      if !box.editor.moveOn(1, context), box.isDated {
        (box.isOnDay, box.isDayFresh) = (true, true)
      }
      return []
    },
    Command(.backTab, .up, help: Words("Field before", "上一项")) { box, context in
      if box.isOnDay { box.isOnDay = false } else { _ = box.editor.moveOn(-1, context) }
      return []
    },
    Command(.control("s"), hint: Words("Save", "保存"), help: Words("Save", "保存")) { box, context in
      box.save(context)
    },
    Command(
      .function(4), hint: Words("Choose", "选择"),
      help: Words("Choose from the values of the field", "从可选值中选择")
    ) {
      box, context in box.isOnDay ? [] : box.editor.choiceMenu(context)
    },
    Command(
      .escape, .function(12), hint: Words("Cancel", "取消"),
      help: Words("Close without saving", "关闭, 不保存")
    ) {
      box, _ in [.effect(.dropDraft(name: box.draft)), .back]
    },
  ]

  var takesText: Bool { true }

  func crumb(_ context: Context) -> String? { nil }

  func hint(_ context: Context) -> Words? { editor.field.hint ?? editor.field.entry.rule }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    if isOnDay { return typeDay(key, context) ? [] : nil }
    if let picked = editor.candidate(for: key, context) {
      editor.pick(picked, in: editor.field, context)
      return []
    }
    return editor.type(key, context) ? [] : nil
  }

  private mutating func typeDay(_ key: Key, _ context: Context) -> Bool {
    let replaces = isDayFresh && key.isCharacter
    isDayFresh = false
    if let text = day.day(after: key, replaces, context.clock.today) {
      day = LineEditor(text)
      return true
    }
    if replaces { day.clear() }
    return day.handle(key)
  }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    if isOnDay { day.insert(text) } else { editor.paste(text, context) }
    return []
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    switch choice {
    case .text(let text): editor.enter(text, in: editor.field, context)
    case .record(let id): editor.pick(id, in: editor.field, context)
    case .row, .moment, .saved, .old, .mine, .columns, .sorting: break
    }
    return []
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    isSaving = false
    switch answer {
    case .saved:
      return [
        .effect(.dropDraft(name: draft)), .back,
        .say(.done(Words("saved: ", "已保存: "), editor.id, context)),
      ]
    case .refused(_, let refusal): return [.say(refusal.message(context))]
    default: return []
    }
  }

  /// What to save; the words say what is wrong, nil where nothing is changed.
  private func changeSet(_ context: Context) -> Result<ChangeSet?, FieldError> {
    var editor = editor
    if isDated {
      do throws(FieldError) {
        let day = try CivilDate(text: self.day.text.tidied)
        guard day.isFull else {
          return .failure(FieldError("a change begins on a full day", "变更须从完整日期起"))
        }
        editor.enterAgain(as: .change(from: day), context)
      } catch { return .failure(error) }
    }
    if let first = editor.blocking.first {
      return .failure(FieldError(first.field.naming(first.words)))
    }
    let settings = editor.completed(context).settings(from: editor.original)
    return .success(settings.isEmpty ? nil : ChangeSet([Change(editor.id, settings)]))
  }

  private mutating func save(_ context: Context) -> [Step] {
    guard !isSaving else { return [] }
    if let refusal = context.refusesSaving { return [.say(Message(refusal, .error))] }
    editor.settle(context)
    editor.saysRequired = true
    switch changeSet(context) {
    case .failure(let error): return [.say(Message(error.words, .error))]
    case .success(nil):
      return [
        .effect(.dropDraft(name: draft)), .back, .say(Message("nothing was changed", "没有改动")),
      ]
    case .success(let set?):
      isSaving = true
      return [.save(set, base: base)]
    }
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let rows = editor.fields.count + (isDated ? 1 : 0)
    let preview: [String] =
      if case .success(let set?) = changeSet(context) {
        Preview(of: set, context).lines(in: area, context)
      } else {
        []
      }
    let name = context.registry.shortName(of: editor.id, context.language)
    let inner = Box(
      title: "\(name) \(context.say(title))", columns: area.columns - 9,
      footer: isOnDay ? "" : editor.footnote(in: area, context)
    ).draw(on: &canvas, in: area, rows: rows + 1 + max(1, preview.count))
    editor.draw(editor.fields.indices, on: &canvas, in: inner, context)
    if isDated { drawDay(on: &canvas, in: inner.line(editor.fields.count), context) }
    for (row, line) in preview.enumerated() {
      canvas.put(
        line, row: inner.row + rows + 1 + row, column: inner.column, columns: inner.columns)
    }
  }

  private func drawDay(on canvas: inout Canvas, in line: Area, _ context: Context) {
    let labels = editor.labelColumns(canvas.metrics, context.language)
    let style = isOnDay ? Theme.focusedField : Theme.field
    let window = day.window(columns: 11, metrics: canvas.metrics)
    canvas.put(
      Theme.Mark.required + context.say("From day", "自日期"), row: line.row, column: line.column,
      style: isOnDay ? Theme.heading : .plain, columns: labels + 1)
    let column = line.column + labels + 2
    canvas.put("[", row: line.row, column: column, style: Theme.label)
    canvas.fill(row: line.row, column: column + 1, rows: 1, columns: 11, style: style)
    canvas.put(window.text, row: line.row, column: column + 1, style: style, columns: 11)
    canvas.put("]", row: line.row, column: column + 12, style: Theme.label)
    if isOnDay {
      canvas.cursor = Position(row: line.row, column: column + 1 + min(10, window.caretColumn))
    }
  }
}
