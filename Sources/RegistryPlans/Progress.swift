import RegistryModel

/// How far a registry is with a plan on a day: a figure a target, and the records behind each.
public struct Progress: Sendable {
  /// What is asked.
  public let plan: Plan
  /// The full day counted.
  public let day: CivilDate
  /// One a target, in the plan's order.
  public let figures: [Figure]
  let census: Census
  let counts: Headcount
  let communityRules: CommunityRules

  /// Counts `state` as of `day`, from fields only: the journal's dates never decide.
  public init(_ plan: Plan, of state: RegistryState, on day: CivilDate) {
    self.init(plan, Census(state, on: day.lastDay))
  }

  /// The progress of `state` on the same day, counted from what differs from `old`, which this is of.
  func moved(from old: RegistryState, to state: RegistryState) -> Progress {
    Progress(plan, census.moved(from: old, to: state) ?? Census(state, on: day))
  }

  private init(_ plan: Plan, _ census: Census) {
    self.plan = plan
    day = census.day
    communityRules = CommunityRules(plan)
    let counted = plan.targets.filter { $0.notRecorded == nil }
    let counts = Headcount(
      census, Set(counted.map(\.organizations)).union([communityRules.organizations]),
      Set(counted.map(\.workers)).union([communityRules.workers, CommunityRules.staff]))
    figures = plan.targets.map { Figure($0, Sheet($0, census, counts)?.tally ?? Tally()) }
    (self.census, self.counts) = (census, counts)
  }

  /// The figure of a target; nil for one of another plan.
  public func figure(_ target: String) -> Figure? {
    figures.first { $0.target.id == target }
  }

  /// The records of a list behind a figure, by number; as many as `figure.tally[list]`.
  public func records(_ list: Behind, of target: Target) -> [RecordID] {
    Sheet(target, census, counts)?.records(list) ?? []
  }

  /// The organizations that exist but do not count for a target, by reason.
  public func notCounted(for target: Target) -> [NotCounted: [RecordID]] {
    Sheet(target, census, counts)?.notCounted ?? [:]
  }
}

/// Which rules the facts of a community follow: the plan's first target about each.
struct CommunityRules: Sendable {
  let organizations: OrganizationRule
  let workers: WorkerRule

  init(_ plan: Plan) {
    organizations =
      plan.targets.first { $0.measure == .organizations }?.organizations ?? OrganizationRule()
    workers = plan.targets.first { $0.measure == .workers }?.workers ?? WorkerRule()
  }

  /// Anyone at work but volunteers.
  static let staff = WorkerRule(roles: Set(Role.allCases), licences: [])
}
