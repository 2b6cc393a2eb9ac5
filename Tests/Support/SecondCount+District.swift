import RegistryModel
import RegistryPlans

// What is the district's own, and what is a community's.
extension SecondCount {
  /// The lists that stand on the Overview beside the targets; nil where the plan counts nothing of the sort.
  public func list(_ list: DistrictList) -> [RecordID]? {
    let counting = plan.targets.filter { target in
      answer(to: target) != nil
        && (list == .shared
          ? target.measure == .workers
          : target.measure == .organizations || target.measure == .services)
    }
    if counting.isEmpty { return nil }
    switch list {
    case .shared:
      return state.workers.inUse.map(\.id).filter { worker in
        let places = counting.flatMap { target in
          communities(of: target.scope).map(\.id).filter {
            workers(in: $0, target.workers).contains(worker)
          }
        }
        return Set(places).count > 1
      }
    case .notCounted:
      return state.organizations.inUse.filter { stored in
        let home = homeIsUrban(stored.record)
        return !counting.contains { isCounted(stored, for: $0) }
          && counting.contains { target in
            (home == nil || isIn(target.scope, home))
              && isBeside(stored.record, target.organizations)
          }
      }.map(\.id)
    case .unconfirmed:
      return state.organizations.inUse.filter { stored in
        isUnconfirmed(stored.record) && counting.contains { isCounted(stored, for: $0) }
      }.map(\.id)
    }
  }

  /// Organizations that count for a target, each once.
  public var countedOrganizations: [RecordID] {
    let counting = plan.targets.filter { target in
      answer(to: target) != nil
        && (target.measure == .organizations || target.measure == .services)
    }
    return state.organizations.inUse.filter { stored in
      counting.contains { isCounted(stored, for: $0) }
    }.map(\.id)
  }

  /// Communities that go into a target's sum.
  private func entering(_ target: Target) -> [RecordID] {
    let all = communities(of: target.scope).map(\.id)
    if target.aggregate == .share || target.aggregate == .each { return all }
    let incomplete = answer(to: target)?.lists[.incomplete] ?? []
    return all.filter { !incomplete.contains($0) }
  }

  private func isCounted(_ stored: Stored<Organization>, for target: Target) -> Bool {
    let isShareOfServing = target.measure == .services && target.aggregate == .share
    return counts(stored.record, target.organizations)
      && stored.record.community[day].map(entering(target).contains) == true
      && (target.measure == .organizations || isShareOfServing || isServing(stored.record))
  }

  /// What a dashboard and the columns of the list say of a community.
  public struct Place: Equatable {
    /// nil where neither committee nor code tells.
    public var isUrban: Bool?
    /// Organizations that count.
    public var organizations = 0
    /// Organizations at home there that count for no target.
    public var notCounted = 0
    /// How many of those that count do each service.
    public var services: [Service: Int] = [:]
    /// Workers that count.
    public var workers = 0
    /// All at work, volunteers aside.
    public var staff = 0
    /// Organizations it lacks; nil where nothing is asked of it.
    public var shortfall: Int?
    /// Square metres for each 100 households, cut off; nil for n/a.
    public var facility: String?
    /// 1 for the most organizations among those of its kind.
    public var rank = 0
    /// How many are of its kind.
    public var ofItsKind = 0
    /// How many of its kind have fewer.
    public var fewer = 0

    /// Nothing counted yet.
    public init() {}
  }

  /// The organizations that count in a community: by the first target that asks for them there.
  func counted(in home: Stored<Community>) -> [Stored<Organization>] {
    let targets = plan.targets.filter { $0.measure == .organizations }
    let own = targets.first { isIn($0.scope, isUrban(home.record)) } ?? targets.first
    return organizations(in: home.id, own?.organizations ?? OrganizationRule())
  }

  /// The numbers of every community that exists; `notCounted` of the district is handed in.
  public func places(notCounted: [RecordID]) -> [RecordID: Place] {
    let all = communities.map { ($0, counted(in: $0).count) }
    var places: [RecordID: Place] = [:]
    for (home, count) in all {
      var place = Place()
      let record = home.record
      place.isUrban = isUrban(record)
      place.organizations = count
      place.notCounted =
        notCounted.filter { state.organizations[$0.number]?.record.community[day] == home.id }.count
      for service in Service.allCases {
        let doing = counted(in: home).filter { $0.record.services?.contains(service) == true }
        if !doing.isEmpty { place.services[service] = doing.count }
      }
      let targets = plan.targets.filter { $0.measure == .workers }
      let own = targets.first { isIn($0.scope, place.isUrban) } ?? targets.first
      place.workers = workers(in: home.id, own?.workers ?? WorkerRule()).count
      place.staff =
        Set(
          state.assignments.inUse.filter {
            $0.record.community == home.id && exists($0.record) && $0.record.role != nil
              && $0.record.role != .volunteer
          }.map(\.record.worker)
        ).count
      place.shortfall = plan.targets.compactMap { lacking(home, to: $0) }.max()
      if let area = record.facilityArea[day], let households = record.households[day] {
        place.facility = Fraction(over: Int128(area.units), under: Int128(households)).text
      }
      let alike = all.filter { isUrban($0.0.record) == place.isUrban }
      place.ofItsKind = alike.count
      place.rank = alike.filter { $0.1 > count }.count + 1
      place.fewer = alike.filter { $0.1 < count }.count
      places[home.id] = place
    }
    return places
  }

  /// Organizations that count in a community; nil where it does not exist.
  public func organizations(of id: RecordID) -> Int? {
    communities.first { $0.id == id }.map { counted(in: $0).count }
  }
}

// What queries ask of records that belong to communities.
extension SecondCount {
  /// The communities of a record: itself, its home, where it works on the day.
  private func homes(of id: RecordID) -> [Community] {
    let ids: [RecordID?] =
      switch id.kind {
      case .community: [id]
      case .organization: [state.organizations[id.number]?.record.community[day]]
      case .assignment: [state.assignments[id.number]?.record.community]
      case .worker:
        state.assignments.inUse.filter { post in
          post.record.worker == id && hasBegun(post.record) && !hasPassed(post.record.until)
            && state.workers[id.number].map { exists($0.record) } == true
            && post.record.community.flatMap { state.communities[$0.number] }
              .map { exists($0.record) } == true
        }.map(\.record.community)
      case .need: [state.needs[id.number]?.record.community]
      case .programme: served(by: id, on: day)
      case .activity:
        state.activities[id.number].map(\.record).map { activity in
          activity.community.map { [$0] }
            ?? activity.programme.map { served(by: $0, on: activity.heldOn?.lastDay ?? day) } ?? []
        } ?? []
      default: []
      }
    return ids.compactMap { $0.flatMap { state.communities[$0.number]?.record } }
  }

  private func served(by programme: RecordID, on day: CivilDate) -> [RecordID] {
    state.programmes[programme.number]?.record.communities[day] ?? []
  }

  /// `area:urban` or `area:rural` finds it.
  public func isOn(urban: Bool, _ id: RecordID) -> Bool {
    homes(of: id).contains { isUrban($0) == urban }
  }

  /// `town:` finds it by a name.
  public func isIn(town: String, _ id: RecordID) -> Bool {
    homes(of: id).contains { $0.townName[day] == town }
  }
}
