import RegistryModel

/// The search texts of a kind's records, each made once and again only after its record or one it
/// names has changed.
public struct SearchTexts: Sendable {
  private struct Known {
    let text: SearchText
    /// The seq of the state the text was last found true in.
    var seq: Int
    /// The record and those it names, each with the seq that last touched it.
    let sources: [(id: RecordID, changed: Int)]
  }

  private var texts: [Int: Known] = [:]

  /// No texts yet; they are made when asked for.
  public init() {}

  /// The text of one record as it stands in `registry`.
  public mutating func text(of stored: any AnyStored, in registry: RegistryState) -> SearchText {
    let number = stored.id.number
    if let known = texts[number] {
      if known.seq == registry.seq { return known.text }
      if known.sources.allSatisfy({ registry[$0.id]?.changed == $0.changed }) {
        texts[number]?.seq = registry.seq
        return known.text
      }
    }
    let text = SearchText(stored, in: registry)
    let named = stored.content.kind.schema.fields.filter { $0.refersTo != nil }.flatMap { field in
      let json = stored.content.json(field, on: .distantFuture)
      return (json?.array ?? [json].compactMap { $0 }).compactMap { item in
        item.string.flatMap { RecordID($0) }
      }
    }
    let sources = ([stored.id] + named).compactMap { id in
      registry[id].map { (id: id, changed: $0.changed) }
    }
    texts[number] = Known(text: text, seq: registry.seq, sources: sources)
    return text
  }
}
