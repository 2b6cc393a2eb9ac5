import RegistryModel
import SystemPackage

/// A file of one line that is read as a whole: registry.json, checkpoint.json, a draft.
struct SmallFile {
  /// More than any such file holds.
  static let maximumBytes = 1 << 20

  /// Where it is.
  let path: FilePath
  /// The line, without its line feed.
  let line: ArraySlice<UInt8>

  /// Reads the file; nil if there is none. Never more than such a file can hold.
  static func read(
    _ files: any FileSystem, _ path: FilePath
  ) throws(StoreError) -> SmallFile? {
    let file = try onDisk(path) { () throws(DiskError) in
      try files.facts(path) == nil ? nil : files.open(path, .reading)
    }
    guard let file else { return nil }
    defer { files.close(file) }
    return try SmallFile(files, file, path)
  }

  /// Reads an open file.
  init(
    _ files: any FileSystem, _ file: FileDescriptor, _ path: FilePath
  ) throws(StoreError) {
    let bytes = try onDisk(path) { () throws(DiskError) in
      try files.read(file, at: 0, count: Self.maximumBytes + 1)
    }
    guard bytes.count <= Self.maximumBytes else { throw .damaged(path, line: 1, .oversized) }
    guard bytes.last == UInt8(ascii: "\n") else { throw .damaged(path, line: 1, .unfinished) }
    (self.path, line) = (path, bytes.dropLast())
  }

  /// What an editor or a transfer did to it.
  var harms: Set<TextHarm> {
    Set(
      (line.isMarked ? [.marked] : []) + (line.withoutReturns.count < line.count ? [.turned] : []))
  }

  /// The same file without such harm.
  var turnedBack: SmallFile { SmallFile(path: path, line: line.withoutMark.withoutReturns) }

  private init(path: FilePath, line: ArraySlice<UInt8>) { (self.path, self.line) = (path, line) }

  /// Writes a file of one sealed line; the caller syncs the directory where its name must last.
  static func write(
    _ json: JSON, _ files: any FileSystem, _ path: FilePath, _ permissions: Permissions,
    _ reason: SyncReason
  ) throws(StoreError) {
    try files.replace(path, permissions, reason) { writer throws(DiskError) in
      try writer.write(json.text.utf8.dropLast() + Array(",".utf8))
      try writer.seal()
    }
  }

  /// What it says.
  func json() throws(StoreError) -> JSON {
    if line.isMarked { throw .damaged(path, line: 1, .mark) }
    do { return try JSON(bytes: Array(line)) } catch {
      throw .damaged(path, line: 1 + line.count { $0 == UInt8(ascii: "\n") }, .json(error))
    }
  }
}
