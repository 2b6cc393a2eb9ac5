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

  private static let fields = [
    "head", "members", "address", "rating", "ratedOn", "inspectionYear", "inspectionResult",
    "services", "status", "note",
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
