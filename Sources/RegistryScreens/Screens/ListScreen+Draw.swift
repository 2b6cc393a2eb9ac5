import RegistryModel
import TerminalCore

extension ListScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    guard DetailPane.fits(context) else {
      return drawList(on: &canvas, in: area, context)
    }
    let (left, right) = area.split(columns: -DetailPane.columns(context))
    drawList(on: &canvas, in: left, context)
    let stored = current.flatMap { context.registry[$0] }
    DetailPane(stored, context).draw(
      on: &canvas, in: right, top: detailTop, isActive: isInDetail, context)
    canvas.separator(
      column: right.column, row: right.row, rows: right.rows, style: Theme.frame)
  }

  private func drawList(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    Divider(
      title: context.say(kind.schema.plural), note: heading(context), right: position(context)
    )
    .draw(on: &canvas, above: &body)
    Divider(right: viewHints(context, columns: area.columns - 8)).draw(on: &canvas, below: &body)
    let columns = ListColumn.fitting(
      allColumns(context), of: kind, in: listColumns(context), context)
    canvas.put(header(columns, context), in: body)
    body = body.split(rows: 1).bottom
    let sight = Scrolled(rows.count, in: body.rows, around: cursor)
    for place in sight.places {
      guard let stored = context.registry[rows[place]] else { continue }
      let isCurrent = place == cursor
      canvas.put(
        row: line(stored, columns, isCurrent: isCurrent, context),
        isCurrent: isCurrent && !isInDetail, in: body.line(sight.row(of: place)))
      if isCurrent { drawWhole(stored, columns, on: &canvas, context) }
    }
    if rows.isEmpty { drawEmpty(on: &canvas, in: body, context) }
    canvas.cursor = Position(row: body.row + max(0, sight.row(of: cursor)), column: body.column)
  }

  private typealias Fitting = [(column: ListColumn, columns: Int)]

  private func header(_ columns: Fitting, _ context: Context) -> StyledLine {
    var line = StyledLine(context.metrics)
    line.move(to: 2)
    for (column, width) in columns {
      line.add(
        context.say(column.title), Theme.head, columns: width,
        column.isRightAligned ? .right : .left)
    }
    return line
  }

  private func line(
    _ stored: any AnyStored, _ columns: Fitting, isCurrent: Bool, _ context: Context
  ) -> StyledLine {
    let mark = mark(stored, context)
    var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
    line.add(mark, Theme.Mark.style(mark))
    for (column, width) in columns {
      line.add(
        column.cell(stored, columns: width, context), columns: width,
        column.isRightAligned ? .right : .left)
    }
    return line
  }

  /// What is cut under the cursor stands whole where messages do.
  private func drawWhole(
    _ stored: any AnyStored, _ columns: Fitting, on canvas: inout Canvas, _ context: Context
  ) {
    var note = StyledLine(context.metrics)
    for (column, width) in columns {
      let whole = column.text(stored, context) + column.note(stored, context)
      guard column.cell(stored, columns: width, context).contains("~"), !whole.contains("~") else {
        continue
      }
      note.add(context.say(column.title) + ": ", Theme.label)
      note.add(whole + "  ")
    }
    if note.columns > 0 { canvas.put(note: note) }
  }

  private func mark(_ stored: any AnyStored, _ context: Context) -> String {
    if marked.contains(stored.id) { return Theme.Mark.marked }
    let findings = context.registry.openFindings(of: stored, today: context.clock.today)
    if findings.contains(where: { $0.severity == .hard }) { return Theme.Mark.mustFix }
    return findings.isEmpty ? " " : Theme.Mark.question
  }

  private func drawEmpty(on canvas: inout Canvas, in body: Area, _ context: Context) {
    let words =
      queryError
      ?? (typed.text.isEmpty && filter.isEmpty
        ? Words(
          "Nothing here yet. Ins: a new record; F9: import a list.", "还没有记录，Ins 新增，F9 导入名单")
        : newName == nil || context.refusesSaving != nil
          ? Words("No matches. Esc clears the filter.", "没有符合条件的记录，Esc 清除筛选")
          : Words(
            "No matches. Ins: a new record with this name; Esc clears the filter.",
            "没有符合条件的记录，Ins 以此名称新增，Esc 清除筛选"))
    let lines = canvas.metrics.wrapped(context.say(words), to: body.columns - 3)
    canvas.put(
      lines.map { StyledLine($0, Theme.label, canvas.metrics) },
      in: body.inset(rows: 1, columns: 2))
  }

  /// `6/6,042 社区:安居社区 "邻里"`
  private func heading(_ context: Context) -> String {
    var parts = [
      rows.count == total
        ? Digits.grouped(total) : "\(Digits.grouped(rows.count))/\(Digits.grouped(total))"
    ]
    if let applied {
      // Before the name, which may be long.
      if isAltered { parts.append(context.say("altered", "已改")) }
      parts.append("[\(applied.record.name ?? "")]")
    }
    if !asked.isEmpty { parts.append(asked) }
    if !typed.text.isEmpty { parts.append("\"\(typed.text)\"") }
    return parts.joined(separator: " ")
  }

  private func position(_ context: Context) -> String {
    guard !rows.isEmpty else { return "" }
    var parts = [context.say("\(cursor + 1) of \(rows.count)", "第\(cursor + 1)条/共\(rows.count)条")]
    if !marked.isEmpty { parts.append(context.say("\(marked.count) marked", "已选\(marked.count)")) }
    if let sorting, let column = column(sorting.column, context) {
      parts.append(context.say(column.order(sorting)))
    }
    return parts.joined(separator: "  ")
  }
}

/// Numbers as people read them.
enum Digits {
  /// `6,042`
  static func grouped(_ number: Int) -> String {
    var text = ""
    let digits = String(number.magnitude)
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return number < 0 ? "-" + text : text
  }
}
