import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Reads the record files and the journal after the checkpoint.
  public func load() throws(StoreError) -> Loaded {
    // For drafts, which are kept before anything is saved; a save insists on it.
    if access == .writing { try? makeNameSure() }
    try checkJournal()
    let checkpoint = try Checkpoint.read(files, layout.checkpoint)
    var state = RegistryState()
    let held = try state.read(Kind.allCases, files, layout)
      .mapValues { max($0, checkpoint?.seq ?? 0) }
    let missing = Kind.allCases.filter { held[$0] == nil }
    var start = JournalPosition()
    if let checkpoint {
      let place = JournalPosition(checkpoint)
      guard try journal.holds(place),
        try journal.seq(ofLineEndingAt: place) == checkpoint.seq
      else {
        // Which of the two is wrong: a line that is damaged is named itself.
        _ = try journal.read(after: JournalPosition(), through: checkpoint.seq, reader) { _, _ in }
        throw .damaged(layout.checkpoint, line: 1, .beyondJournal(seq: checkpoint.seq))
      }
      // A missing file's records are all in the journal, so it is read from its beginning, until the
      // next checkpoint makes the file.
      lacksRecordFile = !missing.isEmpty
      if missing.isEmpty { start = place }
      checkpointed = place
      areNamesSure = true
    }
    state.seq = start.seq
    let (end, torn) = try journal.read(after: start, reader) { line, place throws(StoreError) in
      do throws(ApplyError) { try state.replay(line.commit, after: held) } catch {
        throw journal.damaged(place.segment, at: place.start, .apply(error))
      }
    }
    for (kind, seq) in held where seq > end.seq {
      throw .damaged(layout.records(kind), line: 1, .beyondJournal(seq: seq))
    }
    (head, position, pending) = (state, end, nil)

    var notices: [StoreNotice] = []
    if checkpoint != nil {
      // A kind without records may be newer than the checkpoint; nothing was lost with its file.
      notices += missing.filter { state[$0].count > 0 }.map { .rebuilt(layout.records($0)) }
    }
    // Somebody may be saving right now; only a line nobody works on is unfinished for good.
    if torn > 0, Lock.isFree(files, layout), try catchUp() > 0 {
      notices.append(.unfinishedLine(layout.segment(position.segment), bytes: torn))
      pending = nil
    }
    if access == .writing, let failure = try failure() { notices.append(.readOnly(failure)) }
    return Loaded(state: head, notices: notices)
  }

  /// The first change set of every registry is its office, so there is always a file of the journal; and
  /// what a save is written to must not be a link to somewhere else.
  private func checkJournal() throws(StoreError) {
    let numbers = try journal.numbers()
    guard let highest = numbers.last else {
      let isThere = try layout.isAnythingThere([layout.journal], files)
      throw .damaged(isThere ? layout.segment(1) : layout.journal, line: nil, .missing)
    }
    guard access == .writing else { return }
    if let misplaced = try layout.misplaced(segments: [highest], files).first { throw misplaced }
  }
}
