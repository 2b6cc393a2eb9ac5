import RegistryModel
import SystemPackage

/// What of a damaged journal is still valid, and where lines are missing between.
///
/// A line is kept if it is valid by itself (its checksum) and the lines behind it lead on from it.
/// Between two such lines the numbers say how many are missing.
struct JournalSalvage {
  /// Bytes that are no valid line, or a place where lines are missing.
  struct Gap: Hashable {
    /// Where the lines are missing; the file may be missing itself.
    let segment: Int
    let offset: Int
    /// Numbers of the missing lines; empty where something stands that does not belong.
    var missing: Range<Int>
    /// What the first of them would call the line before.
    let previous: String?
    /// Bytes to take out, by file.
    var damaged: [Int: Range<Int>] = [:]
    /// Lines among those bytes.
    var lines = 0
    /// What the line behind calls the one before it; nil at the end of the journal.
    var link: String?
  }

  private let journal: Journal
  /// The highest file there is.
  private(set) var segments = 0
  private(set) var gaps: [Gap] = []
  /// Behind the last valid line.
  private var end = JournalPosition()
  private var open: Gap?

  /// Looks through the whole journal; `last` is the newest change that any other file knows of.
  ///
  /// - Errors: `.damaged` where valid lines contradict each other: then only a backup helps.
  init(_ journal: Journal, knowing last: Int, _ reader: borrowing JSONReader) throws(StoreError) {
    self.journal = journal
    let names = try onDisk(journal.layout.journal) { () throws(DiskError) in
      try journal.files.list(journal.layout.journal)
    }
    segments = names.compactMap { RegistryLayout.segment(named: $0) }.max() ?? 0
    for segment in stride(from: 1, through: segments, by: 1) { try scan(segment, reader) }
    if last > end.seq { open = open ?? gap(max(1, end.segment), end.end) }
    if var gap = open {
      // Nothing behind it tells how many changes there were: as many as there are lines at least.
      gap.missing = end.seq + 1..<max(end.seq + gap.lines, last) + 1
      gaps.append(gap)
    }
  }

  private mutating func scan(
    _ segment: Int, _ reader: borrowing JSONReader
  ) throws(StoreError) {
    let content = try Content(journal, segment)
    if segment > end.segment { end.beginSegment() }
    var start = 0
    while start < content.count {
      let range = content.line(from: start)
      start = range.upperBound
      if let line = try content.read(range, reader) {
        try take(line, segment, range)
      } else if segment < segments || content.isWhole(range) || open != nil {
        // An unfinished line at the very end alone is no damage: nobody was told it is saved.
        open = open ?? gap(segment, range.lowerBound)
        let damaged = open?.damaged[segment] ?? range
        open?.damaged[segment] = damaged.lowerBound..<range.upperBound
        if content.isWhole(range) { open?.lines += 1 }
      }
    }
  }

  private mutating func take(
    _ line: JournalLine, _ segment: Int, _ range: Range<Int>
  ) throws(StoreError) {
    let expected = end.seq + 1
    let found = line.commit.seq
    guard found >= expected else {
      throw journal.damaged(
        segment, at: range.lowerBound, .outOfOrder(expected: expected, found: found))
    }
    guard found > expected || line.previous == end.link else {
      throw journal.damaged(segment, at: range.lowerBound, .chain)
    }
    if found > expected { open = open ?? gap(segment, range.lowerBound) }
    if var whole = open {
      whole.missing = expected..<found
      whole.link = line.previous
      gaps.append(whole)
      open = nil
    }
    end.end = range.lowerBound
    end = end.following(line, bytes: range.count)
  }

  private func gap(_ segment: Int, _ offset: Int) -> Gap {
    Gap(
      segment: segment, offset: offset, missing: end.seq + 1..<end.seq + 1, previous: end.link)
  }

  /// The valid lines behind a gap, or from the beginning, up to the next gap.
  func lines(
    behind gap: Int?, _ reader: borrowing JSONReader,
    _ body: (JournalLine) throws(StoreError) -> Void
  ) throws(StoreError) {
    let before = gap.map { gaps[$0] }
    let next = gaps.dropFirst(gap.map { $0 + 1 } ?? 0).first
    let first = before.map { gap in gap.damaged.keys.max() ?? gap.segment } ?? 1
    for segment in stride(from: first, through: next?.segment ?? segments, by: 1) {
      let content = try Content(journal, segment)
      var start =
        before.map { $0.damaged[segment]?.upperBound ?? ($0.segment == segment ? $0.offset : 0) }
        ?? 0
      let end = next?.segment == segment ? next?.offset ?? 0 : content.count
      while start < end {
        let range = content.line(from: start)
        start = range.upperBound
        if let line = try content.read(range, reader) { try body(line) }
      }
    }
  }

  /// A file of the journal as it would be with `repairs` in the gaps that lie in it; nil where it
  /// stays as it is.
  func content(_ segment: Int, _ repairs: (Int) -> [UInt8]) throws(StoreError) -> [UInt8]? {
    let touched = gaps.indices.filter {
      gaps[$0].segment == segment || gaps[$0].damaged[segment] != nil
    }
    if touched.isEmpty { return nil }
    let old = try Content(journal, segment)
    var (new, start) = ([UInt8](), 0)
    for index in touched {
      let gap = gaps[index]
      let cut = gap.damaged[segment] ?? gap.offset..<gap.offset
      new += old.bytes(start..<cut.lowerBound)
      if gap.segment == segment { new += repairs(index) }
      start = cut.upperBound
    }
    return new + old.bytes(start..<old.count)
  }

  /// A file of the journal as it is.
  func bytes(of segment: Int) throws(StoreError) -> [UInt8] {
    let content = try Content(journal, segment)
    return Array(content.bytes(0..<content.count))
  }
}

/// A file of the journal read whole; empty where it is missing.
private struct Content {
  private let padded: [UInt8]
  private let path: FilePath
  let count: Int

  init(_ journal: Journal, _ segment: Int) throws(StoreError) {
    let path = journal.layout.segment(segment)
    let bytes = try onDisk(path) { () throws(DiskError) -> [UInt8] in
      guard try journal.files.facts(path) != nil else { return [] }
      let file = try journal.files.open(path, .reading)
      defer { journal.files.close(file) }
      return try journal.files.read(file, at: 0, count: journal.files.facts(file).bytes)
    }
    self.path = path
    count = bytes.count
    padded = bytes + repeatElement(0, count: JSONReader.padding)
  }

  func bytes(_ range: Range<Int>) -> ArraySlice<UInt8> { padded[range] }

  /// The line that begins at `start`, its line feed included where it has one.
  func line(from start: Int) -> Range<Int> {
    start..<(padded.lineFeed(in: start..<count).map { $0 + 1 } ?? count)
  }

  func isWhole(_ range: Range<Int>) -> Bool { padded[range.upperBound - 1] == UInt8(ascii: "\n") }

  /// The line in `range`; nil where it is none.
  func read(
    _ range: Range<Int>, _ reader: borrowing JSONReader
  ) throws(StoreError) -> JournalLine? {
    guard isWhole(range), range.count <= JournalLine.maximumBytes else { return nil }
    do throws(LineError) {
      return try JournalLine(
        padded, range.lowerBound..<range.upperBound - 1, reader, skipsNewer: false)
    } catch {
      if case .newerKind(let kind) = error { throw .newerKind(path, line: nil, kind: kind) }
      return nil
    }
  }
}
