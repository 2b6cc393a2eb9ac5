import Glibc
import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryPostgres
@testable import RegistryStore

/// What the server does for each statement, of the program and of the functions it calls, as the server's own plans
/// say.
@Suite(
  .enabled(if: PostgresServer.programs != nil, "PostgreSQL 15 or newer is not installed"),
  .timeLimit(.minutes(10)))
struct PlanTests {
  /// Tables that every registry has rows in.
  private static let tables = [
    "registry", "head", "change_set", "record", "touched", "attempt", "set_aside",
  ]

  /// Distribution is placement: a registry may be moved, since nothing is asked of two at once.
  @Test func noStatement_touchesTwoRegistries() throws {
    let server = try PostgresServer()
    let admin = try server.administrator()
    for setting in [
      "session_preload_libraries = 'auto_explain'", "auto_explain.log_min_duration = 0",
      "auto_explain.log_nested_statements = on",
    ] { try admin.run("alter role all set \(setting)") }
    try work(on: server)

    var (scans, statement) = (0, "")
    let lines = try String(decoding: Bytes.of(FilePath("\(server.directory)/log")), as: UTF8.self)
      .split(separator: "\n")
    for (number, line) in lines.enumerated() {
      if line.contains("Query Text:") { statement = String(line) }
      guard line.contains("Scan"), line.contains("(cost="), let table = Self.table(of: line) else {
        continue
      }
      scans += 1
      // What is said of a node stands below it, up to the next.
      let said = lines[(number + 1)...].prefix { $0.hasPrefix("\t") && !$0.contains("(cost=") }
      let isOfOne =
        said.contains { $0.contains("Cond: ") && $0.contains("registry = ") }
        || said.contains { $0.contains("Filter: ") && $0.contains("registry = ") }
      #expect(isOfOne, "\(table): \(line) \(said) in \(statement)")
    }
    #expect(scans > 100)
  }

  /// The table that a node of a plan reads rows of; nil for other nodes, and for what is in every database.
  private static func table(of line: Substring) -> String? {
    guard let on = line.firstRange(of: " on ") else { return nil }
    let name = line[on.upperBound...].prefix { $0 != " " }
    return tables.first { $0 == name }
  }

  /// Everything the program does with a registry, beside another one.
  private func work(on server: PostgresServer) throws {
    let place = TemporaryDirectory()
    func open(_ name: String, _ role: String) throws -> PostgresRegistry {
      let engine = try PostgresRegistry(server.place(name, role), .writing, clock: Sample.clock)
      _ = try engine.load()
      return engine
    }
    let admin = try server.administrator()
    for name in ["r1", "r2"] {
      _ = try PostgresRegistry.create(
        at: server.place(name, "lina"), office: Sample.office(), supervisor: Sample.supervisor,
        clock: Sample.clock)
      try admin.run("select sanshe.admit($1, 'wang')", [name])
    }
    let (lina, wang) = (try open("r1", "lina"), try open("r1", "wang"))
    _ = try lina.append(Sample.community(1), from: lina.head)
    var set = try Sample.community(2)
    set.batch = "b"
    _ = try wang.append(set, from: wang.head)
    var shown = ChangeSet([])
    shown.access = [Access(RecordID(.community, 1), ["phone"])]
    _ = try wang.append(shown, from: wang.head)
    _ = try lina.news()
    for filter in [.all, .by("wang"), .batch("b"), .of(RecordID(.community, 1))] as [ChangeFilter] {
      _ = try wang.changes(filter, before: .max, limit: 10)
    }
    _ = try wang.changes(after: 0, limit: 2)
    let (attempt, base) = (Attempt(), wang.head)
    try wang.hold(attempt)
    _ = try wang.carry(Sample.community(3), from: base, attempt)
    try wang.connected().run("commit")
    for doubt in [attempt, Attempt()] {
      wang.doubt = doubt
      _ = try wang.news()
    }
    for function in ["confirm", "announce", "withdraw"] {
      _ = try wang.ask("select sanshe.\(function)($1)", ["r1"])
    }
    _ = try wang.check()
    _ = try wang.backup(to: place.path.appending("a.gz")) { _ in }
    _ = try PostgresRegistry.restore(
      place.path.appending("a.gz"), to: server.place("r3", "lina"), clock: Sample.clock)
    try admin.run("update sanshe.registry set format = 3 where registry = 'r3'")
    _ = try PostgresRegistry.upgrade(server.place("r3", "lina"), clock: Sample.clock)
    _ = try PostgresRegistry.repair(server.place("r3", "lina"), clock: Sample.clock)
  }
}
