import RegistryModel

/// The distinct texts among the values of a column, the most frequent first, made ready for searching.
struct ColumnTexts: Sendable {
  /// A text, and how many records have it.
  typealias Counted = (text: String, count: Int)

  let all: [Counted]
  private let index: TextIndex

  init(_ values: [JSON?], ofPersons isPerson: Bool) {
    var counts: [String: Int] = [:]
    for value in values {
      _ = value?.hasValue { one in
        if let text = one.string { counts[text, default: 0] += 1 }
        return false
      }
    }
    all = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map { ($0.key, $0.value) }
    index = TextIndex(all.lazy.map { [SearchText(.name, $0.text, isPerson: isPerson)] })
  }

  /// Those in which what is looked for is found; best first.
  func fitting(_ search: WordSearch) -> [Counted] {
    let found = search.matches(in: index, among: nil, isForgiving: false)
    return Ranking(found).numbers.map { all[Int($0) - 1] }
  }
}

extension RegistryIndex {
  /// Columns of more values than these are kept.
  static let few = 1000
  private static let columnsKept = 2

  /// The texts of a column, kept for the next key.
  mutating func texts(of field: QueryField, _ kind: Kind, _ view: Viewpoint) -> ColumnTexts {
    let place = Column(kind: kind, key: field.key, day: view.day)
    if let known = columns.first(where: { $0.place == place }) { return known.texts }
    let values = values(of: field, registry[kind].numbersInUse, kind, view)
    let texts = ColumnTexts(values, ofPersons: field.isPerson)
    columns = columns.suffix(Self.columnsKept - 1) + [(place, texts)]
    return texts
  }
}
