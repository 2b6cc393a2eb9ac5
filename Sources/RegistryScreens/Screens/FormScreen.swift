import RegistryModel
import TerminalCore

/// A record typed field by field, saved when the clerk says so, never lost before.
struct FormScreen: SavingScreen {
  static let name = Words("Form", "表单")
  var editor: RecordEditor
  var saving: Saving
  let draft: String
  /// Reasons given for soft warnings, by rule.
  var accepted: [String: String] = [:]
  var askedAbout: Finding?
  private var isMomentSettled = false
  /// The clerk has said that no record of the recycle bin is meant.
  private var isNewForSure = false

  init(_ editor: RecordEditor, draft: String, _ context: Context) {
    self.editor = editor
    self.editor.inset = Self.inset(context)
    self.draft = draft
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
    return FormScreen(editor, draft: "form-\(context.ticket)", context)
  }

  /// An empty form of a record that was looked for by its name and is not there.
  static func new(_ kind: Kind, named name: String?, _ context: Context) -> FormScreen {
    new(kind, given: name.map { [("name", .string($0))] } ?? [], context)
  }

  /// A form of a stored record.
  static func edit(_ id: RecordID, _ context: Context) -> FormScreen {
    let record = context.registry[id]?.content ?? id.kind.schema.make()
    return FormScreen(
      RecordEditor(record, id: id, original: record, context), draft: "form-\(context.ticket)",
      context)
  }

  /// A new record like a stored one, without what names that one.
  static func copy(_ id: RecordID, _ context: Context) -> FormScreen {
    let given = (context.registry[id]?.content).map { record in
      record.kind.schema.fields.filter { $0.identity == .none && !$0.isComputed }
        .compactMap { field in record.json(field, on: context.day).map { (field.key, $0) } }
    }
    return new(id.kind, given: given ?? [], context)
  }

  var typedLine: LineEditor? { editor.editor }

  func crumb(_ context: Context) -> String? {
    let kind = context.say(editor.kind.schema.label)
    if editor.original == nil { return context.say("New \(kind.lowercased())", "新增\(kind)") }
    return context.registry.shortName(of: editor.id, context.language)
  }

  /// Nothing is typed that could be lost.
  var isUntouched: Bool { !editor.isChanged && accepted.isEmpty && !saving.isUnderWay }

  var hasTyped: Bool { editor.original == nil || editor.isChanged || !accepted.isEmpty }

  var shown: RecordID? { editor.original == nil ? nil : editor.id }

  var area: Kind? { editor.kind }

  /// Keys act on its fields; the form of the next record takes what is typed ahead.
  var target: String? { nil }

  func isGone(_ context: Context) -> Bool {
    isUntouched && context.registry[editor.id]?.binned != nil
  }

  /// A record that is only looked at is shown as it is now.
  mutating func refresh(_ context: Context) {
    editor.inset = Self.inset(context)
    if isUntouched, editor.original != nil, let stored = context.registry[editor.id],
      stored.changed != saving.base[editor.id]?.changed
    {
      editor.show(stored.content, context)
      saving.base = context.registry
    }
    editor.check(context)
  }

  mutating func forgetAnswers() { (isMomentSettled, saving.isDayAgreed) = (false, false) }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    switch choice {
    case .text(let text):
      if let finding = askedAbout {
        accepted[finding.rule] = text
        askedAbout = nil
        return [.say(Message("the reason is saved with the record", "理由随记录一并保存"))]
      }
      return fill(choice, context)
    case .row(let place):
      editor.settle(context)
      editor.move(to: place)
      return []
    case .old(let old?):
      return saving.start(Bin.bringingBack(old, context), then: .bringBack(old))
    case .old(nil):
      isNewForSure = true
      return saveOn(context)
    case .moment(let moment):
      editor.enterAgain(as: moment, context)
      isMomentSettled = true
      return saveOn(context)
    case .saved, .columns, .sorting: return []
    case .record, .mine, .agreed: return answer(choice, context)
    }
  }
}

// Saving.
extension FormScreen {
  func changeSet(_ context: Context) -> Result<ChangeSet, Flaw> {
    let blocking = editor.blocking
    // Where only other records conflict with it the store refuses, and tells whose and since when.
    if let first = blocking.first(where: { $0.other == nil }) {
      let count = blocking.count
      return .failure(
        Flaw(
          field: first.field.key,
          words: Words("\(count) to fix (F6 lists them): ", "\(count) 项须改正 (F6 列出): ")
            + first.field.naming(first.words)))
    }
    let old = context.registry[editor.id]?.accepted ?? [:]
    let settings =
      editor.completed(context).settings(from: editor.original)
      + accepted.map { Setting.accepted($0.key, from: old[$0.key], to: $0.value) }
    if settings.isEmpty { return .success(ChangeSet([])) }
    return .success(
      ChangeSet([Change(editor.id, isNew: editor.original == nil, settings)]))
  }

  mutating func rebase(
    on registry: RegistryState, without givenUp: [RecordID: Set<String>], _ context: Context
  ) {
    rebaseEditor(on: registry, without: givenUp, context)
    let theirs = givenUp[editor.id] ?? []
    accepted = accepted.filter {
      !theirs.contains(Setting.accepted($0.key, from: nil, to: nil).key)
    }
  }

  func question(_ context: Context) -> MenuScreen? {
    if !isNewForSure, let old = editor.findings.lazy.compactMap(\.binnedTwin).first {
      return Bin.question(old, context)
    }
    if !saving.isDayAgreed, let question = editor.dayQuestion(context).menu(context) {
      return question
    }
    let altered = editor.alteredDated(context)
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
    let isGone = context.registry[editor.id]?.binned != nil
    return (isGone ? [.effect(.dropDraft(name: draft)), .back] : []) + said(answer, context)
  }

  func saved(_ commit: Commit?, then after: Saving.After, _ context: Context) -> [Step] {
    if let old = after.old {
      let said = Message.done(Words("restored: ", "已恢复: "), old, context)
      guard let form = resumed(as: old, context) else { return [.back, .say(said)] }
      return [.replace(form), .say(said)]
    }
    let id = commit?.set.changes.first?.id ?? editor.id
    let steps: [Step] = [
      .effect(.dropDraft(name: draft)), .remember(editor.completed(context)),
      .say(.done(Words("saved: ", "已保存: "), id, context)),
    ]
    let next: [Step] =
      after.isNew
      ? [.tell(.saved(id)), .replace(FormScreen.new(editor.kind, context))]
      : [.choose(.saved(id))]
    return steps + next
  }
}
