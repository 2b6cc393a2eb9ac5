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
  /// - Parameters:
  ///   - shown: the keys of the columns of the list.
  ///   - asked: what it was found by, as people read it.
  static func menu(
    _ kind: Kind, _ ids: [RecordID], shown: [String], asked: String, _ context: Context
  ) -> MenuScreen {
    let listed = QueryField.shown(shown, of: kind)
    let entered = QueryField.entered(of: kind)
    let make = { (format: ExportFormat, fields: [QueryField], isMasked: Bool) in
      ExportOrder(
        listing: Listing(kind, ids, fields, from: context.viewpoint, isMasked: isMasked),
        format: format, language: context.language, asked: asked, path: path(kind, format, context))
    }
    let hasNumbers = kind.schema.fields.contains { $0.mask != nil }
    let items = ExportFormat.allCases.map {
      MenuScreen.Item($0.label, steps: [.open(prompt(make($0, entered, true)))])
    }
    let brief = MenuScreen.Item(
      Words("the columns of the list, to print (.xlsx)", "仅列表各栏，便于打印 (.xlsx)"),
      steps: [.open(prompt(make(.xlsx, listed, true)))])
    let inFull = MenuScreen.Item(
      Words("with ID and phone numbers in full (.xlsx); logged", "证件号码和电话完整的工作簿 (.xlsx)，记入日志"),
      refusal: context.refusal(of: .exporting([Access(RecordID(kind, 1), [])])),
      steps: [.open(prompt(make(.xlsx, entered, false)))])
    let printed = MenuScreen.Item(
      Words("print the list ..", "打印列表 .."),
      steps: [.open(PrintScreen.menu(.list(kind, ids, shown: shown, asked: asked, context)))])
    return MenuScreen(
      Words("Export ", "导出") + kind.schema.plural + Words(" (\(ids.count))", " (\(ids.count) 条)"),
      items + [brief] + (hasNumbers ? [inFull] : []) + [printed])
  }

  /// Proposed: at home, by what is in it and of which day.
  private static func path(_ kind: Kind, _ format: ExportFormat, _ context: Context) -> String {
    let name = kind.schema.plural[context.language].split(separator: " ").joined(separator: "-")
    return "~/\(name)-\(context.day.text(.en)).\(format.ending)"
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
