import RegistryModel
import RegistryPlans
import TerminalCore

/// The office's plans one below the other, in the same columns: what each asks, and how far the registry is.
struct PlansScreen: Screen {
  static let name = Words("All plans", "各规划对照")

  /// A line: the plan's name, or one of its targets, by their places.
  private enum Line: Hashable { case plan(Int), target(plan: Int, Int) }

  private var counted: PlansOrder.Result?
  /// Among the targets of all plans.
  private var cursor = 0

  static let commands: [Command<Self>] =
    [
      Command(
        .enter, hint: Words("Open", "打开"),
        help: Words("Open the records that do not meet the target", "打开该项未达标的记录")
      ) { screen, context in screen.open(context) }
    ]
    + Command.moving({ _, context in max(1, context.rows - 8) }) { screen, step, _ in
      screen.cursor = max(0, min(screen.targets.count - 1, screen.cursor + step))
      return []
    }

  /// Why there is nothing to compare; nil if there is.
  static func refusal(_ context: Context) -> Words? {
    if context.outlook == nil { return Words("no plan is set", "未设规划") }
    return context.plansBeside.isEmpty
      ? Words("the office has one plan", "本单位只有一个规划") : nil
  }

  func crumb(_ context: Context) -> String? { context.say(Self.name) }

  var target: String? { "\(cursor)" }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  func hint(_ context: Context) -> Words? {
    Words(
      "Each plan's targets, counted from the same records by that plan's own rules. The plan in the gauge line comes "
        + "first.",
      "各规划的指标，均按该规划自身口径由同一批记录统计。状态行所用规划排在最前。")
  }

  func work(_ context: Context) -> (any WorkOrder)? {
    guard let outlook = context.outlook else { return nil }
    let order = PlansOrder(
      registry: context.registry, outlook: outlook, beside: context.plansBeside)
    return counted?.order.isSame(as: order) == true ? nil : order
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    guard case .work(_, let news) = answer else { return said(answer, context) }
    if let result = news.result(of: PlansOrder.self), result.order.outlook.isShown(in: context) {
      counted = result
    }
    cursor = max(0, min(targets.count - 1, cursor))
    return []
  }

  mutating func refresh(_ context: Context) {
    if counted?.order.outlook.isShown(in: context) == false { counted = nil }
  }

  private var outlooks: [Outlook] { counted?.outlooks ?? [] }

  /// The targets of all plans, by plan and place.
  private var targets: [(plan: Int, place: Int)] {
    outlooks.enumerated().flatMap { plan, outlook in
      outlook.progress.figures.indices.map { (plan, $0) }
    }
  }

  private func open(_ context: Context) -> [Step] {
    guard targets.indices.contains(cursor) else { return [] }
    let progress = outlooks[targets[cursor].plan].progress
    let target = progress.figures[targets[cursor].place].target
    if let missing = target.notRecorded { return [.say(Message(missing))] }
    let records = progress.records(.without, of: target)
    guard let kind = records.first?.kind else {
      return [.say(Message("nothing is missing", "此项无缺口", .good))]
    }
    let title = target.label + Words(": not met", ": 未达标")
    return [.open(ListScreen(kind, scope: .init(title: title, ids: records)))]
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    let figures = outlooks.flatMap(\.progress.figures)
    let table = FigureTable(
      figures, outlooks.flatMap(\.paces), years: nil, area.columns, context)
    table.drawTop(
      title: { _ in context.say(Self.name) }, right: "", isFocused: true, on: &canvas, above: &body)
    Divider(
      note: figures.isEmpty ? "" : "\(cursor + 1)/\(figures.count)",
      right: work(context) == nil ? "" : context.say("counting ..", "正在统计 ..")
    ).draw(on: &canvas, below: &body)
    let lines = outlooks.indices.flatMap { plan in
      [Line.plan(plan)]
        + outlooks[plan].progress.figures.indices.map { Line.target(plan: plan, $0) }
    }
    let current = targets.indices.contains(cursor) ? targets[cursor] : (plan: 0, place: 0)
    let place = lines.firstIndex(of: .target(plan: current.plan, current.place)) ?? 0
    let sight = Scrolled(lines.count, in: body.rows, around: place)
    for at in sight.places {
      let row = body.line(sight.row(of: at))
      var text = StyledLine(at == place ? Theme.Mark.cursor : " ", .plain, context.metrics)
      switch lines[at] {
      case .plan(let plan):
        let columns = row.columns - 2
        text.add(
          outlooks[plan].progress.plan.title(columns: columns, context), Theme.heading,
          columns: columns)
      case .target(let plan, let target):
        let before = outlooks[..<plan].reduce(0) { $0 + $1.progress.figures.count }
        table.add(before + target, to: &text, canvas.glyphs)
      }
      canvas.put(row: text, isCurrent: at == place, in: row)
      if at == place { canvas.cursor = Position(row: row.row, column: row.column) }
    }
  }
}
