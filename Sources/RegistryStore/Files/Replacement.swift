import RegistryModel
import SystemPackage

/// A file being written beside the one it will replace, with a checksum over all its bytes.
struct Replacement {
  private static let buffered = 1 << 20
  /// So much is sent on its way at once: a save must not wait behind fifty megabytes.
  private static let sent = 4 << 20

  fileprivate let files: any FileSystem
  fileprivate let file: FileDescriptor
  private var written = 0
  private var buffer: [UInt8] = []
  private var checksum = Checksum()

  fileprivate init(_ files: any FileSystem, _ file: FileDescriptor) {
    (self.files, self.file) = (files, file)
  }

  mutating func write(_ bytes: [UInt8]) throws(DiskError) {
    buffer += bytes
    if buffer.count >= Self.buffered { try flush() }
  }

  /// Ends the file with its checksum.
  mutating func seal() throws(DiskError) {
    checksum.update(buffer)
    var seal: [UInt8] = []
    Seal.close(&seal, checksum.text)
    let tail = buffer + seal + Array("\n".utf8)
    try files.write(tail, to: file, at: written)
    buffer = []
    written += tail.count
  }

  fileprivate mutating func flush() throws(DiskError) {
    if buffer.isEmpty { return }
    checksum.update(buffer)
    try files.write(buffer, to: file, at: written)
    if written / Self.sent != (written + buffer.count) / Self.sent { try files.send(file) }
    written += buffer.count
    buffer.removeAll(keepingCapacity: true)
  }
}

extension FileSystem {
  /// Replaces the file at `path` in one step by what `body` writes: written new, synced, renamed.
  ///
  /// Only one process at a time replaces a file (it holds a lock), so what an earlier one left
  /// unfinished is in nobody's use. A failure leaves nothing that would fill a full disk.
  func replace(
    _ path: FilePath, _ permissions: Permissions, _ reason: SyncReason,
    _ body: (inout Replacement) throws(DiskError) -> Void
  ) throws(StoreError) {
    let new = FilePath(path.string + ".new")
    try onDisk(new) { () throws(DiskError) in
      if try facts(new) != nil { try remove(new) }
      let file = try open(new, .creating)
      defer { close(file) }
      do throws(DiskError) {
        try setMode(file, permissions.file)
        var replacement = Replacement(self, file)
        try body(&replacement)
        try replacement.flush()
        try sync(file, reason)
        try rename(new, to: path)
      } catch {
        try? remove(new)
        throw error
      }
    }
  }
}

extension FileSystem {
  /// Keeps bytes in a new file, durable with its name before anything is done to where they come
  /// from; its name is the first of `names` that is free. A failure leaves no half of them, which
  /// would only fill a full disk.
  func keep(
    _ bytes: [UInt8], as names: (Int) -> FilePath, _ permissions: Permissions,
    _ reasons: (bytes: SyncReason, name: SyncReason)
  ) throws(DiskError) -> FilePath {
    var number = 0
    while try facts(names(number)) != nil { number += 1 }
    let path = names(number)
    try create(path, bytes, permissions, reasons.bytes)
    do throws(DiskError) { try syncDirectory(path.parent, reasons.name) } catch {
      try? remove(path)
      throw error
    }
    return path
  }

  /// Makes a file that is not there yet, durable but for its name; or none.
  func create(
    _ path: FilePath, _ bytes: [UInt8], _ permissions: Permissions, _ reason: SyncReason
  ) throws(DiskError) {
    let file = try open(path, .creating)
    defer { close(file) }
    do throws(DiskError) {
      try setMode(file, permissions.file)
      try write(bytes, to: file, at: 0)
      try sync(file, reason)
    } catch {
      try? remove(path)
      throw error
    }
  }
}
