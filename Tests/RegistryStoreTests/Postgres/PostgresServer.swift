import Glibc
import RegistryModel

import RegistryStore
import RegistryTestSupport
import Synchronization
import SystemPackage

@testable import RegistryPostgres

/// A PostgreSQL server in a directory of its own, for all tests of this process; it ends with them.
///
/// Its roles are lina, who owns, and the clerks wang and zhao; hu reads. Its clock shows what the session says, or
/// the moment of `Sample`.
final class PostgresServer: Sendable {
  /// Where the programs of the newest PostgreSQL are, from 15 on; nil: none is installed.
  static let programs = (15...30).reversed().map { "/usr/lib/postgresql/\($0)/bin" }
    .first { access("\($0)/postgres", X_OK) == 0 }

  /// The one server, or why there is none.
  static let shared = Result { try PostgresServer() }

  let directory: String
  private let made = Atomic(0)

  private init() throws {
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(place)/sanshe-postgres-XXXXXX".utf8CString)
    guard let programs = Self.programs, mkdtemp(&template) != nil else { throw NoServer(log: "") }
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    try Bytes.write(PostgresScript.text + Self.forTests, to: FilePath("\(directory)/script.sql"))
    let options = "-c listen_addresses='' -k \(directory) -c max_connections=300"
    let asOther = geteuid() == 0 ? "su postgres -s /bin/sh -c" : "sh -c"
    let owner = geteuid() == 0 ? "chown postgres \(directory) && " : ""
    let start = """
      \(owner)\(asOther) "\(programs)/initdb -D \(directory)/data -U postgres -A trust -E UTF8 --locale C.UTF-8 -N \
      && \(programs)/pg_ctl -D \(directory)/data -l \(directory)/log -o \\"\(options)\\" -w start" \
      && psql -h \(directory) -U postgres -c 'create database civil' postgres \
      && psql -h \(directory) -U postgres -1 -v ON_ERROR_STOP=1 -f \(directory)/script.sql civil
      """
    guard system("(\(start)) >\(directory)/made 2>&1") == 0 else {
      throw NoServer(
        log: String(decoding: try Bytes.of(FilePath("\(directory)/made")), as: UTF8.self))
    }
    // The shell waits for the end of its input, which comes with the end of this process.
    let stop = """
      cat; \(asOther) "\(programs)/pg_ctl -D \(directory)/data -m immediate stop"; rm -rf \(directory)
      """
    _ = popen("trap '' INT TERM HUP; (\(stop)) >/dev/null 2>&1", "we")
  }

  /// The address of a registry for a role.
  func address(_ registry: String, _ role: String) throws -> PostgresAddress {
    do throws(AddressError) {
      return try PostgresAddress(
        "postgresql:///civil?host=\(directory)&user=\(role)&registry=\(registry)")
    } catch { throw NoServer(log: error.words.en) }
  }

  /// The name of a registry that nobody has used.
  func newName() -> String { "r\(made.add(1, ordering: .relaxed).newValue)" }

  /// What the server keeps, for who may do everything.
  func administrator() throws -> Connection {
    try Connection(try address("none", "postgres"), writing: true)
  }

  /// Roles of tests, and a clock that they set.
  private static let forTests = """

    create role lina login;
    create role wang login;
    create role zhao login;
    create role hu login;
    grant sanshe_owner, sanshe_clerk to lina;
    grant sanshe_clerk to wang, zhao;
    grant sanshe_reader to hu;
    create schema kept;
    create or replace function sanshe.clock() returns timestamptz language sql volatile as $$
      select coalesce(nullif(current_setting('sanshe_test.at', true), ''), '\(Sample.at.text)')::timestamptz
    $$;
    """

  struct NoServer: Error { let log: String }
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
      at: server.address(name, "lina"), office: Sample.office(), supervisor: Sample.supervisor,
      clock: Sample.clock)
    let admin = try server.administrator()
    for role in ["wang", "zhao", "hu"] {
      try admin.run("select sanshe.admit($1, $2)", [name, role])
    }
  }

  func open(
    _ access: RegistryAccess, account: String, clock: RegistryClock
  ) throws(StoreError) -> any RegistryEngine {
    let address: PostgresAddress
    do { address = try server.address(name, account) } catch { throw .readOnly }
    return ClockedEngine(try PostgresRegistry(address, access, clock: clock), clock)
  }

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
