import RegistryStore

/// Looks for the harm done by a mistake in the store: a sync that is not asked for.
package struct Search {
  /// What came of it.
  package struct Finding: Sendable {
    /// The seed that showed it.
    package let seed: UInt64
    /// Steps taken until then, those of the seeds before among them.
    package let steps: Int
    /// What did not hold.
    package let violation: String
  }

  /// The first seed in which leaving out every sync of this reason does harm; nil where none did in
  /// `limit` steps.
  package static func harm(
    leavingOut reason: SyncReason, within limit: Int
  ) throws -> Finding? {
    var (seed, steps) = (UInt64(1), 0)
    while steps < limit {
      var simulation = Simulation(seed: seed)
      simulation.leftOut = reason
      simulation.hasFaults = reason.isAfterFault || seed.isMultiple(of: 2)
      let outcome = try simulation.run()
      steps += outcome.totals.steps
      if let violation = outcome.violation {
        return Finding(seed: seed, steps: steps, violation: violation)
      }
      seed += 1
    }
    return nil
  }
}

extension SyncReason {
  /// Called for only where the disk has failed.
  fileprivate var isAfterFault: Bool {
    [.failure, .failureName, .rewritten, .failureCleared, .draftMoved, .adoptedDraftName].contains(
      self)
  }
}
