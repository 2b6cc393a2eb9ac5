import RegistryModel
import SystemPackage

extension RegistryDirectory {
  /// Makes a damaged registry whole again, as far as its files tell how it was.
  ///
  /// Of the journal every valid line stays as it is, byte for byte, though perhaps not where it is. Lost
  /// lines come back from a backup of the program's own, or are replaced by lines that carry what record
  /// files and later lines tell of them (Bridge.swift). Record files and the checkpoint are then made
  /// again where they do not say what the journal says. All of it is worked out first (RepairPlan.swift).
  /// The bytes of every file that is altered are kept beside it.
  ///
  /// - Errors: `.irreparable` where valid lines contradict each other or nothing is left: then only a
  ///   backup helps. `.losing` where less could be read afterwards than now and `acceptsLoss` is false;
  ///   nothing is changed then.
  public static func repair(
    _ root: FilePath, by account: String = UnixAccount.login,
    at: Instant = RegistryClock.machine.at, acceptsLoss: Bool = false
  ) throws(StoreError) -> RepairReport {
    try repair(
      root, by: account, at: at, acceptsLoss: acceptsLoss, files: PosixFileSystem())
  }

  package static func repair(
    _ root: FilePath, by account: String, at: Instant, acceptsLoss: Bool = false,
    files: any FileSystem, patience: Duration = patience
  ) throws(StoreError) -> RepairReport {
    let registry: RegistryDirectory
    let layout = RegistryLayout(root)
    do throws(StoreError) {
      // An upgrade needs a whole registry, so one of an older format is repaired as it is.
      let format = (try? RegistryIdentity.read(files, layout).format) ?? RegistryIdentity.format
      registry = try RegistryDirectory(
        root, .writing, account: account, files: files, patience: patience,
        format: min(format, RegistryIdentity.format))
    } catch {
      let isLeft =
        layout.hasJournal(files) || (try? layout.isLeft(files)) == true
        || (try? layout.isAnythingThere([layout.registry], files)) == true
      guard error.isOfIdentity(layout), isLeft else { throw error }
      registry = try withoutIdentity(layout, account: account, files, patience)
    }
    let report = try registry.repairFiles(at: at, acceptsLoss: acceptsLoss)
    // Not under the lock, which a checkpoint takes itself.
    let identity = try RegistryIdentity.read(files, layout)
    if !report.isEmpty, identity.format == RegistryIdentity.format {
      try registry.checkpoint(of: identity)
    }
    return report
  }

  /// A registry whose registry.json cannot be read; what is to be there comes with the plan.
  private static func withoutIdentity(
    _ layout: RegistryLayout, account: String, _ files: any FileSystem, _ patience: Duration
  ) throws(StoreError) -> RegistryDirectory {
    let facts = try onDisk(layout.root) { () throws(DiskError) in try files.facts(layout.root) }
    guard let facts else { throw .notARegistry(layout.root) }
    try checkWritable(layout, facts, files)
    return try RegistryDirectory(
      layout, .random(), .writing, Permissions(isShared: facts.mode & 0o020 != 0),
      account: account, clock: .machine, files: files, patience: patience)
  }

  private func repairFiles(
    at: Instant, acceptsLoss: Bool
  ) throws(StoreError) -> RepairReport {
    let lock = try takeLock(since: at)
    defer { lock.release() }
    // A checkpoint that is being written says what the journal said before. Without a journal there is
    // none, and nothing to lock.
    let hasJournal = try onDisk(layout.journal) { () throws(DiskError) in
      try files.facts(layout.journal) != nil
    }
    let checkpoints = hasJournal ? try CheckpointLock(files, layout, patience: patience) : nil
    if hasJournal, checkpoints == nil { throw .locked(nil) }
    defer { checkpoints?.release() }

    let plan = try repairPlan(at: at)
    if let loss = plan.report.loss, !acceptsLoss {
      throw .losing(layout.root, loss, backup: newestBackup)
    }
    return try carryOut(plan)
  }

