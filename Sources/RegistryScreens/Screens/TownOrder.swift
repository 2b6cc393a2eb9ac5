import RegistryModel
import RegistryPlans

/// Counts the towns of a district, each by itself: of a city that is longer than a key may wait.
public struct TownOrder: WorkOrder {
  /// The registry, for the names of the towns.
  public let registry: RegistryState
  /// What is counted of it.
  public let progress: Progress

  /// The towns, and what was asked.
  public struct Result: Sendable {
    let towns: [Town]
    let order: TownOrder
  }

  /// Counts them.
  public var done: Result { Result(towns: progress.towns(of: registry), order: self) }

  /// Asks the same.
  func isSame(as other: TownOrder) -> Bool {
    (progress.day, progress.plan) == (other.progress.day, other.progress.plan)
      && registry.isSame(as: other.registry)
  }
}
