import RegistryModel

/// The search texts of a kind's records, each made once and again only after its record changed.
public struct SearchTexts: Sendable {
  private var texts: [Int: (changed: Int, text: SearchText)] = [:]

  /// No texts yet; they are made when asked for.
  public init() {}

  /// The text of one record as it stands in `registry`.
  public mutating func text(of stored: any AnyStored, in registry: RegistryState) -> SearchText {
    if let known = texts[stored.id.number], known.changed == stored.changed { return known.text }
    let text = SearchText(stored, in: registry)
    texts[stored.id.number] = (stored.changed, text)
    return text
  }
}
