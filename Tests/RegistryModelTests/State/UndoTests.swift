import Testing

@testable import RegistryModel

/// Before and after change places: what was done is undone, JSON for JSON.
@Suite("Undo and replay")
struct UndoTests {
  /// Some random edits of some random records of every kind, none asked for rules.
  private func edits(_ registry: TestRegistry, using random: inout Seeded) throws -> ChangeSet {
    func changes<R: Record>(_: R.Type) throws -> [Change] {
      try registry.state[R.kind].allRows.compactMap { stored -> Change? in
        guard Bool.random(using: &random), let record = stored.content as? R else { return nil }
        var settings = try record.edited(using: &random).settings(from: record)
        if Int.random(in: 0..<4, using: &random) == 0 {
          settings.append(.binned(from: stored.binned, to: stored.binned == nil ? "误" : nil))
          settings.append(
            .accepted(
              "similar-name", from: stored.accepted["similar-name"], to: "\(settings.count)"))
          settings.append(
            Setting("mascot", before: stored.part("mascot"), after: .string("\(settings.count)")))
        }
        return Change(stored.id, settings)
      }
    }
    return ChangeSet(try Kind.allCases.flatMap { try changes($0.type) })
  }

  private func registry(using random: inout Seeded) throws -> TestRegistry {
    var registry = TestRegistry()
    func fill<R: Record>(_: R.Type) throws {
      for number in 1...(R.kind == .office ? 1 : 4) {
        try registry.force(try R.random(using: &random), as: RecordID(R.kind, number))
      }
    }
    for kind in Kind.allCases { try fill(kind.type) }
    return registry
  }

  @Test("each change set taken back gives the state before it", arguments: 0..<25 as Range<UInt64>)
  func inverse(seed: UInt64) throws {
    var random = Seeded(seed)
    var registry = try registry(using: &random)
    var before: [[String]] = []
    for _ in 0..<6 {
      before.append(registry.state.contents)
      try registry.apply(try edits(registry, using: &random))
      #expect(registry.state.contents != before.last)
    }
    let (done, after) = (registry.journal.suffix(6), registry.state.contents)
    var redone = registry
    for (commit, before) in zip(done, before).reversed() {
      try registry.apply(registry.inverse(of: [commit]))
      #expect(registry.state.contents == before, "seed \(seed)")
    }
    // All at once is the same, and back again.
    try redone.apply(redone.inverse(of: done.reversed()))
    #expect(redone.state.contents == before[0], "seed \(seed)")
    try redone.apply(redone.inverse(of: redone.journal.suffix(1)))
    #expect(redone.state.contents == after, "seed \(seed)")
  }

  @Test(
    "replaying the journal from nothing gives the live state", arguments: 50..<60 as Range<UInt64>)
  func replay(seed: UInt64) throws {
    var random = Seeded(seed)
    var live = TestRegistry()
    var journal: [ChangeSet] = []
    func make<R: Record>(_: R.Type, _ number: Int) throws -> Change {
      Change(
        RecordID(R.kind, number), isNew: true, try R.random(using: &random).settings(from: nil))
    }
    for number in 1...3 {
      journal.append(
        ChangeSet(
          try Kind.allCases.compactMap {
            try $0 == .office && number > 1 ? nil : make($0.type, number)
          }))
      try live.apply(journal[journal.count - 1])
      journal.append(try edits(live, using: &random))
      try live.apply(journal[journal.count - 1])
    }
    var replayed = TestRegistry()
    for set in journal { try replayed.apply(set) }
    #expect(replayed.state.contents == live.state.contents)
    #expect(replayed.state.seq == live.state.seq)

    // Read back from record files in the middle, too.
    var loaded = RegistryState()
    loaded.organizations = Table(
      try live.state.organizations.all.map { try Stored(json: $0.json) })
    #expect(
      Array(loaded.organizations.all).map(\.json) == Array(live.state.organizations.all).map(\.json)
    )
  }

  @Test("what a clerk typed in another order or form can be undone all the same")
  func canonical() throws {
    var registry = try Sample.registry()
    let id = RecordID(.organization, 1)
    let before = registry.state.contents
    let set = ChangeSet([
      Change(
        id,
        [
          Setting("services", before: .null, after: ["charity", "socialServices", "charity"]),
          Setting("head", before: "李红", after: "Ma\u{301}ry"),
          Setting("capital", before: .null, after: "3.5000"),
          Setting("filingNumber", before: .null, after: .null),
        ])
    ])
    let done = try registry.append(set)
    #expect(
      done.changes[0].settings.map(\.after) == [["socialServices", "charity"], "M\u{E1}ry", "3.5"])
    #expect(registry.state.organizations[1]?.record.services == [.socialServices, .charity])
    try registry.undo(.seq(registry.state.seq))
    #expect(registry.state.contents == before)
  }
}

extension TestRegistry {
  /// What takes these back, no rule asked.
  fileprivate func inverse(of commits: [Commit]) throws -> ChangeSet {
    try state.inverse(of: state.complete(commits, in: self), binning: "")
  }
}
