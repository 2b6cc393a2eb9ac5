import Testing

@testable import RegistryModel

/// Required once registered, unless still applying or ended before 2018; never where no step is
/// registered.
@Suite("When a credit code is asked for")
struct CreditCodeAskedTests {
  private func asked(_ day: CivilDate = "2020-06-30", _ alter: (inout Organization) -> Void)
    -> String
  {
    var organization = Organization()
    alter(&organization)
    switch organization.asked(Organization.kindSchema["uscc"]!, on: day) {
    case .required: return "required"
    case .expected: return "expected"
    case .optional, .rare, .follows: return "optional"
    case .skipped: return "skipped"
    }
  }

  @Test("registered: required")
  func registered() {
    #expect(asked { $0.tier = Dated(.registered) } == "required")
    #expect(
      asked {
        $0.tier = Dated(.registered)
        $0.status = Dated(.dormant)
      } == "required")
  }

  @Test("filed or in the ledger: not asked for", arguments: [Tier.filed, .ledger])
  func unregistered(tier: Tier) {
    #expect(asked { $0.tier = Dated(tier) } == "skipped")
  }

  @Test("no tier yet: may be typed")
  func unknown() {
    #expect(asked { _ in } == "optional")
  }

  @Test("applying: not yet required, once active it is")
  func applying() {
    #expect(
      asked {
        $0.tier = Dated(.registered)
        $0.status = Dated(.applying)
      } == "optional")
    #expect(
      asked {
        $0.tier = Dated(.registered)
        $0.status = Dated(.applying)
        $0.status.change(to: .active, from: "2020-01-01")
      } == "required")
  }

  @Test("ended before 2018: not required; ended later, or at work again: required")
  func ended() {
    let ended = { (day: CivilDate, later: Bool) in
      asked {
        $0.tier = Dated(.registered)
        $0.status = Dated(.active)
        $0.status.change(to: .deregistered, from: day)
        if later { $0.status.change(to: .active, from: "2019-01-01") }
      }
    }
    #expect(ended("2017-12-31", false) == "optional")
    #expect(ended("2018-01-01", false) == "required")
    #expect(ended("2016-05-01", true) == "required")
    #expect(
      asked {
        $0.tier = Dated(.registered)
        $0.status = Dated(.revoked)
      } == "optional")
  }

  @Test("registered later: allowed before that day, required from it on")
  func upgraded() {
    let later = { (organization: inout Organization) in
      organization.tier = Dated(.filed)
      organization.tier.change(to: .registered, from: "2020-07-01")
    }
    #expect(asked("2020-06-30", later) == "optional")
    #expect(asked("2020-07-01", later) == "required")
  }
}
