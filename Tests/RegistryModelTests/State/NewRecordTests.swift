import Testing

@testable import RegistryModel

@Suite("New records at the head")
struct NewRecordTests {
  private func new(_ record: any Record, _ number: Int) -> Change {
    Change(RecordID(record.kind, -number), isNew: true, record.settings(from: nil))
  }

  @Test("ids are the highest ever given and one more, binned ones included")
  func finalIDs() throws {
    var registry = try Sample.registry()
    let base = registry.state
    let second = try registry.add(Sample.worker("李强"))
    try registry.append(ChangeSet([Change(second, [.binned(from: nil, to: "误")])]))
    let set = try registry.append(
      ChangeSet([new(Sample.worker("张敏"), 1), new(Sample.worker("赵丽"), 2)]), from: base)
    #expect(set.changes.map(\.id.number) == [3, 4])
  }

  @Test("references to new records lead to the final ids, plain, dated and in lists")
  func references() throws {
    var registry = try Sample.registry()
    try registry.add(Sample.worker("张敏"))
    var old = Sample.community(2)
    old.replacedBy = [RecordID(.community, -1), RecordID(.community, 1)]
    old.endedOn = "2019-12-31"
    var organization = Sample.organization("合唱团", home: RecordID(.community, -1))
    organization.community.change(to: RecordID(.community, 1), from: "2019-01-01")
    organization.community.change(to: RecordID(.community, -1), from: "2020-01-01")
    let set = try registry.append(
      ChangeSet([
        new(Sample.assignment(RecordID(.worker, -1), in: RecordID(.community, -1)), 1),
        new(Sample.community(3), 1), new(old, 2), new(Sample.worker("李强"), 1),
        new(organization, 1),
      ]))
    #expect(set.changes.map(\.id.description) == ["a2", "m2", "m3", "w3", "o2"])
    let state = registry.state
    #expect(state.assignments[2]?.record.worker == RecordID(.worker, 3))
    #expect(state.assignments[2]?.record.community == RecordID(.community, 2))
    #expect(
      state.communities[3]?.record.replacedBy == [RecordID(.community, 2), RecordID(.community, 1)])
    let homes = state.organizations[2]?.record.community
    #expect(homes?.first == RecordID(.community, 2))
    #expect(homes?["2019-06-01"] == RecordID(.community, 1))
    #expect(homes?["2020-06-01"] == RecordID(.community, 2))
  }

  @Test("a reference to a new record that is not in the set is refused")
  func dangling() throws {
    var registry = try Sample.registry()
    let error = #expect(throws: RebaseError.self) {
      try registry.add(Sample.organization("合唱团", home: RecordID(.community, -5)))
    }
    guard case .unfit(.refusedValue(let id, _))? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(id.kind == .organization)
  }

  @Test("the office is made once")
  func office() throws {
    var registry = TestRegistry()
    let set = ChangeSet([Change(.office, isNew: true, Sample.office().settings(from: nil))])
    try registry.append(set)
    #expect(throws: RebaseError.unfit(.wrongRecord(.office))) { try registry.append(set) }
    #expect(registry.state.office.name == "朝阳区")
  }

  @Test("one code cannot be registered twice: the second names the first")
  func uniqueTwice() throws {
    var registry = try Sample.registry()
    let base = registry.state
    try registry.append(ChangeSet([new(Sample.community(2), 1)]))
    let error = #expect(throws: RebaseError.self) {
      try registry.append(ChangeSet([new(Sample.community(2, "别名社区"), 1)]), from: base)
    }
    guard case .rules(let findings)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(findings.map(\.rule) == ["unique"])
    #expect(findings.map(\.field) == ["code"])
    #expect(findings.map(\.other) == [RecordID(.community, 2)])
    // Nor twice in one set.
    #expect(throws: RebaseError.self) {
      try registry.append(ChangeSet([new(Sample.community(3), 1), new(Sample.community(3), 2)]))
    }
  }
}
