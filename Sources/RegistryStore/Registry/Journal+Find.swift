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
      do throws(Damage) {
        let line = try JournalLine(padded, 0..<found.line.count, reader)
        return JournalPosition(
          segment: segment, start: found.start, end: found.start, seq: line.commit.seq - 1,
          sha256: line.previous, link: line.previous)
      } catch {
        throw damaged(segment, at: found.start, error)
      }
    }
    return JournalPosition()
  }

  /// How the line begins that ends at `position`; nil if no line does.
  func opening(ofLineEndingAt position: JournalPosition) throws(StoreError) -> LineOpening? {
    let path = layout.segment(position.segment)
    return try onDisk(path) { () throws(DiskError) -> LineOpening? in
      let file = try files.open(path, .reading)
      defer { files.close(file) }
      // Back from the line feed that ends it to the one before, or to the beginning.
      var end = position.end - 1
      while end > 0 {
        let count = min(64 << 10, end)
        let bytes = try files.read(file, at: end - count, count: count)
        if let newline = bytes.lastLineFeed(before: bytes.count) {
          return try opening(at: end - count + newline + 1, in: file)
        }
        end -= count
      }
      return try opening(at: 0, in: file)
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

  /// The seq of the line that begins at `offset`.
  func seq(at offset: Int, in file: FileDescriptor) throws(DiskError) -> Int? {
    try opening(at: offset, in: file)?.seq
  }

  private func opening(
    at offset: Int, in file: FileDescriptor
  ) throws(DiskError) -> LineOpening? {
    LineOpening(try files.read(file, at: offset, count: LineOpening.bytes))
  }

  private func line(from offset: Int, in file: FileDescriptor) throws(DiskError) -> [UInt8] {
    let limit = offset + JournalLine.maximumBytes + 1
    let end = try lineFeed(in: file, from: offset, before: limit) ?? limit
    return try files.read(file, at: offset, count: end - offset)
  }
}

/// What the first bytes of a line tell: `{"seq":812,"at":"2026-11-24T06:32:07Z"`.
struct LineOpening {
  /// As many bytes as it takes at most.
  static let bytes = 64

  let seq: Int
  private let rest: ArraySlice<UInt8>

  init?(_ bytes: [UInt8]) {
    let opening = Array("{\"seq\":".utf8)
    guard bytes.starts(with: opening) else { return nil }
    let digits = bytes.dropFirst(opening.count).prefix { (0x30...0x39).contains($0) }
    guard let seq = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
    self.seq = seq
    rest = bytes[digits.endIndex...]
  }

  /// When it was saved.
  var at: Instant? {
    let opening = Array(",\"at\":\"".utf8)
    guard rest.starts(with: opening) else { return nil }
    return Instant(
      String(
        decoding: rest.dropFirst(opening.count).prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
  }
}
