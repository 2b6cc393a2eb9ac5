/// A phone number: mobile, landline with its area code, or a service number.
///
/// Stored as typed but without spaces; dashes stay where an area code or an extension ends.
public struct PhoneNumber: Hashable, Sendable {
  let number: String

  /// Digits only, for search and for finding the same number written differently.
  public var digits: String { number.filter { $0 != "-" } }

  /// Whether it is a landline number whose area code was left out.
  public var lacksAreaCode: Bool { Shape(number) == .local }

  /// The same number with the office's area code, `010`, before it where it has none.
  public func completed(areaCode: String) -> PhoneNumber {
    lacksAreaCode && !areaCode.isEmpty ? PhoneNumber(number: "\(areaCode)-\(number)") : self
  }

  private init(number: String) {
    self.number = number
  }
}

extension PhoneNumber: WrittenValue {
  /// Reads a number without knowing the office's area code.
  public init(text: String) throws(FieldError) {
    try self.init(text: text, areaCode: nil)
  }

  /// Reads a number typed at an office with this area code, and puts it before local numbers.
  public init(text: String, areaCode: String?) throws(FieldError) {
    if Self.isMobile(text) {
      // Most numbers: nothing to fold, no area code to put before.
      self.init(number: text)
      return
    }
    let number = Self.normalized(text)
    guard number.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == 0x2D }) else {
      throw FieldError("must have only digits and dashes", "只能含数字和短横")
    }
    guard Shape(number) != nil else { throw Self.problem(number, areaCode) }
    self = PhoneNumber(number: number).completed(areaCode: areaCode ?? "")
  }

  /// A mobile number is all of it; a landline may have an extension.
  public static var isWhole: WholeTest? { { Shape(normalized($0)) == .mobile } }
  /// How it is typed.
  public static var entry: Entry { .code(columns: 20) }
  /// What files hold.
  public static var form: StoredForm { StoredForm(.string, Shape.pattern) }
  /// The written form.
  public var description: String { number }

  /// Folded, without spaces, without +86 and without the dashes inside a mobile number.
  private static func normalized(_ text: String) -> String {
    var number = text.nfkcUpper
    // Dashes of other kinds, and `(010)` for `010-`.
    if !number.utf8.allSatisfy({ $0 < 0x80 }) {
      let dashes = "\u{2010}\u{2011}\u{2012}\u{2013}\u{2014}\u{2212}"
      number = String(number.map { dashes.contains($0) ? "-" : $0 })
    }
    if number.hasPrefix("("), let end = number.firstIndex(of: ")") {
      let area = number[number.index(after: number.startIndex)..<end]
      number = "\(area)-\(number[number.index(after: end)...])"
    }
    for prefix in ["+86", "0086"] where number.hasPrefix(prefix) {
      number.removeFirst(prefix.count)
      if number.hasPrefix("-") { number.removeFirst() }
      break
    }
    // Dashes part digits; one before or after them is none of a phone's.
    if number.hasPrefix("-") || number.hasSuffix("-") { return number }
    let digits = number.filter { $0 != "-" }
    return digits.first == "1" || Shape(digits) == .hotline ? digits : number
  }

  private static func problem(_ number: String, _ areaCode: String?) -> FieldError {
    let digits = number.filter { $0 != "-" }
    if digits.utf8.count == 11, digits.first == "1" {
      return FieldError("a mobile number begins with 13 to 19", "手机号码以 13 至 19 开头")
    }
    let parts = number.split(separator: "-", omittingEmptySubsequences: false)
    if parts.count > 1, (2...3).contains(parts[0].utf8.count), parts[0].first != "0" {
      return FieldError("an area code begins with 0", "区号以 0 开头")
    }
    let area = areaCode.map { " \($0)" } ?? ""
    return FieldError(
      "\(digits.utf8.count) digits; 11 for a mobile, "
        + "or a landline (area code\(area) optional)",
      "\(digits.utf8.count) 位，应为 11 位手机或座机 (区号\(area.isEmpty ? "" : area + " ")可省)")
  }
}

extension PhoneNumber {
  /// All of a text is a mobile number.
  static func isMobile(_ text: some StringProtocol) -> Bool {
    Shape.isMobile(Array(text.utf8)[...])
  }

  /// The forms a number may have.
  private enum Shape {
    case mobile, landline, local, hotline

    /// All of them as they are kept. A hotline has no dash.
    static let pattern =
      "1[3-9][0-9]{9}|[48]00[0-9]{7}|(?:12|95|96)[0-9]{3}"
      + "|(?![48]00(?:[0-9]{4}-[0-9]{3}|[0-9]{5}-[0-9]{2})$)[2-9][0-9]{6,7}(?:-[0-9]{1,6})?"
      + "|0[0-9]{2,3}-?[2-9][0-9]{6,7}(?:-[0-9]{1,6})?"

    init?(_ number: String) {
      let bytes = Array(number.utf8)
      let parts = bytes.split(separator: 0x2D, omittingEmptySubsequences: false)
      guard let first = parts.first,
        parts.allSatisfy({ $0.allSatisfy { (0x30...0x39).contains($0) } })
      else { return nil }
      let rest = parts.dropFirst()
      if rest.isEmpty, Self.isMobile(first) {
        self = .mobile
      } else if rest.isEmpty, Self.isHotline(number) {
        self = .hotline
      } else if Self.isLocal(first), Self.isExtension(rest) {
        self = .local
      } else if Self.isLandline(first, rest) {
        self = .landline
      } else {
        return nil
      }
    }

    static func isMobile(_ digits: ArraySlice<UInt8>) -> Bool {
      digits.count == 11 && digits.first == 0x31
        && digits.dropFirst().first.map { $0 >= 0x33 } == true
        && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// 400 and 800 numbers, and the five digits of 12345, 95xxx and 96xxx.
    private static func isHotline(_ digits: String) -> Bool {
      switch digits.utf8.count {
      case 10: digits.hasPrefix("400") || digits.hasPrefix("800")
      case 5: digits.hasPrefix("12") || digits.hasPrefix("95") || digits.hasPrefix("96")
      default: false
      }
    }

    /// Seven or eight digits, of which the first is 2 to 9.
    private static func isLocal(_ digits: ArraySlice<UInt8>) -> Bool {
      (7...8).contains(digits.count) && digits.first.map { $0 >= 0x32 } == true
    }

    private static func isExtension(_ parts: ArraySlice<ArraySlice<UInt8>>) -> Bool {
      parts.isEmpty || parts.count == 1 && parts.allSatisfy { (1...6).contains($0.count) }
    }

    /// Area code, local number and perhaps an extension; the first dash may be missing.
    private static func isLandline(
      _ first: ArraySlice<UInt8>, _ rest: ArraySlice<ArraySlice<UInt8>>
    ) -> Bool {
      guard first.first == 0x30 else { return false }
      if (3...4).contains(first.count) {
        return rest.first.map(isLocal) == true && isExtension(rest.dropFirst())
      }
      return (3...4).contains { isLocal(first.dropFirst($0)) } && isExtension(rest)
    }
  }
}
