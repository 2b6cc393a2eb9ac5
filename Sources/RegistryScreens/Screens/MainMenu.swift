import RegistryModel
import TerminalCore

/// F9: what belongs to the whole program.
enum MainMenu {
  /// - Parameters:
  ///   - keys: what the screen below does, some of which is hard to guess.
  ///   - kind: what its cursor is on.
  ///   - subject: the record it is about.
  ///   - paper: what it shows as a whole.
  static func make(
    _ context: Context, over keys: [Key] = [], listing kind: Kind? = nil,
    about subject: RecordID? = nil, paper: Paper? = nil
  ) -> MenuScreen {
    let (columns, export) = (Key.control("t"), Key.control("r"))
    return MenuScreen(
      // No line leaves: a bare digit must not end the program.
      Words("Menu (Ctrl-Q quits)", "菜单 (Ctrl-Q 退出)"),
      [
        // Both names always, so that nobody is lost in a language they cannot read.
        MenuScreen.Item(Words("中文 / English", "English / 中文"), steps: [.toggleLanguage]),
        MenuScreen.Item(
          Words("Import a list ..", "导入名单 .."), steps: ImportScreen.start(at: kind, context)),
        MenuScreen.Item(Words("Drafts ..", "草稿 .."), steps: DraftsScreen.make(context)),
        MenuScreen.Item(
          Words("Figures as of another day .. (Ctrl-D)", "查看其他日期的数据 .. (Ctrl-D)"),
          steps: DayShown.asking(context)),
        MenuScreen.Item(
          Words("Reports ..", "报表 .."), steps: [.open(ReportScreen.menu(context))]),
        MenuScreen.Item(
          Words("Suspend (fg resumes)", "挂起 (用 fg 返回)"), steps: [.effect(.suspend)]),
        MenuScreen.Item(Words("Recycle bin ..", "回收站 .."), steps: BinScreen.opening),
        MenuScreen.Item(Words("Views ..", "视图 .."), steps: [.open(ViewsScreen())]),
        MenuScreen.Item(Words("Further lists ..", "其他列表 .."), steps: [.open(lists)]),
        MenuScreen.Item(
          Words("Backup, check, restore ..", "备份, 检查, 恢复 .."), isNumbered: false,
          steps: [.open(KeepingScreen())]),
      ]
        + (keys.contains(columns)
          ? [
            MenuScreen.Item(
              Words("Columns of this list .. (Ctrl-T)", "本列表各列 .. (Ctrl-T)"), isNumbered: false,
              steps: [.press(columns)])
          ] : [])
        + (keys.contains(columns) && keys.contains(export)
          ? [
            MenuScreen.Item(
              Words("Export this list .. (Ctrl-R)", "导出本列表 .. (Ctrl-R)"), isNumbered: false,
              steps: [.press(export)])
          ] : exportOfOne(subject, context))
        + (paper.map {
          [
            MenuScreen.Item(
              Words("Print ..", "打印 .."), isNumbered: false, steps: [.open(PrintScreen.menu($0))])
          ]
        } ?? [])
        + (context.session.asOf == nil
          ? []
          : [
            MenuScreen.Item(
              Words("Figures as of today", "查看今天的数据"), isNumbered: false, steps: [.asOf(nil)])
          ]) + [goingOn(context)])
  }

  /// A record as a list of one, with the rows that belong to it.
  private static func exportOfOne(_ subject: RecordID?, _ context: Context) -> [MenuScreen.Item] {
    guard let id = subject, context.registry[id] != nil else { return [] }
    return [
      MenuScreen.Item(
        Words("Export this record ..", "导出本记录 .."), isNumbered: false,
        steps: [
          .open(
            ExportScreen.menu(
              id.kind, [id], shown: ListColumn.standard(of: id.kind), asked: "", context))
        ])
    ]
  }

  /// The lists that no digit opens.
  private static var lists: MenuScreen {
    MenuScreen(
      Words("Which list?", "打开哪个列表?"),
      WorkArea.further.map { MenuScreen.Item($0.name, steps: $0.steps) })
  }

  /// Whether forms go on by themselves, to be turned off and on; 0, so that all numbers are one digit.
  private static func goingOn(_ context: Context) -> MenuScreen.Item {
    let label = { (goesOn: Bool) in
      goesOn
        ? Words("Move on from complete fields: on", "填满后自动转到下一项: 开")
        : Words("Move on from complete fields: off", "填满后自动转到下一项: 关")
    }
    let goesOn = context.goesOn
    return MenuScreen.Item(
      label(goesOn), number: 0, steps: [.keepGoingOn(!goesOn), .say(Message(label(!goesOn)))])
  }
}
