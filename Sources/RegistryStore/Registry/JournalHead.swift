import SystemPackage

/// The line a journal ends with: what is kept outside the registry is true of one such line only.
public struct JournalHead: Hashable, Sendable {
  /// Its seq.
  public let seq: Int
  /// Its checksum, in which those of all lines before have a part.
  public let sha256: String

  /// The line `seq` with this checksum.
  public init(seq: Int, sha256: String) { (self.seq, self.sha256) = (seq, sha256) }

  package init?(_ position: JournalPosition) {
    guard let sha256 = position.sha256 else { return nil }
    self.init(seq: position.seq, sha256: sha256)
  }
}

extension Journal {
  /// The line the journal ends with, told from its last bytes; nil if there is none.
  func head() throws(StoreError) -> JournalHead? {
    for segment in try segments().reversed() {
      guard let end = try lastLineEnd(segment) else { continue }
      let place = JournalPosition(segment: segment, end: end)
      guard let seq = try opening(ofLineEndingAt: place)?.seq else { return nil }
      let path = layout.segment(segment)
      let seal = try onDisk(path) { () throws(DiskError) in
        let file = try files.open(path, .reading)
        defer { files.close(file) }
        return try files.read(file, at: max(0, end - 1 - Seal.count), count: Seal.count)
      }
      return Seal.stated(by: seal[...]).map { JournalHead(seq: seq, sha256: $0) }
    }
    return nil
  }

  /// Where the last line of a file ends; nil if it has none.
  private func lastLineEnd(_ segment: Int) throws(StoreError) -> Int? {
    let path = layout.segment(segment)
    return try onDisk(path) { () throws(DiskError) -> Int? in
      let file = try files.open(path, .reading)
      defer { files.close(file) }
      var end = try files.facts(file).bytes
      while end > 0 {
        let count = min(64 << 10, end)
        let bytes = try files.read(file, at: end - count, count: count)
        if let feed = bytes.lastLineFeed(before: bytes.count) { return end - count + feed + 1 }
        end -= count
      }
      return nil
    }
  }
}
