import RegistryModel
import RegistryPlans
import RegistryProposals

/// Looks for who could serve the communities without a worker who counts.
public struct ProposalOrder: WorkOrder {
  /// The registry looked at.
  public let registry: RegistryState
  /// The day looked at.
  public let day: CivilDate
  /// It says which workers count in a community.
  public let plan: Plan?
  /// What is asked.
  public let terms: ProposalTerms

  /// The proposals, and what they were made of.
  public struct Result: Sendable {
    let proposals: Proposals
    let order: ProposalOrder
  }

  /// Looks for them.
  public var done: Result {
    Result(proposals: Proposals(registry, on: day, under: plan, terms), order: self)
  }
}
