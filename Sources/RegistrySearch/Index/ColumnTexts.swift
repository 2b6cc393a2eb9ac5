import RegistryModel

/// The distinct texts among the values of a column, the most frequent first, made ready for searching.
struct ColumnTexts: Sendable {
  /// A text, and how many records have it.
  typealias Counted = (text: String, count: Int)

  let all: [Counted]
  private let index: TextIndex

  init(_ values: [JSON?], ofPersons isPerson: Bool) {
    var places: [String: Int] = [:]
    var texts: [Counted] = []
    for value in values {
      _ = value?.hasValue { one in
        guard let text = one.string else { return false }
        if let place = places[text] {
          texts[place].count += 1
        } else {
          places[text] = texts.count
          texts.append((text, 1))
        }
        return false
      }
    }
    // Of two as frequent the one met first: comparing texts takes longer than all else.
    all = texts.enumerated().sorted {
      ($1.element.count, $0.offset) < ($0.element.count, $1.offset)
    }.map(\.element)
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
    let place = Column(kind: kind, key: field.key, day: view.day, isPast: view.past != nil)
    if let known = columns.first(where: { $0.place == place }) { return known.texts }
    let values = values(of: field, registry[kind].numbersInUse(on: view.past), kind, view)
    let texts = ColumnTexts(values, ofPersons: field.isPerson)
    columns = columns.suffix(Self.columnsKept - 1) + [(place, texts)]
    return texts
  }
}
