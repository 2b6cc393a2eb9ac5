/// Texts that are no records', some a line, looked through key by key as records are: the names of
/// commands and of what they do.
public struct TextList: Sendable {
  private let lines: [[SearchText]]
  private var search: TextSearch

  /// The lines; of each the texts, those that name it first.
  public init(_ lines: [[SearchText]]) {
    self.lines = lines
    search = TextSearch(TextIndex(lines))
  }

  /// The lines that fit what was typed, best first.
  mutating func find(_ typed: String, _ table: PinyinTable) -> [(place: Int, fit: Fit)] {
    let ranking = search.find(typed, table, isForgiving: true)
    return zip(ranking.numbers, ranking.fits).map { (Int($0) - 1, $1) }
  }

  /// Why lines were found; none for those that were not.
  func marks(of places: [Int], by typed: String, _ table: PinyinTable) -> [[FoundMark]] {
    guard let words = WordSearch(parted: typed, table) else { return places.map { _ in [] } }
    var search = MarkSearch(words, search.index)
    return places.map { search.marks(in: lines[$0], of: $0 + 1) ?? [] }
  }
}

extension SearchMemo {
  /// The lines of a list that fit what was typed, best first, by their places.
  public func find(_ typed: String, in list: inout TextList) -> [(place: Int, fit: Fit)] {
    list.find(typed, pinyin())
  }

  /// Why lines of a list were found.
  public func marks(of places: [Int], by typed: String, in list: TextList) -> [[FoundMark]] {
    list.marks(of: places, by: typed, pinyin())
  }
}
