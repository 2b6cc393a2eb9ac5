import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistryPostgres
@testable import RegistryStore

/// Nothing relies on what a session keeps: all of it works where each transaction may be another session's.
@Suite(
  .enabled(
    if: PostgresServer.programs != nil && PostgresPooler.program != nil,
    "PostgreSQL or pgbouncer is not installed; make interop installs them"),
  .timeLimit(.minutes(10)))
struct PoolTests {
  @Test func clerksThroughAPooler_saveEverythingOnce_andReadEachOther() async throws {
    let server = try PostgresServer()
    let pooler = try PostgresPooler(before: server, sessions: 2)
    @Sendable func address(_ role: String) throws(AddressError) -> PostgresAddress {
      try PostgresAddress(server.address("r1", role, at: pooler.directory))
    }
    let lina = try PostgresRegistry.create(
      at: address("lina"), office: Sample.office(), supervisor: Sample.supervisor,
      clock: Sample.clock)
    let admin = try server.administrator()
    for role in ["wang", "zhao"] { try admin.run("select sanshe.admit('r1', $1)", [role]) }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for clerk in 0..<6 {
        group.addTask {
          let result: Result<Void, any Error> = await withCheckedContinuation { continuation in
            Threads.start {
              continuation.resume(
                returning: Result {
                  let engine = try PostgresRegistry(
                    address(["wang", "zhao"][clerk % 2]), .writing, clock: Sample.clock)
                  _ = try engine.load()
                  for serial in 1...8 {
                    _ = try engine.append(
                      Sample.community(clerk * 10 + serial), from: engine.head)
                  }
                })
            }
          }
          try result.get()
        }
      }
      try await group.waitForAll()
    }
    // Three clerks of each role shared two sessions.
    let sessions = try admin.run(
      "select count(*) from pg_stat_activity where usename = 'wang' and datname = 'civil'")
    #expect(sessions.int(0, 0) ?? 0 <= 2)
    #expect(try lina.news()?.commits.count == 48)
    #expect(try lina.changes(.by("wang"), before: .max, limit: 100).commits.count == 24)
    #expect(try lina.check().damage.isEmpty)
    // A save that is held over several statements, and one that is settled.
    let (attempt, base) = (Attempt(), lina.head)
    try lina.hold(attempt)
    #expect(try lina.carry(Sample.community(99), from: base, attempt)?.seq == 50)
    try lina.connected().run("commit")
    lina.doubt = attempt
    #expect(try lina.news()?.notices == [.settled(seq: 50)])
    let place = TemporaryDirectory()
    #expect(try lina.backup(to: place.path.appending("a.gz")) { _ in }.seq == 50)
  }
}
