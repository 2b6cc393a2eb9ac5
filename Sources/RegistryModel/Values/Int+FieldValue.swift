/// A count: a whole number from zero; full-width digits and thousands commas are accepted.
extension Int: FieldValue {
  public init(text: String) throws(FieldError) {
    self = Int(try NumberText(text).scaled(places: 0))
  }

  public init(json: JSON) throws(FieldError) {
    guard let number = json.int, number >= 0 else {
      throw FieldError("a whole number from zero is expected", "应为不小于零的整数")
    }
    self = number
  }

  public var json: JSON { .int(self) }
  public func text(_ language: Language) -> String { String(self) }
  public static var entry: Entry { .whole }
}
