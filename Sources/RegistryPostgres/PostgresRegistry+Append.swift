import Glibc
import RegistryModel
import RegistryStore

extension PostgresRegistry {
  /// Saves that changed hands so often hold the head while they are carried over.
  private static let losses = 3
  /// Changes from which on others are told that they have to wait.
  private static let many = 10_000
  /// How long an announced save is waited for.
  private static let patience = Duration.seconds(30)

  /// Carries a change set over what others saved and makes it durable, in one call where nobody was first.
  public func append(
    _ set: ChangeSet, from base: RegistryState
  ) throws(StoreError) -> Appended {
    guard access == .writing else { throw .readOnly }
    try settle()
    try tellPutBack()
    if position.seq == 0 { try catchUp() }
    let commit = try carry(set, from: base, Attempt())
    defer { pending = nil }
    return Appended(commit: commit, state: head, news: pending, notices: [])
  }

  /// The same for an attempt that may have been sent before.
  func carry(
    _ set: ChangeSet, from base: RegistryState, _ attempt: Attempt
  ) throws(StoreError) -> Commit? {
    let start = ContinuousClock.now
    var (lost, isHolding, isAnnounced) = (0, false, false)
    defer {
      if isHolding { _ = try? connection?.run("rollback") }
      // It came to nothing: nobody is to wait for it.
      if isAnnounced { _ = try? connection?.run("select sanshe.withdraw($1)", [address.registry]) }
    }
    while true {
      let carried: (set: ChangeSet, state: RegistryState?)
      do throws(RebaseError) {
        carried = try head.carried(set, from: base, by: account, today: today)
      } catch {
        // Judged by what is newest alone.
        if !isHolding, try catchUp() {
          try tellPutBack()
          continue
        }
        throw .refused(
          try Refusal(error, at: head) { seq throws(StoreError) in
            try changes(after: seq - 1, limit: 1).first
          })
      }
      if carried.set.isEmpty {
        if !isHolding, try catchUp() {
          try tellPutBack()
          continue
        }
        // What others saved counts as saved by this clerk too: it has to be durable.
        _ = try ask(
          "select sanshe.confirm($1)", [address.registry], within: Patience.saving)
        return nil
      }
      let encoded = try encoded(carried.set)
      if carried.set.changes.count > Self.many, !isAnnounced {
        isAnnounced = try announce(since: start)
        continue
      }
      switch try send(attempt, encoded, isHolding, Patience.saving(carried.set.changes.count)) {
      case .saved(let seq, let at, let sha256):
        isAnnounced = false
        if isHolding { try commit(attempt) }
        isHolding = false
        let commit = Commit(seq: seq, at: at, by: account, set: carried.set)
        try applySaved(commit, carried.state, sha256)
        return commit
      case .found(let bytes):
        (isHolding, isAnnounced) = (false, false)
        return try takeFound(bytes)
      case .moved(let lines):
        try take(lines)
        lost += 1
        if lost >= Self.losses, !isHolding {
          isHolding = try hold(attempt)
        }
      case .gone:
        try catchUp()
        try tellPutBack()
        return nil
      case .busy(let account): try waitFor(account, since: start)
      case .givenUp: throw .inDoubt(server: address.server)
      }
    }
  }

  /// The line as it would be, whose body is sent; refused where it would not read back as what was meant.
  private func encoded(_ set: ChangeSet) throws(StoreError) -> JournalLine.Encoded {
    let commit = Commit(seq: head.seq + 1, at: clock.at, by: account, set: set)
    let encoded = JournalLine.Encoded(commit, previous: position.link)
    guard encoded.bytes.count <= JournalLine.maximumBytes else {
      throw .tooLarge(bytes: encoded.bytes.count)
    }
    do throws(Damage) {
      guard try encoded.holds(commit, reader) else { throw .shape(key: "changes") }
    } catch { throw .unstorable(error) }
    return encoded
  }

  /// Sends an attempt; once more on a new connection where the first broke, and the server finds it or makes it.
  private func send(
    _ attempt: Attempt, _ encoded: JournalLine.Encoded, _ isHolding: Bool, _ patience: Duration
  ) throws(StoreError) -> Answer {
    let body = String(decoding: encoded.bytes[encoded.body], as: UTF8.self)
    let values = [
      address.registry, attempt.key, String(RegistryIdentity.format), String(position.seq),
      position.sha256, body,
    ]
    let statement = "select * from sanshe.append($1, $2::uuid, $3::int, $4::bigint, $5, $6)"
    let first = try connected()
    do throws(PostgresFault) { return try answer(first, statement, values, patience) } catch {
      switch error {
      case .refused: throw told(error)
      case .unsure:
        doubt = attempt
        throw told(error)
      case .cut:
        // A transaction that is cut is over, and nothing of it was made.
        if isHolding { throw told(error) }
        connection = nil
      }
    }
    if let second = try? connected() {
      do throws(PostgresFault) { return try answer(second, statement, values, patience) } catch {
        if error.isVerdict { throw told(error) }
        // The first may be under way still, waiting for its commit.
        if case .cut = error { connection = nil }
      }
    }
    doubt = attempt
    throw .inDoubt(server: address.server)
  }

