// A record file, format 1: one JSON document, one record a line, sorted by number.
//
//     {"format":1,"kind":"organization","seq":1200,"records":[
//     {"id":"o1",…},
//     {"id":"o2",…}
//     ],"count":2,"sha256":"…"}
//
// It holds every change of its kind through `seq`. It is valid if and only if sha256 is that of all
// bytes before that key, count is right and the records are sorted. It is written new, synced and
// renamed, so it is whole or damaged, never torn.

import RegistryModel
import SystemPackage

/// The records of one kind as their file holds them.
struct RecordFile<R: Record>: Sendable {
  let seq: Int
  let records: [Stored<R>]
}

/// What the first line of a record file says.
struct RecordFileHeader: Hashable, Sendable {
  static let format = 1

  let kind: Kind
  let seq: Int

  fileprivate var bytes: [UInt8] {
    var bytes: [UInt8] = []
    JSON.object(
      of: ("format", .int(Self.format)), ("kind", .string(kind.rawValue)), ("seq", .int(seq))
    ).write(to: &bytes)
    bytes.removeLast()
    return bytes + Array(",\"records\":[\n".utf8)
  }

  fileprivate init(kind: Kind, seq: Int) {
    self.kind = kind
    self.seq = seq
  }

  /// Reads the first line; the array it opens is closed to make it JSON of its own.
  fileprivate init(_ line: ArraySlice<UInt8>, of kind: Kind, _ path: FilePath) throws(StoreError) {
    let json: JSON
    do { json = try JSON(bytes: Array(line) + Array("]}".utf8)) } catch {
      throw .damaged(path, line: 1, .json(error))
    }
    guard let format = json["format"]?.int else {
      throw .damaged(path, line: 1, .shape(key: "format"))
    }
    guard format <= Self.format else { throw .newerFormat(path, format: format) }
    guard json["kind"]?.string == kind.rawValue else {
      throw .damaged(path, line: 1, .shape(key: "kind"))
    }
    guard let seq = json["seq"]?.int, seq >= 0 else {
      throw .damaged(path, line: 1, .shape(key: "seq"))
    }
    self.init(kind: kind, seq: seq)
  }

  /// The header of the file at `path`; nil where there is none.
  static func read(
    _ files: any FileSystem, _ path: FilePath, of kind: Kind
  ) throws(StoreError) -> RecordFileHeader? {
    let bytes = try onDisk(path) { () throws(DiskError) -> [UInt8]? in
      guard try files.facts(path) != nil else { return nil }
      let file = try files.open(path, .reading)
      defer { files.close(file) }
      return try files.read(file, at: 0, count: 4096)
    }
    guard let bytes else { return nil }
    let line = bytes[..<(bytes.lineFeed(in: 0..<bytes.count) ?? bytes.count)]
    return try RecordFileHeader(line, of: kind, path)
  }
}

// Reading.
extension RecordFile {
  /// Reads and verifies the file at `path` on all cores; nil where there is none.
  static func read(
    _ files: any FileSystem, _ path: FilePath
  ) throws(StoreError) -> RecordFile? {
    let content = try onDisk(path) { () throws(DiskError) -> [UInt8]? in
      guard try files.facts(path) != nil else { return nil }
      let file = try files.open(path, .reading)
      defer { files.close(file) }
      // With room for the padding, so that adding it copies nothing.
      return try files.read(file, at: 0, count: files.facts(file).bytes + JSONReader.padding)
    }
    guard var bytes = consume content else { return nil }
    let count = bytes.count
    bytes += repeatElement(0, count: JSONReader.padding)
    guard let lines = RecordLines(bytes, count: count) else {
      throw .damaged(path, line: nil, .checksum)
    }
    let header = try RecordFileHeader(bytes[lines.header], of: R.kind, path)

    // The checksum is one more part of the work, taken up first.
    let parts = lines.split(bytes, into: 2 * Threads.cores)
    let shared = bytes
    let work: [Range<Int>?] = [nil] + parts
    let results = Threads.map(work, threads: parts.count) {
      part -> Result<[Stored<R>], LineFault> in
      guard let part else {
        return Seal.isWhole(shared[..<lines.sealed])
          ? .success([]) : .failure(LineFault(nil, .checksum))
      }
      return Self.decode(shared, part)
    }
    var records: [Stored<R>] = []
    for result in results {
      switch result {
      case .success(let part): records += part
      case .failure(let fault):
        let line = fault.offset.map { offset in
          bytes.lineFeeds(before: offset) + 1
        }
        throw .damaged(path, line: line, fault.damage)
      }
    }
    let places = zip(records, records.dropFirst())
    guard places.allSatisfy({ $0.id.number < $1.id.number }) else {
      throw .damaged(path, line: nil, .order)
    }
    guard lines.footer(bytes)?["count"]?.int == records.count else {
      throw .damaged(path, line: nil, .count)
    }
    return RecordFile(seq: header.seq, records: records)
  }

