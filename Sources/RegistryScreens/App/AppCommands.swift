import RegistryModel
import TerminalCore

/// Commands that work on every screen whose own commands leave the key free.
enum AppCommands {
  private struct Row: Sendable {
    let command: CommandRow
    let run: @Sendable (AppState) -> [Step]
  }

  private static let all: [Row] = [
    row(
      .function(1), .character("?"), hint: Words("Help", "帮助"),
      help: Words("Help for this screen", "本界面帮助")
    ) { state in [.open(HelpScreen(for: state.screens[state.screens.count - 1], state.context))] },
    Row(command: find) { state in
      [.open(FindScreen(over: state.screens[state.screens.count - 1], state.context))]
    },
    row(
      .function(9), hint: Words("Menu", "菜单"),
      help: Words(
        "Menu: language, import, drafts, recycle bin, views", "菜单: 语言, 导入, 草稿, 回收站, 视图")
    ) { state in
      let below = state.screens[state.screens.count - 1]
      return [
        .open(
          MainMenu.make(
            state.context, over: below.rows.flatMap(\.keys),
            listing: below.area ?? below.subject?.kind, about: below.subject,
            paper: below.paper(state.context)))
      ]
    },
    row(.escape, .function(12), hint: Words("Back", "返回"), help: Words("Back one step", "返回上一步")) {
      _ in [.back]
    },
    row(.control("z"), help: Words("Undo your last save", "撤销上次保存")) { state in
      state.undoing(.newest(by: state.session.login))
    },
    row(.control("y"), help: Words("Redo what you undid", "重做刚撤销的变更")) { state in
      state.undoing(.newestUndo(by: state.session.login))
    },
    row(.control("d"), help: Words("Show another day everywhere", "全部改为查看其他日期")) { state in
      DayShown.asking(state.context)
    },
    row(.control("l"), help: Words("Redraw the screen", "刷新屏幕")) { _ in [.effect(.redraw)] },
    row(.control("q"), help: Words("Quit", "退出程序")) { $0.quitting() },
  ]

  private static func row(
    _ key: Key, _ others: Key..., hint: Words? = nil, help: Words,
    run: @escaping @Sendable (AppState) -> [Step]
  ) -> Row {
    Row(command: CommandRow(key: key, others: others, hint: hint, help: help), run: run)
  }

  static let find = CommandRow(
    key: .function(3), others: [.character("/")], hint: Words("Find", "查找"),
    help: Words("Find any record, work area or command", "查找任何记录, 功能或命令"))

  /// The rows, for hints, help and the list of keys.
  static let rows = all.map(\.command)

  /// What `key` does; nil if it means nothing.
  static func press(_ key: Key, in state: AppState) -> [Step]? {
    if let row = all.first(where: { $0.command.keys.contains(key) }) { return row.run(state) }
    if case .character(let typed) = key, let number = typed.digit,
      let area = WorkArea.all.first(where: { $0.digit == number })
    {
      return area.open()
    }
    return nil
  }
}

/// A screen reached by its digit from anywhere nothing is typed.
struct WorkArea: Sendable {
  let digit: Int
  let name: Words
  /// The records of the area, where it is a list.
  let kind: Kind?
  let open: @Sendable () -> [Step]

  func crumb(_ context: Context) -> String { "\(digit) \(context.say(name))" }

  static let all: [WorkArea] =
    [WorkArea(digit: 1, name: Words("Overview", "总览"), kind: nil) { [.home] }] + lists + [
      plan, review,
      WorkArea(digit: 9, name: HistoryScreen.name, kind: nil) {
        [.area(9, HistoryScreen(.all)), HistoryScreen.firstPage(.all)]
      },
    ]

  static let plan = WorkArea(digit: 7, name: PlanScreen.name, kind: nil) {
    [.area(7, PlanScreen())]
  }

  static let review = WorkArea(digit: 8, name: ReviewScreen.name, kind: nil) {
    [.area(8, ReviewScreen())]
  }

  /// Kinds whose lists no digit opens: they are looked for, and are neither rows of others nor somebody's own.
  private static let furtherLists = Kind.allCases.filter { kind in
    if case .owner = kind.schema.keeper { return false }
    return kind.schema.area == nil && kind.schema.sought != .never
      && !kind.schema.fields.contains(where: \.namesOwner)
  }

  /// What no digit opens: F9 leads there.
  static let further: [(name: Words, steps: [Step])] =
    furtherLists.map { ($0.schema.plural, [.open(ListScreen($0))]) }
    + [
      (LinkageScreen.name, [.open(LinkageScreen())]),
      (ProposalScreen.name, [.open(ProposalScreen())]),
      (BudgetScreen.name, [.open(BudgetScreen())]),
      (TownsScreen.name, [.open(TownsScreen())]),
    ]

  /// A list of each kind that has a digit for it.
  private static let lists = Kind.allCases.compactMap { kind in
    kind.schema.area.map { digit in
      WorkArea(digit: digit, name: kind.schema.plural, kind: kind) {
        [.area(digit, ListScreen(kind))]
      }
    }
  }.sorted { $0.digit < $1.digit }
}
