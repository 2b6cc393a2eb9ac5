import RegistryModel
import Testing

@testable import RegistryPlans

/// What is due, at the edges of each sort.
@Suite struct DueTests {
  private static let organization = RecordID(.organization, 1)
  private static let programme = RecordID(.programme, 1)
  private static let home = RecordID(.community, 1)

  private func count(
    _ sort: Due.Sort, on day: CivilDate, past: Bool = false,
    _ make: (inout RegistryState) -> Void
  ) -> Int {
    var state = RegistryState()
    make(&state)
    return Due(state, on: day, past: past ? day : nil)[sort]?.records.count ?? 0
  }

  private func organization(_ make: (inout Organization) -> Void) -> (inout RegistryState) -> Void {
    var record = Organization()
    (record.name, record.community) = ("组织", Dated(Self.home))
    make(&record)
    let stored = Stored(Self.organization, record, changed: 1)
    return { $0.organizations = Table([stored]) }
  }

  @Test func `a certificate is told of thirty days before its last day`() {
    let one = organization { $0.certificateUntil = "2026-12-31" }
    #expect(count(.certificates, on: "2026-11-30", one) == 0)
    #expect(count(.certificates, on: "2026-12-01", one) == 1)
    #expect(count(.certificates, on: "2027-03-01", one) == 1)
    // A month means its last day.
    let month = organization { $0.certificateUntil = "2026-12" }
    #expect(count(.certificates, on: "2026-11-30", month) == 0)
    #expect(count(.certificates, on: "2026-12-01", month) == 1)
    let ended = organization {
      $0.certificateUntil = "2026-12-31"
      $0.status.change(to: .deregistered, from: "2026-12-10")
    }
    #expect(count(.certificates, on: "2026-12-09", ended) == 1)
    #expect(count(.certificates, on: "2026-12-10", ended) == 0)
  }

  @Test func `a rating is valid for five years`() {
    let rated = organization { ($0.rating, $0.ratedOn) = (.three, "2021-12-31") }
    #expect(count(.ratings, on: "2026-11-30", rated) == 0)
    // Its last day is 31 December 2026.
    #expect(count(.ratings, on: "2026-12-01", rated) == 1)
    let unrated = organization { $0.ratedOn = "2010-01-01" }
    #expect(count(.ratings, on: "2026-12-01", unrated) == 0)
  }

  @Test func `a running contract of a supplier that was revoked, suspended or listed is told of`() {
    let contract = { (make: @escaping (inout Organization) -> Void) in
      { (state: inout RegistryState) in
        self.organization(make)(&state)
        var record = Purchase()
        (record.supplier, record.status) = (Self.organization, Dated(.contracted))
        state.purchases = Table([Stored(RecordID(.purchase, 1), record, changed: 1)])
      }
    }
    #expect(count(.suppliers, on: "2026-12-01", contract { _ in }) == 0)
    let revoked = contract { $0.status.change(to: .revoked, from: "2026-12-01") }
    #expect(count(.suppliers, on: "2026-11-30", revoked) == 0)
    #expect(count(.suppliers, on: "2026-12-01", revoked) == 1)
    let listed = contract { $0.creditList.change(to: .serious, from: "2026-12-01") }
    #expect(count(.suppliers, on: "2026-12-01", listed) == 1)
    let over = { (state: inout RegistryState) in
      revoked(&state)
      var record = Purchase()
      (record.supplier, record.status) = (Self.organization, Dated(.completed))
      state.purchases = Table([Stored(RecordID(.purchase, 1), record, changed: 1)])
    }
    #expect(count(.suppliers, on: "2026-12-01", over) == 0)
  }

  @Test func `late is what should have been done before the day`() {
    var state = RegistryState()
    organization { $0.certificateUntil = "2026-12-31" }(&state)
    let late = { (day: CivilDate) in Due(state, on: day, past: nil)[.certificates]?.overdue }
    #expect(late("2026-12-31") == 0 && late("2027-01-01") == 1)
  }

  @Test func `a registration is told of until its worker has left`() {
    var record = Worker()
    record.registrationUntil = "2026-12-31"
    record.leftOn = "2027-01-15"
    let worker = { (state: inout RegistryState) in
      state.workers = Table([Stored(RecordID(.worker, 1), record, changed: 1)])
    }
    #expect(count(.registrations, on: "2026-11-30", worker) == 0)
    #expect(count(.registrations, on: "2026-12-01", worker) == 1)
    #expect(count(.registrations, on: "2027-01-15", worker) == 1)
    #expect(count(.registrations, on: "2027-01-16", worker) == 0)
  }

