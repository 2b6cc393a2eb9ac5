import RegistryModel

/// How far a registry is with a plan on a day: one figure per target, and the records of each.
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
    self.init(plan, Census(state, on: day.lastDay, for: plan))
  }

  /// The progress of `state` on the same day, counted from what differs from `old`, which this is of.
  func moved(from old: RegistryState, to state: RegistryState) -> Progress {
    Progress(
      plan, census.moved(from: old, to: state, for: plan) ?? Census(state, on: day, for: plan))
  }

  private init(_ plan: Plan, _ census: Census) {
    self.plan = plan
    day = census.day
    communityRules = CommunityRules(plan)
    let counted = plan.targets.filter { $0.notRecorded == nil }
    let counts = Headcount(
      census, Set(counted.map(\.organizations)).union(communityRules.allOrganizations),
      Set(counted.map(\.workers)).union(communityRules.allWorkers))
    figures = plan.targets.map { Figure($0, Sheet($0, census, counts)?.tally ?? Tally()) }
    (self.census, self.counts) = (census, counts)
  }

  /// The figure of a target; nil for one of another plan.
  public func figure(_ target: String) -> Figure? {
    figures.first { $0.target.id == target }
  }

  /// The records of a list of a figure, by number; as many as `figure.tally[list]`.
  public func records(_ list: Behind, of target: Target) -> [RecordID] {
    Sheet(target, census, counts)?.records(list) ?? []
  }

  /// The organizations that exist but do not count for a target, by reason.
  public func notCounted(for target: Target) -> [NotCounted: [RecordID]] {
    Sheet(target, census, counts)?.notCounted ?? [:]
  }
}

/// Which rules the facts of a community follow: the plan's first target about each that asks it of a
/// community of this kind, else its first about any.
struct CommunityRules: Sendable {
  private let organizations: [Bool?: OrganizationRule]
  private let workers: [Bool?: WorkerRule]

  init(_ plan: Plan) {
    let first = { (measure: Measure, kind: Bool?) in
      let targets = plan.targets.filter { $0.measure == measure }
      return targets.first { $0.scope.includes(urban: kind) } ?? targets.first
    }
    var (organizations, workers): ([Bool?: OrganizationRule], [Bool?: WorkerRule]) = ([:], [:])
    for kind in [true, false, nil] as [Bool?] {
      organizations[kind] = first(.organizations, kind)?.organizations
      workers[kind] = first(.workers, kind)?.workers
    }
    (self.organizations, self.workers) = (organizations, workers)
  }

  /// Which organizations count in a community of a kind.
  func organizations(urban: Bool?) -> OrganizationRule {
    organizations[urban] ?? OrganizationRule()
  }

  /// Which workers count in a community of a kind.
  func workers(urban: Bool?) -> WorkerRule { workers[urban] ?? WorkerRule() }

  var allOrganizations: [OrganizationRule] {
    [true, false, nil].map { organizations(urban: $0) }
  }

  var allWorkers: [WorkerRule] { [true, false, nil].map { workers(urban: $0) } + [Self.staff] }

  /// Anyone at work but volunteers.
  static let staff = WorkerRule(roles: Set(Role.allCases), licences: [])
}
