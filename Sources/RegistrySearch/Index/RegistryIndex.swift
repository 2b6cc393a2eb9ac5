import RegistryModel

/// The texts of a registry's records, kind by kind, true for one state of it.
///
/// Carried over to another state it looks anew only at the records that differ, and at those that name
/// them.
struct RegistryIndex: Sendable {
  private(set) var registry: RegistryState
  private(set) var indexes: [Kind: TextIndex] = [:]
  private var last: [Kind: Last] = [:]

  /// What was found last, for the next key to refine.
  private struct Last {
    let search: WordSearch
    let isForgiving: Bool
    let matches: Matches
    /// What a typing error was forgiven for.
    let slips: Matches
    var found: Matches { matches.isEmpty ? slips : matches }
  }

  /// Nothing is indexed yet.
  init(_ registry: RegistryState) {
    self.registry = registry
  }

  /// Makes one more chunk of a kind; false where all are made.
  mutating func makeChunk(of kind: Kind) -> Bool {
    var index = indexes.removeValue(forKey: kind) ?? TextIndex()
    defer { indexes[kind] = index }
    let made = index.capacity
    let rows = registry[kind]
    guard made < rows.highest else { return false }
    let (registry, last) = (registry, min(rows.highest, made + TextChunk.records))
    index.append((made + 1...last).map { registry.texts(of: rows.stored($0)) })
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
      let numbers = state[kind].numbersDiffering(from: registry[kind])
      stale.formUnion(numbers.map { RecordID(kind, $0) })
    }
    registry = state
    guard !stale.isEmpty else { return }
    last = [:]
    // Organizations are called without the name of their office.
    if stale.contains(.office) { indexes[.organization] = nil }
    var waiting = Array(stale)
    while let id = waiting.popLast() {
      waiting += namers(of: id).filter { stale.insert($0).inserted }
    }
    for id in stale {
      guard let made = indexes[id.kind]?.capacity, id.number <= made else { continue }
      indexes[id.kind]?.put(state.texts(of: state[id]), of: id.number)
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
  ///
  /// - Parameter isForgiving: same-sounding characters find too, and a typing error does where
  ///   nothing else is found.
  mutating func matches(_ search: WordSearch, of kind: Kind, isForgiving: Bool) -> Matches {
    complete(kind)
    guard let index = indexes[kind] else { return Matches() }
    let known = last[kind].flatMap {
      $0.isForgiving == isForgiving && search.isBegun(by: $0.search) ? $0 : nil
    }
    if let known, search.isSame(as: known.search) { return known.found }
    let matches = search.matches(in: index, among: known?.matches, isForgiving: isForgiving)
    let slips = matches.isEmpty && isForgiving ? search.slips(in: index) : Matches()
    let found = Last(search: search, isForgiving: isForgiving, matches: matches, slips: slips)
    last[kind] = found
    return found.found
  }
}

extension RegistryIndex {
  /// The records of a kind that a word finds, asked for beside what is being typed.
  mutating func matches(
    aside word: String, of kind: Kind, _ table: PinyinTable
  ) -> Matches {
    complete(kind)
    guard let index = indexes[kind], let search = WordSearch([word], table) else {
      return Matches()
    }
    return search.matches(in: index, among: nil, isForgiving: false)
  }
}

extension RegistryState {
  fileprivate func texts(of stored: (any AnyStored)?) -> [SearchText] {
    stored.map { $0.binned == nil ? searchTexts(of: $0) : [] } ?? []
  }
}
