import RegistryModel
import TerminalCore

// Which columns a list shows: its view's, those kept for the clerk, or the standard ones.
extension ListScreen {
  /// The columns it shows, in their order.
  func shownColumns(_ context: Context) -> [ListColumn] {
    let chosen = columns ?? context.habits.columns[kind]
    let shown = ListColumn.shown(chosen, of: kind, context.language)
    // A row without any column would be no row.
    return shown.isEmpty ? ListColumn.shown(nil, of: kind, context.language) : shown
  }

  /// The same behind what is told of the records by who opened the list.
  func allColumns(_ context: Context) -> [ListColumn] {
    (scope?.column.map { [$0] } ?? []) + shownColumns(context)
  }

  /// The column of this key, in sight or not.
  func column(_ key: String, _ context: Context) -> ListColumn? {
    scope?.column?.key == key
      ? scope?.column : ListColumn.column(key, of: kind, context.language)
  }

  /// Columns of the window that the rows have, beside the marks; one stays blank before the pane.
  func listColumns(_ context: Context) -> Int {
    DetailPane.fits(context)
      ? context.columns - DetailPane.columns(context) - 3 : context.columns - 2
  }

  /// F7: the columns in sight to sort by, each under the number of its place; that of the present order
  /// turns it round.
  func sortMenu(_ context: Context) -> MenuScreen {
    let shown = ListColumn.fitting(
      allColumns(context), of: kind, in: listColumns(context), context
    ).map(\.column).filter(\.isSorted)
    // One digit each.
    let items = shown.prefix(9).map { column in
      let turned =
        sorting?.column == column.key
        ? ListOrder(column.key, isDescending: sorting?.isDescending == false) : nil
      let label = column.label ?? column.title
      return MenuScreen.Item(
        turned.map { label + $0.turning } ?? label,
        steps: [.choose(.sorting(turned ?? ListOrder(column.key)))])
    }
    return MenuScreen(
      Words("Sort by", "排序"),
      items + [
        MenuScreen.Item(Words("Default order", "默认顺序"), number: 0, steps: [.choose(.sorting(nil))])
      ])
  }

  /// Ctrl-T: the columns to choose from.
  func columnsScreen(_ context: Context) -> ColumnsScreen {
    ColumnsScreen(
      kind, shownColumns(context).map(\.key), width: listColumns(context), sample: current)
  }

  /// Ctrl-R: what the rows in sight, or the marked ones, may be written as.
  func exportMenu(_ context: Context) -> MenuScreen {
    ExportScreen.menu(
      kind, chosen, shown: shownColumns(context).map(\.key), asked: askedInWords, context)
  }

  /// The same rows, with the columns in sight.
  func paper(_ context: Context) -> Paper? {
    rows.isEmpty
      ? nil
      : .list(
        kind, chosen, shown: shownColumns(context).map(\.key), asked: askedInWords, context)
  }

  private var chosen: [RecordID] { marked.isEmpty ? rows : rows.filter(marked.contains) }

  /// What the rows were found by; marked ones by hand.
  private var askedInWords: String {
    marked.isEmpty ? [asked, typed.text].filter { !$0.isEmpty }.joined(separator: " ") : ""
  }

  /// A view has its own columns; outside one they are kept for the clerk.
  mutating func show(columns keys: [String], _ context: Context) -> [Step] {
    if applied != nil {
      columns = keys
      return [
        .say(
          Message(
            "columns changed; Ctrl-S saves them in the view", "列已调整，按 Ctrl-S 存入视图"))
      ]
    }
    columns = nil
    let isStandard = keys == ListColumn.standard(of: kind)
    let said =
      isStandard
      ? Message("default columns restored", "已恢复默认列")
      : context.session.isReadOnly
        ? Message("columns changed until you quit", "列已调整，退出后恢复")
        : Message("columns saved for you", "列已保存")
    return [.keepColumns(kind, isStandard ? nil : keys), .say(said)]
  }
}

extension ListOrder {
  /// What a menu says of the column that the list is sorted by already: how it would be then.
  fileprivate var turning: Words {
    isDescending ? Words(", descending", ", 倒序") : Words(", ascending", ", 正序")
  }
}
