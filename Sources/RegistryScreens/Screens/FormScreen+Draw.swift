import RegistryModel
import TerminalCore

extension FormScreen {
  /// Pages side by side; lines have the whole width.
  func across(_ context: Context) -> Int {
    content.lines == nil ? Self.across(record.kind, context) : 1
  }

  /// Few fields above a table leave it the whole width.
  private static func across(_ kind: Kind, _ context: Context) -> Int {
    let hasTable = !context.registry.ownership.kinds(of: kind).isEmpty
    let lines = FormPages.lines(kind.schema.sections, tables: [])
    let isShort = hasTable && lines <= (context.rows - 6) / 2
    return context.columns >= 120 && !isShort ? 2 : 1
  }

  /// Columns of the window that a page leaves.
  static func inset(_ kind: Kind, _ context: Context) -> Int {
    across(kind, context) == 1 ? 1 : context.columns - (context.columns / 2 - 2)
  }

  func pages(_ context: Context) -> FormPages {
    let across = across(context)
    let sections = content.lines == nil ? record.kind.schema.sections : []
    let tables = content.tables.map { FormPages.Table($0) }
    // Side by side they are alike, where all of them are in sight.
    let half = across > 1 ? FormPages.lines(sections, tables: tables) / across + 1 : .max
    return FormPages(sections, rows: max(2, min(context.rows - 6, half)), tables: tables)
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let (pages, across) = (pages(context), across(context))
    let first = pages.page(of: line) / across * across
    var body = area
    let isOfLines = content.lines != nil
    Divider(
      title: title(context), note: isOfLines ? unseen(context) : "",
      right: isOfLines ? context.say("Ins row  Del row", "Ins插入行 Del删除行") : legend(context),
      isFocused: isOfLines
    ).draw(on: &canvas, above: &body)
    Divider(
      title: count(context), titleStyle: Theme.error,
      note: sums(context).map { context.say($0) } ?? "",
      right: position(first, of: pages, context)
    ).draw(on: &canvas, below: &body)
    let width = area.columns / across
    for (column, page) in pages.pages.dropFirst(first).prefix(across).enumerated() {
      let place = Area(
        row: body.row, column: column * width, rows: body.rows,
        columns: width - (column + 1 < across ? 1 : 0))
      draw(page, on: &canvas, in: place, context)
    }
    if across > 1 {
      canvas.separator(column: width - 1, row: area.row, rows: area.rows, style: Theme.frame)
    }
    drawNote(on: &canvas, context)
  }

  private func draw(
    _ page: [FormPages.Line], on canvas: inout Canvas, in area: Area, _ context: Context
  ) {
    // Each table is laid out once, not for each of its lines.
    var layouts: [Int: RowLayout] = [:]
    func layout(of table: Int) -> RowLayout {
      let layout = layouts[table] ?? self.layout(of: table, in: area, context)
      layouts[table] = layout
      return layout
    }
    for (row, line) in page.enumerated() {
      let line = (row: area.line(row), content: line)
      switch line.content {
      case .heading(let words):
        Divider(title: context.say(words), titleStyle: Theme.label).draw(
          on: &canvas, row: line.row.row, column: area.column, columns: area.columns)
      case .field(let place):
        let isFocused = line.content == self.line
        if isFocused { canvas.put(Theme.Mark.cursor, in: line.row, style: Theme.focus) }
        content.record.draw(
          place..<place + 1, isTypedIn: content.place == nil, on: &canvas,
          in: line.row.split(columns: 1).right, context)
      case .table(let table):
        Divider(
          title: context.say(content.tables[table].kind.schema.plural), titleStyle: Theme.label,
          right: context.say("Ins row  Del row  F6 leave", "Ins插入行 Del删除行 F6离开"),
          isFocused: content.place?.table == table
        ).draw(on: &canvas, row: line.row.row, column: area.column, columns: area.columns)
      case .columns(let table):
        layout(of: table).drawHeads(on: &canvas, in: line.row, context)
      case .sum(let table):
        layout(of: table).drawSum(
          of: content.tables[table], in: content.record, on: &canvas, in: line.row, context)
      case .row(let place):
        let rows = content.tables[place.table].rows
        if rows.isEmpty {
          canvas.put(
            context.say("none", "无"), row: line.row.row, column: line.row.column + 2,
            style: Theme.label)
        } else {
          layout(of: place.table).draw(
            rows[place.row], isFocused: content.place == place, on: &canvas, in: line.row, context)
        }
      }
    }
  }

  /// How many of the lines are not in sight.
  private func unseen(_ context: Context) -> String {
    let count = content.tables.reduce(0) { $0 + $1.unseen(context) }
    return count == 0 ? "" : context.say("\(count) earlier ones not shown", "另有较早的 \(count) 条未显示")
  }

  private func layout(of table: Int, in area: Area, _ context: Context) -> RowLayout {
    let focus = content.place?.table == table ? editor.focus : nil
    return RowLayout(content.tables[table], focus: focus, columns: area.columns, context)
  }

  /// What has no room beside the field.
  private func drawNote(on canvas: inout Canvas, _ context: Context) {
    if content.table != nil { return editor.drawNote(on: &canvas, context) }
    guard let words = editor.footnote(context) else { return }
    var note = StyledLine(
      context.say(editor.field.label) + ": ", Theme.label, context.metrics)
    note.add(context.metrics.brief(words, to: max(0, context.columns - 2 - note.columns)))
    canvas.put(note: note)
  }

  private func title(_ context: Context) -> String {
    crumb(context) ?? ""
  }

  private func position(_ first: Int, of pages: FormPages, _ context: Context) -> String {
    let across = across(context)
    let (page, count) = (first / across + 1, (pages.pages.count + across - 1) / across)
    return count > 1 ? context.say("page \(page)/\(count)", "\(page)/\(count) 页") : ""
  }

  private func legend(_ context: Context) -> String {
    context.say(
      "* required  \" carried  = by rule  ! fix  ? confirm",
      "* 必填  \" 同上  = 自动带出  ! 须改正  ? 待核实")
  }

  /// How much there is to fix.
  private func count(_ context: Context) -> String {
    let blocking = content.record.saysRequired ? content.blocking.count : 0
    let count = blocking > 0 ? blocking : content.unread(context)
    return count > 0 ? context.say("\(count) to fix: F8", "\(count) 项须改正: F8") : ""
  }
}
