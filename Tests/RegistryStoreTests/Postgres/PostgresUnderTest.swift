import RegistryModel
import RegistryStore
import RegistryTestSupport
import SystemPackage

@testable import RegistryPostgres

extension PostgresServer {
  /// A registry's address for a role.
  func place(_ registry: String, _ role: String) -> PostgresAddress {
    guard let address = try? PostgresAddress(address(registry, role)) else {
      preconditionFailure("names of tests are addresses")
    }
    return address
  }

  /// A session that may do everything.
  func administrator() throws -> Connection {
    try Connection(place("none", "postgres"), writing: true)
  }
}

/// A registry on the server.
struct PostgresUnderTest: RegistryUnderTest {
  let server: PostgresServer
  let name: String

  /// A new one with its office and its supervisor, lina, whose clerks are wang and zhao; hu reads.
  init() throws {
    server = try PostgresServer.shared.get()
    name = server.newName()
    _ = try PostgresRegistry.create(
      at: server.place(name, "lina"), office: Sample.office(), supervisor: Sample.supervisor,
      clock: Sample.clock)
    let admin = try server.administrator()
    for role in ["wang", "zhao", "hu"] {
      try admin.run("select sanshe.admit($1, $2)", [name, role])
    }
  }

  func open(
    _ access: RegistryAccess, account: String, clock: RegistryClock
  ) throws(StoreError) -> any RegistryEngine {
    ClockedEngine(try PostgresRegistry(address(account), access, clock: clock), clock)
  }

  /// Its address for a role.
  func address(_ role: String) -> PostgresAddress { server.place(name, role) }

  func copy() throws -> () throws -> Void {
    let admin = try server.administrator()
    let tables = ["head", "change_set", "record", "touched", "attempt"]
    let copy = server.newName()
    for table in tables {
      try admin.run(
        "create table kept.\(copy)_\(table) as select * from sanshe.\(table) where registry = '\(name)'"
      )
    }
    return { [server, name] in
      let admin = try server.administrator()
      try admin.run("begin")
      for table in tables {
        try admin.run("delete from sanshe.\(table) where registry = $1", [name])
        try admin.run("insert into sanshe.\(table) select * from kept.\(copy)_\(table)")
      }
      try admin.run("commit")
    }
  }
}

/// A handle whose server dates lines by the clock of the test.
private final class ClockedEngine: RegistryEngine {
  private let engine: PostgresRegistry
  private let clock: RegistryClock

  init(_ engine: PostgresRegistry, _ clock: RegistryClock) {
    (self.engine, self.clock) = (engine, clock)
  }

  func append(_ set: ChangeSet, from base: RegistryState) throws(StoreError) -> Appended {
    _ = try? engine.connected().run(
      "select set_config('sanshe_test.at', $1, false)", [clock.at.text])
    return try engine.append(set, from: base)
  }

  var identity: RegistryIdentity { engine.identity }
  var account: String { engine.account }
  var today: CivilDate { engine.today }
  var draftHome: RegistryHome? { engine.draftHome }
  var head: RegistryState { engine.head }
  var place: JournalHead? { engine.place }
  func load() throws(StoreError) -> Loaded { try engine.load() }
  func news() throws(StoreError) -> News? { try engine.news() }
  func changes(after seq: Int, limit: Int) throws(StoreError) -> [Commit] {
    try engine.changes(after: seq, limit: limit)
  }
  func changes(
    _ filter: ChangeFilter, before seq: Int, limit: Int
  ) throws(StoreError) -> ChangePage {
    try engine.changes(filter, before: seq, limit: limit)
  }
  func wait(_ wake: FileDescriptor, _ timeout: Duration?) throws(StoreError) -> WaitEnd {
    try engine.wait(wake, timeout)
  }
  func work(_ chore: Chore, _ moment: ChoreMoment) throws(StoreError) -> ChoreWork? {
    try engine.work(chore, moment)
  }
  func check(
    _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) -> CheckReport { try engine.check(progress) }
  func backup(
    to path: FilePath, _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) -> Backup { try engine.backup(to: path, progress) }
}
