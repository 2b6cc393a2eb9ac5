import Glibc
import RegistryModel
import RegistryStore
import SystemPackage

/// A registry in a database: one clerk's handle.
///
/// It knows the lines as a directory does. What the server alone can tell, it asks in single statements, so that
/// a pooler may stand between; the wall is the database's, see SQL/Append.sql.
public final class PostgresRegistry: RegistryEngine {
  /// Which registry it is.
  public let identity: RegistryIdentity
  /// The role it is logged in as.
  public let account: String
  /// Everything read or appended so far.
  public internal(set) var head = RegistryState()

  let address: PostgresAddress
  let access: RegistryAccess
  let clock: RegistryClock
  let reader: JSONReader
  /// The role may save; the account's record is asked when it does.
  let maySave: Bool
  /// The database, by what a standby that takes its place has as well.
  private let database: String
  /// The last line read.
  var position = JournalPosition.beginning
  /// Checksums of the lines saved by this handle, by number.
  var own: [Int: String] = [:]
  /// What others saved and nobody asked for yet.
  var pending: News?
  /// What is gone was put in place of by less: the next save is refused once.
  var refusesNextSave: StoreError?
  /// An attempt of which nobody knows whether it was made.
  var doubt: Attempt?
  /// Nil while there is none; the next verb makes one.
  var connection: Connection?
  /// Why there is none, since it was lost: told alike until it is back.
  private var lost: StoreError?

  /// Opens the registry at `address` without reading its records.
  ///
  /// - Errors: `.away`, `.notAdmitted`, `.notARegistry`, `.newerFormat`, `.olderFormat`.
  public convenience init(
    _ address: PostgresAddress, _ access: RegistryAccess, clock: RegistryClock = .machine
  ) throws(StoreError) {
    try self.init(
      address, access, clock: clock, Connection(address, writing: access == .writing))
    if access == .writing { try checkFormat() }
  }

  init(
    _ address: PostgresAddress, _ access: RegistryAccess, clock: RegistryClock,
    _ connection: Connection
  ) throws(StoreError) {
    (self.address, self.access, self.clock) = (address, access, clock)
    (self.connection, account) = (connection, connection.account)
    do { reader = try JSONReader() } catch {
      throw .away(server: address.server, reason: "no memory")
    }
    let rows: Rows
    do throws(PostgresFault) {
      rows = try connection.run(
        """
        select id, format, upgrades::text, has_function_privilege(
            'sanshe.append(text, uuid, int, bigint, text, text)', 'execute'),
          (select system_identifier::text from pg_control_system()) || '-'
            || (select oid::text from pg_database where datname = current_database())
        from sanshe.registry where registry = $1
        """, [address.registry])
    } catch {
      throw error.isAbsence
        ? .notPrepared(server: address.server) : address.error(error, connection.account)
    }
    guard rows.count == 1, let id = rows.text(0, 0), let format = rows.int(0, 1) else {
      throw address.notMember(account)
    }
    let upgrades = (try? JSON(bytes: rows.bytes(0, 2)))?.array ?? []
    identity = RegistryIdentity(
      format: format, id: id, upgrades: upgrades.compactMap { RegistryIdentity.Upgrade($0) })
    maySave = rows.bool(0, 3)
    database = rows.text(0, 4) ?? ""
  }

  private func checkFormat() throws(StoreError) {
    if identity.format > RegistryIdentity.format {
      throw .newerFormat(address.path, format: identity.format)
    }
    if identity.format < RegistryIdentity.format {
      throw .olderFormat(address.path, format: identity.format)
    }
  }

  /// The office's day, by the machine's clock.
  public var today: CivilDate { clock.today }
  /// Drafts stay on the clerk's machine.
  public var draftHome: RegistryHome? { nil }
  /// A copy in another database has drafts of its own.
  public var draftFolder: String { "\(identity.placeName)-\(database)-\(address.registry)" }
  /// The last line read; before there is one, the last that there is.
  public var place: JournalHead? { JournalHead(position) ?? (try? newest()) ?? nil }

  /// The head as it is shown: a registry of an older format looks as if it had been upgraded.
  var shown: RegistryState {
    identity.format < RegistryIdentity.format ? head.withRetiredMoved : head
  }

  /// There is nothing to do beside: the server keeps the records, and its backups are the administrator's.
  public func work(_ chore: Chore, _ moment: ChoreMoment) throws(StoreError) -> ChoreWork? { nil }
}

