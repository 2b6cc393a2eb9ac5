/// What is shown of personal numbers: the first three and last four characters, stars between.
public enum Mask: Hashable, Sendable {
  case identityNumber
  case phone

  /// The value with its hidden part as stars.
  public func masked(_ full: String) -> String {
    let characters = Array(full)
    let (head, tail) = shown(characters.count)
    return String(characters.prefix(head))
      + String(repeating: "*", count: characters.count - head - tail)
      + String(characters.suffix(tail))
  }

  /// As many characters of the end are shown.
  public func tail(of full: String) -> Int { shown(full.count).tail }

  /// The number as it is stored, where `text` is a whole one.
  ///
  /// Half a number would be a way to guess the rest; which digits of a document's number are all of them
  /// depends on the document, so what no document has is refused.
  public func whole(_ text: String) throws(FieldError) -> String {
    switch self {
    case .phone: return try PhoneNumber(text: text).description
    case .identityNumber:
      let number = try IdentityNumber(text: text).description
      let isPart = number.isDigits && ![7, 8, 9, 10, 15, 18].contains(number.utf8.count)
      if isPart { throw .wholeNumberExpected }
      return number
    }
  }

  /// Whether a masked value is the mask of `full`: an import that brings it back changes nothing.
  public func matches(masked: String, full: String) -> Bool {
    let text = masked.nfkcUpper
    return Self.isMasked(text) && text == self.masked(full).nfkcUpper
  }

  /// Whether a value has hidden parts, and so cannot be stored.
  public static func isMasked(_ text: String) -> Bool {
    text.nfkc.contains("*")
  }

  /// How many characters stay at either end. A short number shows less, so that at least half of
  /// it stays hidden.
  private func shown(_ count: Int) -> (head: Int, tail: Int) {
    switch self {
    case .identityNumber where count >= 14, .phone where count >= 10: (3, 4)
    case .identityNumber, .phone: (0, min(4, count / 2))
    }
  }
}

extension FieldError {
  /// The rule of what is looked for among masked numbers.
  public static var wholeNumberExpected: FieldError {
    FieldError(
      "search a masked number in full, one at a time, or by # and the last 4 digits",
      "隐去的号码须逐个用完整号码，或 # 加末四位查找")
  }
}
