import RegistryModel
import TerminalCore

/// The recycle bin: what was put away, the newest first, to be brought back.
struct BinScreen: Screen {
  static let name = Words("Recycle bin", "回收站")
  private var rows: [RecordID] = []
  private var cursor = 0
  /// The record on its way back.
  private var returning: RecordID?

  static let commands: [Command<Self>] = [
    Command(.up, help: Words("One row up", "上一行")) { bin, _ in
      bin.cursor = max(0, bin.cursor - 1)
      return []
    },
    Command(.down, help: Words("One row down", "下一行")) { bin, _ in
      bin.cursor = max(0, min(bin.rows.count - 1, bin.cursor + 1))
      return []
    },
    Command(
      .enter, .function(2), hint: Words("Bring back", "恢复"),
      help: Words("Bring the record back into lists and counts", "恢复本条记录, 重新列入列表和统计"),
      refusal: { _, context in context.refusesSaving }
    ) {
      bin, context in bin.bringBack(context)
    },
  ]

  func crumb(_ context: Context) -> String? { context.say(Self.name) }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  mutating func refresh(_ context: Context) {
    let all = Kind.allCases.flatMap { context.registry[$0].allRows.filter { $0.binned != nil } }
    rows = all.sorted { ($1.changed, $0.id) < ($0.changed, $1.id) }.map(\.id)
    cursor = max(0, min(cursor, rows.count - 1))
  }

  private mutating func bringBack(_ context: Context) -> [Step] {
    guard rows.indices.contains(cursor), returning == nil else { return [] }
    let id = rows[cursor]
    guard let reason = context.registry[id]?.binned else { return [] }
    returning = id
    let change = Change(id, [.binned(from: reason, to: nil)])
    return [.save(ChangeSet([change]), base: context.registry)]
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    guard let id = returning else { return [] }
    returning = nil
    guard case .saved = answer else { return said(answer, context) }
    return [.say(.done(Words("brought back: ", "已恢复: "), id, context))]
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    canvas.box(
      area, title: context.say(Self.name), titleRight: String(rows.count), style: Theme.frame,
      titleStyle: Theme.heading)
    let inner = area.inset(rows: 1, columns: 2)
    if rows.isEmpty {
      let words = Words("The recycle bin is empty.", "回收站是空的.")
      canvas.put(context.say(words), row: inner.row, column: inner.column, style: Theme.label)
    }
    let first = max(0, cursor - inner.rows + 1)
    for (row, id) in rows.dropFirst(first).prefix(inner.rows).enumerated() {
      let isCurrent = first + row == cursor
      let style: Style = isCurrent ? Theme.cursorRow : .plain
      let cells = [
        (context.say(id.kind.schema.label), 13),
        (context.registry.shortName(of: id, context.language), 20),
        (context.registry.number(of: id), 13),
      ].map { text, columns in
        canvas.metrics.padded(canvas.metrics.truncated(text, to: columns), to: columns)
      }
      let line = inner.line(row)
      let reason = context.registry[id]?.binned ?? ""
      canvas.fill(line, style: style)
      canvas.put(
        canvas.metrics.truncated(
          "\(isCurrent ? Theme.Mark.cursor : " ")\((cells + [reason]).joined(separator: " "))",
          to: line.columns), row: line.row, column: line.column, style: style)
      if isCurrent { canvas.cursor = Position(row: line.row, column: line.column) }
    }
  }
}
