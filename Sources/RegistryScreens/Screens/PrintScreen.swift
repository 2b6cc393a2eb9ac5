import RegistryModel
import TerminalCore

/// Something on its way to the printer, or to a file of pages.
struct PrintScreen: Screen {
  static let name = Words("Print", "打印")
  private let order: PrintOrder

  /// Where it is to be printed.
  static func menu(_ paper: Paper) -> MenuScreen {
    MenuScreen(
      Words("Print: ", "打印: ") + paper.title,
      [
        MenuScreen.Item(
          Words("On the printer", "用打印机打印"), steps: steps(PrintOrder(paper: paper, file: nil))),
        MenuScreen.Item(
          Words("To a text file, in pages ..", "存为分页文本文件 .."), steps: [.open(prompt(paper))]),
      ])
  }

  private static func steps(_ order: PrintOrder) -> [Step] {
    [.open(PrintScreen(order: order)), .work(order)]
  }

  private static func prompt(
    _ paper: Paper, typed: String? = nil, refusal: Words? = nil
  ) -> PromptScreen {
    PromptScreen(
      Words("Print: ", "打印: ") + paper.title, label: Words("The file to write:", "写入的文件:"),
      text: typed ?? "~/\(paper.name).txt", caret: typed?.count, refusal: refusal
    ) { path, _ in
      if path.isEmpty { return .refused(Words("enter a file path", "请填写文件路径")) }
      let order = PrintOrder(paper: paper, file: path)
      return .steps([.replace(PrintScreen(order: order)), .work(order)])
    }
  }

  static let commands: [Command<Self>] = [
    Command(
      .escape, .function(12), hint: Words("Cancel", "取消"),
      help: Words("Stop; nothing is printed", "停止，不打印")
    ) { _, _ in [.back] }
  ]

  func crumb(_ context: Context) -> String? { nil }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    guard case .work(_, let news) = answer, let result = news.result(of: PrintOrder.self) else {
      return []
    }
    return switch result {
    case .printed(let words):
      [.back, .say(Message(Words("printing: \(words)", "已送打印: \(words)"), .good))]
    case .written(let path):
      [.back, .say(Message(Words("written: \(path)", "已写入: \(path)"), .good))]
    case .noPrinter:
      [
        .replace(
          Self.prompt(
            order.paper,
            refusal: Words("no lp command here; name a file", "本机没有 lp 命令，请填写文件")))
      ]
    case .refused(let words):
      order.file == nil
        ? [.back, .say(Message(Words("not printed: ", "未打印: ") + words, .error))]
        : [.replace(Self.prompt(order.paper, typed: order.file, refusal: words))]
    }
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let text = context.say("Printing ..", "正在打印 ..")
    let inner = Box(title: context.say(order.paper.title), columns: min(60, area.columns - 5))
      .draw(on: &canvas, in: area, rows: 1)
    canvas.put(text, row: inner.row, column: inner.column, columns: inner.columns)
    canvas.cursor = Position(row: inner.row, column: inner.column)
  }
}
