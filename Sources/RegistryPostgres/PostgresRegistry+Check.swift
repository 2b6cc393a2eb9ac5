import RegistryModel
import RegistryStore
import SystemPackage

extension PostgresRegistry {
  /// Lines read at once.
  private static let batch = 500

  /// Reads everything there is, as of one moment: every checksum, the chain, every record against the lines that
  /// made it, every rule.
  public func check(
    _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) -> CheckReport {
    let today = clock.today
    var (report, replayed, loaded) = (CheckReport(), RegistryState(), RegistryState())
    let connection = try connected()
    do throws(CopyFault) {
      try inSnapshot(connection) { connection throws(CopyFault) in
        let end = try end(connection)
        do throws(StoreError) {
          report.damage += try replay(&replayed, through: end, connection, progress)
        } catch {
          if case .damaged = error { report.damage.append(error) } else { throw .other(error) }
        }
        do throws(CopyFault) { loaded = try records(connection) } catch {
          guard case .other(let error) = error, case .damaged = error else { throw error }
          // The line that did it says more.
          if report.damage.isEmpty { report.damage.append(error) }
        }
        let rows = try faulting { () throws(PostgresFault) in
          try connection.run("select current_setting('synchronous_standby_names') <> ''")
        }
        if !rows.bool(0, 0) { report.notices.append(.noStandby(server: address.server)) }
        loaded.seq = end.seq
      }
    } catch { throw told(error) }
    report.changes = replayed.seq
    if report.damage.isEmpty { report.damage += differences(of: loaded, from: replayed) }
    let isOlder = identity.format < RegistryIdentity.format
    report.inspect(isOlder ? loaded.withRetiredMoved : loaded, on: today)
    return report
  }

  private func replay(
    _ state: inout RegistryState, through end: JournalPosition, _ connection: Connection,
    _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) -> [StoreError] {
    var place = JournalPosition.beginning
    var (replaying, damage) = (state, [StoreError]())
    defer { state = replaying }
    try lines(through: end.seq, connection) { bytes throws(StoreError) in
      let line = try line(bytes, place.seq + 1)
      do throws(Damage) { try line.follows(place) } catch { throw damaged(place.seq + 1, error) }
      do throws(ApplyError) { try replaying.apply(line.commit) } catch {
        let mending = Mending(line.commit, after: replaying)
        do throws(ApplyError) { try replaying.apply(mending.commit) } catch {
          throw damaged(line.commit.seq, .apply(error))
        }
        damage += mending.unreadable.map { damaged(line.commit.seq, $0) }
      }
      place = place.following(line, bytes: bytes.count + 1)
      if place.seq.isMultiple(of: 64) || place.seq == end.seq {
        try progress(WorkProgress(done: place.seq, total: end.seq))
      }
    }
    if place.sha256 != end.sha256 || place.link != end.link {
      throw damaged(end.seq, place.seq < end.seq ? .missing : .chain)
    }
    return damage
  }

  /// Hands on every line through `seq`, in order.
  func lines(
    through last: Int, _ connection: Connection, _ body: ([UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) {
    var seq = 0
    while seq < last {
      let rows: Rows
      do throws(PostgresFault) {
        rows = try connection.run(
          """
          select seq, line from sanshe.change_set where registry = $1 and seq > $2 and seq <= $3
          order by seq limit \(Self.batch)
          """, [address.registry, String(seq), String(last)])
      } catch { throw told(error) }
      if rows.count == 0 { return }
      for row in 0..<rows.count {
        try body(rows.bytes(row, 1))
        seq = rows.int(row, 0) ?? last
      }
    }
  }

  /// Records that are not what the lines say; keys of newer programs stand in JSONB's order, not in theirs.
  private func differences(
    of loaded: RegistryState, from replayed: RegistryState
  ) -> [StoreError] {
    loaded.records(differingFrom: replayed, as: \.inOneOrder).map {
      .damaged(address.path.appending($0.kind.rawValue), line: nil, .differs($0))
    }
  }

  /// Writes everything up to the newest line into a new file, every line verified on its way.
  public func backup(
    to path: FilePath, _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) -> Backup {
    try catchUp()
    let connection = try connected()
    let head = head
    guard let end = JournalHead(position) else { throw .notARegistry(address.path) }
    let total = try ask(
      """
      select sum(octet_length(line) + 1)::bigint from sanshe.change_set
      where registry = $1 and seq <= $2
      """, [address.registry, String(end.seq)], within: Patience.work
    ).int(0, 0)
    guard let total else { throw .notARegistry(address.path) }
    let backup = Backup(
      of: identity, head.office.name ?? "", at: clock.at, by: account,
      through: (end.seq, end.sha256), bytes: total)
    var (place, done) = (JournalPosition.beginning, 0)
    try backup.write(
      to: path,
      isWanted: { () throws(StoreError) in
        try progress(WorkProgress(done: total, total: total))
      }
    ) { write throws(StoreError) in
      try lines(through: end.seq, connection) { bytes throws(StoreError) in
        let line = try line(bytes, place.seq + 1)
        do throws(Damage) { try line.follows(place) } catch { throw damaged(place.seq + 1, error) }
        place = place.following(line, bytes: bytes.count + 1)
        try write(bytes + [UInt8(ascii: "\n")])
        done += bytes.count + 1
        if place.seq.isMultiple(of: 64) { try progress(WorkProgress(done: done, total: total)) }
      }
      guard place.sha256 == end.sha256 else { throw damaged(end.seq, .missing) }
    }
    return backup
  }
}

extension JSON {
  /// The same with the members of every object sorted by key.
  fileprivate var inOneOrder: JSON {
    switch self {
    case .array(let items): .array(items.map(\.inOneOrder))
    case .object(let members):
      .object(
        members.map { Member($0.key, $0.value.inOneOrder) }.sorted { $0.key < $1.key })
    default: self
    }
  }
}
