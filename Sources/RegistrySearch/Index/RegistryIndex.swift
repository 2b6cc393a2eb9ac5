import RegistryModel

/// The texts of a registry's records, kind by kind, true for one state of it.
///
/// Carried over to another state it looks again only at the records that differ, and at those that name
/// them.
struct RegistryIndex: Sendable {
  private(set) var registry: RegistryState
  private(set) var searches: [Kind: TextSearch] = [:]
  /// What rules work out of this very state, by number: it takes long, and any change may alter it.
  var ruled: [Column: [Int: JSON?]] = [:]
  /// The texts of the columns that conditions asked for last.
  var columns: [(place: Column, texts: ColumnTexts)] = []

  /// A column of the records of a kind, as of a day.
  struct Column: Hashable {
    let kind: Kind
    let key: String
    let day: CivilDate
    /// Without the records that begin after the day.
    var isPast = false
  }

  /// Nothing is indexed yet.
  init(_ registry: RegistryState) {
    self.registry = registry
  }

  /// Makes one more chunk of a kind; false if all are made.
  mutating func makeChunk(of kind: Kind) -> Bool {
    var search = searches.removeValue(forKey: kind) ?? TextSearch(TextIndex())
    defer { searches[kind] = search }
    let made = search.index.capacity
    let rows = registry[kind]
    guard made < rows.highest else { return false }
    let (registry, last) = (self.registry, min(rows.highest, made + TextChunk.records))
    search.append((made + 1...last).map { registry.texts(of: rows.stored($0)) })
    return true
  }

  /// Makes what is not made yet of a kind.
  mutating func complete(_ kind: Kind) {
    while makeChunk(of: kind) {}
  }

  /// Carries the index over to another state of the same registry.
  mutating func move(to state: RegistryState) {
    var stale: Set<RecordID> = []
    for kind in Kind.allCases {
      let numbers = state[kind].differences(from: registry[kind])
      stale.formUnion(numbers.map { RecordID(kind, $0) })
    }
    let before = registry
    registry = state
    guard !stale.isEmpty else { return }
    (ruled, columns) = ([:], [])
    // Names are short without that of the office, phones without its area code.
    if stale.contains(.office) { searches = [:] }
    var waiting = Array(stale)
    while let id = waiting.popLast() {
      // A row is found as part of its owner.
      let owners = [before.owner(of: id), state.owner(of: id)].compactMap { $0 }
      waiting += (namers(of: id) + owners).filter { stale.insert($0).inserted }
    }
    for (kind, ids) in Dictionary(grouping: stale, by: \.kind) {
      guard let made = searches[kind]?.index.capacity else { continue }
      let numbers = ids.map(\.number).filter { $0 <= made }.sorted()
      searches[kind]?.put(numbers.map { ($0, state.texts(of: state[RecordID(kind, $0)])) })
    }
  }

  /// Records that name this one, now or once.
  private func namers(of id: RecordID) -> [RecordID] {
    Kind.allCases.flatMap { kind in
      kind.schema.fields.filter { $0.refersTo == id.kind }.flatMap { field in
        registry[kind].rows(holding: id.description, in: field).map(\.id)
      }
    }
  }

  /// The records of a kind that the words find.
  mutating func matches(_ search: WordSearch, of kind: Kind, isForgiving: Bool) -> Matches {
    complete(kind)
    return searches[kind]?.matches(search, isForgiving: isForgiving) ?? Matches()
  }

  /// The records of a kind that a word finds, asked for beside what is being typed.
  mutating func matches(
    aside word: String, of kind: Kind, _ table: PinyinTable
  ) -> Matches {
    complete(kind)
    guard let index = searches[kind]?.index, let search = WordSearch([word], table) else {
      return Matches()
    }
    return search.matches(in: index, among: nil, isForgiving: false)
  }

  /// Bytes of the texts made so far.
  var memory: Int { searches.values.reduce(0) { $0 + $1.index.memory } }
}

extension RegistryState {
  fileprivate func texts(of stored: (any AnyStored)?) -> [SearchText] {
    stored.map { $0.binned == nil ? searchTexts(of: $0) : [] } ?? []
  }
}
