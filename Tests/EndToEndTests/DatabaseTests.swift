import RegistryPostgres
import RegistryTestSupport
import Testing

/// The built program on a registry in a database.
@Suite(
  .enabled(
    if: PostgresServer.programs != nil,
    "PostgreSQL 15 or newer is not installed; make interop installs it"))
struct DatabaseTests {
  private let server: PostgresServer
  private let office: Office
  private let name: String

  init() throws {
    server = try PostgresServer.shared.get()
    office = try Office(registry: nil)
    name = server.newName()
  }

  /// Runs a command as a role; it has to end with 0.
  @discardableResult
  private func run(_ role: String, _ arguments: String...) throws -> String {
    let outcome = try office.start(arguments + ["--registry", server.address(name, role)]).wait()
    guard outcome.code == 0 else { throw Failed("\(arguments): \(outcome.code) \(outcome.error)") }
    return outcome.output
  }

  private func make() throws {
    try office.succeed(
      "init", server.address(name, "lina"), "--district", "110105", "--name", "朝阳区")
    try run("lina", "add", "community", "code=110105001001", "name=安居社区居委会")
    let admitting = try office.start(
      [],
      under:
        "psql -h \(server.directory) -U lina -c \"select sanshe.admit('\(name)','wang')\" civil && exit 0"
    ).wait()
    #expect(admitting.code == 0)
  }

  @Test func script_isPrinted() throws {
    #expect(try office.succeed("database") == PostgresScript.text)
  }

  @Test func commands_workAsOnADirectory() throws {
    try make()
    try run("wang", "add", "organization", "name=合唱团", "tier=备案", "community=m1")
    #expect(try run("wang", "list", "organizations").contains("合唱团"))
    #expect(try run("lina", "history").contains("wang"))
    #expect(try run("wang", "check").contains("0 damaged"))
    #expect(try run("wang", "upgrade").contains("nothing to do"))
    let refused = try office.start(
      ["edit", "office", "name=x", "--registry", server.address(name, "wang")]
    ).wait()
    #expect(refused.code == 77 && refused.error.contains("only a supervisor"))
  }

  /// Between directory and database, in both directions, line by line the same.
  @Test func movedByBackupAndRestore_hasTheSameLines() throws {
    try make()
    let (first, second) = (office.directory + "/a.gz", office.directory + "/b.gz")
    let third = office.directory + "/c.gz"
    try run("lina", "backup", first)
    try office.succeed("restore", first, office.registry)
    try office.succeed("backup", second)
    let other = server.address(server.newName(), "lina")
    try office.succeed("restore", second, other)
    try office.succeed("backup", third, "--registry", other)
    let compared = try office.start(
      [],
      under: """
        for f in a b c; do zcat \(office.directory)/$f.gz | tail -n +2 >\(office.directory)/$f; done; \
        cmp \(office.directory)/a \(office.directory)/b && cmp \(office.directory)/a \(office.directory)/c && exit 0
        """
    ).wait()
    #expect(compared.code == 0, "\(compared.error)")
    // What is there is not overwritten.
    let refused = try office.start(["restore", second, other]).wait()
    #expect(refused.code == 73, "\(refused.error)")
  }

