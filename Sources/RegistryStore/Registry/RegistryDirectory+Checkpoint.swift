import Glibc
import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Brings the record files to the head, so that the next load reads no long journal.
  ///
  /// Safe at every step: the journal is durable through S before any file says S, and
  /// checkpoint.json, which lets a load skip the journal, is renamed when all files are in place.
  public func checkpoint() throws(StoreError) {
    guard access == .writing else { return }
    let guardian = try onDisk(layout.registry) { () throws(DiskError) in
      try files.open(layout.registry, .reading)
    }
    defer { files.close(guardian) }
    // Somebody else is at it: theirs is as good as ours.
    guard
      try onDisk(
        layout.registry,
        { () throws(DiskError) in
          try files.lock(guardian, shared: false)
        })
    else { return }

    guard let new = Checkpoint(position), try settle() else { return }
    let old = try Checkpoint.read(files, layout.checkpoint)
    if let old, old.seq >= new.seq { return }
    for kind in Kind.allCases { try write(kind) }
    try onDisk(layout.root) { () throws(DiskError) in
      try files.syncDirectory(layout.root, .recordFileNames)
    }
    // Its own name needs no sync: the older checkpoint is as true.
    try new.write(files, layout.checkpoint, permissions)
    checkpointed = position
  }

  /// Makes the journal durable up to the head; false where that cannot be relied on.
  ///
  /// Under the lock nobody is in the middle of a line: one that is still there will never be cut.
  private func settle() throws(StoreError) -> Bool {
    let lock = try Lock(
      files, layout, permissions,
      holder: LockHolder(account: account, process: Int(getpid()), since: Instant(seconds: 0)),
      patience: patience)
    defer { lock.release() }
    guard try failure() == nil, try journal.holds(position) else { return false }
    try remembering { () throws(StoreError) in
      try journal.sync(through: position, .journalBehindRecords)
    }
    return true
  }

  /// Whether the journal behind the checkpoint has grown so long that loading is slow.
  public func isCheckpointDue(leaving: Bool) -> Bool {
    guard access == .writing else { return false }
    let tail = leaving ? Self.tailWhenLeaving : Self.longTail
    // Looked up only when this process has seen enough: checkpoints are everybody's.
    guard position.segment != checkpointed.segment || position.end - checkpointed.end > tail else {
      return false
    }
    if let newest = try? Checkpoint.read(files, layout.checkpoint) {
      checkpointed = JournalPosition(newest)
    }
    return position.segment != checkpointed.segment || position.end - checkpointed.end > tail
  }

  private func write(_ kind: Kind) throws(StoreError) {
    switch kind {
    case .community: try write(head.communities)
    case .organization: try write(head.organizations)
    case .worker: try write(head.workers)
    case .assignment: try write(head.assignments)
    case .office: try write(head.offices)
    case .account: try write(head.accounts)
    }
  }

  private func write<R>(_ table: Table<R>) throws(StoreError) {
    let path = layout.records(R.kind)
    if let there = try RecordFileHeader.read(files, path, of: R.kind) {
      let newest = table.all.reduce(0) { max($0, $1.changed) }
      if there.seq >= head.seq || there.seq >= newest { return }
    }
    try RecordFile<R>.write(table, seq: head.seq, files, path, permissions)
  }
}
