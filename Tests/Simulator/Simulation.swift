import RegistryModel
import RegistryStore
import RegistryTestSupport
import SystemPackage

/// An office on a simulated disk, through kills and power losses, by one seed.
package struct Simulation: Sendable {
  /// Where every choice comes from.
  package let seed: UInt64
  /// Calls on the disk before it ends.
  package var steps = 4000
  /// A sync that the disk ignores, as though the store did not ask for it.
  package var leftOut: SyncReason?
  /// Prints every step.
  package var tells = false
  /// Whether syncs fail and the disk is full now and then; by default in every fourth seed.
  package var hasFaults: Bool

  /// A simulation of `seed`.
  package init(seed: UInt64) {
    self.seed = seed
    hasFaults = seed % 4 == 3
  }

  /// What came of it.
  package struct Outcome: Sendable {
    package let totals: Totals
    /// What does not hold; nil where all does.
    package let violation: String?
  }

  /// Runs it; the same every time.
  package func run() throws -> Outcome {
    let ledger = LedgerBox(Ledger(hasFaults: hasFaults))
    let machine = try Machine(
      clerks: Office.clerks.count, seed: seed, steps: steps, odds: odds, leftOut: leftOut,
      tells: tells
    ) { disk, crash, goesOn throws(Violation) in
      let commits = try Inspection(disk, ledger.copy).run(goesOn: goesOn)
      if crash == .powerLoss { ledger.change { $0.settle(commits ?? []) } }
    }
    machine.administer { disk in
      for path in [Office.backups, Office.restored] { disk.makeDirectoryForGood(path) }
    }
    let seed = seed
    machine.run { clerk in SimulatedClerk(clerk, machine, ledger, seed: seed).work() }
    var totals = machine.totals
    totals.seeds = 1
    totals.segments =
      machine.files(in: RegistryLayout(Office.root).journal)
      .count { $0.hasSuffix(".jsonl") } - 1
    return Outcome(totals: totals, violation: machine.violation?.what)
  }

  private var odds: Odds {
    var random = SeededGenerator(seed: seed ^ 0x5EED)
    var odds = Odds()
    odds.turn = [2, 3, 6, 20].randomElement(using: &random) ?? 3
    odds.fault = hasFaults ? 60 : nil
    return odds
  }
}
