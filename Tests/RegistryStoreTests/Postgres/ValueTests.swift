import RegistryDemo
import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryPostgres
@testable import RegistryStore

/// Values that the server takes are those that the program reads; what slipped in all the same is put right.
@Suite(
  .enabled(if: PostgresServer.programs != nil, "PostgreSQL 15 or newer is not installed"),
  .timeLimit(.minutes(10)))
struct ValueTests {
  /// A value of a field.
  private struct Candidate {
    let kind: Kind
    let key: String
    let value: JSON

    var asked: JSON { .array([.string(kind.rawValue), .string(key), value]) }

    /// As the program reads and writes it; nil if it does not.
    var read: JSON? {
      let id = RecordID(kind, 1)
      var state = RegistryState()
      let change = Change(id, isNew: true, [Setting(key, before: .null, after: value)])
      let commit = Commit(seq: 1, at: Sample.at, by: "lina", set: ChangeSet([change]))
      return (try? state.apply(commit)) == nil ? nil : state[id]?.part(key)
    }
  }

  /// Every value that a year of work has saved.
  private func saved() throws -> [Candidate] {
    let district = try DemoDistrict(seed: 7, size: .small, until: Sample.today, login: "lina")
    var seen: Set<String> = []
    return district.entries.flatMap(\.set.changes).flatMap { change in
      change.settings.compactMap { setting -> Candidate? in
        let parts = setting.key.split(separator: "@")
        let value = parts.count == 2 ? setting.after.array?.first ?? .null : setting.after
        guard let key = parts.first.map(String.init), change.id.kind.schema[key] != nil,
          value != .null, seen.insert("\(change.id.kind) \(key) \(value.text)").inserted
        else { return nil }
        return Candidate(kind: change.id.kind, key: key, value: value)
      }
    }
  }

  /// What somebody with SQL may write in place of a value.
  private func broken(_ value: JSON, _ random: inout SeededGenerator) -> [JSON] {
    switch value {
    case .string(let text):
      let signs = Array("0123456789-. ABXz,年()\u{FF11}\u{301}\n")
      var (less, more, other) = (Array(text), Array(text), Array(text))
      let place = Int.random(in: 0..<text.count, using: &random)
      less.remove(at: place)
      more.insert(signs[Int.random(in: 0..<signs.count, using: &random)], at: place)
      other[place] = signs[Int.random(in: 0..<signs.count, using: &random)]
      return [less, more, other].map { .string(String($0)) } + [
        .string(text + " "), .string(text.lowercased()), .string(text + "\n"), .array([value]),
        .string("-" + text), .string("0" + text), .string(text + "0"),
      ]
    case .int(let number): return [.int(-number - 1), .string("\(number)"), .double(0.5)]
    case .array(let items):
      return items.prefix(1).flatMap { broken($0, &random).map { .array([$0]) } } + items.prefix(1)
    default: return [.string("true"), .int(1)]
    }
  }

  private static let nonsense: [JSON] = [
    .string(""), .string(" "), .string("zz"), .string("abc"), .string("-1"), .string("0"),
    .string("2026-02-30"), .string("2023-02-29"), .string("2024-02-29"), .string("2026-13"),
    .string("1799"), .string("99999999999.5"), .string("100.1"), .string("1e3"), .int(-1), .int(7),
    .int(99_999_999_999), .double(1.5), .bool(true), .object([]), .array([.int(1)]),
    .array([.string("13900000000")]), .string("911101050000000000"), .string("e\u{301}"),
    .string("plan lina 2026-02-30"), .string("plan lina 2026-02-28"), .string("00.5"),
    .string("-0"), .string("-0.00"), .string("4001234-567"), .string("2026-Q5"),
  ]

  @Test func whatTheServerTakes_theProgramReadsAndWritesAlike() throws {
    let server = try PostgresServer.shared.get()
    let admin = try server.administrator()
    var random = SeededGenerator(seed: 17)
    let good = try saved()
    let fields = Kind.allCases.flatMap { kind in
      kind.schema.fields.filter { !$0.isComputed }.map { (kind, $0.key) }
    }
    let bad =
      good.flatMap { candidate in
        broken(candidate.value, &random).map {
          Candidate(kind: candidate.kind, key: candidate.key, value: $0)
        }
      }
      + fields.flatMap { field in
        Self.nonsense.map { Candidate(kind: field.0, key: field.1, value: $0) }
      }
    func taken(_ candidates: [Candidate]) throws -> [Bool] {
      let rows = try admin.run(
        """
        select sanshe.fits(asked -> 2, f) from jsonb_array_elements($1::jsonb)
          with ordinality as each(asked, place)
        join sanshe.field f on f.kind = asked ->> 0 and f.key = asked ->> 1 order by place
        """, [JSON.array(candidates.map(\.asked)).text], within: .seconds(60))
      return (0..<rows.count).map { rows.bool($0, 0) }
    }
    #expect(good.count > 1000)
    for (candidate, isTaken) in zip(good, try taken(good)) where !isTaken {
      Issue.record("refused: \(candidate)")
    }
    let answers = try taken(bad)
    #expect(answers.count == bad.count && answers.contains(true) && answers.contains(false))
    for (candidate, isTaken) in zip(bad, answers) where isTaken && candidate.read != candidate.value
    {
      Issue.record("taken: \(candidate), read: \(candidate.read?.text ?? "not")")
    }
  }

