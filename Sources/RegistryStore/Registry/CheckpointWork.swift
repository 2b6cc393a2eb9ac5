import RegistryModel
import SystemPackage

/// Bringing the record files to one state: a value, so that any thread can do it while saves go on.
///
/// Safe at every step: the journal is durable through S before there is such a value, and
/// checkpoint.json, which lets a load skip the journal, is renamed when all files are in place.
struct CheckpointWork: Sendable {
  let journal: Journal
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
    guard let new = Checkpoint(position), try journal.holds(position) else { return }
    let old = try Checkpoint.read(files, layout.checkpoint)
    let isComplete = try isComplete
    if let old, old.seq > new.seq || old.seq == new.seq && isComplete { return }
    for kind in Kind.allCases { try write(kind) }
    try onDisk(layout.root) { () throws(DiskError) in
      try files.syncDirectory(layout.root, .recordFileNames)
    }
    // Its own name needs no sync: the older checkpoint is as true.
    try new.write(files, layout.checkpoint, journal.permissions)
  }

  /// Every kind has its file.
  private var isComplete: Bool {
    get throws(StoreError) {
      for kind in Kind.allCases {
        let path = layout.records(kind)
        let facts = try onDisk(path) { () throws(DiskError) in try files.facts(path) }
        if facts == nil { return false }
      }
      return true
    }
  }

  private func write(_ kind: Kind) throws(StoreError) {
    switch kind {
    case .community: try write(state.communities)
    case .organization: try write(state.organizations)
    case .worker: try write(state.workers)
    case .assignment: try write(state.assignments)
    case .office: try write(state.offices)
    case .account: try write(state.accounts)
    case .view: try write(state.views)
    }
  }

  private func write<R>(_ table: Table<R>) throws(StoreError) {
    let path = layout.records(R.kind)
    if let there = try RecordFileHeader.read(files, path, of: R.kind) {
      let newest = table.all.reduce(0) { max($0, $1.changed) }
      if there.seq >= state.seq || there.seq >= newest { return }
    }
    try RecordFile.write(table, seq: state.seq, files, path, journal.permissions)
  }
}
