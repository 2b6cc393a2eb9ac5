import SystemPackage

extension Backup {
  /// Writes it to a new file at `path`: its own line, then those that `lines` hands over, in order.
  ///
  /// - Parameter isWanted: asked before the file gets its name; throws where nobody waits for it any longer.
  /// - Errors: `.exists` where there is something at `path`; then, as after any other error,
  ///   nothing is there that was not there before.
  func write(
    to path: FilePath, _ files: any FileSystem, _ permissions: Permissions,
    isWanted: () throws(StoreError) -> Void = {},
    _ lines: (_ write: ([UInt8]) throws(StoreError) -> Void) throws(StoreError) -> Void
  ) throws(StoreError) {
    let first = line
    guard first.count <= JournalLine.maximumBytes else { throw .tooLarge(bytes: first.count) }
    let begun = try onDisk(path) { () throws(DiskError) in try files.begin(.backup, at: path) }
    let (new, file) = (begun.place, begun.file)
    defer { files.close(file) }
    do throws(StoreError) {
      var writer = try onDisk(new) { () throws(DiskError) in
        try files.setMode(file, permissions.file)
        var writer = try GzipWriter(files, file)
        try writer.write(first)
        return writer
      }
      try lines { bytes throws(StoreError) in
        try onDisk(new) { () throws(DiskError) in try writer.write(bytes) }
      }
      try onDisk(new) { () throws(DiskError) in
        try writer.finish()
        try files.sync(file, .backup)
      }
      try isWanted()
      do throws(DiskError) { try files.rename(new, to: path, replacing: false) } catch {
        throw error.cause == .fileExists ? .exists(path) : .disk(error)
      }
      try onDisk(path) { () throws(DiskError) in
        try files.syncDirectory(path.parent, .backupName)
      }
    } catch {
      try? files.remove(new)
      throw error
    }
  }

  /// Writes it where no engine keeps files, readable by its owner alone; `lines` hands over whole lines with
  /// their line feeds, in order.
  package func write(
    to path: FilePath, isWanted: () throws(StoreError) -> Void = {},
    _ lines: (_ write: ([UInt8]) throws(StoreError) -> Void) throws(StoreError) -> Void
  ) throws(StoreError) {
    let files = PosixFileSystem()
    guard try onDisk(path, { () throws(DiskError) in try files.facts(path) }) == nil else {
      throw .exists(path)
    }
    try write(to: path, files, Permissions(isShared: false), isWanted: isWanted, lines)
  }
}
