import Testing

@testable import RegistryModel

/// Two clerks begin on one state; the second is carried to what the first made of it.
@Suite("Rebase")
struct RebaseTests {
  private let organization = RecordID(.organization, 1)
  private let community = RecordID(.community, 1)

  /// The registry after `first`, then `second` made on the same base.
  private func both(
    _ first: ChangeSet, _ second: ChangeSet
  ) throws -> (registry: TestRegistry, journalled: ChangeSet) {
    var registry = try Sample.registry()
    let base = registry.state
    try registry.append(first)
    let set = try registry.append(second, from: base)
    return (registry, set)
  }

  private func alter(_ change: (inout Organization) -> Void) throws -> ChangeSet {
    try Sample.registry().change(organization, Organization.self, change)
  }

  /// The keys two clerks disagree in.
  private func clashes(_ first: ChangeSet, _ second: ChangeSet) -> [String] {
    do {
      _ = try both(first, second)
      return []
    } catch RebaseError.clashes(let clashes) { return clashes.map(\.key) } catch {
      return ["\(error)"]
    }
  }

  @Test("fields merge field by field")
  func fields() throws {
    let (registry, _) = try both(try alter { $0.head = "李强" }, try alter { $0.members = 42 })
    let record = registry.state.organizations[1]?.record
    #expect(record?.head == "李强")
    #expect(record?.members == 42)
  }

