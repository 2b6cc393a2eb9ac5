import RegistryModel
import TerminalCore

extension ReviewScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    guard DetailPane.fits(context) else {
      // One after the other, where there is no room for both.
      isInPane
        ? drawPane(on: &canvas, in: area, context) : drawLines(on: &canvas, in: area, context)
      return
    }
    let (left, right) = area.split(columns: -(context.columns / 3))
    drawLines(on: &canvas, in: left, context)
    drawPane(on: &canvas, in: right, context)
    canvas.separator(column: right.column, row: right.row, rows: right.rows, style: Theme.frame)
  }

  private func drawLines(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    Divider(
      title: context.say("To do \(count)", "待办 \(count)"), note: counting(context),
      right: context.say("oldest", "最早"), isFocused: !isInPane
    ).draw(on: &canvas, above: &body)
    Divider(right: rows.isEmpty ? "" : "\(cursor + 1)/\(rows.count)").draw(
      on: &canvas, below: &body)
    if rows.isEmpty, work(context) == nil {
      canvas.put(context.say("Nothing is to be done.", "没有待办事项"), in: body, column: 2)
    }
    // What is explained stands apart.
    let lines: [Int?] = rows.indices.flatMap { place -> [Int?] in
      let isFirst = rows[place].isAccepted && place > 0 && !rows[place - 1].isAccepted
      return isFirst ? [nil, place] : [place]
    }
    let sight = Scrolled(
      lines.count, in: body.rows, around: lines.firstIndex(of: cursor) ?? 0)
    for at in sight.places {
      guard let place = lines[at] else { continue }
      let isCurrent = place == cursor
      canvas.put(
        row: line(rows[place], isCurrent: isCurrent, columns: body.columns, context),
        isCurrent: isCurrent && !isInPane, in: body.line(sight.row(of: at)))
      if isCurrent, !isInPane {
        canvas.cursor = Position(row: body.row + sight.row(of: at), column: body.column)
        drawWhole(rows[place], on: &canvas, context)
      }
    }
  }

  /// That the rules are still asked, and how far.
  private func counting(_ context: Context) -> String {
    guard work(context) != nil else { return "" }
    let share = progress.map { " \($0.done * 100 / max(1, $0.total))%" } ?? ""
    return context.say("rules are asked ..", "正在检查规则 ..") + share
  }

  private func line(
    _ row: ReviewRow, isCurrent: Bool, columns: Int, _ context: Context
  ) -> StyledLine {
    let mark =
      row.isAccepted
      ? Theme.Mark.derived : row.isHard ? Theme.Mark.mustFix : Theme.Mark.question
    let style = row.isAccepted ? Theme.label : Style.plain
    var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
    line.add(mark, row.isAccepted ? style : Theme.Mark.style(mark))
    line.add(Digits.grouped(row.items.count), style, columns: 6, .right)
    line.move(to: 10)
    let age = row.day.map { context.say($0.distance(from: context.day)) } ?? ""
    let room = columns - 11 - Self.ageColumns
    line.add(context.say(row.label), style, columns: room - 1)
    line.add(age, Theme.label, columns: Self.ageColumns, .right)
    return line
  }

  /// `in 30 days`.
  private static var ageColumns: Int { 10 }

  /// The line in full, with what is to be paid, where messages stand.
  private func drawWhole(_ row: ReviewRow, on canvas: inout Canvas, _ context: Context) {
    var note = StyledLine(context.metrics)
    note.add(context.say(row.label), Theme.label)
    if let amount = row.amount {
      note.add(context.say(": \(amount.text(.en)) yuan", "：\(amount.text(.chinese)) 元"))
    }
    canvas.put(note: note)
  }

  private func drawPane(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    let items = row?.items ?? []
    Divider(title: row.map { context.say($0.kind.schema.plural) } ?? "", isFocused: isInPane)
      .draw(on: &canvas, above: &body)
    Divider(
      right: items.isEmpty
        ? "" : context.say("\(place + 1) of \(items.count)", "第\(place + 1)条/共\(items.count)条")
    ).draw(on: &canvas, below: &body)
    let inner = DetailPane.fits(context) ? body.split(columns: 1).right : body
    let tall = items.contains { below($0, context) != nil } ? 2 : 1
    let sight = Scrolled(items.count, in: inner.rows / tall, around: place)
    for at in sight.places {
      let isCurrent = isInPane && at == place
      let row = inner.line(sight.row(of: at) * tall)
      var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
      line.add(
        context.metrics.truncated(context.shortName(of: items[at].record), to: row.columns - 2))
      canvas.put(row: line, isCurrent: isCurrent, in: row)
      if let words = below(items[at], context) {
        let area = inner.line(sight.row(of: at) * tall + 1)
        canvas.put(
          StyledLine(
            "   " + context.metrics.truncated(words, to: area.columns - 4), Theme.label,
            context.metrics), in: area)
      }
      if isCurrent {
        canvas.cursor = Position(row: row.row, column: row.column)
        var note = StyledLine(context.metrics)
        note.add(context.name(of: items[at].record) + "  ", Theme.label)
        note.add(below(items[at], context) ?? "")
        canvas.put(note: note)
      }
    }
  }

  /// What is wrong with a record, or by when it is due.
  private func below(_ item: ReviewRow.Item, _ context: Context) -> String? {
    if let detail = item.detail { return context.say(detail) }
    guard let day = item.day else { return nil }
    let distance = context.say(day.distance(from: context.day))
    // The name of an instalment says its day.
    guard item.record.kind == .instalment else {
      return "\(day.text(context.language))  \(distance)"
    }
    let open = context.registry.instalments[item.record.number]?.record.open(on: context.day)
    return [open?.text(context.language), distance].compactMap { $0 }.joined(separator: "  ")
  }
}

extension CivilDate {
  /// How long ago it was, or when it will be, in few words.
  fileprivate func distance(from day: CivilDate) -> Words {
    let days = day.daysSinceEpoch - daysSinceEpoch
    let years = days / 365
    return switch days {
    case 0: Words("today", "今天")
    case ..<0: Words("in \(-days) day\(days == -1 ? "" : "s")", "\(-days) 天后")
    case 730...: Words("\(years) years", "\(years) 年前")
    default: Words("\(days) day\(days == 1 ? "" : "s")", "\(days) 天前")
    }
  }
}
