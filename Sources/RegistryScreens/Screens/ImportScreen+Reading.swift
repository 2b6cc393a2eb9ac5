import RegistryModel
import TerminalCore

// Having the file read, and what comes of it.
extension ImportScreen {
  /// The reading that tells what is decided now.
  private func order(_ context: Context, before: ImportPlan?) -> ImportOrder {
    var order = ImportOrder(
      kind: kind, path: source.path, base: context.registry, today: context.clock.today,
      before: before)
    if case .table(let text) = source { order.pasted = text }
    (order.sheet, order.mapping, order.mends) = (decided.sheet, decided.mapping, decided.mends)
    order.login = context.session.login
    return order
  }

  func work(_ context: Context) -> (any WorkOrder)? {
    plan == nil ? order(context, before: nil) : nil
  }

  /// Has the file read, to meet the registry as it is now.
  mutating func read(_ cause: Cause, _ context: Context) -> Step {
    (reading, isStale) = (Reading(cause: cause), false)
    return .work(order(context, before: cause == .moved ? plan : nil))
  }

  /// Gives away what a long file would come to.
  mutating func letGo() -> [Step] {
    defer { (plan, changed, lines) = (nil, [], ImportLines()) }
    return plan.map { [.effect(.discard(Parcel($0)))] } ?? []
  }

  mutating func hear(_ commits: [Commit], _ context: Context) -> [Step] {
    guard isConcerned(by: commits) else { return [] }
    (isStale, movedBy) = (true, commits.last?.by ?? movedBy)
    // While it is being read or saved, what comes of that is waited for.
    return reading == nil && !isSaving ? [read(.moved, context)] : []
  }

  /// Something changed that rows of this kind are, or refer to; after an unknown change all may have.
  private func isConcerned(by commits: [Commit]) -> Bool {
    let kinds = Set(kind.schema.fields.compactMap(\.refersTo) + [kind, .office])
    return commits.isEmpty
      || commits.contains { $0.set.changes.contains { kinds.contains($0.id.kind) } }
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .work(_, .progress(let progress)):
      reading?.progress = progress
      return []
    case .work(_, let news):
      if let result = news.result(of: LeftRowsOrder.self) { return told(result) }
      return news.result(of: ImportOrder.self).map { receive($0, context) } ?? []
    case .saved(_, _, let commit):
      let count = commit?.set.changes.count ?? 0
      let words = Words(
        "imported: \(count == 1 ? "1 record" : "\(count) records")", "已导入 \(count) 条记录")
      return letGo() + [.effect(.dropDraft(name: draft)), .back, .say(.undoable(words))]
    case .refused(_, let refusal):
      isSaving = false
      let said = Step.say(refusal.message(context))
      return isStale ? [said, read(.moved, context)] : [said]
    default: return []
    }
  }

  private mutating func receive(_ result: ImportOrder.Result, _ context: Context) -> [Step] {
    let cause = reading?.cause ?? .asked
    reading = nil
    switch result {
    case .unreadable(let words):
      // The path is put right where it was typed.
      return [
        .replace(
          Self.pathPrompt(
            kind, draft: draft, text: source.path, caret: source.path.count, refusal: words))
      ]
    case .plan(let plan, let changed):
      let (bad, at) = (self.plan?.counts.bad, row)
      var steps = letGo()
      (self.plan, self.changed) = (plan, changed)
      if let part, part.count(in: plan.counts) == 0 { self.part = nil }
      lines = ImportLines(plan, changed: changed, only: part)
      keepCursor(at, plan)
      if let said = bad.flatMap({ told(cause, plan, bad: $0) }) { steps.append(.say(said)) }
      if isStale { return steps + [read(.moved, context)] }
      return steps + mappingAtFirst(context)
    }
  }

  /// What is different now.
  private mutating func told(
    _ cause: Cause, _ plan: ImportPlan, bad was: Int
  ) -> Message? {
    switch cause {
    case .moved where !isStale:
      defer { movedBy = nil }
      let who = movedBy.map { Words("\($0) changed the registry", "\($0) 已修改登记库") }
      return Message(
        (who ?? Words("the registry has changed", "登记库已有变更")) + difference(changed.count))
    case .decided where plan.counts.bad != was:
      let now = plan.counts.bad
      return Message("to fix: \(was), now \(now)", "须改正: 原 \(was) 行，现 \(now) 行")
    case .asked, .decided, .moved: return nil
    }
  }

  private func difference(_ count: Int) -> Words {
    count == 0
      ? Words("; the import is the same", "；导入内容不变")
      : Words(
        "; \(count == 1 ? "1 row is" : "\(count) rows are") different now", "；其中 \(count) 行结果有变")
  }

  /// The cursor stays on its row; if that has become something else, what comes next takes its place.
  private mutating func keepCursor(_ at: ImportRow?, _ plan: ImportPlan) {
    if let at, let place = plan.place(ofLine: at.line),
      ImportPart(plan.rows[place].outcome) == ImportPart(at.outcome),
      let line = lines.place(of: place)
    {
      cursor = line
    }
    cursor = max(0, min(cursor, lines.count - 1))
  }
}

extension PathScreen.Source {
  /// The path; empty if there is none.
  var path: String { if case .path(let path) = self { path } else { "" } }

  /// What a title and a draft call it.
  var words: Words {
    switch self {
    case .path(let path): Words(same: path)
    case .table: Words("pasted table", "粘贴的表格")
    }
  }
}
