import RegistryModel
import RegistryPlans
import TerminalCore

// The figures with what decides, what the one under the cursor says, the lists beside them, and the
// work areas: all in sight where there is room, else one list that scrolls.
extension OverviewScreen {
  /// Lines of the three sorts, where each begins.
  private struct Parts {
    let lists: Int
    let areas: Int
    let end: Int

    init(_ lines: [Line]) {
      end = lines.count
      areas = lines.firstIndex { if case .area = $0 { true } else { false } } ?? end
      lists = lines.firstIndex { if case .figure = $0 { false } else { true } } ?? end
    }
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let lines = lines(context)
    let room = Room(area.columns, context)
    var body = area
    drawTop(room, on: &canvas, above: &body, context)
    Divider(note: "\(cursor + 1)/\(lines.count)").draw(on: &canvas, below: &body)
    let parts = Parts(lines)
    // As tall as the longest, so that nothing moves with the cursor.
    let told = lines.map { explain($0, columns: area.columns - 2, context).count }.max() ?? 0
    let areas = areasLine(lines, from: parts.areas, context)
    let needed = parts.areas + told + 3
    guard parts.lists > 0, needed <= body.rows, areas.columns <= area.columns else {
      return drawScrolling(lines, room, on: &canvas, in: body, context)
    }
    drawRows(lines, 0..<parts.lists, room, on: &canvas, in: body, context)
    body = body.split(rows: parts.lists).bottom
    drawDetail(of: lines[cursor], rows: told, on: &canvas, in: body, context)
    body = body.split(rows: told + 1).bottom
    Divider(title: context.say("Records", "名单")).draw(on: &canvas, above: &body)
    drawRows(lines, parts.lists..<parts.areas, room, on: &canvas, in: body, context)
    let last = body.line(body.rows - 1)
    canvas.put(areas, in: last)
    if cursor >= parts.areas { canvas.cursor = Position(row: last.row, column: last.column) }
  }

  /// One list of all lines, and below it what the one under the cursor says.
  private func drawScrolling(
    _ lines: [Line], _ room: Room, on canvas: inout Canvas, in body: Area, _ context: Context
  ) {
    let listed = min(lines.count, body.rows - (body.rows >= 8 ? 3 : 0))
    let sight = Scrolled(lines.count, in: listed, around: cursor)
    let (list, rest) = body.split(rows: listed)
    drawRows(lines, sight.places, room, on: &canvas, in: list, context)
    guard lines.indices.contains(cursor) else { return }
    let more =
      sight.below > 0
      ? context.say("Down: \(sight.below) more", "向下还有 \(sight.below) 行") : ""
    drawDetail(of: lines[cursor], rows: rest.rows - 1, more, on: &canvas, in: rest, context)
  }

  private func drawRows(
    _ lines: [Line], _ places: Range<Int>, _ room: Room, on canvas: inout Canvas, in area: Area,
    _ context: Context
  ) {
    for place in places {
      let row = area.line(place - places.lowerBound)
      let isCurrent = place == cursor
      var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
      switch lines[place] {
      case .figure(let figure): add(figure, room, to: &line, canvas.glyphs, context)
      case .list(let list, let label):
        add(context.say(label), context.summary.district[list], room, to: &line)
      case .area(let work):
        let count = work.kind.map { context.summary.count(of: $0) }
        add(work.crumb(context), count, room, to: &line)
        line.move(to: line.columns - 1)
        line.add(beside(work, context))
      }
      canvas.put(row: line, isCurrent: isCurrent, in: row)
      if isCurrent { canvas.cursor = Position(row: row.row, column: row.column) }
    }
  }

