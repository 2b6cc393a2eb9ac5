/// A value of a code table: files hold its word; typing takes number, word or either name.
///
/// A table is an enum whose `row` lists number and names case by case, so that the compiler sees
/// to it that none is left out, and showing a value costs no search.
public protocol Code: FieldValue, CaseIterable, RawRepresentable where RawValue == String {
  /// The table's row of this value; `row(_:_:_:)` writes it.
  var row: CodeEntry { get }
  /// More names an import may use.
  static var aliases: [String: Self] { get }
}

extension Code {
  /// All rows, in the order of the cases.
  public static var entries: [CodeEntry] { allCases.map(\.row) }
  /// None, where a table does not say otherwise.
  public static var aliases: [String: Self] { [:] }

  /// The number printed on forms.
  public var number: Int { row.number }
  /// The name in both languages.
  public var label: Words { row.label }

  /// Takes number, word, either name or an alias.
  public init(text: String) throws(FieldError) {
    if let value = Self.allCases.first(where: { $0.rawValue == text || $0.label.chinese == text }) {
      self = value
      return
    }
    let typed = text.nfkc.tidied
    if typed.isDigits, let number = Int(typed),
      let value = Self.allCases.first(where: { $0.number == number })
    {
      self = value
      return
    }
    let key = Self.key(typed)
    // A hyphen joins the words of a name; before or after one it is a sign, which no code has.
    guard typed.first != "-", typed.last != "-",
      let value = Self.allCases.first(where: { value in
        let row = value.row
        return Self.key(row.word) == key || Self.key(row.label.en) == key
          || Self.key(row.label.chinese) == key
      }) ?? Self.aliases.first(where: { Self.key($0.key) == key })?.value
    else { throw Self.choiceExpected }
    self = value
  }

  /// Takes the word only.
  public init(json: JSON) throws(FieldError) {
    guard let word = json.string, let value = Self(rawValue: word) else {
      throw Self.choiceExpected
    }
    self = value
  }

  /// Reads the same from a tape.
  public init(tape: inout JSONTape) throws(FieldError) {
    guard let word = try tape.text(), let value = Self(rawValue: word) else {
      throw Self.choiceExpected
    }
    self = value
  }

  /// The word.
  public var json: JSON { .string(rawValue) }
  /// The name in the language.
  public func text(_ language: Language) -> String { row.label[language] }
  /// A number with which no longer one of the table begins.
  public static var isWhole: WholeTest? {
    { text in
      let digits = text.nfkc
      let numbers = entries.map { String($0.number) }
      return digits.isDigits && numbers.allSatisfy { !$0.hasPrefix(digits) || $0 == digits }
    }
  }
  /// One of the rows.
  public static var entry: Entry { .choice(entries) }
  /// What files hold.
  public static var form: StoredForm {
    StoredForm(.string, entries.map(\.word).joined(separator: "|"))
  }

  /// This value's row with the given number and names, the shorter ones for narrow columns.
  func row(
    _ number: Int, _ en: String, _ chinese: String, short: String? = nil,
    _ shortChinese: String? = nil
  ) -> CodeEntry {
    CodeEntry(
      number, rawValue, en, chinese, short: Words(short ?? en, shortChinese ?? chinese))
  }

  /// Letter case, width, spaces and hyphens do not tell names apart.
  private static func key(_ text: String) -> String {
    text.nfkc.lowercased().filter { !$0.isWhitespace && $0 != "-" }
  }

  private static var choiceExpected: FieldError {
    func list(_ language: Language) -> String {
      entries.map { "\($0.number) \($0.label[language])" }.joined(separator: ", ")
    }
    return FieldError("must be one of: \(list(.en))", "应为其中一项：\(list(.chinese))")
  }
}
