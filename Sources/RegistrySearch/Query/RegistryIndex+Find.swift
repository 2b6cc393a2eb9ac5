import RegistryModel

extension RegistryIndex {
  /// The records in use that meet `query`.
  mutating func find(
    _ query: Query, on day: CivilDate, _ table: PinyinTable, uses: [RecordID: Int],
    isForgiving: Bool
  ) -> Found {
    let kind = query.kind
    let registry = self.registry
    let without = query.unwanted.map { self.matches(aside: $0, of: kind, table) }
    let isKept = { (stored: any AnyStored) in
      without.allSatisfy { $0.place(of: stored.id.number) == nil }
        && query.holds(for: stored, in: registry, on: day)
    }
    guard let search = WordSearch(query.words, table) else {
      return Found(
        kind, registry[kind].rows.lazy.filter(isKept).map { UInt32($0.id.number) })
    }
    var matches = self.matches(search, of: kind, isForgiving: isForgiving)
    if query.words.count == 1, let id = RecordID(folded: query.words[0]), id.kind == kind,
      let stored = registry[id], stored.binned == nil
    {
      var named = Matches()
      named.append(id.number, Fit(.direct, .exact, length: 0))
      matches = matches.union(named)
    }
    if !without.isEmpty || query.hasConditions {
      matches = matches.filter { registry[kind].stored($0).map(isKept) ?? false }
    }
    let counts = uses.filter { $0.key.kind == kind }.map { ($0.key.number, $0.value) }
    return Found(
      kind, Ranking(matches, uses: Dictionary(uniqueKeysWithValues: counts)))
  }
}

extension RecordID {
  /// An id as people type it, in either width and case.
  fileprivate init?(folded text: String) {
    self.init(
      String(String.UnicodeScalarView(FoldedText.scalars(of: text).compactMap(Unicode.Scalar.init)))
    )
  }
}
