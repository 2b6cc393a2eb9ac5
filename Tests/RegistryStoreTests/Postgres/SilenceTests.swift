import Glibc
import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistryPostgres
@testable import RegistryStore

/// Servers that say nothing, or not in time, and members who come and go.
@Suite(
  .enabled(if: PostgresServer.programs != nil, "PostgreSQL 15 or newer is not installed"),
  .timeLimit(.minutes(10)))
struct SilenceTests {
  /// Nothing ends the connection: only the clerk's own clock tells.
  @Test func serverThatHangs_isAway_andComesBack() throws {
    let server = try PostgresServer()
    let lina = try PostgresRegistry.create(
      at: server.place("r1", "lina"), office: Sample.office(), supervisor: Sample.supervisor,
      clock: Sample.clock)
    server.suspend()
    defer { server.resume() }
    let away = #expect(throws: StoreError.self) { try lina.news() }
    guard case .away(_, let reason)? = away, reason.hasPrefix("no answer for") else {
      Issue.record("\(String(describing: away))")
      return
    }
    server.resume()
    #expect(try lina.news() == nil)
    #expect(try lina.append(try Sample.community(1), from: lina.head).commit?.seq == 2)
  }

  /// A session that hangs while the server does not: the next one answers.
  @Test func sessionThatHangs_isLeft() throws {
    let office = try PostgresUnderTest()
    let wang = try PostgresRegistry(office.address("wang"), .writing, clock: Sample.clock)
    _ = try wang.load()
    let process = try #require(
      wang.connected().run("select pg_backend_pid()").int(0, 0))
    kill(pid_t(process), SIGSTOP)
    defer { kill(pid_t(process), SIGCONT) }
    #expect(try wang.news() == nil)
    #expect(try wang.append(try Sample.community(1), from: wang.head).commit?.seq == 2)
  }

  /// A commit that waits for another server is not cancelled, and its save settled by its key.
  @Test func commitThatWaits_isInDoubt_andSettledWhenItIsThrough() throws {
    let server = try PostgresServer()
    let lina = try PostgresRegistry.create(
      at: server.place("r1", "lina"), office: Sample.office(), supervisor: Sample.supervisor,
      clock: Sample.clock)
    try server.waitForStandby("nobody")
    defer { try? server.waitForStandby(nil) }
    #expect(throws: StoreError.inDoubt(server: lina.address.server)) {
      try lina.append(try Sample.community(1), from: lina.head)
    }
    #expect(lina.doubt != nil)
    // Nobody knows yet, and nothing else is saved meanwhile.
    #expect(throws: StoreError.self) { try lina.append(try Sample.community(2), from: lina.head) }
    try server.waitForStandby(nil)
    #expect(try lina.news()?.notices == [.settled(seq: 2)])
    #expect(try lina.append(try Sample.community(2), from: lina.head).commit?.seq == 3)
    #expect(try lina.check().damage.isEmpty)
  }

  @Test func whoHoldsTheHead_isNamed() throws {
    let office = try PostgresUnderTest()
    let wang = try PostgresRegistry(office.address("wang"), .writing, clock: Sample.clock)
    _ = try wang.load()
    let admin = try office.server.administrator()
    try admin.run("begin")
    try admin.run("select from sanshe.head where registry = $1 for update", [office.name])
    let process = try admin.run("select pg_backend_pid()").int(0, 0)
    #expect(throws: StoreError.locked(LockHolder(account: "postgres", process: process))) {
      try wang.append(try Sample.community(1), from: wang.head)
    }
    try admin.run("rollback")
    #expect(try wang.append(try Sample.community(1), from: wang.head).commit?.seq == 2)
  }

  @Test func memberWhoIsDismissedAndAdmittedAgain_isNotAlarmed() throws {
    let office = try PostgresUnderTest()
    let wang = try PostgresRegistry(office.address("wang"), .writing, clock: Sample.clock)
    _ = try wang.load()
    _ = try wang.append(try Sample.community(1), from: wang.head)
    let admin = try office.server.administrator()
    try admin.run("select sanshe.dismiss($1, 'wang')", [office.name])
    let refused = #expect(throws: StoreError.self) { try wang.news() }
    #expect(refused?.exitCode == 77 && refused?.words.en.contains("sanshe.admit") == true)
    try admin.run("select sanshe.admit($1, 'wang')", [office.name])
    #expect(try wang.news() == nil)
    #expect(try wang.append(try Sample.community(2), from: wang.head).commit?.seq == 3)
  }

  @Test func copyInAnotherPlace_hasDraftsOfItsOwn() throws {
    let office = try PostgresUnderTest()
    let lina = try PostgresRegistry(office.address("lina"), .writing, clock: Sample.clock)
    _ = try lina.load()
    let place = TemporaryDirectory()
    _ = try lina.backup(to: place.path.appending("a.gz")) { _ in }
    let (there, elsewhere) = (
      office.server.place(office.server.newName(), "lina"), try PostgresServer().place("r1", "lina")
    )
    var folders = [lina.draftFolder]
    for address in [there, elsewhere] {
      _ = try PostgresRegistry.restore(
        place.path.appending("a.gz"), to: address, clock: Sample.clock)
      folders.append(try PostgresRegistry(address, .writing, clock: Sample.clock).draftFolder)
    }
    #expect(Set(folders).count == 3)
    // Whatever the address is called that leads there.
    let wang = try PostgresRegistry(office.address("wang"), .reading, clock: Sample.clock)
    #expect(wang.draftFolder == lina.draftFolder)
  }

  // MARK: refusals by their codes

  /// Whatever language the server speaks, and before it has loaded anything.
  @Test func serverThatIsFull_isAway_andOneThatRefuses_isNot() throws {
    let server = try PostgresServer()
    _ = try PostgresRegistry.create(
      at: server.place("r1", "lina"), office: Sample.office(), supervisor: Sample.supervisor,
      clock: Sample.clock)
    let admin = try server.administrator()
    func opening() throws -> StoreError? {
      do throws(StoreError) {
        _ = try PostgresRegistry(server.place("r1", "wang"), .reading, clock: Sample.clock)
      } catch { return error }
      return nil
    }
    try admin.run("alter role wang connection limit 0")
    guard case .away(_, let reason)? = try opening() else {
      Issue.record("a server that is full is away")
      return
    }
    #expect(!reason.contains("FATAL") && !reason.contains("53300"), "\(reason)")
    try admin.run("alter role wang nologin")
    guard case .notAdmitted(_, "wang", let reason)? = try opening() else {
      Issue.record("who may not log in is refused")
      return
    }
    #expect(!reason.contains("FATAL") && !reason.contains("28000"), "\(reason)")
    try admin.run("alter role wang login connection limit -1")
    try admin.run("revoke connect on database civil from public")
    guard case .notAdmitted(_, "wang", _)? = try opening() else {
      Issue.record("who may not connect is refused")
      return
    }
  }
}
