import RegistryModel
import RegistryPlans
import RegistryProposals
import Testing

/// Small registries at random: what is proposed is the best there is, and what cannot be done is told with
/// the fewest that prove it.
@Suite("Proposals beside every choice")
struct ProposalSearchTests {
  private static let day: CivilDate = "2024-06-30"

  private static func choices(_ seed: Int) -> EveryChoice {
    var random = Seeded(state: UInt64(seed))
    var registry = SampleRegistry()
    let towns = Int.random(in: 1...3, using: &random)
    let communities = (1...Int.random(in: 1...5, using: &random)).map {
      registry.community(town: Int.random(in: 1...towns, using: &random), $0)
    }
    // Multiples of five days from the day, before and after.
    let date = { (random: inout Seeded) in
      day.adding(days: 5 * Int.random(in: -20...20, using: &random))
    }
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      let worker = registry.worker {
        $0.licenceLevel = Dated(random.one(of: [nil, .unlicensed, .assistant, .senior, .senior]))
        if random.chance(10) { $0.leftOn = date(&random) }
        if random.chance(10) { $0.startedOn = date(&random) }
      }
      for _ in 0..<random.one(of: [0, 1, 1, 2]) {
        let role = random.one(of: Role.allCases)
        registry.assignment(worker, in: random.one(of: communities), role) {
          if random.chance(50) { $0.since = date(&random) }
          if random.chance(20) { $0.until = date(&random) }
          if random.chance(30) {
            $0.share = Percent(units: random.one(of: [500, 600, 1000]))
          }
        }
      }
    }
    let terms = ProposalTerms(
      capacity: Int.random(in: 1...3, using: &random), crossesTowns: random.chance(50))
    return EveryChoice(registry.state, on: day, terms)
  }

  @Test("1,000 cases: the most served, the fewest crossing, then as documented")
  func best() {
    var (served, crossing, short) = (0, 0, 0)
    for seed in 0..<1000 {
      let choices = Self.choices(seed)
      let proposals = Proposals(choices.state, on: Self.day, under: nil, choices.terms)
      let wanting = choices.wanting
      let score = choices.score(proposals.proposals)
      #expect(score == choices.best(wanting), "seed \(seed)")
      #expect(
        Set(proposals.shortages.flatMap(\.without))
          == Set(wanting).subtracting(proposals.proposals.map(\.community)), "seed \(seed)")
      served += score?.served ?? 0
      crossing += score?.crossing ?? 0
      short += proposals.shortages.count
    }
    // The cases are of all sorts.
    #expect(served > 300)
    #expect(crossing > 30)
    #expect(short > 300)
  }

  @Test("1,000 cases: what cannot be done is proved by the fewest communities")
  func shortages() {
    var shared = 0
    for seed in 0..<1000 {
      let choices = Self.choices(seed)
      let proposals = Proposals(choices.state, on: Self.day, under: nil, choices.terms)
      for shortage in proposals.shortages {
        shared += shortage.sharing.isEmpty ? 0 : 1
        for without in shortage.without {
          let set = shortage.sharing + [without]
          let able = Set(set.flatMap(choices.able))
          #expect(able.reduce(0) { $0 + choices.room($1) } < set.count, "seed \(seed)")
          #expect(able == Set(shortage.workers), "seed \(seed)")
          for out in set.indices {
            var others = set
            others.remove(at: out)
            #expect(choices.best(others).served == others.count, "seed \(seed): \(set), not \(out)")
          }
        }
      }
    }
    #expect(shared > 100)
  }
}
