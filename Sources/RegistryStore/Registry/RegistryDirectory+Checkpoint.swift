import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Brings the record files to the head, so that the next load reads no long journal.
  public func checkpoint() throws(StoreError) { try checkpoint(of: identity) }

  /// The same for files that name this identity: a repair may have given the registry another one.
  func checkpoint(of identity: RegistryIdentity) throws(StoreError) {
    let work: CheckpointWork?
    do throws(StoreError) { work = try checkpointWork(of: identity, patience: patience) } catch {
      if case .locked = error { return }  // another time
      throw error
    }
    try work?.run()
  }

  /// The record files where the journal has grown so long that loading is slow; the backup once a day.
  public func work(
    _ chore: Chore, _ moment: ChoreMoment
  ) throws(StoreError) -> ChoreWork? {
    switch chore {
    case .checkpoint: try dueCheckpoint(moment)
    case .backup: dueBackup()
    }
  }

  private func dueCheckpoint(_ moment: ChoreMoment) throws(StoreError) -> ChoreWork? {
    guard begun != head.seq, isCheckpointDue(leaving: moment != .working) else { return nil }
    begun = head.seq
    do throws(StoreError) {
      let work = try checkpointWork(of: identity, patience: moment == .ending ? patience : .zero)
      return work.map { work in
        ChoreWork { () throws(StoreError) in
          try work.run()
          return []
        }
      }
    } catch {
      // Somebody is saving: their save brings us here again.
      if case .locked = error { return nil }
      throw error
    }
  }

  private func dueBackup() -> ChoreWork? {
    let (at, today) = clock.now
    guard access == .writing, backedUp != today else { return nil }
    backedUp = today
    let backups = DailyBackups(work: backupWork, account: account)
    return ChoreWork { () throws(StoreError) in try backups.run(at: at, today: today) }
  }

  /// A checkpoint to be run by any thread while this one saves; nil if nothing may be written.
  ///
  /// - Errors: `.locked` where somebody else saves for longer than `patience`.
  func checkpointWork(
    of identity: RegistryIdentity, patience: Duration
  ) throws(StoreError) -> CheckpointWork? {
    guard access == .writing, position.seq > 0, try settle(patience) else { return nil }
    return CheckpointWork(
      journal: journal, registry: identity.id, state: head, position: position)
  }

  /// Makes the journal durable up to the head; false if that cannot be relied on.
  ///
  /// Under the lock nobody is in the middle of a line: one that is still there will never be cut.
  private func settle(_ patience: Duration) throws(StoreError) -> Bool {
    let lock = try takeLock(patience: patience)
    defer { lock.release() }
    guard try failure() == nil, newer == nil, try journal.holds(position) else { return false }
    try remembering { () throws(StoreError) in
      try journal.sync(through: position, .journalBehindRecords)
    }
    return true
  }

  /// Whether the journal after the checkpoint has grown so long that loading is slow.
  func isCheckpointDue(leaving: Bool) -> Bool {
    guard access == .writing else { return false }
    if leaving, lacksRecordFile { return true }
    let tail = leaving ? tailWhenLeaving : Self.longTail
    // Looked up only when this process has seen enough: checkpoints are everybody's.
    guard isBehind(checkpointed, by: tail) else { return false }
    if let newest = try? Checkpoint.read(files, layout.checkpoint) {
      checkpointed = JournalPosition(newest)
    }
    return isBehind(checkpointed, by: tail)
  }

  private func isBehind(_ checkpointed: JournalPosition, by tail: Int) -> Bool {
    position.segment != checkpointed.segment || position.end - checkpointed.end > tail
  }

  /// Whoever leaves waits: writing all records must not take longer than reading the tail would.
  private var tailWhenLeaving: Int {
    let records = Kind.allCases.reduce(0) { bytes, kind in
      bytes + (((try? files.facts(layout.records(kind))) ?? nil)?.bytes ?? 0)
    }
    return min(Self.longTail, max(Self.shortTail, records / 32))
  }
}
