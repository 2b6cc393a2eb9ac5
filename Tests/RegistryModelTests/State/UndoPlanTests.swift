import Testing

@testable import RegistryModel

/// Taking saved changes back in a registry that is worked in: what may go, and what is in the way.
@Suite("Undo")
struct UndoPlanTests {
  private let organization = RecordID(.organization, 1)
  private let community = RecordID(.community, 1)

  private func set(_ id: RecordID, _ key: String, _ before: JSON, _ after: JSON) -> ChangeSet {
    ChangeSet([Change(id, [Setting(key, before: before, after: after)])])
  }

  private func make(_ records: any Record...) -> ChangeSet {
    ChangeSet(
      records.enumerated().map { place, record in
        Change(RecordID(record.kind, -1 - place), isNew: true, record.settings(from: nil))
      })
  }

  private func obstacles(_ registry: TestRegistry, _ target: UndoTarget) -> [Obstacle] {
    if case .failure(let refusal) = registry.plan(target).result { refusal.obstacles } else { [] }
  }

  // MARK: At random

  /// A district whose clerks make, change, bin and restore records; what rules refuse is left out.
  private func worked(_ random: inout Seeded) throws -> (TestRegistry, befores: [[String]]) {
    var registry = try Sample.registry()
    for number in 2...4 {
      try registry.add(Sample.community(number))
      try registry.add(Sample.organization("组织\(number)", home: RecordID(.community, number)))
      try registry.add(Sample.worker("工作者\(number)"))
    }
    var befores: [[String]] = []
    while befores.count < 12 {
      let before = registry.state.contents
      guard let set = try Self.step(registry, number: befores.count + 10, using: &random),
        case let base = registry.state.seq,
        (try? registry.append(set)) != nil, registry.state.seq > base
      else { continue }
      befores.append(before)
    }
    return (registry, befores)
  }

  private static func step(
    _ registry: TestRegistry, number: Int, using random: inout Seeded
  ) throws -> ChangeSet? {
    let kind = [Kind.organization, .organization, .worker, .community].randomElement(
      using: &random)!
    guard let stored = registry.state[kind].allRows.randomElement(using: &random) else {
      return nil
    }
    switch Int.random(in: 0..<6, using: &random) {
    case 0:
      let record: any Record =
        Bool.random(using: &random)
        ? Sample.community(number) : Sample.organization("组织\(number)")
      return ChangeSet([
        Change(RecordID(record.kind, -1), isNew: true, record.settings(from: nil))
      ])
    case 1:
      let binning = Setting.binned(from: stored.binned, to: stored.binned == nil ? "误" : nil)
      return ChangeSet([Change(stored.id, [binning])])
    default:
      func edited(_ record: some Record) throws -> [Setting] {
        try record.edited(using: &random).settings(from: record)
      }
      // Codes and numbers at random would mostly be refused.
      let settings = try edited(stored.content).filter {
        !["code", "uscc", "idNumber", "idType"].contains(SettingKey($0.key).field)
      }
      return settings.isEmpty ? nil : ChangeSet([Change(stored.id, settings)])
    }
  }

  /// The records without those that undoing their entry has binned.
  private func standing(_ registry: TestRegistry) -> [String] {
    registry.state.contents.filter { !$0.contains("\"binned\":\"undone\"") }
  }

  @Test(
    "undone one after the other, the newest first, every state comes back; redone, it goes again",
    arguments: 0..<30 as Range<UInt64>)
  func reverse(seed: UInt64) throws {
    var random = Seeded(seed)
    var (registry, befores) = try worked(&random)
    let all = registry.state.contents
    for (undone, before) in befores.reversed().enumerated() {
      try registry.undo(.seq(registry.journal.count - 2 * undone))
      #expect(standing(registry) == before, "seed \(seed)")
    }
    for _ in befores { try registry.undo(.newestUndo(by: "test")) }
    #expect(registry.state.contents == all, "seed \(seed)")
    #expect(registry.plan(.newestUndo(by: "test")).commits.isEmpty)
  }

