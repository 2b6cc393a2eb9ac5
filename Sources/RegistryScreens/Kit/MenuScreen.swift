import RegistryModel
import TerminalCore

/// A numbered box of things to do, over the screen it belongs to.
struct MenuScreen: Screen {
  /// One line of a menu.
  struct Item: Sendable {
    let label: Words
    /// The number typed for it where it has one of its own, as in a code table.
    let number: Int?
    /// Why it cannot be chosen now.
    let refusal: Words?
    let steps: [Step]
    /// What Del does with it; nil where it cannot be thrown away.
    let dropping: [Step]?

    init(
      _ label: Words, number: Int? = nil, refusal: Words? = nil, dropping: [Step]? = nil,
      steps: [Step]
    ) {
      self.label = label
      self.number = number
      self.refusal = refusal
      self.dropping = dropping
      self.steps = steps
    }
  }

  static let name = Words("Menu", "菜单")
  let title: Words
  let items: [Item]
  private let numbers: [String]
  private var cursor = 0
  /// The beginning of a number, or letters of a line, typed so far.
  private var typed = ""

  init(_ title: Words, _ items: [Item]) {
    self.title = title
    self.items = items
    numbers = items.enumerated().map { String($1.number ?? $0 + 1) }
  }

  static let commands: [Command<Self>] = [
    Command(.up, help: Words("One line up", "上一项")) { menu, _ in menu.move(-1) },
    Command(.down, help: Words("One line down", "下一项")) { menu, _ in menu.move(1) },
    Command(.enter, hint: Words("Choose", "选择"), help: Words("Do what the line says", "执行所选项")) {
      menu, _ in menu.choose(menu.cursor)
    },
    Command(.backspace, help: Words("Forget the number or letters typed", "清除已输入的数字或文字")) {
      menu, _ in
      menu.typed = ""
      return []
    },
    Command(.delete, help: Words("Throw a draft away", "丢弃草稿")) { menu, _ in
      guard menu.items.indices.contains(menu.cursor) else { return [] }
      return menu.items[menu.cursor].dropping
        ?? [.say(Message("nothing to throw away here", "此处没有可丢弃的内容"))]
    },
    Command(.escape, hint: Words("Close", "关闭"), help: Words("Close the menu", "关闭菜单")) { _, _ in
      [.back]
    },
  ]

  func crumb(_ context: Context) -> String? { nil }

  /// A number chooses its line as soon as no longer one can follow; letters go to the next line
  /// that has them.
  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard case .character(let character) = key else { return nil }
    if let digit = character.digit { return take(digit) }
    guard character.isLetter else { return nil }
    find(character)
    return []
  }

  private mutating func take(_ digit: Int) -> [Step]? {
    let begun = (typed.first?.isNumber == true ? typed : "") + String(digit)
    guard let (place, isSettled) = numbers.line(numbered: begun) else {
      return begun.count > 1 ? [] : nil
    }
    if isSettled { return choose(place) }
    (cursor, typed) = (place, begun)
    return []
  }

  private mutating func find(_ letter: Character) {
    let begun = typed.first?.isNumber == true ? "" : typed
    // More letters may belong to the line the cursor has come to; a letter anew goes on.
    for (text, first) in [(begun + String(letter), begun.isEmpty ? 1 : 0), (String(letter), 1)] {
      let places = items.indices.map { (cursor + first + $0) % items.count }
      let wanted = text.lowercased()
      if let place = places.first(where: { items[$0].label.holds(wanted) }) {
        (cursor, typed) = (place, text)
        return
      }
    }
  }

  private mutating func move(_ step: Int) -> [Step] {
    typed = ""
    cursor = max(0, min(items.count - 1, cursor + step))
    return []
  }

  private mutating func choose(_ place: Int) -> [Step] {
    typed = ""
    guard items.indices.contains(place) else { return [] }
    let item = items[place]
    if let refusal = item.refusal { return [.say(Message(refusal, .error))] }
    // A choice closes the menu itself, on its way to the screen below.
    if case .choose = item.steps.first { return item.steps }
    return [.back] + item.steps
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let digits = numbers.map(\.count).max() ?? 1
    let lines = items.enumerated().map { place, item in
      String(repeating: " ", count: digits - numbers[place].count)
        + "\(numbers[place]) \(context.say(item.label))"
        + (item.refusal.map { " (\(context.say($0)))" } ?? "")
    }
    let box = Box(
      title: context.say(title), columns: lines.map(canvas.metrics.columns).max() ?? 0,
      footer: typed.isEmpty ? "" : "\(typed)_")
    let inner = box.draw(on: &canvas, in: area, rows: lines.count)
    let top = max(0, min(cursor - inner.rows + 1, lines.count - inner.rows))
    for (row, line) in lines.dropFirst(top).prefix(inner.rows).enumerated() {
      let place = row + top
      let mark = place == cursor ? Theme.Mark.cursor : " "
      let style: Style =
        place == cursor ? Theme.cursorRow : items[place].refusal == nil ? .plain : Theme.label
      canvas.fill(inner.line(row), style: style)
      canvas.put(
        "\(mark)\(line)", row: inner.row + row, column: inner.column, style: style,
        columns: inner.columns)
    }
    canvas.cursor = Position(row: inner.row + cursor - top, column: inner.column)
  }
}

extension Words {
  /// Either language has `part`, which is lower case.
  fileprivate func holds(_ part: String) -> Bool {
    en.lowercased().contains(part) || chinese.contains(part)
  }

  /// A menu's label as the title of what it opens: without the dots that announce it.
  var untrailed: Words { Words(Self.untrailed(en), Self.untrailed(chinese)) }

  private static func untrailed(_ text: String) -> String {
    text.hasSuffix(" ..") ? String(text.dropLast(3)) : text
  }
}
