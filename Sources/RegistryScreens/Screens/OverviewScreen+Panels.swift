import RegistryModel
import RegistryPlans
import TerminalCore

// What stands below the targets: the chart of the one the cursor was on last, the towns compared by it, what
// happened this week, and the communities furthest behind.
extension OverviewScreen {
  /// A chart takes no more rows than this; what is left is for towns.
  private static let mostChartRows = 12
  /// Columns for what stands beside the towns.
  private static let leastBeside = 34

  func drawPanels(_ line: Line, on canvas: inout Canvas, in area: Area, _ context: Context) {
    let (left, right) = area.split(
      columns: area.columns - max(Self.leastBeside, area.columns * 3 / 8))
    drawLeft(line, on: &canvas, in: left, context)
    drawRight(line, on: &canvas, in: right, context)
    canvas.separator(
      column: right.column, row: right.row, rows: right.rows, style: Theme.frame)
  }

  private func drawLeft(
    _ line: Line, on canvas: inout Canvas, in area: Area, _ context: Context
  ) {
    let towns = towns(context)
    var body = area
    let least = towns.isEmpty ? 0 : min(towns.count, 5) + 1
    let rows = min(Self.mostChartRows, area.rows - least)
    if rows > YearChart.leastRows, let series = series(context) {
      let (chart, rest) = body.split(rows: towns.isEmpty ? body.rows : rows)
      var inner = chart
      Divider(
        title: context.say(series.target.label),
        note: context.say("year ends", "历年末")
      ).draw(on: &canvas, above: &inner)
      YearChart(series, context).draw(on: &canvas, in: inner.inset(rows: 0, columns: 1))
      if towns.isEmpty { return }
      body = rest
    }
    drawTowns(towns, line, on: &canvas, in: body, context)
  }

  /// The target's figure over the years.
  private func series(_ context: Context) -> Series? {
    guard let target = target(context), target.notRecorded == nil, let counted else { return nil }
    return counted.breakdown.trend.series(target.id, counted.order.outlook)
  }

  private func drawRight(
    _ line: Line, on canvas: inout Canvas, in area: Area, _ context: Context
  ) {
    let beside = lines(of: .beside, context)
    let lacks = showsCommunities(context) ? furthest(context) : []
    // What is due comes first; the communities have what is left.
    let rows = lacks.isEmpty ? area.rows : min(beside.count + 1, max(area.rows - 4, area.rows / 2))
    let (top, bottom) = area.split(rows: rows)
    draw(
      beside, Words("Due in 30 days, this week", "30 天内到期与本周"), note: "", line, on: &canvas,
      in: top, context
    ) { line in
      (context.say(line.label(context)), self.count(of: line, context).map(Digits.grouped) ?? "")
    }
    guard !lacks.isEmpty, let target = target(context) else { return }
    let answers = Dictionary(uniqueKeysWithValues: lacks.map { ($0.id, $0.answer) })
    draw(
      lacks.map { .community($0.id) }, Words("Communities furthest behind", "缺口大的社区"),
      note: context.say(Gauge(target).name), line, on: &canvas, in: bottom, context
    ) { line in
      guard case .community(let id) = line, let answer = answers[id] else { return ("", "") }
      return (context.shortName(of: id), answer.said(context))
    }
  }

  /// Lines with a number each, below a rule; the one of the cursor in sight.
  private func draw(
    _ lines: [Line], _ title: Words, note: String, _ current: Line, on canvas: inout Canvas,
    in area: Area, _ context: Context, texts: (Line) -> (label: String, value: String)
  ) {
    let place = lines.firstIndex(of: current)
    var body = area
    let sight = Scrolled(lines.count, in: area.rows - 1, around: place ?? 0)
    Divider(
      title: context.say(title), note: note,
      right: sight.below > 0 ? context.say("\(sight.below) more", "还有 \(sight.below) 行") : "",
      isFocused: place != nil
    ).draw(on: &canvas, above: &body)
    let inner = body.split(columns: 1).right
    for at in sight.places {
      let row = inner.line(sight.row(of: at))
      let (label, value) = texts(lines[at])
      var text = StyledLine(at == place ? Theme.Mark.cursor : " ", .plain, context.metrics)
      let width = context.metrics.columns(of: value)
      text.add(label, columns: row.columns - width - 3)
      text.add(value)
      canvas.put(row: text, isCurrent: at == place, in: row)
      if at == place { canvas.cursor = Position(row: row.row, column: row.column) }
    }
  }

  /// A row a town: its value at the end of each year and now, and what it lacks alone.
  private func drawTowns(
    _ towns: [Town], _ current: Line, on canvas: inout Canvas, in area: Area, _ context: Context
  ) {
    guard area.rows > 0 else { return }
    let place = towns.firstIndex { .town($0.code) == current }
    var body = area
    let row = area.line(0)
    let columns = TownColumns(area.columns, towns, figure, counted?.breakdown.trend, context)
    let sight = Scrolled(towns.count, in: area.rows - 1, around: place ?? 0)
    Divider(
      title: context.say(TownsScreen.name),
      isFocused: place != nil
    ).draw(on: &canvas, above: &body)
    if !towns.isEmpty { columns.drawHeads(on: &canvas, in: row, context) }
    for at in sight.places {
      let row = body.line(sight.row(of: at))
      var text = StyledLine(at == place ? Theme.Mark.cursor : " ", .plain, context.metrics)
      columns.add(towns[at], to: &text, context)
      canvas.put(row: text, isCurrent: at == place, in: row)
      if at == place { canvas.cursor = Position(row: row.row, column: row.column) }
    }
  }
}
