import RegistryModel
import TerminalCore

// One reason for all records of a line, and taking it back.
extension ReviewScreen {
  func act(_ context: Context) -> [Step] {
    if let id = item?.record {
      return Acts.menu(for: context.registry.owner(of: id) ?? id, context).map { [.open($0)] } ?? []
    }
    guard let row else { return [.say(Message("nothing is to be done", "没有待办事项"))] }
    let count = row.items.count
    return [
      .open(
        MenuScreen(
          row.label,
          [
            MenuScreen.Item(
              Words("Explain all \(count) with one reason ..", "以一条理由说明全部 \(count) 条 .."),
              refusal: row.refusesReason ?? context.refusesSaving,
              steps: [.open(prompt(row, context))]),
            MenuScreen.Item(
              Words("Ask again about all \(count)", "撤回说明, \(count) 条重新列为待办"),
              refusal: row.isAccepted ? context.refusesSaving : Words("not explained", "尚未说明"),
              steps: reopening(row, context)),
          ]))
    ]
  }

  private func prompt(_ row: ReviewRow, _ context: Context) -> PromptScreen {
    let (records, rule, base) = (row.records, row.rule ?? "", found?.order.registry)
    return PromptScreen(row.label, label: Words("Why is this right?", "请说明情况")) {
      reason, context in
      guard !reason.isEmpty else {
        return .refused(Words("enter a reason, or press Esc", "请写明理由，或按 Esc"))
      }
      let set = ChangeSet.explaining(records, rule, reason, since: base, context)
      if set.changes.isEmpty {
        return .refused(Words("nothing of it is left to explain", "已没有需要说明的记录"))
      }
      if let refusal = context.refusal(of: set) { return .refused(refusal) }
      return .steps([.back, .save(set, base: context.registry)])
    }
  }

  private func reopening(_ row: ReviewRow, _ context: Context) -> [Step] {
    guard let rule = row.rule else { return [] }
    let changes = row.records.compactMap { id in
      context.registry[id]?.accepted[rule].map {
        Change(id, [.accepted(rule, from: $0, to: nil)])
      }
    }
    return [.save(ChangeSet(changes), base: context.registry)]
  }
}

extension ReviewRow {
  /// Why no reason can be given; nil if one can.
  fileprivate var refusesReason: Words? {
    if isAccepted { return Words("already explained", "已说明") }
    if rule != nil { return nil }
    return isHard
      ? Words("must be put right", "须改正")
      : Words("goes once it is done", "办理后自动消失")
  }
}

extension ChangeSet {
  /// The same reason for all records in which the rule still asks.
  ///
  /// - Parameter base: where it was seen to ask about all of them.
  fileprivate static func explaining(
    _ records: [RecordID], _ rule: String, _ reason: String, since base: RegistryState?,
    _ context: Context
  ) -> ChangeSet {
    let registry = context.registry
    let isSame = base.map(registry.isSame) ?? false
    return ChangeSet(
      records.compactMap { id in
        guard let stored = registry[id], stored.binned == nil,
          isSame
            || registry.openFindings(of: stored, today: context.clock.today)
              .contains(where: { $0.rule == rule })
        else { return nil }
        return Change(id, [.accepted(rule, from: stored.accepted[rule], to: reason)])
      }, reason: reason)
  }
}

extension Message {
  /// How many records were explained, or are asked about again.
  fileprivate static func explainedWords(_ commit: Commit) -> Words {
    let count = commit.set.changes.count
    let isReopened = commit.set.changes.first?.settings.first?.after == .null
    return isReopened
      ? Words("asked about again: \(count)", "已撤回说明 \(count) 条")
      : Words("explained: \(count)", "已说明 \(count) 条")
  }

  static func explained(_ commit: Commit) -> Message { undoable(explainedWords(commit)) }
}