  // MARK: what slipped in

  /// Writes a line past the wall, as whoever owns the database can.
  private func slip(_ set: ChangeSet, into office: PostgresUnderTest, by: String) throws {
    let admin = try office.server.administrator()
    let rows = try admin.run(
      "select seq, link from sanshe.head where registry = $1", [office.name])
    let seq = try #require(rows.int(0, 0)) + 1
    let line = JournalLine.Encoded(
      Commit(seq: seq, at: Sample.at, by: by, set: set), previous: rows.text(0, 1))
    try admin.run("begin")
    try admin.run(
      "insert into sanshe.change_set values ($1, $2::bigint, $3, null, $4, convert_to($5, 'UTF8'))",
      [
        office.name, String(seq), by, line.sha256, String(decoding: line.bytes, as: UTF8.self),
      ])
    for change in set.changes {
      for setting in change.settings {
        try admin.run(
          """
          update sanshe.record set record = sanshe.put(record, $4, null, false, $5::jsonb)
            || jsonb_build_object('changed', $6::bigint)
          where registry = $1 and kind = $2 and number = $3::int
          """,
          [
            office.name, change.id.kind.rawValue, String(change.id.number), setting.key,
            setting.after.text, String(seq),
          ])
      }
      try admin.run(
        "insert into sanshe.touched values ($1, $2, $3::int, $4::bigint)",
        [office.name, change.id.kind.rawValue, String(change.id.number), String(seq)])
    }
    try admin.run(
      "update sanshe.head set seq = $2::bigint, sha256 = $3, link = $3 where registry = $1",
      [office.name, String(seq), line.sha256])
    try admin.run("commit")
  }

  /// It locks nobody out for good: check names it, the owner takes it out, all else stays.
  @Test(arguments: [true, false])
  func valueNobodyCanRead_isNamed_andTakenOutByTheOwner(isLast: Bool) throws {
    let office = try PostgresUnderTest()
    let lina = try PostgresRegistry(office.address("lina"), .writing, clock: Sample.clock)
    _ = try lina.load()
    for serial in 1...2 { _ = try lina.append(try Sample.community(serial), from: lina.head) }
    let (m1, m2) = (RecordID(.community, 1), RecordID(.community, 2))
    try slip(
      ChangeSet([
        Change(
          m1,
          [
            Setting("establishedOn", before: .null, after: .string("2026-02-30")),
            Setting("address", before: .null, after: .string("东街1号")),
          ]), Change(m2, [Setting("households", before: .null, after: .int(-3))]),
      ]), into: office, by: "wang")
    if !isLast {
      try slip(
        ChangeSet([
          Change(m2, [Setting("households", before: .int(-3), after: .int(30))]),
          Change(m1, [Setting("note", before: .null, after: .string("n"))]),
        ]), into: office, by: "zhao")
    }
    let seq = isLast ? 4 : 5
    let zhao = try PostgresRegistry(office.address("zhao"), .writing, clock: Sample.clock)
    let locked = #expect(throws: StoreError.self) { try zhao.load() }
    #expect(locked?.words.en.contains("m1: establishedOn") == true, "\(String(describing: locked))")
    let damage = try zhao.check().damage.map(\.words.en)
    #expect(damage.count == 2 && damage.allSatisfy { $0.contains("line 4") }, "\(damage)")
    #expect(damage.contains { $0.contains("m1 cannot hold establishedOn = \"2026-02-30\"") })
    #expect(damage.contains { $0.contains("m2 cannot hold households = -3") })
    // A clerk cannot mend it, and is told whom to ask.
    let refused = #expect(throws: StoreError.self) {
      try PostgresRegistry.repair(office.address("zhao"), clock: Sample.clock)
    }
    guard case .noRight(_, "zhao", _, "grant sanshe_owner to zhao"?)? = refused else {
      Issue.record("\(String(describing: refused))")
      return
    }
    let report = try PostgresRegistry.repair(office.address("lina"), clock: Sample.clock)
    #expect(report.unreadable.count == 2)
    #expect(try PostgresRegistry.repair(office.address("lina"), clock: Sample.clock).isEmpty)
    let state = try zhao.load().state
    #expect(state.seq == seq && state[m1]?.part("address") == .string("东街1号"))
    #expect(state[m1]?.part("establishedOn") == .null)
    #expect(state[m2]?.part("households") == (isLast ? .null : .int(30)))
    #expect(try zhao.check().damage.isEmpty)
    _ = try zhao.append(try Sample.community(3), from: zhao.head)
    // The line as it was is kept, and a backup can be restored.
    let admin = try office.server.administrator()
    let kept = try admin.run(
      "select convert_from(line, 'UTF8') from sanshe.set_aside where registry = $1 order by seq",
      [office.name])
    #expect(kept.text(0, 0)?.contains("2026-02-30") == true)
    let place = TemporaryDirectory()
    _ = try zhao.backup(to: place.path.appending("a.gz")) { _ in }
    _ = try RegistryDirectory.restore(
      place.path.appending("a.gz"), to: place.path.appending("copy"), account: "lina")
    #expect(try Sample.open(place.path.appending("copy")).head.contents == zhao.head.contents)
  }
}