  private func answer(
    _ connection: Connection, _ statement: String, _ values: [String?], _ patience: Duration
  ) throws(PostgresFault) -> Answer {
    let rows = try connection.run(statement, values, within: patience)
    guard rows.count > 0, let answer = Answer(rows) else {
      throw .refused(code: "XX000", reason: "the server's functions are of another version")
    }
    return answer
  }

  private func applySaved(
    _ commit: Commit, _ carried: RegistryState?, _ sha256: String
  ) throws(StoreError) {
    if var carried {
      carried.seq = commit.seq
      head = carried
    } else {
      do throws(ApplyError) { try head.apply(commit) } catch { throw .unstorable(.apply(error)) }
    }
    position = JournalPosition.beginning
    (position.seq, position.at) = (commit.seq, commit.at)
    (position.sha256, position.link) = (sha256, sha256)
    own[commit.seq] = sha256
  }

  /// An attempt that had been made before its answer was lost: its line, and those around it, are taken over.
  private func takeFound(_ bytes: [UInt8]) throws(StoreError) -> Commit {
    let line = try line(bytes, position.seq + 1)
    own[line.commit.seq] = line.sha256
    if line.commit.seq > position.seq { try catchUp() }
    pending = pending.map { news in
      News(
        state: news.state, commits: news.commits.filter { $0.seq != line.commit.seq },
        notices: news.notices)
    }
    if pending.map({ $0.commits.isEmpty && $0.notices.isEmpty }) == true { pending = nil }
    return line.commit
  }

  /// Refuses once to build upon less than was read.
  private func tellPutBack() throws(StoreError) {
    guard let error = refusesNextSave else { return }
    refusesNextSave = nil
    pending = pending.map { news in
      let notices = news.notices.filter { if case .putBack = $0 { false } else { true } }
      return News(state: news.state, commits: news.commits, notices: notices)
    }
    throw error
  }
}

// Waiting for others, and having them wait.
extension PostgresRegistry {
  /// Takes the head for a transaction of this handle, whose attempt was overtaken too often; false where there
  /// is something else to find out first.
  @discardableResult
  func hold(_ attempt: Attempt) throws(StoreError) -> Bool {
    let connection = try connected()
    let rows: Rows
    do throws(PostgresFault) {
      try connection.run("begin")
      rows = try connection.run(
        "select * from sanshe.hold($1, $2::uuid, $3::bigint, $4)",
        [address.registry, attempt.key, String(position.seq), position.sha256],
        within: Patience.saving)
    } catch {
      _ = try? connection.run("rollback")
      throw told(error)
    }
    if rows.count == 0 { return true }
    if case .moved(let lines) = Answer(rows) {
      try take(lines)
      return true
    }
    _ = try? connection.run("rollback")
    return false
  }

  private func commit(_ attempt: Attempt) throws(StoreError) {
    let connection = try connected()
    do throws(PostgresFault) { try connection.run("commit", within: Patience.saving) } catch {
      if case .refused = error { throw told(error) }
      _ = told(error)
      doubt = attempt
      throw .inDoubt(server: address.server)
    }
  }

  /// Says that a long save comes; where somebody else has said so it is waited for.
  private func announce(since start: ContinuousClock.Instant) throws(StoreError) -> Bool {
    let rows = try ask(
      "select sanshe.announce($1)", [address.registry], within: Patience.saving)
    guard let other = rows.text(0, 0) else { return true }
    try waitFor(other, since: start)
    return false
  }

  private func waitFor(_ account: String, since start: ContinuousClock.Instant) throws(StoreError) {
    guard ContinuousClock.now - start < Self.patience else {
      throw .locked(LockHolder(account: account))
    }
    usleep(200_000)
  }

  /// Finds out what became of an attempt in doubt; the server gives it up where it was not made.
  func settle() throws(StoreError) {
    guard let attempt = doubt else { return }
    let rows = try ask(
      "select * from sanshe.settle($1, $2::uuid)", [address.registry, attempt.key],
      within: Patience.saving)
    guard rows.count > 0, let answer = Answer(rows) else { return }
    doubt = nil
    var seq: Int?
    if case .found(let bytes) = answer {
      let line = try line(bytes, position.seq + 1)
      (seq, own[line.commit.seq]) = (line.commit.seq, line.sha256)
    }
    try catchUp()
    pending = News(
      state: head, commits: pending?.commits ?? [],
      notices: (pending?.notices ?? []) + [.settled(seq: seq)])
  }
}
