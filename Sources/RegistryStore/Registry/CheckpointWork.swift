import RegistryModel
import SystemPackage

/// Bringing the record files to one state: a value, so that any thread can do it while saves go on.
///
/// Safe at every step: the journal is durable through S before there is such a value, and
/// checkpoint.json, which lets a load skip the journal, is renamed when all files are in place.
struct CheckpointWork: Sendable {
  let journal: Journal
  /// The id of the registry, which its files name.
  let registry: String
  /// What is written, and the line it is after.
  let state: RegistryState
  let position: JournalPosition

  private var files: any FileSystem { journal.files }
  private var layout: RegistryLayout { journal.layout }

  /// Writes what no newer checkpoint holds already.
  func run() throws(StoreError) {
    // Somebody else is at it: theirs is as good as ours.
    guard let lock = try CheckpointLock(files, layout) else { return }
    defer { lock.release() }

    // Once more: the journal may have been repaired since this work was given out.
    guard position.seq > 0, try journal.holds(position) else { return }
    let old = try Checkpoint.read(files, layout.checkpoint)
    if let old {
      // Of a newer program, which knows more kinds.
      if old.seq > position.seq || old.newerKind != nil { return }
      if old.seq == position.seq, try isComplete, known.allSatisfy(old.covers) { return }
    }
    var seqs: [Kind: Int] = [:]
    for kind in Kind.allCases { seqs[kind] = try write(kind) }
    seqs = seqs.filter { known.contains($0.key) }
    try onDisk(layout.root) { () throws(DiskError) in
      try files.syncDirectory(layout.root, .recordFileNames)
    }
    guard let new = Checkpoint(position, seqs) else { return }
    // Its own name needs no sync: the older checkpoint is as true.
    try new.write(files, layout.checkpoint, journal.permissions)
  }

  /// The kinds that have had a record: a program that knows no others may go on saving.
  private var known: [Kind] { Kind.allCases.filter { state[$0].highest > 0 } }

  /// Every kind has its file, which names this registry.
  private var isComplete: Bool {
    get throws(StoreError) {
      for kind in Kind.allCases {
        let header = try RecordFileHeader.read(files, layout.records(kind), of: kind)
        if header?.registry != registry { return false }
      }
      return true
    }
  }

  /// Has the file of a kind hold all of it; returns the seq it is at.
  private func write(_ kind: Kind) throws(StoreError) -> Int {
    var writing = Writing(work: self)
    return try kind.visit(&writing)
  }

  private struct Writing: KindVisitor {
    let work: CheckpointWork

    func visit<R: Record>(_ type: R.Type, _ row: KindRow) throws(StoreError) -> Int {
      let (files, state, path) = (work.files, work.state, work.layout.records(R.kind))
      let table = state[type]
      if let there = try RecordFileHeader.read(files, path, of: R.kind),
        there.registry == work.registry
      {
        let newest = table.all.reduce(0) { max($0, $1.changed) }
        if there.seq >= state.seq || there.seq >= newest { return there.seq }
      }
      try RecordFile.write(
        table, of: work.registry, seq: state.seq, files, path, work.journal.permissions)
      return state.seq
    }
  }
}
