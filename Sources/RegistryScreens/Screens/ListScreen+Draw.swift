import RegistryModel
import TerminalCore

extension ListScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    guard DetailPane.fits(context) else {
      return drawList(on: &canvas, in: area, context)
    }
    // The panes share a border.
    let split = area.columns - DetailPane.columns(context)
    let left = Area(row: area.row, column: area.column, rows: area.rows, columns: split + 1)
    let right = Area(
      row: area.row, column: area.column + split, rows: area.rows, columns: area.columns - split)
    drawList(on: &canvas, in: left, context)
    let stored = current.flatMap { context.registry[$0] }
    DetailPane(stored, context).draw(
      on: &canvas, in: right, top: detailTop, isActive: isInDetail, context)
    for row in [right.row, right.row + right.rows - 1] {
      let borders = canvas.borders
      canvas.put(
        row == right.row ? borders.top : borders.bottom, row: row, column: right.column,
        style: Theme.frame)
    }
    if isInDetail { canvas.cursor = Position(row: right.row + 1, column: right.column + 1) }
  }

  private func drawList(on canvas: inout Canvas, in area: Area, _ context: Context) {
    canvas.box(
      area, title: heading(context), footer: footing(context),
      footerRight: viewHints(
        context, columns: area.columns - 8 - context.metrics.columns(of: footing(context))),
      style: Theme.frame, titleStyle: Theme.heading)
    let inner = area.inset(rows: 1, columns: 1)
    let columns = ListColumn.fitting(
      shownColumns(context), of: kind, in: inner.columns - 2, context)
    drawHeader(columns, on: &canvas, in: inner, context)
    let body = inner.split(rows: 1).bottom
    let top = max(0, min(max(self.top, cursor - body.rows + 1), max(0, cursor)))
    let first = cursor < body.rows ? 0 : top
    for row in 0..<body.rows {
      let place = first + row
      guard rows.indices.contains(place) else { break }
      drawRow(place, columns, on: &canvas, in: body.line(row), context)
    }
    if rows.isEmpty { drawEmpty(on: &canvas, in: body, context) }
    canvas.cursor = Position(row: body.row + max(0, cursor - first), column: body.column)
  }

  private func drawHeader(
    _ columns: [(column: ListColumn, columns: Int)], on canvas: inout Canvas, in inner: Area,
    _ context: Context
  ) {
    var at = inner.column + 2
    for (column, width) in columns {
      let title = canvas.metrics.padded(
        context.say(column.title), to: width, alignment: column.isRightAligned ? .right : .left)
      canvas.put(title, row: inner.row, column: at, style: Theme.label, columns: width)
      at += width + 1
    }
  }

  private func drawRow(
    _ place: Int, _ columns: [(column: ListColumn, columns: Int)], on canvas: inout Canvas,
    in line: Area, _ context: Context
  ) {
    guard let stored = context.registry[rows[place]] else { return }
    let isCurrent = place == cursor
    let style: Style = isCurrent && !isInDetail ? Theme.cursorRow : .plain
    canvas.fill(line, style: style)
    canvas.put(
      (isCurrent ? Theme.Mark.cursor : " ") + mark(stored, context), row: line.row,
      column: line.column, style: style)
    var at = line.column + 2
    for (column, width) in columns {
      let cell = canvas.metrics.padded(
        column.cell(stored, columns: width, context), to: width,
        alignment: column.isRightAligned ? .right : .left)
      canvas.put(cell, row: line.row, column: at, style: style, columns: width)
      at += width + 1
    }
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
    for (row, line) in canvas.metrics.wrapped(context.say(words), to: body.columns - 2).enumerated()
    {
      canvas.put(line, row: body.row + 1 + row, column: body.column + 1, style: Theme.label)
    }
  }

  /// `社会组织 6/6,042 社区:安居社区 "邻里"`
  private func heading(_ context: Context) -> String {
    var parts = [context.say(kind.schema.plural)]
    parts.append(
      rows.count == total
        ? Digits.grouped(total) : "\(Digits.grouped(rows.count))/\(Digits.grouped(total))")
    if let applied {
      // Before the name, which may be long.
      if isAltered { parts.append(context.say("altered", "已改")) }
      parts.append("[\(applied.record.name ?? "")]")
    }
    if !asked.isEmpty { parts.append(asked) }
    if !typed.text.isEmpty { parts.append("\"\(typed.text)\"") }
    return parts.joined(separator: " ")
  }

  private func footing(_ context: Context) -> String {
    guard !rows.isEmpty else { return "" }
    var parts = [context.say("\(cursor + 1) of \(rows.count)", "第\(cursor + 1)条/共\(rows.count)条")]
    if !marked.isEmpty { parts.append(context.say("\(marked.count) marked", "已选\(marked.count)")) }
    if let sorting, let column = ListColumn.column(sorting.column, of: kind, context.language) {
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
