/// How well a text fits what was typed; the smaller, the better.
///
/// Exact before what a name is known by before the start before the start of a word before inside; names before numbers before those
/// the record had once before other fields; short before long. One number, so that a hundred thousand of them are sorted by counting.
public struct Fit: Hashable, Comparable, Sendable {
  /// Two bits for `Way`, four for `Place`, eight for the length.
  let raw: UInt16

  /// How the text was met.
  public enum Way: UInt16, Sendable {
    /// By its characters or their pinyin.
    case direct
    /// By separate words, each somewhere in the record.
    case apart
    /// Other Chinese characters that sound the same were typed.
    case sameSound
    /// With one letter wrong, missing, too many or swapped.
    case slip
  }

  /// Where the typed text is.
  enum Place: UInt16 {
    /// `stem`: all of what a longer name begins with and is known by, as 孙河 is of 孙河村.
    case exact, stem, nameStart, nameWord, nameInside, numberStart, numberInside
    case formerWhole, formerStart, formerInside
    case otherWhole, otherStart, otherWord, otherInside
  }

  init(_ way: Way, _ place: Place, length: Int) {
    raw = way.rawValue << 12 | place.rawValue << 8 | UInt16(max(0, min(255, length)))
  }

  private init(raw: UInt16) { self.raw = raw }

  /// One more than the highest `raw`.
  static let count = 1 << 14

  /// Behind every other.
  public static let worst = Fit(.slip, .otherInside, length: 255)

  /// How it was met.
  public var way: Way { Way(rawValue: raw >> 12) ?? .slip }
  /// What was typed is a whole name, short name or number.
  public var isExact: Bool { raw >> 8 & 0xF == Place.exact.rawValue }
  /// It was met in what the record was called once, and is not now.
  public var isFormer: Bool {
    switch Place(rawValue: raw >> 8 & 0xF) {
    case .formerWhole, .formerStart, .formerInside: true
    default: false
    }
  }
  /// It was met in a name or a number, of now or once, not in another field.
  var isOfName: Bool { raw >> 8 & 0xF < Place.otherWhole.rawValue }

  /// What was typed is in a name, or is a whole number.
  public var isInName: Bool { raw >> 8 & 0xF <= Place.nameInside.rawValue }
  /// What was typed is how the whole text begins, or all of it.
  var isStart: Bool {
    switch Place(rawValue: raw >> 8 & 0xF) {
    case .exact, .stem, .nameStart, .numberStart, .formerWhole, .formerStart, .otherWhole,
      .otherStart:
      true
    case .nameWord, .nameInside, .numberInside, .formerInside, .otherWord, .otherInside, nil: false
    }
  }

  /// The same fit in a text without length: before all that are met like it.
  var beforeItsLike: Fit { Fit(raw: raw & 0xFF00) }

  /// How it was met and where, however long the text; the smaller, the better.
  public var grade: Int { Int(raw >> 8) }

  /// From this grade on something else may be meant: what only sounds the same, or has a letter wrong.
  public static let firstDoubtfulGrade = Int(Way.sameSound.rawValue) << 4

  /// Another match in the same text, met the same way, could rank before this one.
  func isBehind(isStart: Bool, isWordStart: Bool) -> Bool {
    switch Place(rawValue: raw >> 8 & 0xF) {
    case .exact, .formerWhole, .otherWhole, nil: false
    case .stem, .nameStart, .nameWord, .numberStart, .formerStart, .otherStart, .otherWord: isStart
    case .nameInside, .numberInside, .formerInside, .otherInside: isStart || isWordStart
    }
  }

  /// The same fit, met another way if that ranks lower.
  func met(_ way: Way) -> Fit {
    way > self.way ? Fit(raw: raw & 0xFFF | way.rawValue << 12) : self
  }

  /// The better fit first.
  public static func < (left: Fit, right: Fit) -> Bool { left.raw < right.raw }
}

extension Fit.Way: Comparable {
  /// The surer way first.
  public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

/// Which part of a record a text is, as ranking sees it.
enum TextRole {
  case name, number, former, other

  /// Where a match is in a text of this role.
  func place(isWhole: Bool, isStem: Bool, isStart: Bool, isWordStart: Bool) -> Fit.Place {
    switch self {
    case .name:
      isWhole
        ? .exact
        : isStem ? .stem : isStart ? .nameStart : isWordStart ? .nameWord : .nameInside
    case .number: isWhole ? .exact : isStart ? .numberStart : .numberInside
    case .former: isWhole ? .formerWhole : isStart ? .formerStart : .formerInside
    case .other:
      isWhole ? .otherWhole : isStart ? .otherStart : isWordStart ? .otherWord : .otherInside
    }
  }
}
