import RegistryModel
import RegistryPlans
import TerminalCore

// The targets, what the line under the cursor says, the panels below them, and the work areas: all in sight where
// there is room, else one list that scrolls.
extension OverviewScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let lines = lines(context)
    let cursor = cursor(in: lines)
    var body = area
    // Its own place in its panel.
    let panel = lines.filter { $0.panel == lines[cursor].panel }
    let place = panel.firstIndex(of: lines[cursor]) ?? 0
    Divider(
      note: "\(place + 1)/\(panel.count)",
      right: isCounting(context) ? context.say("counting ..", "正在统计 ..") : ""
    ).draw(on: &canvas, below: &body)
    guard area.rows >= 16, area.columns >= 76, !context.summary.figures.isEmpty else {
      return drawScrolling(lines, cursor, on: &canvas, in: body, context)
    }
    let table = FigureTable(area.columns, trend: counted?.breakdown.trend, context)
    drawTop(table, on: &canvas, above: &body, context)
    let areas = areasLines(lines, cursor, columns: area.columns, context)
    // As tall as the longest of the targets and lists, so that nothing moves with the cursor.
    let explained = lines.filter { line in
      switch line {
      case .figure, .list: true
      case .town, .due, .week, .entered, .community, .area: false
      }
    }
    let told = min(
      3, explained.map { explain($0, columns: area.columns - 2, context).count }.max() ?? 0)
    let room = body.rows - told - 1 - areas.count
    let figures = context.summary.figures.count
    let shown = min(figures, max(4, room - 6))
    let (top, rest) = body.split(rows: shown)
    let sight = Scrolled(figures, in: shown, around: figure)
    for at in sight.places {
      draw(
        lines[at], table, isCurrent: at == cursor, on: &canvas, in: top.line(sight.row(of: at)),
        context)
    }
    let more =
      sight.below > 0
      ? context.say("Down: \(sight.below) more", "向下还有 \(sight.below) 行") : ""
    let (words, below) = rest.split(rows: told + 1)
    drawDetail(of: lines[cursor], rows: told, more, on: &canvas, in: words, context)
    let (panels, foot) = below.split(rows: -areas.count)
    drawPanels(lines[cursor], on: &canvas, in: panels, context)
    canvas.put(areas, in: foot)
    if lines[cursor].panel == .areas {
      canvas.cursor = Position(row: foot.row, column: foot.column)
    }
  }

  /// The plan by its title, where that has no room its years first, above the heads.
  private func drawTop(
    _ table: FigureTable, on canvas: inout Canvas, above body: inout Area, _ context: Context
  ) {
    let end = context.plan.map {
      context.say("to \($0.end.text(.en))", "至 \($0.end.text(.chinese))")
    }
    table.drawTop(
      title: { columns in
        context.plan?.title(columns: columns, context) ?? context.say("No plan", "未设规划")
      }, right: end ?? "", on: &canvas, above: &body)
  }

  /// One list of all lines, and below it what the one under the cursor says.
  private func drawScrolling(
    _ lines: [Line], _ cursor: Int, on canvas: inout Canvas, in area: Area, _ context: Context
  ) {
    let table = FigureTable(
      area.columns, trend: counted?.breakdown.trend,
      labels: lines.filter { $0.panel == .beside }.map { $0.label(context) }
        + (context.plan == nil
          ? WorkArea.all.map { Words(same: $0.crumb(context)) } : []),
      context)
    var body = area
    drawTop(table, on: &canvas, above: &body, context)
    let listed = min(lines.count, body.rows - (body.rows >= 8 ? 3 : 0))
    let sight = Scrolled(lines.count, in: listed, around: cursor)
    let (list, rest) = body.split(rows: listed)
    for place in sight.places {
      draw(
        lines[place], table, isCurrent: place == cursor, on: &canvas,
        in: list.line(sight.row(of: place)), context)
    }
    guard lines.indices.contains(cursor) else { return }
    let more =
      sight.below > 0
      ? context.say("Down: \(sight.below) more", "向下还有 \(sight.below) 行") : ""
    drawDetail(of: lines[cursor], rows: rest.rows - 1, more, on: &canvas, in: rest, context)
  }

  /// A line in the columns of the targets.
  private func draw(
    _ line: Line, _ table: FigureTable, isCurrent: Bool, on canvas: inout Canvas, in row: Area,
    _ context: Context
  ) {
    var text = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
    switch line {
    case .figure(let figure): table.add(figure, to: &text, canvas.glyphs)
    case .town(let code):
      let town = counted?.breakdown.towns.first { $0.code == code }
      let value = town?.figures[figure]
      table.add(town?.title ?? "", value?.text ?? "--", to: &text)
      if let value {
        text.add(context.say(value.gap), value.isMet == true ? Theme.good : Theme.missing)
      }
    case .area(let digit):
      guard let work = WorkArea.all.first(where: { $0.digit == digit }) else { break }
      let count = work.kind.map { Digits.grouped(context.summary.count(of: $0)) }
      table.add(work.crumb(context), count ?? "", to: &text)
      text.add(beside(work, context))
    case .due, .week, .entered, .list, .community:
      table.add(
        context.say(line.label(context)), count(of: line, context).map(Digits.grouped) ?? "",
        to: &text)
    }
    canvas.put(row: text, isCurrent: isCurrent, in: row)
    if isCurrent { canvas.cursor = Position(row: row.row, column: row.column) }
  }

  /// How many records a line beside the targets has.
  func count(of line: Line, _ context: Context) -> Int? {
    switch line {
    case .due(let sort): counted?.due[sort]?.records.count
    case .week(let kind, let isEnd):
      counted?.week.lines.first { $0.kind == kind && $0.isEnd == isEnd }?.records.count
    case .entered(let kind): counted?.entered.first { $0.kind == kind }?.records.count
    case .list(let list): context.summary.district[list]
    default: nil
    }
  }

  /// What a line says, below a rule that names it.
  private func drawDetail(
    of line: Line, rows: Int, _ more: String = "", on canvas: inout Canvas, in area: Area,
    _ context: Context
  ) {
    guard rows > 0, area.rows > 1 else { return }
    var rule = Divider(title: title(of: line, context), right: more)
    if case .figure(let place) = line, more.isEmpty {
      let day = context.summary.figures[place].target.deadline
      rule.right = context.say("to \(day.text(.en))", "至 \(day.text(.chinese))")
    }
    var body = area
    rule.draw(on: &canvas, above: &body)
    let columns = area.columns - 2
    let texts = explain(line, columns: columns, context)
    canvas.put(
      canvas.metrics.first(rows, of: texts, to: columns).map {
        StyledLine($0, .plain, canvas.metrics)
      }, in: body.inset(rows: 0, columns: 1))
  }

  private func title(of line: Line, _ context: Context) -> String {
    if case .town(let code) = line,
      let town = counted?.breakdown.towns.first(where: { $0.code == code })
    {
      return town.title
    }
    return context.say(line.label(context))
  }

  /// `2 社区 71  3 社会组织 720`: the areas one behind the other, reversed where the cursor is.
  private func areasLines(
    _ lines: [Line], _ cursor: Int, columns: Int, _ context: Context
  ) -> [StyledLine] {
    var rows = [StyledLine(context.metrics)]
    for (place, line) in lines.enumerated() {
      guard case .area(let digit) = line,
        let work = WorkArea.all.first(where: { $0.digit == digit })
      else { continue }
      let style: Style? = place == cursor ? Theme.cursorRow : nil
      var text = StyledLine(" ", .plain, context.metrics)
      text.add(String(work.digit), style ?? Theme.key)
      text.add(" \(context.say(work.name))", style ?? .plain)
      if let kind = work.kind {
        let count = Digits.grouped(context.summary.count(of: kind))
        text.add(" \(count)\(beside(work, context))", style ?? .plain)
      }
      text.add(" ")
      if rows[rows.count - 1].columns + text.columns > columns {
        rows.append(StyledLine(context.metrics))
      }
      rows[rows.count - 1].add(text)
    }
    return rows
  }

  /// The records its list has more than the number says.
  private func beside(_ area: WorkArea, _ context: Context) -> String {
    guard area.kind == .community else { return "" }
    let (past, toCome) = (context.summary.pastCommunities, context.summary.communitiesToCome)
    let parts = [
      past == 0 ? nil : Words("\(past) ended", "\(past) 个已撤销"),
      toCome == 0 ? nil : Words("\(toCome) not yet", "\(toCome) 个未设立"),
    ].compactMap { $0.map(context.say) }
    return parts.isEmpty
      ? ""
      : context.say("  and ", "  另有 ") + parts.joined(separator: ", ")
  }
}
