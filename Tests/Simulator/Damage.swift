import RegistryModel
import RegistryStore
import RegistryTestSupport
import SystemPackage

/// What happens to a registry: a byte turns, a file comes back with CRLF, or the journal is gone.
struct Damage: Sendable {
  private enum Form {
    case byte(Int)
    case lineEnds
    case noJournal
  }

  let file: FilePath
  private let form: Form
  /// What stands in the file then: these bytes must never be lost.
  let bytes: [UInt8]

  /// Damage to a registry on `disk`: to a line of the journal, or anything.
  init(
    _ disk: SimulatedDisk, inLine: Bool, using random: inout some RandomNumberGenerator
  ) throws {
    let layout = RegistryLayout(Office.root)
    let journal = try disk.list(layout.journal).map { layout.journal.appending($0) }
    let beside = ["communities.json", "checkpoint.json", "registry.json"]
      .map { Office.root.appending($0) }
    let form = inLine ? 0 : Int.random(in: 0..<6, using: &random)
    let paths = journal + (inLine ? [] : journal + beside)
    file =
      form == 0 && !inLine ? layout.journal : paths.randomElement(using: &random) ?? Office.root
    var bytes = try SimulatedFileSystem(caller: OwnDisk(disk)).bytes(of: file) ?? []
    switch form {
    case 0 where !inLine: self.form = .noJournal
    case 1:
      self.form = .lineEnds
      bytes = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
    default:
      // Not the last line feed: without it the last line is torn, which is no damage.
      let place = Int.random(in: 0..<bytes.count - 1, using: &random)
      bytes[place] ^= 1
      self.form = .byte(place)
    }
    self.bytes = bytes
  }

  func happen(on disk: inout SimulatedDisk) throws {
    if case .noJournal = form { return disk.removeTree(file) }
    let open = try disk.open(file, .writing, by: 0)
    if case .byte(let place) = form {
      try disk.write([bytes[place]], to: open, at: place)
    } else {
      try disk.write(bytes, to: open, at: 0)
    }
    try disk.sync(open, .line)
    disk.close(open)
  }
}

/// A damaged registry as far as anybody was told of it, and what must hold then.
struct DamageReport: Sendable {
  let damage: Damage
  /// The byte has turned.
  var isThere = false
  /// Somebody was told that all is repaired.
  var isOver = false
  /// Change sets acknowledged meanwhile.
  var saved: [Commit] = []

  init(_ damage: Damage) { self.damage = damage }

  /// Looks at a disk; where nobody was told that it is over, the repair is begun again if `goesOn`.
  func check(_ disk: SimulatedDisk, goesOn: Bool) throws(Violation) {
    let files = SimulatedFileSystem(caller: OwnDisk(disk))
    guard isThere else { return }
    do {
      guard try areBytesKept(files) else {
        throw Violation("the bytes of \(damage.file) before the repair are gone")
      }
      if isOver || goesOn { try checkWhole(files) }
    } catch let violation as Violation {
      throw violation
    } catch {
      throw Violation("after the repair: \((error as? StoreError)?.words.en ?? "\(error)")")
    }
  }

  private func areBytesKept(_ files: SimulatedFileSystem<OwnDisk>) throws -> Bool {
    if damage.bytes.isEmpty { return true }
    let place = damage.file.removingLastComponent()
    let name = damage.file.lastComponent?.string ?? ""
    return try files.list(place).contains { other in
      guard other.hasPrefix(name), !other.hasSuffix(".new") else { return false }
      // More may have been saved behind them.
      return try files.bytes(of: place.appending(other))?.starts(with: damage.bytes) ?? false
    }
  }

  private func checkWhole(_ files: SimulatedFileSystem<OwnDisk>) throws {
    if !isOver {
      _ = try RegistryDirectory.repair(Office.root, by: "boss", at: Ledger.epoch, files: files)
    }
    let registry = try RegistryDirectory(
      Office.root, .writing, account: "boss", clock: Office.clock, files: files, patience: .zero)
    let report = try registry.check()
    guard report.damage.isEmpty else {
      throw Violation("after the repair: \(report.damage.map(\.words.en).joined(separator: "; "))")
    }
    // The record files hold half of them, whatever becomes of the journal.
    guard try registry.load().state.communities.count >= DamagedOffice.checkpointed else {
      throw Violation("after the repair: communities are gone")
    }
    let commits = try registry.changes(after: 0, limit: .max)
    for commit in saved where commit.seq > commits.count || commits[commit.seq - 1] != commit {
      throw Violation("after the repair: change \(commit.seq) is gone")
    }
  }
}
