import RegistryModel
import TerminalCore

/// The recycle bin: what was put away, the newest first, to be brought back.
struct BinScreen: Screen {
  static let name = Words("Recycle bin", "回收站")
  private var typed = LineEditor()
  private var rows: [RecordID] = []
  private var cursor = 0
  /// The record on its way back.
  private var returning: RecordID?

  static let commands: [Command<Self>] = [
    Command(
      .enter, hint: Words("Bring back", "恢复"),
      help: Words("Bring the record back into lists and counts", "恢复本条记录, 重新列入列表和统计"),
      refusal: { _, context in context.refusesSaving }
    ) {
      bin, context in bin.bringBack(bin.current, context)
    },
    Command(
      .function(2), hint: Words("Act", "办理"),
      help: Words("Bring the record back, or see its history", "恢复本条记录, 或查看其变更记录")
    ) {
      bin, context in bin.current.map { [.open(bin.menu($0, context))] } ?? []
    },
    Command(.up, help: Words("One row up", "上一行")) { bin, _ in bin.move(-1) },
    Command(.down, help: Words("One row down", "下一行")) { bin, _ in bin.move(1) },
    Command(.pageUp, help: Words("One page up", "上一页")) { bin, context in
      bin.move(-max(1, context.rows - 7))
    },
    Command(.pageDown, help: Words("One page down", "下一页")) { bin, context in
      bin.move(max(1, context.rows - 7))
    },
    Command(.home, help: Words("To the first row", "到首行")) { bin, _ in bin.move(-bin.rows.count) },
    Command(.end, help: Words("To the last row", "到末行")) { bin, _ in bin.move(bin.rows.count) },
    Command(
      .escape, .function(12), help: Words("Clear the filter, then back", "先清除筛选, 再返回")
    ) {
      bin, context in
      if bin.typed.text.isEmpty { return [.back] }
      bin.typed = LineEditor()
      bin.refresh(context)
      return []
    },
  ]

  private var current: RecordID? { rows.indices.contains(cursor) ? rows[cursor] : nil }

  func crumb(_ context: Context) -> String? { context.say(Self.name) }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard typed.filters(by: key) else { return nil }
    refresh(context)
    return []
  }

  mutating func refresh(_ context: Context) {
    let all = Kind.allCases.flatMap { context.registry[$0].allRows.filter { $0.binned != nil } }
    rows = all.sorted { ($1.changed, $0.id) < ($0.changed, $1.id) }.map(\.id)
    if !typed.text.tidied.isEmpty {
      let found = context.search.fitting(typed.text, among: rows.map { cells($0, context) })
      rows = found.map(\.place).sorted().map { rows[$0] }
    }
    cursor = max(0, min(cursor, rows.count - 1))
  }

  private mutating func move(_ step: Int) -> [Step] {
    cursor = max(0, min(rows.count - 1, cursor + step))
    return []
  }

  private mutating func bringBack(_ id: RecordID?, _ context: Context) -> [Step] {
    guard let id, returning == nil else { return [] }
    returning = id
    return [.save(Bin.bringingBack(id, context), base: context.registry)]
  }

  private func menu(_ id: RecordID, _ context: Context) -> MenuScreen {
    let name = Words(same: context.registry.shortName(of: id, context.language))
    return MenuScreen(
      name,
      [
        MenuScreen.Item(
          Words("Bring back", "恢复"), refusal: context.refusesSaving, steps: [.choose(.old(id))]),
        MenuScreen.Item(
          Words("History of the record ..", "本条变更记录 .."),
          steps: [.open(HistoryScreen(.of(id))), HistoryScreen.firstPage(.of(id))]),
      ])
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    if case .old(let id?) = choice { bringBack(id, context) } else { [] }
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    guard let id = returning else { return said(answer, context) }
    returning = nil
    guard case .saved = answer else { return said(answer, context) }
    return [.say(.done(Words("brought back: ", "已恢复: "), id, context))]
  }

  /// Kind, name, number people know, reason.
  private func cells(_ id: RecordID, _ context: Context) -> [String] {
    [
      context.say(id.kind.schema.label), context.registry.shortName(of: id, context.language),
      context.registry.number(of: id), context.registry[id]?.binned ?? "",
    ]
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let title = context.say(Self.name) + (typed.text.isEmpty ? "" : " \"\(typed.text)\"")
    canvas.box(
      area, title: title, titleRight: String(rows.count), style: Theme.frame,
      titleStyle: Theme.heading)
    let inner = area.inset(rows: 1, columns: 2)
    if rows.isEmpty {
      let words =
        typed.text.isEmpty
        ? Words("The recycle bin is empty.", "回收站是空的.")
        : Words("Nothing fits. Esc clears the filter.", "没有符合的记录. Esc 清除筛选.")
      canvas.put(context.say(words), row: inner.row, column: inner.column, style: Theme.label)
    }
    let first = max(0, cursor - inner.rows + 1)
    for (row, id) in rows.dropFirst(first).prefix(inner.rows).enumerated() {
      let isCurrent = first + row == cursor
      let style: Style = isCurrent ? Theme.cursorRow : .plain
      let all = cells(id, context)
      let cells =
        zip(all, [13, 20, 13]).map { text, columns in
          canvas.metrics.padded(canvas.metrics.truncated(text, to: columns), to: columns)
        } + all.suffix(1)
      let line = inner.line(row)
      canvas.fill(line, style: style)
      canvas.put(
        canvas.metrics.truncated(
          "\(isCurrent ? Theme.Mark.cursor : " ")\(cells.joined(separator: " "))",
          to: line.columns), row: line.row, column: line.column, style: style)
      if isCurrent { canvas.cursor = Position(row: line.row, column: line.column) }
    }
  }
}
