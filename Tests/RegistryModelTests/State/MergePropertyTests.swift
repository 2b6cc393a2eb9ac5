import Testing

@testable import RegistryModel

@Suite("Merging at random")
struct MergePropertyTests {
  /// What two random change sets of one organization touch and become in either order.
  @Test(
    "two clerks merge to one state in both orders, or one is refused in both",
    arguments: 0..<80 as Range<UInt64>)
  func bothOrders(seed: UInt64) throws {
    var random = Seeded(seed)
    var registry = try Sample.registry()
    for number in 2...200 {
      try registry.force(Sample.community(number), as: RecordID(.community, number))
    }
    let base = registry
    let id = RecordID(.organization, 1)
    let record = try #require(base.state.organizations[1]?.record)
    func edit() throws -> ChangeSet {
      var edited = record
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let field = Self.fields.randomElement(using: &random)!
        let moment: Moment =
          Bool.random(using: &random)
          ? .change(from: "2019-01-0\(Int.random(in: 1...3, using: &random))".date)
          : .correction(on: "2018-01-01")
        try edited.enter(RandomText.typed(field, using: &random), field, moment)
      }
      return ChangeSet([Change(id, edited.settings(from: record))])
    }
    let (one, two) = (try edit(), try edit())

    let ahead = Self.outcome(one, two, on: base)
    let back = Self.outcome(two, one, on: base)
    #expect((ahead == nil) == (back == nil), "seed \(seed)")
    if let ahead, let back { #expect(ahead == back, "seed \(seed)") }

    let schema = Organization.kindSchema
    let touched = { (set: ChangeSet) in
      Set(
        set.changes[0].settings.map { setting -> String in
          let key = SettingKey(setting.key).field
          return schema[key]?.group.map { "\($0)" } ?? setting.key
        })
    }
    if touched(one).isDisjoint(with: touched(two)) {
      #expect(ahead != nil, "seed \(seed): disjoint fields must merge")
    }
  }

  @Test(
    "a dated list merges to one in both orders, and keeps what either clerk added",
    arguments: 0..<200 as Range<UInt64>)
  func datedLists(seed: UInt64) throws {
    var random = Seeded(seed)
    var registry = try Sample.registry()
    for name in ["李红", "周敏", "吴芳", "郑洁"] { try registry.add(Sample.worker(name)) }
    var programme = Sample.programme("银龄守护")
    let days: [CivilDate] = ["2020-02-01", "2020-03-01", "2020-04-01"]
    func ids() -> [RecordID]? {
      let ids = (1...5).filter { _ in Bool.random(using: &random) }.map { RecordID(.worker, $0) }
      return ids.isEmpty ? nil : ids
    }
    programme.workers = Dated(ids())
    for day in days where Bool.random(using: &random) {
      programme.workers.change(to: ids(), from: day)
    }
    let id = try registry.add(programme)
    let base = try #require(registry.state.programmes[1]?.record)
    func edit() -> ChangeSet {
      registry.change(id, Programme.self) { edited in
        let day = days.randomElement(using: &random)!
        Bool.random(using: &random)
          ? edited.workers.change(to: ids(), from: day) : edited.workers.correct(to: ids(), on: day)
      }
    }
    let edits = [edit(), edit()]
    func outcome(_ order: [ChangeSet]) -> Dated<[RecordID]>? {
      var merged = registry
      do {
        for set in order { try merged.append(set, from: registry.state) }
      } catch { return nil }
      return merged.state.programmes[1]?.record.workers
    }
    let (ahead, back) = (outcome(edits), outcome(edits.reversed()))
    let (workers, other) = (try #require(ahead), try #require(back))
    for day in [CivilDate("2020-01-01")] + days {
      #expect(Set(workers[day] ?? []) == Set(other[day] ?? []), "seed \(seed)")
    }
    // What a clerk adds in a step is there in the end, from its day on, unless the other takes it out; and
    // what one takes out is not.
    for (place, setting) in edits.enumerated().flatMap({ place, edit in
      edit.changes.flatMap(\.settings).map { (place, $0) }
    }) {
      let key = SettingKey(setting.key)
      let list = { (json: JSON) in (key.day == nil ? json : json.array?.first ?? .null).elements }
      let before = list(setting.before) ?? []
      let replaced =
        setting.before == .array([])
        ? key.day.flatMap { base.workers[$0]?.json.array } ?? [] : before
      let day = key.day ?? "2020-01-01"
      let after = list(setting.after) ?? []
      let others = edits[1 - place].changes.flatMap(\.settings)
      for (json, isIn) in after.filter({ !replaced.contains($0) }).map({ ($0, true) })
        + replaced.filter({ !after.contains($0) }).map({ ($0, false) })
      {
        let id = try RecordID(json: json)
        // The other clerk says something of the same worker.
        let isDisputed = others.contains { other in
          let said = SettingKey(other.key)
          let now = (said.day == nil ? other.after : other.after.array?.first ?? .null).elements
          let was = base.workers[said.day ?? "2020-01-01"]?.contains(id) ?? false
          return was != (now ?? []).contains(json)
        }
        #expect(isDisputed || (workers[day]?.contains(id) ?? false) == isIn, "seed \(seed)")
        for later in days where later > day && !isDisputed {
          // Who comes and goes again by a later step is left to that.
          if (base.workers[later]?.contains(id) ?? false) == isIn { break }
          #expect(
            (workers[later]?.contains(id) ?? false) == isIn, "seed \(seed): \(id) on \(later)")
        }
      }
    }
  }

  private static let fields = [
    "head", "members", "address", "rating", "ratedOn", "services", "status", "note",
  ].map { Organization.kindSchema[$0]! }

  /// The organization after both; lists as sets, since either order of additions is right.
  private static func outcome(
    _ first: ChangeSet, _ second: ChangeSet, on base: TestRegistry
  ) -> String? {
    var registry = base
    do {
      try registry.append(first)
      try registry.append(second, from: base.state)
    } catch { return nil }
    return registry.state.organizations[1]?.json.withoutSeq.text
  }
}

extension String {
  fileprivate var date: CivilDate { CivilDate(stringLiteral: self) }
}
