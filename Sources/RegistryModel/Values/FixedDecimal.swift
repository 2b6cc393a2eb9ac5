/// How a kind of amount is written: how many decimals, and which values it allows.
public protocol DecimalPlaces: Hashable, Sendable {
  /// Digits behind the point.
  static var places: Int { get }
  /// Whether all of them are always shown, as for yuan: 10.50.
  static var showsAll: Bool { get }
  /// The greatest value allowed, where there is one.
  static var atMost: Int? { get }
}

extension DecimalPlaces {
  public static var showsAll: Bool { false }
  public static var atMost: Int? { nil }
}

/// A decimal from zero, held as a whole number of its smallest unit: never floating point.
public struct FixedDecimal<Places: DecimalPlaces>: Hashable, Sendable {
  /// The value times 10^places: fen for yuan.
  public let units: Int64

  public init(units: Int64) {
    self.units = units
  }

  public static var zero: Self { Self(units: 0) }

  public static func + (left: Self, right: Self) -> Self {
    Self(units: left.units + right.units)
  }

  public static func - (left: Self, right: Self) -> Self {
    Self(units: left.units - right.units)
  }
}

extension FixedDecimal: Comparable {
  public static func < (left: Self, right: Self) -> Bool { left.units < right.units }
}

extension FixedDecimal: FieldValue, CustomStringConvertible {
  public init(text: String) throws(FieldError) {
    let units = try NumberText(text).scaled(places: Places.places)
    if let limit = Places.atMost, units > Int64(limit) * Self.scale {
      throw FieldError("at most \(limit) is allowed", "不能大于 \(limit)")
    }
    self.init(units: units)
  }

  /// Amounts travel as text; a whole number written by hand is taken too.
  public init(json: JSON) throws(FieldError) {
    switch json {
    case .string(let text): try self.init(text: text)
    case .int(let number): try self.init(text: String(number))
    default:
      throw FieldError("a decimal in quotation marks is expected", "应为带引号的小数")
    }
  }

  public var json: JSON { .string(description) }
  public func text(_ language: Language) -> String { description }
  public static var entry: Entry { .decimal(places: Places.places) }

  public var description: String {
    DecimalText.write(units, places: Places.places, trimmed: !Places.showsAll)
  }

  private static var scale: Int64 {
    (0..<Places.places).reduce(1) { scale, _ in scale * 10 }
  }
}

/// Writes scaled whole numbers as decimals.
enum DecimalText {
  static func write(_ units: Int64, places: Int, trimmed: Bool) -> String {
    let digits = String(units.magnitude)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.utf8.count)) + digits
    var fraction = padded.suffix(places)
    if trimmed {
      while fraction.last == "0" { fraction.removeLast() }
    }
    let sign = units < 0 ? "-" : ""
    return sign + padded.dropLast(places) + (fraction.isEmpty ? "" : "." + fraction)
  }
}
