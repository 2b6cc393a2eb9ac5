import RegistryModel
import RegistryStore
import SystemPackage

extension PostgresRegistry {
  /// What makes, restores, upgrades and mends registries.
  static let owner = "sanshe_owner"

  /// Makes a registry of `office`, whose supervisor is the role that makes it, and opens it.
  ///
  /// - Errors: `.exists` where the database has one of that name; `.declined` where the role is not the owner's.
  public static func create(
    at address: PostgresAddress, office: Office, supervisor: Account,
    clock: RegistryClock = .machine
  ) throws(StoreError) -> PostgresRegistry {
    let connection = try Connection(address, writing: true)
    var supervisor = supervisor
    supervisor.login = connection.account
    let first = ChangeSet([
      Change(RecordID(.office, -1), isNew: true, office.settings(from: nil)),
      Change(RecordID(.account, -1), isNew: true, supervisor.settings(from: nil)),
    ])
    return try make(.random(), address, clock, connection) { registry throws(StoreError) in
      _ = try registry.append(first, from: registry.head)
    }
  }

  /// Makes a registry of a backup: its lines as they are, and the records they lead to.
  ///
  /// All of it is verified before the first row is written.
  public static func restore(
    _ path: FilePath, to address: PostgresAddress, clock: RegistryClock = .machine,
    _ progress: (WorkProgress) throws(StoreError) -> Void = { _ in }
  ) throws(StoreError) -> Backup {
    var (head, end, bytes) = (RegistryState(), JournalPosition.beginning, 0)
    let lines = BackupLines(path)
    let backup = try lines.read { read throws(StoreError) in
      bytes = read.total
      try progress(WorkProgress(done: read.done, total: 2 * bytes))
    } _: { line, bytes throws(StoreError) in
      do throws(ApplyError) { try head.apply(line.commit) } catch {
        throw .damaged(path, line: line.commit.seq + 1, .apply(error))
      }
      end = end.following(line, bytes: bytes.count)
    }
    guard backup.plans.isEmpty else { throw .planFiles(path, backup.plans.keys.sorted()) }
    let connection = try Connection(address, writing: true)
    let identity = RegistryIdentity(id: backup.registry)
    _ = try make(identity, address, clock, connection) { registry throws(StoreError) in
      do throws(CopyFault) {
        try registry.copyLines(lines, connection) { read throws(StoreError) in
          try progress(WorkProgress(done: bytes + read.done, total: 2 * bytes))
        }
        try registry.copyRecords(of: head, connection)
        _ = try registry.faulting { () throws(PostgresFault) in
          try connection.run(
            """
            update sanshe.head set seq = $2::bigint, sha256 = $3, link = $4, at = $5 where registry = $1
            """, [address.registry, String(end.seq), end.sha256, end.link, end.at?.text])
        }
      } catch {
        guard case .fault(let fault) = error else { throw registry.told(error) }
        throw address.error(fault, registry.account, needing: Self.owner)
      }
      (registry.head, registry.position) = (head, end)
      if let moving = head.movingRetired {
        _ = try registry.append(moving, from: head)
      }
      try progress(WorkProgress(done: 2 * bytes, total: 2 * bytes))
    }
    return backup
  }

  /// Has `build` make what a new registry begins with, all or nothing.
  private static func make(
    _ identity: RegistryIdentity, _ address: PostgresAddress, _ clock: RegistryClock,
    _ connection: Connection, _ build: (PostgresRegistry) throws(StoreError) -> Void
  ) throws(StoreError) -> PostgresRegistry {
    do throws(PostgresFault) {
      try connection.run("begin")
      try connection.run(
        "select sanshe.create_registry($1, $2, $3::int)",
        [address.registry, identity.id, String(identity.format)])
    } catch {
      if error.isAbsence { throw .notPrepared(server: address.server) }
      if case .refused("23505", _) = error { throw .exists(address.path) }
      throw address.error(error, connection.account, needing: Self.owner)
    }
    let registry = try PostgresRegistry(address, .writing, clock: clock, connection)
    do throws(StoreError) { try build(registry) } catch {
      _ = try? connection.run("rollback")
      throw error
    }
    do throws(PostgresFault) { try connection.run("commit", within: Patience.work) } catch {
      throw address.error(error, connection.account, needing: Self.owner)
    }
    return registry
  }

  private func copyLines(
    _ lines: BackupLines, _ connection: Connection,
    _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(CopyFault) {
    let name = address.registry
    try connection.copyIn(
      """
      copy sanshe.change_set (registry, seq, by, batch, sha256, line) from stdin (format binary)
      """
    ) { send throws(StoreError) in
      _ = try lines.read(progress) { line, bytes throws(StoreError) in
        let commit = line.commit
        try send([
          .text(name), .bigint(commit.seq), .text(commit.by),
          commit.set.batch.map { .text($0) } ?? .null, .text(line.sha256),
          .bytes(Array(bytes.dropLast())),
        ])
      }
    }
    try connection.copyIn(
      "copy sanshe.touched (registry, kind, number, seq) from stdin (format binary)"
    ) { send throws(StoreError) in
      _ = try lines.read { line, _ throws(StoreError) in
        let set = line.commit.set
        for id in Set(set.changes.map(\.id) + set.access.map(\.id)) {
          try send([
            .text(name), .text(id.kind.rawValue), .int(id.number), .bigint(line.commit.seq),
          ])
        }
      }
    }
  }

  private func copyRecords(
    of state: RegistryState, _ connection: Connection
  ) throws(CopyFault) {
    let name = address.registry
    try connection.copyIn(
      "copy sanshe.record (registry, kind, number, record) from stdin (format binary)"
    ) { send throws(StoreError) in
      for kind in Kind.allCases {
        for stored in state[kind].allRows {
          var bytes: [UInt8] = []
          stored.json.write(to: &bytes)
          try send([.text(name), .text(kind.rawValue), .int(stored.id.number), .jsonb(bytes)])
        }
      }
    }
  }
}
