import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Reads the record files and the journal after the checkpoint.
  public func load() throws(StoreError) -> Loaded {
    // For drafts, which are kept before anything is saved; a save insists on it.
    if access == .writing { try? makeNameSure() }
    try checkJournal()
    let checkpoint = try Checkpoint.read(files, layout.checkpoint)
    var missing: [Kind] = []
    var state = RegistryState()
    var held = try state.read(Kind.allCases, files, layout, of: identity.namedByFiles)
    for (kind, seq) in held {
      let seen = checkpoint?.seen(kind) ?? 0
      if seq < seen {
        throw .damaged(layout.records(kind), line: 1, .older(seq: seq, than: seen))
      }
      held[kind] = max(seq, checkpoint?.seq ?? 0)
    }
    var start = JournalPosition()
    var newer: StoreError?
    if let checkpoint {
      // A kind that the program before did not know has no record up to there.
      for kind in Kind.allCases where held[kind] == nil && !checkpoint.covers(kind) {
        held[kind] = checkpoint.seq
      }
      newer = checkpoint.newerKind.map {
        .newerKind(layout.checkpoint, line: nil, kind: $0)
      }
      var place = JournalPosition(checkpoint)
      guard try journal.holds(place),
        let line = try journal.opening(ofLineEndingAt: place), line.seq == checkpoint.seq
      else {
        // Which of the two is wrong: a line that is damaged is named itself.
        _ = try journal.read(after: JournalPosition(), through: checkpoint.seq, reader) { _, _ in }
        throw .damaged(layout.checkpoint, line: 1, .beyondJournal(seq: checkpoint.seq))
      }
      place.at = line.at
      missing = Kind.allCases.filter { held[$0] == nil && checkpoint.covers($0) }
      // A missing file's records are all in the journal, so it is read from its beginning, until the
      // next checkpoint makes the file.
      lacksRecordFile = !missing.isEmpty
      if missing.isEmpty { start = place }
      checkpointed = place
      areNamesSure = true
    }
    state.seq = start.seq
    let (end, torn) = try journal.read(after: start, reader) { line, place throws(StoreError) in
      newer = newer ?? journal.newerKind(line, at: place)
      do throws(ApplyError) { try state.replay(line.commit, after: held) } catch {
        throw journal.damaged(place.segment, at: place.start, .apply(error))
      }
    }
    for (kind, seq) in held where seq > end.seq {
      throw .damaged(layout.records(kind), line: 1, .beyondJournal(seq: seq))
    }
    if end.seq == 0 {
      // registry.json comes after the first change set, and goes first where making a registry has failed.
      guard try SmallFile.read(files, layout.registry) != nil else {
        throw .notARegistry(layout.root)
      }
      throw .damaged(layout.segment(1), line: nil, .empty)
    }
    (head, position, pending, self.newer) = (state, end, nil, newer)

    // Nothing is lost with a file that held no record.
    var notices = missing.filter { state[$0].count > 0 }.map {
      StoreNotice.rebuilt(layout.records($0))
    }
    // Somebody may be saving right now; only a line nobody works on is unfinished for good.
    if torn > 0, Lock.isFree(files, layout), try catchUp() > 0 {
      notices.append(.unfinishedLine(layout.segment(position.segment), bytes: torn))
      pending = nil
    }
    notices += hindrances
    if access == .writing, let failure = try failure() { notices.append(.readOnly(failure)) }
    return Loaded(state: shown, notices: notices)
  }

  /// The head as it is shown: a registry of an older format looks as if it had been upgraded.
  var shown: RegistryState {
    identity.format < RegistryIdentity.format ? head.withRetiredMoved : head
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
