import RegistryModel
import TerminalCore

/// The masked numbers of one record in full, once the journal holds who looked.
struct RevealScreen: Screen {
  static let name = Words("Numbers in full", "完整号码")
  private let id: RecordID
  private var isNoted = false

  private init(_ id: RecordID) { self.id = id }

  /// Has the look noted first; the numbers show when that is durable.
  static func steps(_ id: RecordID, _ context: Context) -> [Step] {
    let fields = masked(id, context).map(\.key)
    return [
      .open(RevealScreen(id)), .save(.showing([Access(id, fields)]), base: context.registry),
    ]
  }

  /// The masked fields of a record that hold something.
  static func masked(_ id: RecordID, _ context: Context) -> [FieldInfo] {
    guard let record = context.registry[id]?.content else { return [] }
    return record.kind.schema.fields.filter {
      $0.mask != nil && record.json($0, on: context.day) != nil
    }
  }

  static let commands: [Command<Self>] = [
    Command(
      .escape, .enter, .function(12), hint: Words("Close", "关闭"), help: Words("Close", "关闭")
    ) {
      _, _ in [.back]
    }
  ]

  func crumb(_ context: Context) -> String? { nil }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .saved:
      isNoted = true
      return [.say(Message("this viewing has been logged", "本次查看已记入日志"))]
    case .refused(_, let refusal): return [.back, .say(refusal.message(context))]
    default: return []
    }
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let name = context.shortName(of: id)
    let fields = Self.masked(id, context)
    let lines = fields.map { field in
      let text =
        context.registry[id]?.content.text(field, on: context.day, context.language) ?? ""
      return "\(context.say(field.label)) \(isNoted ? text : "..")"
    }
    let inner = Box(title: name, columns: max(40, lines.map(canvas.metrics.columns).max() ?? 0))
      .draw(on: &canvas, in: area, rows: lines.count)
    for (row, line) in lines.enumerated() {
      canvas.put(line, row: inner.row + row, column: inner.column, columns: inner.columns)
    }
    canvas.cursor = Position(row: inner.row, column: inner.column)
  }
}
