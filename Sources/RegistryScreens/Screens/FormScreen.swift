import RegistryModel
import TerminalCore

/// A record typed field by field, saved when the clerk says so, never lost before.
struct FormScreen: EditingScreen {
  static let name = Words("Form", "表单")
  var editor: RecordEditor
  /// The registry when the form was opened: what a colleague saved since is merged, not overwritten.
  private var base: RegistryState
  /// The name of the draft; unique in this program, or the file the draft was taken up from.
  let draft: String
  /// Reasons given for soft warnings, by rule.
  var accepted: [String: String] = [:]
  var askedAbout: Finding?
  /// A save is under way, and what follows it.
  private(set) var saving: After?
  /// What follows the save once what was asked about it is answered.
  private var wanted = After.close
  /// What colleagues changed meanwhile, still to be asked about, and the fields given up for theirs.
  private var clashes: [Clash] = []
  private var givenUp: Set<String> = []
  private var isMomentSettled = false
  /// What the day shown does to a save was asked and agreed to.
  private var isDayAgreed = false
  /// The clerk has said that no record of the recycle bin is meant.
  private var isNewForSure = false

  /// What follows a save.
  enum After: Sendable {
    case close, new
    /// The form of this record, which was in the recycle bin, with what was typed.
    case bringBack(RecordID)

    var old: RecordID? { if case .bringBack(let id) = self { id } else { nil } }
    var isNew: Bool { if case .new = self { true } else { false } }
  }

  init(_ editor: RecordEditor, draft: String, _ context: Context) {
    self.editor = editor
    self.draft = draft
    base = context.registry
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

  var savedDraft: String? { saving == nil ? nil : draft }

  var typedLine: LineEditor? { editor.editor }

  func crumb(_ context: Context) -> String? {
    let kind = context.say(editor.kind.schema.label)
    if editor.original == nil { return context.say("New \(kind.lowercased())", "新增\(kind)") }
    return context.registry.shortName(of: editor.id, context.language)
  }

  /// Nothing is typed that could be lost.
  var isUntouched: Bool { !editor.isChanged && accepted.isEmpty && saving == nil }

  var shown: RecordID? { editor.original == nil ? nil : editor.id }

  /// Keys act on its fields; the form of the next record takes what is typed ahead.
  var target: String? { nil }

  func isGone(_ context: Context) -> Bool {
    isUntouched && context.registry[editor.id]?.binned != nil
  }

  /// A record that is only looked at is shown as it is now.
  mutating func refresh(_ context: Context) {
    if isUntouched, editor.original != nil, let stored = context.registry[editor.id],
      stored.changed != base[editor.id]?.changed
    {
      editor.show(stored.content, context)
      base = context.registry
    }
    editor.check(context)
  }

  mutating func forgetAnswers() { (isMomentSettled, isDayAgreed) = (false, false) }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    switch choice {
    case .text(let text):
      if let finding = askedAbout {
        accepted[finding.rule] = text
        askedAbout = nil
        return [.say(Message("reason noted; it is saved with the record", "理由已记下, 随记录一并保存"))]
      }
      return fill(choice, context)
    case .record: return fill(choice, context)
    case .row(let place):
      editor.settle(context)
      editor.move(to: place)
      return []
    case .saved, .columns, .sorting: return []
    case .old(let old?):
      saving = .bringBack(old)
      return [.save(Bin.bringingBack(old, context), base: context.registry)]
    case .old(nil):
      isNewForSure = true
      return save(then: wanted, context)
    case .mine(let isMine):
      return settleClash(isMine, context)
    case .moment(let moment):
      editor.enterAgain(as: moment, context)
      isMomentSettled = true
      return save(then: wanted, context)
    case .agreed:
      isDayAgreed = true
      return save(then: wanted, context)
    }
  }
}

