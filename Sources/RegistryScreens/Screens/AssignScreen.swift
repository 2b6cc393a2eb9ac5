import RegistryModel
import TerminalCore

/// A worker and a community brought together, with what that does to the targets before it is saved.
struct AssignScreen: Screen {
  static let name = Words("Assignment", "安排任职")
  /// The record the screen was opened from: a worker or a community.
  private let fixed: RecordID
  private var editor: RecordEditor
  private let base: RegistryState
  private let draft: String
  private var isSaving = false
  private var goesOn = false

  init(worker: RecordID, _ context: Context) { self.init(fixed: worker, context) }
  init(community: RecordID, _ context: Context) { self.init(fixed: community, context) }

  private init(fixed: RecordID, draft: String? = nil, _ context: Context) {
    self.fixed = fixed
    self.draft = draft ?? "form-\(context.ticket)"
    base = context.registry
    let schema = Kind.assignment.schema
    let other = fixed.kind == .worker ? "community" : "worker"
    let fields = [other, "role", "since", "share", "primary"].compactMap { schema[$0] }
    editor = RecordEditor(
      Assignment(), id: RecordID(.assignment, -1), original: nil, fields: fields, context)
    editor.inset = 8
    if let field = schema[fixed.kind == .worker ? "worker" : "community"] {
      editor.carry(fixed.json, in: field, context)
    }
    editor.begin()
  }

  var draftName: String? { draft }
  var savedDraft: String? { isSaving ? draft : nil }

  func draft(_ context: Context) -> JSON? {
    guard editor.isChanged else { return nil }
    let typed = editor.draft(context).filter { $0.key != "id" }
    return .object([DraftKind.assign.member, JSON.Member("id", fixed.json)] + typed)
  }

  /// The box a draft holds; nil where its record is there no longer.
  static func resume(_ note: DraftNote, _ context: Context) -> AssignScreen? {
    guard let fixed = note.record,
      fixed.kind == .worker || fixed.kind == .community, context.registry[fixed]?.binned == nil
    else { return nil }
    var box = AssignScreen(fixed: fixed, draft: note.name, context)
    box.editor.take(note.content, context)
    return box
  }

  static let commands: [Command<Self>] = [
    Command(.enter, .tab, .down, hint: Words("Next", "下一项"), help: Words("Next field", "下一项")) {
      box, context in
      box.editor.settle(context)
      _ = box.editor.moveOn(1, context)
      return []
    },
    Command(.backTab, .up, help: Words("Field before", "上一项")) { box, context in
      box.editor.settle(context)
      _ = box.editor.moveOn(-1, context)
      return []
    },
    Command(.control("s"), hint: Words("Save", "保存"), help: Words("Save", "保存")) { box, context in
      box.save(goesOn: false, context)
    },
    Command(
      .insert, hint: Words("Save, one more", "再加一个"),
      help: Words("Save and assign once more", "保存并再安排一个")
    ) {
      box, context in box.save(goesOn: true, context)
    },
    Command(
      .function(4), hint: Words("Choose", "选择"),
      help: Words("Choose from the values of the field", "从可选值中选择")
    ) {
      box, context in box.editor.choiceMenu(context)
    },
    Command(.function(8), help: Words("To the next problem", "跳到下一个问题")) { box, context in
      box.editor.settle(context)
      box.editor.saysRequired = true
      guard let first = box.editor.blocking.first else {
        return [.say(Message("no problems", "没有问题", .good))]
      }
      box.editor.focus(on: first.field.key)
      return [.say(Message(first.words, .error))]
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

  mutating func refresh(_ context: Context) { editor.check(context) }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    if let picked = editor.candidate(for: key, context) {
      editor.pick(picked, in: editor.field, context)
      _ = editor.moveOn(1, context)
      return []
    }
    return editor.type(key, context) ? [] : nil
  }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    editor.paste(text, context)
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
    case .saved(_, _, let commit):
      let id = commit?.set.changes.first?.id ?? editor.id
      let said = Step.say(.done(Words("assigned: ", "已安排: "), id, context))
      let next: [Step] = goesOn ? [.replace(AssignScreen(fixed: fixed, context))] : [.back]
      return [.effect(.dropDraft(name: draft))] + next + [said]
    case .refused(_, let refusal): return [.say(refusal.message(context))]
    default: return []
    }
  }

  private mutating func save(goesOn: Bool, _ context: Context) -> [Step] {
    guard !isSaving else { return [] }
    if let refusal = context.refusesSaving { return [.say(Message(refusal, .error))] }
    editor.settle(context)
    editor.saysRequired = true
    editor.check(context)
    // Where only other records stand against it the store refuses, and tells whose and since when.
    if let first = editor.blocking.first(where: { $0.other == nil }) {
      editor.focus(on: first.field.key)
      return [.say(Message(first.field.naming(first.words), .error))]
    }
    self.goesOn = goesOn
    isSaving = true
    return [.save(changeSet(context), base: base)]
  }

  private func changeSet(_ context: Context) -> ChangeSet {
    ChangeSet([Change(editor.id, isNew: true, editor.completed(context).settings(from: nil))])
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let lines =
      editor.blocking.isEmpty
      ? Preview(of: changeSet(context), context).lines(in: area, context) : []
    let name = context.registry.shortName(of: fixed, context.language)
    let title =
      fixed.kind == .worker
      ? Words("assign to a community", "安排任职") : Words("assign a worker", "安排社区工作者")
    let inner = Box(
      title: "\(name) \(context.say(title))", columns: area.columns - 9,
      footer: editor.footnote(in: area, context)
    ).draw(on: &canvas, in: area, rows: editor.fields.count + 1 + max(1, lines.count))
    editor.draw(editor.fields.indices, on: &canvas, in: inner, context)
    for (row, line) in lines.enumerated() {
      canvas.put(
        line, row: inner.row + editor.fields.count + 1 + row, column: inner.column,
        columns: inner.columns)
    }
  }
}
