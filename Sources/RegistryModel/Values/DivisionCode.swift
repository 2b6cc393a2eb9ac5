/// The twelve digits of a community, after the statistical division codes (国统字〔2009〕91号).
///
/// Digits 1-6 name the district, 7-9 the street or town, 10-12 the community; those tell its
/// committee too.
public struct DivisionCode: Hashable, Sendable {
  /// All twelve digits.
  let number: Int64

  /// The district it is in: digits 1-6.
  public var district: DistrictCode { DistrictCode(number: Int32(number / 1_000_000)) }

  /// The street or town it is in: digits 1-9.
  public var town: TownCode { TownCode(number: Int32(number / 1000)) }

  /// Digits 10-12: 1 to 599.
  public var segment: Int { Int(number % 1000) }

  /// The committee that digits 10-12 represent; in practice nine tenths follow it.
  public var committee: Committee {
    switch segment {
    case ..<200: .residents
    case ..<400: .villagers
    case ..<500: .residentLike
    default: .villageLike
    }
  }
}

extension DivisionCode: WrittenValue, Comparable {
  /// Twelve digits that begin with a province and end in 001 to 599.
  public init(text: String) throws(FieldError) {
    let digits = text.nfkcUpper
    guard digits.isDigits else {
      throw FieldError("a community code must be digits only", "区划代码只能是数字")
    }
    let count = digits.utf8.count
    if count == 9, (try? TownCode(text: digits)) != nil {
      throw FieldError(
        "9 digits are a town code (\(digits)000); a community has 3 more",
        "9 位是街镇代码 (\(digits)000)；区划代码还有 3 位")
    }
    guard count == 12, let number = Int64(digits) else {
      throw FieldError(
        "\(count) digits; a community code has 12", "\(count) 位；区划代码为 12 位")
    }
    guard DistrictCode.isProvince(Int(number / 10_000_000_000)) else {
      throw DistrictCode.provinceUnknown
    }
    switch number % 1000 {
    case 0:
      throw FieldError(
        "a code ending in 000 is a town, not a community",
        "以 000 结尾的是街镇代码，不是社区的区划代码")
    case 600...:
      throw FieldError(
        "the last three digits of a community are 001 to 599", "区划代码末三位应为 001 至 599")
    default: self.number = number
    }
  }

  /// All have twelve digits.
  public static var isWhole: WholeTest? { { _ in true } }
  /// How it is typed.
  public static var entry: Entry { .code(columns: 12) }
  /// What files hold.
  public static var form: StoredForm {
    StoredForm(
      .string, DistrictCode.provincePattern + "[0-9]{7}(?:00[1-9]|0[1-9][0-9]|[1-5][0-9]{2})")
  }
  /// The written form.
  public var description: String { String(number) }

  /// In numeric order.
  public static func < (left: Self, right: Self) -> Bool { left.number < right.number }
}
