import RegistryModel

/// What plain words of a query look into: a record's names, numbers and searched fields, folded.
public struct SearchText: Sendable {
  /// Folded UTF-8, values apart by a line feed, which no query word can hold.
  let bytes: [UInt8]
  /// The full name, the name lists show and the number people know, folded.
  private let full, short, number: [UInt8]

  /// The text of one record; of a dated field the value last known.
  public init(_ stored: any AnyStored, in registry: RegistryState) {
    let record = stored.content
    let names = [
      registry.name(of: stored.id, .chinese), registry.shortName(of: stored.id, .chinese),
    ]
    (full, short) = (Array(names[0].searchFolded.utf8), Array(names[1].searchFolded.utf8))
    number = Array(registry.number(of: stored.id).searchFolded.utf8)
    var values = names
    for field in record.kind.schema.fields where field.isSearched || field.refersTo != nil {
      values.append(registry.text(field, of: record, on: .distantFuture, .chinese))
    }
    // Folded one by one: folding takes out white space, and with it what keeps values apart.
    bytes = Array(
      values.map(\.searchFolded).filter { !$0.isEmpty }.joined(separator: "\n").utf8)
  }

  /// A word as texts are compared with it: full-width signs, case and spaces aside.
  public static func folded(_ word: String) -> [UInt8] { Array(word.searchFolded.utf8) }

  /// How well a folded word names the record: 0 says exactly its name or number, 1 begins the
  /// name, 2 stands in it, 3 in the number, 4 in another searched field; nil does not.
  public func rank(of word: [UInt8]) -> Int? {
    if short == word || full == word || number == word { return 0 }
    if short.starts(with: word) { return 1 }
    if Self.holds(short, word) || Self.holds(full, word) { return 2 }
    if Self.holds(number, word) { return 3 }
    return contains(word) ? 4 : nil
  }

  /// Shorter names come first among those that fit equally.
  public var length: Int { short.count }

  /// `word`, already folded, stands in one of the values.
  func contains(_ word: [UInt8]) -> Bool { Self.holds(bytes, word) }

  private static func holds(_ bytes: [UInt8], _ word: [UInt8]) -> Bool {
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
