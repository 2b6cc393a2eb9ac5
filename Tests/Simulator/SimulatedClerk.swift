import RegistryModel
import RegistryStore
import RegistryTestSupport
import Synchronization

/// One clerk: works in one process after the other, each until it is killed or left.
final class SimulatedClerk {
  let number: Int
  let machine: Machine
  let ledger: LedgerBox
  var random: SeededGenerator
  var account: String { Office.clerks[number] }

  init(_ number: Int, _ machine: Machine, _ ledger: LedgerBox, seed: UInt64) {
    self.number = number
    self.machine = machine
    self.ledger = ledger
    random = SeededGenerator(seed: seed &* 31 &+ UInt64(number))
  }

  func one(in odds: Int) -> Bool { Int.random(in: 0..<odds, using: &random) == 0 }

  /// Works until the machine stops.
  func work() {
    while !machine.isOver {
      let process = machine.begin(number)
      do {
        try session(process)
        if !machine.leave(process), !machine.isOver {
          machine.stop(Violation("a process left files open"))
        }
      } catch let violation as Violation {
        machine.stop(violation)
      } catch {
        // A killed process unwinds here; a living one has no reason to.
        if process.isAlive {
          machine.stop(Violation((error as? StoreError)?.words.en ?? "\(error)"))
        }
      }
    }
  }

  /// Does what may fail for reasons of the office; nil where it did. Other reasons are found out.
  func allowing<T>(_ process: Process, _ body: () throws -> T) throws -> T? {
    do { return try body() } catch let error as StoreError {
      guard process.isAlive else { throw error }
      let hasFaults = ledger.read { $0.hasFaults }
      switch error {
      case .locked, .refused, .readOnly: return nil
      case .failed(let reason) where hasFaults:
        if machine.exists(RegistryLayout(Office.root).failed), !machine.isAboutToTell {
          ledger.change { $0.failed(reason) }
        }
        machine.look()
        return nil
      case .disk(let cause)
      where hasFaults && [.ioError, .noSpace].contains(cause.cause):
        return nil
      default: throw error
      }
    }
  }

  private func session(_ process: Process) throws {
    let files = SimulatedFileSystem(caller: process)
    let reads = one(in: 10)
    let registry: RegistryDirectory
    do throws(StoreError) {
      registry = try RegistryDirectory(
        Office.root, reads ? .reading : .writing, account: account, files: files,
        patience: .milliseconds(60))
    } catch {
      guard case .notARegistry = error, process.isAlive else { throw error }
      return try create(process, files)
    }
    registry.segmentLimit = 12_000
    let desk = try Desk(self, process, registry, files, reads: reads)
    while !one(in: 60) {
      try Act.day.random(using: &random).run(desk)
      if !process.isAlive { return }
    }
    desk.leave()
  }

  /// The first clerk makes the registry; what is left of an earlier try is taken away before.
  private func create(_ process: Process, _ files: SimulatedFileSystem<Process>) throws {
    if ledger.read({ $0.isCreated }) { throw Violation("the registry is gone") }
    guard number == 0 else { return }
    machine.administer { $0.removeTree(Office.root) }
    ledger.change { $0.settle([]) }
    let at = ledger.change { [account] in $0.begin(Office.beginning, by: account) }
    guard
      let registry = try allowing(
        process,
        {
          try RegistryDirectory.create(
            at: Office.root, [.init(Office.beginning, by: account, at: at)],
            identity: RegistryIdentity(id: "1"),
            group: nil, today: Office.today, files: files)
        })
    else { return }
    let commits = try registry.changes(after: 0, limit: .max)
    try ledger.change { ledger throws(Violation) in
      try ledger.see(commits)
      try ledger.acknowledge(through: 1)
    }
    machine.look()
  }
}

/// The ledger, for whoever has the turn.
final class LedgerBox: Sendable {
  private let ledger: Mutex<Ledger>

  init(_ ledger: Ledger) { self.ledger = Mutex(ledger) }

  var copy: Ledger { ledger.withLock { $0 } }

  func read<T: Sendable>(_ body: (Ledger) -> T) -> T { ledger.withLock { body($0) } }

  func change<T: Sendable, E>(_ body: (inout Ledger) throws(E) -> T) throws(E) -> T {
    try ledger.withLock { ledger throws(E) in try body(&ledger) }
  }
}
