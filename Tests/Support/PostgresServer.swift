import Glibc
import RegistryPostgres
import Synchronization

/// A PostgreSQL server in a directory of its own; it ends with the process that made it.
///
/// Its roles are lina, who owns, the clerks wang and zhao, and hu, who reads. Its clock shows what a session says, or
/// stands still.
public final class PostgresServer: Sendable {
  /// Where the programs of the newest PostgreSQL are, from 15 on; nil: none is installed.
  public static let programs = (15...30).reversed().map { "/usr/lib/postgresql/\($0)/bin" }
    .first { access("\($0)/postgres", X_OK) == 0 }
  /// The one of all tests of this process, or why there is none.
  public static let shared = Result { try PostgresServer() }

  /// Where it keeps everything, its socket among it.
  public let directory: String
  private let programs: String
  private let named = Atomic(0)

  /// Makes and starts one, and prepares its database as the program's own script says.
  public init() throws {
    let place = access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp"
    var template = Array("\(place)/sanshe-postgres-XXXXXX".utf8CString)
    guard let programs = Self.programs, mkdtemp(&template) != nil else {
      throw Failed(log: "PostgreSQL 15 or newer is not installed")
    }
    self.programs = programs
    directory = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let script = fopen("\(directory)/script.sql", "we")
    fputs(PostgresScript.text + Self.forTests, script)
    fclose(script)
    if geteuid() == 0 { try shell("chown postgres \(directory)") }
    try shell(
      asServer("initdb -D \(directory)/data -U postgres -A trust -E UTF8 --locale C.UTF-8 -N"))
    try start()
    // The shell waits for the end of its input, which comes with the end of this process.
    let stop =
      "cat; \(asServer("pg_ctl -D \(directory)/data -m immediate stop")); rm -rf \(directory)"
    _ = popen("trap '' INT TERM HUP; (\(stop)) >/dev/null 2>&1", "we")
    let psql = "psql -q -h \(directory) -U postgres -v ON_ERROR_STOP=1"
    try shell("\(psql) -c 'create database civil' postgres")
    try shell("\(psql) -1 -f \(directory)/script.sql civil")
  }

  /// Starts it, and waits until it takes connections.
  public func start() throws {
    let options = "-c listen_addresses= -k \(directory) -c max_connections=300"
    try shell(
      asServer("pg_ctl -D \(directory)/data -l \(directory)/log -o \\\"\(options)\\\" -w start"))
  }

  /// Stops it at once, as pulling the plug does: nothing is written out.
  public func stop() throws { try shell(asServer("pg_ctl -D \(directory)/data -m immediate stop")) }

  /// Starts a second server that every commit waits for from now on; where its socket is.
  public func startStandby() throws -> String {
    let place = "\(directory)/standby"
    try shell(asUser("mkdir -p \(place)"))
    try shell(
      asServer("pg_basebackup -h \(directory) -U postgres -D \(place)/data -R -X stream -c fast"))
    let stop = asServer("pg_ctl -D \(place)/data -m immediate stop")
    _ = popen("trap '' INT TERM HUP; (cat; \(stop)) >/dev/null 2>&1", "we")
    let options = "-c listen_addresses= -k \(place) -c max_connections=300 -c cluster_name=second"
    try shell(
      asServer("pg_ctl -D \(place)/data -l \(place)/log -o \\\"\(options)\\\" -w start"))
    try waitForStandby("second")
    try wait(for: "select 1 from pg_stat_replication where sync_state = 'sync'")
    return place
  }

  /// Kills the server with all it has, and has the second take its place.
  public func failOver() throws {
    try shell(asServer("pg_ctl -D \(directory)/data -m immediate stop"))
    try shell(asServer("pg_ctl -D \(directory)/standby/data -w promote"))
  }

  /// Kills its first process alone, as a machine that has no memory left does, and starts it again.
  public func crash() throws {
    try shell("kill -9 $(head -n 1 \(directory)/data/postmaster.pid)")
    // What is left of it ends by itself; until then nothing else can begin.
    for _ in 0..<100 {
      if (try? start()) != nil { return }
      usleep(100_000)
    }
    try start()
  }

  /// Stops all its processes where they are, as a machine does that swaps: connections stay, nothing answers.
  public func suspend() { signal("STOP") }

  /// Lets them go on.
  public func resume() { signal("CONT") }

  private func signal(_ name: String) {
    let processes = "$p $(cat /proc/$p/task/$p/children)"
    try? shell("p=$(head -n 1 \(directory)/data/postmaster.pid); kill -\(name) \(processes)")
  }

  /// Has every commit wait for a second server of this name, or for none.
  public func waitForStandby(_ name: String?) throws {
    let names = name ?? ""
    let psql = "psql -q -h \(directory) -U postgres -v ON_ERROR_STOP=1"
    try shell("\(psql) -c \"alter system set synchronous_standby_names = '\(names)'\" postgres")
    try shell("\(psql) -c 'select pg_reload_conf()' postgres")
  }

  /// Waits until a query finds something.
  public func wait(for query: String) throws {
    let psql = "psql -q -h \(directory) -U postgres -v ON_ERROR_STOP=1"
    try shell(
      "for i in $(seq 600); do \(psql) -Atc \"\(query)\" postgres | grep -q . && exit 0; sleep 0.05; done; exit 1"
    )
  }

  /// The address of a registry for a role.
  ///
  /// - Parameter place: where its socket is, or that of a proxy before it.
  public func address(_ registry: String, _ role: String, at place: String? = nil) -> String {
    "postgresql:///civil?host=\(place ?? directory)&user=\(role)&registry=\(registry)"
  }

  /// The name of a registry that nobody has used.
  public func newName() -> String { "r\(named.add(1, ordering: .relaxed).newValue)" }

  /// A command of the server's programs.
  private func asServer(_ command: String) -> String { asUser("\(programs)/\(command)") }

  /// A command as a user who may run servers: they do not run as root.
  func asUser(_ command: String) -> String {
    geteuid() == 0 ? "su postgres -s /bin/sh -c \"\(command)\"" : "sh -c \"\(command)\""
  }

  /// Runs a command of the shell; what it says is told where it fails.
  func shell(_ command: String) throws {
    let log = "\(directory)/said"
    guard system("(\(command)) >\(log) 2>&1") == 0 else {
      var said = [CChar](repeating: 0, count: 4096)
      let file = fopen(log, "r")
      fread(&said, 1, said.count - 1, file)
      fclose(file)
      throw Failed(
        log: command + "\n"
          + String(decoding: said.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self))
    }
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
      select coalesce(nullif(current_setting('sanshe_test.at', true), ''), '2026-11-24T06:32:07Z')::timestamptz
    $$;
    """

  /// Why there is no server.
  public struct Failed: Error, CustomStringConvertible {
    let log: String
    /// What the command said.
    public var description: String { log }
  }
}
