import RegistryModel
import RegistryPlans
import Testing

@testable import RegistryProposals

/// Who could serve the communities without a worker who counts: what makes a worker eligible, how much room
/// one has, and what is said where nobody is left.
@Suite("Proposals")
struct ProposalTests {
  /// Two towns: A1, A2, A3 in the first, B1, B2 in the second.
  private struct District {
    var registry = SampleRegistry()
    var a: [RecordID] = []
    var b: [RecordID] = []

    init() {
      a = (1...3).map { registry.community(town: 1, $0) }
      b = (1...2).map { registry.community(town: 2, $0) }
    }

    mutating func worker(
      _ licence: LicenceLevel? = .assistant, in community: RecordID? = nil,
      _ role: Role = .socialWorker,
      _ make: (inout Assignment) -> Void = { _ in }
    ) -> RecordID {
      let id = registry.worker { $0.licenceLevel = Dated(licence) }
      if let community { registry.assignment(id, in: community, role, make) }
      return id
    }

    func proposals(
      _ terms: ProposalTerms = .init(), on day: CivilDate = "2024-06-30", under plan: Plan? = nil
    ) -> Proposals { Proposals(registry.state, on: day, under: plan, terms) }
  }

  private func pairs(_ proposals: Proposals) -> [RecordID: RecordID] {
    Dictionary(uniqueKeysWithValues: proposals.proposals.map { ($0.community, $0.worker) })
  }

  @Test func `a worker of the town takes one more community, one without assignment goes anywhere`()
  {
    var district = District()
    let near = district.worker(in: district.a[0])
    let free = district.worker(.senior)
    let proposals = district.proposals()
    #expect(proposals.without == [district.a[1], district.a[2], district.b[0], district.b[1]])
    #expect(proposals.communities == 5 && proposals.left == 1)
    let second = proposals.proposals.first { $0.worker == near }
    #expect(second?.way == .within && second?.basis == .licence(.assistant) && second?.load == 1)
    #expect(district.a.contains(second?.community ?? .office))
    #expect(proposals.proposals.filter { $0.worker == free }.map(\.load) == [0, 1])
    #expect(proposals.proposals.filter { $0.worker == free }.allSatisfy { $0.way == .free })
    #expect(proposals.role == .socialWorker)
  }

