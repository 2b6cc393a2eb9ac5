/// The records of an .xls, one after the other: a kind, a length, and so many bytes.
struct XlsRecords {
  /// Kinds of records that are read.
  enum Kind: Int {
    case formula = 0x0006
    case end = 0x000A
    case daysFrom1904 = 0x0022
    case password = 0x002F
    case column = 0x007D
    case sheet = 0x0085
    case style = 0x00E0
    case merged = 0x00E5
    case truthOrError = 0x0205
    case string = 0x0207
    case format = 0x041E
    case beginning = 0x0809
  }

  private let stream: [UInt8]
  private var place: Int

  /// - Parameter place: where the first one begins.
  init(_ stream: [UInt8], from place: Int = 0) {
    self.stream = stream
    self.place = place
  }

  /// The next record of a kind that is read, up to the end of what began at the first place.
  mutating func next() throws(Problem) -> (kind: Kind, bytes: [UInt8])? {
    while let number = stream.two(at: place), let count = stream.two(at: place + 2) {
      guard let bytes = stream.bytes(at: place + 4, count: count) else { throw Self.damaged }
      place += 4 + count
      if let kind = Kind(rawValue: number) { return (kind, bytes) }
    }
    return nil
  }

  static let damaged = Problem.damaged("its records are not whole", "数据记录不完整")

  /// A text with the number of its characters before it, of which each has one byte or two.
  ///
  /// - Parameter countBytes: how many bytes that number has.
  static func text(_ bytes: [UInt8], at place: Int, countBytes: Int) -> String? {
    guard
      let count = countBytes == 1
        ? bytes.bytes(at: place, count: 1).map({ Int($0[0]) }) : bytes.two(at: place),
      let flags = bytes.bytes(at: place + countBytes, count: 1)?[0]
    else { return nil }
    let start = place + countBytes + 1
    if flags & 1 == 0 {
      return bytes.bytes(at: start, count: count).map {
        String(decoding: $0.map(UInt16.init), as: UTF16.self)
      }
    }
    guard let wide = bytes.bytes(at: start, count: count * 2) else { return nil }
    return String(
      decoding: stride(from: 0, to: wide.count, by: 2).map {
        UInt16(wide[$0]) | UInt16(wide[$0 + 1]) << 8
      }, as: UTF16.self)
  }
}
