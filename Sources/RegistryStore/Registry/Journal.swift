// The journal, format 1.
//
// `journal/000001.jsonl`, `000002.jsonl` … hold every change set ever made, one a line, in order. The
// highest file is the active one; a new one begins once it has 64 MiB. None is moved or deleted;
// `check --repair` gives another name to what only looks like one of them, and puts lines that changed
// places where they belong.
//
// A line is one JSON object of at most 128 MiB, no line feed inside, then a line feed:
//
//     seq        1 on the first line, then one more than the line before
//     at         2026-11-24T06:32:07Z, UTC
//     by         the Unix account
//     batch      what belongs together beyond one line (left out where nothing)
//     reason     left out where none was given
//     undoes     [812] the seqs of the change sets that this one undoes; left out elsewhere
//     changes    [{"kind","id","new":true for a new record,"set":{key:[before, after]}}]
//     access     in place of changes: what private value was shown, or exported where "export" is true
//     standsFor  in a line of `check --repair` only: the sha256 value of the damaged line it takes
//                the place of, as the line after it knows it
//     previous   the sha256 value of the line before, or what that line replaces; null on the first
//     sha256     lower-case hexadecimal, over the line's bytes before this key; always last
//
// Further keys belong to newer programs and are passed over.
//
// A line is valid if and only if it ends with a line feed, its sha256 is that of its bytes, and its
// seq and previous follow the line before. The line feed is the commit mark: bytes after the last
// one of the highest file are torn, were never acknowledged, and are copied to
// `journal/000001.torn-OFFSET` and cut by the next appender; but a whole line with another byte than
// zero after it has lost its line feed. That, and anything else that is not valid, is damage:
// refused, never overwritten.
//
// The disk may write the 4096-byte blocks of several writes in any order. So a line whose line feed
// is not in the block of the line feed before is synced before its line feed is written, and
// synced again: no line feed is ever durable before its line is, nor before those of earlier lines.
//
// Bytes that are cut hold no line feed, so a cut needs no sync of its own: what power brings back of
// them is torn again. A file of the journal is synced before there is a next one, since its last line
// may be that of a process killed before it could sync. Nor is its name sure, be it new or put in place
// by a repair: whoever goes on with a file syncs the directory first, once.
//
// A failed sync is never tried again. The machine may hold pages for written that are not, and then
// a later sync of the same file succeeds and proves nothing. So a FAILED file makes everybody
// read-only, whether the disk is well again or not, and the line loses its line feed, and nothing
// else: cut in one block and left in the next it could come back as damage. `check` takes FAILED
// away: it reads everything, writes the highest file over with its own bytes, so that every page of
// it is on its way to the disk once more, syncs, and cuts what is torn. Lower files were synced whole,
// and files that replace others are rewritten each time; directories belong to the file system's
// own journal, which stops when it cannot be written. What is not promised: that a process killed in
// the very moment between a failed sync and FAILED is noticed.

import RegistryModel
import SystemPackage

/// The journal's files: reads lines, and appends them for whoever holds the lock.
struct Journal {
  /// A new file begins once the active one has this many bytes.
  static let segmentBytes = 64 << 20
  static let chunk = 4 << 20

  let files: any FileSystem
  let layout: RegistryLayout
  let permissions: Permissions
  /// `segmentBytes`, or less in tests.
  var segmentLimit = Journal.segmentBytes
  /// `pageBytes`, or less in tests.
  var pageLimit = Journal.pageBytes

  /// The numbers of the files there are; a gap is damage.
  func segments() throws(StoreError) -> [Int] {
    let numbers = try numbers()
    for (place, number) in numbers.enumerated() where number != place + 1 {
      throw .damaged(
        layout.segment(place + 1), line: nil, .missingBefore(layout.segment(number)))
    }
    return numbers
  }

  /// The numbers of the files there are, in order, gaps or not.
  func numbers() throws(StoreError) -> [Int] {
    try onDisk(layout.journal) { () throws(DiskError) in
      guard try files.facts(layout.journal) != nil else { return [] }
      return try files.list(layout.journal).compactMap(RegistryLayout.segment(named:)).sorted()
    }
  }

  /// Reads the lines after `position` in order, up to the last line feed or the line `last`.
  ///
  /// Returns where the last line ended, and the bytes of an unfinished line after it.
  func read(
    after position: JournalPosition, through last: Int = .max, _ reader: borrowing JSONReader,
    _ body: (JournalLine, JournalPosition) throws(StoreError) -> Void
  ) throws(StoreError) -> (position: JournalPosition, tornBytes: Int) {
    // Listed before reading: only the highest file may still grow.
    let highest = try segments().last ?? 0
    guard highest >= position.segment || position.seq == 0 else {
      throw .damaged(layout.segment(position.segment), line: nil, .missing)
    }
    var position = position
    var torn = 0
    while position.segment <= highest {
      torn = try readSegment(&position, through: last, reader, body)
      if position.segment == highest || position.seq >= last { break }
      if torn > 0 { throw damaged(position.segment, at: position.end, .unfinished) }
      position.beginSegment()
    }
    return (position, torn)
  }

