extension JSON {
  /// One line of UTF-8 JSON: no spaces, Chinese unescaped, control characters escaped.
  public var text: String {
    var bytes: [UInt8] = []
    write(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The same value over several lines, two spaces a level, for people and `--json` output.
  public var indentedText: String {
    var bytes: [UInt8] = []
    write(to: &bytes, indent: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Appends the one-line form to `bytes`.
  public func write(to bytes: inout [UInt8]) {
    write(to: &bytes, indent: nil)
  }

  private func write(to bytes: inout [UInt8], indent: Int?) {
    switch self {
    case .null: bytes.append(contentsOf: "null".utf8)
    case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
    case .int(let number): bytes.append(contentsOf: String(number).utf8)
    case .double(let number): bytes.append(contentsOf: String(number).utf8)
    case .string(let text): Self.write(text, to: &bytes)
    case .array(let items):
      Self.write("[", "]", items, to: &bytes, indent: indent) { item, bytes, inner in
        item.write(to: &bytes, indent: inner)
      }
    case .object(let members):
      Self.write("{", "}", members, to: &bytes, indent: indent) { member, bytes, inner in
        Self.write(member.key, to: &bytes)
        bytes.append(contentsOf: (inner == nil ? ":" : ": ").utf8)
        member.value.write(to: &bytes, indent: inner)
      }
    }
  }

  private static func write<Item>(
    _ open: String, _ close: String, _ items: [Item], to bytes: inout [UInt8], indent: Int?,
    item write: (Item, inout [UInt8], Int?) -> Void
  ) {
    bytes.append(contentsOf: open.utf8)
    let inner = indent.map { $0 + 2 }
    for (place, item) in items.enumerated() {
      if place > 0 { bytes.append(UInt8(ascii: ",")) }
      breakLine(inner, to: &bytes)
      write(item, &bytes, inner)
    }
    if !items.isEmpty { breakLine(indent, to: &bytes) }
    bytes.append(contentsOf: close.utf8)
  }

  private static func breakLine(_ indent: Int?, to bytes: inout [UInt8]) {
    guard let indent else { return }
    bytes.append(UInt8(ascii: "\n"))
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: indent))
  }

  /// Appends `text` as a JSON string.
  private static func write(_ text: String, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "\""))
    var rest = text.utf8[...]
    while let byte = rest.popFirst() {
      switch byte {
      case 0xE2 where rest.isDirectionMark:
        // U+200E, U+202A and their like turn what a terminal shows of the line around.
        let code = 0x2000 | Int(rest.removeFirst() & 0x3F) << 6 | Int(rest.removeFirst() & 0x3F)
        bytes.append(contentsOf: "\\u\(String(code, radix: 16))".utf8)
      case UInt8(ascii: "\""), UInt8(ascii: "\\"):
        bytes.append(UInt8(ascii: "\\"))
        bytes.append(byte)
      case 0x0A: bytes.append(contentsOf: "\\n".utf8)
      case 0x09: bytes.append(contentsOf: "\\t".utf8)
      case 0..<0x20, 0x7F:
        let digits = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: "\\u00".utf8)
        bytes.append(digits[Int(byte >> 4)])
        bytes.append(digits[Int(byte & 15)])
      default: bytes.append(byte)
      }
    }
    bytes.append(UInt8(ascii: "\""))
  }
}

extension Substring.UTF8View {
  /// Begins with the last two bytes of a direction mark: U+200E, U+200F, U+202A to U+202E, U+2066 to
  /// U+2069.
  fileprivate var isDirectionMark: Bool {
    guard let second = first, let third = dropFirst().first else { return false }
    return second == 0x80 && (third == 0x8E || third == 0x8F || (0xAA...0xAE).contains(third))
      || second == 0x81 && (0xA6...0xA9).contains(third)
  }
}
