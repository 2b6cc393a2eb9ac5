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
  /// The office's further plans.
  let beside: [Plan]

  private let today: CivilDate

  /// Counts `registry` as of `day`, seen from today.
  ///
  /// - Parameter beside: further plans of the office, which are counted when they are looked at.
  public init(
    _ registry: RegistryState, plan: Plan?, beside: [Plan] = [], on day: CivilDate,
    today: CivilDate
  ) {
    self.init(
      registry, plan.map { Outlook($0, of: registry, on: day) }, beside, on: day, today: today)
  }

  /// What is known of a registry whose records are still being read.
  public init(_ summary: Summary) {
    (registry, self.summary, outlook, communities) = (RegistryState(), summary, nil, nil)
    beside = []
    today = summary.day
  }

  private init(
    _ registry: RegistryState, _ outlook: Outlook?, _ beside: [Plan], on day: CivilDate,
    today: CivilDate
  ) {
    (self.registry, self.outlook, self.beside, self.today) = (registry, outlook, beside, today)
    summary = Summary(registry, outlook, on: day, today: today)
    communities = outlook.map { CommunityCounts($0.progress) }
  }

  /// The same day and plan for a registry that came of this one: what differs is counted again.
  public func moved(to registry: RegistryState) -> Counted {
    Counted(
      registry, outlook?.moved(from: self.registry, to: registry), beside, on: summary.day,
      today: today)
  }

  /// It is counted for `day`, seen from `today`.
  public func isFor(_ day: CivilDate, today: CivilDate) -> Bool {
    summary.day == day && summary.past == day.ifPast(on: today)
  }
}
