import RegistrySimulator
import RegistryStore
import Testing

/// The simulated office, for a moment; `make simulate` lets it work for a million steps.
struct SimulationTests {
  @Test(arguments: 1...3 as ClosedRange<UInt64>)
  func office_throughCrashes_losesNothing(seed: UInt64) throws {
    var simulation = Simulation(seed: seed)
    simulation.steps = 2000
    let outcome = try simulation.run()
    #expect(outcome.violation == nil, "seed \(seed)")
    #expect(outcome.totals.steps >= 2000, "seed \(seed)")
    #expect(outcome.totals.saves > 0, "seed \(seed)")
  }

  @Test(arguments: 1...2 as ClosedRange<UInt64>)
  func repair_throughPowerLosses_losesNoByte(seed: UInt64) throws {
    let outcome = try Repairs.run(seed: seed)
    #expect(outcome.violation == nil, "seed \(seed)")
    #expect(outcome.totals.looks > 0, "seed \(seed)")
  }

  @Test func seed_again_isTheSameToTheLastStep() throws {
    var simulation = Simulation(seed: 7)
    simulation.steps = 500
    let (first, second) = (try simulation.run().totals, try simulation.run().totals)
    #expect(first.trace == second.trace)
    #expect(first.saves == second.saves)
  }

  /// Those found in no time; `make simulate` leaves every one out in turn.
  @Test(arguments: [SyncReason.line, .segmentName, .identity, .draftName])
  func sync_leftOut_isFoundOut(_ reason: SyncReason) throws {
    #expect(try Search.harm(leavingOut: reason, within: 8000) != nil)
  }
}
