import RegistryModel

/// Why a record was found: the text that fits, the part of it that was typed, and how.
public struct FoundMark: Hashable, Sendable {
  /// Which text of the record.
  public let source: TextSource
  /// The text as people read it; a number that is masked elsewhere stands here in full.
  public let text: String
  /// Characters of `text`, counted from its first.
  public let range: Range<Int>
  /// By what it was met.
  public let way: Way

  /// By what a text was met.
  public enum Way: Sendable {
    case text, pinyin, sameSound, slip
  }
}

extension RegistryIndex {
  /// Why `id` was found by the words of `query`: a mark for all of them, or one each.
  func marks(of id: RecordID, by query: Query, _ table: PinyinTable) -> [FoundMark] {
    guard let index = searches[id.kind]?.index, let search = WordSearch(query.words, table),
      let stored = registry[id]
    else { return [] }
    let texts = registry.searchTexts(of: stored)
    let whole = search.whole ?? search.words[0]
    if let mark = index.mark(of: whole, table, texts, id.number) { return [mark] }
    let apart = search.words.compactMap { index.mark(of: $0, table, texts, id.number) }
    if search.whole != nil, apart.count == search.words.count { return apart }
    if let slip = index.slip(of: whole, table, texts, id.number) { return [slip] }
    let text = id.description
    return [FoundMark(source: .id, text: text, range: 0..<text.count, way: .text)]
  }
}

extension TextIndex {
  /// The best match of a pattern in a record's texts.
  func mark(
    of pattern: Pattern, _ table: PinyinTable, _ texts: [SearchText], _ number: Int
  ) -> FoundMark? {
    let (chunk, slot) = (number - 1).quotientAndRemainder(dividingBy: TextChunk.records)
    guard number > 0, chunk < chunks.count else { return nil }
    for sounds in [false, true] {
      let steps = PatternSteps(pattern, alphabet, table, sounds: sounds)
      if let match = TextScan(steps: steps).best(slot, in: chunks[chunk]) {
        return mark(match, in: chunks[chunk], slot, texts) { scalars in
          sounds ? .sameSound : pattern.stands(in: scalars) ? .text : .pinyin
        }
      }
    }
    return nil
  }

  /// The best match but for one letter.
  func slip(
    of pattern: Pattern, _ table: PinyinTable, _ texts: [SearchText], _ number: Int
  ) -> FoundMark? {
    let (chunk, slot) = (number - 1).quotientAndRemainder(dividingBy: TextChunk.records)
    guard pattern.isLongPinyin, number > 0, chunk < chunks.count else { return nil }
    return TextScan(steps: SlipSteps(pattern, alphabet, table)).best(slot, in: chunks[chunk])
      .flatMap {
        mark($0, in: chunks[chunk], slot, texts) { _ in .slip }
      }
  }

  /// A match in the words of the record: units are counted back to characters.
  private func mark(
    _ match: Match, in chunk: TextChunk, _ slot: Int, _ texts: [SearchText],
    _ way: ([UInt32]) -> FoundMark.Way
  ) -> FoundMark? {
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
    return FoundMark(
      source: filled[place].source, text: filled[place].text,
      range: first.origin..<(last.origin + 1), way: way(found.map(\.scalar)))
  }
}

extension Pattern {
  /// Every element stands in the matched characters itself, none by its pinyin.
  fileprivate func stands(in scalars: [UInt32]) -> Bool {
    var rest = scalars[...]
    return elements.allSatisfy { element in
      guard let place = rest.firstIndex(of: element) else { return false }
      rest = rest[(place + 1)...]
      return true
    }
  }
}
