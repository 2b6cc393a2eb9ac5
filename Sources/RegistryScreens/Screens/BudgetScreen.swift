import RegistryModel
import RegistryPlans
import TerminalCore

/// What is budgeted for services, contracted and paid: a line a year, and below it a line a purchaser. Every
/// sum leads to its purchases.
struct BudgetScreen: Screen {
  static let name = Words("Budget of purchases", "购买服务预算")
  private var rows: [Budget.Line] = []
  private var cursor = 0
  private var sum = Budget.Sum.budgeted

  static let commands: [Command<Self>] =
    [
      Command(
        .enter, hint: Words("Open", "打开"),
        help: Words("Open the purchases of this sum", "打开该项数据对应的采购")
      ) { screen, context in screen.open() },
      Command(.right, .tab, hint: Words("Next sum", "下一列"), help: Words("To the next sum", "到下一列"))
      {
        screen, context in screen.turn(1, context)
      },
      Command(.left, .backTab, help: Words("To the previous sum", "到上一列")) { screen, context in
        screen.turn(-1, context)
      },
    ]
    + Command.moving({ _, context in max(1, context.rows - 6) }) { screen, step, _ in
      screen.cursor = max(0, min(screen.rows.count - 1, screen.cursor + step))
      return []
    }

  func crumb(_ context: Context) -> String? { context.say(Self.name) }

  var area: Kind? { .purchase }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  mutating func refresh(_ context: Context) {
    let budget = Budget(context.registry, on: context.day, past: context.past)
    rows = budget.years.flatMap { [$0] + budget.purchasers(of: $0.year) }
    cursor = max(0, min(rows.count - 1, cursor))
    if !sums(context).contains(sum) { sum = .budgeted }
  }

  func hint(_ context: Context) -> Words? {
    Words(
      "A contract is in the year in which it was signed, a payment in its budget year, a budget without a "
        + "contract in the year in which the service is to begin. What is left is the budget of the year that "
        + "is not contracted.",
      "合同计入签订年度，付款计入预算年度，尚未签约的预算计入计划开始的年度。预算结余为当年预算减合同金额。")
  }

  private mutating func turn(_ step: Int, _ context: Context) -> [Step] {
    let sums = sums(context)
    let place = (sums.firstIndex(of: sum) ?? 0) + step
    sum = sums[(place + sums.count) % sums.count]
    return []
  }

  private func open() -> [Step] {
    guard rows.indices.contains(cursor) else { return [] }
    let row = rows[cursor]
    let ids = row.purchases(sum)
    if ids.isEmpty { return [.say(Message("no purchases here", "此处没有采购"))] }
    let who = row.purchaser.map { Words(same: " \($0)") } ?? Words(same: "")
    return [
      .open(
        ListScreen(
          .purchase,
          scope: .init(title: row.yearLabel + who + Words(same: ": ") + sum.label, ids: ids)))
    ]
  }
}

extension BudgetScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    Divider(
      title: context.say(Self.name), note: context.say("yuan", "单位：元"),
      right: rows.isEmpty
        ? ""
        : context.say("\(cursor + 1) of \(rows.count)", "第\(cursor + 1)条/共\(rows.count)条"),
      isFocused: true
    ).draw(on: &canvas, above: &body)
    Divider().draw(on: &canvas, below: &body)
    guard !rows.isEmpty else {
      canvas.put(
        context.say("No purchases yet.", "还没有采购"), in: body, column: 2, style: Theme.label)
      return
    }
    let (sums, width) = (sums(context), width(context))
    let room = body.columns - 2 - sums.count * (width + 1)
    let names = rows.map { context.metrics.columns(of: name($0, context)) }
    let label = min(room, max(16, names.max() ?? 0))
    var heading = StyledLine("  ", .plain, context.metrics)
    heading.add("", columns: label)
    for sum in sums { heading.add(context.say(sum.label), Theme.label, columns: width, .right) }
    let (top, list) = body.split(rows: 1)
    canvas.put(heading, in: top)
    let sight = Scrolled(rows.count, in: list.rows, around: cursor)
    for place in sight.places {
      let (row, isCurrent) = (rows[place], place == cursor)
      let own = list.line(sight.row(of: place))
      var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
      line.move(to: 2)
      line.add(name(row, context), row.purchaser == nil ? Theme.heading : .plain, columns: label)
      for sum in sums {
        let isCell = isCurrent && sum == self.sum
        let text = row.purchases(sum).isEmpty ? "" : row[sum].text(context.language)
        if isCell {
          canvas.cursor = Position(row: own.row, column: own.column + line.columns)
        }
        let style: Style =
          isCell ? Theme.cursorRow : row[sum] < .zero ? Theme.missing : .plain
        line.add(
          isCell ? context.metrics.padded(text, to: width, alignment: .right) : text, style,
          columns: width, .right)
      }
      canvas.put(line, in: own)
    }
  }

  private func name(_ row: Budget.Line, _ context: Context) -> String {
    row.purchaser.map { "  \($0)" } ?? context.say(row.yearLabel)
  }

  /// All sums have columns of one width: that of the longest.
  private func width(_ context: Context) -> Int {
    let texts = Budget.Sum.allCases.flatMap { sum in
      [context.say(sum.label)] + rows.map { $0[sum].text(context.language) }
    }
    return texts.map { context.metrics.columns(of: $0) }.max() ?? 0
  }

  /// The sums that there is room for; the first ones go first.
  private func sums(_ context: Context) -> [Budget.Sum] {
    let least = 10
    let count = (context.columns - 2 - least) / max(1, width(context) + 1)
    return Array(Budget.Sum.allCases.prefix(max(1, count)))
  }
}
