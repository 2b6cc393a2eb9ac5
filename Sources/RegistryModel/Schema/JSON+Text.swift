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
    var text = text
    text.withUTF8 { text in
      // Almost all of a text is copied as it is, in runs.
      var (start, place) = (0, 0)
      while place < text.count {
        guard !Self.isPlain(text[place]), let escape = Self.escape(text[place...]) else {
          place += 1
          continue
        }
        bytes.append(contentsOf: text[start..<place])
        bytes.append(contentsOf: escape.text.utf8)
        place += escape.bytes
        start = place
      }
      bytes.append(contentsOf: text[start...])
    }
    bytes.append(UInt8(ascii: "\""))
  }

  /// The byte represents itself, whatever follows: nearly all do.
  private static func isPlain(_ byte: UInt8) -> Bool {
    byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") && byte != 0x7F
      && byte != 0xE2
  }

  /// What represents the first character of `text`, and its bytes; nil if it represents itself.
  private static func escape(
    _ text: Slice<UnsafeBufferPointer<UInt8>>
  ) -> (text: String, bytes: Int)? {
    switch text[text.startIndex] {
    case 0xE2:
      // U+200E, U+202A and their like turn what a terminal shows of the line around.
      guard text.count > 2, text.isDirectionMark else { return nil }
      let (second, third) = (text[text.startIndex + 1], text[text.startIndex + 2])
      let code = 0x2000 | Int(second & 0x3F) << 6 | Int(third & 0x3F)
      return ("\\u\(String(code, radix: 16))", 3)
    case UInt8(ascii: "\""): return ("\\\"", 1)
    case UInt8(ascii: "\\"): return ("\\\\", 1)
    case 0x0A: return ("\\n", 1)
    case 0x09: return ("\\t", 1)
    case let byte where byte < 0x20 || byte == 0x7F:
      return ((byte < 0x10 ? "\\u000" : "\\u00") + String(byte, radix: 16), 1)
    default: return nil
    }
  }
}

extension Slice<UnsafeBufferPointer<UInt8>> {
  /// The second and third byte are those of a direction mark: U+200E, U+200F, U+202A to U+202E,
  /// U+2066 to U+2069.
  fileprivate var isDirectionMark: Bool {
    let (second, third) = (self[startIndex + 1], self[startIndex + 2])
    return second == 0x80 && (third == 0x8E || third == 0x8F || (0xAA...0xAE).contains(third))
      || second == 0x81 && (0xA6...0xA9).contains(third)
  }
}
