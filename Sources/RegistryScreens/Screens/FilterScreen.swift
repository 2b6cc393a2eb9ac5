import RegistryModel
import RegistrySearch
import TerminalCore

/// F4 of a list: a query about its records, completed and counted as it is typed.
struct FilterScreen: Screen {
  static let name = Words("Filter", "筛选")
  private let kind: Kind
  /// The records the list is limited to.
  private let scope: [RecordID]?
  /// What is typed in the list itself.
  private let words: String
  private var line: QueryLine
  /// As many records of the list meet it; nil if it cannot be read.
  private var count: Int?
  private var total = 0

  /// Edits the query of a list; a new one is handed to it as a text.
  init(_ query: String, of list: ListScreen, _ context: Context) {
    (kind, scope, words) = (list.kind, list.scope?.ids, list.typed.text)
    // A new condition begins after what is there.
    line = QueryLine(query.isEmpty ? "" : query + " ", [list.kind], context)
    count(context)
  }

  static let commands: [Command<Self>] = [
    Command(
      .enter, hint: Words("Apply", "应用"),
      help: Words("Apply the filter, or choose the suggestion", "应用筛选, 或选用该项")
    ) {
      filter, context in
      if filter.line.isChoosing {
        filter.line.complete(context)
        filter.count(context)
        return []
      }
      if let error = filter.line.error { return [.say(Message(error.words, .error))] }
      return [.choose(.text(filter.line.text.tidied))]
    },
    Command(
      .tab, hint: Words("Complete", "补全"), help: Words("Use the first suggestion", "选用第一项")
    ) {
      filter, context in
      filter.line.complete(context)
      filter.count(context)
      return []
    },
    Command(
      .down, hint: Words("Choose", "选择"),
      help: Words("To the suggestions; a digit uses one", "到下列各项, 按数字即选用")
    ) {
      filter, _ in
      filter.line.move(1)
      return []
    },
    Command(.up, help: Words("Back to the typed line", "回到输入行")) { filter, _ in
      filter.line.move(-1)
      return []
    },
    Command(
      .escape, .function(12), hint: Words("Cancel", "取消"),
      help: Words("Close; the list is unchanged", "关闭, 列表不变")
    ) {
      _, _ in [.back]
    },
  ]

  var takesText: Bool { true }
  var typedLine: LineEditor? { line.editor }
  var queryKinds: [Kind] { [kind] }

  func crumb(_ context: Context) -> String? { nil }

  func hint(_ context: Context) -> Words? {
    Words(
      "Type conditions on fields, and words; a record must meet all of them.",
      "输入字段条件和文字，记录须同时符合")
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard line.type(key, context) else { return nil }
    count(context)
    return []
  }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    line.paste(text, context)
    count(context)
    return []
  }

  mutating func refresh(_ context: Context) {
    line.refresh(context)
    count(context)
  }

  private mutating func count(_ context: Context) {
    let table = context.registry[kind]
    total = scope?.count { table.isInUse($0.number) } ?? table.inUseCount(on: context.past)
    count = line.queries.first.map { query in
      let query = query.adding(words: words)
      return query.isEmpty
        ? total : context.search.find(query, from: context.viewpoint, among: scope).count
    }
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let title = context.say(Self.name) + ": " + context.say(kind.schema.plural)
    let number = count.map(Digits.grouped) ?? "--"
    var box = Box(
      title: title, columns: area.columns - 9,
      footer: context.say(
        "\(number) of \(Digits.grouped(total))", "\(number)/\(Digits.grouped(total))"))
    let rows = min(12, area.rows - 4)
    let below = line.below(box.inside(of: area, rows: rows, canvas.metrics), context)
    if below > 0 { box.footerRight = context.say("Down: \(below) more", "向下还有 \(below) 行") }
    let inner = box.draw(on: &canvas, in: area, rows: rows)
    line.draw(on: &canvas, in: inner, context)
  }
}
