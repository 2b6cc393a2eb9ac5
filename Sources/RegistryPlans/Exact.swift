import RegistryModel

/// An exact fraction of whole numbers; over zero it is n/a, and so is all that is reckoned with it.
///
/// A number too large for 128 bits is n/a too, so that no file can stop the program.
public struct Exact: Hashable, Sendable {
  /// Lowest terms; the sign is here.
  public let numerator: Int128
  /// Never negative; zero for n/a.
  public let denominator: Int128

  /// In lowest terms.
  public init(_ numerator: Int128, over denominator: Int128 = 1) {
    guard denominator != 0, denominator != .min, numerator != .min else {
      (self.numerator, self.denominator) = (0, 0)
      return
    }
    let divisor = Self.commonDivisor(numerator.magnitude, denominator.magnitude)
    let sign: Int128 = denominator < 0 ? -1 : 1
    self.numerator = sign * numerator / Int128(divisor)
    self.denominator = sign * denominator / Int128(divisor)
  }

  /// A number of a plan.
  public init(_ decimal: ExactDecimal) {
    self.init(Int128(decimal.numerator), over: Int128(ExactDecimal.scale))
  }

  /// No such number: an empty denominator.
  public static let undefined = Exact(0, over: 0)

  /// Whether it is n/a.
  public var isUndefined: Bool { denominator == 0 }

  private static func commonDivisor(_ left: UInt128, _ right: UInt128) -> UInt128 {
    var (left, right) = (left, right)
    while right != 0 { (left, right) = (right, left % right) }
    return left
  }
}

extension Exact {
  /// n/a where either is.
  public static func + (left: Exact, right: Exact) -> Exact {
    guard let first = product(left.numerator, right.denominator),
      let second = product(right.numerator, left.denominator),
      let below = product(left.denominator, right.denominator)
    else { return .undefined }
    let (sum, overflow) = first.addingReportingOverflow(second)
    return overflow ? .undefined : Exact(sum, over: below)
  }

  /// n/a where either is.
  public static func - (left: Exact, right: Exact) -> Exact {
    left + Exact(-right.numerator, over: right.denominator)
  }

  /// n/a where either is.
  public static func * (left: Exact, right: Exact) -> Exact {
    guard let above = product(left.numerator, right.numerator),
      let below = product(left.denominator, right.denominator)
    else { return .undefined }
    return Exact(above, over: below)
  }

  /// n/a where `right` is zero.
  public static func / (left: Exact, right: Exact) -> Exact {
    right.isUndefined ? .undefined : left * Exact(right.denominator, over: right.numerator)
  }

  private static func product(_ left: Int128, _ right: Int128) -> Int128? {
    let (product, overflow) = left.multipliedReportingOverflow(by: right)
    return overflow ? nil : product
  }

  /// Whether this is at least `other`, without rounding; false if either is n/a.
  public func reaches(_ other: Exact) -> Bool {
    let difference = self - other
    return !difference.isUndefined && difference.numerator >= 0
  }

  /// Whether this is more than `other`, without rounding; false if either is n/a.
  public func exceeds(_ other: Exact) -> Bool {
    (self - other).numerator > 0
  }
}

extension Exact {
  /// The whole number next to it toward zero; nil if n/a or beyond 64 bits.
  public var towardZero: Int? {
    isUndefined ? nil : Int(exactly: numerator / denominator)
  }

  /// The greatest whole number not above it; nil if n/a or beyond 64 bits.
  public var floor: Int? {
    towardZero.map { numerator < 0 && numerator % denominator != 0 ? $0 - 1 : $0 }
  }

  /// The least whole number not below it; nil if n/a or beyond 64 bits.
  public var ceiling: Int? {
    towardZero.map { numerator > 0 && numerator % denominator != 0 ? $0 + 1 : $0 }
  }

  /// The number with so many decimals, cut off toward zero: 29/3 is "9.6", so nothing looks met
  /// before it is; nil if n/a.
  public func text(places: Int = 1) -> String? {
    (self * Exact(Self.power(of: places))).towardZero.map { Self.write($0, places: places) }
  }

  /// The number with so many decimals, none too low: for a rate that is asked for; nil if n/a.
  public func textRoundedUp(places: Int = 1) -> String? {
    (self * Exact(Self.power(of: places))).ceiling.map { Self.write($0, places: places) }
  }

  private static func power(of places: Int) -> Int128 {
    (0..<places).reduce(1) { power, _ in power * 10 }
  }

  private static func write(_ units: Int, places: Int) -> String {
    let padded = String(units.magnitude).zeroPadded(to: places + 1)
    let point = places > 0 ? "." : ""
    return (units < 0 ? "-" : "") + padded.dropLast(places) + point + padded.suffix(places)
  }
}
