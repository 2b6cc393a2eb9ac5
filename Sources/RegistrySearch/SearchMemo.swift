import RegistryModel
import Synchronization

/// Search texts of all kinds, remembered between keys and shared by all screens.
///
/// Only a memory: what it answers is the same as if every text were made anew.
public final class SearchMemo: Sendable {
  private let texts = Mutex<[Kind: SearchTexts]>([:])

  /// Remembers nothing yet.
  public init() {}

  /// Shows `body` every record in use of `kind` with its text, by number.
  public func forEach(
    of kind: Kind, in registry: RegistryState, _ body: (any AnyStored, SearchText) -> Void
  ) {
    texts.withLock { all in
      // Taken out, since a second holder would have it copied with every text made.
      var texts = all.removeValue(forKey: kind) ?? SearchTexts()
      for stored in registry[kind].rows { body(stored, texts.text(of: stored, in: registry)) }
      all[kind] = texts
    }
  }

  /// Makes the texts of the kinds clerks search, before a key asks for them.
  public func prepare(_ registry: RegistryState) {
    for kind: Kind in [.community, .organization, .worker] {
      forEach(of: kind, in: registry) { _, _ in }
    }
  }
}
