import RegistryModel
import RegistryPlans
import Testing

/// Every number can be opened into a list with that many rows.
struct ListTests {
  /// Those of communities; the others have rules of their own for scope and aggregate.
  private static let measures = Measure.allCases.filter {
    ![.purchaseAmount, .purchaseShare, .needs, .carriers, .supporters, .stations].contains($0)
  }

  /// A target of every measure, aggregate and scope.
  static func everything() throws -> Plan {
    var targets: [JSON] = []
    for measure in measures {
      for aggregate in Aggregate.allCases {
        for scope in [Scope.all, .urban, .rural] where targets.count < 100 {
          let isRatio = aggregate == .ratio
          targets.append(
            .object(
              of: ("id", .string("T\(targets.count)")), ("label", "T"), ("source", "S"),
              ("scope", .string(scope.rawValue)), ("measure", .string(measure.rawValue)),
              ("aggregate", .string(aggregate.rawValue)), ("atLeast", "3"), ("unit", "%"),
              ("over", isRatio ? "households" : .null), ("per", isRatio ? 100 : .null)))
        }
      }
    }
    return try plan(targets: targets)
  }

  @Test(arguments: 1...20)
  func `every list has as many rows as its number says`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let state = SampleRegistry.random(&random).state
    let progress = Progress(try Self.everything(), of: state, on: "2018-02-28")
    for figure in progress.figures {
      for list in Behind.allCases {
        let records = progress.records(list, of: figure.target)
        #expect(records.count == figure.tally[list], "\(figure.target) \(list)")
        #expect(Set(records).count == records.count)
        #expect(records == records.sorted())
        for id in records { #expect(state[id]?.binned == nil) }
      }
      let reasons = progress.notCounted(for: figure.target)
      #expect(reasons.values.map(\.count).reduce(0, +) == figure.tally[.notCounted])
      #expect(figure.tally[.without] <= figure.tally[.all])
      if figure.target.isShare { #expect(figure.tally[.counted] == figure.tally.sum) }
    }
  }

  @Test(arguments: 1...20)
  func `figures agree with counting record by record`(seed: UInt64) throws {
    var random = Seeded(state: seed &+ 1000)
    let state = SampleRegistry.random(&random).state
    for day in ["2016-12-31", "2017-12-31", "2018-02-28", "2019-06-30"] as [CivilDate] {
      let progress = Progress(try builtIn("2016-2020"), of: state, on: day)
      let slow = SlowCount(state: state, day: day)
      for (target, urban) in [("P1", true), ("P2", false)] {
        let figure = try #require(progress.figure(target))
        let homes = slow.communities { $0.isUrban(on: day) == urban }
        #expect(figure.tally[.all] == homes.count)
        #expect(figure.tally.sum == homes.map { slow.organizations(of: $0).count }.reduce(0, +))
      }
      let workers = try #require(progress.figure("P3"))
      let all = slow.communities { _ in true }
      #expect(
        progress.records(.without, of: workers.target)
          == all.filter { slow.qualifying(in: $0).isEmpty })
      for id in all {
        #expect(progress.community(id)?.workers == slow.qualifying(in: id).count)
        #expect(progress.community(id)?.organizations == slow.organizations(of: id).count)
      }
      let services = try #require(progress.figure("P8"))
      let counted = all.flatMap { slow.organizations(of: $0) }
      #expect(services.tally.over == counted.count)
      #expect(services.tally.sum == counted.count { !($0.record.services ?? []).isEmpty })
    }
  }

  @Test func `services of a community are counted by kind`() throws {
    var registry = SampleRegistry()
    let home = registry.community {
      $0.facilityArea = Dated(SquareMetres(units: 24_000))
      $0.households = Dated(1000)
    }
    registry.organization(in: home) { $0.services = [.socialServices, .charity] }
    registry.organization(in: home) { $0.services = [.charity] }
    registry.organization(in: home, tier: .ledger) { $0.services = [.healthcare] }
    registry.organization(in: home)
    let progress = Progress(try builtIn("2016-2020"), of: registry.state, on: "2018-01-01")
    let count = try #require(progress.community(home))
    #expect(count.services == [.socialServices: 1, .charity: 2])
    #expect(count.facilityPerHundredHouseholds.text(places: 0) == "24")
    #expect(progress.communities == [count])
    let share = progress.answer(of: home, to: try #require(progress.plan["P8"]))
    #expect(share?.text == "66.6")
    #expect(share?.hasEnough == true)
    let area = progress.answer(of: home, to: try #require(progress.plan["P7"]))
    #expect(area?.text == "24")
    #expect(area?.hasEnough == false)
  }
}

/// The same counts the slow and plain way, from the records' own rules.
private struct SlowCount {
  let state: RegistryState
  let day: CivilDate

  func communities(_ belongs: (Community) -> Bool) -> [RecordID] {
    state.communities.inUse.filter { $0.record.isActive(on: day) && belongs($0.record) }.map(\.id)
  }

  func organizations(of home: RecordID) -> [Stored<Organization>] {
    state.organizations.inUse.filter {
      $0.record.community[day] == home
        && $0.record.plainlyCounts(on: day, [.registered, .filed], [.active, .changePending])
    }
  }

  func qualifying(in home: RecordID) -> Set<RecordID> {
    let posts = state.assignments(of: home, on: day).filter { post in
      guard let worker = post.record.worker.flatMap({ state.workers[$0.number] }) else {
        return false
      }
      let role = post.record.role
      return role == .socialWorker || role == .drugRehabWorker
        || role != .volunteer && worker.record.isLicensed(on: day)
    }
    return Set(posts.compactMap(\.record.worker))
  }
}
