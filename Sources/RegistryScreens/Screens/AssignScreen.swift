import RegistryModel
import RegistryPlans
import TerminalCore

/// A worker and a community brought together, with what that does to the targets before it is saved.
struct AssignScreen: EditingScreen {
  static let name = Words("Assignment", "安排任职")
  /// The record the screen was opened from: a worker or a community.
  private let fixed: RecordID
  var editor: RecordEditor
  private let base: RegistryState
  private let draft: String
  private var isSaving = false
  private var goesOn = false
  /// What the day shown does to a save was asked and agreed to.
  private var isDayAgreed = false

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

  static let commands: [Command<Self>] =
    Command.moving + [
      Command(.control("s"), hint: Words("Save", "保存"), help: Words("Save", "保存")) { box, context in
        box.save(goesOn: false, context)
      },
      Command(
        .insert, hint: Words("Save, one more", "再加一个"),
        help: Words("Save and assign once more", "保存并再安排一个")
      ) {
        box, context in box.save(goesOn: true, context)
      },
      .choosing,
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

  var typedLine: LineEditor? { editor.editor }

  func crumb(_ context: Context) -> String? { nil }

  mutating func refresh(_ context: Context) { editor.check(context) }

  mutating func forgetAnswers() { isDayAgreed = false }

  mutating func move(_ step: Int, passes: Bool, _ context: Context) -> [Step] {
    editor.moveOn(step, passes: passes, context) || step < 0 ? [] : [.say(.lastOfBox)]
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    guard case .agreed = choice else { return fill(choice, context) }
    isDayAgreed = true
    return save(goesOn: goesOn, context)
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    isSaving = false
    switch answer {
    case .saved(_, _, let commit):
      let id = commit?.set.changes.first?.id ?? editor.id
      let said = Step.say(.done(Words("assigned: ", "已安排: "), id, context))
      let next: [Step] = goesOn ? [.replace(AssignScreen(fixed: fixed, context))] : [.back]
      return [.effect(.dropDraft(name: draft))] + next + [said]
    case .refused(_, let refusal):
      if case .rules(let findings, _) = refusal, let first = findings.first {
        editor.focus(on: first.field)
      }
      return [.say(refusal.message(context))]
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
    if !isDayAgreed, let question = editor.dayQuestion(context).menu(context) {
      return [.open(question)]
    }
    isSaving = true
    return [.save(changeSet(context), base: base)]
  }

  private func changeSet(_ context: Context) -> ChangeSet {
    ChangeSet([Change(editor.id, isNew: true, editor.completed(context).settings(from: nil))])
  }

  /// The post does not count for the plan, whoever holds it there.
  private func reason(_ context: Context) -> Words? {
    guard let post = editor.completed(context) as? Assignment, let role = post.role,
      let worker = post.worker.flatMap({ context.registry.workers[$0.number]?.record }),
      context.plan?.counts(role: role, licence: worker.licenceLevel[context.day] ?? .unlicensed)
        == false
    else { return nil }
    return Words("This post does not count for the plan.", "此岗位不计入规划指标.")
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let lines =
      editor.blocking.isEmpty
      ? Preview(of: changeSet(context), without: reason(context), context).lines(in: area, context)
      : []
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
