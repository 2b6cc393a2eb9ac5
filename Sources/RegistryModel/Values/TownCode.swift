/// The code of a street, town or township: nine digits, written with `000` after them.
public struct TownCode: Hashable, Sendable {
  /// The first nine digits.
  let number: Int32

  init(number: Int32) {
    self.number = number
  }

  /// The district it is in.
  public var district: DistrictCode { DistrictCode(number: number / 1000) }
}

extension TownCode: WrittenValue, Comparable {
  /// Takes nine digits, or twelve that end in `000`.
  public init(text: String) throws(FieldError) {
    let digits = text.nfkcUpper
    let isWhole = digits.utf8.count == 12 && digits.hasSuffix("000")
    guard digits.isDigits, isWhole || digits.utf8.count == 9, let number = Int32(digits.prefix(9))
    else {
      throw FieldError(
        "a town code has 9 digits, or 12 ending in 000",
        "街镇代码为 9 位数字，或以 000 结尾的 12 位数字")
    }
    guard DistrictCode.isProvince(Int(number / 10_000_000)) else {
      throw DistrictCode.provinceUnknown
    }
    self.init(number: number)
  }

  /// How it is typed.
  public static var entry: Entry { .code(columns: 12) }
  /// What files hold.
  public static var form: StoredForm {
    StoredForm(.string, DistrictCode.provincePattern + "[0-9]{7}000")
  }
  /// The written form.
  public var description: String { "\(number)000" }

  /// In numeric order.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
