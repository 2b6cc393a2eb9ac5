/// The fields of one line, in order.
struct LineFields {
  private var rest: ArraySlice<UInt8>?

  /// - Parameter line: without the byte that ended it.
  init(_ line: ArraySlice<UInt8>) { rest = line }

  var isAtEnd: Bool { rest == nil }

  /// The bytes of the next field, or nil after the last.
  mutating func next() -> ArraySlice<UInt8>? {
    guard let line = rest else { return nil }
    guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else {
      rest = nil
      return line
    }
    rest = line[(tab + 1)...]
    return line[..<tab]
  }

  /// The letter a line begins with.
  mutating func letter() -> UInt8? {
    guard let field = next(), field.count == 1 else { return nil }
    return field.first
  }

  mutating func text() -> String? { next().flatMap(Self.text) }
  mutating func number() -> Int? { text().flatMap { Int($0) } }

  /// All fields that are left.
  mutating func texts() -> [String]? {
    var texts: [String] = []
    while let field = next() {
      guard let text = Self.text(field) else { return nil }
      texts.append(text)
    }
    return texts
  }

  mutating func cells() -> [SheetCell]? {
    var cells: [SheetCell] = []
    while let field = next() {
      guard let cell = SheetCell(field: field) else { return nil }
      cells.append(cell)
    }
    return cells
  }

  /// The text of a field, or nil if it is not one.
  static func text(_ field: ArraySlice<UInt8>) -> String? {
    guard field.contains(UInt8(ascii: "\\")) else {
      return String(validating: field, as: UTF8.self)
    }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in field {
      if !isEscaped {
        if byte == UInt8(ascii: "\\") { isEscaped = true } else { bytes.append(byte) }
        continue
      }
      isEscaped = false
      switch byte {
      case UInt8(ascii: "\\"): bytes.append(byte)
      case UInt8(ascii: "t"): bytes.append(UInt8(ascii: "\t"))
      case UInt8(ascii: "n"): bytes.append(UInt8(ascii: "\n"))
      case UInt8(ascii: "r"): bytes.append(UInt8(ascii: "\r"))
      default: return nil
      }
    }
    return isEscaped ? nil : String(validating: bytes, as: UTF8.self)
  }
}
