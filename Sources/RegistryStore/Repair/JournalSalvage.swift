import RegistryModel
import SystemPackage

/// What of a damaged journal is still valid, and where lines are missing between.
///
/// A line is kept if it is valid by itself (its checksum) and the lines after it lead on from it.
/// Between two such lines the numbers say how many are missing.
struct JournalSalvage {
  /// Bytes that are no valid line, or a place where lines are missing.
  struct Gap: Hashable {
    /// Where the lines are missing; the file may be missing itself.
    let segment: Int
    let offset: Int
    /// Numbers of the missing lines; empty if something out of place is there.
    var missing: Range<Int>
    /// What the first of them would call the line before.
    let previous: String?
    /// Bytes to take out, by file.
    var damaged: [Int: Range<Int>] = [:]
    /// What is left of lines among those bytes.
    var lines = 0
    /// Lines among them that never were change sets, by file.
    var foreign: [Int: Int] = [:]
    /// Bytes of those.
    var foreignBytes = 0
    /// What the line after calls the one before it; nil at the end of the journal.
    var link: String?
  }

  private let source: JournalSource
  private var journal: Journal { source.journal }
  /// The highest file of the journal.
  private(set) var segments = 0
  /// Files below it that are not there.
  private(set) var missing: Set<Int> = []
  /// Files that have a journal file's name and are none: what is there does not lead on, was read
  /// before, or cannot be read.
  private(set) var strays: [Int] = []
  private(set) var gaps: [Gap] = []
  /// Files that an editor or a transfer in text mode did something to.
  private(set) var harms: [Int: Set<TextHarm>] = [:]
  /// Behind the last valid line.
  private var end = JournalPosition()
  private var open: Gap?
  /// The checksums of the lines taken, by seq: as numbers, since there may be millions.
  private var taken: [Int: Int] = [:]
  /// What the lines of an earlier repair replace, alike.
  private var standIns: [Int: Int] = [:]

  /// Looks through the whole journal, or its files before `limit`; `last` is the newest change that
  /// any other file knows of.
  ///
  /// - Errors: `.damaged` where valid lines contradict each other: then only a backup helps.
  init(
    _ source: JournalSource, before limit: Int = .max, knowing last: Int,
    _ reader: borrowing JSONReader
  ) throws(StoreError) {
    self.source = source
    harms = source.harms
    let numbers = try source.journal.numbers()
    let highest = numbers.last ?? 0
    for segment in stride(from: 1, through: highest, by: 1) {
      guard numbers.contains(segment) else {
        missing.insert(segment)
        continue
      }
      let isOurs = segment < limit ? try !isStray(segment, reader) : false
      if !isOurs {
        strays.append(segment)
        missing.insert(segment)
      } else {
        try scan(segment, isLast: segment == highest, reader)
        segments = segment
      }
    }
    missing = missing.filter { $0 < segments }
    if last > end.seq { open = open ?? gap(max(1, end.segment), end.end) }
    if var gap = open {
      // Nothing after it tells how many changes there were: as many as there are lines at least, and one
      // where a text of somebody else's may have been written over it.
      if gap.lines == 0, gap.foreignBytes >= JournalLine.fewestBytes { gap.lines = 1 }
      gap.missing = end.seq + 1..<max(end.seq + gap.lines, last) + 1
      gaps.append(gap)
    }
  }

  /// Nothing is lost, and nothing is where it does not belong.
  var isWhole: Bool {
    gaps.isEmpty && missing.isEmpty && strays.isEmpty && harms.isEmpty && reordered.isEmpty
  }

  /// Files whose lines were in another order.
  var reordered: Set<Int> { Set(source.ordered.keys) }
  /// Valid lines.
  var lines: Int { taken.count }
  /// What is left of lines that are not valid.
  var damagedLines: Int { gaps.reduce(0) { $0 + $1.lines } }
  /// How many lines of a file never were change sets.
  var foreign: [Int: Int] {
    gaps.reduce(into: [:]) { $0.merge($1.foreign, uniquingKeysWith: +) }
  }

  /// Whether the line of `seq` is the one with this checksum, or represents it; nil if it is lost.
  func holds(_ seq: Int, _ sha256: String) -> Bool? {
    let sha256 = sha256.hashValue
    return taken[seq].map { $0 == sha256 || standIns[seq] == sha256 }
  }

  /// The last valid line.
  var last: (seq: Int, link: String?) { (end.seq, end.link) }

  /// Whether no valid line has this number.
  func isLost(_ seq: Int) -> Bool { taken[seq] == nil }

