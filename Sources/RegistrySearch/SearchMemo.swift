import RegistryModel
import Synchronization

/// Search texts of all kinds, remembered between keys and shared by all screens.
///
/// Only a memory: what it answers is the same as if every text were made anew.
public final class SearchMemo: Sendable {
  private final class Shelf: Sendable {
    let texts: Mutex<SearchTexts>

    init(_ kind: Kind) { texts = Mutex(SearchTexts(kind)) }
  }

  private let shelves = Dictionary(
    uniqueKeysWithValues: Kind.allCases.map { ($0, Shelf($0)) })

  /// Remembers nothing yet.
  public init() {}

  /// The texts of a kind as they stand in `registry`.
  public func texts(of kind: Kind, in registry: RegistryState) -> SearchTexts {
    guard let shelf = shelves[kind] else { return SearchTexts(kind) }
    return shelf.texts.withLock { texts in
      texts.follow(registry)
      return texts
    }
  }

  /// Makes the texts of the kinds clerks search, before a key asks for them.
  public func prepare(_ registry: RegistryState) {
    for kind: Kind in [.community, .organization, .worker] {
      _ = texts(of: kind, in: registry)
    }
  }
}
