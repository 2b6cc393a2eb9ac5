import RegistryModel

/// How the programmes running on a day join the three communities: communities as the platform,
/// organizations as the carrier, workers as the support.
public struct Linkage: Sendable {
  /// The full day looked at.
  public let day: CivilDate
  /// The programmes that run on the day, by number.
  public let running: [RunningProgramme]
  /// By record: places in `running`.
  private var places: [RecordID: [Int]] = [:]

  /// Looks at `state` as of `day`.
  public init(_ state: RegistryState, on day: CivilDate) {
    self.day = day
    running = state.programmes.inUse.compactMap { RunningProgramme($0, in: state, on: day) }
    for (place, programme) in running.enumerated() {
      for id in programme.parties { places[id, default: []].append(place) }
    }
  }

  /// The running programmes that a community, an organization or a worker takes part in.
  public func programmes(of id: RecordID) -> [RunningProgramme] {
    places[id, default: []].map { running[$0] }
  }

  /// What a community still lacks to be linked; none if a programme joins all three there.
  public func lack(of community: Int) -> Lack? {
    let all = programmes(of: RecordID(.community, community))
    if all.isEmpty { return .programme }
    let lacks = all.compactMap(\.lack)
    if lacks.count < all.count { return nil }
    // Of several programmes the one that lacks least.
    return lacks.contains(.worker) ? .worker : lacks.contains(.carrier) ? .carrier : .both
  }

  /// Numbers of the communities where a programme joins all three.
  public var linked: [Int] {
    numbers(of: .community).filter { lack(of: $0) == nil }.sorted()
  }

  /// Numbers of the organizations that carry a running programme or are partners in one.
  public var organizations: Set<Int> { numbers(of: .organization) }

  /// How many days of the running programmes are only a year, or a year and month.
  var partialDates: Int { running.reduce(0) { $0 + $1.partialDates } }

  /// Numbers of the workers in a running programme.
  public var workers: Set<Int> { numbers(of: .worker) }

  private func numbers(of kind: Kind) -> Set<Int> {
    Set(places.keys.lazy.filter { $0.kind == kind }.map(\.number))
  }

  /// What is missing where a community is not linked.
  public enum Lack: String, CaseIterable, Hashable, Sendable {
    case programme
    /// Each programme there lacks an organization of ours that is at work.
    case carrier
    /// Each programme there lacks a worker.
    case worker
    case both

    /// In a few words, as a list or a dashboard says it.
    public var words: Words {
      switch self {
      case .programme: Words("no programme", "无服务项目")
      case .carrier: Words("no carrier", "无承接组织")
      case .worker: Words("no support", "无支撑人员")
      case .both: Words("no carrier, no support", "无承接组织和支撑人员")
      }
    }
  }
}

/// A programme that runs on a day, with those of its parties that are there.
public struct RunningProgramme: Sendable {
  /// The programme.
  public let id: RecordID
  /// A social work station of a town 社工站.
  public let isStation: Bool
  /// Numbers of its communities that exist on the day.
  public let communities: [Int]
  /// The number of its carrier, if that is an organization of ours at work: active, or changing its
  /// registration.
  public let carrier: Int?
  /// Numbers of its partners.
  public let partners: [Int]
  /// Numbers of its workers at work: those who have begun and not left.
  public let workers: [Int]
  /// How many of its days are only a year, or a year and month.
  let partialDates: Int

  init?(_ stored: Stored<Programme>, in state: RegistryState, on day: CivilDate) {
    let programme = stored.record
    guard programme.runs(on: day) else { return nil }
    id = stored.id
    isStation = programme.form == .station
    let (all, organizations, people) = (state.communities, state.organizations, state.workers)
    communities = (programme.communities[day] ?? []).map(\.number).filter {
      all[$0].map { $0.binned == nil && $0.record.isActive(on: day) } ?? false
    }
    carrier = programme.carrier[day].map(\.number).flatMap { number in
      organizations[number].flatMap {
        $0.binned == nil && $0.record.mayCarry(on: day) ? number : nil
      }
    }
    partners = (programme.partners[day] ?? []).map(\.number)
    workers = (programme.workers[day] ?? []).map(\.number).filter {
      people[$0].map { $0.binned == nil && $0.record.isActive(on: day) } ?? false
    }
    partialDates = [programme.since, programme.until].count { $0?.isFull == false }
  }

  /// Its communities, carrier, partners and workers, each once.
  fileprivate var parties: Set<RecordID> {
    let organizations = [carrier].compactMap { $0 } + partners
    return Set(
      communities.map { RecordID(.community, $0) }
        + organizations.map { RecordID(.organization, $0) }
        + workers.map { RecordID(.worker, $0) })
  }

  /// What the programme itself lacks; nil if it joins all three.
  public var lack: Linkage.Lack? {
    switch (carrier, workers.isEmpty) {
    case (nil, true): .both
    case (nil, false): .carrier
    case (_, true): .worker
    default: nil
    }
  }
}

extension Organization {
  /// It exists on `day`, and is active or changes its registration.
  func mayCarry(on day: CivilDate) -> Bool {
    exists(on: day) && (status[day] ?? .active).isActive
  }
}

extension RegistryState {
  /// Numbers of the programmes of which something was done in the `days` days up to `day`.
  func programmesActive(in days: Int, until day: CivilDate) -> Set<Int> {
    Set(activities(in: days, until: day).compactMap { $0.record.programme?.number })
  }

  /// The programmes that run on `day` and have run for 92 days, without activity in these.
  func programmesIdle(on day: CivilDate) -> [Stored<Programme>] {
    let active = programmesActive(in: Mechanism.recentDays, until: day)
    let first = day.adding(days: 1 - Mechanism.recentDays)
    return programmes.inUse.filter {
      $0.record.runs(on: day) && !active.contains($0.id.number)
        && $0.record.since.map { $0.lastDay <= first } ?? true
    }
  }

  /// Numbers of the communities where something was done in a programme in the `days` days up to `day`: in
  /// the activity's own community, or in all that its programme served then.
  func communitiesActive(in days: Int, until day: CivilDate) -> Set<Int> {
    activities(in: days, until: day).reduce(into: []) { active, stored in
      active.formUnion(stored.homes(in: self, on: day).map(\.number))
    }
  }

  private func activities(in days: Int, until day: CivilDate) -> [Stored<Activity>] {
    let first = day.adding(days: 1 - days)
    return activities.inUse.filter { stored in
      stored.record.doneBy.map { (first...day).contains($0) } ?? false
    }
  }
}

extension Activity {
  /// The day by which it was done: of a month or a year its last, as of all that begins. Until then it shows of no
  /// programme that it is at work.
  var doneBy: CivilDate? { heldOn?.lastDay }
}