// The connection.
extension PostgresRegistry {
  /// Runs a statement that may be run twice: where a connection broke that was made before, on a new one.
  func ask(
    _ statement: String, _ values: [String?], within patience: Duration = Patience.answer
  ) throws(StoreError) -> Rows {
    try asking { connection throws(PostgresFault) in
      try connection.run(statement, values, within: patience)
    }
  }

  /// The same for several.
  func asking<T>(_ body: (Connection) throws(PostgresFault) -> T) throws(StoreError) -> T {
    let isOld = connection != nil
    let first = try connected()
    do throws(PostgresFault) { return try body(first) } catch {
      guard case .cut = error, isOld else { throw told(error) }
      connection = nil
      let connection = try connected()
      do throws(PostgresFault) { return try body(connection) } catch { throw told(error) }
    }
  }

  /// The connection there is, or a new one.
  func connected() throws(StoreError) -> Connection {
    if let connection { return connection }
    do throws(StoreError) {
      let new = try Connection(address, writing: access == .writing)
      (connection, lost) = (new, nil)
      return new
    } catch {
      let told = lost ?? error
      lost = told
      throw told
    }
  }

  /// What a fault means to who asked; a connection that is cut is given up.
  func told(_ fault: PostgresFault) -> StoreError {
    if case .cut = fault { connection = nil }
    if case .refused("55P03", _) = fault { return .locked(holder()) }
    return address.error(fault, account)
  }

  /// Who holds the registry's head; nil where that is over.
  private func holder() -> LockHolder? {
    let rows = try? connection?.run(
      """
      select a.usename, a.pid from sanshe.head h
        join pg_locks l on l.locktype = 'transactionid' and l.transactionid = h.xmax and l.granted
        join pg_stat_activity a on a.pid = l.pid
      where h.registry = $1
      """, [address.registry])
    guard let rows, rows.count > 0, let account = rows.text(0, 0) else { return nil }
    return LockHolder(account: account, process: rows.int(0, 1))
  }
}

extension PostgresAddress {
  /// What a fault means to `account`.
  ///
  /// - Parameter role: what a role needs to be granted for what was asked.
  func error(
    _ fault: PostgresFault, _ account: String, needing role: String = "sanshe_clerk"
  ) -> StoreError {
    switch fault {
    case .cut(let reason): .away(server: server, reason: reason)
    case .unsure: .inDoubt(server: server)
    case .refused("55P03", _): .locked(nil)
    case .refused("SN401", _): notMember(account)
    case .refused("SN403", let reason):
      .noRight(server: server, account: account, reason: reason, remedy: nil)
    case .refused("42501", let reason):
      .noRight(
        server: server, account: account, reason: reason,
        remedy: "grant \(role) to \(Self.quoted(account))")
    case .refused(let code, let reason) where code.hasPrefix("28"):
      .notAdmitted(server: server, account: account, reason: reason)
    case .refused(let code, let reason) where code.hasPrefix("53"):
      .away(server: server, reason: reason)
    case .refused(_, let reason): .declined(server: server, reason: reason)
    }
  }

  func notMember(_ account: String) -> StoreError {
    .noRight(
      server: server, account: account,
      reason: "no member of the registry \(registry), if there is one",
      remedy: "select sanshe.admit('\(registry)', '\(account)')")
  }

  /// A role as SQL names it.
  private static func quoted(_ role: String) -> String {
    let isPlain = role.utf8.allSatisfy { (0x61...0x7A).contains($0) || $0 == 0x5F }
    return isPlain ? role : "\"\(role)\""
  }
}

// Catching up.
extension PostgresRegistry {
  private static let linesAtOnce = 200

  /// The line that the registry ends with.
  func newest() throws(StoreError) -> JournalHead? {
    let rows = try ask(
      "select seq, sha256 from sanshe.head where registry = $1", [address.registry])
    // No row is no loss: whoever is no member any more sees none.
    guard rows.count == 1, let seq = rows.int(0, 0) else { throw address.notMember(account) }
    return rows.text(0, 1).map { JournalHead(seq: seq, sha256: $0) }
  }

  /// What others saved since the last load, append or news; nil if nothing.
  public func news() throws(StoreError) -> News? {
    try settle()
    _ = try catchUp()
    defer { pending = nil }
    return pending.map { News(state: shown, commits: $0.commits, notices: $0.notices) }
  }

