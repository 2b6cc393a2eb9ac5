import RegistryModel
import RegistrySearch
import TerminalCore

/// The office's views and one's own, with how many records each shows.
struct ViewsScreen: Screen {
  static let name = Words("Views", "视图")
  private var views: [Stored<View>] = []
  private var lines = NumberedLines([])

  private var current: Stored<View>? {
    views.indices.contains(lines.cursor) ? views[lines.cursor] : nil
  }

  static let commands: [Command<Self>] =
    [
      Command(
        .function(2), hint: Words("Act", "办理"),
        help: Words(
          "Rename the view, share it with the office or keep it yourself", "视图改名, 设为本单位或个人")
      ) {
        screen, context in
        screen.current.flatMap { Acts.menu(for: $0.id, context) }.map { [.open($0)] } ?? []
      },
      Command(.enter, hint: Words("Open", "打开"), help: Words("Open the list", "打开列表")) {
        screen, context in screen.current.map { screen.open($0, context) } ?? []
      },
      Command(
        .delete, hint: Words("Bin", "回收"),
        help: Words("To the recycle bin, with a reason", "放入回收站, 须写原因"),
        refusal: { _, context in context.refusesSaving }
      ) {
        screen, context in screen.current.map { [.open(Bin.prompt($0.id, context))] } ?? []
      },
    ] + Command.choosing(\.lines) + [
      Command(.escape, .function(12), hint: Words("Close", "关闭"), help: Words("Close", "关闭")) {
        _, _ in [.back]
      }
    ]

  var showsViewCounts: Bool { true }
  var subject: RecordID? { current?.id }

  /// A list, though in a box: what was put into the recycle bin here comes back here.
  func allowsUndo(_ context: Context) -> Bool { true }

  func crumb(_ context: Context) -> String? { nil }

  func hint(_ context: Context) -> Words? {
    Words(
      "Ctrl-S in a list saves it as a view; Ctrl-F and Ctrl-P switch views.",
      "在列表中按 Ctrl-S 把当前列表存为视图；Ctrl-F 和 Ctrl-P 切换视图")
  }

  mutating func refresh(_ context: Context) {
    let was = current?.id
    views = context.registry.views(for: context.session.login)
    let cursor = was.flatMap { id in views.firstIndex { $0.id == id } } ?? lines.cursor
    lines = NumberedLines(views.map { Words(same: $0.record.name ?? "") }, cursor: cursor)
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard case .character(let character) = key else { return nil }
    switch lines.type(character, context) {
    case .chosen(let place): return open(views[place], context)
    case .moved: return []
    case .nothing: return nil
    }
  }

  private func open(_ view: Stored<View>, _ context: Context) -> [Step] {
    ListScreen(view).map { [.back, .open($0)] } ?? []
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let empty = Words("No views yet: Ctrl-S in a list saves one.", "还没有视图，在列表中按 Ctrl-S 即可保存")
    let box = Box(
      title: context.say(Self.name), columns: area.columns - 9,
      footer: lines.typed.isEmpty ? current.map { sought($0, context) } ?? "" : lines.typed)
    let inner = box.draw(on: &canvas, in: area, rows: max(1, min(views.count, area.rows - 4)))
    guard !views.isEmpty else {
      canvas.put(context.say(empty), row: inner.row, column: inner.column, style: Theme.label)
      return
    }
    let rows = views.enumerated().map { place, view in
      (text: lines.line(place, text(view, canvas.metrics, context)), style: Style.plain)
    }
    lines.draw(rows, on: &canvas, in: inner)
  }

  /// Name, list, how many, whose, and as much as there is room for of what it looks for.
  private func text(_ view: Stored<View>, _ metrics: TextMetrics, _ context: Context) -> String {
    let record = view.record
    var (count, query) = (Theme.Mark.mustFix, record.query ?? "")
    if let parsed = try? record.parsed(context.search) {
      count = context.viewCounts.count(of: view.id, context).map(Digits.grouped) ?? ".."
      query = parsed.text(context.language)
    }
    let whose = record.owner == nil ? Words("office", "本单位") : Words("mine", "本人")
    let cells: [(String, Int, TextMetrics.Alignment)] = [
      (record.name ?? "", 18, .left),
      (
        record.list.map {
          $0.kind.map { context.say($0.schema.plural) } ?? $0.text(context.language)
        } ?? "", 13, .left
      ),
      (count, 7, .right), (context.say(whose), 6, .left),
    ]
    return cells.map { metrics.padded($0, to: $1, alignment: $2) }.joined(separator: " ")
      + " \(query)"
  }

  /// What the view looks for, or why that cannot be read, and its order.
  private func sought(_ view: Stored<View>, _ context: Context) -> String {
    let record = view.record
    let order = record.sort.flatMap { sort in
      (record.list?.kind).flatMap { ListColumn.column(sort.column, of: $0, context.language) }.map {
        context.say($0.order(sort))
      }
    }
    var query: String
    do throws(QueryError) {
      query = try record.parsed(context.search)?.text(context.language) ?? ""
    } catch {
      query = "\(record.query ?? "")  \(Theme.Mark.mustFix) \(context.say(error.words))"
    }
    return [query, order].compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: "  ")
  }
}
