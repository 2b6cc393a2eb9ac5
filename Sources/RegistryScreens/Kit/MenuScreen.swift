import RegistryModel
import TerminalCore

/// A numbered box of things to do, over the screen it belongs to.
struct MenuScreen: Screen {
  /// One line of a menu.
  struct Item: Sendable {
    let label: Words
    /// Why it cannot be chosen now.
    let refusal: Words?
    let steps: [Step]

    init(_ label: Words, refusal: Words? = nil, steps: [Step]) {
      self.label = label
      self.refusal = refusal
      self.steps = steps
    }
  }

  static let name = Words("Menu", "菜单")
  let title: Words
  let items: [Item]
  private var cursor = 0

  init(_ title: Words, _ items: [Item]) {
    self.title = title
    self.items = items
  }

  static let commands: [Command<Self>] = [
    Command(.up, help: Words("One line up", "上一项")) { menu, _ in
      menu.cursor = max(0, menu.cursor - 1)
      return []
    },
    Command(.down, help: Words("One line down", "下一项")) { menu, _ in
      menu.cursor = min(menu.items.count - 1, menu.cursor + 1)
      return []
    },
    Command(.enter, hint: Words("Choose", "选择"), help: Words("Do what the line says", "执行所选项")) {
      menu, _ in menu.choose(menu.cursor)
    },
    Command(.escape, hint: Words("Close", "关闭"), help: Words("Close the menu", "关闭菜单")) { _, _ in
      [.back]
    },
  ]

  func crumb(_ context: Context) -> String? { nil }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard case .character(let typed) = key, let number = typed.digit,
      items.indices.contains(number - 1)
    else { return nil }
    return choose(number - 1)
  }

  private func choose(_ place: Int) -> [Step] {
    let item = items[place]
    if let refusal = item.refusal { return [.say(Message(refusal, .error))] }
    // A choice closes the menu itself, on its way to the screen below.
    if case .choose = item.steps.first { return item.steps }
    return [.back] + item.steps
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let lines = items.enumerated().map { place, item in
      "\(place + 1) \(context.say(item.label))"
        + (item.refusal.map { " (\(context.say($0)))" } ?? "")
    }
    let box = Box(title: context.say(title), columns: lines.map(canvas.metrics.columns).max() ?? 0)
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
