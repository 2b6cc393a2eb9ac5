import RegistryModel
import RegistrySearch
import TerminalCore

/// Help for the place it was called from: its keys, the rule of its field, the marks. All of it is
/// read from command rows and field rows; nothing is written twice.
struct HelpScreen: Screen {
  static let name = Words("Help", "帮助")
  private let place: Words
  private let rows: [CommandRow]
  private let rule: Words?
  private let explained: [Kind]
  /// Digits lead to the work areas here.
  private let hasAreas: Bool
  private var top = 0

  init(for screen: any Screen, _ context: Context) {
    place = screen.helpName
    rows = screen.rows
    rule = screen.hint(context)
    explained = screen.queryKinds
    hasAreas = !screen.takesText
  }

  static let commands: [Command<Self>] =
    Command.scrolling(\.top, around: 8, line: Words("More", "向下")) + [
      Command(
        .escape, .function(1), .enter, hint: Words("Close", "关闭"), help: Words("Close help", "关闭帮助")
      ) {
        _, _ in [.back]
      }
    ]

  func crumb(_ context: Context) -> String? {
    context.say("Help: ", "帮助: ") + context.say(place)
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    Divider(title: context.say(place)).draw(on: &canvas, above: &body)
    let inner = body.split(rows: -1).top.inset(rows: 0, columns: 1)
    let lines = lines(columns: inner.columns, canvas.glyphs.gauge, context)
    let rest = canvas.put(lines, in: inner, from: top).below
    Divider(right: rest > 0 ? context.say("Down: \(rest) more", "向下还有 \(rest) 行") : "")
      .draw(on: &canvas, below: &body)
    canvas.cursor = Position(row: inner.row, column: inner.column)
  }

  private func lines(
    columns width: Int, _ glyphs: GaugeSet, _ context: Context
  ) -> [StyledLine] {
    var lines: [StyledLine] = []
    func add(_ text: String, _ style: Style = .plain) {
      for line in context.metrics.wrapped(text, to: width) {
        lines.append(StyledLine(line, style, context.metrics))
      }
    }
    if let rule {
      add(context.say(rule), Theme.heading)
      add("")
    }
    func add(_ name: String, _ text: Words, columns: Int = 18) {
      let texts = context.metrics.wrapped(context.say(text), to: width - columns - 1)
      for (row, text) in texts.enumerated() {
        var line = StyledLine(context.metrics)
        line.add(row == 0 ? name : "", Theme.key, columns: columns)
        line.add(text)
        lines.append(line)
      }
    }
    if !explained.isEmpty {
      for row in QueryGrammar.rows(of: explained) {
        add(context.say(row.form), row.meaning, columns: 22)
      }
      add("")
    }
    for kind in explained {
      add(context.say(Words("Fields of ", "字段: ") + kind.schema.plural), Theme.heading)
      for field in QueryField.all(of: kind) {
        add("\(context.say(field.name)):", field.label + Words(": ", ": ") + field.way, columns: 22)
      }
      add("")
    }
    let all =
      rows
      + AppCommands.rows.filter { common in
        !rows.contains { $0.key == common.key }
      }
    for row in all { add(row.keyNames, row.help) }
    add("")
    if hasAreas {
      for area in WorkArea.all { add(String(area.digit), area.name) }
      add("")
    }
    for line in Self.legend(glyphs) { add(context.say(line), Theme.label) }
    return lines
  }

  /// Signs, digits and terminals that swallow keys.
  private static func legend(_ gauge: GaugeSet) -> [Words] {
    [
      Words(
        "Marks: * required or marked   ? to be confirmed   ! must fix   = by rule   \" carried",
        "标记: * 必填或已选   ? 待核实   ! 须改正   = 自动带出   \" 同上"),
      Words(
        "Gauge: \(gauge.full) done   \(gauge.part) part of a cell   "
          + "\(gauge.pace) the mark of the plan for today",
        "进度: \(gauge.full) 已完成   \(gauge.part) 不足一格   \(gauge.pace) 规划要求今日所在"),
      Words(
        "No F-keys? Alt and a digit, or Ctrl-X and a digit, work as F1 to F10 (0).",
        "没有 F 键? 用 Alt 加数字，或 Ctrl-X 再按数字，代表 F1 至 F10 (0)"),
      Words(
        "Full-width signs and digits work like ASCII ones; you need not switch the input method.",
        "全角符号和数字与半角等效，不必切换输入法"),
    ]
  }
}

extension Screen {
  /// The name of the place, for its help.
  var helpName: Words { Self.name }
}
