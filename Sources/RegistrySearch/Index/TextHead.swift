/// What is before the characters of a text: where it came from, what it is made of, its length.
struct TextHead {
  /// As many units.
  static let count = 2

  private let unit: Unit
  /// Units of the text.
  let length: Int

  /// The head that is at `place`.
  init(at place: Int, in units: borrowing Span<Unit>) {
    unit = units[place]
    length = Int(units[place + 1])
  }

  /// Digits are in it.
  static let digits: Unit = 0x100
  /// Something else than digits and dashes is in it, or dashes alone.
  static let others: Unit = 0x200
  /// It is a masked number.
  static let masked: Unit = 0x400

  /// Whether one of these is true of it.
  func isAny(_ traits: Unit) -> Bool { unit & traits != 0 }

  /// Of a masked number the characters of its end that are shown; nil if nothing is masked.
  var shown: Int? { isAny(Self.masked) ? Int(unit >> 11) : nil }

  /// What ranking makes of it.
  var role: TextRole { TextSource.role(number: unit & 0xFF) }

  /// The head of a text of these characters.
  static func units(_ text: SearchText, _ scalars: [UInt32]) -> [Unit] {
    let hasDigits = scalars.contains(where: \.isDigit)
    let hasOthers = !hasDigits || scalars.contains { !$0.isDigit && $0 != UInt32(ascii: "-") }
    let shown = text.mask.map { Self.masked | Unit(min(31, $0.tail(of: text.text))) << 11 } ?? 0
    return [
      text.source.number | (hasDigits ? Self.digits : 0) | (hasOthers ? Self.others : 0)
        | shown,
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

  fileprivate static func role(number: Unit) -> TextRole {
    switch number {
    case 0, 1: .name
    case 2..<128: .number
    case 208..<240: .former
    default: .other
    }
  }
}
