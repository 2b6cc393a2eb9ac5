import RegistryModel

/// What plain words of a query look into: a record's names, numbers and searched fields, folded.
public struct SearchText: Sendable {
  /// Folded UTF-8, values apart by a line feed, which no query word can hold.
  let bytes: [UInt8]

  /// The text of one record; of a dated field the value last known.
  public init(_ stored: any AnyStored, in registry: RegistryState) {
    let record = stored.content
    var values = [
      registry.name(of: stored.id, .chinese), registry.shortName(of: stored.id, .chinese),
    ]
    for field in record.kind.schema.fields where field.isSearched || field.refersTo != nil {
      values.append(registry.text(field, of: record, on: .distantFuture, .chinese))
    }
    // Folded one by one: folding takes out white space, and with it what keeps values apart.
    bytes = Array(
      values.map(\.searchFolded).filter { !$0.isEmpty }.joined(separator: "\n").utf8)
  }

  /// `word`, already folded, stands in one of the values.
  func contains(_ word: [UInt8]) -> Bool {
    guard let first = word.first else { return true }
    guard bytes.count >= word.count else { return false }
    return bytes.withUnsafeBufferPointer { bytes in
      word.withUnsafeBufferPointer { word in
        for start in 0...(bytes.count - word.count) where bytes[start] == first {
          var at = 1
          while at < word.count, bytes[start + at] == word[at] { at += 1 }
          if at == word.count { return true }
        }
        return false
      }
    }
  }
}

extension String {
  /// The form in which words are compared: full-width signs and case do not matter.
  var searchFolded: String { nfkcUpper }
}
