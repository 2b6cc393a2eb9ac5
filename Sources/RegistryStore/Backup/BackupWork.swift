import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Writes everything up to the head into a new file, while others go on saving.
  ///
  /// Every line is verified on its way: what is damaged is refused, not copied.
  ///
  /// - Errors: `.exists` where there is something at `path`; then, as after any other error,
  ///   nothing is there that was not there before.
  public func backup(
    to path: FilePath, _ progress: (WorkProgress) throws(StoreError) -> Void = { _ in }
  ) throws(StoreError) -> Backup {
    _ = try catchUp()
    return try backupWork.run(to: path, at: clock.at, by: account, progress)
  }

  /// What a thread of its own needs to make a backup of everything up to the head.
  package var backupWork: BackupWork {
    BackupWork(
      files: files, layout: layout, permissions: permissions, journal: journal,
      identity: identity, office: head.office.name ?? "", end: position)
  }
}

/// Makes a backup: a value, since the journal up to a place never changes.
package struct BackupWork: Sendable {
  let files: any FileSystem
  let layout: RegistryLayout
  let permissions: Permissions
  let journal: Journal
  let identity: RegistryIdentity
  let office: String
  let end: JournalPosition

  /// Writes the file; as `RegistryDirectory.backup`.
  func run(
    to path: FilePath, at: Instant, by account: String,
    _ progress: (WorkProgress) throws(StoreError) -> Void = { _ in }
  ) throws(StoreError) -> Backup {
    guard try onDisk(path, { () throws(DiskError) in try files.facts(path) }) == nil else {
      throw .exists(path)
    }
    guard let sha256 = end.sha256 else { throw .damaged(layout.segment(1), line: nil, .missing) }
    let plans = try onDisk(layout.plans) { () throws(DiskError) in
      try PlanTexts(layout.plans, files)
    }
    let backup = Backup(
      of: identity, office, at: at, by: account, through: (end.seq, sha256),
      bytes: try journal.bytes(through: end), plans)
    var done = 0
    try backup.write(
      to: path, files, permissions,
      isWanted: { () throws(StoreError) in
        try progress(WorkProgress(done: backup.bytes, total: backup.bytes))
      }
    ) { write throws(StoreError) in
      let reader: JSONReader
      do { reader = try JSONReader() } catch { throw .disk(DiskError(.open, path, .noMemory)) }
      try journal.copyLines(through: end, reader) { lines throws(StoreError) in
        try write(lines)
        done += lines.count
        try progress(WorkProgress(done: done, total: backup.bytes))
      }
    }
    return backup
  }

  /// Makes a backup in the registry's own `backups`; returns its path within the registry too.
  func run(
    named name: String, at: Instant, by account: String
  ) throws(StoreError) -> (path: FilePath, Backup) {
    try onDisk(layout.backups) { () throws(DiskError) in
      if try files.facts(layout.backups) == nil {
        do throws(DiskError) { try files.makeDirectory(layout.backups) } catch {
          guard error.cause == .fileExists else { throw error }  // another process, just now
        }
        try files.protect(layout.backups, mode: permissions.directory, group: nil)
      }
      // Whoever made it may have been killed before its name was durable.
      try files.syncDirectory(layout.root, .backupPlace)
    }
    let file = name + Backup.ending
    let backup = try run(to: layout.backups.appending(file), at: at, by: account)
    return (FilePath("backups").appending(file), backup)
  }
}
