import Testing

@testable import RegistryModel

/// What the rows themselves ask of every kind.
@Suite("Rules of the rows")
struct CommonRuleTests {
  private func rules(
    _ record: any Record, _ id: RecordID? = nil, in registry: TestRegistry
  ) -> [String] {
    registry.state.findings(
      for: record, id: id ?? RecordID(record.kind, -1), today: registry.today
    ).map { "\($0.severity == .hard ? "!" : "?")\($0.rule) \($0.field)" }
  }

  @Test("a whole record has no findings")
  func clean() throws {
    let registry = try Sample.registry()
    for kind in [Kind.community, .organization, .worker, .assignment] {
      let stored = try #require(registry.state[RecordID(kind, 1)])
      #expect(rules(stored.content, stored.id, in: registry) == [])
    }
  }

  @Test("required fields are hard, expected ones soft, hard first, in field order")
  func asked() throws {
    let registry = try Sample.registry()
    #expect(
      rules(Organization(), in: registry) == [
        "!required name", "!required tier", "!required reach", "!required community",
        "!required status", "?expected-registeredOn registeredOn",
        "?expected-activityClass activityClass", "?expected-head head", "?expected-phone phone",
      ])
    #expect(
      rules(Worker(), in: registry) == [
        "!required name", "?expected-phone phone", "?expected-startedOn startedOn",
      ])
  }

  @Test("a home is required only where it serves its community")
  func home() throws {
    let registry = try Sample.registry()
    var organization = Sample.organization("合唱团")
    organization.community = Dated()
    #expect(rules(organization, in: registry) == ["!required community"])
    organization.reach = Dated(.town)
    #expect(rules(organization, in: registry) == [])
  }

  @Test("a required dated field must hold today, not only once")
  func requiredToday() throws {
    let registry = try Sample.registry()
    var organization = Sample.organization("合唱团")
    organization.tier.change(to: nil, from: "2019-01-01")
    #expect(rules(organization, in: registry) == ["!required tier"])
    organization.tier.change(to: .ledger, from: "2020-01-01")
    #expect(rules(organization, in: registry) == [])
  }

  @Test("an identifier twice is hard, a name twice is a question, both name the other")
  func twice() throws {
    let registry = try Sample.registry()
    let community = Sample.community(1, "安居社区居委会")
    let found = registry.state.findings(
      for: community, id: RecordID(.community, -1), today: registry.today)
    #expect(found.map(\.rule) == ["unique", "similar-name"])
    #expect(found.map(\.severity) == [.hard, .soft])
    #expect(found.map(\.other) == [RecordID(.community, 1), RecordID(.community, 1)])
    #expect(rules(community, RecordID(.community, 1), in: registry) == [])
  }

  @Test("a reference names a record in use")
  func references() throws {
    var registry = try Sample.registry()
    let second = try registry.add(Sample.community(2))
    #expect(rules(Sample.organization("合唱团", home: second), in: registry) == [])
    try registry.append(ChangeSet([Change(second, [.binned(from: nil, to: "误")])]))
    #expect(
      rules(Sample.organization("合唱团", home: second), in: registry) == ["!reference community"])
    let none = RecordID(.community, 99)
    #expect(rules(Sample.organization("合唱团", home: none), in: registry) == ["!reference community"])
    // What is there, and is no community, is not one either.
    let worker = RecordID(.worker, 1)
    #expect(registry.state[worker] != nil)
    #expect(
      rules(Sample.organization("合唱团", home: worker), in: registry) == ["!reference community"])
    var moved = Sample.organization("合唱团")
    moved.community.change(to: none, from: "2030-01-01")
    #expect(rules(moved, in: registry) == ["!reference community"])
  }

  @Test("odd values are questions")
  func odd() throws {
    let registry = try Sample.registry()
    var worker = Sample.worker("李强")
    worker.licenceLevel = Dated(.senior)
    worker.licenceNumber = try LicenceNumber(text: "A123456")
    #expect(rules(worker, in: registry) == ["?warning-licenceNumber licenceNumber"])
  }

  @Test("an accepted question is no longer open, a hard finding cannot be accepted")
  func accepted() throws {
    var registry = try Sample.registry()
    let id = try registry.add(Sample.worker("王芳"))
    let open = { (registry: TestRegistry) in
      registry.state[id].map { registry.state.openFindings(of: $0, today: registry.today) }?
        .map(\.rule)
    }
    #expect(open(registry) == ["similar-name"])
    try registry.append(
      ChangeSet([Change(id, [.accepted("similar-name", from: nil, to: "同名两人")])]))
    #expect(open(registry) == [])
    #expect(registry.state[id]?.accepted == ["similar-name": "同名两人"])
    let bad = RecordID(.worker, 9)
    try registry.force(Worker(), as: bad)
    try registry.apply(
      ChangeSet([
        Change(
          bad,
          ["required", "expected-phone", "expected-startedOn"].map {
            .accepted($0, from: nil, to: "算了")
          })
      ]))
    let stored = try #require(registry.state[bad])
    #expect(
      registry.state.openFindings(of: stored, today: registry.today).map(\.rule) == ["required"])
  }
}
