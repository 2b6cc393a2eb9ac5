import RegistryModel
import RegistrySearch
import TerminalCore

/// All records of a kind, or some of them: found by typing, sorted, marked, opened.
struct ListScreen: Screen {
  let kind: Kind
  /// What the list is limited to, as a figure that was opened; nil is all.
  let scope: Scope?
  /// The day its scope was found for.
  private var scopeDay: CivilDate?
  var typed = LineEditor()
  /// What is asked with F4 or by a view, in query language.
  var filter = ""
  var sorting: ListOrder?
  /// Columns chosen here or by a view; nil: those kept for the clerk, or the standard ones.
  var columns: [String]?
  /// The view it was opened as.
  var applied: Stored<View>?
  /// The name of that view, until it is said that it is there no longer.
  var lostView: String?
  private(set) var marked: Set<RecordID> = []
  private var found = FoundRows()
  private(set) var cursor = 0
  /// The right pane has the keys.
  private(set) var isInDetail = false
  private(set) var detailTop = 0
  private(set) var queryError: Words?
  /// What is asked with F4, as the title says it.
  private(set) var asked = ""

  /// The records of a figure.
  struct Scope: Sendable {
    let title: Words
    /// All of one kind, by number.
    let ids: [RecordID]
    /// What it says of each of them, before all else.
    var column: ListColumn?
  }

  init(_ kind: Kind, scope: Scope? = nil) {
    self.kind = kind
    self.scope = scope
  }

  /// One of the three lists of the mechanism.
  init(_ list: LinkageList) {
    self.init(list.kind)
    (filter, columns) = (list.query, list.columns)
  }

  static let name = Words("Lists", "列表")

  /// The records shown, in order.
  var rows: [RecordID] { found.ids }
  /// How many there are without the filter.
  var total: Int { found.total }
  /// The name of the record that may be new: it was typed, and nothing is called so.
  var newName: String? { rows.isEmpty ? FindQuestion(typed.text).name : nil }
  /// The record under the cursor.
  var current: RecordID? { rows.indices.contains(cursor) ? rows[cursor] : nil }

  static let commands: [Command<Self>] =
    [
      Command(
        .function(2), hint: Words("Act", "办理"),
        help: Words("Acts for this record", "对本条记录办理的事项"), isOfOneRecord: true
      ) {
        list, context in
        guard let id = list.current, let menu = Acts.menu(for: id, context) else {
          return [.say(Message("no record here", "此处没有记录"))]
        }
        return [.open(menu)]
      },
      Command(
        .function(4), hint: Words("Filter", "筛选"),
        help: Words("Filter by conditions on fields; again to change them", "按字段条件筛选; 再按可修改")
      ) {
        list, context in [.open(FilterScreen(list.filter, of: list, context))]
      },
      Command(
        .function(6), .tab, hint: Words("Pane", "切换栏"),
        help: Words("To the other pane and back", "切换左右栏"), yields: true,
        refusal: { list, context in
          list.isInDetail || DetailPane.fits(context)
            ? nil : Words("the window is too narrow for a second pane", "窗口太窄，没有第二栏")
        }
      ) {
        list, _ in
        list.isInDetail.toggle()
        return []
      },
      Command(
        .function(7), hint: Words("Sort", "排序"),
        help: Words(
          "Sort by a column, by its number; the same number again: descending",
          "按所选列的序号排序, 再选同一序号为倒序"), yields: true
      ) {
        list, context in [.open(list.sortMenu(context))]
      },
      Command(
        .function(8), hint: Words("Problem", "问题"),
        help: Words("To the next record with a problem", "到下一条有问题的记录")
      ) {
        list, context in list.moveToProblem(context)
      },
      Command(
        .control("s"), help: Words("Save the list as a view", "把当前列表存为视图"),
        refusal: { list, context in list.refusesViews ?? context.refusesSaving }
      ) {
        list, context in list.saving(context)
      },
      Command(
        .control("f"), .nextRecord, help: Words("Next view of this list", "本列表的下一个视图"),
        refusal: { list, _ in list.refusesViews }
      ) {
        list, context in list.turn(1, context)
      },
      Command(
        .control("p"), .previousRecord, help: Words("Previous view of this list", "本列表的上一个视图"),
        refusal: { list, _ in list.refusesViews }
      ) {
        list, context in list.turn(-1, context)
      },
      Command(
        .control("t"), help: Words("Choose the columns and their order", "选择显示哪些列及其顺序")
      ) {
        list, context in [.open(list.columnsScreen(context))]
      },
      Command(
        .control("r"),
        help: Words("Export the list, or its marked rows, to a file", "把列表或已标记的行导出到文件")
      ) {
        list, context in [.open(list.exportMenu(context))]
      },
      Command(
        .insert, hint: Words("New", "新增"), help: Words("A new record", "新增一条记录"),
        refusal: { list, context in
          context.refusesSaving ?? (list.kind == .period ? Periods.howFrozen : nil)
        }
      ) {
        list, context in [.open(FormScreen.new(list.kind, named: list.newName, context))]
      },
      Command(.enter, hint: Words("Open", "打开"), help: Words("Open the record", "打开记录")) {
        list, context in list.current.map { [.open($0.screen(context))] } ?? []
      },
      Command(
        .control("e"), help: Words("Edit the record in a form", "在表单中编辑"), isOfOneRecord: true,
        refusal: Self.readOnly
      ) {
        list, context in list.current.map { [.open(FormScreen.edit($0, context))] } ?? []
      },
      Command(
        .delete, help: Words("To the recycle bin, with a reason", "放入回收站, 须写原因"),
        isOfOneRecord: true,
        refusal: Self.readOnly
      ) {
        list, context in list.current.map { [.open(Bin.prompt($0, context))] } ?? []
      },
      Command(
        .function(5), help: Words("Copy the record as a new one", "复制为新记录"),
        isOfOneRecord: true,
        refusal: Self.readOnly
      ) {
        list, context in list.current.map { [.open(FormScreen.copy($0, context))] } ?? []
      },
      Command(.character(" "), help: Words("Mark the row", "标记本行")) { list, _ in
        guard let id = list.current else { return [] }
        if list.marked.remove(id) == nil { list.marked.insert(id) }
        list.cursor = min(list.rows.count - 1, list.cursor + 1)
        return []
      },
      Command(.character("*"), help: Words("Mark all rows, or none", "标记全部或取消")) { list, _ in
        list.marked = list.marked.count == list.rows.count ? [] : Set(list.rows)
        return []
      },
    ] + Command.moving({ list, context in list.page(context) }) { list, step, _ in list.move(step) }
    + [
      Command(.control("u"), help: Words("Clear the typed filter", "清除输入的筛选")) { list, context in
        list.typed = LineEditor()
        list.find(context)
        return []
      },
      Command(
        .escape, .function(12), help: Words("Clear the filter, then back", "先清除筛选, 再返回")
      ) {
        list, context in
        if list.isInDetail {
          list.isInDetail = false
        } else if !list.typed.text.isEmpty {
          list.typed = LineEditor()
          list.find(context)
        } else if !list.filter.isEmpty {
          list.filter = ""
          list.find(context)
        } else {
          return [.back]
        }
        return []
      },
    ]

