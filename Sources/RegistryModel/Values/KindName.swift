/// A kind of record by name: one that only a newer program knows is kept as it is written.
public struct KindName: FieldValue {
  private let word: String

  /// The name of a kind.
  public init(_ kind: Kind) { word = kind.rawValue }

  /// The kind; nil if this program does not know it.
  public var kind: Kind? { Kind(rawValue: word) }

  /// A kind as typed: one of those this program knows.
  public init(text: String) throws(FieldError) { self.init(try Kind(text: text)) }

  /// A word in a file.
  public init(json: JSON) throws(FieldError) {
    guard let word = json.string, !word.isEmpty else { throw .textExpected }
    self.word = word
  }

  /// The word.
  public var json: JSON { .string(word) }
  /// What the kind is called; else the word.
  public func text(_ language: Language) -> String { kind?.text(language) ?? word }
  /// As for a kind.
  public static var isWhole: WholeTest? { Kind.isWhole }
  /// One of the kinds.
  public static var entry: Entry { Kind.entry }
  /// What files hold.
  public static var form: StoredForm { StoredForm(.string, "[A-Za-z]+") }
}
