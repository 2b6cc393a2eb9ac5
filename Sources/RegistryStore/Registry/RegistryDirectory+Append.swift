import Glibc
import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Carries a change set to the head under the lock and makes it durable.
  public func append(
    _ set: ChangeSet, from base: RegistryState, by account: String, at: Instant, today: CivilDate
  ) throws(StoreError) -> Appended {
    guard access == .writing else { throw .readOnly }
    let lock = try Lock(
      files, layout, permissions,
      holder: LockHolder(account: self.account, process: Int(getpid()), since: at),
      patience: patience)
    defer { lock.release() }
    if let failure = try failure() { throw failure }

    var notices: [StoreNotice] = []
    if try catchUp() > 0 {
      let kept = try journal.cutTorn(behind: position)
      notices.append(.cutLine(layout.segment(position.segment), kept: kept))
    }
    let carried: ChangeSet
    do { carried = try head.rebase(set, from: base, today: today) } catch {
      throw .refused(
        try Refusal(error, at: head) { seq throws(StoreError) in
          try changes(after: seq - 1, limit: 1).first
        })
    }
    let commit: Commit? =
      carried.isEmpty
      ? nil : Commit(seq: head.seq + 1, at: at, by: account, set: carried)
    try remembering { () throws(StoreError) in
      if let commit {
        try write(commit)
      } else if position.seq > 0 {
        try journal.sync(through: position, .linesOfOthers)
      }
    }
    defer { pending = nil }
    return Appended(commit: commit, state: head, news: pending, notices: notices)
  }

  /// Makes `commit` durable and applies it; the lock is held and the head is the journal's end.
  private func write(_ commit: Commit) throws(StoreError) {
    let (line, sha256) = JournalLine.encoded(commit, previous: position.link)
    guard line.count <= JournalLine.maximumBytes else { throw .tooLarge(bytes: line.count) }
    try checkReadable(line, as: commit)
    var after = head
    do { try after.apply(commit) } catch { throw .unstorable(.apply(error)) }
    position = try journal.append(line, sha256: sha256, after: position)
    head = after
  }

  /// A line is written only if it reads back as what was meant: text with a zero character, say,
  /// would be damage for ever.
  private func checkReadable(_ line: [UInt8], as commit: Commit) throws(StoreError) {
    let padded = line + repeatElement(0, count: JSONReader.padding)
    do throws(LineError) {
      let read = try JournalLine(padded, 0..<line.count, reader, skipsNewer: false)
      guard read.commit == commit else { throw LineError.damage(.shape(key: "changes")) }
    } catch {
      switch error {
      case .damage(let damage): throw .unstorable(damage)
      case .newerKind(let kind): throw .unstorable(.shape(key: kind))
      }
    }
  }
}
