import RegistryModel
import TerminalCore

/// A few fields of a stored record, changed from a day on, with what it does to the targets.
struct ChangeScreen: SavingScreen {
  static let name = Words("Change", "变更")
  private let title: Words
  var editor: RecordEditor
  /// The day the change begins; only where dated fields are changed.
  private var day: LineEditor
  private let isDated: Bool
  private var isOnDay = false
  /// The cursor has just come to the day: the first character typed replaces a good one.
  private var isDayFresh = true
  /// Enter was held at the day once.
  private var isDayHeld = false
  /// The day was typed here; until then it is that of the field `dayField`.
  private var isDayTyped = false
  private let dayField: FieldInfo?
  var saving: Saving
  let draft: String

  /// - Parameter day: the field whose day, once typed, is proposed for the change to begin on.
  init(
    _ id: RecordID, title: Words, keys: [String], from day: String? = nil, _ context: Context
  ) {
    let record = context.registry[id]?.content ?? id.kind.schema.make()
    let fields = keys.compactMap { id.kind.schema[$0] }
    self.init(
      RecordEditor(record, id: id, original: record, fields: fields, context), title: title,
      from: day, draft: "form-\(context.ticket)", context)
  }

  private init(
    _ editor: RecordEditor, title: Words, from day: String?, draft: String, _ context: Context
  ) {
    dayField = day.flatMap { key in editor.fields.first { $0.key == key } }
    self.title = title
    self.editor = editor
    self.draft = draft
    self.editor.inset = 8
    isDated = editor.fields.contains(where: \.isDated)
    if isDated { (self.editor.labelBelow, self.editor.isDatedLater) = (Self.dayLabel, true) }
    self.day = LineEditor(context.day.text(.en))
    saving = Saving(on: context.registry)
  }

  func draft(_ context: Context) -> JSON? {
    guard editor.isChanged || day.text != context.day.text(.en) else { return nil }
    let more = JSON.object(
      of: (DraftKind.key, .string(DraftKind.change.rawValue)),
      ("title", [.string(title.en), .string(title.chinese)]),
      ("keys", .array(editor.fields.map { .string($0.key) })), ("day", .string(day.text)),
      ("from", dayField.map { .string($0.key) }), ("dayTyped", isDayTyped ? true : nil),
      ("dayCaret", isOnDay ? .int(day.caret) : nil))
    return .object((more.members ?? []) + editor.draft(context))
  }

  /// The box a draft holds; nil if its record is there no longer.
  static func resume(_ note: DraftNote, _ context: Context) -> ChangeScreen? {
    let content = note.content
    let title = (content["title"]?.array ?? []).compactMap(\.string)
    let keys = content["keys"]?.array?.compactMap(\.string)
    guard title.count == 2, let editor = RecordEditor(draft: content, fields: keys, context),
      context.registry[editor.id]?.binned == nil, !editor.fields.isEmpty
    else { return nil }
    var box = ChangeScreen(
      editor, title: Words(title[0], title[1]), from: content["from"]?.string, draft: note.name,
      context)
    box.day = LineEditor(content["day"]?.string ?? "")
    box.isDayTyped = content["dayTyped"] == true
    if let caret = content["dayCaret"]?.int {
      (box.isOnDay, box.isDayFresh) = (true, false)
      box.day.move(to: caret)
    }
    return box
  }

  static let commands: [Command<Self>] =
    Command.moving + [
      Command(.control("s"), hint: Words("Save", "保存"), help: Words("Save", "保存")) { box, context in
        box.save(then: .close, context)
      },
      .choosing,
      Command(
        .escape, .function(12), hint: Words("Cancel", "取消"),
        help: Words("Close without saving", "关闭, 不保存")
      ) {
        box, _ in [.effect(.dropDraft(name: box.draft)), .back]
      },
    ]

  var typedLine: LineEditor? { isOnDay ? day : editor.editor }

  func crumb(_ context: Context) -> String? { nil }

  func hint(_ context: Context) -> Words? { isOnDay ? Entry.date.rule : fieldHint(context) }

  mutating func move(_ step: Int, passes: Bool, _ context: Context) -> [Step] {
    if isOnDay, step < 0 {
      isOnDay = false
      editor.move(to: editor.focus)
    } else if isOnDay || !editor.moveOn(step, passes: passes, context), step > 0 {
      guard isDated, !isOnDay else { return [.say(.lastOfBox)] }
      goToDay()
    }
    return []
  }

  private mutating func goToDay() {
    (isOnDay, isDayFresh, isDayHeld) = (true, true, false)
    day.move(to: .max)
  }

