/// Amounts of money in Chinese capitals, as contracts and bills have them: 壹佰零伍万元整.
///
/// The rule is 支付结算办法 附一 (正确填写票据和结算凭证的基本规定). Where it leaves a 零 to the writer, the first of its
/// two examples is followed: one before 角 after a round 元, none after 万.
extension FixedDecimal where Places: Money {
  /// The amount in Chinese capitals.
  public var capitals: String {
    let fen = units.magnitude
    let (yuan, parts) = fen.quotientAndRemainder(dividingBy: 100)
    let (jiao, rest) = parts.quotientAndRemainder(dividingBy: 10)
    var text = yuan > 0 || fen == 0 ? Capitals.spelled(yuan) + "元" : ""
    if parts == 0 { text += "整" }
    if parts > 0, yuan > 0, jiao == 0 || yuan % 10 == 0 { text += Capitals.digits[0] }
    if jiao > 0 { text += Capitals.digits[Int(jiao)] + "角" }
    if rest > 0 { text += Capitals.digits[Int(rest)] + "分" }
    return (units < 0 ? "负" : "") + text
  }
}

/// Whole numbers in capitals.
private enum Capitals {
  static let digits = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"]
  private static let units: [(UInt64, String)] = [
    (100_000_000, "亿"), (10_000, "万"), (1000, "仟"), (100, "佰"), (10, "拾"),
  ]

  static func spelled(_ number: UInt64) -> String {
    guard let (value, unit) = units.first(where: { $0.0 <= number }) else {
      return digits[Int(number)]
    }
    let (count, rest) = number.quotientAndRemainder(dividingBy: value)
    // However many zeros there are in a row, one is written.
    let zero = rest > 0 && rest < value / 10 ? digits[0] : ""
    return spelled(count) + unit + zero + (rest > 0 ? spelled(rest) : "")
  }
}