  @Test func `instalments of contracts are due until they are paid in full`() {
    func state(
      _ status: PurchaseStatus, _ make: @escaping (inout Instalment) -> Void = { _ in }
    ) -> (inout RegistryState) -> Void {
      { state in
        var purchase = Purchase()
        purchase.status = Dated(status)
        var row = Instalment()
        (row.purchase, row.due) = (RecordID(.purchase, 1), "2026-12-31")
        row.amount = Yuan(units: 240_000_00)
        make(&row)
        state.purchases = Table([Stored(RecordID(.purchase, 1), purchase, changed: 1)])
        state.instalments = Table([Stored(RecordID(.instalment, 1), row, changed: 1)])
      }
    }
    #expect(count(.instalments, on: "2026-11-30", state(.contracted)) == 0)
    #expect(count(.instalments, on: "2026-12-01", state(.contracted)) == 1)
    #expect(count(.instalments, on: "2026-12-01", state(.planned)) == 0)
    let paid = state(.completed) {
      ($0.paid, $0.paidOn) = (Yuan(units: 240_000_00), "2026-12-05")
    }
    // On a day before it was paid it was due.
    #expect(count(.instalments, on: "2026-12-04", paid) == 1)
    #expect(count(.instalments, on: "2026-12-05", paid) == 0)
    var half = RegistryState()
    state(.contracted) { ($0.paid, $0.paidOn) = (Yuan(units: 1), "2026-12-05") }(&half)
    let line = Due(half, on: "2027-01-04", past: nil)[.instalments]
    #expect(line?.amount == Yuan(units: 239_999_99) && line?.overdue == 1)
    #expect(line?.first == "2026-12-31")
    #expect(count(.instalments, on: "2027-01-04", state(.contracted) { $0.due = nil }) == 0)
  }

  private func programme(
    _ held: [CivilDate] = [], accepted: [String: String] = [:],
    _ make: (inout Programme) -> Void = { _ in }
  ) -> (inout RegistryState) -> Void {
    var record = Programme()
    (record.status, record.since, record.until) = (Dated(.running), "2026-01-01", "2026-06-30")
    record.communities = Dated([Self.home])
    make(&record)
    let stored = Stored(Self.programme, record, changed: 1, accepted: accepted)
    return { state in
      state.programmes = Table([stored])
      state.activities = Table(
        held.enumerated().map { place, day in
          var activity = Activity()
          (activity.programme, activity.heldOn) = (Self.programme, day)
          return Stored(RecordID(.activity, place + 1), activity, changed: 1)
        })
    }
  }

  @Test func `a programme is past its end from the day after`() {
    #expect(count(.programmesPastEnd, on: "2026-06-30", programme()) == 0)
    #expect(count(.programmesPastEnd, on: "2026-07-01", programme()) == 1)
    let month = programme { $0.until = "2026-06" }
    #expect(count(.programmesPastEnd, on: "2026-06-30", month) == 0)
    let finished = programme { $0.status.change(to: .finished, from: "2026-07-10") }
    #expect(count(.programmesPastEnd, on: "2026-07-09", finished) == 1)
    #expect(count(.programmesPastEnd, on: "2026-07-10", finished) == 0)
    let explained = programme(accepted: ["programme-past-end": "延期协议待签"])
    #expect(count(.programmesPastEnd, on: "2026-07-01", explained) == 0)
  }

  @Test func `a programme is idle from the ninety-second day without activity on`() {
    let one = programme(["2026-01-31"])
    #expect(count(.programmesIdle, on: "2026-05-02", one) == 0)
    #expect(count(.programmesIdle, on: "2026-05-03", one) == 1)
    // Of a month nothing is known before it is over.
    let month = programme(["2026-05"])
    #expect(count(.programmesIdle, on: "2026-05-01", month) == 1)
    #expect(count(.programmesIdle, on: "2026-05-30", month) == 1)
    #expect(count(.programmesIdle, on: "2026-05-31", month) == 0)
    var early = RegistryState()
    month(&early)
    #expect(Due(early, on: "2026-05-30", past: nil)[.programmesIdle]?.first == "2026-01-01")
    // One that is over is not asked about.
    #expect(count(.programmesIdle, on: "2026-07-01", one) == 0)
    var state = RegistryState()
    programme(["2026-01-31", "2026-09-01"])(&state)
    #expect(Due(state, on: "2026-05-03", past: nil)[.programmesIdle]?.first == "2026-01-31")
  }