  @Test func whatADatabaseCannot_isRefusedInOneSentence() throws {
    try make()
    let place = server.address(name, "lina")
    for (arguments, code) in [
      (["check", "--repair", "--accept-loss", "--registry", place], 64),
      (["demo", place, "--no-open"], 64),
      (["init", place, "--district", "110105", "--name", "x", "--group", "civil"], 64),
      (["list", "communities", "--registry", "postgresql://wang:secret@db/civil?registry=x"], 64),
      (["list", "communities", "--registry", "postgresql://db/civil"], 64),
      (["init", place, "--district", "110105", "--name", "x"], 73),
      (["list", "communities", "--registry", server.address("nowhere", "wang")], 77),
      (["init", server.address("mine", "wang"), "--district", "110105", "--name", "x"], 77),
      (["list", "communities", "--registry", place + "&foo=bar"], 64),
      (["list", "communities", "--registry", "POSTGRESQL" + place.dropFirst(10)], 64),
      (
        ["list", "communities", "--registry"] + [
          "postgresql:///none?host=\(server.directory)&user=lina&registry=x"
        ], 66
      ),
      (["list", "communities", "--registry", "postgresql:///civil?host=/nowhere&registry=x"], 75),
    ] as [([String], Int32)] {
      let outcome = try office.start(arguments).wait()
      #expect(outcome.code == code, "\(arguments): \(outcome.error)")
      #expect(outcome.error.split(separator: "\n").count == 1, "\(arguments): \(outcome.error)")
      #expect(!outcome.error.contains("secret"))
    }
  }

  @Test func serverAway_isInTheTitle_andTheProgramComesBackByItself() throws {
    let server = try PostgresServer()
    let place = server.address("r1", "lina")
    try office.succeed("init", place, "--district", "110105", "--name", "朝阳区")
    let lina = try Clerk(office, .english, arguments: ["--registry", place])
    try lina.press(.two, .insert)
    try lina.fill(["Code": "110105001001", "Name": "安居社区居委会"])
    try server.stop()
    try lina.wait("the title") { $0.row(0).contains("no connection since") }
    try lina.press(.save)
    try lina.see("no connection to")
    try server.start()
    try lina.wait("the title") { !$0.row(0).contains("no connection") }
    try lina.save()
    #expect(
      try office.start(["list", "communities", "--registry", place]).wait().output.contains("安居"))
  }

  @Test func serverThatHangs_isInTheTitle_andNothingTypedIsLost() throws {
    let server = try PostgresServer()
    let place = server.address("r1", "lina")
    try office.succeed("init", place, "--district", "110105", "--name", "朝阳区")
    let lina = try Clerk(office, .english, arguments: ["--registry", place])
    try lina.press(.two, .insert)
    try lina.fill(["Code": "110105001001", "Name": "安居社区居委会"])
    server.suspend()
    defer { server.resume() }
    try lina.wait("the title") { $0.row(0).contains("no connection since") }
    server.resume()
    try lina.wait("the title") { !$0.row(0).contains("no connection") }
    try lina.save()
    #expect(
      try office.start(["list", "communities", "--registry", place]).wait().output.contains("安居"))
  }

  /// A commit that waits for a second server longer than the command does is found by its key.
  @Test func saveInDoubt_isSettledByTheCommand() throws {
    let server = try PostgresServer()
    let place = server.address("r1", "lina")
    try office.succeed("init", place, "--district", "110105", "--name", "朝阳区")
    try server.waitForStandby("nobody")
    defer { try? server.waitForStandby(nil) }
    let adding = try office.start(
      ["add", "community", "code=110105001001", "name=安居社区居委会", "--registry", place])
    try server.wait(
      for: "select 1 from pg_stat_activity where query like 'select * from sanshe.settle%'")
    try server.waitForStandby(nil)
    let outcome = adding.wait()
    #expect(outcome.code == 0 && outcome.output.contains("m1"), "\(outcome)")
    let listed = try office.start(["list", "communities", "--registry", place]).wait().output
    #expect(listed.split(separator: "\n").filter { $0.contains("安居") }.count == 1)
  }

  @Test func clerksAtTheirTerminals_seeEachOther_andDraftsStayOnTheMachine() throws {
    try make()
    let lina = try Clerk(office, .english, arguments: ["--registry", server.address(name, "lina")])
    let wang = try Clerk(office, .english, arguments: ["--registry", server.address(name, "wang")])
    try wang.press(.three)
    try lina.press(.three, .insert)
    try lina.fill(["Name": "合唱团", "Tier": "2", "Community": "安居"])
    try lina.save()
    try wang.see("合唱团")
  }
}
