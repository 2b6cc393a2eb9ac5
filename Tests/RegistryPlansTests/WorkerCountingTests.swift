import RegistryModel
import RegistryPlans
import Testing

/// Which workers count for P3.
struct WorkerCountingTests {
  @Test
  func `a post is proposed that counts under the plan, and its workers are called by what counts`()
    throws
  {
    let (old, new) = (try builtIn("2016-2020"), try builtIn("2021-2025"))
    #expect(old.proposedRole == .socialWorker && new.proposedRole == .communityStaff)
    #expect(try plan([:]).proposedRole == .socialWorker, "no worker counts")
    #expect(try plan([:]).counts(role: .socialWorker, licence: .senior) == nil)
    #expect(old.counts(role: .gridWorker, licence: .assistant) == true)
    #expect(new.counts(role: .socialWorker, licence: .senior) == false)
    #expect(new.counts(role: .partyMember, licence: .unlicensed) == true)
    #expect(old.nameOfWorkers(urban: true).chinese == "社工")
    #expect(new.nameOfWorkers(urban: true).chinese == "社区工作者")
    #expect(new["Q6"]?.short?.chinese == "每万人社区工作者" && old["P3"]?.short == nil)
  }

  private func share(
    on day: CivilDate = "2018-06-30", _ keys: KeyValuePairs<String, JSON> = p3,
    _ make: (inout SampleRegistry, RecordID) -> Void
  ) throws -> Tally {
    var registry = SampleRegistry()
    let home = registry.community()
    make(&registry, home)
    return Progress(try plan(keys), of: registry.state, on: day).only.tally
  }

  private static let p3: KeyValuePairs<String, JSON> = [
    "measure": "workers", "aggregate": "share", "atLeast": "100", "unit": "%",
  ]

  @Test(arguments: Role.allCases)
  func `an unlicensed worker counts as social or drug rehabilitation worker only`(role: Role) throws
  {
    let tally = try share { registry, home in
      registry.assignment(registry.worker(), in: home, role)
    }
    #expect(tally.sum == (role == .socialWorker || role == .drugRehabWorker ? 1 : 0))
  }

  @Test(arguments: Role.allCases)
  func `a licence of any level counts in any role but volunteer`(role: Role) throws {
    for level in LicenceLevel.allCases where level != .unlicensed {
      let tally = try share { registry, home in
        let worker = registry.worker {
          $0.licenceLevel = Dated(level)
          $0.registrationUntil = "2017-01-01"
        }
        registry.assignment(worker, in: home, role)
      }
      #expect(tally.sum == (role == .volunteer ? 0 : 1))
    }
  }

  @Test func `a licence counts from the day it was earned`() throws {
    let sum = { (day: CivilDate) in
      try share(on: day) { registry, home in
        let worker = registry.worker { $0.licenceLevel.change(to: .assistant, from: "2018-03-01") }
        registry.assignment(worker, in: home, .gridWorker)
      }.sum
    }
    #expect(try sum("2018-02-28") == 0)
    #expect(try sum("2018-03-01") == 1)
  }

  @Test func `assignment, worker and community must be active on the day`() throws {
    let sum = { (day: CivilDate) in
      try share(on: day) { registry, home in
        let worker = registry.worker { $0.leftOn = "2018-08-31" }
        registry.assignment(worker, in: home) {
          $0.since = "2018-03"
          $0.until = "2018-12-31"
        }
      }.sum
    }
    #expect(try sum("2018-03-30") == 0)
    #expect(try sum("2018-03-31") == 1)
    #expect(try sum("2018-08-31") == 1)
    #expect(try sum("2018-09-01") == 0)
    let ended = try share { registry, _ in
      let gone = registry.community { $0.endedOn = "2018-01-01" }
      registry.assignment(registry.worker(), in: gone)
    }
    #expect((ended.sum, ended[.all]) == (0, 1))
  }

  @Test func `roles and licences are settings of the target`() throws {
    let add = { (registry: inout SampleRegistry, home: RecordID) in
      registry.assignment(registry.worker { $0.licenceLevel = Dated(.senior) }, in: home, .other)
      registry.assignment(registry.worker(), in: registry.community(), .gridWorker)
    }
    let sum = { (more: KeyValuePairs<String, JSON>) in
      var keys = Self.p3.map { ($0.key, $0.value) }
      keys += more.map { ($0.key, $0.value) }
      let target = JSON.object(
        [("id", "T"), ("label", "T"), ("scope", "all"), ("source", "S")].map {
          JSON.Member($0.0, $0.1)
        } + keys.map { JSON.Member($0.0, $0.1) })
      var registry = SampleRegistry()
      add(&registry, registry.community())
      return Progress(try plan(targets: [target]), of: registry.state, on: "2018-01-01").only.tally
        .sum
    }
    #expect(try sum([:]) == 1)
    #expect(try sum(["licences": []]) == 0)
    #expect(try sum(["roles": ["gridWorker"]]) == 2)
    #expect(try sum(["roles": ["gridWorker"], "licences": []]) == 1)
    #expect(try sum(["roles": [], "licences": ["assistant"]]) == 0)
  }

  @Test func `a worker of two communities covers both and is said to be shared`() throws {
    var registry = SampleRegistry()
    let (first, second) = (registry.community(), registry.community())
    let worker = registry.worker()
    registry.assignment(worker, in: first)
    registry.assignment(worker, in: first, .drugRehabWorker)
    registry.assignment(worker, in: second)
    registry.assignment(registry.worker(), in: second)
    let state = registry.state
    let progress = Progress(try plan(Self.p3), of: state, on: "2018-06-30")
    #expect(progress.only.tally.sum == 2)
    #expect(progress.records(.shared, of: progress.only.target) == [worker])
    #expect(progress.communities.map(\.workers) == [1, 2])
    // In a mean a person is one person.
    let mean = Progress(try plan(["measure": "workers"]), of: state, on: "2018-06-30")
    #expect(mean.only.value == Exact(1))
    #expect(mean.records(.counted, of: mean.only.target).count == 2)
  }

  @Test func `all at work are shown beside those that count`() throws {
    var registry = SampleRegistry()
    let home = registry.community()
    for role in [Role.partyMember, .socialWorker, .volunteer] {
      registry.assignment(registry.worker(), in: home, role)
    }
    let count = Progress(try plan(Self.p3), of: registry.state, on: "2018-06-30").community(home)
    #expect(count?.workers == 1)
    #expect(count?.staff == 2)
  }
}
