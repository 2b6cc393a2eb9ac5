import RegistryModel

/// The registry on one day, every table read once: the facts all figures are folded from.
///
/// Each fact stands for one record, so that a change set need only replace the facts it touches.
struct Census: Sendable {
  let day: CivilDate
  /// Those that exist on the day, by number; a community's index is its place.
  private(set) var communities: [CommunityFact] = []
  /// All in use, by number.
  private(set) var organizations: [OrganizationFact] = []
  private(set) var posts: [Post] = []
  /// Places by community number.
  private var places: [Int32] = []

  init(_ state: RegistryState, on day: CivilDate) {
    self.day = day
    places = Array(repeating: -1, count: state.communities.highest + 1)
    communities.reserveCapacity(state.communities.count)
    organizations.reserveCapacity(state.organizations.count)
    posts.reserveCapacity(state.assignments.count)
    readCommunities(state)
    readOrganizations(state)
    readPosts(state)
  }

  /// The place of a community; nil where it does not exist on the day.
  func place(of number: Int) -> Int? {
    places.indices.contains(number) && places[number] >= 0 ? Int(places[number]) : nil
  }

  private mutating func readCommunities(_ state: RegistryState) {
    for stored in state.communities.inUse where stored.record.isActive(on: day) {
      places[stored.id.number] = Int32(communities.count)
      communities.append(CommunityFact(stored, on: day))
    }
  }

  private mutating func readOrganizations(_ state: RegistryState) {
    let months = min(max(state.office.dormantAfter ?? Self.monthsUnconfirmed, 0), 1200)
    let confirmedFrom = day.adding(months: -months)
    for stored in state.organizations.inUse {
      let home = stored.record.community[day].flatMap { state.communities[$0.number] }
      let inUse = home?.binned == nil ? home : nil
      organizations.append(
        OrganizationFact(
          number: Int32(stored.id.number), place: inUse.flatMap { place(of: $0.id.number) },
          hasHome: inUse != nil, homeIsUrban: inUse?.record.isUrban(on: day),
          standing: Standing(stored, on: day),
          services: (stored.record.services ?? []).reduce(0) { $0 | $1.bit },
          isUnconfirmed: stored.lastSeen.map { $0 < confirmedFrom } ?? true,
          hasPartialDate: stored.record.registeredOn?.isFull == false))
    }
  }

  private mutating func readPosts(_ state: RegistryState) {
    for stored in state.assignments.inUse where stored.record.isActive(on: day) {
      guard let role = stored.record.role,
        let place = stored.record.community.flatMap({ place(of: $0.number) }),
        let worker = stored.record.worker.flatMap({ state.workers[$0.number] }),
        worker.binned == nil, worker.record.isActive(on: day)
      else { continue }
      posts.append(
        Post(
          worker: Int32(worker.id.number), place: Int32(place), role: role,
          licence: worker.record.licenceLevel[day] ?? .unlicensed,
          partialDates: [
            stored.record.since, stored.record.until, worker.record.startedOn,
            worker.record.leftOn,
          ].partialDates))
    }
  }

  /// After so many months an organization needs to be confirmed, unless the office says otherwise.
  private static let monthsUnconfirmed = 24
}
