import RegistryModel
import RegistryPlans
import Testing

/// What stands beside the targets is the district's: each record once, over all of them.
struct DistrictTests {
  /// An urban and a rural target of organizations, the rural one with ledgers, and workers by either.
  private func split() throws -> Plan {
    let target = { (id: String, scope: String, measure: String, keys: [JSON.Member]) in
      JSON.object(
        [
          .init("id", .string(id)), .init("label", "T"), .init("scope", .string(scope)),
          .init("measure", .string(measure)), .init("aggregate", "mean"), .init("unit", "n"),
          .init("source", "S"), .init("atLeast", "10"),
        ] + keys)
    }
    return try plan(targets: [
      target("U", "urban", "organizations", []),
      target(
        "R", "rural", "organizations", [.init("tiers", ["registered", "filed", "ledger"])]),
      target("WU", "urban", "workers", []), target("WR", "rural", "workers", []),
    ])
  }

  @Test func `each organization is not counted once, and not where it counts for some target`()
    throws
  {
    var registry = SampleRegistry()
    let (town, village) = (registry.community(), registry.community(.villagers))
    registry.organization(in: town)
    let ledger = registry.organization(in: town, tier: .ledger)
    registry.organization(in: village, tier: .ledger)
    let asleep = registry.organization(in: village) { $0.status = Dated(.dormant) }
    let homeless = registry.organization(in: nil) { $0.reach = Dated(.district) }
    registry.organization(in: town) { $0.status = Dated(.revoked) }
    registry.organization(in: town) { $0.registeredOn = "2019-01-01" }
    registry.organization(in: town, tier: .ledger) { $0.establishedOn = "2019-01-01" }
    let progress = Progress(try split(), of: registry.state, on: "2018-01-01")
    #expect(progress.records(.notCounted) == [ledger, asleep, homeless])
    #expect(progress.district[.notCounted] == 3)
    #expect(progress.figures.map { $0.tally[.notCounted] } == [1, 1, 0, 0], "a target's own")
    // One at home nowhere is nobody's.
    #expect(progress.community(town)?.notCounted == 1)
    #expect(progress.community(village)?.notCounted == 1)
    // A community's numbers go by the target that asks them of it.
    #expect(progress.community(town)?.organizations == 1)
    #expect(progress.community(village)?.organizations == 1)
  }

  @Test func `a worker of a town and a village is shared, though by no single target`() throws {
    var registry = SampleRegistry()
    let (town, village) = (registry.community(), registry.community(.villagers))
    let (shared, other) = (registry.worker(), registry.worker())
    for home in [town, village] { registry.assignment(shared, in: home) }
    registry.assignment(other, in: town)
    registry.assignment(other, in: town, .drugRehabWorker)
    let progress = Progress(try split(), of: registry.state, on: "2018-01-01")
    #expect(progress.records(.shared) == [shared])
    #expect(progress.figures.allSatisfy { $0.tally[.shared] == 0 })
  }

  @Test func `a worker is shared by a community whose residents nobody has entered, too`() throws {
    var registry = SampleRegistry()
    let known = registry.community { $0.residents = Dated(5000) }
    let unknown = registry.community()
    let worker = registry.worker()
    for home in [known, unknown] { registry.assignment(worker, in: home) }
    let plan = try plan(["measure": "workers", "aggregate": "ratio", "over": "residents"])
    let progress = Progress(plan, of: registry.state, on: "2018-01-01")
    #expect(progress.records(.shared) == [worker])
    #expect(progress.district[.shared] == 1)
    // In the figure there is the known community alone.
    #expect(progress.only.tally[.shared] == 0 && progress.only.tally.sum == 1)
  }

  @Test func `a plan that counts no organizations has no such lists`() throws {
    let progress = Progress(
      try plan(["measure": "households"]), of: SampleRegistry().state, on: "2018-01-01")
    #expect(progress.district == [:])
  }