  @Test(
    "one in the middle is refused exactly where something later touched the same field",
    arguments: 100..<140 as Range<UInt64>)
  func middle(seed: UInt64) throws {
    var random = Seeded(seed)
    let registry = try worked(&random).0
    for commit in registry.journal.suffix(12) {
      let change = commit.set.changes[0]
      let later = registry.journal[commit.seq...].flatMap(\.set.changes).filter {
        $0.id == change.id
      }
      // Lists are undone by element, and what stands again as it was saved is in nobody's way.
      // What puts a record away takes all of it along.
      let isWhole = change.isNew || change.takesOut
      let touched = later.flatMap(\.settings).map(\.key).filter { key in
        guard isWhole || change.settings.contains(where: { $0.key == key }) else { return false }
        let saved =
          change.settings.first { $0.key == key }?.after
          ?? later.flatMap(\.settings).first { $0.key == key }?.before ?? Setting.absent(key)
        return registry.state[change.id]?.part(key) != saved
          && (isWhole || change.id.kind.schema[key]?.mergesByElement != true)
      }
      let said = obstacles(registry, .seq(commit.seq)).compactMap { obstacle -> String? in
        guard case .changed(_, let key, _, _, let author) = obstacle else { return nil }
        #expect(author.map { $0.seq > commit.seq } == true, "seed \(seed)")
        return isWhole || change.id.kind.schema[key]?.mergesByElement != true ? key : nil
      }
      #expect(Set(said) == Set(touched), "seed \(seed) #\(commit.seq)")
    }
  }

  // MARK: What may go

  @Test("lists are undone by element")
  func elements() throws {
    var registry = try Sample.registry()
    let phones: [JSON] = ["13812071612", "13900000001", "13900000002"]
    try registry.append(set(organization, "phone", [phones[0]], [phones[0], phones[1]]))
    try registry.append(
      set(organization, "phone", [phones[0], phones[1]], .array(phones)), by: "wang")
    #expect(try registry.undo(.newest(by: "test")) == [5])
    #expect(registry.state[organization]?.part("phone") == [phones[0], phones[2]])
    // Taken out by somebody else meanwhile, there is nothing left to undo it on.
    try registry.append(set(organization, "phone", [phones[0], phones[2]], [phones[0]]))
    guard
      case .changed(organization, "phone", _, [phones[0]], let author)? =
        obstacles(registry, .seq(6)).first
    else { throw Unexpected() }
    #expect(author?.seq == 8)
  }

  private struct Unexpected: Error {}

  @Test(
    "whoever is added to a list from a day on is in its later steps too; an undo takes back that alone"
  )
  func laterSteps() throws {
    var registry = try Sample.registry()
    for name in ["李红", "周敏", "吴芳", "郑洁"] { try registry.add(Sample.worker(name)) }
    func ids(_ numbers: Int...) -> [RecordID] { numbers.map { RecordID(.worker, $0) } }
    func workers() -> Dated<[RecordID]>? { registry.state.programmes[1]?.record.workers }
    var programme = Sample.programme("银龄守护")
    programme.workers = Dated(ids(1))
    programme.workers.change(to: ids(1, 2), from: "2024-01-01")
    let id = try registry.add(programme)
    let before = registry.state.contents

    // 3 comes in 2022 and 1 leaves: in 2024 as well.
    let set = registry.change(id, Programme.self) {
      $0.workers.change(to: ids(3), from: "2022-01-01")
    }
    let commit = try registry.append(set)
    #expect(workers()?["2022-01-01"] == ids(3) && workers()?["2024-01-01"] == ids(2, 3))
    #expect(
      registry.state.laterSteps(of: commit.changes[0], on: "2026-01-01")?.en
        == "from 2024-01-01 on also with 周敏, without 王芳")
    try registry.undo(.newest(by: "test"))
    #expect(registry.state.contents == before)

