import RegistryModel
import RegistryPlans
import TerminalCore

/// Communities that merge, split up or end, a worker who leaves or hands over, another carrier, an election:
/// from which day, who takes over, and what becomes of every record concerned, with what that does to the
/// targets. All is saved as one change.
struct RearrangeScreen: Screen {
  static let name = Words("Rearrangement", "合并、终止与交接")

  /// A line the cursor can be on.
  enum Line: Hashable, Sendable {
    case day, reason
    case item(String)
  }

  var plan: Rearrangement
  /// What Ins adds are further subjects: the one it was opened from takes over.
  let addsSubjects: Bool
  var day: LineEditor
  var reason = LineEditor()
  var focus = Line.day
  /// The first character typed replaces a good day.
  var isDayFresh = true
  /// Enter was held at the day once.
  var isHeld = false
  private(set) var counted: RearrangeOrder.Result?
  private var isSaving = false
  /// Ctrl-S was pressed before the figures were there.
  private var isAwaited = false
  let draft: String
  /// The day as it was filled in.
  let proposedDay: String

  init(_ plan: Rearrangement, addsSubjects: Bool, draft: String) {
    (self.plan, self.addsSubjects, self.draft) = (plan, addsSubjects, draft)
    proposedDay = plan.day.text(.en)
    day = LineEditor(plan.day.text(.en))
  }

  /// - Parameter addsSubjects: others are named that it takes over from.
  init(
    _ purpose: Rearrangement.Purpose, of id: RecordID, addsSubjects: Bool = false,
    _ context: Context
  ) {
    self.init(
      Rearrangement(
        purpose, of: addsSubjects ? [] : [id], to: addsSubjects ? [id] : [], from: context.day),
      addsSubjects: addsSubjects, draft: "form-\(context.ticket)")
    if isLastDayTyped { plan.day = plan.day.adding(days: 1) }
  }

  /// Of several subjects.
  init(_ purpose: Rearrangement.Purpose, of ids: [RecordID], _ context: Context) {
    self.init(
      Rearrangement(purpose, of: ids, from: context.day), addsSubjects: false,
      draft: "form-\(context.ticket)")
  }

  static let commands: [Command<Self>] =
    [
      Command(
        .control("s"), hint: Words("Save", "保存"),
        help: Words("Save all as one change", "全部作为一次变更保存"),
        refusal: { screen, context in screen.refusal(context) }
      ) { screen, context in screen.save(context) },
      Command(
        .insert, hint: Words("Add", "添加"),
        help: Words(
          "Add who takes over, or whom it takes over from; once more takes it out",
          "添加接替者或并入的社区，再选一次为移去"),
        refusal: { screen, _ in screen.refusesAdding }
      ) { screen, _ in [.open(FindScreen(picking: screen.kind))] },
      Command(
        .function(4), hint: Words("Choose", "选择"),
        help: Words("Choose what becomes of the record, or a reason", "选择处理方式或原因")
      ) { screen, context in screen.choose(context) },
      Command(
        .enter, .tab, .down, hint: Words("Next", "下一项"), help: Words("Line below", "下一行")
      ) { screen, context in screen.goOn(context) },
      Command(.up, .backTab, help: Words("Line above", "上一行")) { screen, context in
        screen.move(-1, context)
      },
      Command(.pageDown, help: Words("One page down", "下一页")) { screen, context in
        screen.move(max(1, context.rows - 14), context)
      },
      Command(.pageUp, help: Words("One page up", "上一页")) { screen, context in
        screen.move(-max(1, context.rows - 14), context)
      },
      Command(
        .function(8), help: Words("To the next record that needs a choice", "到下一个待选择的记录")
      ) { screen, context in
        guard let open = screen.items(context).first(where: { $0.outcome == nil }) else {
          return [.say(Message("nothing is open", "没有待选择的记录", .good))]
        }
        screen.focus = .item(open.key)
        return []
      },
      Command(
        .escape, .function(12), hint: Words("Close", "暂存退出"),
        help: Words("Close; the choices are kept as a draft", "退出, 所选内容存为草稿")
      ) { screen, context in
        screen.draft(context) == nil ? [.back] : [.back, .say(.leftAsDraft)]
      },
    ]

  func crumb(_ context: Context) -> String? { context.say(plan.name(of: kind)) }

  var kind: Kind { (plan.subjects.first ?? plan.successors.first)?.kind ?? .community }
  var area: Kind? { kind }
  var takesText: Bool { focus == .day || focus == .reason }
  var typedLine: LineEditor? { focus == .day ? day : focus == .reason ? reason : nil }

  /// What Ins added.
  var added: [RecordID] { addsSubjects ? plan.subjects : plan.successors }

  /// The day typed is the last one of a worker's employment, as the papers say it; else the first of the new
  /// order.
  var isLastDayTyped: Bool { plan.purpose == .ending && kind == .worker }

  /// The field that says why; nil where there is nothing to say.
  var reasonField: FieldInfo? {
    plan.purpose == .ending || plan.purpose == .handover && kind == .community
      ? kind.endReason : nil
  }

  func items(_ context: Context) -> [Rearrangement.Item] { plan.items(in: context.registry) }

  func lines(_ items: [Rearrangement.Item]) -> [Line] {
    [.day] + (reasonField == nil ? [] : [.reason]) + items.map { .item($0.key) }
  }

  /// Whatever a colleague changes in what would be saved is looked at before it is.
  var target: String? { counted.map { "\(focus) \($0.order.registry.seq)" } ?? "\(focus)" }