  @Test func `the inspection of a year is missing from the first of July after the next`() {
    let one = organization {
      ($0.tier, $0.registeredOn) = (Dated(.registered), "2024-06-30")
    }
    var state = RegistryState()
    one(&state)
    #expect(count(.inspections, on: "2025-06-30", one) == 0)
    #expect(count(.inspections, on: "2025-07-01", one) == 1)
    let line = Due(state, on: "2026-11-28", past: nil)[.inspections]
    #expect(line?.first == "2026-06-30" && line?.label.en.contains("2025") == true)
    var inspection = Inspection()
    (inspection.organization, inspection.year, inspection.heldOn) =
      (Self.organization, 2025, "2026-07-10")
    state.inspections = Table([Stored(RecordID(.inspection, 1), inspection, changed: 1)])
    #expect(Due(state, on: "2026-11-28", past: nil)[.inspections] == nil)
    // On a past day nobody knew of it yet.
    #expect(Due(state, on: "2026-07-09", past: "2026-07-09")[.inspections] != nil)
    #expect(Due(state, on: "2026-07-10", past: "2026-07-10")[.inspections] == nil)
  }

  @Test func `who is not registered in the first half of the year is exempt`() {
    let day = "2026-11-28" as CivilDate
    func count(
      _ tier: Tier, _ registered: CivilDate?, _ make: (inout Organization) -> Void = { _ in }
    )
      -> Int
    {
      self.count(
        .inspections, on: day,
        organization {
          ($0.tier, $0.registeredOn) = (Dated(tier), registered)
          make(&$0)
        })
    }
    #expect(count(.registered, "2025-06-30") == 1 && count(.registered, nil) == 1)
    #expect(count(.registered, "2025-07-01") == 0)
    #expect(count(.registered, "2025-06") == 1 && count(.registered, "2025") == 0)
    #expect(count(.filed, "2020-01-01") == 0 && count(.ledger, nil) == 0)
    #expect(
      count(.filed, "2020-01-01") { $0.tier.change(to: .registered, from: "2025-07-01") } == 0)
    #expect(
      count(.filed, "2020-01-01") { $0.tier.change(to: .registered, from: "2025-06-30") } == 1)
    #expect(count(.registered, "2020-01-01") { $0.status = Dated(.applying) } == 0)
    #expect(count(.registered, "2020-01-01") { $0.status = Dated(.revoked) } == 0)
  }

  @Test func `an ended community is told of while somebody serves it`() {
    let ended = { (state: inout RegistryState) in
      var record = Community()
      record.endedOn = "2026-06-30"
      state.communities = Table([Stored(Self.home, record, changed: 1)])
    }
    func count(on day: CivilDate, _ make: (inout RegistryState) -> Void) -> Int {
      self.count(.communitiesServed, on: day) {
        ended(&$0)
        make(&$0)
      }
    }
    #expect(count(on: "2026-07-01") { _ in } == 0)
    #expect(count(on: "2026-06-30", organization { _ in }) == 0)
    #expect(count(on: "2026-07-01", organization { _ in }) == 1)
    let moved = organization {
      $0.community.change(to: RecordID(.community, 2), from: "2026-08-01")
    }
    #expect(count(on: "2026-07-31", moved) == 1 && count(on: "2026-08-01", moved) == 0)
    #expect(count(on: "2026-07-01", organization { $0.reach = Dated(.district) }) == 0)
    #expect(count(on: "2026-07-01", programme { $0.until = "2026-12-31" }) == 1)
    #expect(count(on: "2026-07-01", programme()) == 0)
    let post = { (state: inout RegistryState) in
      state.workers = Table([Stored(RecordID(.worker, 1), Worker(), changed: 1)])
      var record = Assignment()
      (record.worker, record.community) = (RecordID(.worker, 1), Self.home)
      record.until = "2026-07-31"
      state.assignments = Table([Stored(RecordID(.assignment, 1), record, changed: 1)])
    }
    #expect(count(on: "2026-07-31", post) == 1 && count(on: "2026-08-01", post) == 0)
  }

  @Test func `an organization that serves a community has to name one`() {
    let none = organization { $0.community = Dated() }
    #expect(count(.organizationsWithoutHome, on: "2026-01-01", none) == 1)
    let wider = organization { ($0.community, $0.reach) = (Dated(), Dated(.town)) }
    #expect(count(.organizationsWithoutHome, on: "2026-01-01", wider) == 0)
    let later = organization { ($0.community, $0.registeredOn) = (Dated(), "2026-02-01") }
    #expect(count(.organizationsWithoutHome, on: "2026-01-31", past: true, later) == 0)
    #expect(count(.organizationsWithoutHome, on: "2026-02-01", past: true, later) == 1)
  }

  @Test func `the one longest late comes first`() {
    let days: [CivilDate] = ["2026-12-20", "2026-11-01", "2026-12-01"]
    var state = RegistryState()
    state.organizations = Table(
      days.enumerated().map { place, day in
        var record = Organization()
        record.certificateUntil = day
        return Stored(RecordID(.organization, place + 1), record, changed: 1)
      })
    let line = Due(state, on: "2026-12-01", past: nil)[.certificates]
    #expect(line?.records.map(\.number) == [2, 3, 1] && line?.overdue == 1)
  }
}
