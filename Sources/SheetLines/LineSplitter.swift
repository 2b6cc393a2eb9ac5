/// Makes lines of bytes that arrive in pieces.
public struct LineSplitter: Sendable {
  /// The longest line that is kept: a row of as many full cells as no sheet has.
  public static let longest = 8 << 20

  private var bytes: [UInt8] = []
  private var start = 0
  /// How far a line end was looked for.
  private var seen = 0

  /// Nothing arrived yet.
  public init() {}

  /// Takes what arrived.
  public mutating func take(_ piece: some Sequence<UInt8>) {
    if start > 0 {
      bytes.removeFirst(start)
      seen -= start
      start = 0
    }
    bytes.append(contentsOf: piece)
  }

  /// The next whole line, without its end.
  public mutating func next() -> ArraySlice<UInt8>? {
    guard let end = bytes[seen...].firstIndex(of: UInt8(ascii: "\n")) else {
      seen = bytes.count
      return nil
    }
    defer { (start, seen) = (end + 1, end + 1) }
    return bytes[start..<end]
  }

  /// Whether a line is longer than any may be: whoever writes it is to be stopped.
  public var isTooLong: Bool { bytes.count - start > Self.longest }
  /// Whether the last line has no end yet.
  public var isInLine: Bool { start < bytes.count }
}
