import RegistryModel
import SystemPackage

// The journal's lines as bytes, for backups.
extension Journal {
  /// Bytes handed on at once.
  private static let piece = 1 << 20

  /// Hands on every line through `end` as it is, in whole lines and in order, each verified.
  func copyLines(
    through end: JournalPosition, _ reader: borrowing JSONReader,
    _ body: ([UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) {
    // Verified, but not handed on yet.
    var (segment, start, verified) = (1, 0, 0)
    func hand() throws(StoreError) {
      if start == verified { return }
      try body(try bytes(segment, start..<verified))
      start = verified
    }
    if end.seq > 0 {
      _ = try read(after: JournalPosition(), through: end.seq, reader) {
        _, place throws(StoreError) in
        if place.segment != segment {
          try hand()
          (segment, start) = (place.segment, 0)
        }
        verified = place.end
        if verified - start >= Self.piece { try hand() }
      }
    }
    try hand()
  }

  private func bytes(_ segment: Int, _ range: Range<Int>) throws(StoreError) -> [UInt8] {
    let path = layout.segment(segment)
    return try onDisk(path) { () throws(DiskError) in
      let file = try files.open(path, .reading)
      defer { files.close(file) }
      return try files.read(file, at: range.lowerBound, count: range.count)
    }
  }

  /// Bytes of all lines through `end`.
  func bytes(through end: JournalPosition) throws(StoreError) -> Int {
    var sum = end.end
    for segment in 1..<max(1, end.segment) {
      let path = layout.segment(segment)
      sum += try onDisk(path) { () throws(DiskError) in
        guard let facts = try files.facts(path) else {
          throw DiskError(.open, path, .noSuchFileOrDirectory)
        }
        return facts.bytes
      }
    }
    return sum
  }
}
