/// The text of a cell as it is collected from the parser.
struct XMLText {
  private var bytes: [UInt8] = []

  var isEmpty: Bool { bytes.isEmpty }
  var count: Int { bytes.count }

  mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  mutating func append(_ piece: UnsafeRawBufferPointer) throws(Problem) {
    if bytes.count + piece.count > Limits.cellBytes { throw .tooLongText }
    bytes.append(contentsOf: piece)
  }

  /// Takes the spaces at both ends off what was added since, as XML does where it is not told to keep them.
  mutating func trim(since start: Int) {
    func isSpace(_ byte: UInt8) -> Bool {
      byte == 0x20 || (0x09...0x0A).contains(byte) || byte == 0x0D
    }
    while bytes.count > start, let last = bytes.last, isSpace(last) { bytes.removeLast() }
    let leading = bytes[start...].prefix(while: isSpace).count
    bytes.removeSubrange(start..<(start + leading))
  }

  /// The bytes as they stand in the file.
  var raw: [UInt8] { bytes }

  /// The text, with characters that XML cannot hold read from their escapes: `_x000D_`.
  var string: String {
    guard bytes.contains(UInt8(ascii: "_")) else { return String(decoding: bytes, as: UTF8.self) }
    var scalars = String.UnicodeScalarView()
    let source = String(decoding: bytes, as: UTF8.self).unicodeScalars
    var place = source.startIndex
    var high: UInt16?
    while place < source.endIndex {
      if let (unit, after) = Self.escape(in: source, at: place) {
        place = after
        if UTF16.isLeadSurrogate(unit) {
          high = unit
        } else if UTF16.isTrailSurrogate(unit) {
          // Halves that stand alone are no characters.
          if let high { scalars.append(UTF16.decode(UTF16.EncodedScalar([high, unit]))) }
          high = nil
        } else {
          high = nil
          if let scalar = Unicode.Scalar(unit) { scalars.append(scalar) }
        }
        continue
      }
      high = nil
      scalars.append(source[place])
      place = source.index(after: place)
    }
    return String(scalars)
  }

  private static func escape(
    in source: String.UnicodeScalarView, at place: String.UnicodeScalarView.Index
  ) -> (UInt16, String.UnicodeScalarView.Index)? {
    guard source[place] == "_" else { return nil }
    let window = source[place...].prefix(7)
    guard window.count == 7, window.dropFirst().first == "x", window.last == "_" else { return nil }
    guard
      let unit = UInt16(String(String.UnicodeScalarView(window.dropFirst(2).dropLast())), radix: 16)
    else { return nil }
    return (unit, window.endIndex)
  }
}
