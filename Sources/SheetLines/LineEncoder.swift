/// Lines as bytes: fields between tabs, and in text a backslash before what would end a field or a line.
public struct LineEncoder: Sendable {
  /// The lines so far.
  public private(set) var bytes: [UInt8] = []

  /// No line yet.
  public init() {}

  /// Forgets the lines so far, for the next.
  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func begin(_ letter: UInt8) { bytes.append(letter) }
  mutating func end() { bytes.append(UInt8(ascii: "\n")) }
  mutating func nextField() { bytes.append(UInt8(ascii: "\t")) }
  mutating func raw(_ byte: UInt8) { bytes.append(byte) }

  mutating func value(_ letter: Unicode.Scalar, _ text: String) {
    bytes.append(UInt8(ascii: letter))
    self.text(text)
  }

  mutating func field(_ text: String) {
    nextField()
    self.text(text)
  }

  mutating func field(_ number: Int) { field(String(number)) }

  /// Text without the control characters that have no place in a cell.
  mutating func text(_ text: String) {
    var text = text
    text.withUTF8 { source in
      if source.allSatisfy({ $0 >= 0x20 && $0 != UInt8(ascii: "\\") && $0 != 0x7F && $0 != 0xC2 }) {
        bytes.append(contentsOf: source)
      } else {
        escaped(source)
      }
    }
  }

  private mutating func escaped(_ source: UnsafeBufferPointer<UInt8>) {
    var place = 0
    while place < source.count {
      let byte = source[place]
      place += 1
      switch byte {
      case UInt8(ascii: "\\"): bytes.append(contentsOf: #"\\"#.utf8)
      case UInt8(ascii: "\t"): bytes.append(contentsOf: #"\t"#.utf8)
      case UInt8(ascii: "\n"): bytes.append(contentsOf: #"\n"#.utf8)
      case UInt8(ascii: "\r"): bytes.append(contentsOf: #"\r"#.utf8)
      case ..<0x20, 0x7F: break
      // The upper control characters are C2 80 to C2 9F.
      case 0xC2 where place < source.count && source[place] < 0xA0: place += 1
      default: bytes.append(byte)
      }
    }
  }
}
