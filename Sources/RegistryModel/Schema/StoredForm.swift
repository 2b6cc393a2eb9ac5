/// What files hold of a type's values, in terms that need no program of this kind: a database refuses by it what this
/// program could not read, or would write another way.
public struct StoredForm: Hashable, Sendable {
  /// What JSON it is.
  public enum JSONType: String, Sendable { case string, number, boolean }

  /// Nil: any.
  public let type: JSONType?
  /// A list of such values.
  public private(set) var isList = false
  /// What its text has to match, as Swift and POSIX read regular expressions alike.
  public let pattern: String?
  /// The date that the text ends with has to be in the calendar.
  public private(set) var isDated = false
  /// The greatest value.
  public private(set) var most: Int?
  /// What the last character has to be.
  public private(set) var check: CheckCharacter?

  /// - Parameter pattern: of all of the text; nil: any text.
  init(_ type: JSONType?, _ pattern: String? = nil) {
    (self.type, self.pattern) = (type, pattern.map { "^(?:\($0))$" })
  }

  /// Any text.
  static var text: StoredForm { StoredForm(.string) }

  /// A list of these.
  var listed: StoredForm { with { $0.isList = true } }
  /// Of dates only those in the calendar.
  var inCalendar: StoredForm { with { $0.isDated = true } }

  func atMost(_ most: Int?) -> StoredForm { with { $0.most = most } }
  func checked(by check: CheckCharacter) -> StoredForm { with { $0.check = check } }

  private func with(_ change: (inout StoredForm) -> Void) -> StoredForm {
    var form = self
    change(&form)
    return form
  }
}

/// How the last character of a code follows from those before it: the place of each in the alphabet, times a power of
/// the factor, makes a sum that the last one completes to a multiple of the alphabet's length.
public struct CheckCharacter: Hashable, Sendable {
  /// Every character a code may have, in order.
  public let alphabet: String
  /// What the weight of each is times that of the one before.
  public let factor: Int
}
