import RegistryModel
import RegistryStore

extension PostgresRegistry {
  /// Takes values out of the registry that no field can hold, saved by somebody with SQL: another line stands for
  /// each that has one, without it, and the lines after it lead on from that. The line as it was is kept in
  /// sanshe.set_aside.
  ///
  /// - Errors: `.irreparable` where anything else is wrong; nothing is done then.
  public static func repair(
    _ address: PostgresAddress, clock: RegistryClock = .machine
  ) throws(StoreError) -> RepairReport {
    let connection = try Connection(address, writing: true)
    let registry = try PostgresRegistry(address, .writing, clock: clock, connection)
    return try asOwner(connection, address) { () throws(StoreError) in
      try registry.standIns(connection)
    }
  }

  /// Runs `body` in a transaction that others wait for, all or nothing.
  static func asOwner<T>(
    _ connection: Connection, _ address: PostgresAddress, _ body: () throws(StoreError) -> T
  ) throws(StoreError) -> T {
    func run(_ statement: String, _ values: [String?] = []) throws(StoreError) {
      do throws(PostgresFault) {
        try connection.run(statement, values, within: Patience.work)
      } catch { throw address.error(error, connection.account, needing: owner) }
    }
    try run("begin")
    do throws(StoreError) {
      try run("set local lock_timeout = '10s'")
      try run("select from sanshe.head where registry = $1 for update", [address.registry])
      let result = try body()
      try run("commit")
      return result
    } catch {
      _ = try? connection.run("rollback")
      throw error
    }
  }

  private func standIns(_ connection: Connection) throws(StoreError) -> RepairReport {
    var (report, state, place) = (RepairReport(), RegistryState(), JournalPosition.beginning)
    var (changed, last) = (Set<RecordID>(), place)
    do throws(CopyFault) { last = try end(connection) } catch { throw told(error) }
    try lines(through: last.seq, connection) { bytes throws(StoreError) in
      let line = try line(bytes, place.seq + 1)
      do throws(Damage) { try line.follows(place) } catch {
        throw .irreparable(address.path, line: place.seq + 1, error, backup: nil)
      }
      place = place.following(line, bytes: bytes.count + 1)
      do throws(ApplyError) { try state.apply(line.commit) } catch {
        let mending = Mending(line.commit, after: state)
        do throws(ApplyError) { try state.apply(mending.commit) } catch {
          throw .irreparable(address.path, line: line.commit.seq, .apply(error), backup: nil)
        }
        changed.formUnion(line.commit.set.changes.map(\.id))
        report.unreadable += mending.unreadable.map {
          StoreError.damaged(address.path, line: line.commit.seq, $0).words
        }
        try write(
          JournalLine.Encoded(mending.commit, standingFor: line.link, previous: line.previous),
          line, last)
      }
    }
    for id in changed {
      guard let stored = state[id] else { continue }
      var bytes: [UInt8] = []
      stored.json.write(to: &bytes)
      try owning(
        """
        update sanshe.record set record = $4::jsonb
        where registry = $1 and kind = $2 and number = $3
        """, [id.kind.rawValue, String(id.number), String(decoding: bytes, as: UTF8.self)])
    }
    return report
  }

  /// Puts a line in another's place.
  private func write(
    _ new: JournalLine.Encoded, _ old: JournalLine, _ last: JournalPosition
  ) throws(StoreError) {
    let seq = String(old.commit.seq)
    try owning(
      """
      insert into sanshe.set_aside (registry, seq, at, by, line)
      select registry, seq, now(), session_user, line from sanshe.change_set
      where registry = $1 and seq = $2
      """, [seq])
    let hex = new.bytes.map { String($0, radix: 16).zeroPadded(to: 2) }.joined()
    try owning(
      """
      update sanshe.change_set set line = $3::bytea, sha256 = $4 where registry = $1 and seq = $2
      """, [seq, "\\x" + hex, new.sha256])
    if old.commit.seq == last.seq {
      try owning(
        "update sanshe.head set sha256 = $2, link = $3 where registry = $1", [new.sha256, old.link])
    }
  }

  /// Runs a statement that only the owner may, with the registry as its first value.
  private func owning(_ statement: String, _ values: [String?]) throws(StoreError) {
    let connection = try connected()
    do throws(PostgresFault) {
      try connection.run(statement, [address.registry] + values, within: Patience.work)
    } catch { throw address.error(error, account, needing: Self.owner) }
  }
}
