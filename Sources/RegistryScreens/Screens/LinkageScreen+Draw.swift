import RegistryModel
import RegistryPlans
import TerminalCore

extension LinkageScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let details = context.rows >= 20 ? 5 : 3
    let (top, bottom) = area.split(rows: area.rows - details)
    let width = (area.columns - 2) / 3
    for party in Party.allCases {
      let isLast = party == .worker
      let column = party.rawValue * (width + 1)
      let columns = isLast ? area.columns - column : width
      draw(
        party,
        on: &canvas,
        in: Area(row: top.row, column: top.column + column, rows: top.rows, columns: columns),
        context)
    }
    drawDetails(on: &canvas, in: bottom, context)
  }

  private func draw(_ party: Party, on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    let mine = rows[party] ?? []
    let leads = party == leader
    let sight = Scrolled(mine.count, in: body.rows - 1, around: leads ? cursor : 0)
    // With their roles where there is room for the numbers as well, in all columns alike.
    let isRoomy = Party.allCases.allSatisfy {
      context.metrics.columns(of: context.say($0.title)) + 9 <= area.columns
    }
    Divider(
      title: context.say(isRoomy ? party.title : party.kind.schema.plural),
      note: found == nil ? "" : "\(mine.count)",
      right: sight.below > 0 ? "+\(sight.below)" : "", isFocused: leads
    ).draw(on: &canvas, above: &body)
    if found == nil {
      if leads { canvas.put(context.say("counting ..", "正在统计 .."), in: body, column: 2) }
      return
    }
    let names = mine[sight.places].map { context.shortName(of: $0.id) }
    let states = mine[sight.places].map { context.say($0.state) }
    let widest = states.map { context.metrics.columns(of: $0) }.max() ?? 0
    let room = body.columns - 3
    // Names go first; of the state what is left, but never less than its beginning.
    let side = min(
      widest, max(room / 3, room - 1 - (names.map { context.metrics.columns(of: $0) }.max() ?? 0)))
    for (offset, place) in sight.places.enumerated() {
      let isCurrent = leads && place == cursor
      var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
      line.add(
        mine[place].isGap ? Theme.Mark.question : "", Theme.Mark.style(Theme.Mark.question),
        columns: 1)
      line.add(names[offset], columns: max(1, room - side - 1))
      line.add(states[offset], Theme.label, columns: side)
      canvas.put(row: line, isCurrent: isCurrent, in: body.line(sight.row(of: place)))
      if isCurrent {
        canvas.cursor = Position(row: body.row + sight.row(of: place), column: body.column)
      }
    }
    if mine.isEmpty, !leads {
      canvas.put(context.say("none", "无"), in: body, column: 2, style: Theme.label)
    }
  }

  /// How many communities are linked, and the programmes of the record under the cursor.
  private func drawDetails(on canvas: inout Canvas, in area: Area, _ context: Context) {
    guard let gaps = found?.gaps else { return }
    var body = area
    let (linked, all) = (gaps.linkage.linked.count, gaps.communities.count)
    let mine = rows[leader] ?? []
    let place =
      mine.isEmpty
      ? "" : context.say("\(cursor + 1) of \(mine.count)", "第\(cursor + 1)条/共\(mine.count)条")
    Divider(
      title: context.say("Linked \(linked) of \(all)", "已联动 \(linked)/\(all)"),
      right: place
    ).draw(on: &canvas, above: &body)
    let registry = context.registry
    var lines = programmes.map { programme in
      var line = StyledLine(context.metrics)
      line.add(context.shortName(of: programme.id) + "  ")
      let until = registry.programmes[programme.id.number]?.record.until
      if let until {
        line.add(
          context.say("until \(until.text(.en))  ", "至 \(until.text(.chinese))  "), Theme.label)
      }
      if let lack = programme.lack { line.add(context.say(lack.words), Theme.warning) }
      return line
    }
    if lines.isEmpty, subject != nil {
      lines = [
        StyledLine(
          context.say("In no running programme.", "没有实施中的服务项目"), Theme.label, context.metrics)
      ]
    }
    canvas.put(Array(lines.prefix(body.rows)), in: body.inset(rows: 0, columns: 1))
  }
}
