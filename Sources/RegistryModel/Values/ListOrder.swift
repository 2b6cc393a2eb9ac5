/// What a list is sorted by: a column's key, `-` before it where the greatest comes first.
public struct ListOrder: FieldValue {
  /// The key of a field, or the name of a counted column.
  public let column: String
  /// The greatest first.
  public let isDescending: Bool

  /// By this column.
  public init(_ column: String, isDescending: Bool = false) {
    (self.column, self.isDescending) = (column, isDescending)
  }

  /// `members`, `-members`.
  public init(text: String) throws(FieldError) {
    let text = try String(text: text)
    let isDescending = text.hasPrefix("-")
    let column = (isDescending ? String(text.dropFirst()) : text).tidied
    guard !column.isEmpty else {
      throw FieldError("must be the key of a column", "须填某列的字段名")
    }
    self.init(column, isDescending: isDescending)
  }

  /// The same, in quotation marks.
  public init(json: JSON) throws(FieldError) {
    guard let text = json.string else { throw .textExpected }
    try self.init(text: text)
  }

  /// As typed.
  public var json: JSON { .string(text(.en)) }
  /// As typed, whatever the language.
  public func text(_ language: Language) -> String { (isDescending ? "-" : "") + column }
  /// A line of text.
  public static var entry: Entry { .text }
  /// What files hold.
  public static var form: StoredForm { StoredForm(.string, "-?[A-Za-z][A-Za-z0-9]*") }
}