  private func readSegment(
    _ position: inout JournalPosition, through last: Int, _ reader: borrowing JSONReader,
    _ body: (JournalLine, JournalPosition) throws(StoreError) -> Void
  ) throws(StoreError) -> Int {
    let path = layout.segment(position.segment)
    let file = try onDisk(path) { () throws(DiskError) in try files.open(path, .reading) }
    defer { files.close(file) }
    position.inode = try onDisk(path) { () throws(DiskError) in try files.facts(file).inode }
    var wanted = Self.chunk
    while true {
      let offset = position.end
      var bytes = try onDisk(path) { () throws(DiskError) in
        try files.read(file, at: offset, count: wanted)
      }
      let got = bytes.count
      let whole = bytes.lastLineFeed(before: got).map { $0 + 1 } ?? 0
      bytes += repeatElement(0, count: JSONReader.padding)
      var start = 0
      while start < whole {
        let end = bytes.lineFeed(in: start..<whole) ?? whole
        let line = try line(bytes, start..<end, after: position, at: offset + start, reader)
        position = position.following(line, bytes: end - start + 1)
        try body(line, position)
        if position.seq >= last { return 0 }
        start = end + 1
      }
      if got < wanted {
        if Self.hasLostLineFeed(bytes[whole..<got]) {
          throw damaged(position.segment, at: position.end, .unfinished)
        }
        return got - whole
      }
      wanted = whole > 0 ? Self.chunk : try bytesOfLine(at: offset, position.segment, file)
    }
  }

  /// How much to read for the long line that begins at `offset`, or for what there is of it.
  private func bytesOfLine(
    at offset: Int, _ segment: Int, _ file: FileDescriptor
  ) throws(StoreError) -> Int {
    let limit = offset + JournalLine.maximumBytes + 1
    let end = try onDisk(layout.segment(segment)) { () throws(DiskError) -> Int in
      if let feed = try lineFeed(in: file, from: offset + Self.chunk, before: limit) { return feed }
      return try files.facts(file).bytes
    }
    guard end < limit else { throw damaged(segment, at: offset, .unfinished) }
    return end + 1 - offset
  }

  /// A whole line with another byte where its line feed belongs is damage: a write that was cut
  /// short leaves nothing there, or zero.
  static func hasLostLineFeed(_ torn: ArraySlice<UInt8>) -> Bool {
    guard let last = torn.last, last != 0 else { return false }
    return Seal.isWhole(torn.dropLast())
  }

  private func line(
    _ bytes: [UInt8], _ range: Range<Int>, after position: JournalPosition, at offset: Int,
    _ reader: borrowing JSONReader
  ) throws(StoreError) -> JournalLine {
    let line = try parse(bytes, range, position.segment, at: offset, reader)
    do throws(Damage) { try line.follows(position) } catch {
      throw damaged(position.segment, at: offset, error)
    }
    return line
  }

  /// Reads one line, wherever it is in the chain.
  func parse(
    _ bytes: [UInt8], _ range: Range<Int>, _ segment: Int, at offset: Int,
    _ reader: borrowing JSONReader
  ) throws(StoreError) -> JournalLine {
    do throws(Damage) { return try JournalLine(bytes, range, reader) } catch {
      throw damaged(segment, at: offset, error)
    }
  }

  /// That a line holds records of a kind this program does not know; nil if it does not.
  func newerKind(_ line: JournalLine, at place: JournalPosition) -> StoreError? {
    line.newerKind.map { kind in
      .newerKind(
        layout.segment(place.segment), line: lineNumber(place.segment, at: place.start), kind: kind)
    }
  }

  /// Damage named by file and line.
  func damaged(_ segment: Int, at offset: Int, _ damage: Damage) -> StoreError {
    .damaged(layout.segment(segment), line: lineNumber(segment, at: offset), damage)
  }

  /// The number of the line that begins at `offset`, counted from 1.
  private func lineNumber(_ segment: Int, at offset: Int) -> Int? {
    guard let file = try? files.open(layout.segment(segment), .reading) else { return nil }
    defer { files.close(file) }
    return (try? files.lineNumber(at: offset, in: file)) ?? nil
  }
}

/// A place in the journal: the line last read, and where the next one begins.
package struct JournalPosition: Hashable, Sendable {
  var segment = 1
  /// Where the line begins and where the one after it does.
  var start = 0
  var end = 0
  package var seq = 0
  /// When the line was saved; nil where that was not read.
  package var at: Instant?
  /// The line's checksum; nil before the first line.
  package var sha256: String?
  /// What the next line calls the one before it: `sha256`, or what a repair replaces.
  package var link: String?
  /// The file that was read, whatever its name says now; nil if it was not.
  var inode: UInt64?
}

extension JournalPosition {
  /// Before the first line.
  package static var beginning: JournalPosition { JournalPosition() }

  /// Behind `line`, which begins where this position ends and takes `bytes`, its line feed included.
  package func following(_ line: JournalLine, bytes: Int) -> JournalPosition {
    JournalPosition(
      segment: segment, start: end, end: end + bytes, seq: line.commit.seq, at: line.commit.at,
      sha256: line.sha256, link: line.link, inode: inode)
  }

  /// `moment`, or that of the line where it is later: a clock that was put back dates no line before the
  /// one before it.
  package func latest(_ moment: Instant) -> Instant {
    guard let at, at.seconds > moment.seconds else { return moment }
    return at
  }

  /// Goes to the beginning of the next file.
  mutating func beginSegment() { (segment, start, end, inode) = (segment + 1, 0, 0, nil) }
}

extension JournalLine {
  /// Refuses a line that does not belong after `position`.
  package func follows(_ position: JournalPosition) throws(Damage) {
    guard commit.seq == position.seq + 1 else {
      throw .outOfOrder(expected: position.seq + 1, found: commit.seq)
    }
    guard previous == position.link else { throw .chain }
  }
}
