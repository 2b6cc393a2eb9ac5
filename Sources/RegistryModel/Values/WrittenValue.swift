/// A value with one written form: typed, shown in either language and kept in files alike.
public protocol WrittenValue: FieldValue, CustomStringConvertible {}

extension WrittenValue {
  /// Reads the written form, with the same rules as for typed text.
  public init(json: JSON) throws(FieldError) {
    guard let text = json.string else { throw .textExpected }
    try self.init(text: text)
  }

  /// Reads the written form, with the same rules as for typed text.
  public init(tape: inout JSONTape) throws(FieldError) {
    guard let text = try tape.text() else { throw .textExpected }
    try self.init(text: text)
  }

  /// The written form.
  public var json: JSON { .string(description) }

  /// The written form, whatever the language.
  public func text(_ language: Language) -> String { description }
}
