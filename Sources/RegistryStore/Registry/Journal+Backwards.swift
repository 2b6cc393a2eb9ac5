import RegistryModel
import SystemPackage

// Reading from the newest line on: history is asked for as it was made last, and for the few lines
// of one record among millions.
extension Journal {
  /// A page looks through so many bytes at most: a save never waits long behind it.
  static let pageBytes = 64 << 20
  private static let firstChunk = 256 << 10

  /// Gives `body` the lines before the end of `position` that hold `mark` (empty: all), newest
  /// first, until it returns false or a page's bytes are looked through.
  ///
  /// Lines that are passed over are not checked; the others are, by their checksum. Returns the seq
  /// before which nothing was looked at; nil at the beginning of the journal.
  func readBackwards(
    from position: JournalPosition, holding mark: [UInt8], _ reader: borrowing JSONReader,
    _ body: (JournalLine) throws(StoreError) -> Bool
  ) throws(StoreError) -> Int? {
    var left = pageLimit
    var end = position.end
    for segment in stride(from: position.segment, to: 0, by: -1) {
      let path = layout.segment(segment)
      let file = try onDisk(path) { () throws(DiskError) in try files.open(path, .reading) }
      defer { files.close(file) }
      if segment < position.segment {
        end = try onDisk(path) { () throws(DiskError) in try files.facts(file).bytes }
      }
      var wanted = Self.firstChunk
      while end > 0 {
        let start = max(0, end - wanted)
        var bytes = try onDisk(path) { () throws(DiskError) in
          try files.read(file, at: start, count: end - start)
        }
        guard bytes.count == end - start, bytes.last == UInt8(ascii: "\n") else {
          throw damaged(segment, at: start, .unfinished)
        }
        // What is before the first line feed may be the end of a line.
        let first = start == 0 ? 0 : (bytes.lineFeed(in: 0..<bytes.count) ?? 0) + 1
        let whole = first..<bytes.count
        wanted = whole.isEmpty ? wanted * 2 : min(wanted * 2, Self.chunk)
        if whole.isEmpty { continue }
        bytes += repeatElement(0, count: JSONReader.padding)
        for range in bytes.lines(in: whole, holding: mark).reversed() {
          let line = try parse(bytes, range, segment, at: start + range.lowerBound, reader)
          if try !body(line) { return line.commit.seq > 1 ? line.commit.seq : nil }
        }
        end = start + first
        left -= whole.count
        if left <= 0,
          let seq = try onDisk(path, { () throws(DiskError) in try seq(at: end, in: file) })
        {
          return seq > 1 ? seq : nil
        }
      }
    }
    return nil
  }
}
