import RegistryModel
import TerminalCore

// Values that come from elsewhere, and reasons.
extension FormScreen {
  mutating func sameAsLast(_ context: Context) -> [Step] {
    let last = content.table == nil ? context.lastSaved[editor.kind] : content.rowAbove?.record
    guard let value = last?.json(editor.field, on: context.day) else {
      return [
        .say(
          content.table == nil
            ? Message("no record was saved in this session yet", "本次还没有保存过记录")
            : Message("the row above has no value here", "上一行此项没有值"))
      ]
    }
    editor.carry(value, in: editor.field, context)
    altered(context)
    return []
  }

  /// Locks what the field holds for the next new records of a series, or unlocks it.
  mutating func lock(_ context: Context) -> [Step] {
    editor.settle(context)
    let field = editor.field
    if let refusal = refusesLock(field, context) { return [.say(Message(refusal, .error))] }
    let isLocked = context.locked[editor.kind]?[field.key] != nil
    let value = editor.record.json(field, on: context.day) ?? editor.proposal(field, context)
    guard !isLocked, let value else {
      return [
        .lock(editor.kind, field: field.key, value: nil),
        .say(Message(field.label + Words(" unlocked", "已解除锁定"))),
      ]
    }
    // Marked as the next ones will be.
    editor.carry(value, in: field, context)
    altered(context)
    return [
      .lock(editor.kind, field: field.key, value: value),
      .say(
        Message(
          field.label
            + Words(
              " is locked for the next new records; Ctrl-K again unlocks",
              "已锁定，后续新增记录沿用；再按 Ctrl-K 解除"))),
    ]
  }

  /// A lock is for entering a series: it makes no sense of what only one record has, nor in one that is
  /// stored, from where it would get into the next new one unseen.
  private func refusesLock(_ field: FieldInfo, _ context: Context) -> Words? {
    if editor.original != nil {
      return Words(
        "only values of a new record can be locked; F5 in the list copies this one",
        "只能锁定新增记录的值；在列表中按 F5 可复制本条")
    }
    if context.locked[editor.kind]?[field.key] != nil { return nil }
    if field.identity != .none {
      return field.label + Words(" differs in every record and cannot be locked", "每条记录不同，不能锁定")
    }
    if let refusal = editor.refusal(of: field) { return field.naming(refusal) }
    let value = editor.record.json(field, on: context.day) ?? editor.proposal(field, context)
    return value == nil ? Words("the field is empty", "此项为空，不能锁定") : nil
  }

  mutating func giveReason(_ context: Context) -> [Step] {
    let here = editor.findings.filter { $0.field == editor.field.key }
    guard
      let finding = here.first(where: \.isOverridable)
        ?? here.first(where: { $0.severity == .soft })
    else { return [.say(Message("nothing to confirm here", "此项无须核实"))] }
    let reason = Setting.accepted(finding.rule, from: nil, to: "")
    if let refusal = context.refusal(of: ChangeSet([Change(editor.id, [reason])])) {
      return [.say(Message(refusal, .error))]
    }
    return [.open(reasonPrompt(finding, of: editor.id))]
  }

  /// Asks for the reason; what is typed is kept with the draft of the form.
  func reasonPrompt(
    _ finding: Finding, of id: RecordID, text: String = "", caret: Int? = nil
  ) -> PromptScreen {
    let (name, form) = (draft, self)
    return PromptScreen(
      finding.words, label: Words("Why is this value correct?", "请说明情况"), text: text,
      caret: caret,
      draft: .init(name: name, isOwn: false) { text, caret, context in
        form.draft(asking: finding.rule, text, caret, context)
      }
    ) { text, _ in
      text.isEmpty
        ? .refused(Words("enter a reason, or press Esc", "请写明理由，或按 Esc"))
        : .steps([.choose(.reason(text, rule: finding.rule, of: id))])
    }
  }
}
