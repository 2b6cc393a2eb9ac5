import RegistryModel
import RegistryPlans
import TerminalCore

/// What saving a change set would do to the figures on screen.
struct Preview {
  /// nil if no plan is set, or the set does not fit.
  private let impacts: [Impact]?
  /// Why no figure changes, where that is known.
  private let reason: Words?

  init(of set: ChangeSet, without reason: Words? = nil, _ context: Context) {
    self.reason = reason
    impacts = context.counted.outlook?.progress.impacts(of: set, on: context.registry)
  }

  /// The lines as a box over `area` shows them, none of them cut.
  func lines(in area: Area, _ context: Context) -> [String] {
    lines(context).flatMap { context.metrics.wrapped($0, to: max(1, area.columns - 8)) }
  }

  private func lines(_ context: Context) -> [String] {
    guard let impacts else { return [] }
    return impacts.isEmpty
      ? [context.say(reason ?? Words("No plan figure changes.", "规划各项数据不变"))]
      : impacts.map { context.say($0.words(in: context.registry, on: context.day)) }
  }
}

extension Impact {
  /// A line about the target: `社工覆盖: 575/598 96.1% -> 574/598 95.9%  缺24个社区; 不再达标: 映门社区`.
  public func words(in state: RegistryState, on day: CivilDate) -> Words {
    let moved =
      after.target.label + Words(same: ": \(before.short) -> \(after.short)")
      + (from.map { Words(" from \($0)", " (自 \($0) 起)") } ?? Words(same: ""))
      + Words(same: "  ") + after.gap
    if losing.isEmpty { return moved }
    let names = { (language: Language) in
      losing.prefix(3).map { state.shortName(of: $0, on: day, language) }
    }
    let more = losing.count - 3
    return moved + Words("; no longer met: ", "；不再达标: ")
      + Words(
        names(.en).joined(separator: ", ") + (more > 0 ? " and \(more) more" : ""),
        names(.chinese).joined(separator: "、") + (more > 0 ? "等 \(losing.count) 个社区" : ""))
  }
}

extension Figure {
  /// `575/598 96.1%`
  fileprivate var short: String {
    "\(tally.sum)/\(tally.over) \(text ?? "--")\(target.figureSign)"
  }
}
