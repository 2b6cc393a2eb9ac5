import RegistryModel
import RegistrySearch
import TerminalCore

/// What a column of a file is read as: a field found by what is typed, or none.
struct TargetScreen: Screen {
  static let name = Words("Field of a column", "列对应的字段")
  private let kind: Kind
  private let column: ImportPlan.Column
  private let all: [ImportMapping.Target]
  private var typed: LineEditor
  private var cursor = 0

  init(
    _ kind: Kind, _ column: ImportPlan.Column, _ target: ImportMapping.Target, typed: String,
    _ context: Context
  ) {
    (self.kind, self.column) = (kind, column)
    all = Self.targets(of: kind)
    self.typed = LineEditor(typed)
    if typed.isEmpty { cursor = all.firstIndex(of: target) ?? 0 }
  }

  /// None, every field that is typed, what tells which record a field names, and the record itself.
  private static func targets(of kind: Kind) -> [ImportMapping.Target] {
    let fields = kind.schema.fields.filter { if case .made = $0.entry { false } else { true } }
    return [.ignored] + fields.map { .field($0.key) }
      + fields.flatMap { field in
        (field.refersTo?.schema.locators ?? []).map { .locator(reference: field.key, by: $0.key) }
      } + [.id]
  }

  /// What people call it.
  static func label(of target: ImportMapping.Target, _ kind: Kind) -> Words {
    switch target {
    case .ignored: return Words("left out", "不导入")
    case .id: return Words("number in this registry", "本库编号")
    case .field(let key): return kind.schema[key]?.label ?? Words(same: key)
    case .locator(let reference, let by):
      guard let field = kind.schema[reference], let other = field.refersTo?.schema else {
        return Words(same: "\(reference).\(by)")
      }
      let label = other.locators.first { $0.key == by }?.label ?? other[by]?.label
      return field.label + Words(same: ": ") + (label ?? Words(same: by))
    }
  }

  static let commands: [Command<Self>] = [
    Command(.enter, hint: Words("Choose", "选择"), help: Words("Read the column so", "该列按此导入")) {
      screen, context in
      let lines = screen.lines(context)
      guard lines.indices.contains(screen.cursor) else {
        return [.say(Message("no field is called so", "没有这样的字段", .error))]
      }
      return [.choose(.importing(.target(lines[screen.cursor])))]
    },
    Command(.down, help: Words("Next field", "下一项")) { screen, context in screen.move(1, context) },
    Command(.up, help: Words("Previous field", "上一项")) { screen, context in
      screen.move(-1, context)
    },
    Command(
      .escape, .function(12), hint: Words("Cancel", "取消"),
      help: Words("Clear the typed text, then close", "先清除输入, 再关闭")
    ) { screen, _ in
      if screen.typed.text.isEmpty { return [.back] }
      (screen.typed, screen.cursor) = (LineEditor(), 0)
      return []
    },
  ]

  var takesText: Bool { true }
  var typedLine: LineEditor? { typed }

  func crumb(_ context: Context) -> String? { nil }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard typed.handle(key) else { return nil }
    cursor = 0
    return []
  }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    typed.insert(text)
    cursor = 0
    return []
  }

  private mutating func move(_ step: Int, _ context: Context) -> [Step] {
    cursor = max(0, min(lines(context).count - 1, cursor + step))
    return []
  }

  /// What is called as typed, in either language, by its key or its pinyin, the best first; all where nothing is.
  private func lines(_ context: Context) -> [ImportMapping.Target] {
    let text = typed.text.tidied
    if text.isEmpty { return all }
    let names = all.map { target in
      let label = Self.label(of: target, kind)
      guard case .field(let key) = target, let field = kind.schema[key] else {
        return [label.en, label.chinese]
      }
      return [label.en, label.chinese, key] + field.headers
    }
    return context.search.fitting(text, among: names).map { all[$0.place] }
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let lines = lines(context)
    let labels = all.map { canvas.metrics.columns(of: context.say(Self.label(of: $0, kind))) }
    let box = Box(
      title: column.header + (typed.text.isEmpty ? "" : " \"\(typed.text)\""),
      columns: (labels.max() ?? 0) + 1,
      footer: lines.isEmpty ? context.say("no matches", "没有符合项") : "")
    let inner = box.draw(on: &canvas, in: area, rows: min(area.rows - 4, all.count))
    let sight = Scrolled(lines.count, in: inner.rows, around: cursor)
    for place in sight.places {
      let isCurrent = place == cursor
      var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, canvas.metrics)
      line.add(context.say(Self.label(of: lines[place], kind)))
      canvas.put(row: line, isCurrent: isCurrent, in: inner.line(sight.row(of: place)))
    }
    canvas.cursor = Position(
      row: inner.row + max(0, min(inner.rows - 1, sight.row(of: cursor))), column: inner.column)
  }
}
