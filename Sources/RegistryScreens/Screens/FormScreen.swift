import RegistryModel
import TerminalCore

/// A record typed field by field, saved when the clerk says so, never lost before.
struct FormScreen: SavingScreen {
  static let name = Words("Form", "表单")
  /// The record and its rows.
  var content: FormEditor
  var saving: Saving
  let draft: String
  /// The day its values are shown for.
  private var day: CivilDate
  private var isMomentSettled = false
  /// The clerk has said that no record of the recycle bin is meant.
  private var isNewForSure = false
  /// The need that a new programme is started for.
  var answered: AnsweredNeed?

  /// What the cursor is in: the record or one of its rows.
  var editor: RecordEditor {
    get { content.focused }
    set { content.focused = newValue }
  }

  init(_ content: FormEditor, draft: String, _ context: Context) {
    self.content = content
    self.content.record.inset = Self.inset(content.record.id.kind, context)
    self.draft = draft
    day = context.day
    saving = Saving(on: context.registry)
  }

  /// An empty form, with what is locked or given already in it.
  static func new(
    _ kind: Kind, given: [(key: String, value: JSON)] = [], _ context: Context
  ) -> FormScreen {
    let schema = kind.schema
    var editor = RecordEditor(schema.make(), id: RecordID(kind, -1), original: nil, context)
    for (key, value) in (context.locked[kind] ?? [:]).map({ ($0.key, $0.value) }) + given {
      if let field = schema[key] { editor.carry(value, in: field, context) }
    }
    editor.begin()
    if editor.isPassed(editor.field, context) { _ = editor.moveOn(passes: true, context) }
    return FormScreen(FormEditor(editor, context), draft: "form-\(context.ticket)", context)
  }

  /// The next form of a series, with what goes on from this one.
  private func next(_ context: Context) -> FormScreen {
    let (kind, record) = (record.kind, content.record.completed(context))
    let given = kind.schema.fields.filter {
      $0.carrying != nil && context.locked[kind]?[$0.key] == nil
    }.compactMap { field in record.json(field, on: context.day).map { (field.key, $0) } }
    return .new(kind, given: given, context)
  }

  /// An empty form of a record that was looked for by its name and is not there.
  static func new(_ kind: Kind, named name: String?, _ context: Context) -> FormScreen {
    new(kind, given: name.map { [("name", .string($0))] } ?? [], context)
  }

  /// A form of a stored record.
  static func edit(_ id: RecordID, _ context: Context) -> FormScreen {
    let record = context.registry[id]?.content ?? id.kind.schema.make()
    let editor = RecordEditor(record, id: id, original: record, context)
    return FormScreen(FormEditor(editor, context), draft: "form-\(context.ticket)", context)
  }

  /// A new record like a stored one, without what names that one.
  static func copy(_ id: RecordID, _ context: Context) -> FormScreen {
    let given = (context.registry[id]?.content).map { record in
      record.kind.schema.fields.filter { $0.identity == .none && !$0.isComputed }
        .compactMap { field in record.json(field, on: context.day).map { (field.key, $0) } }
    }
    var form = new(id.kind, given: given ?? [], context)
    form.content.copyRows(of: id, context)
    return form
  }

  var typedLine: LineEditor? { editor.editor }

  func crumb(_ context: Context) -> String? {
    let kind = context.say(record.kind.schema.label)
    if isNew {
      let need = answered.map { ": " + context.shortName(of: $0.id) }
      return context.say("New \(kind.lowercased())", "新增\(kind)") + (need ?? "")
    }
    let lines = content.lines.map { ": " + context.say($0.kind.schema.plural) }
    return context.shortName(of: record) + (lines ?? "")
  }

  /// Nothing is typed that could be lost.
  var isUntouched: Bool { !content.isChanged && !saving.isUnderWay }

  var hasTyped: Bool { isNew || content.isChanged }

  var record: RecordID { content.record.id }

  var isNew: Bool { content.record.original == nil }

  var shown: RecordID? { isNew ? nil : record }

  var area: Kind? { record.kind }

  /// Keys act on its fields; the form of the next record takes what is typed ahead.
  var target: String? { nil }

  /// In a table Ins means a row.
  var hints: [CommandRow] {
    guard content.table != nil else { return Self.rows }
    return Self.rows.map { row in
      row.key == .insert
        ? CommandRow(key: row.key, hint: Words("Row", "插入行"), help: row.help, yields: row.yields)
        : row
    }
  }

  func isGone(_ context: Context) -> Bool {
    isUntouched && context.registry[record]?.binned != nil
  }

  /// A record that is only looked at is shown as it is now.
  mutating func refresh(_ context: Context) {
    content.record.inset = Self.inset(content.record.id.kind, context)
    if day != context.day { show(context.day, context) }
    // One put into the recycle bin since keeps its base: what is typed in it now is not saved into the bin.
    if isUntouched, !isNew, let stored = context.registry[record],
      stored.binned == nil || saving.base[record]?.binned != nil,
      content.isOutdated(since: saving.base, context)
    {
      content.show(stored, context)
      saving.base = context.registry
    }
    content.check(context)
  }

  /// Follows to another day: what is typed is a correction or a change of that one.
  private mutating func show(_ day: CivilDate, _ context: Context) {
    self.day = day
    isMomentSettled = false
    saving.askAgain()
    guard !isNew, let stored = context.registry[record] else { return }
    if isUntouched {
      content.show(stored, context)
    } else if let again = content.onto(saving.base, context) {
      content = again
    }
  }

