/// The records of an .xls, one after the other: a kind, a length, and so many bytes.
struct XlsRecords {
  /// Kinds of records that are read.
  enum Kind: Int {
    case formula = 0x0006
    case end = 0x000A
    case daysFrom1904 = 0x0022
    case password = 0x002F
    /// More of the record before, of which one has no more than 8224 bytes.
    case continuation = 0x003C
    case column = 0x007D
    case sheet = 0x0085
    case numbers = 0x00BD
    case richText = 0x00D6
    case style = 0x00E0
    case merged = 0x00E5
    case sharedTexts = 0x00FC
    case sharedText = 0x00FD
    case number = 0x0203
    case text = 0x0204
    case truthOrError = 0x0205
    case string = 0x0207
    case shortNumber = 0x027E
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

  /// The next record of a kind that is read.
  mutating func next() throws(Problem) -> (kind: Kind, bytes: [UInt8])? {
    while let number = stream.two(at: place), let count = stream.two(at: place + 2) {
      guard let bytes = stream.bytes(at: place + 4, count: count) else { throw Self.damaged }
      place += 4 + count
      if let kind = Kind(rawValue: number) { return (kind, bytes) }
    }
    return nil
  }

  /// The record just read, with those that continue it.
  mutating func continued(_ bytes: [UInt8]) -> [[UInt8]] {
    var pieces = [bytes]
    while stream.two(at: place) == Kind.continuation.rawValue,
      let count = stream.two(at: place + 2),
      let more = stream.bytes(at: place + 4, count: count)
    {
      pieces.append(more)
      place += 4 + count
    }
    return pieces
  }

  static let damaged = Problem.damaged("its records are not whole", "数据记录不完整")
}
