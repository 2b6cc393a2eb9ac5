import Glibc
import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Brings a registry to the format this program writes; nil where it is there already.
  ///
  /// Journal lines are never rewritten: every program reads the lines of all formats before its own.
  /// So an upgrade makes a backup, writes the new number into registry.json with what was done, and
  /// lets record files and checkpoint be made anew. At every step before registry.json is replaced
  /// the registry is the old one.
  public static func upgrade(
    _ root: FilePath, by account: String, at: Instant
  ) throws(StoreError) -> RegistryIdentity.Upgrade? {
    try upgrade(
      root, to: RegistryIdentity.format, by: account, at: at, files: PosixFileSystem())
  }

  static func upgrade(
    _ root: FilePath, to format: Int, by account: String, at: Instant, files: any FileSystem
  ) throws(StoreError) -> RegistryIdentity.Upgrade? {
    let layout = RegistryLayout(root)
    let old = try RegistryIdentity.read(files, layout)
    if old.format == format { return nil }
    let registry = try RegistryDirectory(
      root, .writing, account: account, files: files, patience: patience, format: old.format)
    guard old.format < format else {
      throw .newerFormat(layout.registry, format: old.format)
    }
    _ = try registry.load()
    let upgrade = try registry.upgrade(to: format, by: account, at: at)
    // Not under the lock, which a checkpoint takes itself.
    try registry.checkpoint()
    return upgrade
  }

  private func upgrade(
    to format: Int, by account: String, at: Instant
  ) throws(StoreError) -> RegistryIdentity.Upgrade {
    let lock = try Lock(
      files, layout, permissions,
      holder: LockHolder(account: account, process: Int(getpid()), since: at), patience: patience)
    defer { lock.release() }

    let backup = try backup(named: "format-\(identity.format)", by: account, at: at)
    let upgrade = RegistryIdentity.Upgrade(
      from: identity.format, to: format, at: at, by: account, backup: backup.string)
    try onDisk(layout.root) { () throws(DiskError) in
      for path in [layout.checkpoint] + Kind.allCases.map(layout.records)
      where try files.facts(path) != nil {
        try files.remove(path)
      }
    }
    try RegistryIdentity(
      format: format, id: identity.id, upgrades: identity.upgrades + [upgrade]
    ).write(files, layout, permissions)
    checkpointed = JournalPosition()
    return upgrade
  }

  /// Makes a backup in the registry's own `backups`; returns its path within the registry.
  func backup(
    named name: String, by account: String, at: Instant
  ) throws(StoreError) -> FilePath {
    try onDisk(layout.backups) { () throws(DiskError) in
      if try files.facts(layout.backups) != nil { return }
      try files.makeDirectory(layout.backups)
      try files.protect(layout.backups, mode: permissions.directory, group: nil)
      try files.syncDirectory(layout.root, .backupPlace)
    }
    let file = name + ".jsonl.gz"
    _ = try backup(to: layout.backups.appending(file), at: at, by: account)
    return FilePath("backups").appending(file)
  }
}
