import RegistryModel

/// What is done with frozen periods: a supervisor reopens them.
enum Periods {
  static let acts: [Act] = [
    Act(
      kind: .period, label: Words("Reopen it, with a reason ..", "解冻 .."),
      refusal: { refusesReopening($0, $1) }
    ) { id, context in
      [
        .open(
          ChangeScreen(
            id, title: Words("Reopen", "解冻"), keys: ["reopenedOn", "reopenReason"], context))
      ]
    }
  ]

  /// Why none is typed.
  static let howFrozen = Words(
    "frozen from a report: F9 5, a report, F4 its period, F2 Freeze",
    "期间从报表冻结：按 F9 5 打开报表，F4 选期间，F2 冻结")

  /// Why a period is not reopened: it is frozen no longer, or who asks may not.
  private static func refusesReopening(_ stored: any AnyStored, _ context: Context) -> Words? {
    guard let period = stored.content as? Period else { return nil }
    if !period.isFrozen { return Words("already reopened", "已解冻") }
    let reopening = Setting("reopenReason", before: .null, after: "")
    return context.refusal(of: ChangeSet([Change(stored.id, [reopening])]))
  }
}
