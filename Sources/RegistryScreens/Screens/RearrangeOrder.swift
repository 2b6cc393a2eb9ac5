import RegistryModel
import RegistryPlans

/// Counts what a rearrangement does to the targets: a whole count of another day, which no key waits for.
public struct RearrangeOrder: WorkOrder {
  /// The registry it is made on.
  public let registry: RegistryState
  /// What a save would write.
  public let set: ChangeSet
  /// Whose targets are counted.
  public let plan: Plan
  /// The day counted.
  public let day: CivilDate

  /// What becomes of the targets, and what was asked; nil where the set does not fit.
  public struct Result: Sendable {
    let impacts: [Impact]?
    let order: RearrangeOrder
  }

  /// Counts them.
  public var done: Result {
    let progress = Progress(plan, of: registry, on: day)
    return Result(impacts: progress.impacts(of: set, on: registry), order: self)
  }

  /// Asks the same.
  func isSame(as other: RearrangeOrder) -> Bool {
    (set, plan, day) == (other.set, other.plan, other.day)
      && registry.isSame(as: other.registry)
  }
}
