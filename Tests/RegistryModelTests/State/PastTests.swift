import Testing

@testable import RegistryModel

/// History tells the value a step took the place of, not that no step was there.
@Suite("What was in force before")
struct PastTests {
  private let organization = RecordID(.organization, 1)
  private let community = RecordID(.community, 1)

  private func set(
    _ key: String, _ before: JSON, _ after: JSON, of id: RecordID? = nil
  ) -> ChangeSet {
    ChangeSet([Change(id ?? organization, [Setting(key, before: before, after: after)])])
  }

  /// What history says of every change of one thing, the newest first.
  private func told(_ registry: TestRegistry, _ filter: ChangeFilter = .all) -> [String] {
    let page = ChangePage(of: registry.journal, filter, before: .max, limit: .max)
    return registry.state.told(page, in: registry).commits.flatMap { commit in
      commit.set.changes.filter { !$0.isNew }.flatMap { change in
        change.settings.map { registry.state.line($0, in: change.id.kind, on: registry.today, .en) }
      }
    }
  }

  /// An organization of 安居 that moved from days on, out of order, corrected, and undone.
  private func moved() throws -> TestRegistry {
    var registry = try Sample.registry()
    for (place, name) in ["永安里", "望湖", "临湖", "滨湖"].enumerated() {
      try registry.add(Sample.community(place + 2, name + "社区居委会"))
    }
    try registry.append(set("community@2019-06-01", [], ["m3"]))
    try registry.append(set("community@2018-01-01", [], ["m4"]), by: "wang")
    try registry.append(set("community", "m1", "m2"))
    try registry.append(set("community@2020-01-01", [], ["m5"]), by: "wang")
    try registry.undo(.seq(10))
    return registry
  }

  @Test("a change tells the value in force on its day, a correction what it corrected")
  func changes() throws {
    let wanted = [
      "Community from 2018-01-01: 临湖 -> 永安里", "Community from 2020-01-01: 望湖 -> 滨湖",
      "Community: 安居 -> 永安里", "Community from 2018-01-01: 安居 -> 临湖",
      "Community from 2019-06-01: 安居 -> 望湖",
    ]
    let registry = try moved()
    #expect(told(registry) == wanted)
    #expect(told(registry, .of(organization)) == wanted)
    #expect(told(registry, .by("wang")) == [wanted[1], wanted[3]])
  }

  @Test("of a large change set only what is asked is told")
  func part() throws {
    var registry = try Sample.registry()
    try registry.append(
      ChangeSet([
        Change(community, [Setting("households@2019-01-01", before: [], after: [900])]),
        Change(organization, [Setting("status@2019-01-01", before: [], after: ["dormant"])]),
      ]))
    var commit = try #require(registry.journal.last)
    var set = commit.set
    set.changes.removeAll { $0.id != organization }
    commit = Commit(seq: commit.seq, at: commit.at, by: commit.by, set: set)
    let told = registry.state.told(ChangePage([commit], before: nil), in: registry).commits
    #expect(told.flatMap(\.set.changes).map(\.id) == [organization])
    #expect(told.first?.set.changes.first?.settings.first?.before == ["active"])
  }

  @Test("nothing before is nothing, an emptied value is empty")
  func empty() throws {
    var registry = try Sample.registry()
    try registry.append(set("households@2018-01-01", [], [900], of: community))
    try registry.append(set("households@2019-01-01", [], [.null], of: community))
    try registry.append(set("households@2020-01-01", [], [950], of: community))
    #expect(
      told(registry) == [
        "Households from 2020-01-01: (empty) -> 950", "Households from 2019-01-01: 900 -> (empty)",
        "Households from 2018-01-01: -- -> 900",
      ])
  }

  @Test("what undo asks, and what stands in its way or in that of a save, tell it as well")
  func questions() throws {
    var registry = try Sample.registry()
    try registry.add(Sample.community(2, "望湖社区居委会"))
    try registry.append(set("community@2019-06-01", [], ["m2"]))
    let undo = try registry.plan(.seq(6)).result.get()
    #expect(
      undo.changes.flatMap { registry.state.told($0).settings }.map {
        registry.state.line($0, in: .organization, on: registry.today, .en)
      } == ["Community from 2019-06-01: 望湖 -> 安居"])
    // Taken away by a colleague, the day has the value of before.
    try registry.append(set("community@2019-06-01", ["m2"], []), by: "wang")
    guard case .failure(let refusal) = registry.plan(.seq(6)).result else {
      Issue.record("the step is gone")
      return
    }
    #expect(
      refusal.obstacles.map { registry.state.sentence($0, on: registry.today, .en) { _ in "then" } }
        == [
          "安居邻里互助会 Community from 2019-06-01: saved 望湖, now 安居 (wang, then, #7)"
        ])
    #expect(
      registry.state.told(.array([]), under: "community@2019-06-01", of: organization) == ["m1"])
  }

  @Test(
    "at random: it is what the registry held that day before the change",
    arguments: 0..<40 as Range<UInt64>)
  func random(seed: UInt64) throws {
    var random = Seeded(seed)
    var registry = try Sample.registry()
    var wanted: [Int: [String: JSON]] = [:]
    let field = try #require(Kind.community.schema["households"])
    for number in 0..<25 {
      let day = try CivilDate(text: "2018-0\(Int.random(in: 1...6, using: &random))-01")
      let key = Bool.random(using: &random) ? "households@\(day)" : "households"
      let before = registry.state[community]?.part(key) ?? .null
      let isStep = key != "households"
      let values: [JSON] =
        isStep ? [.array([]), [.null], [.int(number)]] : [.null, .int(number)]
      guard let after = values.filter({ $0 != before }).randomElement(using: &random) else {
        continue
      }
      let was = registry.state[community]?.json(field, on: day)
      try registry.append(set(key, before, after, of: community))
      if isStep, before == .array([]) {
        wanted[registry.state.seq, default: [:]][key] = was ?? .null
      }
    }
    let page = ChangePage(of: registry.journal, .all, before: .max, limit: .max)
    let told = registry.state.told(page, in: registry).commits
    #expect(wanted.count > 3)
    for commit in told {
      for setting in commit.set.changes.flatMap(\.settings) {
        guard let value = wanted[commit.seq]?[setting.key] else { continue }
        #expect(setting.before.array?.first ?? .null == value, "seed \(seed) #\(commit.seq)")
      }
    }
  }
}
