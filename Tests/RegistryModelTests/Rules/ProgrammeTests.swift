import Testing

@testable import RegistryModel

/// What is asked of a programme as it goes on, and what is learned of its parties later.
@Suite("Programmes")
struct ProgrammeTests {
  private let programme = RecordID(.programme, 1)

  private func registry() throws -> TestRegistry {
    var registry = try Sample.registry()
    try registry.add(Sample.programme("银龄守护"))
    return registry
  }

  private func open(_ registry: TestRegistry, _ id: RecordID) -> [String] {
    registry.state[id].map { registry.state.openFindings(of: $0, today: registry.today) }?
      .map { "\($0.rule) \($0.severity)" } ?? []
  }

  private func refused(_ set: ChangeSet, by registry: TestRegistry) -> [String] {
    do {
      _ = try registry.state.rebase(set, from: registry.state, by: "zhang", today: registry.today)
      return []
    } catch RebaseError.rules(let findings) { return findings.map(\.words.en) } catch {
      return ["\(error)"]
    }
  }

  @Test("what is asked for grows with its status")
  func asked() throws {
    func keys(_ asked: Requirement, _ alter: (inout Programme) -> Void) -> Set<String> {
      var programme = Programme()
      alter(&programme)
      return Set(
        Programme.kindSchema.fields.filter { programme.asked($0, on: "2020-06-30") == asked }
          .map(\.key))
    }
    let always: Set = ["name", "form", "status", "communities"]
    for status in [ProgrammeStatus.proposed, .rejected] {
      #expect(keys(.required) { $0.status = Dated(status) } == always)
      #expect(keys(.expected) { $0.status = Dated(status) } == [])
    }
    for status in [ProgrammeStatus.approved, .finished, .terminated] {
      #expect(keys(.required) { $0.status = Dated(status) } == always.union(["since"]))
      #expect(keys(.expected) { $0.status = Dated(status) } == ["carrier", "until"])
    }
    #expect(
      keys(.expected) { $0.status = Dated(.running) } == ["carrier", "until", "workers"])
    let station = keys(.expected) {
      ($0.status, $0.form, $0.carrierName) = (Dated(.running), .station, "街道办事处")
    }
    #expect(station == ["workers"], "a station may stay, and a town may carry it itself")
  }

  @Test("a carrier that was not active is refused at the save, and asked about when learned later")
  func carrier() throws {
    var registry = try registry()
    #expect(open(registry, programme) == [])
    let late = registry.change(RecordID(.organization, 1), Organization.self) {
      $0.status.change(to: .revoked, from: "2019-06-01")
    }
    try registry.append(late)
    #expect(open(registry, programme) == ["carrier-active soft"])
    let note = registry.change(programme, Programme.self) { $0.note = "续签" }
    #expect(refused(note, by: registry) == [])
    let other = Sample.programme("邻里议事厅")
    let judgement = registry.state.judgement(
      of: other, as: RecordID(.programme, -1), today: registry.today)
    #expect(
      judgement.refused.map(\.words.en) == [
        "安居邻里互助会: on its first day here, 2020-01-01, it is revoked"
      ])
  }

  @Test("a new carrier is judged on the day it takes over")
  func takesOver() throws {
    var registry = try registry()
    let second = try registry.add(Sample.organization("安居老年协会"))
    try registry.append(
      registry.change(second, Organization.self) {
        $0.status.change(to: .dormant, from: "2020-04-01")
      })
    let change = { (day: CivilDate) in
      registry.change(programme, Programme.self) { $0.carrier.change(to: second, from: day) }
    }
    #expect(refused(change("2020-03-31"), by: registry) == [])
    #expect(
      refused(change("2020-04-01"), by: registry) == [
        "安居老年协会: on its first day here, 2020-04-01, it is dormant"
      ])
  }

  @Test("a community does not end before it joins a programme, and may end in its term")
  func community() throws {
    var registry = try registry()
    let end = { (day: CivilDate) in
      registry.change(RecordID(.community, 1), Community.self) { $0.endedOn = day }
    }
    #expect(
      refused(end("2019-12-31"), by: registry) == [
        "银龄守护: 安居: it ended 2019-12-31, before its first day here, 2020-01-01; fix p1 first"
      ])
    try registry.append(end("2020-03-31"))
    #expect(open(registry, programme) == ["programme-community-ends soft"])
    let next = try registry.add(Sample.community(2))
    try registry.append(
      registry.change(programme, Programme.self) {
        $0.communities.change(to: [next], from: "2020-04-01")
      })
    #expect(open(registry, programme) == [])
  }

  @Test("an activity stays true when the programme's communities are corrected later")
  func activity() throws {
    var registry = try registry()
    var activity = Sample.activity()
    activity.community = RecordID(.community, 1)
    let id = try registry.add(activity)
    let next = try registry.add(Sample.community(2))
    try registry.append(
      registry.change(programme, Programme.self) { $0.communities = Dated([next]) })
    #expect(open(registry, id) == ["activity-community soft"])
    let refusal = refused(
      registry.change(id, Activity.self) { $0.heldOn = "2020-05-12" }, by: registry)
    #expect(refusal == [], "it was so before: the community is let alone")
    #expect(
      refused(
        ChangeSet([Change(RecordID(.activity, -1), isNew: true, activity.settings(from: nil))]),
        by: registry) == [
          "on 2020-05-11 the programme does not serve 安居, only 第2"
        ])
  }

  @Test("a contract may be a partner's, not that of somebody who takes no part")
  func supplier() throws {
    var registry = try registry()
    try registry.add(Sample.organization("二号会"))
    try registry.add(Sample.purchase())
    func findings(_ alter: @escaping (inout Programme) -> Void) -> [String] {
      var programme = Sample.programme("银龄守护")
      programme.purchases = [RecordID(.purchase, 1)]
      alter(&programme)
      return registry.state.findings(for: programme, id: self.programme, today: registry.today)
        .filter { $0.rule == "other-supplier" }.map(\.words.en)
    }
    let (first, second) = (RecordID(.organization, 1), RecordID(.organization, 2))
    #expect(findings { _ in } == [])
    #expect(findings { $0.carrier = Dated(second) }.count == 1)
    #expect(
      findings { ($0.carrier, $0.partners) = (Dated(second), Dated([first])) } == [])
    #expect(
      findings { ($0.carrier, $0.carrierName) = (Dated(), "镇社会工作服务中心") }.count == 1)
    // Nobody is named yet, or nothing is contracted yet.
    #expect(findings { $0.carrier = Dated() } == [])
    try registry.append(
      registry.change(RecordID(.purchase, 1), Purchase.self) { $0.status = Dated(.tendering) })
    #expect(findings { $0.carrier = Dated(second) } == [])
  }

  @Test("the area of an activity is proposed where its programme has one alone")
  func area() throws {
    var registry = try registry()
    func proposed(_ areas: [ServiceArea]?) throws -> ServiceArea? {
      try registry.append(
        registry.change(programme, Programme.self) { $0.serviceAreas = areas })
      var activity = Sample.activity()
      activity.count = nil
      let (record, filled) = activity.completed(
        from: nil, saying: [], in: Surroundings(registry.state), on: registry.today)
      #expect(filled.map(\.key).contains("count"))
      return (record as? Activity)?.serviceArea
    }
    #expect(try proposed(nil) == nil)
    #expect(try proposed([.communityCare]) == .communityCare)
    #expect(try proposed([.communityCare, .participation]) == nil)
  }
}
