import RegistryModel
import RegistryPlans

/// Looks for the gaps of the three communities on a day.
public struct LinkageOrder: WorkOrder {
  /// The registry looked at.
  public let registry: RegistryState
  /// The day looked at.
  public let day: CivilDate
  /// It says which workers count in a community.
  public let plan: Plan?

  /// The gaps, and what they are those of.
  public struct Result: Sendable {
    let gaps: LinkageGaps
    let order: LinkageOrder
  }

  /// Looks for them.
  public var done: Result {
    Result(gaps: LinkageGaps(registry, on: day, under: plan), order: self)
  }
}
