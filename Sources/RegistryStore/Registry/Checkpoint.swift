import RegistryModel
import SystemPackage

/// `checkpoint.json`: all record files hold every change of their kind up to this line.
///
/// One object: format, seq, segment, offset (where the line of seq ends in that file of the journal)
/// and sha256 (that line's, which must be before offset). Reading the journal begins there.
struct Checkpoint: Hashable, Sendable {
  static let format = 1

  let seq: Int
  let segment: Int
  let offset: Int
  let sha256: String

  init?(_ position: JournalPosition) {
    guard let sha256 = position.sha256, position.end > 0 else { return nil }
    (seq, segment, offset) = (position.seq, position.segment, position.end)
    self.sha256 = sha256
  }

  /// Reads the file; nil if there is none.
  static func read(
    _ files: any FileSystem, _ path: FilePath
  ) throws(StoreError) -> Checkpoint? {
    let found = try SmallFile.read(files, path)
    return try found.map { (file) throws(StoreError) in try Checkpoint(file) }
  }

  /// Reads what checkpoint.json holds.
  init(_ file: SmallFile) throws(StoreError) {
    let (path, json) = (file.path, try file.json())
    guard let format = json["format"]?.int, format > 0 else {
      throw .damaged(path, line: 1, .shape(key: "format"))
    }
    guard format <= Self.format else { throw .newerFormat(path, format: format) }
    let number = { (key: String, least: Int) throws(StoreError) -> Int in
      guard let number = json[key]?.int, number >= least else {
        throw .damaged(path, line: 1, .shape(key: key))
      }
      return number
    }
    seq = try number("seq", 1)
    segment = try number("segment", 1)
    offset = try number("offset", 0)
    guard let sha256 = json["sha256"]?.string else {
      throw .damaged(path, line: 1, .shape(key: "sha256"))
    }
    self.sha256 = sha256
  }

  func write(
    _ files: any FileSystem, _ path: FilePath, _ permissions: Permissions
  ) throws(StoreError) {
    let json = JSON.object(
      of: ("format", .int(Self.format)), ("seq", .int(seq)), ("segment", .int(segment)),
      ("offset", .int(offset)), ("sha256", .string(sha256)))
    try files.replace(path, permissions, .checkpoint) { writer throws(DiskError) in
      try writer.write(Array((json.text + "\n").utf8))
    }
  }
}

extension JournalPosition {
  /// The end of the line a checkpoint names.
  init(_ checkpoint: Checkpoint) {
    self.init(
      segment: checkpoint.segment, start: checkpoint.offset, end: checkpoint.offset,
      seq: checkpoint.seq, sha256: checkpoint.sha256, link: checkpoint.sha256)
  }
}
