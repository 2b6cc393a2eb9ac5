import RegistryModel
import RegistryStore
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryPostgres

/// What a login can do with SQL of its own: the wall is the database's, not the program's.
@Suite(
  .enabled(
    if: PostgresServer.programs != nil,
    "PostgreSQL 15 or newer is not installed: every test of the engine postgres is left out; make interop installs it"
  ))
struct WallTests {
  /// A registry with one community, and its last line.
  private struct Office {
    let registry: PostgresUnderTest
    let head: JournalHead

    init() throws {
      registry = try PostgresUnderTest()
      let engine = try registry.open(.writing, account: "lina", clock: Sample.clock)
      _ = try engine.append(try Sample.community(1), from: try engine.load().state)
      head = try #require(engine.place)
    }

    func session(_ role: String) throws -> Connection {
      try Connection(registry.server.place(registry.name, role), writing: true)
    }

    /// Saves a body as `role`, after the last line.
    @discardableResult
    func append(_ body: String, _ role: String = "wang", key: String? = nil) throws -> Rows {
      try session(role).run(
        "select * from sanshe.append($1, coalesce($2::uuid, gen_random_uuid()), 4, $3::bigint, $4, $5)",
        [registry.name, key, String(head.seq), head.sha256, body])
    }

    func refuses(
      _ reason: String, _ code: String = "23514", _ location: SourceLocation = #_sourceLocation,
      _ attempt: () throws -> Void
    ) {
      do {
        try attempt()
        Issue.record("not refused: \(reason)", sourceLocation: location)
      } catch let fault as PostgresFault {
        guard case .refused(code, let said) = fault, said.contains(reason) else {
          Issue.record("\(fault), not: \(reason)", sourceLocation: location)
          return
        }
      } catch {
        Issue.record("\(error)", sourceLocation: location)
      }
    }
  }

  private func changing(_ set: String, _ kind: String = "community", _ id: String = "m1") -> String
  {
    #""changes":[{"kind":"\#(kind)","id":"\#(id)","set":{\#(set)}}]"#
  }

