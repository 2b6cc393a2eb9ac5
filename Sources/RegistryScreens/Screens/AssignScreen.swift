import RegistryModel
import RegistryPlans
import TerminalCore

/// Workers and a community brought together, or a worker and communities, with what that does to the targets
/// and to the workers' load before it is saved; or a worker moved, whose assignment before ends with the day before.
struct AssignScreen: SavingScreen {
  static let name = Words("Assignment", "安排任职")
  /// The record the screen was opened from: a worker or a community.
  private let fixed: RecordID
  /// Further ones of its kind that get the same assignment.
  private let others: [RecordID]
  /// The assignment that ends with this one; nil if none does.
  private let left: RecordID?
  /// Keys of it in which a colleague's values hold.
  private var kept: Set<String> = []
  var editor: RecordEditor
  var saving: Saving
  let draft: String

  init(worker: RecordID, _ context: Context) { self.init(fixed: worker, context) }
  init(community: RecordID, _ context: Context) { self.init(fixed: community, context) }

  /// Several workers or several communities, of which there is one at least.
  init(all records: [RecordID], _ context: Context) {
    self.init(fixed: records[0], others: Array(records.dropFirst()), context)
  }

  /// The worker of an assignment goes to another community, with what they do there.
  init(moving assignment: Stored<Assignment>, _ context: Context) {
    self.init(fixed: assignment.record.worker ?? assignment.id, leaving: assignment.id, context)
  }

  private init(
    fixed: RecordID, others: [RecordID] = [], leaving left: RecordID? = nil, draft: String? = nil,
    _ context: Context
  ) {
    (self.fixed, self.others) = (fixed, others)
    self.left = left
    self.draft = draft ?? "form-\(context.ticket)"
    saving = Saving(on: context.registry)
    let schema = Kind.assignment.schema
    let other = fixed.kind == .worker ? "community" : "worker"
    let fields = [other, "role", "since", "share", "primary"].compactMap { schema[$0] }
    editor = RecordEditor(
      Assignment(), id: RecordID(.assignment, -1), original: nil, fields: fields, context)
    editor.inset = 8
    if let field = schema[fixed.kind == .worker ? "worker" : "community"] {
      editor.carry(fixed.json, in: field, context)
    }
    let before = left.flatMap { context.registry[$0]?.content }
    for key in ["role", "share", "primary"] {
      guard let field = schema[key], let value = before?.json(field, on: context.day) else {
        continue
      }
      editor.carry(value, in: field, context)
      // A move is mostly of the same post: Enter goes on to the day.
      editor.passed.insert(field.ordinal)
    }
    if let left {
      leave(left)
      editor.check(context)
    }
    editor.begin()
  }

  func draft(_ context: Context) -> JSON? {
    guard editor.isChanged else { return nil }
    let typed = editor.draft(context).filter { $0.key != "id" }
    let leaving = left.map { [JSON.Member("leaving", $0.json)] } ?? []
    let more = others.isEmpty ? [] : [JSON.Member("others", .array(others.map(\.json)))]
    return .object(
      [DraftKind.assign.member, JSON.Member("id", fixed.json)] + more + leaving + typed)
  }

  /// The box a draft holds; nil if its record is there no longer.
  static func resume(_ note: DraftNote, _ context: Context) -> AssignScreen? {
    guard let fixed = note.record,
      fixed.kind == .worker || fixed.kind == .community, context.registry[fixed]?.binned == nil
    else { return nil }
    let left = note.content["leaving"]?.string.flatMap { RecordID($0) }
      .flatMap { context.registry[$0]?.binned == nil ? $0 : nil }
    let others = (note.content["others"]?.array ?? []).compactMap {
      $0.string.flatMap { RecordID($0) }
    }
    .filter { $0.kind == fixed.kind && context.registry[$0].map { $0.binned == nil } == true }
    var box = AssignScreen(
      fixed: fixed, others: others, leaving: left, draft: note.name, context)
    box.editor.resume(note.content, context)
    return box
  }

