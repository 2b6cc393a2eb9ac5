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
      let outcome = try outcome(of: seed, leavingOut: reason)
      steps += outcome.totals.steps
      if let violation = outcome.violation {
        return Finding(seed: seed, steps: steps, violation: violation)
      }
      seed += 1
    }
    return nil
  }

  /// One seed of it, the same every time.
  package static func outcome(
    of seed: UInt64, leavingOut reason: SyncReason, tells: Bool = false
  ) throws -> Simulation.Outcome {
    if reason.isOfRepair {
      return try DamagedOffice(seed: seed, leftOut: reason, tells: tells).run()
    }
    var simulation = Simulation(seed: seed)
    (simulation.leftOut, simulation.tells) = (reason, tells)
    simulation.isOfDrafts = reason.isOfDrafts
    simulation.hasFaults = reason.isAfterFault || seed.isMultiple(of: 2)
    return try simulation.run()
  }
}

/// Somebody repairs a damaged registry.
package enum Repairs {
  /// Repairs a damaged registry, the power lost at every step.
  package static func run(seed: UInt64, tells: Bool = false) throws -> Simulation.Outcome {
    try DamagedOffice(seed: seed, tells: tells).run()
  }
}

extension SyncReason {
  fileprivate var isOfRepair: Bool {
    switch self {
    case .damagedCopy, .damagedCopyName, .repairedSegment, .repairedSegmentName, .repairedNames:
      true
    default: false
    }
  }

  fileprivate var isOfDrafts: Bool {
    [.draft, .draftName, .draftMoved, .draftMovedByKilled, .draftPlace].contains(self)
  }

  /// Called for only where the disk has failed.
  fileprivate var isAfterFault: Bool {
    [.failure, .failureName, .rewritten, .failureCleared].contains(self)
  }
}
