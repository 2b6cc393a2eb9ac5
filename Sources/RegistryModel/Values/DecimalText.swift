/// Decimals as text, to and from whole numbers of their smallest unit.
enum DecimalText {
  static func write(_ units: Int64, places: Int, trimmed: Bool) -> String {
    let padded = String(units.magnitude).zeroPadded(to: places + 1)
    var fraction = padded.suffix(places)
    if trimmed {
      while fraction.last == "0" { fraction.removeLast() }
    }
    let sign = units < 0 ? "-" : ""
    return sign + padded.dropLast(places) + (fraction.isEmpty ? "" : "." + fraction)
  }

  /// What `write` makes of amounts that can be typed.
  static func form(places: Int, showsAll: Bool, isSigned: Bool = false) -> StoredForm {
    let fraction =
      if places == 0 { "" } else if showsAll { "[.][0-9]{\(places)}" } else {
        "(?:[.][0-9]{0,\(places - 1)}[1-9])?"
      }
    let sign = isSigned ? "(?!-[0.]*$)-?" : ""
    return StoredForm(.string, "\(sign)(?:\(NumberText.wholePattern))\(fraction)")
  }

  /// A written number with a comma between thousands.
  static func grouped(_ text: String) -> String {
    let whole = text.prefix { $0 != "." }
    let digits = whole.drop { $0 == "-" }
    var grouped = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { grouped.append(",") }
      grouped.append(digit)
    }
    return (whole.first == "-" ? "-" : "") + grouped + text.dropFirst(whole.count)
  }

  /// - Parameter isSigned: a sign may be before it.
  static func read(
    _ text: String, places: Int, isSigned: Bool = false
  ) throws(FieldError) -> Int64 {
    if let units = readPlain(text.utf8, places: places) { return units }
    let typed = text.nfkc.tidied
    if isSigned, let sign = typed.first, "-\u{2212}".contains(sign) {
      return -(try read(String(typed.dropFirst()), places: places))
    }
    return try NumberText(text).scaled(places: places)
  }

  /// The form files hold, digits with at most one point; nil for what needs a closer look.
  private static func readPlain(_ bytes: String.UTF8View, places: Int) -> Int64? {
    var value: Int64 = 0
    var decimals: Int?
    for (index, byte) in bytes.enumerated() {
      if byte == 0x2E, decimals == nil, index > 0 {
        decimals = 0
        continue
      }
      guard (0x30...0x39).contains(byte), index < NumberText.longestWhole || decimals != nil,
        decimals.map({ $0 < places }) ?? true
      else { return nil }
      value = value * 10 + Int64(byte - 0x30)
      if let count = decimals { decimals = count + 1 }
    }
    guard let last = bytes.last, last != 0x2E else { return nil }
    for _ in (decimals ?? 0)..<places { value *= 10 }
    return value
  }
}
