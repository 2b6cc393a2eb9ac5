/// A number format of nothing but `0`, `#`, a point, thousands separators and a percent sign.
struct NumberPattern {
  private var wholeDigits = 0
  private var placesAtLeast = 0
  private var placesAtMost = 0
  private var isGrouped = false
  private var isPercent = false
  /// Zero and below have formats of their own.
  private let sections: Int

  /// - Parameter code: the section for positive numbers.
  init?(code: String, sections: Int) {
    self.sections = sections
    var hasPoint = false
    var hasDigit = false
    var isComma = false
    var isSkipping = false
    for scalar in code.unicodeScalars {
      if isSkipping {
        isSkipping = false
        continue
      }
      switch scalar {
      // As much space as the next character has.
      case "_": isSkipping = true
      case _ where isPercent: return nil
      case "0", "#":
        hasDigit = true
        if isComma { isGrouped = true }
        isComma = false
        if hasPoint {
          placesAtMost += 1
          if scalar == "0" { placesAtLeast = placesAtMost }
        } else if scalar == "0" || wholeDigits > 0 {
          wholeDigits += 1
        }
      case "," where hasDigit && !hasPoint: isComma = true
      case "." where !hasPoint && !isComma: hasPoint = true
      case "%" where !isComma: isPercent = true
      default: return nil
      }
    }
    guard hasDigit, !isComma, placesAtMost <= 30, wholeDigits <= 30 else { return nil }
  }

  /// The number as the sheet shows it, or nil where another format shows it.
  func shown(_ number: Double) -> String? {
    if number < 0 && sections > 1 || number == 0 && sections > 2 { return nil }
    var digits = DecimalDigits(number)
    if digits.isTooLong { return nil }
    if isPercent { digits.makePercent() }
    digits.round(places: placesAtMost)
    var whole = digits.whole(atLeast: wholeDigits)
    if isGrouped {
      for place in stride(from: whole.utf8.count - 3, to: 0, by: -3) {
        whole.insert(",", at: whole.utf8.index(whole.startIndex, offsetBy: place))
      }
    }
    let fraction = digits.fraction(atLeast: placesAtLeast)
    return (digits.isNegative && !digits.isZero ? "-" : "") + whole
      + (placesAtMost > 0 && !fraction.isEmpty ? "." + fraction : "") + (isPercent ? "%" : "")
  }
}
