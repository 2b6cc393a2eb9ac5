import RegistryModel
import TerminalCore

/// A numbered box of things to do, over the screen it belongs to.
struct MenuScreen: Screen {
  /// One line of a menu.
  struct Item: Sendable {
    let label: Words
    /// The number typed for it where it has one of its own, as in a code table.
    let number: Int?
    /// It has a number at all; one that has a key of its own may do without.
    let isNumbered: Bool
    /// Why it cannot be chosen now.
    let refusal: Words?
    let steps: [Step]

    init(
      _ label: Words, number: Int? = nil, isNumbered: Bool = true, refusal: Words? = nil,
      steps: [Step]
    ) {
      self.label = label
      self.number = number
      self.isNumbered = isNumbered
      self.refusal = refusal
      self.steps = steps
    }
  }

  static let name = Words("Menu", "菜单")
  let title: Words
  let items: [Item]
  private var lines: NumberedLines
  /// What Enter does while no line is chosen.
  private let passing: [Step]
  /// What follows where it is closed without a choice.
  private let leaving: [Step]

  /// - Parameters:
  ///   - passing: what Enter does until a line is chosen; nil: the cursor's is.
  ///   - leaving: what follows where it is closed without a choice.
  ///   - cursor: the line it begins on.
  init(
    _ title: Words, _ items: [Item], passing: [Step]? = nil, leaving: [Step] = [], cursor: Int = 0
  ) {
    self.title = title
    self.items = items
    self.passing = passing ?? []
    self.leaving = leaving
    lines = NumberedLines(
      items.map(\.label), numbers: items.map(\.number),
      unnumbered: Set(items.indices.filter { !items[$0].isNumbered }), cursor: cursor,
      isChosen: passing == nil)
  }

  static let commands: [Command<Self>] =
    [
      Command(.enter, hint: Words("Choose", "选择"), help: Words("Run the selected item", "执行所选项")) {
        menu, _ in menu.lines.isChosen ? menu.choose(menu.lines.cursor) : [.back] + menu.passing
      }
    ] + Command.choosing(\.lines) + [
      Command(.escape, hint: Words("Close", "关闭"), help: Words("Close the menu", "关闭菜单")) {
        menu, _ in [.back] + menu.leaving
      }
    ]

  func crumb(_ context: Context) -> String? { nil }

  /// A number chooses its line; letters and pinyin go to the next line that fits them.
  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard case .character(let character) = key else { return nil }
    switch lines.type(character, context) {
    case .chosen(let place): return choose(place)
    case .moved: return []
    case .nothing: return nil
    }
  }

  private mutating func choose(_ place: Int) -> [Step] {
    lines.forget()
    guard items.indices.contains(place) else { return [] }
    let item = items[place]
    if let refusal = item.refusal { return [.say(Message(refusal, .error))] }
    // A choice closes the menu itself, on its way to the screen below.
    if case .choose = item.steps.first { return item.steps }
    return [.back] + item.steps
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let rows = items.enumerated().map { place, item in
      let refusal = item.refusal.map { " (\(context.say($0)))" } ?? ""
      return (
        text: lines.line(place, context.say(item.label) + refusal),
        style: item.refusal == nil ? Style.plain : Theme.label
      )
    }
    let box = Box(
      title: context.say(title),
      columns: rows.map { canvas.metrics.columns(of: $0.text) }.max() ?? 0,
      footer: lines.typed.isEmpty ? "" : "\(lines.typed)_")
    lines.draw(rows, on: &canvas, in: box.draw(on: &canvas, in: area, rows: rows.count))
  }
}

extension Words {
  /// A menu's label as the title of what it opens: without the dots that announce it.
  var untrailed: Words { Words(Self.untrailed(en), Self.untrailed(chinese)) }

  private static func untrailed(_ text: String) -> String {
    text.hasSuffix(" ..") ? String(text.dropLast(3)) : text
  }
}
