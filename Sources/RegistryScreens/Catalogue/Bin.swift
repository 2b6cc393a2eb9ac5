import RegistryModel
import TerminalCore

/// The recycle bin: nothing is deleted, a record made by mistake is put away with a reason.
enum Bin {
  static func prompt(_ id: RecordID, _ context: Context) -> PromptScreen {
    prompt(id, draft: "form-\(context.ticket)", context)
  }

  private static func prompt(
    _ id: RecordID, draft: String, text: String = "", caret: Int? = nil, _ context: Context
  ) -> PromptScreen {
    let name = Words(same: context.shortName(of: id))
    return PromptScreen(
      Words("To the recycle bin: ", "放入回收站: ") + name,
      label: Words(
        "Reason? The record leaves all lists and counts; it can be restored.",
        "原因? 该记录将移出所有列表和统计，可恢复"),
      text: text, caret: caret,
      draft: .init(name: draft, isOwn: true) { text, caret, _ in
        .object([
          DraftKind.bin.member, JSON.Member("id", id.json), JSON.Member("text", .string(text)),
          JSON.Member("caret", .int(caret)),
        ])
      }
    ) { reason, context in
      guard !reason.isEmpty else {
        return .refused(Words("enter a reason, or press Esc", "请写明原因，或按 Esc"))
      }
      let set = ChangeSet([Change(id, [.binned(from: nil, to: reason)])], reason: reason)
      if let refusal = context.refusal(of: set) { return .refused(refusal) }
      return .steps([.back, .save(set, base: context.registry)])
    }
  }

  /// The question a draft holds; nil if its record is there no longer.
  static func resume(_ note: DraftNote, _ context: Context) -> PromptScreen? {
    guard let id = note.record, let stored = context.registry[id], stored.binned == nil
    else { return nil }
    return prompt(
      id, draft: note.name, text: note.content["text"]?.string ?? "",
      caret: note.content["caret"]?.int ?? 0, context)
  }

  /// Why a record is there.
  static func reason(of id: RecordID, _ context: Context) -> String {
    UndoPlan.reason(context.registry[id]?.binned ?? "", context.language)
  }

  /// What brings a record back.
  static func bringingBack(_ id: RecordID, _ context: Context) -> ChangeSet {
    ChangeSet([Change(id, [.binned(from: context.registry[id]?.binned, to: nil)])])
  }

  /// Asked before what is in the recycle bin is registered a second time.
  static func question(_ old: RecordID, _ context: Context) -> MenuScreen {
    let name = Words(same: context.shortName(of: old))
    let reason = Words(same: reason(of: old, context))
    return MenuScreen(
      Words("In the recycle bin: ", "回收站中已有: ") + name + Words(" (", " (") + reason
        + Words(")", ")"),
      [
        MenuScreen.Item(
          Words("Restore the record, with the values typed here", "恢复该记录, 并带入此处所填内容"),
          steps: [.choose(.old(old))]),
        MenuScreen.Item(
          Words("Add a new record anyway", "仍新增一条记录"), steps: [.choose(.old(nil))]),
      ])
  }
}
