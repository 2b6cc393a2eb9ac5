/// A row as COPY sends it in binary form: a count of values, then each with its length before it.
struct CopyRow {
  /// What every such stream begins with: a mark, no flags, nothing more.
  static let header: [UInt8] =
    Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + Array(repeating: 0, count: 8)
  /// What stands after the last row.
  static let end: [UInt8] = [0xFF, 0xFF]

  /// Where each value is in the bytes it was read from; nil: it is null.
  private(set) var values: [Range<Int>?] = []

  /// Reads the row that begins at `start`; nil at the end of the stream.
  init?(_ bytes: UnsafeRawBufferPointer) {
    var place = 0
    if bytes.count >= Self.header.count, bytes.prefix(11).elementsEqual(Self.header.prefix(11)) {
      place = Self.header.count
    }
    func number(_ width: Int) -> Int {
      defer { place += width }
      return bytes[place..<place + width].reduce(0) { $0 << 8 | Int($1) }
    }
    guard place + 2 <= bytes.count else { return nil }
    let count = number(2)
    if count == 0xFFFF { return nil }
    for _ in 0..<count {
      guard place + 4 <= bytes.count else { return nil }
      let length = number(4)
      if length == 0xFFFF_FFFF {
        values.append(nil)
      } else {
        guard place + length <= bytes.count else { return nil }
        values.append(place..<place + length)
        place += length
      }
    }
  }

  /// The bytes of a row of these values.
  static func encoded(_ values: [CopyValue]) -> [UInt8] {
    var bytes = big(values.count, 2)
    for value in values {
      switch value {
      case .null: bytes += big(-1, 4)
      case .text(let text):
        bytes += big(text.utf8.count, 4)
        bytes += text.utf8
      case .bytes(let value):
        bytes += big(value.count, 4)
        bytes += value
      case .int(let number): bytes += big(4, 4) + big(number, 4)
      case .bigint(let number): bytes += big(8, 4) + big(number, 8)
      case .jsonb(let text):
        // The version of the form stands before it.
        bytes += big(text.count + 1, 4) + [1]
        bytes += text
      }
    }
    return bytes
  }

  private static func big(_ number: Int, _ width: Int) -> [UInt8] {
    (0..<width).reversed().map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
  }
}

/// A value of a row that is sent.
enum CopyValue {
  case null
  case text(String)
  case bytes([UInt8])
  case int(Int)
  case bigint(Int)
  case jsonb([UInt8])
}
