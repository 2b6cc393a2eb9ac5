import RegistryModel
import RegistryPlans

/// Counts the office's further plans beside the one on screen.
public struct PlansOrder: WorkOrder {
  /// The registry.
  public let registry: RegistryState
  /// What is counted of the plan on screen.
  public let outlook: Outlook
  /// The others.
  public let beside: [Plan]

  /// What came of it, and what was asked.
  public struct Result: Sendable {
    /// The plan on screen first.
    let outlooks: [Outlook]
    let order: PlansOrder
  }

  /// Counts them.
  public var done: Result {
    Result(
      outlooks: [outlook]
        + beside.map { Outlook($0, of: registry, on: outlook.progress.day) }, order: self)
  }

  /// Asks the same.
  func isSame(as other: PlansOrder) -> Bool {
    let (one, two) = (outlook.progress, other.outlook.progress)
    return (one.day, one.plan, beside) == (two.day, two.plan, other.beside)
      && registry.isSame(as: other.registry)
  }
}
