/// What one run of typed characters looks for: letters, digits, Chinese, with `*` for anything
/// between.
///
/// Each Chinese character of a text stands for itself, for a whole syllable of any reading, or for its
/// initial (`z` and `zh` both for zhong); the last one typed may be a syllable half way. `#0021` looks
/// at the ends of texts.
struct Pattern: Hashable, Sendable {
  /// The folded characters, simplified.
  let elements: [UInt32]
  /// Bit n: anything may be before element n.
  let stars: UInt64
  /// The text must end here, and letters are letters.
  let isTail: Bool

  /// Nil if nothing is left to look for.
  init?(_ text: String, _ table: PinyinTable) {
    var elements: [UInt32] = []
    var stars: UInt64 = 0
    FoldedText.forEach(of: text) { mark in
      if mark.scalar != UInt32(ascii: "*") {
        elements.append(table.simplified(mark.scalar))
      } else if !elements.isEmpty, elements.count < Self.most {
        stars |= 1 << elements.count
      }
    }
    if elements.isEmpty { return nil }
    isTail =
      elements.count > 1 && elements[0] == UInt32(ascii: "#") && stars == 0
      && elements.dropFirst().allSatisfy { $0.isDigit || $0.isLetter }
    if isTail { elements.removeFirst() }
    self.elements = elements
    self.stars = stars & ~(UInt64.max << min(63, elements.count))
  }

  /// More elements than this are looked for as they are, without readings.
  static let most = 63

  /// As many Latin letters as a typing error is forgiven in, and nothing else.
  var isLongPinyin: Bool {
    (6...Self.most).contains(elements.count) && stars == 0 && !isTail
      && elements.allSatisfy(\.isLetter)
  }

  /// It may be all of a masked number, which is found by nothing less.
  var mayBeNumber: Bool {
    stars == 0 && !isTail && elements.count >= 5 && elements.contains(where: \.isDigit)
      && elements.allSatisfy { $0 < 0x80 }
  }

  /// What sounds the same may be meant: of one character alone there would be a flood of it.
  var isHeard: Bool { elements.count > 1 }

  /// What this finds, every pattern finds that begins like it and goes on.
  func isBegun(by other: Pattern) -> Bool {
    guard !isTail, !other.isTail, !mayBeNumber, elements.starts(with: other.elements) else {
      return false
    }
    // Heard now, and not then.
    if isHeard, !other.isHeard, !other.elements[0].isLetter, !other.elements[0].isDigit {
      return false
    }
    // A star that came after the other's end changes nothing before it.
    return stars & ~(UInt64.max << min(63, other.elements.count)) == other.stars
  }
}

extension UInt32 {
  init(ascii: Unicode.Scalar) { self = ascii.value }
  /// A small Latin letter.
  var isLetter: Bool { (0x61...0x7A).contains(self) }
  /// A digit.
  var isDigit: Bool { (0x30...0x39).contains(self) }
}
