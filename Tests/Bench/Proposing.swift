import RegistryModel
import RegistryPlans
import RegistryProposals
import RegistryTestSupport

/// Proposals for a registry, beside the solver alone on the same network.
struct ProposingBench {
  let registry: RegistryState
  let plan: Plan
  let today: CivilDate

  init(_ sample: SampleDistrict, today: CivilDate) {
    (registry, plan, self.today) = (sample.registry, sample.plan, today)
  }

  func lines() -> [Line] { [line(crossing: false), line(crossing: true)] }

  private func line(crossing: Bool) -> Line {
    let terms = ProposalTerms(crossesTowns: crossing)
    let (network, units) = Proposals.network(registry, on: today, under: plan, terms)
    var (all, bare) = (Times(), Times())
    var made: Proposals?
    for _ in 0..<5 {
      all.measure { made = Proposals(registry, on: today, under: plan, terms) }
      bare.measure { _ = network.cheapest(units) }
    }
    let told = made.map { "\($0.change) of \($0.communities)" } ?? ""
    return Line(
      name: "proposals \(told)\(crossing ? ", crossing" : "")", figure: all.p50, unit: "ms",
      yardstick: ("the solver alone", bare.p50), goal: ("<= 2 s", all.p50 <= 2000))
  }
}
