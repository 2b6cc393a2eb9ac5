import Testing

@testable import RegistryModel

@Suite("Indexes against looking everywhere")
struct IndexTests {
  @Test("random inserts: every record is among the candidates, each once")
  func bruteForce() {
    var random = Seeded(7)
    let values = (0..<40).map { "v\($0)" }
    func rows(_ count: Int) -> [(value: String, number: Int)] {
      (0..<count).map { _ in
        (values.randomElement(using: &random)!, Int.random(in: 1...60, using: &random))
      }
    }
    let loaded = rows(300)
    let later = rows(300)
    var index = ValueIndex { loaded }
    let snapshot = index
    for row in later { index.insert(row.value, number: row.number) }
    for value in values + ["absent"] {
      let wanted = Set((loaded + later).filter { $0.value == value }.map(\.number))
      #expect(index.candidates(value) == wanted)
      #expect(snapshot.candidates(value) == Set(loaded.filter { $0.value == value }.map(\.number)))
      for number in 1...60 {
        #expect((index.first(value) { $0 == number } != nil) == wanted.contains(number))
      }
    }
  }

  @Test("records are found by every value they hold or held, once each")
  func holding() throws {
    var random = Seeded(8)
    let field = Organization.kindSchema["community"]!
    var rows: [Stored<Organization>] = []
    for number in 1...300 {
      rows.append(Stored(RecordID(.organization, number), try .random(using: &random), changed: 0))
    }
    var table = Table(Array(rows.prefix(150)))
    for row in rows.dropFirst(150) { table.insert(row) }
    // Moved away and back, and changed again and again.
    for _ in 0..<3 {
      for place in rows.indices where place % 3 == 0 {
        let record = try rows[place].record.edited(using: &random)
        let binned = Bool.random(using: &random) ? "误" : nil
        rows[place] = Stored(rows[place].id, record, changed: 1, binned: binned)
        table.insert(rows[place])
      }
    }
    for number in 1...200 {
      let value = "m\(number)"
      let wanted = rows.filter { row in
        row.binned == nil
          && ([row.record.community.first] + row.record.community.steps.map(\.value)).contains(
            RecordID(.community, number))
      }.map(\.id)
      #expect(table.holding(value, in: field).map(\.id) == wanted)
      #expect(table.rows(holding: value, in: field).map(\.id) == wanted)
    }
  }

  @Test("a home left and taken up again lists its organization once")
  func movedBack() throws {
    var registry = try Sample.registry()
    let other = try registry.add(Sample.community(2))
    var organization = Sample.organization("回迁合唱团")
    organization.community.change(to: other, from: "2018-01-01")
    organization.community.change(to: RecordID(.community, 1), from: "2019-01-01")
    let id = try registry.add(organization)
    let field = Organization.kindSchema["community"]!
    let loaded = Table(Array(registry.state.organizations.all))
    for table in [registry.state.organizations, loaded] {
      #expect(table.holding("m1", in: field).map(\.id) == [RecordID(.organization, 1), id])
      #expect(table.holding("m2", in: field).map(\.id) == [id])
    }
  }

  @Test(
    "so many changes at once that indexes are made anew are found as one by one, and later ones")
  func manyAtOnce() throws {
    let changes = (1...2_500).map { number in
      Change(
        RecordID(.organization, number), isNew: true,
        [
          Setting("name", before: .null, after: .string("会\(number % 500)")),
          Setting("community", before: .null, after: .string("m\(number % 7 + 1)")),
        ])
    }
    var (atOnce, single) = (RegistryState(), RegistryState())
    try atOnce.apply(
      Commit(seq: 1, at: Instant(seconds: 0), by: "test", set: ChangeSet(changes)))
    for (place, change) in changes.enumerated() {
      try single.apply(
        Commit(seq: place + 1, at: Instant(seconds: 0), by: "test", set: ChangeSet([change])))
    }
    let later = Change(
      RecordID(.organization, 9), [Setting("name", before: "会9", after: "新会")])
    try atOnce.apply(Commit(seq: 2, at: Instant(seconds: 0), by: "test", set: ChangeSet([later])))
    try single.apply(
      Commit(seq: 2_501, at: Instant(seconds: 0), by: "test", set: ChangeSet([later])))
    let fields = ["name", "community"].compactMap { Organization.kindSchema[$0] }
    for value in (0..<500).map({ "会\($0)" }) + ["新会", "m1", "m7", "m8"] {
      for field in fields {
        let found = [atOnce, single].map { $0.organizations.holding(value, in: field).map(\.id) }
        #expect(found[0] == found[1])
      }
    }
    #expect(atOnce.organizations.holding("新会", in: fields[0]).map(\.id.number) == [9])
  }
}
