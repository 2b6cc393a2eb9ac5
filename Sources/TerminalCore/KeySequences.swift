/// What the escape sequences of xterm, vt100, the Linux console, rxvt and PuTTY mean.
enum KeySequences {
  /// The F-key of a digit: 1 to 9 as they are, 0 is F10.
  static func function(digit: UInt8) -> Key? {
    guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
    let number = Int(digit - UInt8(ascii: "0"))
    return .function(number == 0 ? 10 : number)
  }

  /// `ESC [ [` and a letter: F1 to F5 of the Linux console.
  static func console(_ byte: UInt8) -> Key? {
    guard (UInt8(ascii: "A")...UInt8(ascii: "E")).contains(byte) else { return nil }
    return .function(Int(byte - UInt8(ascii: "A")) + 1)
  }

  /// Whether the parameters are one plain number.
  static func isNumber(_ parameters: ArraySlice<UInt8>) -> Bool {
    !parameters.isEmpty
      && parameters.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
  }

  /// `ESC [`, parameters and a final byte.
  static func control(_ parameters: [UInt8], final: UInt8) -> Key? {
    let fields = parameters.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false)
    guard fields.count <= 2, parameters.isEmpty || fields.allSatisfy(isNumber) else { return nil }
    let numbers = fields.map { $0.reduce(0) { ($0 * 10 + Int($1) - 0x30) % 10_000 } }
    // xterm adds a second number for modifiers: 1 plus Shift 1, Alt 2, Ctrl 4.
    let isCtrl = numbers.count == 2 && (numbers[1] - 1) & 4 != 0
    switch final {
    case UInt8(ascii: "~"): return numbered(numbers.first ?? 0, isCtrl: isCtrl)
    // rxvt ends with these instead: Ctrl, Shift, both.
    case UInt8(ascii: "^"), UInt8(ascii: "@"): return numbered(numbers.first ?? 0, isCtrl: true)
    case UInt8(ascii: "$"): return numbered(numbers.first ?? 0, isCtrl: false)
    case UInt8(ascii: "Z"): return .backTab
    // With numbers this is a late answer about the cursor's place.
    case UInt8(ascii: "R"): return parameters.isEmpty ? .function(3) : nil
    default:
      guard parameters.isEmpty || numbers.first == 1 else { return nil }
      return arrow(final) ?? functionLetter(final)
    }
  }

  /// `ESC O` and a final byte.
  static func single(_ final: UInt8) -> Key? {
    if let key = arrow(final) ?? functionLetter(final) { return key }
    switch final {
    case UInt8(ascii: "I"): return .tab
    case UInt8(ascii: "M"): return .enter
    // PuTTY's VT100+ keyboard.
    case UInt8(ascii: "T")...UInt8(ascii: "["):
      return .function(Int(final - UInt8(ascii: "T")) + 5)
    // The number pad in application mode: `*+,-./` and the digits.
    case UInt8(ascii: "j")...UInt8(ascii: "y"):
      return .character(Character(Unicode.Scalar(final - UInt8(ascii: "j") + UInt8(ascii: "*"))))
    default: return nil
    }
  }

  private static func numbered(_ number: Int, isCtrl: Bool) -> Key? {
    switch number {
    case 1, 7: .home
    case 2: .insert
    case 3: .delete
    case 4, 8: .end
    case 5: isCtrl ? .previousRecord : .pageUp
    case 6: isCtrl ? .nextRecord : .pageDown
    case 11...15: .function(number - 10)
    case 17...21: .function(number - 11)
    case 23, 24: .function(number - 12)
    default: nil
    }
  }

  /// Arrows, Home and End; rxvt writes modified arrows with small letters.
  private static func arrow(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"), UInt8(ascii: "a"): .up
    case UInt8(ascii: "B"), UInt8(ascii: "b"): .down
    case UInt8(ascii: "C"), UInt8(ascii: "c"): .right
    case UInt8(ascii: "D"), UInt8(ascii: "d"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    default: nil
    }
  }

  private static func functionLetter(_ final: UInt8) -> Key? {
    guard (UInt8(ascii: "P")...UInt8(ascii: "S")).contains(final) else { return nil }
    return .function(Int(final - UInt8(ascii: "P")) + 1)
  }
}
