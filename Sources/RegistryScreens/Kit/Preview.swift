import RegistryModel
import RegistryPlans
import TerminalCore

/// What saving a change set would do to the figures on screen.
struct Preview {
  private let before: GaugeFigures
  private let after: GaugeFigures?

  init(of set: ChangeSet, _ context: Context) {
    before = context.gauges
    after = context.registry.trying(set).map { context.counted.moved(to: $0).summary.gauges }
  }

  /// The lines as a box over `area` shows them, none of them cut.
  func lines(in area: Area, _ context: Context) -> [String] {
    lines(context).flatMap { context.metrics.wrapped($0, to: max(1, area.columns - 8)) }
  }

  /// A line a figure that moves: `社工覆盖 575/598 96.1% -> 576/598 96.3%  仍缺 22 个社区`.
  private func lines(_ context: Context) -> [String] {
    guard let after, context.plan != nil else { return [] }
    let moved = zip(before.gauges, after.gauges).filter { old, new in
      (old.figure.tally.sum, old.figure.tally.over) != (new.figure.tally.sum, new.figure.tally.over)
    }
    if moved.isEmpty {
      return [context.say("No figure of the plan changes.", "规划各项数字不变.")]
    }
    return moved.map { old, new in
      let name = context.say(new.figure.target.label)
      return context.say(
        "\(name): \(old.figure.short) -> \(new.figure.short)  \(new.gap.en)",
        "\(name): \(old.figure.short) -> \(new.figure.short)  \(new.gap.chinese)")
    }
  }
}

extension Figure {
  /// `575/598 96.1%`
  var short: String {
    "\(tally.sum)/\(tally.over) \(text ?? "--")\(target.isShare ? "%" : "")"
  }
}
