import RegistryModel
import TerminalCore

/// Finds a record or a work area by part of its name or number; or picks one for a field.
struct FindScreen: Screen {
  static let name = Words("Find", "查找")
  private var typed = LineEditor()
  private var cursor = 0
  private var results: [Row] = []
  /// Records that fit, those beyond the results included.
  private var total = 0
  /// The kind a field asks for; nil finds everything and opens it.
  private let picked: Kind?

  private enum Target: Sendable {
    case record(RecordID)
    case area(WorkArea)
  }

  private struct Row: Sendable {
    let target: Target
    let kind: Words
    let name: String
    let note: String
  }

  init() { picked = nil }

  /// Hands the record chosen to the field that asked.
  init(picking kind: Kind, text: String = "") {
    picked = kind
    typed = LineEditor(text)
  }

  /// A field is given what it asks for; nothing is opened then.
  var hints: [CommandRow] {
    picked == nil
      ? Self.rows
      : Self.rows.map { row in
        row.keys == [.enter]
          ? CommandRow(keys: row.keys, hint: Words("Choose", "选择"), help: row.help) : row
      }
  }

  static let commands: [Command<Self>] = [
    Command(.down, help: Words("Next result", "下一个结果")) { find, _ in
      find.cursor = max(0, min(find.results.count - 1, find.cursor + 1))
      return []
    },
    Command(.up, help: Words("Result before", "上一个结果")) { find, _ in
      find.cursor = max(0, find.cursor - 1)
      return []
    },
    Command(
      .enter, hint: Words("Open", "打开"),
      help: Words("Open the result, or take it into the field", "打开所选结果, 或填入该项")
    ) {
      find, context in find.take(context)
    },
    Command(.escape, .function(12), hint: Words("Close", "关闭"), help: Words("Close", "关闭")) {
      _, _ in
      [.back]
    },
  ]

  var takesText: Bool { true }

  func crumb(_ context: Context) -> String? { nil }

  func hint(_ context: Context) -> Words? {
    Words(
      "Part of a name or its pinyin, of a code or number; the best fit comes first.",
      "输入名称, 拼音首字母, 代码或编号的一部分, 最相符的排在最前.")
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard typed.handle(key) else { return nil }
    find(context)
    return []
  }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    typed.insert(text)
    find(context)
    return []
  }

  mutating func refresh(_ context: Context) { find(context) }

  private mutating func find(_ context: Context) {
    cursor = 0
    let text = typed.text.tidied
    if text.isEmpty, picked == nil {
      results = WorkArea.all.map { areaRow($0, context) }
      total = results.count
      return
    }
    let kinds = picked.map { [$0] } ?? [.community, .organization, .worker]
    let limit = picked == nil ? 20 : 200
    var hidden = 0
    results = kinds.flatMap { kind in
      let candidates = Candidates(text, kind: kind, limit: limit, context)
      hidden += candidates.total - candidates.rows.count
      return candidates.rows.map { candidate in
        Row(
          target: .record(candidate.id), kind: kind.schema.label, name: candidate.name,
          note: "\(context.registry.number(of: candidate.id)) \(candidate.notes)")
      }
    }
    if picked == nil {
      let names = WorkArea.all.flatMap { [$0.name.en, $0.name.chinese] }
      let areas = Set(context.search.fitting(text, among: names).map { $0.place / 2 })
      results += areas.sorted().map { areaRow(WorkArea.all[$0], context) }
    }
    total = results.count + hidden
  }

  private func areaRow(_ area: WorkArea, _ context: Context) -> Row {
    Row(
      target: .area(area), kind: Words("Work area", "功能"), name: context.say(area.name),
      note: String(area.digit))
  }

  private func take(_ context: Context) -> [Step] {
    guard results.indices.contains(cursor) else { return [] }
    switch results[cursor].target {
    case .area(let area): return [.back] + area.open()
    case .record(let id) where picked != nil: return [.choose(.record(id))]
    case .record(let id):
      return [
        .back, .open(id.kind == .community ? DashboardScreen(id) : FormScreen.edit(id, context)),
      ]
    }
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let title = picked.map { Words("Choose: ", "选择: ") + $0.schema.label } ?? Self.name
    let inner = Box(title: context.say(title), columns: area.columns - 9)
      .draw(on: &canvas, in: area, rows: area.rows - 4)
    let window = typed.window(columns: inner.columns - 2, metrics: canvas.metrics)
    canvas.put("> ", row: inner.row, column: inner.column, style: Theme.key)
    canvas.put(window.text, row: inner.row, column: inner.column + 2)
    let list = inner.split(rows: 1).bottom
    if results.isEmpty {
      let words =
        typed.text.isEmpty
        ? Words("Type part of a name or number.", "输入名称或编号的一部分.") : Words("Nothing fits.", "没有符合的.")
      canvas.put(context.say(words), row: list.row + 1, column: list.column, style: Theme.label)
    }
    let shown = max(1, total > list.rows ? list.rows - 1 : list.rows)
    let first = max(0, cursor - shown + 1)
    let more = total - min(results.count, first + shown)
    if more > 0 {
      let words = Words("\(more) more; typing more narrows it", "还有 \(more) 条, 多输几个字可缩小范围")
      canvas.put(
        context.say(words), row: list.row + list.rows - 1, column: list.column + 1,
        style: Theme.label, columns: list.columns - 1)
    }
    for (row, result) in results.dropFirst(first).prefix(shown).enumerated() {
      let isCurrent = first + row == cursor
      let style: Style = isCurrent ? Theme.cursorRow : .plain
      let line = list.line(row)
      canvas.fill(line, style: style)
      let kind = canvas.metrics.padded(context.say(result.kind), to: 14)
      let name = canvas.metrics.padded(canvas.metrics.truncated(result.name, to: 26), to: 26)
      canvas.put(
        "\(isCurrent ? Theme.Mark.cursor : " ")\(kind) \(name) \(result.note)", row: line.row,
        column: line.column, style: style, columns: line.columns)
    }
    canvas.cursor = Position(row: inner.row, column: inner.column + 2 + window.caretColumn)
  }
}
