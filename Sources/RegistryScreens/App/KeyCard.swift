import RegistryModel
import TerminalCore

/// Every key of every screen, as `sanshe keys` prints them.
public enum KeyCard {
  /// Every screen's name and commands.
  static let screens: [(name: Words, rows: [CommandRow])] = [
    (Words("Everywhere", "各处通用"), AppCommands.rows),
    (OverviewScreen.name, OverviewScreen.rows), (ListScreen.name, ListScreen.rows),
    (FormScreen.name, FormScreen.rows), (DashboardScreen.name, DashboardScreen.rows),
    (AssignScreen.name, AssignScreen.rows), (ChangeScreen.name, ChangeScreen.rows),
    (FindScreen.name, FindScreen.rows), (FilterScreen.name, FilterScreen.rows),
    (ImportScreen.name, ImportScreen.rows), (MendScreen.name, MendScreen.rows),
    (MappingScreen.name, MappingScreen.rows), (TargetScreen.name, TargetScreen.rows),
    (PathScreen.name, PathScreen.rows),
    (MenuScreen.name, MenuScreen.rows), (ChoicesScreen.name, ChoicesScreen.rows),
    (PromptScreen.name, PromptScreen.rows),
    (HelpScreen.name, HelpScreen.rows), (BinScreen.name, BinScreen.rows),
    (RevealScreen.name, RevealScreen.rows), (LinkageScreen.name, LinkageScreen.rows),
    (ProposalScreen.name, ProposalScreen.rows), (RearrangeScreen.name, RearrangeScreen.rows),
    (BudgetScreen.name, BudgetScreen.rows), (TownsScreen.name, TownsScreen.rows),
    (PlanScreen.name, PlanScreen.rows), (PlansScreen.name, PlansScreen.rows),
    (ReportScreen.name, ReportScreen.rows),
    (ActivitySumsScreen.name, ActivitySumsScreen.rows),
    (ReviewScreen.name, ReviewScreen.rows),
    (HistoryScreen.name, HistoryScreen.rows),
    (PrintScreen.name, PrintScreen.rows), (KeepingScreen.name, KeepingScreen.rows),
    (DraftsScreen.name, DraftsScreen.rows), (ViewsScreen.name, ViewsScreen.rows),
    (ColumnsScreen.name, ColumnsScreen.rows),
    (ChangeSetScreen.name, ChangeSetScreen.rows), (UndoScreen.name, UndoScreen.rows),
  ]

  /// A line a command, under the name of its screen.
  public static func lines(_ language: Language) -> [String] {
    let metrics = TextMetrics()
    return screens.flatMap { screen in
      [screen.name[language]]
        + screen.rows.map { row in
          "  \(metrics.padded(row.keyNames, to: 22)) \(row.help[language])"
        }
    }
  }
}