  private func carryOut(_ plan: RepairPlan) throws(StoreError) -> RepairReport {
    var report = plan.report
    try makeJournal()
    for segment in plan.salvage.strays {
      try setAside(layout.segment(segment), as: RegistryLayout.stray, &report)
    }
    if !plan.salvage.isWhole { try rewrite(plan, &report) }
    // Even where nothing was found: whoever repaired before may have been killed before it could.
    try onDisk(layout.journal) { () throws(DiskError) in
      try files.syncDirectory(layout.journal, .repairedSegmentName)
    }
    try replay()
    try remove(plan.wrong, isMoved: !plan.salvage.isWhole, &report)
    if let identity = plan.identity {
      try keep(layout.registry, &report)
      try identity.write(files, layout, permissions)
      if report.identity != nil { report.rebuilt.append(layout.registry) }
    }
    try onDisk(layout.root) { () throws(DiskError) in
      try files.syncDirectory(layout.root, .repairedNames)
    }
    return report
  }

  /// Makes the journal's directory where it is lost. Its name is durable before a record file goes whose
  /// records it holds: the copy of that file is, in the same directory.
  private func makeJournal() throws(StoreError) {
    try onDisk(layout.journal) { () throws(DiskError) in
      guard try files.facts(layout.journal) == nil else { return }
      try files.makeDirectory(layout.journal)
      try files.protect(layout.journal, mode: permissions.directory, group: nil)
    }
  }

  private func rewrite(
    _ plan: RepairPlan, _ report: inout RepairReport
  ) throws(StoreError) {
    let salvage = plan.salvage
    // The highest file first, and it whatever it holds: who has the registry open looks there, and
    // reads all again.
    let highest = max(1, salvage.segments)
    for segment in stride(from: highest, to: 0, by: -1) {
      let path = layout.segment(segment)
      let repaired = try salvage.content(segment) { plan.lines[$0] }
      if repaired != nil {
        try keep(path, &report)
        if !report.isTold(path) || salvage.hasGap(in: segment) { report.rebuilt.append(path) }
      } else if segment < highest {
        continue
      }
      let content: [UInt8]
      if let repaired { content = repaired } else { content = try salvage.bytes(of: segment) }
      try files.replace(path, permissions, .repairedSegment) { writer throws(DiskError) in
        try writer.write(content)
      }
    }
  }

  /// Reads the whole journal, whatever record files say.
  private func replay() throws(StoreError) {
    var state = RegistryState()
    let (end, _) = try journal.read(after: JournalPosition(), reader) {
      line, place throws(StoreError) in
      do throws(ApplyError) { try state.apply(line.commit) } catch {
        throw journal.damaged(place.segment, at: place.start, .apply(error))
      }
    }
    (head, position, pending) = (state, end, nil)
  }

  /// Removes record files and a checkpoint that the journal does not bear out; new ones are written
  /// when the repair is done.
  private func remove(
    _ wrong: [FilePath], isMoved: Bool, _ report: inout RepairReport
  ) throws(StoreError) {
    if wrong.isEmpty, !isMoved { return }
    for path in wrong {
      try keep(path, &report)
      if !report.isTold(path) { report.rebuilt.append(path) }
    }
    try onDisk(layout.root) { () throws(DiskError) in
      // The checkpoint goes with any of them: it says that all files are there.
      for path in wrong + [layout.checkpoint] where try files.facts(path) != nil {
        try files.remove(path)
      }
    }
  }

  /// Copies the exact bytes of a file that will be altered; nothing where there is none. What is no
  /// file gives way.
  private func keep(_ path: FilePath, _ report: inout RepairReport) throws(StoreError) {
    let facts = try onDisk(path) { () throws(DiskError) in try files.facts(path) }
    if facts?.found != nil { return try setAside(path, &report) }
    let copy = try onDisk(path) { () throws(DiskError) -> FilePath? in
      guard let bytes = try files.contents(of: path) else { return nil }
      return try files.keep(
        bytes, as: { RegistryLayout.aside(path, copy: $0) }, permissions,
        (.damagedCopy, .damagedCopyName))
    }
    if let copy { report.kept.append(.init(file: path, copy: copy)) }
  }

  /// Gives another name to what is no file, or none of the journal's, and perhaps cannot even be read.
  private func setAside(
    _ path: FilePath, as name: (FilePath, Int) -> FilePath = RegistryLayout.aside,
    _ report: inout RepairReport
  ) throws(StoreError) {
    let stray = try onDisk(path) { () throws(DiskError) -> RepairReport.Kept in
      let found = try files.facts(path)?.found
      var number = 0
      while try files.facts(name(path, number)) != nil { number += 1 }
      try files.rename(path, to: name(path, number), replacing: false)
      return .init(file: path, copy: name(path, number), found: found)
    }
    report.strays.append(stray)
  }
}
