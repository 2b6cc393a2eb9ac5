import RegistryModel
import Testing

@testable import RegistryPlans

/// Which organizations count, and on which days.
struct OrganizationCountingTests {
  private static let day: CivilDate = "2018-06-30"

  /// How many count of a registry with one urban community and what `make` adds.
  private func counted(
    on day: CivilDate = day, _ make: (inout SampleRegistry, RecordID) -> Void
  ) throws -> (sum: Int, notCounted: [NotCounted: Int], tally: Tally) {
    var registry = SampleRegistry()
    let home = registry.community()
    make(&registry, home)
    let progress = Progress(try plan(["scope": "all"]), of: registry.state, on: day)
    let reasons = progress.notCounted(for: progress.only.target).mapValues(\.count)
    return (progress.only.tally.sum, reasons, progress.only.tally)
  }

  @Test func `registered and filed count, ledger does not`() throws {
    let found = try counted { registry, home in
      registry.organization(in: home, tier: .registered)
      registry.organization(in: home, tier: .filed)
      registry.organization(in: home, tier: .ledger)
      registry.organization(in: home, tier: nil)
    }
    #expect(found.sum == 2)
    #expect(found.notCounted == [.tier(.ledger): 1, .tier(nil): 1])
  }

  @Test func `only active ones and those with a change pending count`() throws {
    let found = try counted { registry, home in
      for status in OrganizationStatus.allCases {
        registry.organization(in: home) { $0.status = Dated(status) }
      }
    }
    #expect(found.sum == 2)
    // Ended ones are not there any more: no note beside the figure.
    #expect(
      found.notCounted == [
        .status(.applying): 1, .status(.dormant): 1, .status(.suspended): 1,
        .status(.deregistering): 1,
      ])
    #expect(found.tally[.notCounted] == 4)
  }

  @Test func `wider reach does not count, with or without a home`() throws {
    let found = try counted { registry, home in
      for reach in Reach.allCases {
        registry.organization(in: home) { $0.reach = Dated(reach) }
      }
      registry.organization(in: nil) { $0.reach = Dated(.town) }
    }
    #expect(found.sum == 1)
    #expect(found.notCounted == [.reach(.town): 2, .reach(.district): 1, .reach(.outside): 1])
  }

  @Test func `without a home, or with one in the bin, it is unattributed`() throws {
    let found = try counted { registry, home in
      registry.organization(in: nil)
      registry.organization(in: registry.community(binned: "twice"))
      registry.organization(in: RecordID(.community, 99))
      registry.organization(in: home, binned: "mistake")
    }
    #expect(found.sum == 0)
    #expect(found.notCounted == [.withoutHome: 3])
  }

  @Test func `counts from the day it was registered, always where that is empty`() throws {
    let found = { (day: CivilDate) in
      try counted(on: day) { registry, home in
        registry.organization(in: home) { $0.registeredOn = "2018-06-30" }
        registry.organization(in: home) { $0.establishedOn = "2019-01-01" }
      }.sum
    }
    #expect(try found("2018-06-29") == 1)
    #expect(try found("2018-06-30") == 2)
  }

  @Test func `a partial day of registration counts from its last day`() throws {
    let found = { (day: CivilDate) in
      try counted(on: day) { registry, home in
        registry.organization(in: home) { $0.registeredOn = "2017" }
        registry.organization(in: home) { $0.registeredOn = "2018-02" }
      }
    }
    #expect(try found("2017-12-30").sum == 0)
    #expect(try found("2017-12-31").sum == 1)
    #expect(try found("2018-02-27").sum == 1)
    #expect(try found("2018-02-28").sum == 2)
    #expect(try found("2018-02-27").tally.partialDates == 1)
    #expect(try found("2018-02-28").tally.partialDates == 2)
  }

  @Test
  func `taken up from the ledger it counts from its registration, and was a ledger one before`()
    throws
  {
    let found = { (day: CivilDate, established: CivilDate?) in
      try counted(on: day) { registry, home in
        registry.organization(in: home, tier: .ledger) {
          $0.establishedOn = established
          $0.tier.change(to: .filed, from: "2018-03-01")
          $0.registeredOn = "2018-03-01"
        }
        // Filed from the first, and only later.
        registry.organization(in: home) { $0.registeredOn = "2018-03-01" }
      }
    }
    #expect(try found("2018-02-28", nil).sum == 0)
    #expect(try found("2018-02-28", nil).notCounted == [.tier(.ledger): 1])
    #expect(try found("2018-02-28", "2017").notCounted == [.tier(.ledger): 1])
    #expect(try found("2016-12-31", "2017").notCounted == [:])
    #expect(try found("2018-03-01", nil).sum == 2)
  }

  @Test func `a plan that counts the ledger counts one on it, whatever becomes of it later`() throws
  {
    var registry = SampleRegistry()
    let home = registry.community()
    registry.organization(in: home, tier: .ledger) {
      $0.tier.change(to: .filed, from: "2018-03-01")
      $0.registeredOn = "2018-03-01"
    }
    let plan = try plan(["tiers": ["ledger"]])
    #expect(Progress(plan, of: registry.state, on: "2018-02-28").only.tally.sum == 1)
    #expect(Progress(plan, of: registry.state, on: "2018-03-01").only.tally.sum == 0)
  }

  @Test func `a dated change of status counts by the day asked for`() throws {
    let found = { (day: CivilDate) in
      try counted(on: day) { registry, home in
        registry.organization(in: home) {
          $0.status.change(to: .dormant, from: "2017-01-01")
          $0.status.change(to: .active, from: "2018-01-01")
        }
      }.sum
    }
    #expect(try found("2016-12-31") == 1)
    #expect(try found("2017-01-01") == 0)
    #expect(try found("2017-12-31") == 0)
    #expect(try found("2018-01-01") == 1)
  }

  @Test func `a move counts in the old home before and in the new one after`() throws {
    var registry = SampleRegistry()
    let (old, new) = (registry.community(), registry.community())
    registry.organization(in: old) { $0.community.change(to: new, from: "2018-01-01") }
    let state = registry.state
    let count = { (day: CivilDate) in
      Progress(try plan(["scope": "all"]), of: state, on: day).communities.map(\.organizations)
    }
    #expect(try count("2017-12-31") == [1, 0])
    #expect(try count("2018-01-01") == [0, 1])
  }

  @Test func `a community that ended leaves the denominator, its organizations need a home`() throws
  {
    var registry = SampleRegistry()
    let (stays, ends) = (registry.community(), registry.community { $0.endedOn = "2018-06-30" })
    registry.organizations(3, in: stays)
    registry.organizations(2, in: ends)
    let state = registry.state
    let last = Progress(try plan(["scope": "urban"]), of: state, on: "2018-06-30")
    #expect(last.only.value == Exact(5, over: 2))
    let after = Progress(last.plan, of: state, on: "2018-07-01")
    #expect(after.only.value == Exact(3))
    #expect(after.notCounted(for: after.only.target).mapValues(\.count) == [.homeEnded: 2])
    #expect(after.community(ends) == nil)
  }

  @Test func `a partial start counts from its last day, a partial end to its first`() throws {
    var registry = SampleRegistry()
    _ = registry.community {
      $0.establishedOn = "2017"
      $0.endedOn = "2019-05"
    }
    let state = registry.state
    let all = { (day: CivilDate) in
      Progress(try plan(["scope": "all"]), of: state, on: day).only.tally
    }
    #expect(try all("2017-12-30")[.all] == 0)
    #expect(try all("2017-12-31")[.all] == 1)
    #expect(try all("2019-05-01")[.all] == 1)
    #expect(try all("2019-05-02")[.all] == 0)
    #expect(try all("2018-01-01").partialDates == 2)
  }

  @Test func `like committees are counted with their kind, unknown ones in neither`() throws {
    var registry = SampleRegistry()
    for committee in Committee.allCases {
      registry.organizations(1, in: registry.community(committee))
    }
    registry.organizations(1, in: registry.community(nil))
    let byCode = registry.community(nil) {
      $0.code = Dated(try? DivisionCode(text: "110105001201"))
    }
    registry.organizations(1, in: byCode)
    let state = registry.state
    for (scope, communities) in [("urban", 2), ("rural", 3), ("all", 6)] {
      let figure = Progress(
        try plan(["scope": .string(scope)]), of: state, on: Self.day
      ).only
      #expect(figure.tally[.all] == communities)
      #expect(figure.tally.sum == communities)
      #expect(figure.tally[.unknownKind] == (scope == "all" ? 0 : 1))
    }
  }

  @Test func `a committee that turns urban moves its community`() throws {
    var registry = SampleRegistry()
    _ = registry.community(.villagers) { $0.committee.change(to: .residents, from: "2018-01-01") }
    let state = registry.state
    let urban = { (day: CivilDate) in
      Progress(try plan(["scope": "urban"]), of: state, on: day).only.tally[.all]
    }
    #expect(try urban("2017-12-31") == 0)
    #expect(try urban("2018-01-01") == 1)
  }

  @Test func `a target's own tiers and statuses decide`() throws {
    var registry = SampleRegistry()
    let home = registry.community()
    for tier in Tier.allCases {
      registry.organization(in: home, tier: tier)
      registry.organization(in: home, tier: tier) { $0.status = Dated(.dormant) }
    }
    let state = registry.state
    let sum = { (keys: KeyValuePairs<String, JSON>) in
      Progress(try plan(keys), of: state, on: Self.day).only.tally.sum
    }
    #expect(try sum(["tiers": ["ledger"]]) == 1)
    #expect(try sum(["tiers": ["registered", "filed", "ledger"]]) == 3)
    #expect(try sum(["statuses": ["active", "dormant"]]) == 4)
  }

  @Test func `not confirmed for the office's months is said of counted ones`() throws {
    func unconfirmed(_ months: Int?) throws -> Int {
      try counted(on: "2020-06-30") { registry, home in
        registry.office.dormantAfter = months
        registry.organization(in: home) { $0.confirmedOn = "2018-06-30" }
        registry.organization(in: home) { $0.confirmedOn = "2018-06-29" }
        registry.organization(in: home) { $0.registeredOn = "2019-06-30" }
        registry.organization(in: home)
        registry.organization(in: home, tier: .ledger)
      }.tally[.unconfirmed]
    }
    #expect(try unconfirmed(nil) == 2)
    #expect(try unconfirmed(12) == 3)
    #expect(try unconfirmed(36) == 1)
    #expect(try unconfirmed(.max) == 1)
  }

  @Test func `every verdict agrees with a plain reading of the record, whatever the plan counts`() {
    var seed = Seeded(state: 7)
    let days: [CivilDate] = ["2016-05-01", "2017-12-31", "2018-02-28", "2019-01-01"]
    for _ in 0..<40 {
      let rule = OrganizationRule(
        tiers: Set(Tier.allCases.filter { _ in seed.chance(60) }),
        statuses: Set(OrganizationStatus.allCases.filter { _ in seed.chance(60) }))
      for _ in 0..<100 {
        let record = Organization.random(&seed)
        let stored = Stored(RecordID(.organization, 1), record, changed: 1)
        for day in days {
          let counts = rule.refusal(Standing(stored, on: day)) == nil
          #expect(counts == record.plainlyCounts(on: day, rule.tiers, rule.statuses))
        }
      }
    }
  }

  @Test func `bars by year are the figures of those years, under the plan's own rules`() throws {
    var registry = SampleRegistry()
    let (old, new) = (registry.community(), registry.community(.villagers))
    registry.organization(in: old, tier: .ledger) {
      $0.registeredOn = "2014-05-01"
      $0.community.change(to: new, from: "2017-06-01")
    }
    registry.organization(in: old, tier: .registered) { $0.registeredOn = "2015-01-01" }
    registry.organization(in: old) {
      $0.registeredOn = "2018-03-01"
      $0.status.change(to: .dormant, from: "2019-03-01")
    }
    registry.organization(in: old) { $0.reach = Dated(.town) }
    registry.organization(in: new) { $0.reach.change(to: .district, from: "2019-01-01") }
    // Filed and ledger ones, at rest or not. One is at home there from always; 2014 is the first registration.
    let plan = try plan([
      "tiers": ["filed", "ledger"], "statuses": ["active", "dormant"],
    ])
    let state = registry.state
    let bars = { (id: RecordID) in
      plan.years(of: id, in: state, until: "2019-06-30").map { "\($0.year): \($0.count)" }
    }
    #expect(bars(old) == ["2014: 1", "2017: 0", "2018: 1"])
    #expect(bars(new) == ["2014: 1", "2017: 2", "2019: 1"])
    for home in [old, new] {
      for (year, count) in plan.years(of: home, in: state, until: "2019-12-31") {
        let end = try #require(CivilDate(year: year, month: 12, day: 31))
        #expect(Progress(plan, of: state, on: end).community(home)?.organizations == count)
      }
    }
  }
}

extension Organization {
  /// Counts on `day`, its home aside, where these tiers and statuses do.
  func plainlyCounts(
    on day: CivilDate, _ tiers: Set<Tier>, _ statuses: Set<OrganizationStatus>
  ) -> Bool {
    let isTakenUpLater =
      tier[day] == .ledger
      && tier.steps.contains { $0.day > day && [.registered, .filed].contains($0.value) }
    let isRegistered = isTakenUpLater || registeredOn.map { $0.lastDay <= day } ?? true
    return tier[day].map(tiers.contains) == true && statuses.contains(status[day] ?? .active)
      && (reach[day] ?? .community) == .community && isRegistered
  }
}
