import RegistryModel
import TerminalCore

extension DashboardScreen {
  /// All panels, one below the other.
  func paper(_ context: Context) -> Paper? {
    let name = Paper.name(Words(same: context.shortName(of: id)), context)
    return Paper(Words(same: context.name(of: id)), name: name, context) {
      let (work, metrics) = (work(context), context.metrics)
      return Panel.allCases.flatMap { panel in
        [
          StyledLine(context.say(title(panel, work, context)), Theme.heading, metrics),
          StyledLine(String(repeating: "-", count: Paper.columns), Theme.frame, metrics),
        ]
          + entries(panel, columns: Paper.columns, .ascii, work, context).flatMap(\.lines)
          + [StyledLine(metrics)]
      }
    }
  }
}
