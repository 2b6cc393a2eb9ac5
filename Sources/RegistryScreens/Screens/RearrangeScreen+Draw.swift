import RegistryModel
import TerminalCore

extension RearrangeScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let items = items(context)
    let changeSet = changeSet(of: items, context)
    let isCounting = work(on: changeSet, context) != nil
    let effects = effects(
      of: changeSet, items, isCounting: isCounting, columns: area.columns - 2, context)
    // No smaller while it is counted, and never more than half.
    let least = context.rows >= 20 ? 7 : 4
    let (top, bottom) = area.split(
      rows: area.rows - min(max(least, effects.count + 1), area.rows / 2))
    var body = top
    Divider(
      title: context.say(
        plan.name(of: kind) + Words(same: ": ") + plan.title(in: context.registry)),
      isFocused: takesText
    ).draw(on: &canvas, above: &body)
    drawField(
      isLastDayTyped ? Words("Last day", "离职日期") : Words("From", "起始日期"), day, 10, .day,
      beside: lastDays ?? (context.columns < 80 ? nil : adding), on: &canvas, above: &body, context)
    if let field = reasonField {
      let label = kind == .community ? Words("Deed number", "批复文号") : field.label
      drawField(
        label, reason, 24, .reason,
        beside: reasonLabel ?? (lastDays == nil || context.columns < 80 ? nil : adding),
        on: &canvas, above: &body, context)
    }
    let open = items.count { $0.outcome == nil }
    Divider(
      title: context.say("What goes with it", "随之变动"),
      note: context.say(
        "\(items.count)" + (open > 0 ? ", \(open) to be chosen" : ""),
        "\(items.count) 条" + (open > 0 ? "，待选择 \(open) 条" : "")), isFocused: !takesText
    ).draw(on: &canvas, above: &body)
    draw(items, on: &canvas, in: body, context)
    draw(effects, isCounting: isCounting, on: &canvas, in: bottom, context)
  }

  /// When those end that end, as their papers will say it.
  private var lastDays: Words? {
    let last = plan.day.adding(days: -1)
    return isLastDayTyped || plan.purpose == .handover
      ? nil : Words("last day: \(last)", "终止的最后一日为 \(last)")
  }

  /// The reason of the code table that is typed.
  private var reasonLabel: Words? {
    guard let text = plan.reason, let field = reasonField, !field.entry.codes.isEmpty else {
      return nil
    }
    var record = kind.schema.make()
    do throws(FieldError) { try record.enter(text, field, .correction(on: plan.day)) } catch {
      return error.words
    }
    let word = record.json(field, on: plan.day)?.string
    return field.entry.codes.first { $0.word == word }?.label
  }

  /// How others are named that take over, or are taken over.
  private var adding: Words? {
    if refusesAdding != nil { return nil }
    let whom =
      kind == .community
      ? Words("a community", addsSubjects ? "并入的社区" : "接收的社区")
      : Words("who takes over", "接替的\(kind.label.chinese)")
    return Words("Ins adds or takes out ", "Ins 添加或移去") + whom
  }

  private func drawField(
    _ label: Words, _ line: LineEditor, _ columns: Int, _ place: Line, beside: Words?,
    on canvas: inout Canvas, above body: inout Area, _ context: Context
  ) {
    let isFocused = focus == place
    let row = body.line(0)
    body = body.split(rows: 1).bottom
    canvas.put(
      (place == .day ? Theme.Mark.required : " ") + context.say(label), in: row, column: 1,
      style: isFocused ? Theme.focus : Theme.label)
    let start = 15
    let window = line.window(columns: columns + 1, metrics: canvas.metrics)
    let style = isFocused ? Theme.focusedField : Theme.field
    canvas.put("[", in: row, column: start, style: Theme.label)
    canvas.fill(
      row: row.row, column: row.column + start + 1, rows: 1, columns: columns + 1, style: style)
    canvas.put(window.text, in: row, column: start + 1, style: style)
    canvas.put("]", in: row, column: start + columns + 2, style: Theme.label)
    if let beside {
      canvas.put(context.say(beside), in: row, column: start + columns + 5, style: Theme.label)
    }
    if isFocused {
      canvas.cursor = Position(
        row: row.row, column: row.column + start + 1 + min(columns, window.caretColumn))
    }
  }

  private func draw(
    _ items: [Rearrangement.Item], on canvas: inout Canvas, in body: Area, _ context: Context
  ) {
    if items.isEmpty {
      let words = Words("No other record is concerned.", "没有其他记录随之变动")
      canvas.put(context.say(words), in: body, column: 2, style: Theme.label)
    }
    let cursor = items.firstIndex { focus == .item($0.key) }
    let sight = Scrolled(items.count, in: body.rows, around: cursor ?? 0)
    let width = max(12, (body.columns - 16) / 2)
    for place in sight.places {
      let item = items[place]
      var line = StyledLine(place == cursor ? Theme.Mark.cursor : " ", .plain, context.metrics)
      let mark =
        item.outcome == nil
        ? Theme.Mark.mustFix : item.outcome == item.proposed ? Theme.Mark.derived : " "
      line.add(mark, Theme.Mark.style(mark), columns: 1)
      line.add(context.say(item.record.kind.label), Theme.label, columns: 12)
      line.add(context.say(plan.words(of: item, in: context.registry)), columns: width)
      line.add(context.say(plan.words(of: item.outcome, item, in: context.registry)))
      let row = body.line(sight.row(of: place))
      canvas.put(row: line, isCurrent: place == cursor, in: row)
      if place == cursor { canvas.cursor = Position(row: row.row, column: row.column) }
    }
  }

  /// What the record of the cursor can become, what is missing, and what saving does to the targets.
  private func effects(
    of changeSet: Result<ChangeSet, Rearrangement.Flaw>, _ items: [Rearrangement.Item],
    isCounting: Bool, columns: Int, _ context: Context
  ) -> [StyledLine] {
    var texts: [(words: Words, style: Style)] = []
    if let item = items.first(where: { focus == .item($0.key) }) {
      let options = item.options.enumerated().map { place, outcome in
        Words(same: "\(place + 1) ") + plan.words(of: outcome, item, in: context.registry)
      }
      texts.append(
        (options.dropFirst().reduce(options[0]) { $0 + Words(same: "  ") + $1 }, Theme.label))
    }
    switch changeSet {
    case .failure(let flaw): texts.append((flaw.words, Theme.warning))
    case .success:
      let unknown = plan.unknownSums(of: items, in: context.registry)
      if !unknown.isEmpty {
        let names = Words(
          unknown.map(\.label.en).joined(separator: ", "),
          unknown.map(\.label.chinese).joined(separator: "、"))
        texts.append(
          (
            names + Words(": enter them afterwards", "：请另行填写"),
            Theme.warning
          ))
      }
      let impacts = isCounting ? [] : counted?.impacts ?? []
      texts += impacts.map { ($0.words(in: context.registry, on: context.day), .plain) }
      if !isCounting, impacts.isEmpty, context.plan != nil {
        texts.append((Words("No plan figure changes.", "规划各项数据不变"), .plain))
      }
    }
    return texts.flatMap { words, style in
      context.metrics.wrapped(context.say(words), to: columns).map {
        StyledLine($0, style, context.metrics)
      }
    }
  }

  private func draw(
    _ effects: [StyledLine], isCounting: Bool, on canvas: inout Canvas, in area: Area,
    _ context: Context
  ) {
    var body = area
    let below = effects.count - (area.rows - 1)
    Divider(
      title: context.say("When saved", "保存后"),
      note: isCounting
        ? context.say("counting ..", "正在统计 ..")
        : below > 0 ? context.say("\(below) more lines", "另有 \(below) 行") : "",
      right: context.say("as of \(countedDay(context))", "截至 \(countedDay(context))")
    ).draw(on: &canvas, above: &body)
    canvas.put(effects, in: body.inset(rows: 0, columns: 1))
  }
}
