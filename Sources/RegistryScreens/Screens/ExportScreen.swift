import RegistryModel
import RegistrySearch
import TerminalCore

/// A list being written to a file. Numbers in full are written only once the journal holds who asked for them.
struct ExportScreen: Screen {
  static let name = Words("Export", "导出")
  private var order: ExportOrder

  private init(_ order: ExportOrder) { self.order = order }

  /// What a list may be written as; then the file is asked for.
  ///
  /// - Parameter asked: what it was found by, as people read it.
  static func menu(
    _ kind: Kind, _ ids: [RecordID], asked: String, _ context: Context
  ) -> MenuScreen {
    let refusal = context.refusal(of: .exporting([Access(RecordID(kind, 1), [])]))
    let hasNumbers = kind.schema.fields.contains { $0.mask != nil }
    let items = ExportFormat.allCases.map {
      item($0, kind, ids, asked, isMasked: true, refusal: nil, context)
    }
    let inFull = item(.xlsx, kind, ids, asked, isMasked: false, refusal: refusal, context)
    return MenuScreen(
      Words("Export ", "导出") + kind.schema.plural + Words(" (\(ids.count))", " (\(ids.count) 条)"),
      items + (hasNumbers ? [inFull] : []))
  }

  private static func item(
    _ format: ExportFormat, _ kind: Kind, _ ids: [RecordID], _ asked: String, isMasked: Bool,
    refusal: Words?, _ context: Context
  ) -> MenuScreen.Item {
    let listing = Listing(
      kind, ids, QueryField.entered(of: kind), from: context.viewpoint, isMasked: isMasked)
    let name = "\(kind.schema.plural[context.language])-\(context.day.text(.en)).\(format.ending)"
    let order = ExportOrder(
      listing: listing, format: format, language: context.language, asked: asked,
      path: "~/" + name.replacing(" ", with: "-"))
    return MenuScreen.Item(
      isMasked
        ? format.label
        : format.label
          + Words(", ID and phone numbers in full; this is logged", "，证件号码和电话完整，并记入日志"),
      refusal: refusal, steps: [.open(prompt(order))])
  }

  private static func prompt(_ order: ExportOrder, refusal: Words? = nil) -> PathScreen {
    PathScreen(
      Words("Export ", "导出") + order.listing.kind.schema.plural,
      label: Words("The file to write:", "写入的文件:"), for: .writing, text: order.path,
      caret: refusal == nil ? nil : order.path.count, refusal: refusal
    ) { source, _ in
      let order = ExportOrder(
        listing: order.listing, format: order.format, language: order.language,
        asked: order.asked, path: source.path)
      return .steps([.replace(ExportScreen(order)), .work(order)])
    }
  }

  static let commands: [Command<Self>] = [
    Command(
      .escape, .function(12), hint: Words("Cancel", "取消"),
      help: Words("Stop; nothing is written", "停止，不写入文件")
    ) { _, _ in [.back] }
  ]

  func crumb(_ context: Context) -> String? { nil }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .work(_, let news):
      guard let result = news.result(of: ExportOrder.self) else { return [] }
      return receive(result, context)
    case .saved:
      order.isNoted = true
      return [.work(order)]
    case .refused(_, let refusal): return [.back, .say(refusal.message(context))]
    default: return []
    }
  }

  private func receive(_ result: ExportOrder.Result, _ context: Context) -> [Step] {
    switch result {
    case .written(let path):
      let count = order.listing.rows.count
      return [
        .back,
        .say(
          Message(
            Words(
              "written: \(path) (\(count == 1 ? "1 record" : "\(count) records"))",
              "已写入: \(path) (\(count) 条记录)"), .good)),
      ]
    case .showing(let access): return [.save(.exporting(access), base: context.registry)]
    case .refused(let words): return [.replace(Self.prompt(order, refusal: words))]
    }
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let text = context.say("Writing \(order.path) ..", "正在写入 \(order.path) ..")
    let inner = Box(title: context.say(Self.name), columns: min(60, area.columns - 5))
      .draw(on: &canvas, in: area, rows: 1)
    canvas.put(text, row: inner.row, column: inner.column, columns: inner.columns)
    canvas.cursor = Position(row: inner.row, column: inner.column)
  }
}