  func item(_ context: Context) -> Rearrangement.Item? {
    guard case .item(let key) = focus else { return nil }
    return items(context).first { $0.key == key }
  }
}

// The cursor.
extension RearrangeScreen {
  mutating func move(_ step: Int, _ context: Context) -> [Step] {
    let lines = lines(items(context))
    let place = lines.firstIndex(of: focus) ?? 0
    focus = lines[max(0, min(lines.count - 1, place + step))]
    (isDayFresh, isHeld) = (true, false)
    day.move(to: .max)
    return []
  }

  /// Down; a day that is none holds once.
  private mutating func goOn(_ context: Context) -> [Step] {
    if focus == .day, !isHeld, case .failure(let error) = day.fullDay {
      isHeld = true
      return [.say(.held(error.words))]
    }
    return move(1, context)
  }

  mutating func refresh(_ context: Context) {
    // What a colleague settled is listed no longer.
    let lines = lines(items(context))
    if !lines.contains(focus) { focus = lines.last ?? .day }
  }
}

// Counting and saving.
extension RearrangeScreen {
  /// - Parameter items: all that changes, where it is found already: that takes time with thousands.
  func changeSet(
    of items: [Rearrangement.Item]? = nil, _ context: Context
  ) -> Result<ChangeSet, Rearrangement.Flaw> {
    if case .failure(let error) = day.fullDay { return .failure(.init(words: error.words)) }
    do throws(Rearrangement.Flaw) {
      return .success(
        try plan.changeSet(
          of: items, in: context.registry,
          saying: plan.reason(in: context.registry, context.language)))
    } catch { return .failure(error) }
  }

  /// The day whose figures are told: nothing of it is seen before it begins.
  func countedDay(_ context: Context) -> CivilDate { max(plan.day, context.day) }

  func work(_ context: Context) -> (any WorkOrder)? { work(on: changeSet(context), context) }

  /// What is still to be counted of a change set.
  func work(
    on changeSet: Result<ChangeSet, Rearrangement.Flaw>, _ context: Context
  ) -> (any WorkOrder)? {
    guard let plan = context.plan, case .success(let set) = changeSet else { return nil }
    let order = RearrangeOrder(
      registry: context.registry, set: set, plan: plan, day: countedDay(context))
    return counted?.order.isSame(as: order) == true ? nil : order
  }

  private func refusal(_ context: Context) -> Words? {
    if let refusal = context.refusesSaving { return refusal }
    return isSaving ? Words("one moment ..", "请稍候 ..") : nil
  }

  private mutating func save(_ context: Context) -> [Step] {
    let changeSet = changeSet(context)
    switch changeSet {
    case .failure(let flaw):
      if let key = flaw.item { focus = .item(key) }
      return [.say(Message(flaw.words, .error))]
    case .success(let set):
      // What it does to the targets is shown first.
      if work(on: changeSet, context) != nil {
        isAwaited = true
        return [.say(.counting)]
      }
      if set.changes.isEmpty { return [.say(Message("nothing would change", "没有改动", .error))] }
      if let refusal = context.refusal(of: set) ?? broken(by: set, context) {
        return [.say(Message(refusal, .error))]
      }
      isSaving = true
      return [.save(set, base: context.registry)]
    }
  }

  /// The first rule that the save would break, with the record it is about.
  private func broken(by set: ChangeSet, _ context: Context) -> Words? {
    let judged = zip(
      set.changes, context.registry.judgements(of: set.changes, today: context.clock.today))
    for (change, judgement) in judged {
      guard let finding = judgement.refused.first else { continue }
      // A new post is called by who holds it, and where.
      let named =
        change.isNew
        ? change.settings.filter { ["worker", "community"].contains($0.key) }
          .compactMap { $0.after.string.flatMap { RecordID($0) } } : [change.id]
      let name = named.map(context.shortName).joined(separator: " - ")
      return Words(same: "\(name): ") + finding.words
    }
    return nil
  }

  var draftName: String? { draft }
  var savedDraft: String? { isSaving ? draft : nil }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .work(_, let news):
      guard let result = news.result(of: RearrangeOrder.self) else { return [] }
      counted = result
      defer { isAwaited = false }
      return isAwaited ? [.say(Message("counted: Ctrl-S saves", "统计完成，按 Ctrl-S 保存"))] : []
    case .saved(_, _, let commit):
      isSaving = false
      guard let commit else { return said(answer, context) }
      let count = commit.set.changes.count
      let done =
        plan.name(of: kind) + Words(same: ": ") + plan.title(in: context.registry)
        + Words(", \(count == 1 ? "1 record" : "\(count) records") saved", "，已保存 \(count) 条")
      return [.effect(.dropDraft(name: draft)), .back, .say(.undoable(done))]
    case .refused:
      isSaving = false
      return said(answer, context)
    default: return []
    }
  }

  func hint(_ context: Context) -> Words? {
    Words(
      "Every record is listed that names what ends or is taken over, with what becomes of it. Space or a "
        + "digit changes that, * does the same for all of the sort, F8 goes to what must be chosen. Ins adds "
        + "who takes over: with nobody it ends, with one it is merged, with several it is split up.",
      "列出与其相关的每条记录及处理方式：空格或数字更改，* 使同类各条相同，F8 到待选择的记录。Ins 添加接替者："
        + "不添加为终止，一个为合并，几个为拆分。")
  }
}
