/// Texts of an .xls, which may go on from one record to its continuation.
struct XlsText {
  private let pieces: [[UInt8]]
  private var piece = 0
  private var place: Int

  /// - Parameter place: where the first one begins.
  init(_ pieces: [[UInt8]], at place: Int) {
    self.pieces = pieces
    self.place = place
  }

  private mutating func byte() -> UInt8? {
    while piece < pieces.count, place >= pieces[piece].count {
      place -= pieces[piece].count
      piece += 1
    }
    guard piece < pieces.count else { return nil }
    defer { place += 1 }
    return pieces[piece][place]
  }

  private mutating func number(bytes: Int) -> Int? {
    var number = 0
    for shift in 0..<bytes {
      guard let byte = byte() else { return nil }
      number |= Int(byte) << (8 * shift)
    }
    return number
  }

  /// The next text: the number of its characters, how wide they are, and what else there is of runs in other
  /// fonts and of pronunciation, which is passed over.
  ///
  /// - Parameter countBytes: how many bytes that number has.
  mutating func next(countBytes: Int = 2) throws(Problem) -> String {
    guard let count = number(bytes: countBytes), let flags = byte() else {
      throw XlsRecords.damaged
    }
    if count > Limits.cellBytes { throw .tooLongText }
    let runs = flags & 8 != 0 ? number(bytes: 2) : 0
    let more = flags & 4 != 0 ? number(bytes: 4) : 0
    guard let runs, let more else { throw XlsRecords.damaged }
    var isWide = flags & 1 != 0
    var units: [UInt16] = []
    units.reserveCapacity(count)
    while units.count < count {
      if piece < pieces.count, place == pieces[piece].count {
        // A continuation says anew how wide its characters are.
        guard let flags = byte() else { throw XlsRecords.damaged }
        isWide = flags & 1 != 0
      }
      guard let unit = number(bytes: isWide ? 2 : 1) else { throw XlsRecords.damaged }
      units.append(UInt16(unit))
    }
    place += runs * 4 + more
    if isWide || units.contains(where: { $0 > 0x7F }) {
      // Halves that stand alone are no characters.
      return String(String.UnicodeScalarView(Self.scalars(units)))
    }
    return String(decoding: units, as: UTF16.self)
  }

  private static func scalars(_ units: [UInt16]) -> [Unicode.Scalar] {
    var scalars: [Unicode.Scalar] = []
    var decoder = UTF16()
    var rest = units.makeIterator()
    while true {
      switch decoder.decode(&rest) {
      case .scalarValue(let scalar): scalars.append(scalar)
      case .error: continue
      case .emptyInput: return scalars
      }
    }
  }
}
