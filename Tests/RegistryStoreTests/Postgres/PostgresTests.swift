import Glibc
import RegistryDemo
import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryPostgres
@testable import RegistryStore

/// What the engine of databases has to do beside what all engines promise.
@Suite(
  .enabled(if: PostgresServer.programs != nil, "PostgreSQL 15 or newer is not installed"),
  .timeLimit(.minutes(10)))
struct PostgresTests {
  private let first = RecordID(.community, 1)

  // MARK: moving

  /// A sample district in a directory.
  private func district(_ place: TemporaryDirectory) throws -> RegistryDirectory {
    let district = try DemoDistrict(
      seed: 7, size: .small, until: Sample.today, login: "lina")
    return try RegistryDirectory.create(
      at: place.path.appending("registry"),
      district.entries.map { .init($0.set, by: $0.by, at: $0.at) }, identity: .random(),
      today: Sample.today)
  }

  private func lines(of backup: FilePath) throws -> [[UInt8]] {
    var lines: [[UInt8]] = []
    _ = try BackupLines(backup).read { _, bytes in lines.append(bytes) }
    return lines
  }

  /// There and back: a registry is its lines, wherever it is kept.
  @Test func movedByRestore_hasTheSameLines_inBothDirections() throws {
    let place = TemporaryDirectory()
    let directory = try district(place)
    let server = try PostgresServer.shared.get()
    let address = server.place(server.newName(), "lina")
    let (there, back) = (place.path.appending("there.gz"), place.path.appending("back.gz"))
    let made = try directory.backup(to: there)
    let restored = try PostgresRegistry.restore(there, to: address, clock: Sample.clock)
    #expect(restored == made)
    let moved = try PostgresRegistry(address, .writing, clock: Sample.clock)
    #expect(try moved.load().state.contents == directory.head.contents)
    #expect(moved.identity.id == directory.identity.id && moved.place == directory.place)
    #expect(try moved.check().damage.isEmpty)
    _ = try moved.backup(to: back) { _ in }
    #expect(try lines(of: back) == lines(of: there))
    #expect(throws: StoreError.exists(address.path)) {
      try PostgresRegistry.restore(there, to: address, clock: Sample.clock)
    }
    // It goes on in the database, and back in a directory after that.
    _ = try moved.append(
      Sample.set(first, "note", moved.head[first]?.part("note") ?? .null, "x"), from: moved.head)
    let last = place.path.appending("last.gz")
    _ = try moved.backup(to: last) { _ in }
    _ = try RegistryDirectory.restore(last, to: place.path.appending("copy"), account: "lina")
    let copy = try Sample.open(place.path.appending("copy"))
    #expect(copy.head.contents == moved.head.contents && copy.place == moved.place)
  }

  @Test func backupWithPlanFiles_isRefused_andNothingIsMade() throws {
    let place = TemporaryDirectory()
    let directory = try Sample.make(in: place)
    try Bytes.write("{}", to: directory.layout.plans.appending("own.json"))
    let file = place.path.appending("a.gz")
    _ = try directory.backup(to: file)
    let server = try PostgresServer.shared.get()
    let address = server.place(server.newName(), "lina")
    #expect(throws: StoreError.planFiles(file, ["own.json"])) {
      try PostgresRegistry.restore(file, to: address, clock: Sample.clock)
    }
    #expect(throws: StoreError.self) { try PostgresRegistry(address, .reading) }
  }

  /// The records that the server derives from a year of work are those that the program makes of the lines.
  @Test func everyChangeOfADistrict_isTaken_andDerivedAlike() throws {
    let place = TemporaryDirectory()
    let directory = try district(place)
    let server = try PostgresServer.shared.get()
    let address = server.place(server.newName(), "lina")
    _ = try PostgresRegistry.create(
      at: address, office: Sample.office(), supervisor: Sample.supervisor, clock: Sample.clock)
    let admin = try server.administrator()
    // Its own beginning takes the place of that of a new registry.
    for table in ["record", "touched", "attempt", "change_set"] {
      try admin.run("delete from sanshe.\(table) where registry = $1", [address.registry])
    }
    try admin.run(
      "update sanshe.head set seq = 0, sha256 = null, link = null, at = null where registry = $1",
      [address.registry])
    var end = JournalHead(seq: 0, sha256: "")
    let commits = try directory.changes(after: 0)
    var sessions: [String: Connection] = [:]
    for by in Set(commits.map(\.by)) {
      if by != "lina" { try admin.run("create role \(by) login in role sanshe_clerk") }
      try admin.run("select sanshe.admit($1, $2)", [address.registry, by])
      sessions[by] = try Connection(server.place(address.registry, by), writing: true)
    }
    for commit in commits {
      let session = try #require(sessions[commit.by])
      let encoded = JournalLine.Encoded(commit, previous: nil)
      let rows = try session.run(
        "select * from sanshe.append($1, $2::uuid, 4, $3::bigint, $4, $5)",
        [
          address.registry, Attempt().key, String(end.seq), end.seq == 0 ? nil : end.sha256,
          String(decoding: encoded.bytes[encoded.body], as: UTF8.self),
        ])
      guard case .saved(let seq, _, let sha256)? = Answer(rows) else { throw Unexpected() }
      end = JournalHead(seq: seq, sha256: sha256)
    }
    let reader = try PostgresRegistry(address, .reading, clock: Sample.clock)
    #expect(try reader.load().state.contents == directory.head.contents)
    #expect(reader.place == end)
    #expect(try reader.check().damage.isEmpty)
  }

  @Test func check_findsARecordThatNoLineMade_andALineThatWasChanged() throws {
    let office = try PostgresUnderTest()
    let lina = try office.open(.writing, account: "lina", clock: Sample.clock)
    _ = try lina.append(try Sample.community(1), from: try lina.load().state)
    #expect(try lina.check().notices.count == 1)  // no second server
    let admin = try office.server.administrator()
    try admin.run(
      """
      update sanshe.record set record = record || '{"address":"x"}'
      where registry = $1 and kind = 'community'
      """, [office.name])
    let record = try lina.check().damage
    guard case .damaged(_, line: nil, .differs(first))? = record.first else {
      Issue.record("\(record)")
      return
    }
    try admin.run(
      """
      update sanshe.change_set set line = overlay(line placing '\\x39'::bytea from 30)
      where registry = $1 and seq = 2
      """, [office.name])
    guard case .damaged(_, line: 2, .checksum)? = try lina.check().damage.first else {
      Issue.record("not found")
      return
    }
  }

  @Test func upgrade_raisesTheFormat_andOlderProgramsSaveNoMore() throws {
    let office = try PostgresUnderTest()
    let admin = try office.server.administrator()
    let address = office.server.place(office.name, "lina")
    #expect(try PostgresRegistry.upgrade(address, clock: Sample.clock) == nil)
    let open = try office.open(.writing, account: "wang", clock: Sample.clock)
    _ = try open.load()
    try admin.run("update sanshe.registry set format = 3 where registry = $1", [office.name])
    #expect(throws: StoreError.olderFormat(address.path, format: 3)) {
      try office.open(.writing, account: "wang", clock: Sample.clock)
    }
    #expect(try PostgresRegistry.upgrade(address, clock: Sample.clock)?.to == 4)
    #expect(
      try office.open(.writing, account: "wang", clock: Sample.clock).identity.upgrades.count == 1)
    // A program that knows less than the registry is refused by the server.
    try admin.run("update sanshe.registry set format = 5 where registry = $1", [office.name])
    let refused = #expect(throws: StoreError.self) {
      try open.append(try Sample.community(1), from: open.head)
    }
    guard case .declined? = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
  }

  // MARK: views

  @Test func views_haveARowForEachRecord_ofOnesOwnRegistriesAlone() throws {
    let place = TemporaryDirectory()
    let directory = try district(place)
    let file = place.path.appending("a.gz")
    _ = try directory.backup(to: file)
    let server = try PostgresServer.shared.get()
    let name = server.newName()
    _ = try PostgresRegistry.restore(file, to: server.place(name, "lina"), clock: Sample.clock)
    let other = try PostgresUnderTest()
    let (lina, hu) = (
      try Connection(server.place(name, "lina"), writing: true),
      try Connection(server.place(other.name, "hu"), writing: false)
    )
    for kind in Kind.allCases {
      let query = "select count(*) from sanshe.\(kind.schema.file) where registry = $1"
      #expect(try lina.run(query, [name]).int(0, 0) == directory.head[kind].count, "\(kind)")
      #expect(try hu.run(query, [name]).int(0, 0) == 0, "\(kind)")
    }
    #expect(try hu.run("select count(*) from sanshe.accounts").int(0, 0) ?? 0 > 0)
    // Columns are what the fields are, a dated one as of today.
    let sum = try lina.run(
      "select sum(households)::bigint, count(distinct name) from sanshe.communities where registry = $1",
      [name])
    let households = try #require(Community.kindSchema["households"])
    let counted = directory.head.communities.all.compactMap {
      $0.json(households, on: Sample.today)?.int
    }
    #expect(sum.int(0, 0) == counted.reduce(0, +))
    #expect(sum.int(0, 1) ?? 0 > 1)
    // A newer program's field comes at the end.
    let admin = try server.administrator()
    try admin.run("begin")
    try admin.run(
      "select sanshe.make_view('accounts', 'account', array['registry', 'newest', 'id'], array['registry', 'null::text', 'record ->> ''id'''])"
    )
    let columns = try admin.run(
      """
      select string_agg(attname, ',' order by attnum) from pg_attribute
      where attrelid = 'sanshe.accounts'::regclass and attnum > 0
      """
    ).text(0, 0)
    try admin.run("rollback")
    #expect(
      columns?.hasPrefix("registry,id,changed,") == true && columns?.hasSuffix(",newest") == true)
  }

  // MARK: in doubt

  private func onThread<T: Sendable>(_ body: @escaping @Sendable () -> T) async -> T {
    await withCheckedContinuation { continuation in
      Threads.start { continuation.resume(returning: body()) }
    }
  }

  @Test func connectionCutDuringASave_isMadeOnce_onTheNextConnection() async throws {
    let office = try PostgresUnderTest()
    let holder = try office.server.administrator()
    try holder.run("begin")
    try holder.run("select from sanshe.head where registry = $1 for update", [office.name])
    async let saving: Result<Int?, StoreError> = onThread {
      Result { () throws(StoreError) in
        let wang = try office.open(.writing, account: "wang", clock: Sample.clock)
        let state = try wang.load().state
        return try wang.append((try? Sample.community(1)) ?? ChangeSet([]), from: state).commit?.seq
      }
    }
    // The registry's name is a value: no other test's save has it.
    let admin = try office.server.administrator()
    var isCut = false
    while !isCut {
      let rows = try admin.run(
        """
        select count(pg_terminate_backend(a.pid)) from pg_stat_activity a
        where a.usename = 'wang' and $1::int = any (pg_blocking_pids(a.pid))
        """, [try holder.run("select pg_backend_pid()::text").text(0, 0)])
      isCut = rows.int(0, 0) ?? 0 > 0
    }
    try holder.run("commit")
    #expect(try await saving.get() == 2)
    let rows = try admin.run(
      "select count(*) from sanshe.change_set where registry = $1", [office.name])
    #expect(rows.int(0, 0) == 2)
  }

  /// Saves one community by an attempt of this key, as a client would whose answer is lost.
  private func save(_ office: PostgresUnderTest, _ key: String, serial: Int) throws -> Rows {
    let engine = try PostgresRegistry(
      office.server.place(office.name, "wang"), .writing, clock: Sample.clock)
    let state = try engine.load().state
    let set = try state.rebase(
      Sample.community(serial), from: state, by: "wang", today: Sample.today)
    let encoded = JournalLine.Encoded(
      Commit(seq: state.seq + 1, at: Sample.at, by: "wang", set: set), previous: nil)
    return try engine.connected().run(
      "select * from sanshe.append($1, $2::uuid, 4, $3::bigint, $4, $5)",
      [
        office.name, key, String(state.seq), engine.place?.sha256,
        String(decoding: encoded.bytes[encoded.body], as: UTF8.self),
      ])
  }

  @Test func answerLost_isFoundUnderItsKey_andSavedOnce() throws {
    let office = try PostgresUnderTest()
    let wang = try PostgresRegistry(
      office.server.place(office.name, "wang"), .writing, clock: Sample.clock)
    let base = try wang.load().state
    let attempt = Attempt()
    _ = try save(office, attempt.key, serial: 1)
    let commit = try wang.carry(Sample.community(1), from: base, attempt)
    #expect(commit?.seq == 2 && wang.head.seq == 2)
    #expect(try wang.news() == nil)  // one's own is no news
    #expect(try wang.check().damage.isEmpty)
  }

  @Test func saveInDoubt_isSettledBeforeAnythingElse_oneWayOrTheOther() throws {
    let office = try PostgresUnderTest()
    let wang = try PostgresRegistry(
      office.server.place(office.name, "wang"), .writing, clock: Sample.clock)
    _ = try wang.load()
    let (made, late) = (Attempt(), Attempt())
    _ = try save(office, made.key, serial: 1)
    wang.doubt = made
    #expect(try wang.news()?.notices == [.settled(seq: 2)])
    wang.doubt = late
    let news = try wang.news()
    #expect(news?.notices == [.settled(seq: nil)])
    // What arrives after it was given up fails.
    let refused = #expect(throws: PostgresFault.self) { try save(office, late.key, serial: 2) }
    guard case .refused("SN410", _)? = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    #expect(try wang.append(try Sample.community(2), from: wang.head).commit?.seq == 3)
  }

  // MARK: several

  @Test func clerksAtOnce_saveEverythingOnce_andInOneChain() async throws {
    let office = try PostgresUnderTest()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for clerk in 0..<6 {
        group.addTask {
          let result = await onThread {
            Result { () throws(StoreError) in
              let role = ["lina", "wang", "zhao"][clerk % 3]
              let engine = try office.open(.writing, account: role, clock: Sample.clock)
              _ = try engine.load()
              for serial in 1...10 {
                let community = (try? Sample.community(clerk * 10 + serial)) ?? ChangeSet([])
                _ = try engine.append(community, from: engine.head)
              }
            }
          }
          try result.get()
        }
      }
      try await group.waitForAll()
    }
    let reader = try office.open(.reading, account: "wang", clock: Sample.clock)
    let report = try reader.check()
    #expect(report.damage.isEmpty && report.changes == 61 && report.exitCode == 0)
  }

  @Test func announcedSave_isWaitedFor_andSaysWho() throws {
    let office = try PostgresUnderTest()
    let session = try Connection(office.server.place(office.name, "zhao"), writing: true)
    #expect(try session.run("select sanshe.announce($1)", [office.name]).isNull(0, 0))
    let other = try Connection(office.server.place(office.name, "wang"), writing: true)
    #expect(try other.run("select sanshe.announce($1)", [office.name]).text(0, 0) == "zhao")
    let rows = try save(office, Attempt().key, serial: 1)
    guard case .busy(account: "zhao")? = Answer(rows) else {
      Issue.record("not busy")
      return
    }
  }

  // MARK: errors

  @Test func whoCannotGetIn_isToldWhy() throws {
    let office = try PostgresUnderTest()
    let server = office.server
    func opening(_ text: String) throws -> StoreError? {
      let address = try PostgresAddress(text)
      do throws(StoreError) { _ = try PostgresRegistry(address, .reading) } catch { return error }
      return nil
    }
    let place = "host=\(server.directory)"
    guard
      case .notAdmitted? = try opening("postgresql:///civil?\(place)&user=stranger&registry=r1"),
      case .noRight? = try opening("postgresql:///civil?\(place)&user=wang&registry=nowhere"),
      case .noDatabase(_, "none")? = try opening(
        "postgresql:///none?\(place)&user=wang&registry=r1"),
      case .notPrepared? = try opening("postgresql:///postgres?\(place)&user=wang&registry=r1"),
      case .away? = try opening("postgresql:///civil?host=/nowhere&user=wang&registry=r1")
    else {
      Issue.record("another error")
      return
    }
    let reader = try office.open(.writing, account: "hu", clock: Sample.clock)
    guard case .readOnly(.noRight)? = try reader.load().notices.first else {
      Issue.record("a reader is not told")
      return
    }
  }

  @Test(arguments: [
    "postgresql://wang:secret@db/civil?registry=r", "postgresql://db/civil?registry=r&password=x",
    "postgresql://db/civil", "postgresql://db/civil?registry=",
    "postgresql://db/civil?registry=a'b",
    "postgresql://db/civil?registry=朝阳", "postgresql://db/civil?registry=r&registry=s",
    "postgresql://db/civil?registry=%31", "postgresql://db/civil?registry=r&sslmode=bogus",
    "postgresql://db/civil?registry=r&foo=bar", "postgresql://db:99999/civil?registry=r",
    "postgresql:///?registry=r&service=none.sanshe", "POSTGRESQL://db/civil?registry=r",
    "postgresql://db/civil?registry=r&%70assword=x", "postgresql://db/%zz?registry=r",
  ])
  func address_withAPassword_orMistyped_isNone(_ text: String) {
    #expect(throws: AddressError.self) { try PostgresAddress(text) }
  }

  @Test func address_leavesAllButTheRegistryToLibpq() throws {
    let address = try PostgresAddress(
      "postgresql://wang@db1,db2:5433/civil?registry=110105&sslmode=require")
    #expect(address.registry == "110105" && address.server == "db1,db2:5433")
    #expect(address.connection == "postgresql://wang@db1,db2:5433/civil?sslmode=require")
  }
}
