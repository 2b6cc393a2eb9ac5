import RegistryModel
import Synchronization

/// The texts of all kinds made ready for searching, kept between keys and shared by all screens.
///
/// Only a memory: what it answers is the same as if every text were read again.
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

  /// The records in use that meet `query`, as they are seen from `view`; where words were typed the best
  /// fit first.
  ///
  /// - Parameters:
  ///   - some: asks about these only, by number and of the query's kind; nil is all.
  ///   - uses: how often this clerk has opened which record; of two that fit equally the one used
  ///     more comes first.
  ///   - isForgiving: Chinese characters also find others that sound the same, and a typing error is
  ///     forgiven where nothing else is found. For choosing from; a condition says what it means.
  public func find(
    _ query: Query, from view: Viewpoint, among some: [RecordID]? = nil,
    uses: [RecordID: Int] = [:], isForgiving: Bool = false
  ) -> Found {
    let table = query.isEmpty ? PinyinTable() : pinyin()
    return with(view.registry) { index in
      index.find(
        query, from: view, table, among: some?.map(\.number), uses: uses, isForgiving: isForgiving)
    }
  }

  /// The same of a registry of which nothing is counted.
  public func find(
    _ query: Query, in registry: RegistryState, on day: CivilDate, uses: [RecordID: Int] = [:],
    isForgiving: Bool = false
  ) -> Found {
    find(
      query, from: Viewpoint(registry, on: day, today: day, tallies: nil), uses: uses,
      isForgiving: isForgiving)
  }

  /// The records a text names in a condition.
  func records(called text: String, _ kind: Kind, _ registry: RegistryState) -> [RecordID] {
    let table = pinyin()
    return with(registry) { $0.records(called: text, kind, table) }
  }

  /// The texts that fit what was typed, best first, by their places.
  public func fitting(_ typed: String, among texts: [String]) -> [(place: Int, fit: Fit)] {
    fitting(typed, among: texts.map { [$0] })
  }

  /// The same of places that have several texts: each word is in one of them.
  public func fitting(_ typed: String, among texts: [[String]]) -> [(place: Int, fit: Fit)] {
    let words = typed.split(whereSeparator: \.isWhitespace).map(String.init)
    return WordSearch(words, pinyin())?.places(among: texts) ?? []
  }

  /// The places that a text names, each of several names: those named whole, else all it fits, in order.
  public func meant(_ typed: String, among texts: [[String]]) -> [Int] {
    WordSearch(parted: typed, pinyin())?.meant(among: texts) ?? []
  }

  /// Makes the texts of the kinds clerks search, before a key asks for them.
  public func prepare(_ registry: RegistryState) {
    for kind in Kind.searched where kind.sought == .byWord {
      // Let go of between chunks: a key that comes in the meantime does not wait for all.
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
