import RegistryModel
import RegistryPlans
import TerminalCore

// The targets; below them the chart beside how the target is counted; below these the towns beside the communities
// furthest behind and what is different. A small window shows of all that what the cursor is in.
extension PlanScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    let (panel, lines, place) = cursor(context)
    Divider(
      note: lines.isEmpty ? "" : "\(place + 1)/\(lines.count)",
      right: work(context) == nil ? "" : context.say("counting ..", "正在统计 ..")
    ).draw(on: &canvas, below: &body)
    let figures = figures(context)
    guard !figures.isEmpty else {
      let words =
        context.plan == nil ? Words("No plan is set.", "未设规划。") : Words("", "")
      canvas.put(context.say(words), in: body, row: 1, column: 2, style: Theme.label)
      return
    }
    let isSmall = body.rows < 18 || body.columns < 76
    let shown = min(figures.count, max(3, isSmall ? body.rows / 2 - 1 : body.rows - 13))
    drawTargets(figures, rows: shown, on: &canvas, above: &body, context)
    if isSmall {
      return panel == .targets
        ? drawCounted(figures, on: &canvas, in: body, context)
        : drawList(panel, on: &canvas, in: body, context)
    }
    let (middle, bottom) = body.split(rows: min(13, max(7, body.rows * 3 / 5)))
    let columns = area.columns - max(34, area.columns * 3 / 8)
    let (chart, words) = middle.split(columns: columns)
    drawChart(figures, on: &canvas, in: chart, context)
    drawCounted(figures, on: &canvas, in: words, context)
    let (left, right) = bottom.split(columns: columns)
    drawList(part == .district ? .towns : .communities, on: &canvas, in: left, context)
    if part == .district {
      // Both where there is room for both, else the one with the cursor.
      let (top, below) = right.split(rows: right.rows >= 14 ? changes.count + 1 : 0)
      if top.rows > 0 { drawList(.changes, on: &canvas, in: top, context) }
      drawList(
        top.rows == 0 && panel == .changes ? .changes : .communities, on: &canvas, in: below,
        context)
    } else {
      Divider().draw(on: &canvas, row: right.row, column: right.column, columns: right.columns)
    }
    canvas.separator(
      column: words.column, row: words.row, rows: words.rows + right.rows, style: Theme.frame)
  }

  private func drawTargets(
    _ figures: [Figure], rows: Int, on canvas: inout Canvas, above body: inout Area,
    _ context: Context
  ) {
    let years = figures.map { figure -> [Exact] in
      guard let trend = counted?.breakdown.trend else { return [] }
      if case .town(let code) = part { return trend.values(figure.target.id, of: code) }
      return trend.values(figure.target.id)
    }
    let paces =
      part == .district ? context.summary.paces : figures.map { _ in Pace.none }
    let table = FigureTable(figures, paces, years: years, body.columns, context)
    let isFocused = current.panel == .targets
    table.drawTop(
      title: { _ in title(context) }, right: "", isFocused: isFocused, on: &canvas, above: &body)
    let (top, rest) = body.split(rows: rows)
    let sight = Scrolled(figures.count, in: rows, around: figure)
    for at in sight.places {
      let row = top.line(sight.row(of: at))
      let isCurrent = current == .target(at)
      var text = StyledLine(
        isCurrent ? Theme.Mark.cursor : at == figure ? Theme.Mark.marked : " ", .plain,
        context.metrics)
      table.add(at, to: &text, canvas.glyphs)
      canvas.put(row: text, isCurrent: isCurrent, in: row)
      if isCurrent { canvas.cursor = Position(row: row.row, column: row.column) }
    }
    body = rest
  }

  private func title(_ context: Context) -> String {
    guard let town else { return context.say(Words("Targets", "指标")) }
    return town.title
      + context.say(
        Words(", \(town.communities.count) communities", "，社区 \(town.communities.count) 个"))
  }

  private func drawChart(
    _ figures: [Figure], on canvas: inout Canvas, in area: Area, _ context: Context
  ) {
    var body = area
    let target = figures[figure].target
    Divider(
      title: context.say(target.label), note: context.say("year ends", "历年末")
    ).draw(on: &canvas, above: &body)
    guard let series = series(of: target) else { return }
    YearChart(series, context).draw(on: &canvas, in: body.inset(rows: 0, columns: 1))
  }

  private func series(of target: Target) -> Series? {
    guard let counted, target.notRecorded == nil else { return nil }
    if case .town(let code) = part { return counted.breakdown.trend.series(target.id, of: code) }
    return counted.breakdown.trend.series(target.id, counted.order.outlook)
  }

  private func drawCounted(
    _ figures: [Figure], on canvas: inout Canvas, in area: Area, _ context: Context
  ) {
    var body = area
    Divider(title: context.say("How it is counted", "统计口径")).draw(on: &canvas, above: &body)
    let inner = body.split(columns: 2).right
    canvas.put(
      Array(said(of: figures[figure], columns: inner.columns - 1, context).prefix(inner.rows)),
      in: inner)
  }

  /// A list of a panel below the rule that names it.
  private func drawList(
    _ panel: Panel, on canvas: inout Canvas, in area: Area, _ context: Context
  ) {
    guard area.rows > 0 else { return }
    let lines = lines(of: panel, context)
    let isFocused = current.panel == panel
    let place = isFocused ? lines.firstIndex(of: current) : nil
    let sight = Scrolled(lines.count, in: area.rows - 1, around: place ?? 0)
    var body = area
    Divider(
      title: context.say(name(of: panel, context)),
      note: panel == .towns ? "" : note(of: panel, context),
      right: sight.below > 0 && panel != .towns
        ? context.say("\(sight.below) more", "还有 \(sight.below) 行") : "",
      isFocused: isFocused
    ).draw(on: &canvas, above: &body)
    let towns = towns
    let columns = TownColumns(area.columns, towns, figure, counted?.breakdown.trend, context)
    if panel == .towns, !towns.isEmpty { columns.drawHeads(on: &canvas, in: area.line(0), context) }
    let lacks = panel == .communities ? self.lacks(context) : []
    let inner = panel == .towns ? body : body.split(columns: 1).right
    for at in sight.places {
      let row = inner.line(sight.row(of: at))
      var text = StyledLine(at == place ? Theme.Mark.cursor : " ", .plain, context.metrics)
      switch panel {
      case .towns: columns.add(towns[at], to: &text, context)
      case .communities: add(lacks[at], columns: row.columns, to: &text, context)
      case .changes: add(changes[at].line, columns: row.columns, to: &text, context)
      case .targets: break
      }
      canvas.put(row: text, isCurrent: at == place, in: row)
      if at == place { canvas.cursor = Position(row: row.row, column: row.column) }
    }
  }

  private func name(of panel: Panel, _ context: Context) -> Words {
    switch panel {
    case .targets: Words("Targets", "指标")
    case .towns: TownsScreen.name
    case .communities: Words("Communities furthest behind", "缺口大的社区")
    case .changes:
      Words(
        "Since \(comparedDay(context).text(.en))", "\(comparedDay(context).text(.chinese)) 以来")
    }
  }

  private func note(of panel: Panel, _ context: Context) -> String {
    panel == .communities ? String(lines(of: panel, context).count) : ""
  }

  private func add(
    _ lack: CommunityLack, columns: Int, to line: inout StyledLine, _ context: Context
  ) {
    let value = lack.answer.said(context)
    let width = context.metrics.columns(of: value)
    line.add(context.shortName(of: lack.id), columns: columns - width - 3)
    line.add(value)
  }

  private func add(
    _ change: Comparison.Line, columns: Int, to line: inout StyledLine, _ context: Context
  ) {
    let (before, after) = (change.before.text ?? "--", change.after.text ?? "--")
    let sign = change.after.target.figureSign
    let difference = change.change.text(places: 2).map { $0.first == "-" ? $0 : "+" + $0 } ?? ""
    let value =
      "\(before) > \(after)\(sign) \(context.metrics.padded(difference, to: 6, alignment: .right))"
    let width = context.metrics.columns(of: value)
    line.add(context.say(Gauge(change.after.target).name), columns: columns - width - 3)
    line.add(value)
  }
}