  /// What a line says, below a rule that names it.
  private func drawDetail(
    of line: Line, rows: Int, _ more: String = "", on canvas: inout Canvas, in area: Area,
    _ context: Context
  ) {
    guard rows > 0, area.rows > 1 else { return }
    var rule = Divider(right: more)
    switch line {
    case .figure(let place):
      let target = context.summary.figures[place].target
      rule.title = context.say(target.label)
      if more.isEmpty {
        let day = target.deadline
        rule.right = context.say("to \(day.text(.en))", "至 \(day.text(.chinese))")
      }
    case .list(_, let label): rule.title = context.say(label)
    case .area(let work): rule.title = context.say(work.name)
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

  /// `2社区 71  3社会组织 720`: the areas in one line, reversed where the cursor is.
  private func areasLine(_ lines: [Line], from first: Int, _ context: Context) -> StyledLine {
    var line = StyledLine(context.metrics)
    for place in first..<lines.count {
      guard case .area(let work) = lines[place] else { continue }
      let style: Style? = place == cursor ? Theme.cursorRow : nil
      line.add(" ")
      line.add(String(work.digit), style ?? Theme.key)
      line.add(" \(context.say(work.name))", style ?? .plain)
      if let kind = work.kind {
        let count = Digits.grouped(context.summary.count(of: kind))
        line.add(" \(count)\(beside(work, context))", style ?? .plain)
      }
      line.add(" ")
    }
    return line
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

  /// The plan by its title; where that has no room, its years come first.
  private func title(columns: Int, _ context: Context) -> String {
    guard let plan = context.plan else { return context.say("No plan", "未设规划") }
    let title = context.say(plan.title)
    return context.metrics.columns(of: title) <= columns ? title : "\(plan.id): \(title)"
  }

}

/// The columns of the Overview in a window so wide: the gap always stands there, the further numbers as
/// far as there is room for them.
private struct Room {
  /// A number behind the gap: its head, and what it is of a pace.
  struct Number {
    let head: Words
    let columns: Int
    let text: @Sendable (Pace, Figure, Language) -> String?
    var isBehind: @Sendable (Pace, Figure) -> Bool = { _, _ in false }
  }

  let isWide: Bool
  let label: Int
  let value: Int
  let target: Int
  let cells: Int
  let gap: Int
  let numbers: [Number]
  /// Where the first of the numbers begins.
  let start: Int

  init(_ columns: Int, _ context: Context) {
    isWide = columns >= 76
    let longest =
      (context.summary.figures.map(\.target.label)
      + DistrictList.allCases.map { $0.label(context) })
      .map { context.metrics.columns(of: context.say($0)) }.max() ?? 0
    let asked = context.summary.figures.compactMap { figure in
      figure.askedText.map { context.metrics.columns(of: $0 + figure.target.figureSign) }
    }
    (value, cells) = (7, columns >= 120 ? 16 : 8)
    target = max(isWide ? 4 : 6, asked.max() ?? 0)
    gap = isWide ? 11 : 6
    // The sign of the cursor, blanks between, and the stroke before the target.
    let rest = value + target + gap + (isWide ? cells + 3 : 0) + 7
    label = min(36, longest, columns - rest)
    start = label + rest
    var (shown, end): ([Number], Int) = ([], start)
    for number in isWide ? Self.numbers : [] {
      guard end + number.columns + 1 <= columns else { break }
      shown.append(number)
      end += number.columns + 1
    }
    numbers = shown
  }

  /// The most telling first.
  private static let numbers = [
    Number(
      head: Words("days", "进度(天)"), columns: 6,
      text: { pace, figure, _ in pace.days(figure).map(signed) },
      isBehind: { pace, figure in (pace.days(figure) ?? 0) < 0 }),
    Number(
      head: Words("last 12", "年增"), columns: 7, text: { pace, _, _ in pace.rate.text().map(signed) }
    ),
    Number(
      head: Words("needs", "须增"), columns: 7,
      text: { pace, _, _ in pace.rateNeeded.textRoundedUp(places: 1).map(signed) }),
    Number(
      head: Words("met at rate", "照此达标"), columns: 11,
      text: { pace, _, language in
        switch pace.projected {
        case .on(let day)?: day.text(language)
        case .after2200?: Projection.after2200.words[language]
        case nil: nil
        }
      }),
  ]

  private static func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }
  private static func signed(_ number: String) -> String {
    number.first == "-" || number == "0.0" ? number : "+" + number
  }
}

// Its rows.
extension OverviewScreen {
  /// The rule above the figures, which has the heads of their numbers.
  private func drawTop(
    _ room: Room, on canvas: inout Canvas, above body: inout Area, _ context: Context
  ) {
    let row = body.line(0)
    Divider(
      title: title(columns: (room.numbers.isEmpty ? body.columns : room.start) - 6, context),
      right: room.numbers.isEmpty
        ? context.plan.map {
          context.say("to \($0.end.text(.en))", "至 \($0.end.text(.chinese))")
        } ?? "" : ""
    ).draw(on: &canvas, above: &body)
    var column = room.start
    for number in room.numbers {
      let head = " \(context.say(number.head))"
      let width = canvas.metrics.columns(of: head)
      canvas.put(head, in: row, column: column + number.columns - width, style: Theme.label)
      canvas.put(" ", in: row, column: column + number.columns)
      column += number.columns + 1
    }
  }

  /// A label, its number flush with the values above.
  private func add(_ label: String, _ count: Int?, _ room: Room, to line: inout StyledLine) {
    line.add(label, columns: room.label)
    line.add(count.map(Digits.grouped) ?? "", columns: room.value, .right)
  }

  /// `城市社区平均社区社会组织数    8.7 / 10 [######>|....] 差812个   -40   +0.5`
  private func add(
    _ place: Int, _ room: Room, to line: inout StyledLine, _ glyphs: GlyphSet, _ context: Context
  ) {
    let figure = context.summary.figures[place]
    line.add(context.say(figure.target.label), columns: room.label)
    if figure.target.notRecorded != nil {
      return line.add(context.say("not recorded", "无记录"), Theme.label)
    }
    let unit = figure.target.figureSign
    line.add(figure.text.map { $0 + unit } ?? "--", columns: room.value, .right)
    guard let asked = figure.askedText else { return }
    line.add("/ ", Theme.label)
    line.add("\(asked)\(unit)", columns: room.target)
    guard
      let gauge = context.gauges.gauges.first(where: { $0.figure.target.id == figure.target.id })
    else { return }
    if room.isWide {
      line.add(GaugeBar(gauge, cells: room.cells).text(glyphs), Theme.bar, columns: room.cells + 2)
    }
    line.add(
      context.say(room.isWide ? gauge.gap : gauge.shortGap), gauge.gapStyle, columns: room.gap)
    line.move(to: room.start)
    let pace = context.summary.paces[place]
    for number in room.numbers {
      line.add(
        number.text(pace, figure, context.language) ?? "",
        number.isBehind(pace, figure) ? Theme.warning : .plain,
        columns: number.columns, .right)
    }
  }
}
