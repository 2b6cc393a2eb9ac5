import Testing

@testable import RegistryModel

/// What is filled in of a record as it is saved: one function, whichever way it was entered.
@Suite("Completion")
struct CompletionTests {
  private func taken(
    _ change: (inout Organization) -> Void, from before: Organization = ledger
  ) -> (record: Organization?, filled: [String]) {
    var after = before
    change(&after)
    let (record, filled) = after.completed(
      from: before, saying: ["tier"], in: RegistryState(), on: "2023-06-30")
    return (record as? Organization, filled.map(\.key))
  }

  private static let ledger: Organization = {
    var organization = Sample.organization("合唱团")
    organization.tier = Dated(.ledger)
    organization.registeredOn = nil
    return organization
  }()

  @Test("an organization of the ledger that is taken up is registered from that day")
  func takenUp() {
    let (filed, filled) = taken { $0.tier.change(to: .filed, from: "2022-05-01") }
    #expect(filed?.registeredOn == "2022-05-01")
    #expect(filled == ["registeredOn"])
    #expect(
      taken { $0.tier.change(to: .registered, from: "2022-05-01") }.record?.registeredOn
        == "2022-05-01")
    let known = taken {
      $0.tier.change(to: .filed, from: "2022-05-01")
      $0.registeredOn = "2022-04"
    }
    #expect(known.record?.registeredOn == "2022-04")
    #expect(known.filled == [])
  }

  @Test("no day is made up: for a correction, a later tier, or one that was filed before")
  func notTakenUp() throws {
    #expect(taken { $0.tier.correct(to: .filed, on: "2023-06-30") }.record?.registeredOn == nil)
    #expect(
      taken { $0.tier.change(to: .ledger, from: "2022-05-01") }.record?.registeredOn == nil)
    // Empty means that it always was: it counted before it went back to the ledger.
    var again = Self.ledger
    again.tier = Dated(.filed)
    again.tier.change(to: .ledger, from: "2018-01-01")
    #expect(
      taken({ $0.tier.change(to: .filed, from: "2022-05-01") }, from: again).record?.registeredOn
        == nil)
    // Whoever empties the day later has a reason; another field does not bring it back.
    var emptied = try #require(taken { $0.tier.change(to: .filed, from: "2022-05-01") }.record)
    emptied.registeredOn = nil
    #expect(taken({ $0.members = 3 }, from: emptied).record?.registeredOn == nil)
    #expect(
      taken({ $0.tier.change(to: .registered, from: "2023-01-01") }, from: emptied).record?
        .registeredOn == nil)
  }

  @Test("what is proposed goes into a new record where nothing was said, and nowhere else")
  func proposals() throws {
    var organization = Sample.organization("合唱团")
    let completed = { (record: Organization, before: Organization?, said: Set<String>) in
      let (record, filled) = record.completed(
        from: before, saying: said, in: RegistryState(), on: "2020-06-30")
      return ((record as? Organization)?.services, filled.map(\.key))
    }
    #expect(completed(organization, nil, []) == ([.socialServices, .charity], ["services"]))
    #expect(completed(organization, nil, ["services"]) == (nil, []))
    #expect(completed(organization, organization, []) == (nil, []))
    organization.services = [.healthcare]
    #expect(completed(organization, nil, []) == ([.healthcare], []))
    var post = Sample.assignment()
    (post.role, post.since) = (nil, nil)
    let (filledPost, keys) = post.completed(
      from: nil, saying: [], in: RegistryState(), on: "2020-06-30")
    #expect((filledPost as? Assignment)?.role == .socialWorker)
    #expect((filledPost as? Assignment)?.since == "2020-06-30")
    #expect(keys.map(\.key) == ["role", "since"])
  }

  @Test("defaults are no proposals: they are what an empty field means, said or not")
  func defaults() {
    let (record, filled) = Organization().completed(
      from: nil, saying: ["status", "reach"], in: RegistryState(), on: "2020-06-30")
    #expect((record as? Organization)?.status == Dated(.active))
    #expect((record as? Organization)?.reach == Dated(.community))
    #expect(filled.isEmpty)
  }
}
