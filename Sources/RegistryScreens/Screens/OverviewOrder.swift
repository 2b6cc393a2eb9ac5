import RegistryModel
import RegistryPlans

/// Counts what the Overview shows beside today's figures: the years before, the towns, what is due, the week and the
/// communities furthest behind.
public struct OverviewOrder: WorkOrder {
  /// The registry.
  public let registry: RegistryState
  /// What is counted of it today.
  public let outlook: Outlook
  /// The day shown, if it is past.
  public let past: CivilDate?
  /// The records entered this week, as far as that is read.
  let entered: [RecordID]

  /// What came of it, and what was asked.
  public struct Result: Sendable {
    let breakdown: Breakdown
    let week: Week
    let due: Due
    let entered: [(kind: Kind, records: [RecordID])]
    let order: OverviewOrder
  }

  /// Counts it.
  public var done: Result {
    let day = outlook.progress.day
    return Result(
      breakdown: Breakdown(outlook, of: registry), week: Week(registry, until: day),
      due: Due(registry, on: day, past: past),
      entered: Week.entered(entered, in: registry), order: self)
  }

  /// Asks the same.
  public func isSame(as other: OverviewOrder) -> Bool {
    let (one, two) = (outlook.progress, other.outlook.progress)
    return (one.day, one.plan, past, entered) == (two.day, two.plan, other.past, other.entered)
      && registry.isSame(as: other.registry)
  }
}