  @Test func body_isOneObjectsMembers_andNothingElse() throws {
    let office = try Office()
    for body in [
      #""changes":[]},{"changes":[1]"#, #""changes":[{"kind":"community"}]}"#, "", "]", "{}",
    ] { office.refuses("the body") { try office.append(body) } }
    for key in ["seq", "at", "by", "previous", "sha256", "standsFor"] {
      office.refuses("nothing else") {
        try office.append(#""\#(key)":1,"# + changing(#""address":[null,"1"]"#))
      }
    }
    office.refuses("control") { try office.append(changing("\n\"address\":[null,\"1\"]")) }
    office.refuses("shape") { try office.append(#""changes":[]"#) }
    office.refuses("shape") {
      try office.append(
        changing(#""address":[null,"1"]"#) + #","access":[{"id":"m1","fields":["phone"]}]"#)
    }
  }

  @Test func line_isByTheLogin_andFollowsTheOneBefore() throws {
    let office = try Office()
    try office.append(changing(#""address":[null,"1号"]"#))
    let rows = try office.session("wang").run(
      "select by, convert_from(line, 'UTF8') from sanshe.change_set where registry = $1 and seq = 3",
      [office.registry.name])
    #expect(rows.text(0, 0) == "wang")
    let line = try #require(rows.text(0, 1))
    #expect(line.hasPrefix(#"{"seq":3,"at":"\#(Sample.at.text)","by":"wang","changes":[{"#))
    #expect(line.contains(#"],"previous":"\#(office.head.sha256)","sha256":""#))
    // As a client's own function writes it.
    let read = try JournalLine(Array(line.utf8), try JSONReader())
    #expect(String(decoding: read.commit.line(after: read.previous).bytes, as: UTF8.self) == line)
    // A second line under one key is the first.
    let key = "6f1c5e7c-524b-4a11-9c0a-5b4f5e3d2a11"
    let again = try Office()
    let body = changing(#""address":[null,"1号"]"#)
    #expect(try again.append(body, key: key).text(0, 0) == "saved")
    #expect(try again.append(body, key: key).text(0, 0) == "found")
    again.refuses("given up", "SN410") { try again.append(body, "zhao", key: key) }
    #expect(
      try again.session("wang").run("select count(*) from sanshe.change_set").int(0, 0) ?? 0 >= 3)
  }

  @Test func gapsAndOtherEnds_saveNothing() throws {
    let office = try Office()
    for (seq, sha256) in [(7, office.head.sha256), (2, "0000"), (1, office.head.sha256)] {
      let rows = try office.session("wang").run(
        "select outcome from sanshe.append($1, gen_random_uuid(), 4, $2::bigint, $3, $4)",
        [office.registry.name, String(seq), sha256, changing(#""address":[null,"1"]"#)])
      #expect(rows.text(0, 0) == "gone")
    }
    office.refuses("newer format", "0A000") {
      try office.session("wang").run(
        "select * from sanshe.append($1, gen_random_uuid(), 3, $2::bigint, $3, $4)",
        [
          office.registry.name, String(office.head.seq), office.head.sha256,
          changing(#""address":[null,"1"]"#),
        ])
    }
  }

  @Test func values_thatReadersWouldNotReadAlike_areRefused() throws {
    let office = try Office()
    office.refuses("twice") {
      try office.append(changing(#""address":[null,"1"],"address":[null,"2"]"#))
    }
    office.refuses("twice") { try office.append(changing(#""newer":[null,[{"a":1,"a":2}]]"#)) }
    for number in ["1e3", "1.0", "-0", "99999999999999999999", "1E5", "0.10", "1e400"] {
      office.refuses("number") { try office.append(changing(#""newer":[null,\#(number)]"#)) }
    }
    office.refuses("order") { try office.append(changing(#""newer":[null,{"bb":1,"a":2}]"#)) }
    for text in [#"\u0000"#, #"\ud800"#, #"\udc00\ud800"#] {
      office.refuses("no JSON") { try office.append(changing(#""newer":[null,"\#(text)"]"#)) }
    }
    let deep = String(repeating: "[", count: 70) + String(repeating: "]", count: 70)
    office.refuses("order") { try office.append(changing(#""newer":[null,\#(deep)]"#)) }
    office.refuses("shape") {
      try office.append(#""undoes":[0.5],"# + changing(#""note":[null,"1"]"#))
    }
    office.refuses("was shown") {
      try office.append(#""access":[{"id":"m1","fields":[\#(deep)]}]"#)
    }
    try office.append(changing(#""newer":[null,{"a":[0.5,-12,true,null],"bb":"\u202e"}]"#))
  }

  @Test func records_areDerived_fromWhatIsThere() throws {
    let office = try Office()
    office.refuses("is another") { try office.append(changing(#""address":["2","1"]"#)) }
    office.refuses("next number") {
      try office.append(#""changes":[{"kind":"community","id":"m3","new":true,"set":{}}]"#)
    }
    office.refuses("next number") {
      try office.append(#""changes":[{"kind":"community","id":"m1","new":true,"set":{}}]"#)
    }
    office.refuses("there is no m2") {
      try office.append(changing(#""address":[null,"1"]"#, "community", "m2"))
    }
    office.refuses("no id") {
      try office.append(changing(#""address":[null,"1"]"#, "community", "m01"))
    }
    office.refuses("no id") {
      try office.append(changing(#""address":[null,"1"]"#, "community", "o1"))
    }
    office.refuses("no kind") { try office.append(changing(#""address":[null,"1"]"#, "village")) }
    office.refuses("no field") { try office.append(changing(#""changed":[2,1]"#)) }
    office.refuses("no field") { try office.append(changing(#""address@2020-01-01":[[],["1"]]"#)) }
    office.refuses("cannot hold") { try office.append(changing(#""households":[null,"many"]"#)) }
    office.refuses("cannot hold") {
      try office.append(changing(#""committee":["residents","village"]"#))
    }
    office.refuses("cannot hold") {
      try office.append(changing(#""establishedOn":[null,"2020-1"]"#))
    }
    office.refuses("that there is not") {
      try office.append(
        #""changes":[{"kind":"assignment","id":"a1","new":true,"set":{"community":[null,"m1"],"worker":[null,"w1"]}}]"#
      )
    }
    try office.append(changing(#""name@2020-01-01":[[],["安居社区居委会"]],"binned":[null,"误"]"#))
    let engine = try office.registry.open(.reading, account: "wang", clock: Sample.clock)
    let stored = try #require(try engine.load().state.communities[1])
    #expect(stored.part("name@2020-01-01") == ["安居社区居委会"] && stored.binned == "误")
    #expect(try engine.check().damage.isEmpty)
  }

  @Test func numbersThatNameOne_areUnique() throws {
    let office = try Office()
    let made = #""set":{"name":[null,"a"],"idNumber":[null,"E1234567"]}}]"#
    try office.append(
      #""changes":[{"kind":"worker","id":"w1","new":true,\#(made.dropLast(1)),{"kind":"worker","id":"w2","new":true,"set":{"idNumber":[null,"E2345678"]}}]"#
    )
    let head = try #require(
      try office.registry.open(.reading, account: "wang", clock: Sample.clock).place)
    office.refuses("record_id_number", "23505") {
      try office.session("wang").run(
        "select * from sanshe.append($1, gen_random_uuid(), 4, $2::bigint, $3, $4)",
        [
          office.registry.name, String(head.seq), head.sha256,
          changing(#""idNumber":["E2345678","E1234567"]"#, "worker", "w2"),
        ])
    }
  }

  @Test func whatSupervisorsKeep_isTheirs() throws {
    let office = try Office()
    office.refuses("only a supervisor", "SN403") {
      try office.append(
        #""changes":[{"kind":"account","id":"u2","new":true,"set":{"login":[null,"wang"],"role":[null,"supervisor"]}}]"#
      )
    }
    office.refuses("only a supervisor", "SN403") {
      try office.append(changing(#""name":["朝阳区","x"]"#, "office", "office"))
    }
    office.refuses("only a supervisor", "SN403") {
      try office.append(#""access":[{"id":"m1","fields":["phone"]}],"export":true"#)
    }
    office.refuses("only a supervisor", "SN403") {
      try office.append(
        #""changes":[{"kind":"view","id":"v1","new":true,"set":{"owner":[null,"zhao"],"name":[null,"a"]}}]"#
      )
    }
    office.refuses("must stay one", "SN403") {
      try office.append(changing(#""role":["supervisor","clerk"]"#, "account", "u1"), "lina")
    }
    try office.append(#""access":[{"id":"m1","fields":["phone"]}]"#)
  }

  @Test func whatIsAnothers_isNotEntered() throws {
    let office = try Office()
    try office.append(#""batch":"b1","# + changing(#""address":[null,"1"]"#), "zhao")
    let engine = try office.registry.open(.reading, account: "wang", clock: Sample.clock)
    let head = try #require(engine.place)
    func append(_ body: String) throws {
      try office.session("wang").run(
        "select * from sanshe.append($1, gen_random_uuid(), 4, $2::bigint, $3, $4)",
        [office.registry.name, String(head.seq), head.sha256, body])
    }
    office.refuses("another account's") {
      try append(#""batch":"b1","# + changing(#""address":["1","2"]"#))
    }
    for seq in ["4", "999999999999999999"] {
      office.refuses("not there") {
        try append(#""undoes":[\#(seq)],"# + changing(#""address":["1","2"]"#))
      }
    }
    try append(#""batch":"b2","undoes":[3],"# + changing(#""address":["1","2"]"#))
  }

  /// Whoever begins a transaction and goes to lunch does not stop the office.
  @Test(arguments: ["append", "confirm", "settle", "hold", "announce", "withdraw"])
  func whatLocksTheHead_isEndedByTheServer_whereNothingFollows(_ function: String) throws {
    let office = try Office()
    let wang = try office.session("wang")
    let key = "6f1c5e7c-524b-4a11-9c0a-5b4f5e3d2a11"
    let head = "'\(office.registry.name)', '\(key)', \(office.head.seq), '\(office.head.sha256)'"
    try wang.run("begin")
    switch function {
    case "append":
      try wang.run(
        """
        select * from sanshe.append('\(office.registry.name)', '\(key)', 4, \(office.head.seq),
          '\(office.head.sha256)', $1)
        """, [changing(#""address":[null,"1"]"#)])
    case "settle":
      try wang.run("select * from sanshe.settle($1, $2::uuid)", [office.registry.name, key])
    case "hold": try wang.run("select * from sanshe.hold(\(head))")
    default: try wang.run("select sanshe.\(function)($1)", [office.registry.name])
    }
    let rows = try wang.run(
      """
      select current_setting('lock_timeout'), current_setting('idle_in_transaction_session_timeout')
      """)
    #expect(rows.text(0, 0) == "4s" && rows.text(0, 1) == "2s")
    if function != "append" { return }
    // The next in line waits for that, and no longer.
    let admin = try office.registry.server.administrator()
    try admin.run("begin")
    try admin.run("select from sanshe.head where registry = $1 for update", [office.registry.name])
    try admin.run("rollback")
    let ended = #expect(throws: PostgresFault.self) { try wang.run("commit") }
    guard case .cut? = ended else {
      Issue.record("\(String(describing: ended))")
      return
    }
  }

  @Test func whoIsAdmitted_isARole_andTheRegistryIsThere() throws {
    let office = try Office()
    let admin = try office.registry.server.administrator()
    for (name, who) in [(office.registry.name, "nobody here"), ("nowhere", "wang")] {
      office.refuses("there is no", name == "nowhere" ? "P0002" : "42704") {
        try admin.run("select sanshe.admit($1, $2)", [name, who])
      }
    }
    office.refuses("no member", "P0002") {
      try admin.run("select sanshe.dismiss($1, 'nobody here')", [office.registry.name])
    }
  }

  @Test func readersAndStrangers_writeNothing() throws {
    let office = try Office()
    let other = try Office()
    office.refuses("permission denied", "42501") {
      try office.append(changing(#""address":[null,"1"]"#), "hu")
    }
    let wang = try office.session("wang")
    for statement in [
      "insert into sanshe.change_set values ('\(office.registry.name)', 3, 'lina', null, '', '')",
      "update sanshe.head set seq = 9", "update sanshe.record set record = '{}'",
      "delete from sanshe.change_set", "truncate sanshe.change_set", "select * from sanshe.attempt",
      "select sanshe.change_records('\(office.registry.name)', 3, '{}')",
      "select sanshe.create_registry('mine', 'x', 4)",
      "select sanshe.admit('\(office.registry.name)', 'wang')", "delete from sanshe.member",
      "select sanshe.put('{}', 'a', null, false, '1')",
      "alter table sanshe.record disable row level security",
      "set session authorization lina", "set role sanshe_owner",
    ] { office.refuses("", "42501") { try wang.run(statement) } }
    // Of a registry they are not in, they see no row and write none.
    let admin = try office.registry.server.administrator()
    try admin.run("select sanshe.dismiss($1, 'wang')", [other.registry.name])
    for table in ["registry", "head", "change_set", "record", "touched", "member"] {
      let rows = try wang.run(
        "select count(*) from sanshe.\(table) where registry = $1", [other.registry.name])
      #expect(rows.int(0, 0) == 0, "\(table)")
      let own = try wang.run(
        "select count(*) from sanshe.\(table) where registry = $1", [office.registry.name])
      #expect(own.int(0, 0) ?? 0 > 0, "\(table)")
    }
    other.refuses("no member", "SN401") { try other.append(changing(#""address":[null,"1"]"#)) }
    #expect(throws: StoreError.self) {
      try other.registry.open(.reading, account: "wang", clock: Sample.clock)
    }
  }

  @Test func whatWouldNotLast_isRefused() throws {
    let office = try Office()
    let admin = try office.registry.server.administrator()
    // Asked of a session alone: other tests go on saving.
    let rows = try admin.run(
      """
      select set_config('synchronous_commit', 'off', false), sanshe.durable(),
        current_setting('synchronous_commit')
      """)
    #expect(rows.text(0, 2) == "on")
    try admin.run("begin")
    try admin.run("create unlogged table sanshe.fleeting (a int)")
    office.refuses("not logged", "55000") { try admin.run("select sanshe.durable()") }
    try admin.run("rollback")
  }
}
