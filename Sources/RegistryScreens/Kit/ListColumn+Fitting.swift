import RegistryModel
import TerminalCore

/// Some records of a list, evenly chosen: how wide their values are says how wide its columns should be.
private struct WidthSample {
  private static let count = 60
  private let rows: [any AnyStored]
  private let context: Context

  init(_ kind: Kind, _ context: Context) {
    let table = context.registry[kind]
    let step = max(1, table.highest / Self.count)
    rows = stride(from: 1, through: table.highest, by: step).compactMap { number in
      table.isInUse(number) ? context.registry[RecordID(kind, number)] : nil
    }
    self.context = context
  }

  /// The columns that so many twentieths of its values there have room in.
  func most(_ column: ListColumn, of twentieths: Int) -> Int {
    let widths = rows.map { row in
      context.metrics.columns(of: column.text(row, context) + column.note(row, context))
    }.sorted()
    return widths.isEmpty ? 0 : widths[(widths.count * twentieths + 19) / 20 - 1]
  }

  func header(_ column: ListColumn) -> Int {
    context.metrics.columns(of: context.say(column.title))
  }
}

// How much room a column gets.
extension ListColumn {
  private static let most = 60
  private static let fewestOfName = 16

  /// The columns that fit side by side, from the first on. Names first get what they lack, then the
  /// others; what nobody needs stays free.
  static func fitting(
    _ columns: [ListColumn], of kind: Kind, in width: Int, _ context: Context
  ) -> [(column: ListColumn, columns: Int)] {
    let sample = WidthSample(kind, context)
    var (kept, used): ([(column: ListColumn, columns: Int)], Int) = ([], 0)
    var wanted: [Int] = []
    for column in columns {
      // A few long values would take the room from all the others; words of a table are whole.
      let widest =
        column.isSampled
        ? sample.most(column, of: column.isOfCodes ? 20 : 19) : column.columns
      let least = column.least(in: width, widest, sample.header(column))
      // A wider window shows these and more, never others.
      guard used + least <= width else { break }
      kept.append((column, least))
      wanted.append(column.wanted(column.isName ? sample.most(column, of: 20) : widest))
      used += least + 1
    }
    var spare = max(0, width - used + 1)
    let names = kept.indices.filter { kept[$0].column.isName }
    for place in names + kept.indices.filter({ !names.contains($0) }) where spare > 0 {
      let lacking = wanted[place] - kept[place].columns
      let more = min(spare, lacking)
      // The long words of a table are shown all of them or none.
      guard more > 0, more == lacking || !kept[place].column.isOfCodes else { continue }
      kept[place].columns += more
      spare -= more
    }
    for place in kept.indices where kept[place].columns < wanted[place] {
      kept[place].column.isShort = true
    }
    return kept
  }

  /// How its values are typed; nil where they are more than a value.
  private var entry: Entry? {
    switch content {
    case .field(let field): field.entry
    case .derived(let column): column.entry
    case .number, .shortName, .told: nil
    }
  }

  private var isOfCodes: Bool { entry?.codes.isEmpty == false }

  private var isName: Bool { if case .shortName = content { true } else { false } }

  /// What it needs to be worth its place.
  private func least(in width: Int, _ widest: Int, _ header: Int) -> Int {
    switch content {
    case .shortName:
      max(header, min(widest, max(Self.fewestOfName, width * 2 / 5)))
    case .number: max(header, min(widest, max(columns, width / 3)))
    case .field, .derived, .told:
      entry?.varies == true ? max(header, min(widest, columns)) : columns
    }
  }

  /// What its values would fill.
  private func wanted(_ widest: Int) -> Int { isSampled ? min(Self.most, widest) : columns }

  /// How wide it should be is seen by its values. What rules find in records is never asked for that: it
  /// would keep a key waiting.
  private var isSampled: Bool {
    switch content {
    case .field(let field): !field.entry.codes.isEmpty || field.entry.varies
    case .derived(let column): column.basis != .rules
    case .number, .shortName: true
    case .told: false
    }
  }

  /// A value as a cell of so many columns shows it: in the short words of its code table where there is
  /// no room for others, a number by its end, which tells it from its neighbours.
  func cell(_ stored: any AnyStored, columns: Int, _ context: Context) -> String {
    let metrics = context.metrics
    let note = note(stored, context)
    let room = max(0, columns - metrics.columns(of: note))
    let text =
      isShort ? shortText(stored, context) ?? text(stored, context) : text(stored, context)
    if metrics.columns(of: text) <= room { return text + note }
    // A short name is worth more than the end of what is noted after it.
    if case .shortName = content, metrics.columns(of: text) <= columns {
      return metrics.truncated(text + note, to: columns)
    }
    return switch content {
    case .number: metrics.truncatedStart(text, to: room) + note
    case .field(let field):
      if case .code = field.entry {
        metrics.truncatedStart(text, to: room)
      } else {
        metrics.truncated(shortText(stored, context) ?? text, to: room)
      }
    case .shortName, .derived, .told:
      metrics.truncated(shortText(stored, context) ?? text, to: room) + note
    }
  }

  private func shortText(_ stored: any AnyStored, _ context: Context) -> String? {
    switch content {
    case .field(let field):
      stored.json(field, on: context.day).flatMap { field.entry.short(of: $0, context.language) }
    case .derived(let column):
      column.value(stored, context.viewpoint).flatMap {
        column.entry.short(of: $0, context.language)
      }
    case .number, .shortName, .told: nil
    }
  }
}

extension Entry {
  /// Its values are of any length.
  fileprivate var varies: Bool {
    switch self {
    case .text, .longText, .record, .records, .list, .choices: true
    case .whole, .decimal, .date, .flag, .code, .choice, .made: false
    }
  }
}
