import RegistryModel
import RegistryPlans

/// A registry with what is counted of it. Both are made together, by whichever thread, so that no
/// figure on screen is of another state than the records beside it.
public struct Counted: Sendable {
  /// The records; none while only a summary is known.
  public let registry: RegistryState
  /// Its figures in short.
  public let summary: Summary
  let outlook: Outlook?
  let communities: CommunityCounts?
  /// All plans there are.
  public let plans: PlanLibrary
  /// The office's further plans, which are counted when they are looked at.
  let beside: [Plan]

  /// The plans of files.
  private let files: PlanLibrary
  /// The id of the plan asked for; nil is the office's first.
  private let asked: String?
  private let today: CivilDate

  /// Counts `registry` as of `day`, seen from today.
  ///
  /// - Parameters:
  ///   - plan: counted toward, by later states as well, until the office takes up another one.
  ///   - asked: the id of a plan that takes the place of the office's.
  ///   - files: the plans that are no records.
  public init(
    _ registry: RegistryState, plan: Plan?, asked: String? = nil,
    of files: PlanLibrary = PlanLibrary(), on day: CivilDate, today: CivilDate
  ) {
    self.init(
      registry, plan.map { Outlook($0, of: registry, on: day) }, files.with(registry), files, asked,
      on: day, today: today)
  }

  /// What is known of a registry whose records are still being read.
  public init(_ summary: Summary) {
    (registry, self.summary, outlook, communities) = (RegistryState(), summary, nil, nil)
    (plans, beside, files, asked) = (PlanLibrary(), [], PlanLibrary(), nil)
    today = summary.day
  }

  private init(
    _ registry: RegistryState, _ outlook: Outlook?, _ plans: PlanLibrary, _ files: PlanLibrary,
    _ asked: String?, on day: CivilDate, today: CivilDate
  ) {
    (self.registry, self.outlook, self.plans, self.files) = (registry, outlook, plans, files)
    (self.asked, self.today) = (asked, today)
    beside = plans.beside(outlook?.progress.plan, for: registry.office)
    summary = Summary(registry, outlook, on: day, today: today)
    communities = outlook.map { CommunityCounts($0.progress) }
  }

  /// The same day for a registry that came of this one.
  public func moved(to registry: RegistryState) -> Counted {
    moved(to: registry, on: summary.day, today: today)
  }

  /// A registry that came of this one, on a day: where day and plan are the same, what differs is counted again.
  public func moved(to registry: RegistryState, on day: CivilDate, today: CivilDate) -> Counted {
    let hasPlans = registry.hasPlans(of: self.registry)
    guard hasPlans, isFor(day, today: today) else {
      let plans = hasPlans ? plans : files.with(registry)
      let plan = hasPlans ? summary.plan : plan(of: plans, for: registry.office)
      return Counted(
        registry, plan.map { Outlook($0, of: registry, on: day) }, plans, files, asked, on: day,
        today: today)
    }
    return Counted(
      registry, outlook?.moved(from: self.registry, to: registry), plans, files, asked, on: day,
      today: today)
  }

  /// The plan that an office goes by; one that cannot be read leaves the one before.
  private func plan(of plans: PlanLibrary, for office: Office) -> Plan? {
    guard let id = asked ?? office.plans?.first else { return nil }
    return plans[id] ?? summary.plan
  }

  /// It is counted for `day`, seen from `today`.
  public func isFor(_ day: CivilDate, today: CivilDate) -> Bool {
    summary.day == day && summary.past == day.ifPast(on: today)
  }
}
