/// Words that a record must have, each in any of its texts; or all of them as one, since whoever types
/// `an ju` means 安居.
struct WordSearch {
  /// How characters are read.
  let table: PinyinTable
  let words: [Pattern]
  /// The words without what is between them; nil for a single one.
  let whole: Pattern?

  /// Nil if there is nothing to look for.
  init?(_ words: [String], _ table: PinyinTable) {
    self.table = table
    self.words = words.compactMap { Pattern($0, table) }
    whole = self.words.count > 1 ? Pattern(words.joined(separator: ""), table) : nil
    if self.words.isEmpty { return nil }
  }

  /// The words of a text, apart at spaces.
  init?(parted text: String, _ table: PinyinTable) {
    self.init(text.split(whereSeparator: \.isWhitespace).map(String.init), table)
  }

  /// The same is looked for.
  func isSame(as other: WordSearch) -> Bool { words == other.words && whole == other.whole }

  /// What this finds, the other finds too, with less typed.
  func isBegun(by other: WordSearch) -> Bool {
    guard let mine = whole ?? words.first, let theirs = other.whole ?? other.words.first else {
      return false
    }
    return words.count >= other.words.count && mine.isBegun(by: theirs)
      && zip(words, other.words).allSatisfy { $0.isBegun(by: $1) }
  }

  /// - Parameter known: looks at these only, numbers in order; nil is all.
  func matches(in index: TextIndex, among known: [UInt32]?, isForgiving: Bool) -> Matches {
    var found: Matches?
    for word in words {
      let more = index.matches(
        word, table, among: found?.numbers ?? known, sounds: isForgiving && word.isHeard)
      found = found?.intersection(more) ?? more
    }
    guard let whole, let apart = found else { return found ?? Matches() }
    return apart.met(.apart).union(
      index.matches(whole, table, among: known, sounds: isForgiving))
  }

  /// The texts that fit, several a place, best first.
  func places(among texts: [[String]]) -> [(place: Int, fit: Fit)] {
    let index = TextIndex(texts.map { $0.map { SearchText(.name, $0) } })
    let found = Ranking(matches(in: index, among: nil, isForgiving: false))
    return zip(found.numbers, found.fits).map { (Int($0) - 1, $1) }
  }

  /// The places of what was typed as a name: those with a text that it is the whole of, else all that it
  /// fits, in their order.
  func meant(among texts: [[String]]) -> [Int] {
    let fitting = places(among: texts)
    let whole = fitting.prefix { $0.fit.isExact }
    return (whole.isEmpty ? fitting[...] : whole).map(\.place).sorted()
  }

  /// What fits but for one letter.
  func slips(in index: TextIndex) -> Matches {
    let pattern = whole ?? words[0]
    return pattern.isLongPinyin ? index.slips(pattern, table) : Matches()
  }
}
