import RegistryModel
import Testing

@testable import RegistryPlans

/// What facts hold the place of.
@Suite struct DistinctTests {
  /// A table with one code more than 256.
  private enum Standing: Equatable {
    case code(Int)
  }

  @Test func `a table may grow: no place is too large, and each leads back`() {
    var distinct = Distinct<Standing>(.code(0))
    for _ in 0..<2 {
      for code in 0...256 { #expect(distinct.place(of: .code(code)).index == code) }
    }
    #expect(distinct.values == (0...256).map(Standing.code))
  }

  @Test func `every standing and every set of services is counted as it is`() throws {
    var registry = SampleRegistry()
    let home = registry.community()
    var expected: [Service: Int] = [:]
    for tier in Tier.allCases {
      for status in OrganizationStatus.allCases {
        for reach in Reach.allCases {
          for services in [[], [.charity], [.charity, .healthcare], Service.allCases] {
            registry.organization(in: home, tier: tier) {
              ($0.status, $0.reach, $0.services) = (Dated(status), Dated(reach), services)
            }
            guard tier != .ledger, status.isActive, reach == .community else { continue }
            for service in services { expected[service, default: 0] += 1 }
          }
        }
      }
    }
    let progress = Progress(
      try plan(["scope": "all"]), of: registry.state, on: "2018-06-30")
    let count = try #require(CommunityCounts(progress)[home])
    #expect(count.services == expected && count.organizations == 2 * 2 * 4)
  }
}