  /// Takes over what others saved; false if there is nothing.
  @discardableResult
  func catchUp() throws(StoreError) -> Bool {
    let newest = try newest()
    if newest == JournalHead(position) { return false }
    if position.seq == 0 {
      _ = try load()
      return true
    }
    // Not all at once: over a bad connection each part is progress.
    while true {
      // The last line read is asked for as well: is it still there?
      let rows = try ask(
        """
        select seq, line from sanshe.change_set where registry = $1 and seq >= $2
        order by seq limit \(Self.linesAtOnce)
        """, [address.registry, String(position.seq)])
      let lines = (0..<rows.count).map { rows.bytes($0, 1) }
      guard let first = lines.first, rows.int(0, 0) == position.seq,
        try line(first, position.seq).sha256 == position.sha256
      else {
        try readAnew()
        return true
      }
      try take(Array(lines.dropFirst()))
      if position.seq >= newest?.seq ?? 0 { return true }
    }
  }

  /// Applies the lines after the last one read.
  func take(_ lines: [[UInt8]]) throws(StoreError) {
    var (state, end, commits) = (head, position, [Commit]())
    for bytes in lines {
      let line = try line(bytes, end.seq + 1)
      do throws(Damage) { try line.follows(end) } catch { throw damaged(end.seq + 1, error) }
      if let kind = line.newerKind {
        throw .newerKind(address.path, line: line.commit.seq, kind: kind)
      }
      do throws(ApplyError) { try state.apply(line.commit) } catch {
        throw damaged(line.commit.seq, .apply(error))
      }
      commits.append(line.commit)
      end = end.following(line, bytes: bytes.count + 1)
    }
    (head, position) = (state, end)
    if commits.isEmpty { return }
    let isReadAnew = pending?.commits.isEmpty ?? false
    pending = News(
      state: state, commits: isReadAnew ? [] : (pending?.commits ?? []) + commits,
      notices: pending?.notices ?? [])
  }

  /// A line as it was kept; `seq` is its number where it cannot be read.
  func line(_ bytes: [UInt8], _ seq: Int) throws(StoreError) -> JournalLine {
    do throws(Damage) { return try JournalLine(bytes, reader) } catch { throw damaged(seq, error) }
  }

  func damaged(_ seq: Int, _ damage: Damage) -> StoreError {
    .damaged(address.path, line: seq, damage)
  }

  /// The last line read is gone, as after a failover or where a backup was restored: reads everything again, and
  /// says which saves are gone with it.
  func readAnew() throws(StoreError) {
    let last = position.seq
    _ = try load()
    var gone = own
    let seqs = "{" + own.keys.map(String.init).joined(separator: ",") + "}"
    let rows = try ask(
      "select seq, sha256 from sanshe.change_set where registry = $1 and seq = any ($2::bigint[])",
      [address.registry, seqs])
    for row in 0..<rows.count {
      guard let seq = rows.int(row, 0), rows.text(row, 1) == gone[seq] else { continue }
      gone[seq] = nil
    }
    for seq in gone.keys { own[seq] = nil }
    let lost = gone.keys.sorted()
    let name = address.path.string
    pending = News(
      state: head, commits: [], notices: [.putBack(name, from: last, to: head.seq, own: lost)])
    refusesNextSave = .putBack(name, from: last, to: head.seq, own: lost)
  }
}

// Waiting.
extension PostgresRegistry {
  /// How long others' saves may go unnoticed.
  private static let interval = Duration.milliseconds(150)

  /// Looks at the head until there may be news or `wake` can be read.
  public func wait(_ wake: FileDescriptor, _ timeout: Duration?) throws(StoreError) -> WaitEnd {
    let start = ContinuousClock.now
    while true {
      if try newest() != JournalHead(position) { return .news }
      let passed = ContinuousClock.now - start
      // Who has done nothing for a minute is told a little later.
      let pause = passed > .seconds(60) ? Self.interval * 4 : Self.interval
      let left = timeout.map { $0 - passed }
      var waiting = pollfd(fd: wake.rawValue, events: Int16(POLLIN), revents: 0)
      let ready = poll(&waiting, 1, Self.milliseconds(min(pause, left ?? pause)))
      if ready != 0 { return .woken }
      if let left, left <= pause { return .timeout }
    }
  }

  private static func milliseconds(_ duration: Duration) -> Int32 {
    let (seconds, attoseconds) = duration.components
    return max(0, Int32(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000))
  }
}
