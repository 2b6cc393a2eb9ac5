/// The digits of a typed number, taken apart: full-width digits folded, thousands commas removed.
struct NumberText {
  /// Digits before the point, without leading zeros; "0" for none.
  let whole: String
  /// Digits after the point, without trailing zeros.
  let fraction: String

  /// The most digits before the point: no figure of a district needs more, and sums of millions of
  /// such numbers still fit 64 bits.
  static let longestWhole = 10

  /// A whole number as it is written.
  static var wholePattern: String { "0|[1-9][0-9]{0,\(longestWhole - 1)}" }

  /// - Parameter isWhole: only whole numbers are asked for, which a refusal says.
  init(_ text: String, isWhole: Bool = false) throws(FieldError) {
    let notANumber = isWhole ? Self.notWhole : Self.notANumber
    let folded = text.nfkc.tidied
    if folded.hasPrefix("-") || folded.hasPrefix("\u{2212}") {
      throw FieldError("must not be below zero", "不能小于零")
    }
    let parts = folded.split(separator: ".", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, !first.isEmpty else { throw notANumber }
    let groups = first.split(separator: ",", omittingEmptySubsequences: false)
    if groups.count > 1 {
      let isGrouped =
        groups.dropFirst().allSatisfy { $0.utf8.count == 3 }
        && (1...3).contains(groups[0].utf8.count)
      guard isGrouped else {
        throw FieldError(
          "commas may only separate groups of three digits", "逗号只能用于每三位分隔")
      }
    }
    let digits = groups.joined()
    let decimals = parts.count == 2 ? parts[1] : ""
    guard digits.isDigits, parts.count == 1 || decimals.isDigits else { throw notANumber }

    let trimmed = digits.drop { $0 == "0" }
    guard trimmed.utf8.count <= Self.longestWhole else {
      throw FieldError(
        "at most \(Self.longestWhole) digits before the point", "整数部分最多 \(Self.longestWhole) 位")
    }
    whole = trimmed.isEmpty ? "0" : String(trimmed)
    let kept = decimals.reversed().drop { $0 == "0" }
    fraction = String(kept.reversed())
  }

  /// The number times 10^places; refuses more decimals than that.
  func scaled(places: Int) throws(FieldError) -> Int64 {
    guard fraction.utf8.count <= places else {
      if places == 0 { throw Self.notWhole }
      throw FieldError("at most \(places) decimals", "最多 \(places) 位小数")
    }
    var value: Int64 = 0
    for digit in (whole + fraction).utf8 { value = value * 10 + Int64(digit - 0x30) }
    for _ in fraction.utf8.count..<places { value *= 10 }
    return value
  }

  private static var notWhole: FieldError {
    FieldError("must be a whole number with only digits", "应为整数，只能填数字")
  }

  private static var notANumber: FieldError {
    FieldError("must have only digits, with a point before decimals", "只能填数字，小数用点号")
  }
}

extension StringProtocol {
  /// One or more ASCII digits and nothing else.
  var isDigits: Bool {
    !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