  @Test func `what is proposed can be saved, and then as many have a worker as was said`() throws {
    var district = District()
    for community in [district.a[0], district.b[0]] { _ = district.worker(in: community) }
    let proposals = district.proposals()
    let state = try #require(
      district.registry.state.trying(proposals.changeSet(proposals.proposals)))
    #expect(Proposals(state, on: "2024-06-30").without.count == proposals.left)
    let first = try #require(state.assignments[3]?.record)
    #expect(first.since == "2024-06-30" && first.role == .socialWorker && first.until == nil)
    #expect(
      proposals.without.count
        == LinkageGaps(district.registry.state, on: "2024-06-30")[.communitiesWithoutWorker].count)
  }

  @Test func `who has the fewest communities comes first, and the same comes out every time`() {
    var district = District()
    let busy = district.worker(in: district.a[0])
    district.registry.assignment(busy, in: district.a[1])
    let idle = district.worker(in: district.a[1])
    let proposals = district.proposals(.init(capacity: 3))
    #expect(pairs(proposals) == [district.a[2]: idle])
    #expect(proposals.proposals == district.proposals(.init(capacity: 3)).proposals)
    // One each before anyone has a second.
    var shared = District()
    let two = [shared.worker(), shared.worker(), shared.worker()]
    #expect(Set(shared.proposals().proposals.prefix(3).map(\.worker)).isSubset(of: Set(two)))
    #expect(shared.proposals().proposals.map(\.load).sorted() == [0, 0, 0, 1, 1])
  }

  @Test func `a title is not given to reach a number`() {
    var district = District()
    // Staff without a licence, an elected member, a volunteer: none would count but by being called so.
    for role in [Role.communityStaff, .committeeMember, .volunteer, .gridWorker] {
      _ = district.worker(.unlicensed, in: district.a[0], role)
    }
    #expect(district.proposals().proposals.isEmpty)
    // Who works as a social worker somewhere is one without a licence.
    let working = district.worker(nil, in: district.b[0], .drugRehabWorker)
    #expect(pairs(district.proposals()) == [district.b[1]: working])
    #expect(district.proposals().proposals[0].basis == .role(.drugRehabWorker))
  }

  @Test func `elected roles take no room`() {
    var district = District()
    let elected = district.worker(in: district.a[0], .committeeMember)
    for (community, role) in [(district.a[0], Role.partyMember), (district.a[1], .volunteer)] {
      district.registry.assignment(elected, in: community, role)
    }
    #expect(district.proposals().proposals.map(\.load) == [0, 1])
    // One who is a social worker in two communities has none.
    var busy = District()
    let worker = busy.worker(in: busy.a[0])
    busy.registry.assignment(worker, in: busy.a[1], .gridWorker)
    #expect(busy.proposals().proposals.isEmpty)
    #expect(busy.proposals(.init(capacity: 3)).proposals.count == 1)
  }

  @Test func `shares that come to 100 leave no room, others and empty ones do`() {
    for (shares, fits) in [
      (["60", "40"], false), (["60", "39.9"], true), (["100"], false), ([], true),
    ] {
      var district = District()
      let worker = district.worker(in: district.a[0]) {
        $0.share = shares.first.map { Percent($0) }
      }
      if shares.count > 1 {
        district.registry.assignment(worker, in: district.a[0], .committeeMember) {
          $0.share = Percent(shares[1])
        }
      }
      #expect(district.proposals().proposals.isEmpty != fits, "\(shares)")
    }
  }

  @Test func `who has left or leaves is not proposed, an assignment that is over does not count`() {
    var district = District()
    let gone = { (left: CivilDate) in
      district.registry.worker {
        $0.licenceLevel = Dated(.senior)
        $0.leftOn = left
      }
    }
    _ = gone("2024-06-29")
    _ = gone("2024-12-31")
    _ = district.registry.worker {
      $0.licenceLevel = Dated(.senior)
      $0.startedOn = "2024-07-01"
    }
    #expect(district.proposals().proposals.isEmpty)
    // Over since May: free again, and the community is without.
    let free = district.worker(in: district.a[0]) { $0.until = "2024-05-31" }
    #expect(district.proposals().proposals.map(\.worker) == [free, free])
    #expect(district.proposals().proposals.allSatisfy { $0.way == .free })
    #expect(district.proposals().without.contains(district.a[0]))
  }

  @Test func `a past day is looked at as it was`() {
    var district = District()
    let worker = district.worker(in: district.a[0]) { $0.since = "2020-01-01" }
    let early = district.proposals(on: "2019-12-31")
    #expect(early.without.contains(district.a[0]) && early.day == "2019-12-31")
    // There someone is on the way.
    #expect(
      early.withoutMove == [
        WithoutMove(community: district.a[0], worker: worker, means: .coming("2020-01-01"))
      ])
    #expect(!pairs(early).keys.contains(district.a[0]))
    // What begins later takes room as well.
    #expect(early.proposals.count == 1)
    #expect(!district.proposals(on: "2020-01-01").without.contains(district.a[0]))
  }

  @Test func `first what needs no assignment`() {
    var district = District()
    let unknown = district.worker(nil, in: district.a[0], .communityStaff)
    let unlicensed = district.worker(.unlicensed, in: district.a[1], .gridWorker)
    _ = district.worker(.unlicensed, in: district.a[0], .communityStaff)
    _ = district.worker(nil, in: district.a[2], .volunteer)
    #expect(
      district.proposals().withoutMove == [
        WithoutMove(community: district.a[0], worker: unknown, means: .record),
        WithoutMove(community: district.a[1], worker: unlicensed, means: .exam),
      ])
    // Where not all can be served, those are left that need no assignment.
    let one = district.worker(in: nil)
    let only = pairs(district.proposals(.init(capacity: 1)))
    #expect(
      only.values.map { $0 } == [one] && only[district.a[0]] == nil && only[district.a[1]] == nil)
    // A plan that no licence counts for has no use for one.
    let staff = try? builtIn("2021-2025")
    #expect(district.proposals(under: staff).withoutMove.isEmpty)
    #expect(district.proposals(under: staff).role == .communityStaff)
  }

  @Test func `towns are crossed only where that is allowed, and by as few as possible`() {
    var district = District()
    let here = district.worker(in: district.a[0])
    #expect(pairs(district.proposals()).count == 1)
    #expect(district.proposals().shortages.count == 2)
    #expect(district.proposals(.init(capacity: 3)).proposals.allSatisfy { $0.way == .within })
    let crossing = district.proposals(.init(capacity: 4, crossesTowns: true))
    #expect(
      crossing.proposals.map(\.way).sorted { $0.rawValue < $1.rawValue } == [
        .crossing, .within, .within,
      ])
    #expect(Set(crossing.proposals.map(\.worker)) == [here])
    let town = try? DivisionCode(text: "110105002001").town
    let second = district.proposals(.init(crossesTowns: true, town: town))
    #expect(second.communities == 2 && second.without == district.b)
    #expect(second.proposals.map(\.way) == [.crossing])
  }

  @Test func `what cannot be done is told with those who could, and what would help`() {
    var district = District()
    let near = district.worker(in: district.a[0])
    let proposals = district.proposals()
    #expect(proposals.left == 3)
    let shortage = proposals.shortages.first { $0.workers == [near] }
    #expect(shortage?.without.count == 1 && shortage?.sharing.count == 1)
    #expect(proposals.shortages.first { $0.workers.isEmpty }?.without == district.b)
    #expect(
      proposals.remedies
        == [.workers(2), .capacity(3, serves: 1), .crossing(serves: 0)].filter {
          $0 != .crossing(serves: 0)
        })
    #expect(
      district.proposals(.init(capacity: 3)).remedies == [.workers(1)])
  }

  @Test func `a colleague's assignment in the meantime makes them anew`() throws {
    var district = District()
    let near = district.worker(in: district.a[0])
    let before = district.proposals()
    let taken = try #require(before.proposals.first?.community)
    let other = try #require(district.a.dropFirst().first { $0 != taken })
    district.registry.assignment(district.registry.worker(), in: taken)
    let after = district.proposals()
    #expect(after.without == before.without.filter { $0 != taken })
    #expect(pairs(after) == [other: near])
  }
}

extension SampleRegistry {
  /// A community of a town of the district.
  mutating func community(town: Int, _ number: Int) -> RecordID {
    community {
      $0.code = Dated(
        try? DivisionCode(text: "110105\(String(1000 + town).dropFirst())00\(number)"))
    }
  }
}

extension Percent {
  fileprivate init(_ text: String) {
    guard let value = try? Percent(text: text) else { fatalError("no share: \(text)") }
    self = value
  }
}