  mutating func altered(_ context: Context) {
    isMomentSettled = false
    saving.askAgain()
    content.judgeTogether(context)
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    switch choice {
    case .text: return fill(choice, context)
    case .reason(let text, let rule, let id):
      content.alterAll { if $0.id == id { $0.accepted[rule] = text } }
      content.check(context)
      return [.say(Message("the reason is saved with the record", "理由随记录一并保存"))]
    case .field(let key, let id):
      editor.settle(context)
      go(to: key, of: id, context)
      return []
    case .table(let table):
      editor.settle(context)
      content.go(toTable: table, context)
      return []
    case .old(let old?):
      return saving.start(Bin.bringingBack(old, context), then: .bringBack(old))
    case .old(nil):
      isNewForSure = true
      return saveOn(context)
    case .moment(let moment):
      content.enterAgain(as: moment, context)
      isMomentSettled = true
      return saveOn(context)
    case .saved, .columns, .sorting, .day, .number, .importing:
      return []
    case .record, .mine, .agreed: return answer(choice, context)
    }
  }
}

// Saving.
extension FormScreen {
  mutating func settle(_ context: Context) { content.settle(context) }

  mutating func go(to field: String?, of id: RecordID?, _ context: Context) {
    content.go(to: field, of: id ?? record, context)
  }

  func changeSet(_ context: Context) -> Result<ChangeSet, Flaw> {
    if let gone = content.editors.first(where: {
      $0.isGone(context) && $0.isToSave && $0.id != record
    }) {
      return .failure(
        Flaw(
          record: gone.id, field: gone.field.key,
          words: Words(
            "the row is in the recycle bin; press Del to remove it here too", "该行已在回收站，按 Del 从表中删除")
        ))
    }
    let blocking = content.blocking
    // Where only records elsewhere conflict with it the store refuses, and tells whose and since when.
    if let first = blocking.first(where: { $0.other.map(content.holds) ?? true }) {
      let count = blocking.count
      return .failure(
        Flaw(
          record: first.id, field: first.field.key,
          words: Words("\(count) to fix (F6 lists them): ", "\(count) 项须改正 (F6 列出): ")
            + first.named))
    }
    return .success(ChangeSet(content.changes(context) + answeredChanges(context)))
  }

  mutating func rebase(
    on registry: RegistryState, without givenUp: [RecordID: Set<String>], _ context: Context
  ) {
    content = content.onto(registry, without: givenUp, context) ?? content
    if let keys = answered.flatMap({ givenUp[$0.id] }) { answered?.keep(keys) }
  }

  func question(_ context: Context) -> MenuScreen? {
    if !isNewForSure, let old = content.record.findings.lazy.compactMap(\.binnedTwin).first {
      return Bin.question(old, context)
    }
    if !saving.isDayAgreed, let question = content.dayQuestion(context).menu(context) {
      return question
    }
    let altered = content.editors.flatMap { $0.alteredDated(context) }
    return altered.isEmpty || isMomentSettled ? nil : momentMenu(altered, context)
  }

  /// Correction or change: asked once, when altered dated fields are saved.
  private func momentMenu(_ altered: [FieldInfo], _ context: Context) -> MenuScreen {
    let names = altered.map(\.label)
    let title = Words(
      names.map(\.en).joined(separator: ", ") + ": correction or change?",
      names.map(\.chinese).joined(separator: ", ") + ": 更正还是变更?")
    let day = context.day
    return MenuScreen(
      title,
      [
        MenuScreen.Item(
          Words("Correction: it was always this value", "更正: 原来就应如此"),
          steps: [.choose(.moment(.correction(on: day)))]),
        MenuScreen.Item(
          Words("Change from \(day.text(.en))", "变更: 自 \(day.text(.chinese)) 起"),
          steps: [.choose(.moment(.change(from: day)))]),
        MenuScreen.Item(
          Words("Change from another date ..", "变更: 自其他日期起 .."),
          steps: [
            .open(
              PromptScreen.day(
                Words("Change", "变更"), label: Words("From which date?", "自何日起?"),
                { [.choose(.moment(.change(from: $0)))] }, context))
          ]),
      ])
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    if saving.isUnderWay { return receiveSaved(answer, context) }
    // An act on the stored record: what is typed stays, unless the record was put away.
    let isGone = context.registry[record]?.binned != nil
    return (isGone ? [.effect(.dropDraft(name: draft)), .back] : []) + said(answer, context)
  }

  func saved(_ commit: Commit?, then after: Saving.After, _ context: Context) -> [Step] {
    if let old = after.old {
      let said = Message.done(Words("restored: ", "已恢复: "), old, context)
      guard let form = resumed(as: old, context) else { return [.back, .say(said)] }
      return [.replace(form), .say(said)]
    }
    let made = commit?.set.changes.first { $0.isNew && $0.id.kind == record.kind }
    let id = made?.id ?? record
    let steps: [Step] =
      [
        .effect(.dropDraft(name: draft))
      ] + (content.lines == nil ? [.remember(content.record.completed(context))] : []) + [
        .say(
          .done(
            Words("saved: ", "已保存: "), id,
            and: keyed(commit, context) + unlinked(context)
              + .laterSteps(of: commit, in: id, context),
            context))
      ]
    let next: [Step] =
      after.isNew
      ? [.tell(.saved(id)), .replace(next(context))]
      : [.choose(.saved(id))]
    return steps + next
  }
}
