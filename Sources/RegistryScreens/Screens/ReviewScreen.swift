import RegistryModel
import RegistryPlans
import TerminalCore

/// What is to be done: what is due, and what the rules find in all records; a line each, beside it the
/// records, and a key from there to the field.
struct ReviewScreen: Screen {
  static let name = Words("Review", "待办")

  private(set) var rows: [ReviewRow] = []
  private(set) var cursor = 0
  /// The records of the line have the keys.
  private(set) var isInPane = false
  private(set) var place = 0
  /// How far the rules are asked, while that takes long.
  private(set) var progress: WorkProgress?
  private(set) var found: ReviewOrder.Result?
  /// What the cursor stays on.
  private var current: (key: ReviewRow.Key?, record: RecordID?) = (nil, nil)

  static let commands: [Command<Self>] =
    [
      Command(
        .function(2), hint: Words("Act", "办理"),
        help: Words(
          "Explain all records of the line with one reason, or ask again; on a record its acts",
          "以一条理由说明本行全部记录, 或撤回说明; 光标在记录上时为该记录的办理事项")
      ) { screen, context in screen.act(context) },
      Command(
        .function(4), hint: Words("List", "列表"),
        help: Words("The records of the line as a list", "以列表打开本行的记录")
      ) { screen, context in screen.list(context) },
      Command(
        .function(6), .tab, hint: Words("Pane", "切换栏"),
        help: Words("To the records of the line and back", "切换到本行的记录或返回"), yields: true
      ) { screen, _ in
        screen.isInPane.toggle()
        return []
      },
      Command(
        .enter, hint: Words("Open", "打开"),
        help: Words(
          "To the records of the line; on a record its form, at the field that is wrong",
          "到本行的记录; 光标在记录上时打开表单并定位到有问题的项")
      ) { screen, context in screen.open(context) },
      Command(.escape, .function(12), help: Words("Back to the lines, then back", "先回到各行, 再返回")) {
        screen, _ in
        if !screen.isInPane { return [.back] }
        screen.isInPane = false
        return []
      },
    ]
    + Command.moving({ _, context in max(1, context.rows - 8) }) { screen, step, _ in
      screen.move(step)
    }

  func crumb(_ context: Context) -> String? {
    WorkArea.review.crumb(context)
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  func hint(_ context: Context) -> Words? {
    Words(
      "What is due is of the day shown and the 30 days after it; what the rules find is of today. ! must be "
        + "put right, ? is asked. F2 explains all records of a line with one reason, saved as one change; "
        + "what is explained is at the foot and can be asked about again.",
      "到期事项以所显示日期及其后 30 天为准，规则检查以今天为准。! 须改正，? 待核实。按 F2 可用一条理由说明一行的全部记录，"
        + "作为一次变更保存；已说明的列在末尾，可撤回说明。")
  }

  /// The line under the cursor.
  var row: ReviewRow? { rows.indices.contains(cursor) ? rows[cursor] : nil }

  /// The record under the cursor.
  var item: ReviewRow.Item? {
    row.flatMap { isInPane && $0.items.indices.contains(place) ? $0.items[place] : nil }
  }

  /// How many records are to be looked at, those explained left out.
  var count: Int { rows.reduce(0) { $0 + ($1.isAccepted ? 0 : $1.items.count) } }

  var subject: RecordID? { item?.record }

  var target: String? { row.map { "\($0.key) \(item.map { "\($0.record)" } ?? "")" } }

  func work(_ context: Context) -> (any WorkOrder)? {
    let order = ReviewOrder(registry: context.registry, today: context.clock.today)
    return found?.order.isSame(as: order) == true ? nil : order
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .work(_, .progress(let news)): progress = news
    case .work(_, let news):
      guard let result = news.result(of: ReviewOrder.self) else { return [] }
      (found, progress) = (result, nil)
      refresh(context)
    case .saved(_, _, let commit?): return [.say(.explained(commit))]
    default: return said(answer, context)
    }
    return []
  }

  mutating func reopen() { isInPane = false }

  mutating func refresh(_ context: Context) {
    let due = Due(context.registry, on: context.day, past: context.past)
    rows = ReviewRow.all(due, found?.review)
    cursor = rows.firstIndex { $0.key == current.key } ?? max(0, min(cursor, rows.count - 1))
    let items = row?.items ?? []
    place =
      items.firstIndex { $0.record == current.record } ?? max(0, min(place, items.count - 1))
    if items.isEmpty { isInPane = false }
    current = (row?.key, items.indices.contains(place) ? items[place].record : nil)
  }

  private mutating func move(_ step: Int) -> [Step] {
    if isInPane {
      place = max(0, min((row?.items.count ?? 0) - 1, place + step))
    } else {
      (cursor, place) = (max(0, min(rows.count - 1, cursor + step)), 0)
    }
    let items = row?.items ?? []
    current = (row?.key, items.indices.contains(place) ? items[place].record : nil)
    return []
  }

  private mutating func open(_ context: Context) -> [Step] {
    guard let row else { return [] }
    guard isInPane else {
      isInPane = true
      return []
    }
    return item.flatMap { screen($0, of: row, context) }.map { [.open($0)] } ?? []
  }

  /// Where a record is put right.
  private func screen(
    _ item: ReviewRow.Item, of row: ReviewRow, _ context: Context
  ) -> (any Screen)? {
    if case .due(.programmesIdle) = row.key {
      return FormScreen.activities(of: item.record, context)
    }
    let owner = context.registry.owner(of: item.record) ?? item.record
    var form = FormScreen.edit(owner, context)
    if case .due(.inspections) = row.key {
      if let table = form.content.tables.firstIndex(where: { $0.owned.kind == .inspection }) {
        form.content.go(toTable: table, context)
        form.content.addRow(context)
      }
    } else {
      guard let field = item.field else { return item.record.screen(context) }
      form.go(to: field, of: item.record, context)
    }
    return form
  }

  private func list(_ context: Context) -> [Step] {
    guard let row else { return [] }
    let records = row.records.sorted()
    guard let kind = records.first?.kind else { return [] }
    return [.open(ListScreen(kind, scope: .init(title: row.label, ids: records)))]
  }
}
