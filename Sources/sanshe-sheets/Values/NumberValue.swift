import SheetLines

/// The value of a cell that holds a number.
enum NumberValue {
  /// - Parameter digits: as they stand in the file.
  static func value(
    _ digits: [UInt8], _ format: CellFormat, is1904: Bool
  ) throws(Problem) -> SheetCell.Value {
    if case .general = format, isShort(digits) {
      return .number(String(decoding: digits, as: UTF8.self))
    }
    guard digits.allSatisfy(isOfNumber),
      let number = Double(String(decoding: digits, as: UTF8.self)), number.isFinite
    else {
      throw .damaged("a number is none", "有数字无法识别")
    }
    return value(number, format, is1904: is1904)
  }

  static func value(_ number: Double, _ format: CellFormat, is1904: Bool) -> SheetCell.Value {
    switch format {
    case .general: return .number(text(number))
    case .date(let shape):
      return SerialDate.value(number, shape, is1904: is1904) ?? .number(text(number))
    case .plain(let pattern):
      let text = text(number)
      let shown = pattern.shown(number)
      return .number(text, shown: shown == text ? nil : shown)
    }
  }

  static func text(_ number: Double) -> String {
    if number.magnitude < 1e15, number == number.rounded(.towardZero) { return String(Int(number)) }
    return DecimalDigits(number).text
  }

  /// Of a decimal number; Swift takes others, as 0x10.
  private static func isOfNumber(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
  }

  /// A whole number as anyone writes it.
  private static func isShort(_ digits: [UInt8]) -> Bool {
    guard let first = digits.first, digits.count <= DecimalDigits.kept else { return false }
    if first == UInt8(ascii: "0") { return digits.count == 1 }
    return digits.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }
}
