/// What is before the characters of a text: where it came from, what it is made of, its length.
struct TextHead {
  /// As many units.
  static let count = 2

  private let number: Unit
  /// Digits are in it; something else than digits and dashes is.
  let hasDigits: Bool
  let hasOthers: Bool
  /// Of a masked number the characters of its end that are shown; nil if nothing is masked.
  let shown: Int?
  /// Units of the text.
  let length: Int

  /// The head that is at `place`.
  init(at place: Int, in units: borrowing Span<Unit>) {
    let unit = units[place]
    number = unit & 0xFF
    (hasDigits, hasOthers) = (unit & 0x100 != 0, unit & 0x200 != 0)
    shown = unit & 0x400 != 0 ? Int(unit >> 11) : nil
    length = Int(units[place + 1])
  }

  /// Which text of the record it is.
  var source: TextSource { TextSource(number: number) }
  /// What ranking makes of it.
  var role: TextRole {
    switch source {
    case .name, .shortName: .name
    case .number: .number
    case .former: .former
    case .field, .row, .id: .other
    }
  }

  /// The head of a text of these characters.
  static func units(_ text: SearchText, _ scalars: [UInt32]) -> [Unit] {
    let hasDigits = scalars.contains(where: \.isDigit)
    let hasOthers = scalars.contains { !$0.isDigit && $0 != UInt32(ascii: "-") }
    let shown = text.mask.map { 0x400 | Unit(min(31, $0.tail(of: text.text))) << 11 } ?? 0
    return [
      text.source.number | (hasDigits ? 0x100 : 0) | (hasOthers ? 0x200 : 0) | shown,
      Unit(scalars.count),
    ]
  }
}

/// Which text of a record it is.
public enum TextSource: Hashable, Sendable {
  /// The full name; names before numbers before others.
  case name
  /// The name lists show, where it is no part of the full one.
  case shortName
  /// A field that names its record, by ordinal: a code, a credit code, a filing number.
  case number(Int)
  /// A value that such a field, or the name, had once.
  case former(Int)
  /// Another field, by ordinal.
  case field(Int)
  /// A text of one of its rows, by the place of their kind among those the record has rows of.
  case row(Int)
  /// The internal number, which only a whole one finds.
  case id

  /// In eight bits: names below 2, numbers below 128; ordinals too high are not told apart.
  fileprivate var number: Unit {
    switch self {
    case .name: 0
    case .shortName: 1
    case .number(let ordinal): 2 + Unit(min(ordinal, 120))
    case .field(let ordinal): 128 + Unit(min(ordinal, 79))
    case .former(let ordinal): 208 + Unit(min(ordinal, 31))
    case .row(let place): 240 + Unit(min(place, 14))
    case .id: 255
    }
  }

  fileprivate init(number: Unit) {
    switch number {
    case 0: self = .name
    case 1: self = .shortName
    case 2..<128: self = .number(Int(number) - 2)
    case 208..<240: self = .former(Int(number) - 208)
    case 240..<255: self = .row(Int(number) - 240)
    case 255: self = .id
    default: self = .field(Int(number) - 128)
    }
  }
}
