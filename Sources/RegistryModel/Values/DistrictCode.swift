/// The six digits of a district, city or province, GB/T 2260.
public struct DistrictCode: Hashable, Sendable {
  let number: Int32

  init(number: Int32) {
    self.number = number
  }

  /// The first two digits, 11 to 82.
  public var province: Int { Int(number / 10_000) }

  /// The provinces of GB/T 2260; division codes change often below them, never here.
  static func isProvince(_ code: Int) -> Bool {
    switch code {
    case 11...15, 21...23, 31...37, 41...46, 50...54, 61...65, 71, 81, 82: true
    default: false
    }
  }

  /// The first two digits.
  static let provincePattern =
    "(?:" + (10...99).filter(isProvince).map(String.init).joined(separator: "|") + ")"

  static var provinceUnknown: FieldError {
    FieldError(
      "the first two digits are not a province code (11 to 82)", "前两位不是省级代码 (11 至 82)")
  }
}

extension DistrictCode: WrittenValue, Comparable {
  /// Six digits that begin with a province.
  public init(text: String) throws(FieldError) {
    let digits = text.nfkcUpper
    guard digits.utf8.count == 6, digits.isDigits, let number = Int32(digits) else {
      throw FieldError("a district code has 6 digits", "行政区划代码为 6 位数字")
    }
    guard Self.isProvince(Int(number / 10_000)) else { throw Self.provinceUnknown }
    self.init(number: number)
  }

  /// All have six digits.
  public static var isWhole: WholeTest? { { _ in true } }
  /// How it is typed.
  public static var entry: Entry { .code(columns: 6) }
  /// What files hold.
  public static var form: StoredForm { StoredForm(.string, provincePattern + "[0-9]{4}") }
  /// The written form.
  public var description: String { String(number) }

  /// In numeric order.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
