/// Yuan in fen: two decimals, always shown, thousands apart.
public protocol Money: DecimalPlaces {}

extension Money {
  /// Digits after the point.
  public static var places: Int { 2 }
  /// All of them, always.
  public static var showsAll: Bool { true }
  /// 1,050,000.00.
  public static var isGrouped: Bool { true }
  /// Yuan, and ten thousand of them.
  public static var unitNames: [(name: String, power: Int)] { [("万元", 4), ("元", 0)] }
}

/// Yuan from zero.
public enum YuanPlaces: Money {}

/// Yuan that may be below zero, as a deduction is.
public enum SignedYuanPlaces: Money {
  /// Below zero as well.
  public static var isSigned: Bool { true }
}

/// How much of something, with two decimals.
public enum QuantityPlaces: DecimalPlaces {
  /// Digits after the point.
  public static var places: Int { 2 }
}

/// Ten thousand yuan (万元) with four decimals, so down to one yuan.
public enum TenThousandYuanPlaces: DecimalPlaces {
  /// Digits after the point.
  public static var places: Int { 4 }
  /// Ten thousand yuan, and single ones.
  public static var unitNames: [(name: String, power: Int)] {
    [("万元", 0), ("万", 0), ("元", -4)]
  }
}

/// Square metres with two decimals.
public enum SquareMetrePlaces: DecimalPlaces {
  /// Digits after the point.
  public static var places: Int { 2 }
  /// Square metres; m² is m2 in normal form.
  public static var unitNames: [(name: String, power: Int)] {
    [("平方米", 0), ("平米", 0), ("m2", 0)]
  }
}

/// Per cent with one decimal, at most 100.
public enum PercentPlaces: DecimalPlaces {
  /// Digits after the point.
  public static var places: Int { 1 }
  /// One hundred.
  public static var atMost: Int? { 100 }
}

/// An amount of money in yuan.
public typealias Yuan = FixedDecimal<YuanPlaces>
/// An amount of money in yuan that may be taken off.
public typealias SignedYuan = FixedDecimal<SignedYuanPlaces>
/// How much of a service is bought.
public typealias Quantity = FixedDecimal<QuantityPlaces>
/// An amount of money in ten thousand yuan, as capital is registered.
public typealias TenThousandYuan = FixedDecimal<TenThousandYuanPlaces>
/// An area of premises.
public typealias SquareMetres = FixedDecimal<SquareMetrePlaces>
/// A share, or a score out of 100.
public typealias Percent = FixedDecimal<PercentPlaces>

extension SignedYuan {
  /// The most fen that an amount of ten digits before the point has.
  static let most: Int64 = 999_999_999_999

  /// What amounts of money add up to, as records hold them; nil for none. Each has at most ten digits before
  /// the point, so that millions of them fit 64 bits.
  public static func sum(_ values: [JSON]) -> SignedYuan? {
    let amounts = values.compactMap { try? SignedYuan(json: $0) }
    return amounts.isEmpty ? nil : SignedYuan(units: amounts.reduce(0) { $0 + $1.units })
  }
}
