// A record file, format 1: one JSON document, one record a line, sorted by number.
//
//     {"format":1,"kind":"organization","registry":"9f2c…","seq":1200,"records":[
//     {"id":"o1",…},
//     {"id":"o2",…}
//     ],"count":2,"sha256":"…"}
//
// It holds every change of its kind through `seq`. `registry` is the id of the registry it belongs to; in
// one of format 1 it is missing. It is valid if and only if sha256 is that of all
// bytes before that key, count is right and the records are sorted. It is written new, synced and
// renamed, so it is whole or damaged, never torn.

import RegistryModel
import SystemPackage

/// What the first line of a record file says.
struct RecordFileHeader: Hashable, Sendable {
  static let format = 1

  let kind: Kind
  /// The registry it belongs to; nil: it does not say.
  let registry: String?
  let seq: Int

  fileprivate var bytes: [UInt8] {
    var bytes: [UInt8] = []
    JSON.object(
      of: ("format", .int(Self.format)), ("kind", .string(kind.rawValue)),
      ("registry", registry.map(JSON.string)), ("seq", .int(seq))
    ).write(to: &bytes)
    bytes.removeLast()
    return bytes + Array(",\"records\":[\n".utf8)
  }

  fileprivate init(kind: Kind, registry: String?, seq: Int) {
    (self.kind, self.registry, self.seq) = (kind, registry, seq)
  }

  /// Refuses a file of another registry.
  ///
  /// - Parameter registry: the id of the one it is read for; nil: its files do not say whose they are.
  func check(_ path: FilePath, belongsTo registry: String?) throws(StoreError) {
    if let registry, self.registry != registry { throw .damaged(path, line: 1, .otherRegistry) }
  }

  /// Reads the first line; the array it opens is closed to make it JSON of its own.
  init(_ line: ArraySlice<UInt8>, of kind: Kind, _ path: FilePath) throws(StoreError) {
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
    self.init(kind: kind, registry: json["registry"]?.string, seq: seq)
  }

  /// The header of the file at `path`; nil if there is none.
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

enum RecordFile {
  /// Writes the file new, makes it durable and puts it into place; the caller syncs the directory.
  static func write<R>(
    _ table: Table<R>, of registry: String, seq: Int, _ files: any FileSystem, _ path: FilePath,
    _ permissions: Permissions
  ) throws(StoreError) {
    try files.replace(path, permissions, .recordFile) { writer throws(DiskError) in
      try writer.write(RecordFileHeader(kind: R.kind, registry: registry, seq: seq).bytes)
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
