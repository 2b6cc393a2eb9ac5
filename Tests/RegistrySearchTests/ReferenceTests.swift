import RegistryTestSupport
import Resources
import Testing

@testable import RegistrySearch

/// The search against one that spells out every reading.
@Suite("Pinyin against brute force")
struct ReferenceTests {
  private let reference = RandomNames.reference

  private func index(_ names: [String]) -> TextIndex {
    TextIndex(names.map { [SearchText(.name, $0)] })
  }

  /// Places of the names that the search finds.
  private func found(_ query: String, in index: TextIndex) -> [Int] {
    guard let pattern = Pattern(query, .shared) else { return [] }
    return index.matches(pattern, .shared, among: nil, sounds: false).numbers.map { Int($0) - 1 }
  }

  @Test("random names", arguments: 0..<5 as Range<UInt64>)
  func random(seed: UInt64) {
    var random = RandomNames(seed: seed)
    let names = (0..<60).map { _ in random.name() }
    let index = index(names)
    var hits = 0
    for place in 0..<90 {
      let query = random.query(for: names[place % names.count])
      let wanted = names.indices.filter { reference.finds(query, in: names[$0]) }
      hits += wanted.count
      let wrong = Set(found(query, in: index)).symmetricDifference(wanted).map { names[$0] }
      #expect(wrong == [], "seed \(seed): \(query)")
    }
    #expect(hits > 90, "queries must find something to tell right from wrong")
  }

  @Test(
    "real names, a sample of all 666,655: what is said in words is found, and nothing nobody says",
    .enabled(if: RealFile.isThere(RealFile.country), "the real file is absent"))
  func real() throws {
    let names = try #require(RealNames.names(every: 1499)).filter(ReferenceMatcher.ever.knows)
    let index = index(names)
    var random = RandomNames(seed: 2016, readings: .ever)
    var (hits, must) = (0, 0)
    for place in 0..<60 {
      let query = random.query(for: names[place * 7 % names.count])
      let found = Set(found(query, in: index))
      let wrong = found.filter { !ReferenceMatcher.ever.finds(query, in: names[$0]) }
      let lacking = names.indices.filter {
        ReferenceMatcher.often.finds(query, in: names[$0]) && !found.contains($0)
      }
      #expect(wrong.map { names[$0] } == [], "\(query)")
      #expect(lacking.map { names[$0] } == [], "\(query)")
      hits += found.count
      must += names.indices.count { ReferenceMatcher.often.finds(query, in: names[$0]) }
    }
    #expect(hits > 60 && must > hits / 2, "\(hits), \(must)")
  }

  @Test("the table against dictionaries it is not made of")
  func table() {
    var read: [Character: Set<String>] = [:]
    for line in Pinyin.readings.split(separator: "\n") {
      let syllable = String(line.prefix { $0.isASCII && $0 != " " })
      for character in line.unicodeScalars.map(Character.init) where !character.isASCII {
        read[character, default: []].insert(syllable)
        if syllable.contains("v") {
          read[character, default: []].insert(syllable.replacing("v", with: "u"))
        }
      }
    }
    // Nothing that a dictionary of the spoken language has not …
    for (character, ever) in ReferenceMatcher.ever.readings {
      #expect(read[character, default: []].isSubset(of: ever), "\(character)")
    }
    // … and all that was counted in its words.
    for (character, often) in ReferenceMatcher.often.readings {
      #expect(read[character, default: []].isSuperset(of: often), "\(character)")
    }
    #expect(ReferenceMatcher.ever.readings.count > 11_000)
    #expect(ReferenceMatcher.often.readings.count > 3_700)
  }

  @Test("a letter wrong, missing, too many or swapped", arguments: 20..<24 as Range<UInt64>)
  func slips(seed: UInt64) throws {
    var random = RandomNames(seed: seed)
    let names = (0..<25).map { _ in random.name() }
    let index = index(names)
    var hits = 0
    for place in 0..<50 {
      let query = random.slip(for: names[place % names.count])
      let pattern = try #require(Pattern(query, .shared))
      guard pattern.isLongPinyin else { continue }
      let wanted = names.indices.filter { reference.slips(query, in: names[$0]) }
      hits += wanted.count
      let found = index.slips(pattern, .shared).numbers.map { Int($0) - 1 }
      let wrong = Set(found).symmetricDifference(wanted).map { names[$0] }
      #expect(wrong == [], "seed \(seed): \(query)")
    }
    #expect(hits > 10)
  }

  @Test("only what finds no more than before refines what was found")
  func begun() throws {
    let isBegun = { (typed: String, before: String) in
      try #require(Pattern(typed, .shared)).isBegun(by: #require(Pattern(before, .shared)))
    }
    for (typed, before) in [
      ("cqlsq", "cql"), ("王小*明", "王小"), ("王小*明", "王小*"), ("w*明", "w"), ("xi'an", "XI"),
      ("cq", "cq"),
    ] {
      #expect(try isBegun(typed, before), "\(before) then \(typed)")
    }
    for (typed, before) in [
      ("王*明", "王明"), ("王明", "王*明"), ("王明", "王"), ("王*明", "王*"), ("#002", "#00"), ("0021", "#0021"),
      ("13812", "1381"), ("E1234", "E123"),
      ("#0", "0"), ("cq", "cql"),
    ] {
      #expect(try !isBegun(typed, before), "\(before) then \(typed)")
    }
  }

  @Test(
    "typing on refines what was found to what a fresh search finds",
    arguments: 40..<44 as Range<UInt64>)
  func refining(seed: UInt64) {
    var random = RandomNames(seed: seed)
    let names = (0..<60).map { _ in random.name() }
    let index = index(names)
    for place in 0..<40 {
      let query = random.query(for: names[place]) + " " + random.query(for: names[place])
      var known: (search: WordSearch, matches: Matches)?
      for count in 1...query.count {
        let typed = query.prefix(count).split(separator: " ").map(String.init)
        guard let search = WordSearch(typed, .shared) else { continue }
        let fresh = search.matches(in: index, among: nil, isForgiving: true)
        if let known, search.isBegun(by: known.search) {
          let refined = search.matches(in: index, among: known.matches.numbers, isForgiving: true)
          #expect(refined == fresh, "seed \(seed): \(query.prefix(count)) in \(names)")
        }
        known = (search, fresh)
      }
    }
  }
}
