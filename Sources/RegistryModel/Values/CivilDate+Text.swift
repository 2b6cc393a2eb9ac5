extension CivilDate {
  /// `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
  public var description: String {
    var text = Self.padded(year, to: 4)
    if let month { text += "-" + Self.padded(month, to: 2) }
    if let day { text += "-" + Self.padded(day, to: 2) }
    return text
  }

  private static func padded(_ number: Int, to width: Int) -> String {
    String(number).zeroPadded(to: width)
  }
}

extension CivilDate: WrittenValue {
  /// Takes `2016-11-14`, `20161114`, `2016.11.14`, `2016/11/14`, `2016年11月14日`, and the same
  /// without the day, `201611` too, or without month and day; `民国107年11月14日`, and midnight behind a day.
  public init(text: String) throws(FieldError) {
    var text = text
    let read = text.withUTF8 { bytes in
      Result { () throws(FieldError) in try Self.canonical(bytes) }
    }
    let date = try read.get()
    if let date {
      self = date
      return
    }
    var folded = Self.withoutMidnight(text.nfkc).filter { !$0.isWhitespace }
    if folded.utf8.count == 8 || folded.utf8.count == 6, folded.isDigits {
      let digits = folded
      folded = "\(digits.prefix(4))-\(digits.dropFirst(4).prefix(2))"
      if digits.utf8.count == 8 { folded += "-\(digits.suffix(2))" }
    }
    let numbers = try Self.numbers(folded)
    try self.init(
      checked: numbers[0], numbers.count > 1 ? numbers[1] : nil,
      numbers.count > 2 ? numbers[2] : nil)
  }

  /// The form files hold, without a text being made of it.
  public init(tape: inout JSONTape) throws(FieldError) {
    var copy = tape
    if let bytes = copy.bytes(), let date = try Self.canonical(bytes) {
      (self, tape) = (date, copy)
    } else {
      guard let text = try tape.text() else { throw .textExpected }
      try self.init(text: text)
    }
  }

  /// Eight digits, or a day as files hold it: no digit can follow.
  public static var isWhole: WholeTest? {
    { text in
      let folded = text.nfkc
      return folded.utf8.count == 8 && folded.isDigits || folded.utf8.count == 10
    }
  }

  /// A year that can be typed.
  static let yearPattern = "1[89][0-9]{2}|2[01][0-9]{2}|2200"
  /// The forms files hold; not every day is in the calendar.
  static let pattern =
    "(?:\(yearPattern))(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"

  /// How it is typed.
  public static var entry: Entry { .date }
  /// What files hold.
  public static var form: StoredForm { StoredForm(.string, pattern).inCalendar }

  /// The forms files hold, `YYYY-MM-DD`, `YYYY-MM` and `YYYY`, without the detours; nil for others.
  private static func canonical(
    _ bytes: UnsafeBufferPointer<UInt8>
  ) throws(FieldError) -> CivilDate? {
    guard bytes.count == 10 || bytes.count == 7 || bytes.count == 4 else { return nil }
    var packed = 0
    for place in 0..<bytes.count {
      let byte = bytes[place]
      if place == 4 || place == 7 {
        guard byte == 0x2D else { return nil }
      } else {
        guard (0x30...0x39).contains(byte) else { return nil }
        packed = packed * 10 + Int(byte - 0x30)
      }
    }
    return switch bytes.count {
    case 10: try CivilDate(checked: packed / 10_000, packed / 100 % 100, packed % 100)
    case 7: try CivilDate(checked: packed / 100, packed % 100, nil)
    default: try CivilDate(checked: packed, nil, nil)
    }
  }

  /// A day as databases write it, `2016-11-14 00:00:00`.
  private static func withoutMidnight(_ text: String) -> String {
    guard let time = text.lastIndex(where: { $0 == " " || $0 == "T" }) else { return text }
    let signs = text[text.index(after: time)...]
    let isMidnight =
      signs.count >= 4 && signs.contains(":") && signs.allSatisfy { "0:.".contains($0) }
    return isMidnight ? String(text[..<time]) : text
  }

  /// One to three numbers with the same sign between them, or with 年, 月 and 日 after them.
  private static func numbers(_ text: String) throws(FieldError) -> [Int] {
    var parts: [Substring] = []
    let text = try western(text)
    if let mark = text.firstIndex(of: "年") {
      parts.append(text[..<mark])
      var rest = text[text.index(after: mark)...]
      for (sign, other) in [("月", "月"), ("日", "号")] as [(Character, Character)]
      where !rest.isEmpty {
        guard let end = rest.firstIndex(where: { $0 == sign || $0 == other }) else {
          throw notADate
        }
        parts.append(rest[..<end])
        rest = rest[rest.index(after: end)...]
      }
      guard rest.isEmpty else { throw notADate }
    } else {
      let sign = text.first { "-./".contains($0) } ?? "-"
      parts = text.split(separator: sign, omittingEmptySubsequences: false)
    }
    guard (1...3).contains(parts.count), parts[0].utf8.count == 4,
      parts.dropFirst().allSatisfy({ $0.utf8.count <= 2 })
    else { throw notADate }
    let numbers = parts.compactMap { $0.isDigits ? Int($0) : nil }
    guard numbers.count == parts.count else { throw notADate }
    return numbers
  }

  /// A year of the Republic, which counts from 1912, as one of the common era.
  private static func western(_ text: String) throws(FieldError) -> String {
    guard text.hasPrefix("民国") else { return text }
    let digits = text.dropFirst(2).prefix { $0.isNumber }
    guard let year = Int(digits), (1...289).contains(year) else { throw notADate }
    return String(1911 + year) + text.dropFirst(2 + digits.count)
  }

  private static var notADate: FieldError {
    FieldError(
      "write a date as YYYY-MM-DD; the day, or month and day, are optional",
      "日期应写作 YYYY-MM-DD，可省略日或月日")
  }
}
