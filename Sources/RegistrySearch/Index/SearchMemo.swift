import RegistryModel
import Synchronization

/// The texts of all kinds made ready for searching, kept between keys and shared by all screens.
///
/// Only a memory: what it answers is the same as if every text were read anew.
public final class SearchMemo: Sendable {
  private let table: @Sendable () -> PinyinTable
  private let known = Mutex(Known())

  private struct Known {
    var table: PinyinTable?
    var index: RegistryIndex?
  }

  /// Remembers nothing yet.
  ///
  /// - Parameter table: how characters are read; asked for once, when something is looked for.
  public init(_ table: @escaping @Sendable () -> PinyinTable = { PinyinTable() }) {
    self.table = table
  }

  /// The records in use that meet `query`, as of `day`; where words were typed the best fit first.
  ///
  /// - Parameters:
  ///   - uses: how often this clerk has opened which record; of two that fit equally the one used
  ///     more comes first.
  ///   - isForgiving: Chinese characters also find others that sound the same, and a typing error is
  ///     forgiven where nothing else is found. For choosing from; a condition says what it means.
  public func find(
    _ query: Query, in registry: RegistryState, on day: CivilDate, uses: [RecordID: Int] = [:],
    isForgiving: Bool = false
  ) -> Found {
    let table = query.hasWords ? pinyin() : PinyinTable()
    return with(registry) { index in
      index.find(query, on: day, table, uses: uses, isForgiving: isForgiving)
    }
  }

  /// How many records in use meet `query`, as of `day`.
  public func count(_ query: Query, in registry: RegistryState, on day: CivilDate) -> Int {
    if query.isEmpty { return registry[query.kind].inUseCount }
    // Words ask the texts, which keys wait for as well; conditions do without.
    if query.hasWords { return find(query, in: registry, on: day).count }
    return registry[query.kind].rows.count { query.holds(for: $0, in: registry, on: day) }
  }

  /// The texts that fit what was typed, best first, by their places.
  public func fitting(_ typed: String, among texts: [String]) -> [(place: Int, fit: Fit)] {
    guard let search = WordSearch([typed], pinyin()) else { return [] }
    let index = TextIndex(texts.map { [SearchText(.name, $0)] })
    let matches = search.matches(in: index, among: nil, isForgiving: false)
    let places = matches.numbers.indices.map { place in
      (place: Int(matches.numbers[place]) - 1, fit: matches.fits[place])
    }
    return places.sorted { ($0.fit, $0.place) < ($1.fit, $1.place) }
  }

  /// Makes the texts of the kinds clerks search, before a key asks for them.
  public func prepare(_ registry: RegistryState) {
    for kind in Kind.allCases where kind.sought == .byWords {
      // Let go of between chunks: a key that comes meanwhile does not wait for all.
      while with(registry, { $0.makeChunk(of: kind) }) {}
    }
  }

  /// Bytes of the texts made ready so far.
  public var memory: Int { known.withLock { $0.index?.memory ?? 0 } }

  /// How characters are read, decoded when first asked for.
  func pinyin() -> PinyinTable {
    known.withLock { known in
      let table = known.table ?? self.table()
      known.table = table
      return table
    }
  }

  func with<Answer: Sendable>(
    _ registry: RegistryState, _ work: @Sendable (inout RegistryIndex) -> Answer
  ) -> Answer {
    known.withLock { known in
      // Taken out, since a second holder would have it copied.
      var index = known.index.take() ?? RegistryIndex(registry)
      index.move(to: registry)
      let answer = work(&index)
      known.index = index
      return answer
    }
  }
}
