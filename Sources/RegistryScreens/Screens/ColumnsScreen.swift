import RegistryModel
import TerminalCore

/// Which columns a list shows, and in which order: those it shows first, then all others.
struct ColumnsScreen: Screen {
  static let name = Words("Columns", "列")
  private let kind: Kind
  /// Columns of text the list has room for.
  private let width: Int
  /// A row to try them on.
  private let sample: RecordID?
  private(set) var chosen: [String]
  private var typed = LineEditor()
  private var cursor = 0

  init(_ kind: Kind, _ chosen: [String], width: Int, sample: RecordID?) {
    (self.kind, self.chosen, self.width, self.sample) = (kind, chosen, width, sample)
  }

  static let commands: [Command<Self>] = [
    Command(
      .character(" "), hint: Words("On/off", "显示/隐藏"),
      help: Words("Show the column, or hide it", "显示或隐藏该列")
    ) {
      screen, context in screen.toggle(context)
    },
    Command(
      .left, hint: Words("Move", "前移"),
      help: Words("Move the column one place to the left", "该列左移一位")
    ) {
      screen, context in screen.shift(-1, context)
    },
    Command(
      .right, hint: Words("Move", "后移"),
      help: Words("Move the column one place to the right", "该列右移一位")
    ) {
      screen, context in screen.shift(1, context)
    },
    Command(
      .control("r"), hint: Words("Reset", "默认"),
      help: Words("Restore the default columns", "恢复默认列")
    ) {
      screen, context in
      screen.chosen = ListColumn.standard(of: screen.kind)
      return screen.move(to: 0, context)
    },
    Command(
      .enter, hint: Words("Apply", "应用"), help: Words("Show the list with these columns", "按此显示列表")
    ) {
      screen, _ in
      if screen.chosen.isEmpty {
        return [.say(Message("at least one column must be shown", "至少保留一列", .error))]
      }
      return [.choose(.columns(screen.chosen))]
    },
    Command(.up, help: Words("One line up", "上一项")) { screen, context in
      screen.move(to: screen.cursor - 1, context)
    },
    Command(.down, help: Words("One line down", "下一项")) { screen, context in
      screen.move(to: screen.cursor + 1, context)
    },
    Command(.home, help: Words("To the first line", "到首项")) { screen, context in
      screen.move(to: 0, context)
    },
    Command(.end, help: Words("To the last line", "到末项")) { screen, context in
      screen.move(to: .max, context)
    },
    Command(
      .escape, .function(12), hint: Words("Cancel", "取消"),
      help: Words("Clear the typed text, then close; the list is unchanged", "先清除输入, 再返回, 列表不变")
    ) {
      screen, context in
      if screen.typed.text.isEmpty { return [.back] }
      screen.typed = LineEditor()
      return screen.move(to: 0, context)
    },
  ]

  /// Everything typed looks for a column: no digit leads away from here.
  var takesText: Bool { true }

  func crumb(_ context: Context) -> String? { nil }

  func hint(_ context: Context) -> Words? {
    Words(
      "Type letters or pinyin to find a column; Space shows or hides it, Left and Right move it.",
      "直接输入文字或拼音查找某列；空格显示或隐藏，左右键移动")
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard typed.handle(key) else { return nil }
    return move(to: 0, context)
  }

  /// The columns that fit what was typed: those shown in their order, then the others.
  private func lines(_ context: Context) -> [ListColumn] {
    let all = ListColumn.all(of: kind, context.language)
    let shown = chosen.compactMap { key in all.first { $0.key == key } }
    let lines = shown + all.filter { !chosen.contains($0.key) }
    let text = typed.text.tidied
    if text.isEmpty { return lines }
    let names = lines.map { column in
      [column.title, column.label ?? column.title].flatMap { [$0.en, $0.chinese] }
    }
    return context.search.fitting(text, among: names).map(\.place).sorted().map { lines[$0] }
  }

  private mutating func move(to place: Int, _ context: Context) -> [Step] {
    cursor = max(0, min(lines(context).count - 1, place))
    return []
  }

