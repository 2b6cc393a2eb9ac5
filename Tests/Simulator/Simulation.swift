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
  /// Clerks do nothing but with drafts.
  package var isOfDrafts = false
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
    let ledger = Shared(Ledger(hasFaults: hasFaults))
    let machine = try Machine(
      clerks: Office.clerks.count, seed: seed, steps: steps, odds: habits.odds, leftOut: leftOut,
      tells: tells
    ) { disk, crash, goesOn throws(Violation) in
      let commits = try Inspection(disk, ledger.copy).run(goesOn: goesOn)
      if crash == .powerLoss { ledger.change { $0.settle(commits ?? []) } }
    }
    machine.administer { disk in
      for path in [Office.backups, Office.restored] { disk.makeDirectoryForGood(path) }
    }
    let seed = seed
    let habits = habits
    machine.run { clerk in SimulatedClerk(clerk, machine, ledger, habits, seed: seed).work() }
    var totals = machine.totals
    totals.seeds = 1
    totals.segments =
      machine.files(in: RegistryLayout(Office.root).journal)
      .count { $0.hasSuffix(".jsonl") } - 1
    return Outcome(totals: totals, violation: machine.violation?.what)
  }

  /// Every seed is an office of its own: what is rare in one is common in another.
  private var habits: Habits {
    Habits(seed: seed, hasFaults: hasFaults, isOfDrafts: isOfDrafts)
  }
}

/// How often what happens in one office.
struct Habits: Sendable {
  private(set) var odds = Odds()
  private(set) var acts: [Deed]
  /// Bytes of a file of the journal.
  let segmentLimit: Int
  /// One session in so many reads only.
  let reading: Int

  init(seed: UInt64, hasFaults: Bool, isOfDrafts: Bool) {
    var random = SeededGenerator(seed: seed ^ 0x5EED)
    func one(of values: [Int]) -> Int { values.randomElement(using: &random) ?? values[0] }
    odds.turn = one(of: [2, 3, 6, 20])
    odds.kill = one(of: [300, 800, 3000])
    odds.killDelicate = one(of: [12, 40, 150])
    odds.killUnsynced = one(of: [5, 20, 100])
    odds.powerLoss = one(of: [700, 2000, 8000])
    odds.fault = hasFaults ? one(of: [3, 15, 60]) : nil
    segmentLimit = one(of: [1500, 4000, 12_000])
    reading = one(of: [3, 10, 30])
    // Some offices do everything, others little but that.
    let most = one(of: [3, 6, Deed.day.count])
    acts = Array(Deed.day.shuffled(using: &random).prefix(most))
    // Without records there is nothing to do.
    if isOfDrafts { acts = Deed.day.filter(\.isOfDrafts) }
    acts.append(Deed.day.first { $0.name == "add a community" } ?? Deed.day[0])
  }
}
