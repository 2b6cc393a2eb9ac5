/// A number of a plan, `10` or `9.66`, held exactly with up to four decimals.
public struct ExactDecimal: Hashable, Sendable {
  /// The value times `scale`.
  public let numerator: Int
  /// 10 000: four decimals.
  public static var scale: Int { 10_000 }

  /// The number with this many ten-thousandths.
  public init(numerator: Int) {
    self.numerator = numerator
  }

  /// A whole number.
  public init(_ whole: Int) {
    numerator = whole * Self.scale
  }

  /// Whether `sum` over `count` reaches this number: `sum >= self × count`, without rounding.
  public func isReached(by sum: Int, over count: Int) -> Bool {
    compare(sum, count) != .below
  }

  /// The least whole sum that reaches this number for `count` records; with `strictly`, that
  /// exceeds it.
  public func leastSum(over count: Int, strictly: Bool = false) -> Int {
    let product = numerator.multipliedFullWidth(by: count)
    let (quotient, remainder) = Self.scale.dividingFullWidth(product)
    return strictly || remainder > 0 ? quotient + 1 : quotient
  }

  private enum Order { case below, equal, above }

  private func compare(_ sum: Int, _ count: Int) -> Order {
    // Full width: a sum of fen times the scale may leave 64 bits.
    let left = sum.multipliedFullWidth(by: Self.scale)
    let right = numerator.multipliedFullWidth(by: count)
    if (left.high, left.low) == (right.high, right.low) { return .equal }
    return (left.high, left.low) < (right.high, right.low) ? .below : .above
  }
}

extension ExactDecimal: Comparable {
  /// In numeric order.
  public static func < (left: Self, right: Self) -> Bool { left.numerator < right.numerator }
}

extension ExactDecimal {
  /// A number that a record holds, whole or a decimal as text, below zero as well; nil if it is none.
  public init?(value: JSON) {
    switch value {
    case .int(let number) where number.magnitude <= Int.max / Self.scale: self.init(number)
    case .string(let text):
      guard let units = try? DecimalText.read(text, places: 4, isSigned: true) else { return nil }
      self.init(numerator: Int(units))
    default: return nil
    }
  }
}

extension ExactDecimal: WrittenValue {
  /// Digits with at most four decimals.
  public init(text: String) throws(FieldError) {
    numerator = Int(try DecimalText.read(text, places: 4))
  }

  /// Decimal text, or a whole number.
  public init(json: JSON) throws(FieldError) {
    switch json {
    case .string(let text): try self.init(text: text)
    case .int(let number): try self.init(text: String(number))
    default:
      throw FieldError("must be a decimal in quotation marks", "应为带引号的小数")
    }
  }

  /// Reads the same from a tape.
  public init(tape: inout JSONTape) throws(FieldError) {
    try self.init(json: tape.tree())
  }

  /// How it is typed.
  public static var entry: Entry { .decimal(places: 4) }
  /// What files hold.
  public static var form: StoredForm { DecimalText.form(places: 4, showsAll: false) }

  /// The written form.
  public var description: String {
    DecimalText.write(Int64(numerator), places: 4, trimmed: true)
  }
}