  /// The cursor goes on to the column that comes next, so that several are taken one after the other.
  private mutating func toggle(_ context: Context) -> [Step] {
    let lines = lines(context)
    guard lines.indices.contains(cursor) else { return [] }
    let key = lines[cursor].key
    if let place = chosen.firstIndex(of: key) {
      chosen.remove(at: place)
      return move(to: cursor, context)
    }
    chosen.append(key)
    return move(to: typed.text.isEmpty ? cursor + 1 : cursor, context)
  }

  private mutating func shift(_ step: Int, _ context: Context) -> [Step] {
    let lines = lines(context)
    guard lines.indices.contains(cursor), let place = chosen.firstIndex(of: lines[cursor].key)
    else { return [.say(Message("show the column first: Space", "请先按空格显示该列"))] }
    let key = chosen[place]
    let other = place + step
    guard chosen.indices.contains(other) else { return [] }
    chosen.swapAt(place, other)
    cursor = self.lines(context).firstIndex { $0.key == key } ?? cursor
    return []
  }
}

// The box: a try of the list, then the columns.
extension ColumnsScreen {
  private typealias Fitting = [(column: ListColumn, columns: Int)]

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let lines = lines(context)
    let fitting = ListColumn.fitting(
      ListColumn.shown(chosen, of: kind, context.language), of: kind, in: width, context)
    let footer = context.say(
      "\(chosen.count) chosen, \(fitting.count) fit this window",
      "已选 \(chosen.count) 列, 本窗口可显示 \(fitting.count) 列")
    let title =
      context.say(Self.name + Words(": ", ": ") + kind.schema.plural)
      + (typed.text.isEmpty ? "" : " \"\(typed.text)\"")
    let inner = Box(title: title, columns: min(max(width, 40), area.columns - 5), footer: footer)
      .draw(on: &canvas, in: area, rows: min(area.rows - 2, lines.count + 3))
    drawSample(fitting, on: &canvas, in: inner, context)
    let list = inner.split(rows: 3).bottom
    let sight = Scrolled(lines.count, in: list.rows, around: cursor)
    for place in sight.places {
      draw(
        lines[place], isCurrent: place == cursor, fitting, on: &canvas,
        in: list.line(sight.row(of: place)), context)
    }
    canvas.cursor = Position(row: list.row + sight.row(of: cursor), column: list.column)
  }

  /// The header and a row as the list would have them.
  private func drawSample(
    _ fitting: Fitting, on canvas: inout Canvas, in inner: Area, _ context: Context
  ) {
    let stored = sample.flatMap { context.registry[$0] }
    var at = inner.column
    for (column, columns) in fitting {
      let texts = [
        (context.say(column.title), Theme.head),
        (stored.map { column.cell($0, columns: columns, context) } ?? "", Style.plain),
      ]
      for (row, (text, style)) in texts.enumerated() {
        canvas.put(
          canvas.metrics.padded(
            text, to: columns, alignment: column.isRightAligned ? .right : .left),
          row: inner.row + row, column: at, style: style,
          columns: max(0, inner.column + inner.columns - at))
      }
      at += columns + 1
    }
  }

  /// A column with its place, and whether there is room for it.
  private func draw(
    _ column: ListColumn, isCurrent: Bool, _ fitting: Fitting, on canvas: inout Canvas,
    in line: Area, _ context: Context
  ) {
    let place = chosen.firstIndex(of: column.key)
    let fits = fitting.contains { $0.column.key == column.key }
    let number = canvas.metrics.padded(
      place.map { String($0 + 1) } ?? "", to: 3, alignment: .right)
    let note =
      place == nil || fits ? "" : context.say("no room", "超出窗口")
    let name = canvas.metrics.padded(context.say(column.label ?? column.title), to: 24)
    let style: Style = isCurrent ? Theme.cursorRow : fits ? .plain : Theme.label
    canvas.fill(line, style: style)
    canvas.put(
      "\(isCurrent ? Theme.Mark.cursor : " ")\(number) \(name) \(note)", row: line.row,
      column: line.column, style: style, columns: line.columns)
  }
}
