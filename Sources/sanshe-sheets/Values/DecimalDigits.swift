/// A number as decimal digits, rounded in decimal as spreadsheets do.
struct DecimalDigits {
  private(set) var isNegative: Bool
  /// From 0 to 9; none for zero, and none of them zero at either end.
  private var digits: [UInt8] = []
  /// How many digits stand before the point; below zero, how many zeros follow it.
  private var point = 0

  /// What a spreadsheet keeps of a number.
  static let kept = 15

  /// The fewest digits that give the number back, of those the first 15.
  init(_ number: Double) {
    isNegative = number < 0
    guard number != 0, number.isFinite else { return }
    var exponent = 0
    var hasPoint = false
    var text = number.magnitude.description.utf8[...]
    if let mark = text.firstIndex(of: UInt8(ascii: "e")) {
      exponent = Int(Substring(text[text.index(after: mark)...])) ?? 0
      text = text[..<mark]
    }
    for byte in text {
      if byte == UInt8(ascii: ".") {
        hasPoint = true
        continue
      }
      digits.append(byte - UInt8(ascii: "0"))
      if !hasPoint { point += 1 }
    }
    point += exponent
    normalize()
    round(to: Self.kept)
  }

  private mutating func normalize() {
    while digits.last == 0 { digits.removeLast() }
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    point -= zeros
    if digits.isEmpty { point = 0 }
  }

  /// Keeps so many digits from the first.
  private mutating func round(to count: Int) {
    guard digits.count > count else { return }
    guard count >= 0 else {
      digits = []
      return normalize()
    }
    let isUp = digits[count] >= 5
    digits.removeSubrange(count...)
    guard isUp else { return normalize() }
    var place = count - 1
    while place >= 0, digits[place] == 9 {
      digits[place] = 0
      place -= 1
    }
    if place >= 0 {
      digits[place] += 1
    } else {
      digits.insert(1, at: 0)
      point += 1
    }
    normalize()
  }

  /// Keeps so many digits after the point.
  mutating func round(places: Int) { round(to: point + places) }

  /// A hundred times as much.
  mutating func makePercent() { if !digits.isEmpty { point += 2 } }

  /// Not rounded away to nothing.
  var isZero: Bool { digits.isEmpty }

  /// The digits before the point, at least so many.
  func whole(atLeast count: Int) -> String {
    var text = digits.prefix(max(0, point)).map { $0 + UInt8(ascii: "0") }
    text += Array(repeating: UInt8(ascii: "0"), count: max(0, point - text.count))
    let missing = max(0, count - text.count)
    return String(repeating: "0", count: missing) + String(decoding: text, as: UTF8.self)
  }

  /// The digits after the point, at least so many.
  func fraction(atLeast count: Int) -> String {
    let zeros = digits.isEmpty ? 0 : max(0, -point)
    var text = Array(repeating: UInt8(ascii: "0"), count: zeros)
    text += digits.dropFirst(max(0, point)).map { $0 + UInt8(ascii: "0") }
    text += Array(repeating: UInt8(ascii: "0"), count: max(0, count - text.count))
    return String(decoding: text, as: UTF8.self)
  }

  /// Without an exponent, or with one where that would be a row of zeros or the number is whole and has more
  /// digits than are kept.
  var text: String {
    let sign = isNegative && !isZero ? "-" : ""
    if point > Self.kept || point < -Self.kept { return sign + scientific }
    let fraction = fraction(atLeast: 0)
    return sign + whole(atLeast: 1) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// As a cell shows a number that is too long for it: `1.10105E+17`.
  private var scientific: String {
    var short = self
    short.round(to: 6)
    let exponent = short.point - 1
    short.point = 1
    let fraction = short.fraction(atLeast: 0)
    let power = String(exponent.magnitude)
    return short.whole(atLeast: 1) + (fraction.isEmpty ? "" : "." + fraction)
      + (exponent < 0 ? "E-" : "E+") + (power.count < 2 ? "0" : "") + power
  }
}

extension DecimalDigits {
  /// Whether a number has more digits before the point than are kept.
  var isTooLong: Bool { point > Self.kept }
}
