/// Why a typed or stored value was refused: one sentence naming the rule, never the value.
public struct FieldError: Error, Hashable, Sendable {
  /// The sentence.
  public let words: Words

  /// A refusal in both languages.
  public init(_ en: String, _ chinese: String) {
    words = Words(en, chinese)
  }

  /// A refusal in words made elsewhere.
  public init(_ words: Words) {
    self.words = words
  }
}

/// A value that a clerk can type, a file can hold and a column can show.
///
/// Empty is never a value: records hold `Value?`, and empty text does not reach `init(text:)`.
public protocol FieldValue: Hashable, Sendable {
  /// What a clerk, a command or an import typed, trimmed and not empty.
  init(text: String) throws(FieldError)
  /// What a file holds; `null` does not reach it.
  init(json: JSON) throws(FieldError)
  /// The same, read where the parser left it; most types need not know of it.
  init(tape: inout JSONTape) throws(FieldError)
  var json: JSON { get }
  /// What a column or form shows; the text itself can be entered again.
  func text(_ language: Language) -> String
  /// Sentences about what is odd in an allowed value.
  var warnings: [Words] { get }
  /// Of a text that is a value, whether no longer one that begins so is, so that a form may go on by
  /// itself; nil: more may always follow.
  static var isWhole: WholeTest? { get }
  /// How the value is typed: what forms, help and imports need to know of the type.
  static var entry: Entry { get }
  /// What `json` may be.
  static var form: StoredForm { get }
}

extension FieldValue {
  /// None, for most types.
  public var warnings: [Words] { [] }

  /// More may follow, in most types.
  public static var isWhole: WholeTest? { nil }

  /// By way of a tree.
  public init(tape: inout JSONTape) throws(FieldError) {
    try self.init(json: tape.tree())
  }
}

extension JSONTape {
  /// The value as a tree.
  mutating func tree() throws(FieldError) -> JSON {
    do { return try value() } catch { throw FieldError(error) }
  }

  /// A text; nil if the value is none.
  mutating func text() throws(FieldError) -> String? {
    do { return try string() } catch { throw FieldError(error) }
  }

  /// A value or nothing: `null` and an empty list are none.
  mutating func optional<Value: FieldValue>() throws(FieldError) -> Value? {
    null() || emptyArray() ? nil : try Value(tape: &self)
  }
}

/// Says of a text whether nothing can be added to it.
public typealias WholeTest = @Sendable (String) -> Bool

/// How values of a type are typed and shown.
public enum Entry: Hashable, Sendable {
  /// The longest text of a value, in characters as people count them: forms, commands and imports take
  /// no longer one in.
  public static let mostCharacters = 4096

  case text
  case longText
  case whole
  case decimal(places: Int)
  case date
  case flag
  /// An identifier typed in ASCII: full-width characters are folded and letters raised.
  case code(columns: Int)
  /// One of a code table: number, word, English or Chinese name.
  case choice([CodeEntry])
  /// Several of a code table, comma-separated.
  case choices([CodeEntry])
  /// One or several other records, entered by id.
  case record(Kind)
  case records(Kind)
  /// Several values, comma-separated.
  indirect case list(Entry)
  /// Made by the program and never typed; the words stand for it wherever it is shown.
  case made(Words)

  /// The rows of the code table; none if the field has none.
  public var codes: [CodeEntry] {
    switch self {
    case .choice(let entries), .choices(let entries): entries
    default: []
    }
  }
}

/// One row of a code table: files hold the word; typing takes any of the four.
public struct CodeEntry: Hashable, Sendable {
  /// What clerks type, as printed in the table.
  public let number: Int
  /// What files hold; never renamed.
  public let word: String
  /// What people read.
  public let label: Words
  /// What people read where there is little room; the label where the table has no shorter word.
  public let short: Words

  /// A row of the table.
  public init(
    _ number: Int, _ word: String, _ en: String, _ chinese: String, short: Words? = nil
  ) {
    self.number = number
    self.word = word
    label = Words(en, chinese)
    self.short = short ?? label
  }
}

extension Entry {
  /// The shorter words of a code table for a value; nil if none is asked for.
  public func short(of value: JSON, _ language: Language) -> String? {
    switch self {
    case .choice(let entries), .choices(let entries):
      (value.array ?? [value]).compactMap { word in
        entries.first { $0.word == word.string }?.short[language]
      }.joined(separator: ", ")
    default: nil
    }
  }
}

extension [CodeEntry] {
  /// There are numbers, each of one digit: several typed together are told apart.
  public var haveOneDigit: Bool { !isEmpty && allSatisfy { $0.number < 10 } }
}
