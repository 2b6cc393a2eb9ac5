import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Brings a registry to the format this program writes; nil if it is there already.
  ///
  /// Journal lines are never rewritten: every program reads the lines of all formats before its own.
  /// So an upgrade makes a backup, appends a change set that moves what is kept elsewhere now
  /// (`RegistryState.movingRetired`), writes the new number into registry.json with what was done, and
  /// lets record files and checkpoint be rebuilt. At every step before registry.json is replaced
  /// the registry has the old format; the change set, once there, is not made again.
  public static func upgrade(
    _ root: FilePath, by account: String = UnixAccount.login, at: Instant = RegistryClock.machine.at
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
    let lock = try takeLock(since: at)
    defer { lock.release() }
    // A checkpoint that is being written has the old format.
    guard let checkpoints = try CheckpointLock(files, layout, patience: patience) else {
      throw .locked(nil)
    }
    defer { checkpoints.release() }

    let backup = try backupWork.run(
      named: "format-\(identity.format)", at: at, by: account)
    _ = try catchUp()
    try moveRetired(by: account, at: at)
    let upgrade = RegistryIdentity.Upgrade(
      from: identity.format, to: format, at: at, by: account, backup: backup.path.string)
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

  /// Appends what brings records of older formats to this one; nobody else may write meanwhile, and the head is
  /// the journal's end.
  func moveRetired(by account: String, at: Instant) throws(StoreError) {
    guard let set = head.movingRetired else { return }
    try write(Commit(seq: head.seq + 1, at: position.latest(at), by: account, set: set))
  }
}
