import RegistryModel
import RegistryStore
import RegistryTestSupport
import SystemPackage

/// A registry in which one byte turns or more is lost, and two processes that repair it at once, while the power may
/// go at every step; in every other one a clerk has it open all the while.
struct DamagedOffice {
  let seed: UInt64
  var leftOut: SyncReason?
  /// Prints every step.
  var tells = false

  /// Repairs it; what was told and does not hold is in the outcome.
  func run() throws -> Simulation.Outcome {
    var random = SeededGenerator(seed: seed)
    let disk = try Self.disk()
    let hasClerk = seed.isMultiple(of: 2)
    let report = Shared(
      DamageReport(try Damage(disk, inLine: hasClerk, using: &random)))
    var odds = Odds()
    (odds.look, odds.lookDelicate, odds.lookOwing) = (10, 2, 1)
    (odds.kill, odds.killDelicate, odds.powerLoss) = (300, 30, .max)
    let machine = try Machine(
      clerks: hasClerk ? 3 : 2, seed: seed, steps: 100_000, odds: odds, leftOut: leftOut,
      tells: tells
    ) { disk, _, goesOn throws(Violation) in try report.copy.check(disk, goesOn: goesOn) }
    machine.administer { $0 = disk }
    if !hasClerk { machine.damage(report) }
    machine.run { number in
      if number == 2 {
        machine.visit(number, report) { visit in try visit.work() }
        // It may have been killed before.
        if !report.read({ $0.isThere }) { machine.damage(report) }
      } else {
        // Who is killed begins again.
        while !machine.isOver, !machine.visit(number, report, { visit in try visit.repair() }) {}
      }
    }
    var totals = machine.totals
    totals.seeds = 1
    return Simulation.Outcome(totals: totals, violation: machine.violation?.what)
  }

  /// Communities that the record files hold.
  static let checkpointed = 8

  /// A whole registry of several files.
  private static func disk() throws -> SimulatedDisk {
    let own = OwnDisk(SimulatedDisk())
    let files = SimulatedFileSystem(caller: own)
    let registry = try RegistryDirectory.create(
      at: Office.root, [.init(Office.beginning, by: "lina", at: Ledger.epoch)],
      identity: RegistryIdentity(id: "1"), group: nil, today: Office.today, clock: Office.clock,
      files: files)
    registry.segmentLimit = 3000
    var state = try registry.load().state
    for serial in 1...16 {
      state = try registry.append(
        Office.linked(serial), from: state
      ).state
      if serial == checkpointed { try registry.checkpoint() }
    }
    try files.syncDirectory(Office.root, .recordFileNames)
    return own.copy
  }
}

extension Machine {
  /// Has a process do something there; true where it came to its end.
  @discardableResult fileprivate func visit(
    _ number: Int, _ report: Shared<DamageReport>, _ body: (Visit) throws -> Void
  ) -> Bool {
    let process = begin(number)
    do {
      try body(Visit(machine: self, report: report, files: SimulatedFileSystem(caller: process)))
      // Closing a file fails without a word: who was killed then was told nothing.
      return process.isAlive && leave(process)
    } catch let violation as Violation {
      stop(violation)
    } catch {
      if process.isAlive {
        stop(Violation("\(number): \((error as? StoreError)?.words.en ?? "\(error)")"))
      }
    }
    return false
  }

  fileprivate func damage(_ report: Shared<DamageReport>) {
    administer { disk in try? report.copy.damage.happen(on: &disk) }
    report.change { $0.isThere = true }
  }
}

/// One process in such an office.
private struct Visit {
  let machine: Machine
  let report: Shared<DamageReport>
  let files: SimulatedFileSystem<Process>

  private var isAlive: Bool { files.caller.isAlive }

  /// Somebody who runs `check --repair`, again where others are in the way.
  func repair() throws {
    while isAlive, !report.read({ $0.isThere }) { files.pause(.zero) }
    while true {
      do throws(StoreError) {
        _ = try RegistryDirectory.repair(Office.root, by: "lina", at: Ledger.epoch, files: files)
        break
      } catch {
        guard case .locked = error else { throw error }
      }
    }
    guard isAlive else { return }
    report.change { $0.isOver = true }
    for _ in 0..<12 { machine.look() }
  }

  /// A clerk who opened it when it was whole, and goes on as far as that goes.
  func work() throws {
    let registry = try RegistryDirectory(
      Office.root, .writing, account: "wang", clock: Office.clock, files: files,
      patience: .seconds(2))
    registry.segmentLimit = 3000
    var state = try registry.load().state
    machine.damage(report)
    var (serial, afterwards) = (100, 0)
    while isAlive, afterwards < 3 {
      let isOver = report.read { $0.isOver }
      if isOver { afterwards += 1 }
      do throws(StoreError) {
        serial += 1
        let saved = try registry.append(Office.linked(serial), from: state)
        state = saved.state
        if let commit = saved.commit { report.change { $0.saved.append(commit) } }
        machine.look()
        if serial.isMultiple(of: 2) { try registry.checkpoint() }
      } catch {
        switch error {
        case .locked, .putBack: break
        case .damaged where !isOver: break
        default: throw error
        }
      }
    }
  }
}
