import RegistryModel

/// The registry on one day, every table read once: the facts all figures are folded from.
///
/// Each fact represents one record, so that a change set need only replace the facts it touches.
struct Census: Sendable {
  let day: CivilDate
  /// Those that exist on the day, by number; a community's index is its place.
  private(set) var communities: [CommunityFact] = []
  /// By number, from 1; numbers without a record in use hold none.
  private var allOrganizations: [OrganizationFact] = []
  private var allPosts: [Post?] = []
  /// What organizations and posts tell the place of.
  private(set) var standings = Distinct<Standing>()
  private(set) var services = Distinct<[Service]>([])
  private(set) var grades = Distinct<Grade>()
  /// Numbers of the communities whose last day may be past or not: they count as ended.
  private var inDoubt: Set<Int> = []
  /// By number of a community: what organizations and workers need to know of theirs.
  private var homes: [Home] = []
  private let confirmedFrom: CivilDate
  /// What the plan asks of the three communities at work.
  private(set) var mechanism: Mechanism

  init(_ state: RegistryState, on day: CivilDate, for plan: Plan) {
    self.day = day
    mechanism = Mechanism(plan, of: state, on: day)
    let months = min(max(state.office.dormantAfter ?? Self.monthsUnconfirmed, 0), 1200)
    confirmedFrom = day.adding(months: -months)
    homes = Array(repeating: Home(), count: state.communities.highest + 1)
    communities.reserveCapacity(state.communities.count)
    for stored in state.communities.inUse {
      homes[stored.id.number] = Home(stored, on: day)
      if isInDoubt(stored) { inDoubt.insert(stored.id.number) }
      guard stored.record.isActive(on: day) else { continue }
      homes[stored.id.number].place = Int32(communities.count)
      communities.append(CommunityFact(stored, on: day))
    }
    makeRoom(state)
    for stored in state.organizations.inUse {
      allOrganizations[stored.id.number - 1] = fact(stored)
    }
    let workers = state.workers
    for stored in state.assignments.inUse {
      allPosts[stored.id.number - 1] = post(stored, workers)
    }
  }

  /// All in use, by number.
  var organizations: some Sequence<OrganizationFact> {
    allOrganizations.lazy.filter { $0.number > 0 }
  }

  /// All at work on the day, by number of the assignment, and those that may be.
  var posts: some Sequence<Post> { allPosts.lazy.compactMap { $0 } }

  /// The place of a community; nil if it does not exist on the day.
  func place(of number: Int) -> Int? {
    let place = homes.indices.contains(number) ? homes[number].place : -1
    return place < 0 ? nil : Int(place)
  }

  /// The kind of a community in use, ended or not; nil also where there is none.
  func isUrban(_ number: Int) -> Bool? {
    homes.indices.contains(number) ? homes[number].isUrban : nil
  }

  /// How many communities of a scope have a last day that may be past or not.
  func inDoubt(_ scope: Scope) -> Int {
    inDoubt.count { scope.includes(urban: homes[$0].isUrban) }
  }

  private func isInDoubt(_ stored: Stored<Community>) -> Bool {
    stored.record.endedOn?.mayBePast(on: day) == true && stored.record.hasBegun(by: day)
  }

  private mutating func fact(_ stored: Stored<Organization>) -> OrganizationFact {
    let number = stored.record.community[day]?.number ?? 0
    let home = homes.indices.contains(number) ? homes[number] : Home()
    return OrganizationFact(
      stored, on: day, confirmedFrom: confirmedFrom, home: home,
      standing: standings.place(of: Standing(stored, on: day)),
      services: services.place(
        of: stored.record.services.map { list in Service.allCases.filter(list.contains) } ?? []))
  }

  private mutating func post(_ stored: Stored<Assignment>, _ workers: Table<Worker>) -> Post? {
    guard stored.record.hasBegun(by: day), let role = stored.record.role,
      let community = stored.record.community, let place = place(of: community.number),
      let number = stored.record.worker?.number, let worker = workers[number],
      worker.binned == nil, worker.record.hasBegun(by: day)
    else { return nil }
    let (until, leftOn) = (stored.record.until, worker.record.leftOn)
    let past = { [day] (last: CivilDate?) in last.map { $0.firstDay < day } ?? false }
    guard [until, leftOn].allSatisfy({ [day] in !past($0) || $0?.mayBePast(on: day) == true })
    else {
      return nil
    }
    let grade = Grade(role: role, licence: worker.record.licenceLevel[day] ?? .unlicensed)
    // Of a post that counts as over, the last days that make it so.
    let isOver = past(until) || past(leftOn)
    let dates = isOver ? [past(until) ? until : nil] : [stored.record.since, until]
    let datesOfWorker = isOver ? [past(leftOn) ? leftOn : nil] : [worker.record.startedOn, leftOn]
    return Post(
      worker: Int32(number), place: Int32(place),
      grade: grades.place(of: grade), isOver: isOver,
      partialDates: UInt8(dates.partialDates),
      partialDatesOfWorker: UInt8(datesOfWorker.partialDates))
  }

  private mutating func makeRoom(_ state: RegistryState) {
    let (organizations, assignments) = (state.organizations.highest, state.assignments.highest)
    allOrganizations += repeatElement(
      OrganizationFact(), count: max(0, organizations - allOrganizations.count))
    allPosts += repeatElement(nil, count: max(0, assignments - allPosts.count))
  }

  /// After so many months an organization needs to be confirmed, unless the office says otherwise.
  private static let monthsUnconfirmed = 24
}

extension Census {
  /// The census of `state` on the same day, in which only what differs from `old` is looked at; nil
  /// where all of it must be.
  func moved(from old: RegistryState, to state: RegistryState, for plan: Plan) -> Census? {
    guard let communities = state.altered(.community, since: old),
      let organizations = state.altered(.organization, since: old),
      let assignments = state.altered(.assignment, since: old)
    else { return nil }
    var census = self
    if !Mechanism.isSame(in: old, as: state) {
      census.mechanism = Mechanism(plan, of: state, on: day)
    }
    let (all, workers) = (state.communities, state.workers)
    for number in communities {
      // Where one begins or ends, those after it change their places.
      if number >= census.homes.count { return nil }
      let inUse = all[number].flatMap { $0.binned == nil ? $0 : nil }
      census.homes[number] = inUse.map { Home($0, on: day) } ?? Home()
      census.homes[number].place = homes[number].place
      census.inDoubt.remove(number)
      if let inUse, isInDoubt(inUse) { census.inDoubt.insert(number) }
      let stored = inUse.flatMap { $0.record.isActive(on: day) ? $0 : nil }
      switch (place(of: number), stored) {
      case (let place?, let stored?):
        census.communities[place] = CommunityFact(stored, on: day)
      case (nil, nil): break
      default: return nil
      }
    }
    census.makeRoom(state)
    let (allOrganizations, allAssignments) = (state.organizations, state.assignments)
    for number in organizations {
      census.allOrganizations[number - 1] =
        allOrganizations[number].flatMap { $0.binned == nil ? census.fact($0) : nil }
        ?? OrganizationFact()
    }
    for number in assignments {
      let stored = allAssignments[number].flatMap { $0.binned == nil ? $0 : nil }
      census.allPosts[number - 1] = stored.flatMap { census.post($0, workers) }
    }
    return census
  }
}