// Saving.
extension FormScreen {
  mutating func save(then after: After, _ context: Context) -> [Step] {
    editor.settle(context)
    editor.saysRequired = true
    editor.check(context)
    let blocking = editor.blocking
    // Where only other records stand against it the store refuses, and tells whose and since when.
    if let first = blocking.first(where: { $0.other == nil }) {
      editor.focus(on: first.field.key)
      let count = blocking.count
      return [
        .say(
          Message(
            Words("\(count) to fix (F6 lists them): ", "\(count) 项须改正 (F6 列出): ")
              + first.field.naming(first.words), .error))
      ]
    }
    if !isNewForSure, let old = editor.findings.lazy.compactMap(\.binnedTwin).first {
      wanted = after
      return [.open(Bin.question(old, context))]
    }
    if !isDayAgreed, let question = editor.dayQuestion(context).menu(context) {
      wanted = after
      return [.open(question)]
    }
    let altered = editor.alteredDated(context)
    if !altered.isEmpty, !isMomentSettled {
      wanted = after
      return [.open(momentMenu(altered, context))]
    }
    var settings = editor.completed(context).settings(from: editor.original)
    settings += accepted.map {
      Setting.accepted($0.key, from: context.registry[editor.id]?.accepted[$0.key], to: $0.value)
    }
    guard !settings.isEmpty else {
      return [
        .effect(.dropDraft(name: draft)), .back, .say(Message("nothing was changed", "没有改动")),
      ]
    }
    saving = after
    let change = Change(editor.id, isNew: editor.original == nil, settings)
    return [.save(ChangeSet([change]), base: base)]
  }

  /// Correction or change: asked once, when altered dated fields are saved.
  private func momentMenu(_ altered: [FieldInfo], _ context: Context) -> MenuScreen {
    let names = altered.map(\.label)
    let title = Words(
      names.map(\.en).joined(separator: ", ") + ": since when?",
      names.map(\.chinese).joined(separator: ", ") + ": 从何时起?")
    let day = context.day
    return MenuScreen(
      title,
      [
        MenuScreen.Item(
          Words("Correction: it was always so", "更正: 原来就是这样"),
          steps: [.choose(.moment(.correction(on: day)))]),
        MenuScreen.Item(
          Words("Change from \(day.text(.en)) on", "变更: 自 \(day.text(.chinese)) 起"),
          steps: [.choose(.moment(.change(from: day)))]),
        MenuScreen.Item(
          Words("Change from another day ..", "变更: 自另一天起 .."),
          steps: [
            .open(
              PromptScreen.day(
                Words("Change", "变更"), label: Words("From which day on?", "自哪一天起?"),
                { [.choose(.moment(.change(from: $0)))] }, context))
          ]),
      ])
  }

  /// Takes an answer about a value two clerks changed; after the last one saves what holds now.
  private mutating func settleClash(_ isMine: Bool, _ context: Context) -> [Step] {
    guard !clashes.isEmpty else { return [] }
    let clash = clashes.removeFirst()
    if !isMine { givenUp.formUnion(clash.fields) }
    if let next = clashes.first { return [.open(Self.question(next, nil, context))] }
    guard let editor = editor.onto(context.registry, without: givenUp, context) else {
      return [.back]
    }
    (self.editor, base) = (editor, context.registry)
    forgetAnswers()
    return save(then: wanted, context)
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    guard let after = saving else {
      // An act on the stored record: what is typed stays, unless the record was put away.
      let isGone = context.registry[editor.id]?.binned != nil
      return (isGone ? [.effect(.dropDraft(name: draft)), .back] : []) + said(answer, context)
    }
    saving = nil
    switch answer {
    case .saved where after.old != nil:
      guard let id = after.old else { return [] }
      let said = Message.done(Words("brought back: ", "已恢复: "), id, context)
      guard let form = resumed(as: id, context) else { return [.back, .say(said)] }
      return [.replace(form), .say(said)]
    case .saved(_, _, let commit):
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
    case .refused(_, .clashes(let clashes, let author)) where after.old == nil:
      (self.clashes, givenUp, wanted) = (clashes, [], after)
      return [
        .say(Refusal.clashes(clashes, by: author).message(context)),
        .open(Self.question(clashes[0], author, context)),
      ]
    case .refused(_, let refusal):
      if case .rules(let findings, _) = refusal, let first = findings.first {
        editor.focus(on: first.field)
      }
      return [.say(refusal.message(context))]
    default: return []
    }
  }
}
