import RegistryModel

/// What plain words of a query look into: a record's names, numbers and searched fields, folded.
///
/// UTF-8, each value ended by a line feed, which no query word can hold; the first three are the
/// full name, the name lists show and the number people know.
public struct SearchText: Sendable {
  let bytes: [UInt8]

  /// The text of one record; of a dated field the value last known.
  public init(_ stored: any AnyStored, in registry: RegistryState) {
    var bytes: [UInt8] = []
    Self.write(stored, in: registry, to: &bytes)
    self.bytes = bytes
  }

  init(bytes: [UInt8]) { self.bytes = bytes }

  /// Appends the text of a record to those of others.
  static func write(
    _ stored: any AnyStored, in registry: RegistryState, to bytes: inout [UInt8]
  ) {
    let record = stored.content
    let known = [
      registry.name(of: stored.id, .chinese), registry.shortName(of: stored.id, .chinese),
      registry.number(of: stored.id),
    ]
    for value in known { write(value, to: &bytes) }
    for field in record.kind.schema.fields where field.isSearched || field.refersTo != nil {
      let value = registry.text(field, of: record, on: .distantFuture, .chinese)
      if !value.isEmpty, !known.contains(value) { write(value, to: &bytes) }
    }
  }

  // Folded one by one: folding takes out white space, and with it what keeps values apart.
  private static func write(_ value: String, to bytes: inout [UInt8]) {
    bytes += value.searchFolded.utf8
    bytes.append(UInt8(ascii: "\n"))
  }

  /// A word as texts are compared with it: full-width signs, case and spaces aside.
  public static func folded(_ word: String) -> [UInt8] { Array(word.searchFolded.utf8) }

  /// `word`, already folded, stands in one of the values.
  func contains(_ word: [UInt8]) -> Bool {
    bytes.withUnsafeBufferPointer { $0.place(of: word, from: 0) != nil }
  }
}

/// How well a word names a record: best first.
enum Fit: UInt8, Comparable {
  /// Its name or number, exactly.
  case exact
  /// It begins the name, stands in it, or in the number.
  case begins, inName, inNumber
  /// It stands in another searched field.
  case elsewhere

  static func < (left: Fit, right: Fit) -> Bool { left.rawValue < right.rawValue }

  /// How well `word` names the record of `text`, in which it stands somewhere; with the length of
  /// the name lists show, since of equals the shorter is meant.
  static func of(
    _ word: [UInt8], in text: UnsafeBufferPointer<UInt8>
  ) -> (fit: Fit, length: Int) {
    var values = text.makeValues()
    let (full, short, number) = (values.next(), values.next(), values.next())
    let fit: Fit =
      if short.elementsEqual(word) || full.elementsEqual(word) || number.elementsEqual(word) {
        .exact
      } else if short.starts(with: word) {
        .begins
      } else if short.place(of: word, from: 0) != nil || full.place(of: word, from: 0) != nil {
        .inName
      } else {
        number.place(of: word, from: 0) != nil ? .inNumber : .elsewhere
      }
    return (fit, short.count)
  }
}

extension String {
  /// The form in which words are compared: full-width signs and case do not matter.
  var searchFolded: String { nfkcUpper }
}
