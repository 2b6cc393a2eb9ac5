import RegistryModel
import Synchronization

/// Search texts of all kinds, remembered between keys and shared by all screens.
///
/// Only a memory: what it answers is the same as if every text were made anew.
public final class SearchMemo: Sendable {
  private let texts = Mutex<[Kind: SearchTexts]>([:])

  /// Remembers nothing yet.
  public init() {}

  /// Every record in use of `kind` with its text, by number.
  public func texts(
    of kind: Kind, in registry: RegistryState
  ) -> [(stored: any AnyStored, text: SearchText)] {
    texts.withLock { all in
      var texts = all[kind] ?? SearchTexts()
      // The copy in the table would be copied again with every text made.
      all[kind] = nil
      defer { all[kind] = texts }
      return registry[kind].rows.map { ($0, texts.text(of: $0, in: registry)) }
    }
  }

  /// Makes the texts of the kinds clerks search, before a key asks for them.
  public func prepare(_ registry: RegistryState) {
    for kind: Kind in [.community, .organization, .worker] { _ = texts(of: kind, in: registry) }
  }
}
