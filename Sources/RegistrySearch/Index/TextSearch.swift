/// A search of texts that goes on key by key: what was found last is refined where more was typed.
public struct TextSearch: Sendable {
  /// What is searched.
  public private(set) var index: TextIndex
  private var last: Last?

  fileprivate struct Last {
    let search: WordSearch
    let isForgiving: Bool
    let matches: Matches
    /// What a typing error was forgiven for.
    let slips: Matches
    var found: Matches { matches.isEmpty ? slips : matches }
  }

  /// Nothing was looked for yet.
  public init(_ index: TextIndex) { self.index = index }

  /// The next chunk of records; what was found is forgotten.
  mutating func append(_ records: some Sequence<[SearchText]>) {
    index.append(records)
    last = nil
  }

  /// Puts other texts in the place of records'; of all others what was found stays.
  ///
  /// - Parameter rows: of each its number, in order.
  mutating func put(_ rows: [(number: Int, texts: [SearchText])]) {
    for row in rows { index.put(row.texts, of: row.number) }
    last = last?.moved(to: index, rows.map { UInt32($0.number) })
  }

  /// The records that fit the words typed, best first.
  public mutating func find(
    _ typed: String, _ table: PinyinTable, isForgiving: Bool
  ) -> Ranking {
    WordSearch(parted: typed, table).map {
      Ranking(matches($0, isForgiving: isForgiving))
    } ?? Ranking()
  }

  /// The records that fit, by number.
  ///
  /// - Parameter isForgiving: same-sounding characters find too, and a typing error does where
  ///   nothing else is found.
  mutating func matches(_ search: WordSearch, isForgiving: Bool) -> Matches {
    let known = last.flatMap {
      $0.isForgiving == isForgiving && search.isBegun(by: $0.search) ? $0 : nil
    }
    if let known, search.isSame(as: known.search) { return known.found }
    let matches = search.matches(in: index, among: known?.matches.numbers, isForgiving: isForgiving)
    let slips = matches.isEmpty && isForgiving ? search.slips(in: index) : Matches()
    let found = Last(search: search, isForgiving: isForgiving, matches: matches, slips: slips)
    last = found
    return found.found
  }
}

extension TextSearch.Last {
  /// The same in an index that differs in these records; nil if it is to be found again, as where a typing
  /// error is forgiven only since nothing else was found.
  fileprivate func moved(to index: TextIndex, _ changed: [UInt32]) -> Self? {
    let differing = Set(changed)
    let others = matches.filter { !differing.contains(UInt32($0)) }
    let all = others.union(search.matches(in: index, among: changed, isForgiving: isForgiving))
    return matches.isEmpty || all.isEmpty
      ? nil : Self(search: search, isForgiving: isForgiving, matches: all, slips: Matches())
  }
}
