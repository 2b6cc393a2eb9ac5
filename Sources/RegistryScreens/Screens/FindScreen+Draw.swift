import RegistryModel
import RegistrySearch
import TerminalCore

extension FindScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let lines = lines
    var body = area
    Divider(title: context.say(title), right: count(context)).draw(on: &canvas, above: &body)
    Divider(right: footer(below: lines.count - top - Self.rows(context), context))
      .draw(on: &canvas, below: &body)
    let inner = body.inset(rows: 0, columns: 1)
    drawText(on: &canvas, in: inner, context)
    let list = inner.split(rows: 2).bottom
    let sight = Scrolled(lines.count, in: list.rows, from: top)
    let listed = listed
    let reasons = Reasons(
      lines[sight.places].compactMap(\.place).map { listed[$0] }, in: self, context)
    for line in sight.places {
      let row = list.line(sight.row(of: line))
      if let place = lines[line].place {
        draw(listed[place], at: place, reasons, on: &canvas, in: row, context)
      } else {
        drawHeading(lines[line].group, on: &canvas, in: row, context)
      }
    }
    if lines.isEmpty { drawNothing(on: &canvas, in: list, context) }
  }

  /// How much was found.
  private func count(_ context: Context) -> String {
    let total = scope == nil ? results.total : groups.first?.total ?? 0
    return context.say(
      "\(Digits.grouped(total)) \(total == 1 ? "result" : "results")", "\(Digits.grouped(total)) 条")
  }

  private var title: Words {
    if let picked { return Words("Choose: ", "选择: ") + picked.schema.label }
    let narrowed = scope.map(\.label) ?? FindQuestion(typed.text).sign?.words
    return narrowed.map { Self.name + Words(": ", ": ") + $0 } ?? Self.name
  }

  private func footer(below: Int, _ context: Context) -> String {
    if below > 0 { return context.say("Down: \(below) more", "向下还有 \(below) 行") }
    let unlisted = groups.count == 1 ? groups[0].total - groups[0].targets.count : 0
    return unlisted > 0
      ? context.say("\(unlisted) more; type more to narrow", "还有 \(unlisted) 条, 多输几个字可缩小范围") : ""
  }

  /// What is typed, and below it where it was found: the groups Tab goes through, or what is wrong and
  /// where.
  private func drawText(on canvas: inout Canvas, in inner: Area, _ context: Context) {
    let window = typed.window(columns: inner.columns - 4, metrics: canvas.metrics)
    canvas.put("> ", row: inner.row, column: inner.column, style: Theme.key)
    canvas.put(window.text, row: inner.row, column: inner.column + 2)
    let caret = Position(row: inner.row, column: inner.column + 2 + window.caretColumn)
    if let fault = results.fault {
      _ = fault.draw(
        under: typed, window, column: 2, on: &canvas, in: inner.split(rows: 1).bottom, context)
    } else if picked == nil {
      drawGroups(on: &canvas, in: inner.line(1), context)
    }
    canvas.cursor = caret
  }

  private func drawGroups(on canvas: inout Canvas, in line: Area, _ context: Context) {
    if typed.text.isEmpty {
      let signs = FindQuestion.Sign.allCases.map { "\($0.rawValue) \(context.say($0.words))" }
      canvas.put(
        signs.joined(separator: "   "), row: line.row, column: line.column + 2,
        style: Theme.label, columns: line.columns - 2)
      return
    }
    let all = (name: FindGroup.Name?.none, text: context.say("All", "全部"))
    var parts = [all]
    parts += results.groups.map { group in
      (group.name, "\(context.say(group.name.label)) \(Digits.grouped(group.total))")
    }
    var (before, behind) = (0, 0)
    let text = {
      let shown = parts.map { $0.name == scope ? "[\($0.text)]" : $0.text }
      return ([before > 0 ? "+\(before)" : ""] + shown + [behind > 0 ? "+\(behind)" : ""])
        .filter { !$0.isEmpty }.joined(separator: "  ")
    }
    // Where there is no room for all, the one that is shown is kept in sight, the others are counted.
    while parts.count > 1, canvas.metrics.columns(of: text()) > line.columns - 2 {
      if parts[parts.count - 1].name == scope {
        parts.removeFirst()
        before += 1
      } else {
        parts.removeLast()
        behind += 1
      }
    }
    canvas.put(
      text(), row: line.row, column: line.column + 2, style: Theme.label,
      columns: line.columns - 2)
  }

  private func drawHeading(
    _ group: FindGroup, on canvas: inout Canvas, in line: Area, _ context: Context
  ) {
    var text = context.say(group.name.label)
    if group.isProposed {
      text = context.say("Nothing has this name. Add it?", "没有同名的记录, 可新增:")
    } else if group.name == .acts, let subject = offers.subject {
      text += ": " + context.shortName(of: subject)
    }
    let more = group.total - targets(of: group).count
    if more > 0, !group.isProposed { text += "  +\(Digits.grouped(more))" }
    canvas.put(
      text, row: line.row, column: line.column, style: Theme.heading, columns: line.columns)
  }

  private func drawNothing(on canvas: inout Canvas, in list: Area, _ context: Context) {
    let words =
      typed.text.isEmpty
      ? Words("Type part of a name or number.", "输入名称或编号的一部分")
      : scope == nil
        ? Words("No matches.", "没有符合条件的记录")
        : Words("No matches of this kind; Tab: all kinds.", "此类没有符合条件的记录，Tab 查看全部")
    if results.fault == nil {
      canvas.put(context.say(words), row: list.row + 1, column: list.column, style: Theme.label)
    }
  }

  private func draw(
    _ target: FindTarget, at place: Int, _ reasons: Reasons, on canvas: inout Canvas, in line: Area,
    _ context: Context
  ) {
    let style: Style = place == cursor ? Theme.cursorRow : .plain
    canvas.fill(line, style: style)
    // Enter opens this one.
    let mark = place == aim ? Theme.Mark.cursor : " "
    let number = canvas.metrics.padded(String(place + 1), to: reasons.digits, alignment: .right)
    canvas.put("\(mark)\(number) ", row: line.row, column: line.column, style: style)
    let before = reasons.digits + 2
    let rest = Area(
      row: line.row, column: line.column + before, rows: 1, columns: line.columns - before)
    switch target {
    case .record(let id): draw(id, reasons, on: &canvas, in: rest, style, context)
    case .offer(let offer):
      draw(offers.all[offer], reasons.labels[offer], on: &canvas, in: rest, style, context)
    }
    if place == cursor { canvas.cursor = Position(row: line.row, column: line.column) }
  }

  /// The name, what tells it from others where there is room, and why it is here.
  private func draw(
    _ id: RecordID, _ reasons: Reasons, on canvas: inout Canvas, in line: Area, _ style: Style,
    _ context: Context
  ) {
    let reason = FoundReason(
      of: id, reasons.marks[id] ?? [], asked: results.field(askedOf: id), context)
    let metrics = canvas.metrics
    let isWide = line.columns >= 64
    let name = isWide ? 26 : 24
    // Side by side in columns of their own where the window is wide, else as they come.
    let why = min(reason.reason.columns(metrics), line.columns - name - 1)
    let note = isWide ? 22 : line.columns - name - (why == 0 ? 1 : why + 2)
    let column = isWide ? 50 : line.columns - why
    reason.name.draw(
      on: &canvas, row: line.row, column: line.column, style: style, columns: name)
    if note >= 12 {
      canvas.put(
        self.note(of: id, columns: note, metrics, context), row: line.row,
        column: line.column + name + 1, style: style)
    }
    reason.reason.draw(
      on: &canvas, row: line.row, column: line.column + column, style: style,
      columns: line.columns - column)
  }

  /// Its number and what else tells it from others; the last of that is left out where it has no room.
  private func note(
    of id: RecordID, columns: Int, _ metrics: TextMetrics, _ context: Context
  ) -> String {
    let number = context.number(of: id)
    var parts = Candidates.place(of: id, context).split(separator: ", ").filter { $0 != number }
    let text = {
      ([number] + [parts.joined(separator: ", ")]).filter { !$0.isEmpty }.joined(separator: " ")
    }
    while parts.count > 1, metrics.columns(of: text()) > columns { parts.removeLast() }
    return metrics.truncated(text(), to: columns)
  }

  /// What it does, the key for another time, or why not now.
  private func draw(
    _ offer: Offer, _ label: MarkedText?, on canvas: inout Canvas, in line: Area, _ style: Style,
    _ context: Context
  ) {
    let right = offer.refusal.map { "(\(context.say($0)))" } ?? offer.key
    let width = min(canvas.metrics.columns(of: right), line.columns / 2)
    (label ?? MarkedText(context.say(offer.label))).draw(
      on: &canvas, row: line.row, column: line.column, style: style,
      columns: line.columns - width - 1)
    canvas.put(
      canvas.metrics.truncated(right, to: width), row: line.row,
      column: line.column + line.columns - width, style: style)
  }

  /// Why the lines in sight are there; of the others nobody asks.
  private struct Reasons {
    /// Columns of their numbers.
    let digits: Int
    let marks: [RecordID: [FoundMark]]
    let labels: [Int: MarkedText]

    init(_ targets: [FindTarget], in find: FindScreen, _ context: Context) {
      var (ids, offers): ([RecordID], [Int]) = ([], [])
      for target in targets {
        switch target {
        case .record(let id): ids.append(id)
        case .offer(let offer): offers.append(offer)
        }
      }
      digits = max(2, String(find.listed.count).count)
      marks = find.results.marks(of: ids, context)
      labels = find.results.labels(of: offers, find.offers, context)
    }
  }
}
