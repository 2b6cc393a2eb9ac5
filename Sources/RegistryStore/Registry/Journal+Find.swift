import RegistryModel
import SystemPackage

// Finding a line without reading the whole journal: lines are in order and begin with their seq.
extension Journal {
  /// Small enough to be read through.
  private static let nearby = 256 << 10

  /// A place shortly before the line of `seq`.
  func position(
    before seq: Int, _ reader: borrowing JSONReader
  ) throws(StoreError) -> JournalPosition {
    for segment in try segments().reversed() {
      let path = layout.segment(segment)
      let found = try onDisk(path) { () throws(DiskError) -> (start: Int, line: [UInt8])? in
        let file = try files.open(path, .reading)
        defer { files.close(file) }
        guard let start = try lineStart(before: seq, in: file) else { return nil }
        return (start, try line(from: start, in: file))
      }
      guard let found else { continue }
      let padded = found.line + repeatElement(0, count: JSONReader.padding)
      do throws(LineError) {
        let line = try JournalLine(
          padded, 0..<found.line.count, reader, skipsNewer: skipsNewer)
        return JournalPosition(
          segment: segment, start: found.start, end: found.start, seq: line.commit.seq - 1,
          sha256: line.previous, link: line.previous)
      } catch {
        if case .damage(let damage) = error { throw damaged(segment, at: found.start, damage) }
        break  // the kind is named when the line is read again
      }
    }
    return JournalPosition()
  }

  /// The seq of the line that ends at `position`; nil if no line does.
  func seq(ofLineEndingAt position: JournalPosition) throws(StoreError) -> Int? {
    let path = layout.segment(position.segment)
    return try onDisk(path) { () throws(DiskError) -> Int? in
      let file = try files.open(path, .reading)
      defer { files.close(file) }
      // Back from the line feed that ends it to the one before, or to the beginning.
      var end = position.end - 1
      while end > 0 {
        let count = min(64 << 10, end)
        let bytes = try files.read(file, at: end - count, count: count)
        if let newline = bytes.lastLineFeed(before: bytes.count) {
          return try seq(at: end - count + newline + 1, in: file)
        }
        end -= count
      }
      return try seq(at: 0, in: file)
    }
  }

  /// The beginning of a line whose seq is at most `seq`, near it; nil if the file begins later.
  private func lineStart(before seq: Int, in file: FileDescriptor) throws(DiskError) -> Int? {
    guard let first = try self.seq(at: 0, in: file), first <= seq else { return nil }
    var low = 0
    var high = try files.facts(file).bytes
    while high - low > Self.nearby {
      let middle = low + (high - low) / 2
      guard let start = try lineStart(after: middle, before: high, in: file),
        let found = try self.seq(at: start, in: file), found <= seq
      else {
        high = middle
        continue
      }
      low = start
    }
    return low
  }

  private func lineStart(
    after offset: Int, before end: Int, in file: FileDescriptor
  ) throws(DiskError) -> Int? {
    guard let newline = try lineFeed(in: file, from: offset, before: end) else { return nil }
    return newline + 1 < end ? newline + 1 : nil
  }

  /// The first line feed from `offset` on.
  func lineFeed(
    in file: FileDescriptor, from offset: Int, before end: Int
  ) throws(DiskError) -> Int? {
    var place = offset
    while place < end {
      let bytes = try files.read(file, at: place, count: min(64 << 10, end - place))
      if bytes.isEmpty { return nil }
      if let newline = bytes.lineFeed(in: 0..<bytes.count) { return place + newline }
      place += bytes.count
    }
    return nil
  }

  /// The seq of the line that begins at `offset`: the digits after `{"seq":`.
  func seq(at offset: Int, in file: FileDescriptor) throws(DiskError) -> Int? {
    let opening = Array("{\"seq\":".utf8)
    let bytes = try files.read(file, at: offset, count: 32)
    guard bytes.starts(with: opening) else { return nil }
    let digits = bytes.dropFirst(opening.count).prefix { (0x30...0x39).contains($0) }
    return Int(String(decoding: digits, as: UTF8.self))
  }

  private func line(from offset: Int, in file: FileDescriptor) throws(DiskError) -> [UInt8] {
    let limit = offset + JournalLine.maximumBytes + 1
    let end = try lineFeed(in: file, from: offset, before: limit) ?? limit
    return try files.read(file, at: offset, count: end - offset)
  }
}