  private static func decode(
    _ bytes: [UInt8], _ part: Range<Int>
  ) -> Result<[Stored<R>], LineFault> {
    var records: [Stored<R>] = []
    var start = part.lowerBound
    do {
      let reader = try JSONReader()
      while start < part.upperBound {
        let end =
          bytes.lineFeed(in: start..<part.upperBound) ?? part.upperBound
        let comma = end > start && bytes[end - 1] == UInt8(ascii: ",")
        records.append(try Stored<R>(json: reader.read(bytes, start..<(comma ? end - 1 : end))))
        start = end + 1
      }
      return .success(records)
    } catch let error as FieldError {
      return .failure(LineFault(start, .record(error)))
    } catch {
      return .failure(
        LineFault(start, .json(error as? JSONError ?? JSONError(.syntax, at: nil))))
    }
  }
}

/// Damage found by one of several threads.
private struct LineFault: Error {
  /// Where the line begins; nil for the whole file.
  let offset: Int?
  let damage: Damage

  init(_ offset: Int?, _ damage: Damage) {
    self.offset = offset
    self.damage = damage
  }
}

/// Where the three parts of a record file lie.
private struct RecordLines: Sendable {
  /// Below this a thread of its own costs more than it brings.
  private static let smallestPart = 256 << 10

  let header: Range<Int>
  let records: Range<Int>
  /// `],"count":…`, without the line feed.
  private let footer: Range<Int>

  /// Nil where the bytes have no header, no footer or no line feed at the end.
  init?(_ bytes: [UInt8], count: Int) {
    guard count > 0, bytes[count - 1] == UInt8(ascii: "\n"),
      let first = bytes.lineFeed(in: 0..<count),
      let last = bytes.lastLineFeed(before: count - 1), count - last > 4
    else { return nil }
    header = 0..<first
    records = (first + 1)..<max(first + 1, last)
    footer = (last + 1)..<(count - 1)
  }

  /// Bytes the seal closes.
  var sealed: Int { footer.upperBound }

  /// The records in about equal parts, cut at lines.
  func split(_ bytes: [UInt8], into parts: Int) -> [Range<Int>] {
    let target = max(Self.smallestPart, records.count / max(1, parts) + 1)
    var ranges: [Range<Int>] = []
    var start = records.lowerBound
    while start < records.upperBound {
      let wanted = min(start + target, records.upperBound)
      let end = bytes.lineFeed(in: wanted..<records.upperBound)
      ranges.append(start..<(end ?? records.upperBound))
      start = (end ?? records.upperBound) + 1
    }
    return ranges
  }

  /// What the last line says.
  func footer(_ bytes: [UInt8]) -> JSON? {
    try? JSON(bytes: Array("{".utf8) + bytes[footer].dropFirst("],".utf8.count))
  }
}

// Writing.
extension RecordFile {
  /// Writes the file new, makes it durable and puts it into place; the caller syncs the directory.
  static func write(
    _ table: Table<R>, seq: Int, _ files: any FileSystem, _ path: FilePath,
    _ permissions: Permissions
  ) throws(StoreError) {
    try files.replace(path, permissions, .recordFile) { writer throws(DiskError) in
      try writer.write(RecordFileHeader(kind: R.kind, seq: seq).bytes)
      var isFirst = true
      for stored in table.all {
        var line: [UInt8] = isFirst ? [] : Array(",\n".utf8)
        isFirst = false
        stored.json.write(to: &line)
        try writer.write(line)
      }
      try writer.write(
        Array("\(isFirst ? "" : "\n")],\"count\":\(table.count),".utf8))
      try writer.seal()
    }
  }
}
