import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Carries a change set to the head under the lock and makes it durable.
  public func append(
    _ set: ChangeSet, from base: RegistryState
  ) throws(StoreError) -> Appended {
    let (at, today) = clock.now
    return try append(set, from: base, by: account, at: at, today: today)
  }

  /// The same for a change that another account made at another moment, as a new registry takes them.
  func append(
    _ set: ChangeSet, from base: RegistryState, by account: String, at: Instant, today: CivilDate
  ) throws(StoreError) -> Appended {
    guard access == .writing else { throw .readOnly }
    let lock = try takeLock(since: at)
    defer { lock.release() }
    if let failure = try failure() { throw failure }
    try makeNameSure()
    if !areNamesSure {
      // Whoever made the registry may have been killed before it could.
      try onDisk(layout.root) { () throws(DiskError) in
        try files.syncDirectory(layout.root, .namesOfRegistry)
      }
      areNamesSure = true
    }

    var notices: [StoreNotice] = []
    let torn = try catchUp()
    try tellPutBack()
    if let newer { throw newer }
    if torn > 0 {
      let kept = try journal.cutTorn(behind: position)
      notices.append(.cutLine(layout.segment(position.segment), kept: kept))
    }
    let (carried, after): (ChangeSet, RegistryState?)
    do { (carried, after) = try head.carried(set, from: base, by: account, today: today) } catch {
      throw .refused(
        try Refusal(error, at: head) { seq throws(StoreError) in
          try changes(after: seq - 1, limit: 1).first
        })
    }
    let commit: Commit? =
      carried.isEmpty
      ? nil : Commit(seq: head.seq + 1, at: position.latest(at), by: account, set: carried)
    try remembering { () throws(StoreError) in
      if let commit {
        try write(commit, leadingTo: after)
      } else if position.seq > 0 {
        try journal.sync(through: position, .linesOfOthers)
      }
    }
    defer { pending = nil }
    return Appended(commit: commit, state: head, news: pending, notices: notices)
  }

  /// Refuses once to build upon an older copy of the registry: a line of the screen is read over, a save
  /// that does not come about is not.
  private func tellPutBack() throws(StoreError) {
    guard let error = refusesNextSave else { return }
    refusesNextSave = nil
    pending = pending?.withoutPutBack
    throw error
  }

  /// Makes the registry's own name durable: whoever made it may have been killed before it could.
  func makeNameSure() throws(StoreError) {
    if isNameSure { return }
    do throws(DiskError) {
      try files.syncDirectory(layout.root.parent, .nameOfRegistry)
    } catch {
      // Who may not read the directory has not made what is in it.
      guard error.cause == .permissionDenied else { throw .disk(error) }
    }
    isNameSure = true
  }

  /// Makes `commit` durable and applies it; the lock is held and the head is the journal's end.
  ///
  /// - Parameter carried: the head with what it changes, where that is known already.
  func write(
    _ commit: Commit, leadingTo carried: RegistryState? = nil
  ) throws(StoreError) {
    let encoded = JournalLine.Encoded(commit, standingFor: nil, previous: position.link)
    let (line, sha256) = (encoded.bytes, encoded.sha256)
    guard line.count <= JournalLine.maximumBytes else { throw .tooLarge(bytes: line.count) }
    try checkReadable(encoded, as: commit)
    var after = carried ?? head
    if carried == nil {
      do { try after.apply(commit) } catch { throw .unstorable(.apply(error)) }
    } else {
      after.seq = commit.seq
    }
    let end = try openEnd()
    self.end = nil
    position = try journal.append(
      line, sha256: sha256, after: position, to: end, named: namedFile)
    (self.end, head, namedFile) = (end, after, position.inode)
    position.at = commit.at
    own[commit.seq] = sha256
  }

  /// The file to write to: the one of the last save, until it is full or was left in doubt.
  private func openEnd() throws(StoreError) -> JournalEnd {
    if let end, end.segment == position.segment, position.end < journal.segmentLimit { return end }
    return try journal.openEnd(behind: position)
  }

  /// A line is written only if it reads back as what was meant: text with a zero character, say,
  /// would be damage for ever.
  private func checkReadable(
    _ line: JournalLine.Encoded, as commit: Commit
  ) throws(StoreError) {
    do throws(Damage) {
      guard try line.holds(commit, reader) else { throw .shape(key: "changes") }
    } catch {
      throw .unstorable(error)
    }
  }
}
