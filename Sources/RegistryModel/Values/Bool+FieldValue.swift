/// Yes or no, in the words either language uses for it.
extension Bool: FieldValue {
  /// One of the words for yes or no, or 1 or 0.
  public init(text: String) throws(FieldError) {
    switch text.nfkc.tidied.lowercased() {
    case "是", "有", "yes", "y", "true", "1": self = true
    case "否", "无", "没有", "no", "n", "false", "0": self = false
    default: throw FieldError("must be yes or no", "应填是或否")
    }
  }

  /// `true` or `false`.
  public init(json: JSON) throws(FieldError) {
    guard let flag = json.bool else {
      throw FieldError("must be true or false", "应为 true 或 false")
    }
    self = flag
  }

  /// `true` or `false`.
  public var json: JSON { .bool(self) }
  /// Yes or No, 是 or 否.
  public func text(_ language: Language) -> String { Self.words(self)[language] }
  /// A digit is all of it.
  public static var isWhole: WholeTest? { { $0.nfkc.isDigits } }
  /// How it is typed.
  public static var entry: Entry { .flag }
  /// What files hold.
  public static var form: StoredForm { StoredForm(.boolean) }

  private static func words(_ flag: Bool) -> Words {
    flag ? Words("Yes", "是") : Words("No", "否")
  }
}
