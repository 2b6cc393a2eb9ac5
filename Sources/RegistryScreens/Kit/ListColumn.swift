import RegistryModel
import RegistrySearch
import TerminalCore

/// One column of a list.
struct ListColumn: Sendable {
  enum Content: Sendable {
    /// The number people know.
    case number
    case shortName
    case field(FieldInfo)
    /// Worked out by the plan or the rules.
    case derived(DerivedColumn)
    /// What a figure says of the records behind it: that they came or went.
    case told([RecordID: Words])
  }

  /// What views, files and sorting call it: the key of its field, or a name of its own. Never renamed.
  let key: String
  /// The header.
  let title: Words
  /// The name in full; nil: the header is.
  var label: Words?
  let columns: Int
  let content: Content
  var isRightAligned = false
  /// There is no room for the long words of its code table.
  var isShort = false

  /// Who came and who went between two days.
  static func change(gained: [RecordID], lost: [RecordID]) -> ListColumn {
    let told =
      gained.map { ($0, Words("came", "计入")) } + lost.map { ($0, Words("went", "不再计入")) }
    return ListColumn(
      key: "change", title: Words("Change", "变化"), columns: 8,
      content: .told(Dictionary(told) { first, _ in first }))
  }

  /// What people know a record by: a column each that is more than a field.
  private static func leading(of kind: Kind) -> [ListColumn] {
    kind.schema.heads.map(ListColumn.init)
  }

  /// The columns a list of `kind` has by itself, the most telling first.
  static func standard(of kind: Kind) -> [String] {
    let leading = leading(of: kind).map(\.key)
    let known = leading + kind.schema.heads.flatMap(\.madeOf)
    let fields = kind.schema.fields.filter { !known.contains($0.key) }
      .map { (key: $0.key, place: $0.column?.place) }
    let derived = DerivedColumn.all.filter { $0.kinds.contains(kind) }
      .map { (key: $0.key, place: $0.place) }
    let placed = (fields + derived).compactMap { column in
      column.place.map { (key: column.key, place: $0) }
    }
    let order = placed.indices.sorted { (placed[$0].place, $0) < (placed[$1].place, $1) }
    return leading + order.map { placed[$0].key }
  }

  /// Every column a list of `kind` may show: every field is one.
  static func all(of kind: Kind, _ language: Language) -> [ListColumn] {
    let leading = leading(of: kind)
    let derived = DerivedColumn.all.filter { $0.kinds.contains(kind) }
      .map { ListColumn($0, language) }
    let fields = kind.schema.fields.map { ListColumn($0, language) }
    return leading
      + (derived + fields).filter { other in !leading.contains { $0.key == other.key } }
  }

  /// The columns of these keys; those that a newer program knows are left out.
  ///
  /// - Parameter keys: nil is as usual.
  static func shown(_ keys: [String]?, of kind: Kind, _ language: Language) -> [ListColumn] {
    (keys ?? standard(of: kind)).compactMap { column($0, of: kind, language) }
  }

  /// The column of this key.
  static func column(_ key: String, of kind: Kind, _ language: Language) -> ListColumn? {
    leading(of: kind).first { $0.key == key }
      ?? kind.schema[key].map { ListColumn($0, language) }
      ?? DerivedColumn.named(key, of: kind).map { ListColumn($0, language) }
  }

}

// A field, or what is worked out, as a column.
extension ListColumn {
  private init(_ head: HeadColumn) {
    let content: Content =
      switch head.content {
      case .number: .number
      case .name: .shortName
      }
    self.init(key: head.key, title: head.title, columns: head.columns, content: content)
  }

  /// What is worked out.
  init(_ column: DerivedColumn, _ language: Language) {
    self.init(
      key: column.key, title: column.title, label: column.label,
      columns: Self.width(column.entry, column.columns, column.title, language),
      content: .derived(column), isRightAligned: column.entry.isNumber)
  }