  /// Valid lines of files that are none of the journal's, but for those the journal holds too.
  func strayLines(
    _ reader: borrowing JSONReader, _ body: (JournalLine) -> Void
  ) throws(StoreError) {
    for segment in strays {
      let content: JournalContent
      do throws(StoreError) { content = try source.content(segment) } catch { continue }
      try content.lines(reader) { line, _ throws(StoreError) in
        if holds(line.commit.seq, line.sha256) != true { body(line) }
        return true
      }
    }
  }

  /// Whether a file is none of the journal's, as far as the files before it tell.
  private func isStray(
    _ segment: Int, _ reader: borrowing JSONReader
  ) throws(StoreError) -> Bool {
    let isBehindMissing = !missing.isEmpty
    let content: JournalContent
    do throws(StoreError) { content = try source.content(segment) } catch .disk(let error) {
      guard isBehindMissing || error.isNoFile else { throw .disk(error) }
      return true
    }
    guard let line = try content.firstLine(reader) else { return isBehindMissing }
    let seq = line.commit.seq
    guard isBehindMissing else { return taken[seq] == line.sha256.hashValue }
    return seq <= end.seq || seq == end.seq + 1 && line.previous != end.link
  }

  private mutating func scan(
    _ segment: Int, isLast: Bool, _ reader: borrowing JSONReader
  ) throws(StoreError) {
    let content = try source.content(segment)
    while segment > end.segment { end.beginSegment() }
    var start = 0
    while start < content.count {
      let range = content.line(from: start)
      start = range.upperBound
      if let line = try content.read(range, reader) {
        try salvage(line, segment, range)
        let harms = content.harms(range)
        if !harms.isEmpty { self.harms[segment, default: []].formUnion(harms) }
      } else if !isLast || content.isWhole(range) || open != nil {
        // An unfinished line at the very end alone is no damage: nobody was told it is saved.
        open = open ?? gap(segment, range.lowerBound)
        let damaged = open?.damaged[segment] ?? range
        open?.damaged[segment] = damaged.lowerBound..<range.upperBound
        if !content.isLeft(range) {
          open?.foreign[segment, default: 0] += 1
          open?.foreignBytes += range.count
        } else if content.isWhole(range) {
          open?.lines += 1
        }
      }
    }
  }

  private mutating func salvage(
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
    taken[found] = line.sha256.hashValue
    if let original = line.standsFor { standIns[found] = original.hashValue }
  }

  private func gap(_ segment: Int, _ offset: Int) -> Gap {
    Gap(
      segment: segment, offset: offset, missing: end.seq + 1..<end.seq + 1, previous: end.link)
  }

  /// The valid lines after a gap, or from the beginning, up to the next gap.
  func lines(
    behind gap: Int?, _ reader: borrowing JSONReader,
    _ body: (JournalLine) throws(StoreError) -> Void
  ) throws(StoreError) {
    let before = gap.map { gaps[$0] }
    let next = gaps.dropFirst(gap.map { $0 + 1 } ?? 0).first
    let first = before.map { gap in gap.damaged.keys.max() ?? gap.segment } ?? 1
    for segment in stride(from: first, through: next?.segment ?? segments, by: 1) {
      let content = try present(segment)
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

  /// A file of the journal as it would be with `repairs` in the gaps that are in it; nil if it
  /// stays as it is.
  func content(_ segment: Int, _ repairs: (Int) -> [UInt8]) throws(StoreError) -> [UInt8]? {
    let touched = gaps.indices.filter {
      gaps[$0].segment == segment || gaps[$0].damaged[segment] != nil
    }
    if touched.isEmpty {
      if missing.contains(segment) { return [] }
      return harms[segment] != nil || reordered.contains(segment) ? try bytes(of: segment) : nil
    }
    let old = try present(segment)
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

  /// Whether what is left of lines is taken out of a file, or lines are put in.
  func hasGap(in segment: Int) -> Bool {
    missing.contains(segment)
      || gaps.contains { gap in
        gap.segment == segment && !gap.missing.isEmpty
          || gap.damaged[segment] != nil && gap.lines > 0
      }
  }

  /// A file of the journal as it is.
  func bytes(of segment: Int) throws(StoreError) -> [UInt8] {
    let content = try present(segment)
    return Array(content.bytes(0..<content.count))
  }

  /// What a file holds that belongs to the journal.
  private func present(_ segment: Int) throws(StoreError) -> JournalContent {
    missing.contains(segment) ? source.empty(segment) : try source.content(segment)
  }
}
