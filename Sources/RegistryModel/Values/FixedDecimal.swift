/// How a kind of amount is written: how many decimals, and which values it allows.
public protocol DecimalPlaces: Hashable, Sendable {
  /// Digits after the point.
  static var places: Int { get }
  /// Whether all of them are always shown, as for yuan: 10.50.
  static var showsAll: Bool { get }
  /// Whether thousands are shown apart: 1,050,000.00.
  static var isGrouped: Bool { get }
  /// Whether values below zero are allowed.
  static var isSigned: Bool { get }
  /// The greatest value allowed, where there is one.
  static var atMost: Int? { get }
  /// How offices write a unit behind a number, in normal form, and by which power of ten the number is another one
  /// then; the unit is not kept.
  static var unitNames: [(name: String, power: Int)] { get }
}

extension DecimalPlaces {
  /// Trailing zeros are left out.
  public static var showsAll: Bool { false }
  /// Thousands are not shown apart.
  public static var isGrouped: Bool { false }
  /// From zero on.
  public static var isSigned: Bool { false }
  /// No greatest value.
  public static var atMost: Int? { nil }
  /// Nothing but the number is typed.
  public static var unitNames: [(name: String, power: Int)] { [] }
}

/// A decimal, held as a whole number of its smallest unit: never floating point.
public struct FixedDecimal<Places: DecimalPlaces>: Hashable, Sendable {
  /// The value times 10^places: fen for yuan.
  public let units: Int64

  /// So many of the smallest unit.
  public init(units: Int64) {
    self.units = units
  }

  /// Zero.
  public static var zero: Self { Self(units: 0) }

  /// Their sum.
  public static func + (left: Self, right: Self) -> Self {
    Self(units: left.units + right.units)
  }

  /// Their difference, which may be below zero.
  public static func - (left: Self, right: Self) -> Self {
    Self(units: left.units - right.units)
  }
}

extension FixedDecimal: Comparable {
  /// In numeric order.
  public static func < (left: Self, right: Self) -> Bool { left.units < right.units }
}

extension FixedDecimal: WrittenValue {
  /// Digits with at most the type's decimals; thousands commas are accepted, and the type's own unit behind them.
  public init(text: String) throws(FieldError) {
    // Nearly all are plain digits.
    guard text.utf8.contains(where: { $0 > UInt8(ascii: "9") }) else {
      try self.init(written: text)
      return
    }
    let typed = text.nfkc.tidied
    guard let unit = Places.unitNames.first(where: { typed.hasSuffix($0.name) }) else {
      try self.init(written: text)
      return
    }
    try self.init(written: String(typed.dropLast(unit.name.count)).tidied, power: unit.power)
  }

  private init(written text: String, power: Int = 0) throws(FieldError) {
    let units = try DecimalText.read(
      text, places: Places.places + power, isSigned: Places.isSigned)
    if power > 0, units.magnitude / UInt64(Self.scale) >= 10_000_000_000 {
      throw FieldError("at most 10 digits before the point", "整数部分最多 10 位")
    }
    if let limit = Places.atMost, units > Int64(limit) * Self.scale {
      throw FieldError("must be at most \(limit)", "不能大于 \(limit)")
    }
    self.init(units: units)
  }

  /// Amounts travel as text; a whole number written by hand is taken too.
  public init(json: JSON) throws(FieldError) {
    switch json {
    case .string(let text): try self.init(written: text)
    case .int(let number): try self.init(written: String(number))
    default:
      throw FieldError("must be a decimal in quotation marks", "应为带引号的小数")
    }
  }

  /// Reads the same from a tape.
  public init(tape: inout JSONTape) throws(FieldError) {
    try self.init(json: tape.tree())
  }

  /// How it is typed.
  public static var entry: Entry { .decimal(places: Places.places) }
  /// What files hold.
  public static var form: StoredForm {
    DecimalText.form(
      places: Places.places, showsAll: Places.showsAll, isSigned: Places.isSigned
    ).atMost(Places.atMost)
  }

  /// The written form.
  public var description: String {
    DecimalText.write(units, places: Places.places, trimmed: !Places.showsAll)
  }

  /// The same with thousands apart, where they are shown so.
  public func text(_ language: Language) -> String {
    Places.isGrouped ? DecimalText.grouped(description) : description
  }

  private static var scale: Int64 {
    (0..<Places.places).reduce(1) { scale, _ in scale * 10 }
  }
}