  static let commands: [Command<Self>] =
    Command.moving + [
      Command(.control("s"), hint: Words("Save", "保存"), help: Words("Save", "保存")) { box, context in
        box.save(then: .close, context)
      },
      Command(
        .insert, hint: Words("Save, one more", "再加一个"),
        help: Words("Save and assign another", "保存并再安排一个"),
        refusal: { box, _ in
          box.left.map { _ in Words("a move is one assignment: press Ctrl-S", "调动只有一项任职，请按 Ctrl-S")
          }
        }
      ) {
        box, context in box.save(then: .new, context)
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

  mutating func move(_ step: Int, passes: Bool, _ context: Context) -> [Step] {
    editor.moveOn(step, passes: passes, context) || step < 0 ? [] : [.say(.lastOfBox)]
  }

  mutating func rebase(
    on registry: RegistryState, without givenUp: [RecordID: Set<String>], _ context: Context
  ) {
    if let left, let theirs = givenUp[left] {
      kept.formUnion(theirs)
      leave(left)
    }
    editor.check(context)
  }

  func saved(_ commit: Commit?, then after: Saving.After, _ context: Context) -> [Step] {
    let id = commit?.set.changes.last?.id ?? editor.id
    let done = left == nil ? Words("assigned: ", "已安排: ") : Words("moved: ", "已调动: ")
    let next: [Step] =
      after.isNew ? [.replace(AssignScreen(fixed: fixed, others: others, context))] : [.back]
    let count = commit?.set.changes.count ?? 0
    let said =
      count > 1 && left == nil
      ? Message.undoable(done + Words("\(count) assignments", "\(count) 项任职"))
      : .done(done, id, context)
    return [.effect(.dropDraft(name: draft))] + next + [.say(said)]
  }

  func question(_ context: Context) -> MenuScreen? {
    saving.isDayAgreed ? nil : editor.dayQuestion(context).menu(context)
  }

  func changeSet(_ context: Context) -> Result<ChangeSet, Flaw> {
    // Where only other records conflict with it the store refuses, and tells whose and since when.
    if let first = editor.blocking.first(where: { $0.other == nil }) {
      return .failure(Flaw(field: first.field.key, words: first.field.naming(first.words)))
    }
    let record = editor.completed(context)
    var ending: [Change] = []
    if let left {
      let change = Self.ending(left, for: record, in: context.registry, keeping: kept)
      guard let change else {
        return .failure(
          Flaw(
            field: "since",
            words: Words(
              "a move must begin on a full date, later than the previous assignment",
              "调动须从完整日期起，且晚于原任职的到岗日期")))
      }
      ending = change.settings.isEmpty ? [] : [change]
    }
    let made = ending + [Change(editor.id, isNew: true, record.settings(from: nil))] + more(record)
    if let flaw = flaw(in: made, context) { return .failure(flaw) }
    return .success(ChangeSet(made))
  }

  /// The same assignment of the others.
  private func more(_ record: any Record) -> [Change] {
    guard let post = record as? Assignment else { return [] }
    return others.enumerated().map { place, id in
      var other = post
      if fixed.kind == .worker { other.worker = id } else { other.community = id }
      return Change(RecordID(.assignment, -2 - place), isNew: true, other.settings(from: nil))
    }
  }

  /// What the rules refuse of the others, with whom it is about.
  private func flaw(in made: [Change], _ context: Context) -> Flaw? {
    if others.isEmpty { return nil }
    let judged = zip(made, context.registry.judgements(of: made, today: context.clock.today))
    let broken = judged.compactMap { change, judgement in
      judgement.refused.first.map { (change: change, finding: $0) }
    }.first
    guard let broken, broken.change.id != editor.id else { return nil }
    let name = context.shortName(of: others[-2 - broken.change.id.number])
    return Flaw(
      field: broken.finding.field, words: Words(same: "\(name): ") + broken.finding.words)
  }

  /// What the workers have to do with it; of many the first few.
  private func loads(after set: ChangeSet, _ context: Context) -> [String] {
    guard let state = context.registry.trying(set), let post = editor.record as? Assignment else {
      return []
    }
    let workers = fixed.kind == .worker ? [fixed] + others : [post.worker].compactMap { $0 }
    let day = max(context.day, post.since?.lastDay ?? context.day)
    return workers.prefix(Self.told).map { id in
      let load = state.load(of: id, on: day)
      let excess = load.excess(over: state.office).map { context.say(Words(" (", " (") + $0) + ")" }
      return "\(excess == nil ? "" : "? ")\(context.shortName(of: id)): \(context.say(load.words))"
        + (excess ?? "")
    } + (workers.count > Self.told ? [".."] : [])
  }

  private static let told = 4

  /// The change that ends the assignment `left` on the day before `record` begins; without settings where
  /// it ends before that by itself, nil where it cannot end so.
  ///
  /// - Parameter keys: what a colleague has saved of it, which holds.
  private static func ending(
    _ left: RecordID, for record: any Record, in registry: RegistryState, keeping keys: Set<String>
  ) -> Change? {
    guard let before = registry.assignments[left.number]?.record,
      let since = (record as? Assignment)?.since, since.isFull
    else { return nil }
    if let until = before.until, until.lastDay < since { return Change(left, []) }
    var ended = before
    ended.until = since.adding(days: -1)
    ended.endReason = before.endReason ?? .transferred
    guard CivilDate.isTerm(since: ended.since, until: ended.until) else { return nil }
    return Change(left, ended.settings(from: before).filter { !keys.contains($0.key) })
  }

  /// Has the rules see the registry with the assignment before ended.
  private mutating func leave(_ left: RecordID) {
    editor.together = { [kept] in
      Self.ending(left, for: $0, in: $1, keeping: kept).map { [$0] } ?? []
    }
  }

  /// The assignments the worker holds on the day shown, as one has to know them before giving another.
  private func held(_ context: Context) -> String? {
    guard let id = (editor.record as? Assignment)?.worker else { return nil }
    let held = context.registry.assignments(of: id, on: context.day).map {
      context.say(Acts.label(of: $0, context))
    }
    let label = context.say((context.otherDay ?? Words("Now", "现任")) + Words(same: ": "))
    return label + (held.isEmpty ? context.say("none", "无") : held.joined(separator: "; "))
  }

  private func title(_ context: Context) -> Words {
    if let left = left.flatMap({ context.registry.assignments[$0.number] }) {
      return Words("leaves ", "调离 ") + Acts.label(of: left, context)
    }
    let whom =
      fixed.kind == .worker
      ? Words("assign to a community", "安排任职") : Words("assign a worker", "安排社区工作者")
    return others.isEmpty
      ? whom : Words("and \(others.count) more: ", "等 \(others.count + 1) 条: ") + whom
  }

  /// Held by this worker the post does not count for the plan.
  private func reason(_ context: Context) -> Words? {
    guard let post = editor.completed(context) as? Assignment, let role = post.role,
      let worker = post.worker.flatMap({ context.registry.workers[$0.number]?.record }),
      context.plan?.counts(role: role, licence: worker.licenceLevel[context.day] ?? .unlicensed)
        == false
    else { return nil }
    return Words("This post does not count for the plan.", "此岗位不计入规划指标")
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var preview: [String] = []
    if editor.blocking.isEmpty, case .success(let set) = changeSet(context) {
      preview =
        loads(after: set, context)
        + Preview(of: set, without: reason(context), context).lines(in: area, context)
    }
    let now = left == nil && others.isEmpty ? held(context).map { [$0] } ?? [] : []
    let lines = now + preview
    let name = context.shortName(of: fixed)
    let inner = Box(
      title: "\(name) \(context.say(title(context)))", columns: area.columns - 9,
      footer: editor.footnote(in: area, context)
    ).draw(on: &canvas, in: area, rows: editor.fields.count + 1 + max(1, lines.count))
    editor.draw(editor.fields.indices, on: &canvas, in: inner, context)
    for (row, line) in lines.enumerated() {
      canvas.put(
        canvas.metrics.truncated(line, to: inner.columns),
        row: inner.row + editor.fields.count + 1 + row, column: inner.column)
    }
  }
}
