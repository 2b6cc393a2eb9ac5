import RegistryModel
import Testing

@testable import RegistryPlans

/// What joins the three communities, and what is missing where they are not joined.
struct LinkageTests {
  private struct Place {
    var state = RegistryState()
    let carrier = RecordID(.organization, 1)
    let worker = RecordID(.worker, 1)

    init(_ alter: (inout Programme) -> Void = { _ in }) {
      var registry = SampleRegistry()
      let home = registry.community()
      registry.organization(in: home)
      registry.worker()
      state = registry.state
      var programme = Programme()
      programme.name = "项目"
      programme.status = Dated(.running)
      (programme.since, programme.until) = ("2020-01-01", "2020-12-31")
      programme.communities = Dated([home])
      programme.carrier = Dated(carrier)
      programme.workers = Dated([worker])
      alter(&programme)
      state.programmes = Table([Stored(RecordID(.programme, 1), programme, changed: 1)])
    }

    func lack(on day: CivilDate = "2020-06-30") -> Linkage.Lack? {
      Linkage(state, on: day).lack(of: 1)
    }
  }

  @Test func `a community is linked while a programme with carrier and worker runs there`() {
    let place = Place()
    #expect(place.lack() == nil && Linkage(place.state, on: "2020-06-30").linked == [1])
    #expect(place.lack(on: "2019-12-31") == .programme)
    #expect(place.lack(on: "2021-01-01") == .programme)
    #expect(Place { $0.status = Dated(.approved) }.lack() == .programme)
    #expect(Place { $0.communities = Dated([RecordID(.community, 2)]) }.lack() == .programme)
  }

  @Test func `what is missing is said`() {
    #expect(Place { $0.carrier = Dated(nil) }.lack() == .carrier)
    #expect(Place { $0.workers = Dated(nil) }.lack() == .worker)
    #expect(
      Place {
        $0.carrier = Dated(nil)
        $0.workers = Dated(nil)
      }.lack() == .both)
    // A name alone is no carrier of ours.
    #expect(
      Place {
        $0.carrier = Dated(nil)
        $0.carrierName = "外区社工机构"
      }.lack() == .carrier)
  }

  @Test func `a carrier that is suspended carries nothing, a worker who left supports nothing`() {
    var place = Place()
    var carrier = place.state.organizations[1]?.record ?? Organization()
    carrier.status.change(to: .suspended, from: "2020-03-01")
    place.state.organizations = Table([Stored(place.carrier, carrier, changed: 1)])
    #expect(place.lack(on: "2020-02-29") == nil && place.lack(on: "2020-03-01") == .carrier)
    carrier.status = Dated(.changePending)
    place.state.organizations = Table([Stored(place.carrier, carrier, changed: 1)])
    #expect(place.lack() == nil)
    var worker = Worker()
    worker.leftOn = "2020-05-31"
    place.state.workers = Table([Stored(place.worker, worker, changed: 1)])
    #expect(place.lack(on: "2020-05-31") == nil && place.lack(on: "2020-06-01") == .worker)
    (worker.startedOn, worker.leftOn) = ("2020-04-01", nil)
    place.state.workers = Table([Stored(place.worker, worker, changed: 1)])
    #expect(place.lack(on: "2020-03-31") == .worker && place.lack(on: "2020-04-01") == nil)
  }

  @Test func `a programme was active for 92 days after what was done`() {
    var place = Place()
    var activity = Activity()
    (activity.programme, activity.heldOn) = (RecordID(.programme, 1), "2020-03-01")
    place.state.activities = Table([Stored(RecordID(.activity, 1), activity, changed: 1)])
    let idle = { (day: CivilDate) in
      LinkageGaps(place.state, on: day)[.programmesWithoutActivity].count
    }
    #expect(idle("2020-03-01") == 0 && idle("2020-05-31") == 0 && idle("2020-06-01") == 1)
    #expect(place.state.communitiesActive(in: 92, until: "2020-05-31") == [1])
    #expect(place.state.communitiesActive(in: 92, until: "2020-06-01") == [])
    // A month or a year from its last day on.
    activity.heldOn = "2020-03"
    place.state.activities = Table([Stored(RecordID(.activity, 1), activity, changed: 1)])
    #expect(place.state.communitiesActive(in: 92, until: "2020-03-30") == [])
    #expect(place.state.communitiesActive(in: 92, until: "2020-03-31") == [1])
    #expect(place.state.communitiesActive(in: 92, until: "2020-06-30") == [1])
    #expect(place.state.communitiesActive(in: 92, until: "2020-07-01") == [])
    activity.heldOn = "2020"
    place.state.activities = Table([Stored(RecordID(.activity, 1), activity, changed: 1)])
    #expect(idle("2020-12-30") == 1 && idle("2020-12-31") == 0)
  }
}
