/// Collects a bracketed paste byte by byte until `ESC [ 201 ~`.
struct PasteBuffer: Sendable {
  private let limit: Int
  private let end = Array("\u{1B}[201~".utf8)
  private var bytes: [UInt8] = []
  private var matched = 0

  init(limit: Int) {
    self.limit = limit
  }

  /// The whole text once `byte` ends the paste, safe but for its line feeds and tabs; nil before.
  mutating func add(_ byte: UInt8) -> String? {
    if byte == end[matched] {
      matched += 1
      guard matched == end.count else { return nil }
      defer { (bytes, matched) = ([], 0) }
      return text
    }
    // The end mark has its only escape byte in front, so a failed match starts again with it or
    // not at all.
    bytes.append(contentsOf: end.prefix(matched).prefix(max(0, limit - bytes.count)))
    matched = byte == end[0] ? 1 : 0
    if matched == 0, bytes.count < limit { bytes.append(byte) }
    return nil
  }

  /// The text so far, where the end does not come.
  mutating func giveUp() -> String {
    defer { (bytes, matched) = ([], 0) }
    return text
  }

  private var text: String {
    var lines: [UInt8] = []
    var previous: UInt8 = 0
    for byte in bytes {
      // Terminals send a pasted line end as CR, LF or both.
      if byte == 0x0D || (byte == 0x0A && previous != 0x0D) {
        lines.append(0x0A)
      } else if byte != 0x0A {
        lines.append(byte)
      }
      previous = byte
    }
    var scalars = String(decoding: lines, as: UTF8.self).unicodeScalars
    // What was not UTF-8, and a character cut off by the limit.
    scalars.removeAll { $0 == "\u{FFFD}" }
    // Lines and tabs are the cells of a table, where the text goes into one.
    return String(scalars).split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false)
        .map { TerminalText.sanitized(String($0)) }.joined(separator: "\t")
    }.joined(separator: "\n")
  }
}