  @Test("one field set to two values comes back with both, and the seq to ask who")
  func clash() throws {
    let mine = try alter { $0.members = 42 }
    let theirs = try alter { $0.members = 40 }
    #expect(
      throws: RebaseError.clashes([
        Clash(id: organization, key: "members", mine: 42, theirs: 40, seq: 5)
      ])
    ) { try both(theirs, mine) }
  }

  @Test("what both did alike is done once")
  func identical() throws {
    let set = try alter { $0.members = 42 }
    #expect(try both(set, set).journalled.changes.isEmpty)
    let more = try alter {
      $0.members = 42
      $0.address = "安居里1号"
    }
    #expect(try both(set, more).journalled.changes[0].settings.map(\.key) == ["address"])
  }

  @Test("lists merge by element: what either added stays, what either took away goes")
  func elements() throws {
    let phones = try ["13812071612", "13900000001", "13900000002"].map { try PhoneNumber(text: $0) }
    let (registry, set) = try both(
      try alter { $0.phone = [phones[0], phones[1]] }, try alter { $0.phone = [phones[2]] })
    #expect(registry.state.organizations[1]?.record.phone == [phones[1], phones[2]])
    #expect(set.changes[0].settings[0].before == ["13812071612", "13900000001"])
    let (sorted, _) = try both(
      try alter { $0.services = [.charity] }, try alter { $0.services = [.socialServices] })
    #expect(sorted.state.organizations[1]?.record.services == [.socialServices, .charity])
    let (emptied, _) = try both(
      try alter { $0.phone = [phones[0], phones[1]] }, try alter { $0.phone = nil })
    #expect(emptied.state.organizations[1]?.record.phone == [phones[1]])
  }

  @Test("steps of a dated list merge by element: two clerks add two workers, both stay")
  func datedElements() throws {
    func workers(
      _ mine: @escaping (inout Dated<[RecordID]>) -> Void,
      _ theirs: @escaping (inout Dated<[RecordID]>) -> Void
    ) throws -> Dated<[RecordID]>? {
      var registry = try Sample.registry()
      for name in ["李红", "周敏", "吴芳"] { try registry.add(Sample.worker(name)) }
      let programme = try registry.add(Sample.programme("银龄守护"))
      let base = registry.state
      let sets = [theirs, mine].map { change in
        registry.change(programme, Programme.self) { change(&$0.workers) }
      }
      for set in sets { try registry.append(set, from: base) }
      return registry.state.programmes[1]?.record.workers
    }
    func ids(_ numbers: Int...) -> [RecordID] { numbers.map { RecordID(.worker, $0) } }
    // Corrections of the step in force.
    #expect(
      try workers({ $0.first = ids(1, 2) }, { $0.first = ids(1, 3) })?.first.map(Set.init)
        == Set(ids(1, 2, 3)))
    #expect(try workers({ $0.first = ids(2) }, { $0.first = ids(1, 3) })?.first == ids(3, 2))
    // Changes from the same day on, where there was no step: what was in force before is known.
    let day: CivilDate = "2020-03-01"
    let both = try workers(
      { $0.change(to: ids(1, 2), from: day) }, { $0.change(to: ids(1, 3), from: day) })
    #expect(both?.first == ids(1) && both?[day] == ids(1, 3, 2))
    let instead = try workers(
      { $0.change(to: ids(2), from: day) }, { $0.change(to: ids(1, 3), from: day) })
    #expect(instead?[day] == ids(3, 2))
    let emptied = try workers(
      { $0.change(to: nil, from: day) }, { $0.change(to: ids(1, 3), from: day) })
    #expect(emptied?[day] == ids(3))
    // Two days: who comes on the earlier one is there on the later, whoever saves first.
    let later: CivilDate = "2021-05-01"
    let (early, late) = (
      { (workers: inout Dated<[RecordID]>) in workers.change(to: ids(2), from: day) },
      { (workers: inout Dated<[RecordID]>) in workers.change(to: ids(1, 3), from: later) }
    )
    for outcome in [try workers(early, late), try workers(late, early)] {
      #expect(outcome?.first == ids(1) && outcome?[day] == ids(2))
      #expect(Set(outcome?[later] ?? []) == Set(ids(2, 3)))
    }
  }

  @Test("fields of one merge group are one")
  func groups() throws {
    #expect(
      clashes(try alter { $0.rating = .three }, try alter { $0.ratedOn = "2019" }) == ["ratedOn"])
    #expect(
      clashes(
        try alter { $0.certificateFrom = "2019" }, try alter { $0.certificateUntil = "2022" })
        == ["certificateUntil"])
    #expect(
      clashes(
        try alter {
          $0.community.change(to: nil, from: "2019-01-01");
          $0.reach.change(to: .town, from: "2019-01-01")
        },
        try alter { $0.reach.change(to: .district, from: "2019-06-01") }) == ["reach@2019-06-01"])
    // Half the group alike is no disagreement.
    #expect(
      clashes(
        try alter { $0.rating = .three },
        try alter {
          $0.rating = .three
          $0.ratedOn = "2019"
        }) == [])
  }

  @Test("steps merge by field and day")
  func steps() throws {
    let (registry, _) = try both(
      try alter { $0.status.change(to: .dormant, from: "2019-01-01") },
      try alter { $0.status.change(to: .active, from: "2019-06-01") })
    let status = registry.state.organizations[1]?.record.status
    #expect(status?.steps.map(\.value) == [.dormant, .active])
    #expect(
      clashes(
        try alter { $0.status.change(to: .dormant, from: "2019-01-01") },
        try alter { $0.status.change(to: .suspended, from: "2019-01-01") }) == ["status@2019-01-01"]
    )
    let (corrected, _) = try both(
      try alter { $0.status.correct(to: .applying, on: "2019-01-01") },
      try alter { $0.status.change(to: .suspended, from: "2019-01-01") })
    #expect(corrected.state.organizations[1]?.record.status.first == .applying)
  }

  @Test("a record put into the recycle bin meanwhile is gone for the others")
  func binned() throws {
    let bin = ChangeSet([Change(organization, [.binned(from: nil, to: "误")])])
    let edit = try alter { $0.members = 42 }
    #expect(throws: RebaseError.missing(organization)) { try both(bin, edit) }
    #expect(try both(bin, bin).journalled.changes.isEmpty)
    // One who sees it in the bin may mend it and take it out.
    var registry = try Sample.registry()
    try registry.append(bin)
    try registry.append(edit)
    try registry.append(ChangeSet([Change(organization, [.binned(from: "误", to: nil)])]))
    #expect(registry.state.organizations[1]?.binned == nil)
    #expect(registry.state.organizations[1]?.record.members == 42)
  }

  @Test("a record others name does not go to the recycle bin, before them or after them")
  func referred() throws {
    let bin = ChangeSet([Change(community, [.binned(from: nil, to: "误")])])
    var registry = try Sample.registry()
    let error = #expect(throws: RebaseError.self) { try registry.append(bin) }
    guard case .rules(let findings)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(findings.compactMap(\.other) == [organization, RecordID(.assignment, 1)])
    #expect(
      findings.allSatisfy { $0.severity == .hard && $0.words.en.contains("refers to this record") })
    // With all that name it, it goes.
    let all = [RecordID(.assignment, 1), organization, community].map {
      Change($0, [.binned(from: nil, to: "误")])
    }
    try registry.append(ChangeSet(all))
    #expect(registry.state.communities.inUse.isEmpty(of: Community.self))
    #expect(throws: RebaseError.self) { try registry.add(Sample.organization("合唱团")) }
  }

  @Test("a record nobody made is missing")
  func missing() throws {
    let registry = try Sample.registry()
    let none = RecordID(.organization, 99)
    #expect(throws: RebaseError.missing(none)) {
      try registry.state.rebase(
        ChangeSet([Change(none, [])]), from: registry.state, by: "test", today: registry.today)
    }
  }

  @Test("several changes of one record are one, several settings of one key too")
  func coalesced() throws {
    var registry = try Sample.registry()
    let set = try registry.append(
      ChangeSet([
        Change(organization, [Setting("members", before: .null, after: 40)]),
        Change(
          organization,
          [
            Setting("members", before: 40, after: 42), Setting("note", before: .null, after: "x"),
            Setting("note", before: "x", after: .null),
          ]),
      ]))
    #expect(set.changes == [Change(organization, [Setting("members", before: .null, after: 42)])])
    #expect(registry.state.organizations[1]?.record.members == 42)
  }
}

extension Sequence {
  fileprivate func isEmpty<R: Record>(of _: R.Type) -> Bool where Element == Stored<R> {
    !contains { _ in true }
  }
}
