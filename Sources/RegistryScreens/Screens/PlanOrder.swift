import RegistryModel
import RegistryPlans

/// Counts what the pages of the plan show: the years, the towns, the communities furthest behind, and what is
/// different from an earlier day.
public struct PlanOrder: WorkOrder {
  /// The registry.
  public let registry: RegistryState
  /// What is counted of it.
  public let outlook: Outlook
  /// The day to compare with.
  public let before: CivilDate

  /// What came of it, and what was asked.
  public struct Result: Sendable {
    let breakdown: Breakdown
    let comparison: Comparison
    let order: PlanOrder
  }

  /// Counts it.
  public var done: Result {
    Result(
      breakdown: Breakdown(outlook, of: registry),
      comparison: Comparison(outlook.progress, of: registry, with: before), order: self)
  }

  /// Asks the same.
  func isSame(as other: PlanOrder) -> Bool {
    let (one, two) = (outlook.progress, other.outlook.progress)
    return (one.day, one.plan, before) == (two.day, two.plan, other.before)
      && registry.isSame(as: other.registry)
  }
}
