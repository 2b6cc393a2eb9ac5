import RegistryModel
import RegistryStore
import RegistryTestSupport
import SystemPackage

/// One clerk: works in one process after the other, each until it is killed or left.
final class SimulatedClerk {
  let number: Int
  let machine: Machine
  let ledger: Shared<Ledger>
  var random: SeededGenerator
  var account: String { Office.clerks[number] }

  private let habits: Habits

  init(
    _ number: Int, _ machine: Machine, _ ledger: Shared<Ledger>, _ habits: Habits, seed: UInt64
  ) {
    self.habits = habits
    self.number = number
    self.machine = machine
    self.ledger = ledger
    random = SeededGenerator(seed: seed &* 31 &+ UInt64(number))
  }

  private var clock: RegistryClock {
    RegistryClock { [ledger] in (ledger.change { $0.moment() }, Office.today) }
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
    do {
      let result = try body()
      // Closing a file fails without a word: who was killed then has nothing to tell any more.
      guard process.isAlive else { throw StoreError.disk(DiskError(.read, nil, .canceled)) }
      return result
    } catch let error as StoreError {
      guard process.isAlive else { throw error }
      let hasFaults = ledger.read { $0.hasFaults }
      switch error {
      case .locked, .refused, .readOnly: return nil
      // A line this clerk had seen was cut: only a disk that failed does that.
      case .putBack where hasFaults: return nil
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
    let reads = one(in: habits.reading)
    let registry: RegistryDirectory
    do throws(StoreError) {
      registry = try RegistryDirectory(
        Office.root, reads ? .reading : .writing, account: account, clock: clock, files: files,
        patience: .milliseconds(60))
    } catch {
      guard case .notARegistry = error, process.isAlive else { throw error }
      return try create(process, files)
    }
    registry.segmentLimit = habits.segmentLimit
    let desk: Desk
    do {
      desk = try Desk(self, process, registry, files, reads: reads)
    } catch StoreError.notARegistry(Office.root) where !ledger.read({ $0.isCreated }) {
      // Whoever made it had to take it back.
      return
    }
    while !one(in: 60) {
      try habits.acts.random(using: &random).run(desk)
      if !process.isAlive { return }
    }
    desk.leave()
  }

  /// The first clerk makes the registry; what is left of an earlier try is taken away before.
  private func create(_ process: Process, _ files: SimulatedFileSystem<Process>) throws {
    if ledger.read({ $0.isCreated }) { throw Violation("the registry is gone") }
    guard number == 0 else { return }
    machine.administer { $0.removeTree(Office.root) }
    // Made by an administrator, it is filled where it is instead of getting its name when it is whole.
    if one(in: 3) { machine.administer { $0.makeDirectoryForGood(Office.root) } }
    ledger.change { $0.settle([]) }
    let set = ledger.change { [account] in $0.begin(Office.beginning, by: account) }
    guard
      let registry = try allowing(
        process,
        {
          try RegistryDirectory.create(
            at: Office.root, [.init(set, by: account, at: Ledger.epoch)],
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
