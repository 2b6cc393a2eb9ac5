/// A search of texts that goes on key by key: what was found last is refined where more was typed.
public struct TextSearch: Sendable {
  /// What is searched; a change to it forgets what was found.
  public internal(set) var index: TextIndex { didSet { last = nil } }
  private var last: Last?

  private struct Last {
    let search: WordSearch
    let isForgiving: Bool
    let matches: Matches
    /// What a typing error was forgiven for.
    let slips: Matches
    var found: Matches { matches.isEmpty ? slips : matches }
  }

  /// Nothing was looked for yet.
  public init(_ index: TextIndex) { self.index = index }

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
    let matches = search.matches(in: index, among: known?.matches, isForgiving: isForgiving)
    let slips = matches.isEmpty && isForgiving ? search.slips(in: index) : Matches()
    let found = Last(search: search, isForgiving: isForgiving, matches: matches, slips: slips)
    last = found
    return found.found
  }
}
