import CLinux
import Glibc
import SystemPackage

// Where lines end, at the speed of memchr.
extension [UInt8] {
  /// The first line feed in `range`.
  func lineFeed(in range: Range<Int>) -> Int? {
    withUnsafeBytes { bytes in
      let part = bytes[range]
      guard let start = UnsafeRawBufferPointer(rebasing: part).baseAddress,
        let found = memchr(start, 0x0A, part.count)
      else { return nil }
      return range.lowerBound + (UnsafeRawPointer(found) - start)
    }
  }

  /// The last line feed before `end`.
  func lastLineFeed(before end: Int) -> Int? {
    withUnsafeBytes { bytes in
      var place = end - 1
      while place >= 0, bytes[place] != 0x0A { place -= 1 }
      return place < 0 ? nil : place
    }
  }

  /// Line feeds before `end`: the number of whole lines.
  func lineFeeds(before end: Int) -> Int {
    var (count, place) = (0, 0)
    while let found = lineFeed(in: place..<end) { (count, place) = (count + 1, found + 1) }
    return count
  }

  /// The lines of `range`, without their line feeds, that hold `mark`; all where it is empty.
  func lines(in range: Range<Int>, holding mark: [UInt8]) -> [Range<Int>] {
    var (lines, place) = ([Range<Int>](), range.lowerBound)
    while place < range.upperBound, let found = self.place(of: mark, in: place..<range.upperBound) {
      let start = (lastLineFeed(before: found) ?? -1) + 1
      let end = lineFeed(in: found..<range.upperBound) ?? range.upperBound
      lines.append(start..<end)
      place = end + 1
    }
    return lines
  }

  /// The first place of `part` in `range`.
  func place(of part: [UInt8], in range: Range<Int>) -> Int? {
    if part.isEmpty { return range.lowerBound }
    return withUnsafeBytes { bytes in
      guard let start = UnsafeRawBufferPointer(rebasing: bytes[range]).baseAddress,
        let found = memmem(start, range.count, part, part.count)
      else { return nil }
      return range.lowerBound + (UnsafeRawPointer(found) - start)
    }
  }
}

/// What an editor or a transfer in text mode does to a file, or a disk to its last byte. This program
/// writes nothing of the sort, and a checksum says whether all is well without it.
enum TextHarm {
  /// A carriage return before every line feed.
  case turned
  /// A byte order mark before the first line.
  case marked
  /// Another byte where the line feed of the last line belongs.
  case unended
}

extension [UInt8] {
  private static let feed = UInt8(ascii: "\n")

  /// These bytes without the harm, and where the lines end then that were turned; nil where there is
  /// none.
  func turnedBack() -> (bytes: [UInt8], harms: Set<TextHarm>, ends: Set<Int>)? {
    var harms: Set<TextHarm> = self[...].isMarked ? [.marked] : []
    if place(of: Array("\r\n".utf8), in: 0..<count) != nil { harms.insert(.turned) }
    if harms.isEmpty { return nil }
    var (bytes, ends) = ([UInt8](), Set<Int>())
    var start = count - self[...].withoutMark.count
    bytes.reserveCapacity(count)
    while let feed = lineFeed(in: start..<count) {
      let line = self[start..<feed]
      bytes += line.withoutReturns
      bytes.append(Self.feed)
      if line.last == UInt8(ascii: "\r") { ends.insert(bytes.count) }
      start = feed + 1
    }
    return (bytes + self[start...], harms, ends)
  }
}

extension ArraySlice<UInt8> {
  private static var mark: [UInt8] { [0xEF, 0xBB, 0xBF] }

  var isMarked: Bool { starts(with: Self.mark) }
  var withoutMark: Self { isMarked ? dropFirst(Self.mark.count) : self }

  /// A line without the carriage returns at its end.
  var withoutReturns: Self {
    lastIndex { $0 != UInt8(ascii: "\r") }.map(prefix(through:)) ?? []
  }
}

extension FileSystem {
  /// The number of the line that begins at `offset`, counted from 1; nil if the file is shorter.
  func lineNumber(at offset: Int, in file: FileDescriptor) throws(DiskError) -> Int? {
    var (line, place) = (1, 0)
    while place < offset {
      let bytes = try read(file, at: place, count: min(4 << 20, offset - place))
      if bytes.isEmpty { return nil }
      line += bytes.lineFeeds(before: bytes.count)
      place += bytes.count
    }
    return line
  }

  /// The number of the first line of more than `limit` bytes; nil if all are shorter. The file
  /// itself may be larger than memory.
  func lineLonger(than limit: Int, _ file: FileDescriptor) throws(DiskError) -> Int? {
    var (line, start, place) = (1, 0, 0)
    while true {
      let bytes = try read(file, at: place, count: 4 << 20)
      let first = bytes.lineFeed(in: 0..<bytes.count) ?? bytes.count
      if place + first - start > limit { return line }
      if bytes.isEmpty { return nil }
      if let last = bytes.lastLineFeed(before: bytes.count) {
        line += bytes.lineFeeds(before: bytes.count)
        start = place + last + 1
      }
      place += bytes.count
    }
  }
}
