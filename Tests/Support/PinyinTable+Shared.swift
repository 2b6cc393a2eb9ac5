import RegistrySearch
import Resources

extension PinyinTable {
  /// The program's table, decoded once in a process.
  public static let shared = PinyinTable(
    readings: Pinyin.readings, surnames: Pinyin.surnames, simplified: Pinyin.simplified)
}

extension SearchMemo {
  /// A memory that reads Chinese.
  public static func reading() -> SearchMemo { SearchMemo { .shared } }
}
