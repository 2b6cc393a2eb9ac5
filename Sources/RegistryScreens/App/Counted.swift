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

  /// Counts `registry` as of `day`.
  public init(_ registry: RegistryState, plan: Plan?, on day: CivilDate) {
    self.init(registry, plan.map { Outlook($0, of: registry, on: day) }, on: day)
  }

  /// What is known of a registry whose records are still being read.
  public init(_ summary: Summary) {
    (registry, self.summary, outlook, communities) = (RegistryState(), summary, nil, nil)
  }

  private init(_ registry: RegistryState, _ outlook: Outlook?, on day: CivilDate) {
    (self.registry, self.outlook) = (registry, outlook)
    summary = Summary(registry, outlook, on: day)
    communities = outlook.map { CommunityCounts($0.progress) }
  }

  /// The same day and plan for a registry that came of this one: what differs is counted anew.
  public func moved(to registry: RegistryState) -> Counted {
    Counted(registry, outlook?.moved(from: self.registry, to: registry), on: summary.day)
  }
}