  private init(_ field: FieldInfo, _ language: Language) {
    let title = field.column?.title ?? field.label
    self.init(
      key: field.key, title: title, label: field.label,
      columns: Self.width(field.entry, field.width, title, language),
      content: .field(field), isRightAligned: field.entry.isNumber)
  }

  /// Columns of code tables are as wide as their longest short word in the language.
  private static func width(
    _ entry: Entry, _ most: Int, _ title: Words, _ language: Language
  ) -> Int {
    let metrics = TextMetrics()
    let header = metrics.columns(of: title[language])
    guard case .choice(let entries) = entry else { return max(most, header) }
    let longest = entries.map { metrics.columns(of: $0.short[language]) }.max() ?? 0
    return max(min(most, longest), header)
  }
}

extension Entry {
  /// Its values are numbers, which stand under each other.
  fileprivate var isNumber: Bool {
    switch self {
    case .whole, .decimal: true
    default: false
    }
  }
}

// Its values.
extension ListColumn {
  /// What it shows is worked out from other records.
  var isDerived: Bool { if case .derived = content { true } else { false } }

  /// Rows can be put in its order; to work out what rules find in all of them would keep a key waiting.
  var isSorted: Bool {
    if case .derived(let column) = content { column.basis != .rules } else { true }
  }

  func text(_ stored: any AnyStored, _ context: Context) -> String {
    switch content {
    case .number: context.number(of: stored.id)
    case .shortName: context.shortName(of: stored.id)
    case .field(let field):
      context.registry.maskedText(field, of: stored, on: context.day, context.language)
    case .derived(let column):
      column.value(stored, context.viewpoint).map {
        column.text($0, from: context.viewpoint, context.language)
      }
        // A community that does not exist on the day has no number.
        ?? (column.basis == .plan ? "-" : "")
    case .told(let words): words[stored.id].map(context.say) ?? ""
    }
  }

  /// What is after its text, however short that has to be: that a community does not exist on the
  /// day, or a worker is not at work.
  func note(_ stored: any AnyStored, _ context: Context) -> String {
    guard case .shortName = content else { return "" }
    guard let absence = stored.absence(on: context.day) else { return "" }
    let words = absence.words
    return absence.isBare
      ? " " + context.say(words) : context.say(" (\(words.en))", "(\(words.chinese))")
  }

  private func sortKey(_ value: JSON?, _ entry: Entry, _ words: () -> String) -> SortKey {
    switch value {
    case .int(let number)?: return .number(number)
    case .string(let text)?:
      switch entry {
      case .choice(let entries): return .number(entries.firstIndex { $0.word == text } ?? 0)
      case .decimal:
        return ExactDecimal(value: .string(text)).map { .number($0.numerator) } ?? .text(text)
      case .record, .records: return .text(words())
      default: return .text(text)
      }
    case .bool(let flag)?: return .number(flag ? 0 : 1)
    case nil: return .empty
    default: return .text(words())
    }
  }

  /// What rows are ordered by: numbers as numbers, empty ones last; of what is masked no more than is
  /// shown.
  func sortKey(_ stored: any AnyStored, _ context: Context) -> SortKey {
    switch content {
    case .field(let field) where field.mask == nil:
      return sortKey(stored.json(field, on: context.day), field.entry) { text(stored, context) }
    case .derived(let column):
      let value = column.value(stored, context.viewpoint)
      return sortKey(value, column.entry) {
        column.text(value, from: context.viewpoint, context.language)
      }
    case .number, .shortName, .field, .told:
      let text = text(stored, context)
      return text.isEmpty ? .empty : .text(text)
    }
  }
}

extension ListColumn {
  /// How a list is sorted that is sorted by this column.
  func order(_ order: ListOrder) -> Words {
    Words("by \(title.en)", "按\(title.chinese)")
      + (order.isDescending ? Words(", descending", "倒序") : Words("", ""))
  }
}

/// What rows are ordered by.
enum SortKey: Equatable, Sendable {
  case number(Int)
  case text(String)
  case empty
}