  private static let readOnly: @Sendable (Self, Context) -> Words? = { _, context in
    context.refusesSaving
  }

  func crumb(_ context: Context) -> String? {
    if let scope {
      // Its records were found for a day; another one may be shown since.
      let other = scopeDay.flatMap { $0 == context.day ? nil : $0 }
      return context.say(
        scope.title
          + (other.map { Words(" (of \($0.text(.en)))", " (\($0.text(.chinese)) 的名单)") }
            ?? Words(same: "")))
    }
    return WorkArea.all.first { $0.kind == kind }?.crumb(context) ?? context.say(kind.schema.plural)
  }

  var area: Kind? { kind }

  var subject: RecordID? { current }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard typed.filters(by: key) else { return nil }
    find(context)
    return []
  }

  var typedLine: LineEditor? { typed }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    typed.insert(text)
    find(context)
    return []
  }

  mutating func reopen() { isInDetail = false }

  mutating func refresh(_ context: Context) {
    if !DetailPane.fits(context) { isInDetail = false }
    followView(context)
    find(context, keepsCursor: true)
  }

  func hint(_ context: Context) -> Words? {
    Words(
      "Type letters, pinyin or Chinese to filter this list; F4 filters by conditions on fields. "
        + "Ctrl-S saves the list as a view, Ctrl-F and Ctrl-P switch views, "
        + "Ctrl-T chooses the columns.",
      "直接输入汉字或拼音首字母即可筛选本列表；F4 按字段条件筛选。Ctrl-S 把当前列表存为视图，Ctrl-F 和 Ctrl-P 切换视图，Ctrl-T 选择各列。")
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    switch choice {
    case .text(let query):
      filter = query
      find(context)
      return []
    case .saved(let id):
      cursor = rows.firstIndex(of: id) ?? cursor
      return []
    case .sorting(let order):
      sorting = order
      // On the first row nothing was chosen: what comes first now is looked for.
      find(context, keepsCursor: cursor > 0)
      return []
    case .columns(let keys): return show(columns: keys, context)
    case .field, .table, .reason, .moment, .day, .number, .record, .old, .mine, .agreed, .importing:
      return []
    }
  }
}

// Finding, sorting and moving.
extension ListScreen {
  mutating func find(_ context: Context, keepsCursor: Bool = false) {
    let was = current
    queryError = nil
    scopeDay = scopeDay ?? context.day
    var query: Query?
    do throws(QueryError) {
      let filter = try context.search.query(filter, kind, from: context.viewpoint)
      (query, asked) = (filter.adding(words: typed.text), filter.text(context.language))
    } catch {
      (queryError, asked) = (error.words, filter)
    }
    found.find(
      .init(
        kind: kind, text: "\(filter)\n\(typed.text)", sorting: sorting, day: context.day,
        past: context.past, language: context.language),
      query, in: queryError == nil ? scope?.ids : [], told: scope?.column, context)
    if !marked.isEmpty { marked.formIntersection(Set(rows)) }
    cursor = keepsCursor ? was.flatMap { rows.firstIndex(of: $0) } ?? cursor : 0
    cursor = max(0, min(cursor, rows.count - 1))
  }

  private mutating func move(_ step: Int) -> [Step] {
    if isInDetail {
      // No pane has more lines.
      detailTop = max(0, detailTop + min(step, 99))
    } else {
      cursor = max(0, min(rows.count - 1, cursor + step))
      detailTop = 0
    }
    return []
  }

  private func page(_ context: Context) -> Int { max(1, context.rows - 7) }

  private mutating func moveToProblem(_ context: Context) -> [Step] {
    let order = rows.indices.map { (cursor + 1 + $0) % rows.count }
    for place in order {
      guard let stored = context.registry[rows[place]] else { continue }
      let findings = context.registry.openFindings(of: stored, today: context.clock.today)
      guard let first = findings.first else { continue }
      cursor = place
      return [.say(Message(first.words, first.severity == .hard ? .error : .plain))]
    }
    return [.say(Message("no problems in this list", "本列表没有问题", .good))]
  }
}
