import RegistryModel

/// Why a record was found: the text that fits, the part of it that was typed, and how.
public struct FoundMark: Hashable, Sendable {
  /// Which text of the record.
  public let source: TextSource
  /// The text as people read it, its hidden characters as stars.
  public let text: String
  /// Characters of `text`, counted from its first.
  public let range: Range<Int>
  /// By what it was met.
  public let way: Way

  /// By what a text was met.
  public enum Way: Sendable {
    case text
    /// By the first letter of each character, by all letters of each, or by some of them.
    case initials, fullPinyin, pinyin
    case sameSound, slip
  }
}

extension SearchMemo {
  /// Why records, all of the query's kind, were found by its words: for each the texts that fit and
  /// the parts to mark; a mark for all words, or one each.
  public func marks(
    of ids: [RecordID], by query: Query, in registry: RegistryState
  ) -> [[FoundMark]] {
    let table = pinyin()
    return with(registry) { index in
      index.complete(query.kind)
      return index.marks(of: ids, by: query, table)
    }
  }
}

extension RegistryIndex {
  func marks(of ids: [RecordID], by query: Query, _ table: PinyinTable) -> [[FoundMark]] {
    guard let index = searches[query.kind]?.index, let words = WordSearch(query.words, table) else {
      return ids.map { _ in [] }
    }
    var search = MarkSearch(words, index)
    return ids.map { id in
      guard let stored = registry[id] else { return [] }
      let marks = search.marks(in: registry.searchTexts(of: stored), of: id.number)
      if let marks { return marks }
      guard query.words.count == 1, RecordID(folded: query.words[0]) == id else { return [] }
      let text = id.description
      return [FoundMark(source: .id, text: text, range: 0..<text.count, way: .text)]
    }
  }
}

/// Looks in records that were found for what found them; what is worked out for a word serves them all.
struct MarkSearch {
  private let search: WordSearch
  private let index: TextIndex
  private var direct: [Pattern: TextScan<PatternSteps>] = [:]
  private var sounding: [Pattern: TextScan<PatternSteps>] = [:]
  private var slipping: [Pattern: TextScan<SlipSteps>] = [:]

  init(_ search: WordSearch, _ index: TextIndex) {
    (self.search, self.index) = (search, index)
  }

  /// The marks in the texts of a record, the same that the index has under its number; nil if none
  /// of them fits.
  mutating func marks(in texts: [SearchText], of number: Int) -> [FoundMark]? {
    let (place, slot) = (number - 1).quotientAndRemainder(dividingBy: TextChunk.records)
    guard number > 0, index.chunks.indices.contains(place) else { return nil }
    let record = Record(chunk: index.chunks[place], slot: slot, texts: texts)
    let whole = search.whole ?? search.words[0]
    if let mark = mark(of: whole, in: record) { return [mark] }
    if search.whole != nil {
      let apart = search.words.compactMap { mark(of: $0, in: record) }
      if apart.count == search.words.count { return apart }
    }
    return slip(of: whole, in: record).map { [$0] }
  }

  fileprivate struct Record {
    let chunk: TextChunk
    let slot: Int
    let texts: [SearchText]
  }

  /// The best match of a pattern.
  private mutating func mark(of pattern: Pattern, in record: Record) -> FoundMark? {
    let scan = direct[pattern] ?? scan(pattern, sounds: false)
    direct[pattern] = scan
    if let match = scan.best(record.slot, in: record.chunk) {
      let table = search.table
      return record.mark(match) { pattern.way(in: $0, table) }
    }
    let sounding = sounding[pattern] ?? self.scan(pattern, sounds: true)
    self.sounding[pattern] = sounding
    return sounding.best(record.slot, in: record.chunk).flatMap { match in
      record.mark(match) { _ in .sameSound }
    }
  }

  private func scan(_ pattern: Pattern, sounds: Bool) -> TextScan<PatternSteps> {
    TextScan(steps: PatternSteps(pattern, index.alphabet, search.table, sounds: sounds))
  }

  /// The best match but for one letter.
  private mutating func slip(of pattern: Pattern, in record: Record) -> FoundMark? {
    guard pattern.isLongPinyin else { return nil }
    let scan =
      slipping[pattern] ?? TextScan(steps: SlipSteps(pattern, index.alphabet, search.table))
    slipping[pattern] = scan
    return scan.best(record.slot, in: record.chunk).flatMap { match in
      record.mark(match) { _ in .slip }
    }
  }
}

extension MarkSearch.Record {
  /// A match in the words of the record: units are counted back to characters.
  fileprivate func mark(_ match: Match, _ way: ([UInt32]) -> FoundMark.Way) -> FoundMark? {
    var (place, at) = (0, chunk.range(slot).lowerBound)
    while at + TextHead.count < match.text.lowerBound {
      at += TextHead.count + TextHead(at: at, in: chunk.units.span).length
      place += 1
    }
    let filled = texts.filter { !FoldedText.scalars(of: $0.text).isEmpty }
    guard filled.indices.contains(place) else { return nil }
    var marks: [FoldedText.Mark] = []
    FoldedText.forEach(of: filled[place].text) { marks.append($0) }
    let start = match.text.lowerBound
    let found = marks[(match.range.lowerBound - start)..<(match.range.upperBound - start)]
    guard let first = found.first, let last = found.last else { return nil }
    let text = filled[place]
    return FoundMark(
      source: text.source, text: text.mask?.masked(text.text) ?? text.text,
      range: first.origin..<(last.origin + 1), way: way(found.map(\.scalar)))
  }
}

extension Pattern {
  /// By what the matched characters were met, same-sounding ones aside.
  fileprivate func way(in scalars: [UInt32], _ table: PinyinTable) -> FoundMark.Way {
    if stands(in: scalars) { return .text }
    guard stars == 0, elements.allSatisfy(\.isLetter),
      scalars.allSatisfy({ !table.readings(of: $0).isEmpty })
    else { return .pinyin }
    if elements.count == scalars.count { return .initials }
    return elements[...].spells(scalars[...], table) ? .fullPinyin : .pinyin
  }

  /// Every element is in the matched characters itself, none by its pinyin.
  private func stands(in scalars: [UInt32]) -> Bool {
    var rest = scalars[...]
    return elements.allSatisfy { element in
      guard let place = rest.firstIndex(of: element) else { return false }
      rest = rest[(place + 1)...]
      return true
    }
  }
}

extension ArraySlice<UInt32> {
  /// These letters are all the letters of the characters, read one way or another.
  fileprivate func spells(_ characters: ArraySlice<UInt32>, _ table: PinyinTable) -> Bool {
    guard let first = characters.first else { return isEmpty }
    return table.readings(of: first).contains { reading in
      table.syllables[Int(reading)].contains { spelling in
        starts(with: spelling.lazy.map(UInt32.init))
          && dropFirst(spelling.count).spells(characters.dropFirst(), table)
      }
    }
  }
}
