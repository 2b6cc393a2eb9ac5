import RegistryModel
import TerminalCore

/// The values of a field that may have several: each is taken in or out, and all are handed over at
/// once.
struct ChoicesScreen: Screen {
  static let name = Words("Choices", "多选")
  private let title: Words
  private let entries: [CodeEntry]
  private let before: Set<String>
  private var chosen: Set<String>
  private var lines: NumberedLines

  /// - Parameter words: the values the field has.
  init(_ title: Words, _ entries: [CodeEntry], chosen words: [String]) {
    (self.title, self.entries) = (title, entries)
    (before, chosen) = (Set(words), Set(words))
    lines = NumberedLines(entries.map(\.label), numbers: entries.map(\.number))
  }

  static let commands: [Command<Self>] =
    [
      Command(
        .character(" "), hint: Words("Select", "选/不选"),
        help: Words("Select or deselect the value, or type its number", "选中或取消该值, 按其编号亦可")
      ) { screen, _ in screen.toggle(screen.lines.cursor) },
      Command(
        .enter, hint: Words("Done", "完成"),
        help: Words("Put the selection into the field", "把所选各值填入该项")
      ) { screen, _ in screen.done },
    ] + Command.choosing(\.lines) + [
      Command(
        .escape, .function(12), hint: Words("Cancel", "取消"),
        help: Words("Leave the field as it was", "该项保持不变")
      ) { _, _ in [.back] }
    ]

  func crumb(_ context: Context) -> String? { nil }

  /// A number takes its value in or out; letters and pinyin go to the next line that fits them.
  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard case .character(let character) = key else { return nil }
    if case .chosen(let place) = lines.type(character, context) {
      lines.move(place - lines.cursor)
      return toggle(place)
    }
    // A number that is none of these leads nowhere else.
    return []
  }

  private mutating func toggle(_ place: Int) -> [Step] {
    lines.forget()
    guard entries.indices.contains(place) else { return [] }
    chosen.formSymmetricDifference([entries[place].word])
    return []
  }

  private var done: [Step] {
    if chosen == before { return [.back] }
    let numbers = entries.filter { chosen.contains($0.word) }.map { String($0.number) }
    return [.choose(.text(numbers.joined(separator: ",")))]
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let rows = entries.enumerated().map { place, entry in
      let mark = chosen.contains(entry.word) ? Theme.Mark.marked : " "
      return (text: lines.line(place, "[\(mark)] \(context.say(entry.label))"), style: Style.plain)
    }
    let box = Box(
      title: context.say(title),
      columns: rows.map { canvas.metrics.columns(of: $0.text) }.max() ?? 0,
      footer: lines.typed.isEmpty ? "" : "\(lines.typed)_")
    lines.draw(rows, on: &canvas, in: box.draw(on: &canvas, in: area, rows: rows.count))
  }
}
