/// A ZIP archive whose parts are stored as they are, or packed by the test, with claims that may be false.
struct StoredZip {
  private var locals: [UInt8] = []
  private var directory: [UInt8] = []
  private var count: UInt16 = 0

  /// Adds a part.
  ///
  /// - Parameters:
  ///   - packed: its bytes as they stand in the archive, if they are packed (method 8).
  ///   - claimed: how many bytes it is said to have.
  ///   - flags: bit 0 means encrypted.
  mutating func add(
    _ name: String, _ content: [UInt8], packed: [UInt8]? = nil, claimed: Int? = nil,
    flags: UInt16 = 0, method: UInt16? = nil
  ) {
    let stored = packed ?? content
    var common: [UInt8] = []
    common += two(20) + two(flags) + two(method ?? (packed == nil ? 0 : 8)) + two(0) + two(0x21)
    common += four(Self.crc(content)) + four(UInt32(stored.count))
    common += four(UInt32(claimed ?? content.count)) + two(UInt16(name.utf8.count)) + two(0)
    let offset = UInt32(locals.count)
    locals += "PK\u{3}\u{4}".utf8 + common + name.utf8 + stored
    directory += "PK\u{1}\u{2}".utf8 + two(20) + common + two(0) + two(0) + two(0) + four(0)
    directory += four(offset) + name.utf8
    count += 1
  }

  mutating func add(_ name: String, _ content: String) { add(name, Array(content.utf8)) }

  var bytes: [UInt8] {
    locals + directory + "PK\u{5}\u{6}".utf8 + two(0) + two(0) + two(count) + two(count)
      + four(UInt32(directory.count)) + four(UInt32(locals.count)) + two(0)
  }

  private func two(_ value: UInt16) -> [UInt8] { [UInt8(value & 0xFF), UInt8(value >> 8)] }
  private func four(_ value: UInt32) -> [UInt8] {
    two(UInt16(value & 0xFFFF)) + two(UInt16(value >> 16))
  }

  private static let table: [UInt32] = (0..<256).map { byte in
    (0..<8).reduce(UInt32(byte)) { crc, _ in crc & 1 == 1 ? crc >> 1 ^ 0xEDB8_8320 : crc >> 1 }
  }

  static func crc(_ bytes: [UInt8]) -> UInt32 {
    ~bytes.reduce(~0) { crc, byte in crc >> 8 ^ table[Int((crc ^ UInt32(byte)) & 0xFF)] }
  }

  /// A text packed without any library, in the fixed code of deflate; of its bytes one is repeated, at the cost
  /// of 13 bytes for 2064: below the beginning, that byte, the end.
  static func packed(_ beginning: String, _ byte: UInt8, times: Int, _ end: String) -> [UInt8] {
    var bits = Bits()
    bits.add(1, 1)
    bits.add(1, 2)
    for byte in beginning.utf8 { bits.addCode(byte) }
    bits.addCode(byte)
    let matches = (times - 1) / 258
    bits.addMatches(matches)
    for _ in 0..<(times - 1 - matches * 258) { bits.addCode(byte) }
    for byte in end.utf8 { bits.addCode(byte) }
    bits.addReversed(0, 7)
    return bits.bytes
  }

  private struct Bits {
    private(set) var bytes: [UInt8] = []
    private var used = 8

    mutating func add(_ value: Int, _ count: Int) {
      for bit in 0..<count {
        if used == 8 {
          bytes.append(0)
          used = 0
        }
        if value >> bit & 1 == 1 { bytes[bytes.count - 1] |= 1 << used }
        used += 1
      }
    }

    mutating func addReversed(_ value: Int, _ count: Int) {
      for bit in (0..<count).reversed() { add(value >> bit & 1, 1) }
    }

    /// So many times 258 bytes like the byte before.
    mutating func addMatches(_ count: Int) {
      for _ in 0..<min(count, 16 + count % 8) {
        // Length 258 is code 285, 11000101; distance 1 is code 0.
        addReversed(0b1100_0101, 8)
        addReversed(0, 5)
      }
      // Eight matches are 13 bytes, and come round again.
      for _ in 0..<(max(0, count - 16) / 8) {
        let begun = bytes[bytes.count - 1]
        bytes[bytes.count - 1] = bytes[bytes.count - 14]
        for _ in 0..<12 { bytes.append(bytes[bytes.count - 13]) }
        bytes.append(begun)
      }
    }

    /// A literal below 144.
    mutating func addCode(_ byte: UInt8) { addReversed(0x30 + Int(byte), 8) }
  }
}