  mutating func enter(_ context: Context) -> [Step] {
    guard isOnDay else { return enterField(context) }
    guard !isDayHeld, case .failure(let error) = day.fullDay else {
      return move(1, passes: true, context)
    }
    isDayHeld = true
    return [.say(.held(error.words))]
  }

  mutating func choose(_ context: Context) -> [Step] {
    isOnDay ? [.say(Message(Entry.date.rule))] : editor.choiceMenu(context)
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard isOnDay else {
      let steps = typeInField(key, context)
      proposeDay(context)
      return steps
    }
    let (replaces, before) = (replacesDay, day.text)
    forgetDayAnswers(context)
    let isTaken = day.type(key, replacing: replaces, today: context.clock.today)
    isDayTyped = isDayTyped || day.text != before
    return isTaken ? [] : nil
  }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    guard isOnDay else {
      let steps = pasteInField(text, context)
      proposeDay(context)
      return steps
    }
    day.insert(text, insteadOfAll: replacesDay)
    forgetDayAnswers(context)
    isDayTyped = true
    return []
  }

  private mutating func forgetDayAnswers(_ context: Context) {
    (isDayFresh, isDayHeld) = (false, false)
    altered(context)
  }

  /// The change begins on the day typed in its field: an organization is filed from the day it was filed.
  private mutating func proposeDay(_ context: Context) {
    guard !isDayTyped, let dayField,
      let typed = editor.record.json(dayField, on: context.day)?.string,
      editor.original?.json(dayField, on: context.day)?.string != typed,
      let date = try? CivilDate(text: typed), date.isFull
    else { return }
    day = LineEditor(date.text(.en))
  }

  private var replacesDay: Bool {
    if case .success = day.fullDay { isDayFresh } else { false }
  }

  func saved(_ commit: Commit?, then after: Saving.After, _ context: Context) -> [Step] {
    [
      .effect(.dropDraft(name: draft)), .back,
      .say(
        .done(
          Words("saved: ", "已保存: "), editor.id,
          and: .laterSteps(of: commit, in: editor.id, context),
          context)),
    ]
  }

  mutating func go(to field: String?, of record: RecordID?, _ context: Context) {
    guard let field else {
      if !isOnDay { goToDay() }
      return
    }
    isOnDay = false
    editor.focus(on: field)
  }

  func changeSet(_ context: Context) -> Result<ChangeSet, Flaw> {
    var editor = editor
    if isDated {
      switch day.fullDay {
      case .success(let day): editor.enterAgain(as: .change(from: day), context)
      case .failure(let error): return .failure(Flaw(field: nil, words: error.words))
      }
    }
    if let first = editor.blocking.first {
      return .failure(Flaw(field: first.field.key, words: first.field.naming(first.words)))
    }
    if let missing = missing(context) { return .failure(missing) }
    let settings = editor.completed(context).settings(from: editor.original)
    guard settings.isEmpty else { return .success(ChangeSet([Change(editor.id, settings)])) }
    let first = editor.fields[0]
    return .failure(
      Flaw(
        field: first.key,
        words: Words("nothing changed: ", "没有改动: ") + first.label
          + Words(" is as before; change it, or press Esc", "与原值相同，请修改或按 Esc")))
  }

  /// What ends something is nothing without its day, the first field.
  private func missing(_ context: Context) -> Flaw? {
    let first = editor.fields[0]
    let (now, before) = (editor.record, editor.original)
    guard !isDated, now.json(first, on: context.day) == nil,
      before?.json(first, on: context.day) == nil
    else { return nil }
    return Flaw(
      field: first.key, words: first.label + Words(" is required; Esc closes", "必填，按 Esc 关闭"))
  }

  /// What a save would do unseen: an act that begins on a day asks about that and about what has none.
  func question(_ context: Context) -> MenuScreen? {
    guard isDated, !saving.isDayAgreed else { return nil }
    var question = editor.dayQuestion(context)
    if case .success(context.day) = day.fullDay { question.proposed = [Self.dayLabel] }
    return question.menu(context)
  }

  private static let dayLabel = Words("From", "变更日期")

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let rows = editor.fields.count + (isDated ? 1 : 0)
    let preview: [String] =
      if case .success(let set) = changeSet(context) {
        Preview(of: set, context).lines(in: area, context)
      } else {
        []
      }
    let name = context.shortName(of: editor.id)
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
      Theme.Mark.required + context.say(Self.dayLabel), row: line.row, column: line.column,
      style: isOnDay ? Theme.focus : Theme.label, columns: labels + 1)
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