    // What a colleague entered since stays, also of those it added.
    try registry.append(set)
    try registry.append(
      registry.change(id, Programme.self) {
        $0.workers.change(to: ids(2, 3, 4), from: "2025-01-01")
      },
      by: "wang")
    try registry.undo(.newest(by: "test"))
    #expect(
      workers()?["2023-01-01"] == ids(1) && Set(workers()?["2024-01-01"] ?? []) == Set(ids(1, 2)))
    #expect(workers()?["2025-01-01"] == ids(2, 3, 4))

    // 2 was there from 2024 on by itself, and stays when an earlier beginning is taken back.
    try registry.append(
      registry.change(id, Programme.self) { $0.workers.change(to: ids(1, 2), from: "2023-01-01") })
    #expect(workers()?["2024-01-01"] == ids(1, 2))
    try registry.undo(.newest(by: "test"))
    #expect(workers()?["2023-06-01"] == ids(1) && workers()?["2024-01-01"] == ids(1, 2))
  }

  @Test("a step is taken back as it was made, an emptied one too")
  func steps() throws {
    var registry = try Sample.registry()
    let before = registry.state.contents
    try registry.append(set(organization, "status@2019-01-01", [], ["dormant"]))
    try registry.append(set(organization, "reach@2019-02-01", [], ["town"]))
    try registry.append(set(organization, "community@2019-02-01", [], [.null]))
    for _ in 0..<3 { try registry.undo(.newest(by: "test")) }
    #expect(registry.state.contents == before)
    #expect(registry.plan(.newest(by: "nobody")).commits.isEmpty)
  }

  @Test("an entry taken back lies in the recycle bin under its id, which is not given again")
  func entry() throws {
    var registry = try Sample.registry()
    try registry.append(make(Sample.community(2), Sample.organization("乙会")))
    try registry.undo(.newest(by: "test"))
    #expect(registry.state[RecordID(.community, 2)]?.binned == "undone")
    #expect(try registry.add(Sample.community(2)) == RecordID(.community, 3))
    // The number is another's now, so the first cannot come back beside it.
    guard
      case .rule(let finding, let author)? =
        obstacles(registry, .newestUndo(by: "test")).first ?? obstacles(registry, .seq(6)).first
    else { throw Unexpected() }
    #expect(finding.other == RecordID(.community, 3))
    #expect(author?.seq == 7)
  }

  @Test("binning is undone by bringing back")
  func binning() throws {
    var registry = try Sample.registry()
    let before = registry.state.contents
    try registry.append(ChangeSet([Change(organization, [.binned(from: nil, to: "误")])]))
    try registry.undo(.newest(by: "test"))
    #expect(registry.state.contents == before)
    try registry.undo(.newestUndo(by: "test"))
    #expect(registry.state[organization]?.binned == "误")
  }

  @Test("what was added to an entry since is in the way of taking it back")
  func added() throws {
    var registry = try Sample.registry()
    try registry.append(set(organization, "members", .null, 12), by: "wang")
    #expect(
      obstacles(registry, .seq(2)) == [
        .changed(
          organization, key: "members", saved: .null, now: 12,
          by: Author(registry.journal[4]))
      ])
    // Saved by a colleague between the plan and the save, it is refused under the lock.
    var racing = try Sample.registry()
    let (base, undo) = (racing.state, try racing.plan(.seq(4)).result.get())
    try racing.append(set(RecordID(.assignment, 1), "note", .null, "夜班"), by: "wang")
    #expect(throws: RebaseError.self) { try racing.append(undo, from: base) }
  }

  @Test("what a later record refers to does not go")
  func referred() throws {
    let registry = try Sample.registry()
    guard case .rule(let finding, let author)? = obstacles(registry, .seq(1)).first else {
      throw Unexpected()
    }
    #expect(finding.rule == CommonRule.reference.key)
    #expect(finding.other == organization)
    #expect(author?.seq == 2)
  }

  // MARK: Which one

  @Test("undo goes back step by step and redo forth, until something new is saved")
  func stack() throws {
    var registry = try Sample.registry()
    for members in 1...3 {
      let before = registry.state[organization]?.part("members") ?? .null
      try registry.append(set(organization, "members", before, .int(members)), by: "lina")
      try registry.append(
        set(
          community, "note", registry.state[community]?.part("note") ?? .null,
          .int(members).text.json),
        by: "wang")
    }
    let members = { (registry: TestRegistry) in registry.state[organization]?.part("members") }
    #expect(try registry.undo(.newest(by: "lina"), by: "lina") == [9])
    #expect(try registry.undo(.newest(by: "lina"), by: "lina") == [7])
    #expect(members(registry) == 1)
    #expect(try registry.undo(.newestUndo(by: "lina"), by: "lina") == [12])
    #expect(members(registry) == 2)
    #expect(try registry.undo(.newestUndo(by: "lina"), by: "lina") == [11])
    #expect(members(registry) == 3)
    #expect(registry.plan(.newestUndo(by: "lina")).commits.isEmpty)
    // What was done again is the newest; that it is taken back can be done again too.
    #expect(try registry.undo(.newest(by: "lina"), by: "lina") == [14])
    #expect(registry.plan(.newestUndo(by: "lina")).commits.map(\.seq) == [15])
    try registry.append(set(organization, "head", "李红", "王刚"), by: "lina")
    #expect(registry.plan(.newestUndo(by: "lina")).commits.isEmpty)
    #expect(registry.plan(.newest(by: "lina")).commits.map(\.seq) == [16])
    // What somebody else took back is not taken back again.
    try registry.undo(.seq(16), by: "wang")
    #expect(registry.plan(.newest(by: "lina")).commits.map(\.seq) == [13])
    #expect(obstacles(registry, .seq(16)) == [.undone(seq: 16, by: Author(registry.journal[16]))])
  }

  @Test("a colleague's change that was done again is what is taken back next")
  func redone() throws {
    var registry = try Sample.registry()
    try registry.append(set(organization, "note", .null, "注"), by: "lina")
    try registry.append(set(organization, "members", .null, 12), by: "wang")
    try registry.undo(.seq(6), by: "lina")
    try registry.undo(.newestUndo(by: "lina"), by: "lina")
    #expect(registry.plan(.newest(by: "lina")).commits.map(\.seq) == [8])
    var undone = Undone()
    for commit in registry.journal.reversed() { undone.learn(commit) }
    #expect(registry.journal.map { undone.redone(by: $0) }.suffix(3) == [nil, nil, 6])
    #expect(undone[6] == nil, "it stands")
  }

  @Test("a batch is one undo, and what is in the way of one record holds all of it")
  func batch() throws {
    var registry = try Sample.registry()
    let before = standing(registry)
    var first = make(Sample.community(2), Sample.community(3))
    first.batch = "import-1"
    try registry.append(first)
    var second = set(RecordID(.community, 2), "note", .null, "补")
    second.batch = "import-1"
    try registry.append(second)
    var other = registry
    #expect(try registry.undo(.newest(by: "test")) == [6, 5])
    #expect(standing(registry) == before)
    #expect(try registry.undo(.newestUndo(by: "test")) == [7])
    #expect(registry.state[RecordID(.community, 2)]?.part("note") == "补")
    try other.append(set(RecordID(.community, 3), "chair", .null, "赵"), by: "wang")
    #expect(
      obstacles(other, .batch("import-1")) == [
        .changed(
          RecordID(.community, 3), key: "chair", saved: .null, now: "赵",
          by: Author(other.journal[6]))
      ])
    #expect(other.plan(.batch("import-2")).commits.isEmpty)
    #expect(other.plan(.seq(99)).commits.isEmpty)
  }

  @Test("who looked at numbers cannot be undone")
  func access() throws {
    var registry = try Sample.registry()
    try registry.apply(.showing([Access(organization, ["phone"])]))
    #expect(obstacles(registry, .seq(5)) == [.nothing(seq: 5)])
    #expect(registry.plan(.newest(by: "test")).commits.map(\.seq) == [4])
  }

  @Test("what is in the way is said with names, words, who and when; private numbers masked")
  func sentences() throws {
    var registry = try Sample.registry()
    try registry.append(set(organization, "status@2019-01-01", [], ["dormant"]))
    try registry.append(
      set(organization, "status@2019-01-01", ["dormant"], ["suspended"]), by: "wang")
    let obstacle = try #require(obstacles(registry, .seq(5)).first)
    #expect(
      registry.state.sentence(obstacle, on: registry.today, .en) { "at \($0.seconds)" }
        == "安居邻里互助会 Status from 2019-01-01: saved dormant, now suspended (wang, at 6, #6)")
    #expect(
      registry.state.sentence(obstacle, on: registry.today, .chinese) { "\($0.seconds)" }
        == "安居邻里互助会 状态 自 2019-01-01: 当时存 停止活动，现为 责令停止 (wang, 6, #6)")
    let phone = registry.state.text(
      ["13812071612"], under: "phone", in: .organization, on: registry.today, .en)
    #expect(phone == "138****1612")
    #expect(Kind.organization.masked(["13812071612"], under: "phone") == ["138****1612"])
  }
}

extension String {
  fileprivate var json: JSON { .string(self) }
}
