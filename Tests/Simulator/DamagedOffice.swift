import RegistryModel
import RegistryStore
import RegistryTestSupport
import SystemPackage

/// A registry in which one byte has turned, and somebody who repairs it while the power may go at
/// every step.
struct DamagedOffice {
  let seed: UInt64
  var leftOut: SyncReason?

  /// What stood in the file before it was repaired: these bytes must never be lost.
  private struct Damage: Sendable {
    let file: FilePath
    let bytes: [UInt8]
  }

  /// Repairs it; what was told and does not hold is in the outcome.
  func run() throws -> Simulation.Outcome {
    var random = SeededGenerator(seed: seed)
    let (disk, damage) = try damaged(using: &random)
    let ledger = LedgerBox(Ledger(hasFaults: false))
    var odds = Odds()
    (odds.look, odds.lookDelicate) = (3, 1)
    (odds.kill, odds.killDelicate, odds.killUnsynced) = (.max, .max, .max)
    odds.powerLoss = .max
    let machine = try Machine(
      clerks: 1, seed: seed, steps: 100_000, odds: odds, leftOut: leftOut, tells: false
    ) { disk, _, goesOn throws(Violation) in
      // Until it is told to be done, it can be begun again.
      let isDone = ledger.read { $0.isCreated }
      try Self.check(disk, damage, isDone: isDone, again: goesOn)
    }
    machine.administer { $0 = disk }
    machine.run { _ in
      let process = machine.begin(0)
      do {
        _ = try Self.repair(SimulatedFileSystem(caller: process))
        try ledger.change { ledger throws(Violation) in
          try ledger.acknowledge(through: 0)
        }
        for _ in 0..<12 { machine.look() }
        machine.stop(nil)
      } catch let violation as Violation {
        machine.stop(violation)
      } catch {
        if process.isAlive { machine.stop(Violation("repair: \(error)")) }
      }
    }
    var totals = machine.totals
    totals.seeds = 1
    return Simulation.Outcome(totals: totals, violation: machine.violation?.what)
  }

  /// A registry with a byte turned in the journal, in a record file or in checkpoint.json.
  private func damaged(
    using random: inout SeededGenerator
  ) throws -> (SimulatedDisk, Damage) {
    let own = OwnDisk(SimulatedDisk())
    let files = SimulatedFileSystem(caller: own)
    let registry = try RegistryDirectory.create(
      at: Office.root, [.init(Office.beginning, by: "lina", at: Ledger.epoch)],
      identity: RegistryIdentity(id: "1"), group: nil, today: Office.today, files: files)
    registry.segmentLimit = 3000
    var state = try registry.load().state
    for serial in 1...16 {
      state = try registry.append(
        Office.linked(serial), from: state, by: "lina", at: Ledger.epoch, today: Office.today
      ).state
      if serial == 8 { try registry.checkpoint() }
    }
    let layout = registry.layout
    let journal = try files.list(layout.journal).map { layout.journal.appending($0) }
    let records = ["communities.json", "checkpoint.json"].map { Office.root.appending($0) }
    let path = (journal + journal + records).randomElement(using: &random) ?? layout.failed
    let file = try files.open(path, .writing)
    var bytes = try files.read(file, at: 0, count: 1 << 20)
    // Not the last line feed: without it the last line is torn, which is no damage.
    bytes[Int.random(in: 0..<bytes.count - 1, using: &random)] ^= 1
    try files.write(bytes, to: file, at: 0)
    try files.sync(file, .line)
    files.close(file)
    return (own.copy, Damage(file: path, bytes: bytes))
  }

  private static func repair(_ files: SimulatedFileSystem<some CallsDisk>) throws -> RepairReport {
    try RegistryDirectory.repair(
      Office.root, by: "lina", at: Ledger.epoch, files: files)
  }

  private static func check(
    _ disk: SimulatedDisk, _ damage: Damage, isDone: Bool, again: Bool
  ) throws(Violation) {
    let files = SimulatedFileSystem(caller: OwnDisk(disk))
    do {
      let place = damage.file.removingLastComponent()
      let name = damage.file.lastComponent?.string ?? ""
      let kept = try files.list(place).filter { $0.hasPrefix(name) && !$0.hasSuffix(".new") }
      guard try kept.contains(where: { try bytes(place.appending($0), files) == damage.bytes })
      else { throw Violation("the bytes of \(damage.file) before the repair are gone") }
      if again, !isDone { _ = try repair(files) }
      if again || isDone {
        let registry = try RegistryDirectory(
          Office.root, .writing, account: "boss", files: files, patience: .zero)
        let report = try registry.check(today: Office.today)
        guard report.damage.isEmpty else {
          throw Violation("after the repair: \(report.damage.map(\.words.en).joined())")
        }
      }
    } catch let violation as Violation {
      throw violation
    } catch {
      throw Violation("after the repair: \((error as? StoreError)?.words.en ?? "\(error)")")
    }
  }

  private static func bytes(
    _ path: FilePath, _ files: SimulatedFileSystem<OwnDisk>
  ) throws -> [UInt8] {
    let file = try files.open(path, .reading)
    defer { files.close(file) }
    return try files.read(file, at: 0, count: 1 << 20)
  }
}
