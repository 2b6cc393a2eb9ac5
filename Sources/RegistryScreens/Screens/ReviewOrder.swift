import RegistryModel

/// Asks every rule about every record: of a city that is longer than a key may wait.
public struct ReviewOrder: WorkOrder {
  /// The records.
  public let registry: RegistryState
  /// Rules are asked as of today.
  public let today: CivilDate

  /// What was found, and where.
  public struct Result: Sendable {
    let review: Review
    let order: ReviewOrder
  }

  /// Asks them.
  ///
  /// - Parameter progress: told how far it is; may end it.
  public func done<E: Error>(
    _ progress: (WorkProgress) throws(E) -> Void
  ) throws(E) -> Result {
    Result(review: try Review(registry, today: today, progress: progress), order: self)
  }

  /// Asks the same.
  func isSame(as other: ReviewOrder) -> Bool {
    today == other.today && registry.isSame(as: other.registry)
  }
}
