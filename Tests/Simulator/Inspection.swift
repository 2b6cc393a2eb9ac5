import RegistryModel
import RegistryStore
import SystemPackage

/// Opens a registry on a disk that a crash left, and holds it against the ledger.
struct Inspection {
  private let ledger: Ledger
  /// Syncs that have failed on the disk.
  private let failures: Int
  private let files: SimulatedFileSystem<OwnDisk>

  init(_ disk: SimulatedDisk, _ ledger: Ledger) {
    failures = disk.failures
    files = SimulatedFileSystem(caller: OwnDisk(disk))
    self.ledger = ledger
  }

  /// The journal found; nil where there was no registry yet and is none.
  ///
  /// `goesOn`: somebody saves, checkpoints and checks there as well.
  func run(goesOn: Bool) throws(Violation) -> [Commit]? {
    do {
      let registry = try open()
      let loaded = try registry.load()
      let commits = try registry.changes(after: 0, limit: .max)
      try ledger.check(commits)
      try Ledger.check(loaded.state, is: commits)
      try check(loaded.notices)
      try checkTornCopies()
      try checkDrafts()
      try checkRestored()
      if goesOn {
        try checkBackups()
        try goOn(registry, loaded.state)
      }
      return commits
    } catch let violation as Violation {
      throw violation
    } catch StoreError.notARegistry(Office.root) where !ledger.isCreated {
      return nil
    } catch let error as StoreError {
      throw Violation("reopening: \(error.words.en)")
    } catch {
      throw Violation("reopening: \(error)")
    }
  }

  private func open() throws(StoreError) -> RegistryDirectory {
    try RegistryDirectory(
      Office.root, .writing, account: "boss", clock: Office.clock, files: files, patience: .zero)
  }

  private func check(_ notices: [StoreNotice]) throws(Violation) {
    var failure: String?
    for notice in notices {
      switch notice {
      case .readOnly(.failed(let reason)): failure = reason
      case .unfinishedLine: break
      case .cutLine, .rebuilt, .leftOut, .undone, .putBack, .settled, .noStandby, .readOnly:
        throw Violation(notice.words.en)
      }
    }
    if let failure, failures == ledger.clearedAfter {
      throw Violation("nothing can be saved again (\(failure)), it was told to be over")
    }
    guard let told = ledger.failure, !ledger.mayBeCleared else { return }
    // Another failure since may have overwritten the reason.
    guard let failure, !failure.isEmpty || told.isEmpty else {
      throw Violation("nothing could be saved (\(told)), and now it can")
    }
  }

  private func checkTornCopies() throws {
    for (path, bytes) in ledger.tornCopies {
      guard try files.bytes(of: path) == bytes else {
        throw Violation("\(path) does not hold what was cut")
      }
    }
  }

  /// No process lives, so every draft is offered.
  private func checkDrafts() throws {
    for account in Office.accounts {
      let drafts = Drafts(files, account: account, places: Office.draftPlaces)
      let found = drafts.orphans()
      drafts.close()
      try ledger.check(found, of: account) { _ in false }
      for (id, life) in ledger.drafts
      where life.account == account && life.kept > 0 && !life.isDropped {
        guard found.contains(where: { $0.id == id }) else { throw Violation("draft \(id) is gone") }
      }
    }
  }

  private func checkBackups() throws {
    let ofDay = ledger.backupOfDay.map { [($0.path, $0.commits)] } ?? []
    for (path, commits) in ledger.backups.map({ ($0.key, $0.value) }) + ofDay {
      let root = Office.restored.appending("look-" + (path.lastComponent?.string ?? ""))
      _ = try RegistryDirectory.restore(
        path, to: root, group: nil, account: "boss", files: files
      ) { _ in }
      try check(root, holds: commits)
    }
  }

  private func checkRestored() throws {
    for (root, commits) in ledger.restored { try check(root, holds: commits) }
  }

  private func check(_ root: FilePath, holds commits: [Commit]) throws {
    let registry = try RegistryDirectory(
      root, .reading, account: "boss", files: files, patience: .zero)
    let state = try registry.load().state
    guard try registry.changes(after: 0, limit: .max) == commits else {
      throw Violation("\(root) does not hold what was backed up")
    }
    try Ledger.check(state, is: commits)
    let plan = registry.layout.plans.appending(Office.plan.name)
    guard try files.bytes(of: plan) == Array(Office.plan.text.utf8) else {
      throw Violation("\(root) does not hold the office's own plan")
    }
  }

  private func goOn(_ registry: RegistryDirectory, _ state: RegistryState) throws {
    let before = try registry.check()
    guard before.damage.isEmpty else {
      throw Violation("check: \(before.damage.map(\.words.en).joined(separator: "; "))")
    }
    let saved = try registry.append(Office.community(150_000), from: state)
    guard saved.commit?.seq == state.seq + 1 else { throw Violation("the next save is no next") }
    try registry.checkpoint()
    let again = try open()
    let loaded = try again.load()
    try Ledger.check(loaded.state, is: try again.changes(after: 0, limit: .max))
    guard try again.check().exitCode == 0 else {
      throw Violation("check finds something after the next save")
    }
  }
}
