import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Brings the record files to the head, so that the next load reads no long journal.
  public func checkpoint() throws(StoreError) { try checkpointWork?.run() }

  /// The same, to be run by any thread while this one saves; nil where nothing may be written.
  var checkpointWork: CheckpointWork? {
    access == .writing ? CheckpointWork(journal: journal, state: head, position: position) : nil
  }

  /// Whether the journal behind the checkpoint has grown so long that loading is slow.
  func isCheckpointDue(leaving: Bool) -> Bool {
    guard access == .writing else { return false }
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
    min(Self.longTail, max(Self.shortTail, recordBytes / 32))
  }
}