  @Test func `a confirmation counts from its last day, and none that comes after the day`() throws {
    var registry = SampleRegistry()
    let home = registry.community()
    let found = { (day: CivilDate) in
      Progress(try plan([:]), of: registry.state, on: day).records(.unconfirmed)
    }
    let partial = registry.organization(in: home) { $0.registeredOn = "2014" }
    let confirmed = registry.organization(in: home) {
      $0.registeredOn = "2014-01-01"
      $0.confirmedOn = "2018-05"
    }
    // 24 months from the last day that the year may mean.
    #expect(try found("2016-12-31") == [confirmed])
    #expect(try found("2017-01-01") == [partial, confirmed])
    #expect(try found("2018-05-30") == [partial, confirmed], "not known on that day")
    #expect(try found("2018-05-31") == [partial])
    #expect(try found("2020-05-31") == [partial])
    #expect(try found("2020-06-01") == [partial, confirmed])
  }

  @Test func `a worker's own date is one, however many assignments stand behind it`() throws {
    var registry = SampleRegistry()
    let (here, there) = (registry.community(), registry.community())
    let worker = registry.worker { $0.startedOn = "2015" }
    for home in [here, there] {
      registry.assignment(worker, in: home) { $0.since = "2016-05" }
    }
    registry.assignment(worker, in: here, .drugRehabWorker) { $0.since = "2016-06-01" }
    registry.assignment(worker, in: here, .gridWorker) { $0.since = "2016" }
    let progress = Progress(
      try plan(["measure": "workers"]), of: registry.state, on: "2018-01-01")
    #expect(progress.only.tally.partialDates == 3, "the worker's, and two of those that count")
  }

  @Test func `a last day that may be past or not stands behind the figure, once, until it is past`()
    throws
  {
    var registry = SampleRegistry()
    let (here, there) = (registry.community(), registry.community())
    _ = registry.community { $0.endedOn = "2018" }
    let (gone, leaving) = (registry.worker { $0.leftOn = "2018-03" }, registry.worker())
    for home in [here, there] { registry.assignment(gone, in: home) }
    registry.assignment(leaving, in: here) { $0.until = "2018-05" }
    // Of no post that would count.
    registry.assignment(leaving, in: here, .gridWorker) { $0.until = "2018" }
    let plan = try plan(["measure": "workers"])
    let partial = { (day: CivilDate) in
      Progress(plan, of: registry.state, on: day).only.tally.partialDates
    }
    #expect(partial("2018-01-01") == 3)
    #expect(partial("2018-03-31") == 3)
    #expect(partial("2018-04-01") == 2, "the worker has left")
    #expect(partial("2018-05-31") == 2)
    #expect(partial("2018-06-01") == 1)
    #expect(partial("2018-12-31") == 1)
    #expect(partial("2019-01-01") == 0)
  }

  @Test func `a worker of two communities is one person in what a sum is taken over`() throws {
    var registry = SampleRegistry()
    let (here, there) = (registry.community(), registry.community())
    let worker = registry.worker()
    for home in [here, there] { registry.assignment(worker, in: home) }
    registry.organizations(3, in: here)
    let progress = Progress(
      try plan(["aggregate": "ratio", "over": "workers"]), of: registry.state, on: "2018-01-01")
    #expect(progress.only.text == "3.0")
  }

  @Test func `years of a community are counted as the plan counts`() throws {
    var registry = SampleRegistry()
    let (home, other) = (registry.community(), registry.community())
    registry.organization(in: home) { $0.registeredOn = "2016" }
    registry.organization(in: home)
    registry.organization(in: home) { $0.status.change(to: .dormant, from: "2017-05-01") }
    registry.organization(in: home) { $0.community.change(to: other, from: "2018-01-01") }
    let years = try plan([:]).years(of: home, in: registry.state, until: "2018-12-31")
    #expect(years.map(\.year) == [2016, 2017, 2018])
    #expect(years.map(\.count) == [4, 3, 2])
  }
}
