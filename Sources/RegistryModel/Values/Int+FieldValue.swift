/// A count: a whole number from zero; full-width digits and thousands commas are accepted.
extension Int: FieldValue {
  /// Digits, with or without thousands commas.
  public init(text: String) throws(FieldError) {
    self = Int(try NumberText(text, isWhole: true).scaled(places: 0))
  }

  /// A whole number, never text.
  public init(json: JSON) throws(FieldError) {
    guard let number = json.int, number >= 0 else {
      throw FieldError("must be a whole number, 0 or more", "应为不小于零的整数")
    }
    self = number
  }

  /// The number itself.
  public var json: JSON { .int(self) }
  /// Digits without commas, so that they can be typed again.
  public func text(_ language: Language) -> String { String(self) }
  /// How it is typed.
  public static var entry: Entry { .whole }
  /// What files hold.
  public static var form: StoredForm { StoredForm(.number, NumberText.wholePattern) }
}
