import RegistryModel
import RegistryPlans

/// Counts what the Overview shows beside today's figures: the years before, the towns, the week and the communities furthest
/// behind.
public struct OverviewOrder: WorkOrder {
  /// The registry.
  public let registry: RegistryState
  /// What is counted of it today.
  public let outlook: Outlook

  /// What came of it, and what was asked.
  public struct Result: Sendable {
    let trend: Trend
    let towns: [Town]
    let week: Week
    /// By target.
    let furthest: [String: [CommunityLack]]
    let order: OverviewOrder
  }

  /// Counts it.
  public var done: Result {
    let progress = outlook.progress
    return Result(
      trend: Trend(outlook, of: registry), towns: progress.towns(of: registry),
      week: Week(registry, until: progress.day),
      furthest: Dictionary(
        uniqueKeysWithValues: progress.plan.targets.map { ($0.id, progress.furthest(from: $0)) }),
      order: self)
  }

  /// Asks the same.
  func isSame(as other: OverviewOrder) -> Bool {
    let (one, two) = (outlook.progress, other.outlook.progress)
    return (one.day, one.plan) == (two.day, two.plan) && registry.isSame(as: other.registry)
  }
}
