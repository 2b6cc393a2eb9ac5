import RegistryModel
import SystemPackage

/// The files of a damaged journal as a repair reads them.
struct JournalSource {
  let journal: Journal
  /// Files whose lines were put in order, as they are to be.
  var ordered: [Int: [UInt8]] = [:]
  /// What was done to them.
  var harms: [Int: Set<TextHarm>] = [:]

  /// A file read whole; empty if it is missing.
  func content(_ segment: Int) throws(StoreError) -> JournalContent {
    let path = journal.layout.segment(segment)
    if let bytes = ordered[segment] { return JournalContent(bytes, path) }
    return JournalContent(
      try onDisk(path) { () throws(DiskError) in try journal.files.contents(of: path) } ?? [], path)
  }

  /// A file that is missing, or is to be taken for it.
  func empty(_ segment: Int) -> JournalContent {
    JournalContent([], journal.layout.segment(segment))
  }
}

/// A file of the journal without what an editor or a transfer in text mode did to it.
struct JournalContent {
  private let padded: [UInt8]
  private let path: FilePath
  let count: Int
  /// Where lines end whose ends were turned.
  private let turned: Set<Int>
  private let isMarked: Bool
  private let isUnended: Bool

  init(_ bytes: [UInt8], _ path: FilePath) {
    var (bytes, harms, turned) = bytes.turnedBack() ?? (bytes, [], [])
    let last = bytes.lastLineFeed(before: bytes.count).map { $0 + 1 } ?? 0
    isUnended = Journal.hasLostLineFeed(bytes[last...])
    if isUnended { bytes[bytes.count - 1] = UInt8(ascii: "\n") }
    (self.path, self.isMarked, self.turned) = (path, harms.contains(.marked), turned)
    count = bytes.count
    padded = bytes + repeatElement(0, count: JSONReader.padding)
  }

  /// What was done to a line.
  func harms(_ line: Range<Int>) -> Set<TextHarm> {
    Set(
      (isMarked && line.lowerBound == 0 ? [.marked] : [])
        + (turned.contains(line.upperBound) ? [.turned] : [])
        + (isUnended && line.upperBound == count ? [.unended] : []))
  }

  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> { padded[range] }

  /// The line that begins at `start`, its line feed included where it has one.
  func line(from start: Int) -> Range<Int> {
    start..<(padded.lineFeed(in: start..<count).map { $0 + 1 } ?? count)
  }

  /// The valid lines, until `body` returns false.
  func lines(
    _ reader: borrowing JSONReader,
    _ body: (JournalLine, Range<Int>) throws(StoreError) -> Bool
  ) throws(StoreError) {
    var start = 0
    while start < count {
      let range = line(from: start)
      if let line = try read(range, reader), try !body(line, range) { return }
      start = range.upperBound
    }
  }

  func firstLine(_ reader: borrowing JSONReader) throws(StoreError) -> JournalLine? {
    var first: JournalLine?
    try lines(reader) { line, _ throws(StoreError) in
      first = line
      return false
    }
    return first
  }

  /// Whether a line that cannot be read is what is left of a change set.
  func isLeft(_ range: Range<Int>) -> Bool { JournalLine.isLeft(in: padded, range) }

  func isWhole(_ range: Range<Int>) -> Bool { padded[range.upperBound - 1] == UInt8(ascii: "\n") }

  /// The line in `range`; nil if it is none.
  func read(
    _ range: Range<Int>, _ reader: borrowing JSONReader
  ) throws(StoreError) -> JournalLine? {
    guard isWhole(range), range.count <= JournalLine.maximumBytes else { return nil }
    let line = try? JournalLine(padded, range.lowerBound..<range.upperBound - 1, reader)
    if let kind = line?.newerKind { throw .newerKind(path, line: nil, kind: kind) }
    return line
  }
}
