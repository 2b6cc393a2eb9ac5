import RegistrySearch
import Resources

extension SearchMemo {
  /// A memory that reads Chinese as the program's own table says, decoded when first asked for.
  static func ofProgram() -> SearchMemo {
    SearchMemo {
      PinyinTable(
        readings: Pinyin.readings, surnames: Pinyin.surnames, simplified: Pinyin.simplified)
    }
  }
}
