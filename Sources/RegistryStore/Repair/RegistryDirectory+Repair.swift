import Glibc
import RegistryModel
import SystemPackage

/// What a repair did; empty where nothing was damaged.
public struct RepairReport: Hashable, Sendable {
  /// Damaged files, and where their exact bytes are kept.
  public var kept: [Kept] = []
  /// Change sets whose lines were lost; lines that stand for them carry what could be told.
  public var lost: [ClosedRange<Int>] = []
  /// Records made in lost change sets of which only some fields are known.
  public var incomplete: [RecordID] = []
  /// Files made anew from the journal.
  public var rebuilt: [FilePath] = []
  /// Files that were none of the journal's, and what they are called now.
  public var strays: [Kept] = []

  /// A damaged file and the copy of its bytes.
  public struct Kept: Hashable, Sendable {
    /// What was damaged.
    public let file: FilePath
    /// Where its bytes are.
    public let copy: FilePath
  }

  /// Nothing was damaged.
  public var isEmpty: Bool {
    kept.isEmpty && lost.isEmpty && rebuilt.isEmpty && strays.isEmpty
  }
}

extension RegistryDirectory {
  /// Makes a damaged registry whole again, as far as its files tell how it was.
  ///
  /// Of the journal every valid line stays as it is, byte for byte. Lost lines are replaced by lines
  /// that carry what record files and later lines tell of them (Bridge.swift). Record files and the
  /// checkpoint are then made anew where they do not say what the journal says. The bytes of every
  /// file that is altered are kept beside it first.
  ///
  /// - Errors: `.irreparable` where valid lines contradict each other: then only a backup helps.
  public static func repair(
    _ root: FilePath, by account: String, at: Instant
  ) throws(StoreError) -> RepairReport {
    try repair(root, by: account, at: at, files: PosixFileSystem())
  }

  package static func repair(
    _ root: FilePath, by account: String, at: Instant, files: any FileSystem,
    patience: Duration = patience
  ) throws(StoreError) -> RepairReport {
    do throws(StoreError) {
      return try RegistryDirectory(
        root, .writing, account: account, files: files, patience: patience
      ).repair(at: at)
    } catch {
      let layout = RegistryLayout(root)
      guard case .damaged(layout.registry, _, _) = error else { throw error }
      return try repairIdentity(layout, by: account, at: at, files)
    }
  }

  /// Gives a registry whose registry.json cannot be read a new id, and repairs the rest.
  private static func repairIdentity(
    _ layout: RegistryLayout, by account: String, at: Instant, _ files: any FileSystem
  ) throws(StoreError) -> RepairReport {
    let facts = try onDisk(layout.root) { () throws(DiskError) in try files.facts(layout.root) }
    guard let facts else { throw .notARegistry(layout.root) }
    try checkWritable(layout, facts, files)
    let registry = try RegistryDirectory(
      layout, .random(), .writing, Permissions(isShared: facts.mode & 0o020 != 0),
      account: account, files: files, patience: patience)
    var report = RepairReport()
    try registry.replaceIdentity(at: at, &report)
    let rest = try registry.repair(at: at)
    report.kept += rest.kept
    report.rebuilt += rest.rebuilt
    report.strays = rest.strays
    (report.lost, report.incomplete) = (rest.lost, rest.incomplete)
    return report
  }

  private func replaceIdentity(at: Instant, _ report: inout RepairReport) throws(StoreError) {
    let lock = try takeLock(since: at)
    defer { lock.release() }
    // Another repair may have been quicker.
    if (try? RegistryIdentity.read(files, layout)) != nil { return }
    try keep(layout.registry, &report)
    try identity.write(files, layout, permissions)
    report.rebuilt.append(layout.registry)
  }

  private func repair(at: Instant) throws(StoreError) -> RepairReport {
    let report = try repairFiles(at: at)
    // Not under the lock, which a checkpoint takes itself.
    if !report.isEmpty { try checkpoint() }
    return report
  }

  private func repairFiles(at: Instant) throws(StoreError) -> RepairReport {
    let lock = try Lock(
      files, layout, permissions,
      holder: LockHolder(account: account, process: Int(getpid()), since: at),
      patience: patience)
    defer { lock.release() }
    // A checkpoint that is being written says what the journal said before.
    guard let checkpoints = try CheckpointLock(files, layout, patience: patience) else {
      throw .locked(nil)
    }
    defer { checkpoints.release() }

    var report = RepairReport()
    var (records, seqs) = (RegistryState(), [Kind: Int]())
    let checkpoint = try? Checkpoint.read(files, layout.checkpoint)
    for kind in Kind.allCases {
      guard let seq = try? records.read([kind], files, layout)[kind] else { continue }
      seqs[kind] = max(seq, checkpoint?.seq ?? 0)
    }
    let (salvage, lines) = try salvage(records, seqs, at: at, &report)
    for segment in salvage.strays { try setAside(layout.segment(segment), &report) }
    if !salvage.isWhole { try rewrite(salvage, lines, &report) }
    // Even where nothing was found: whoever repaired before may have been killed before it could.
    try onDisk(layout.journal) { () throws(DiskError) in
      try files.syncDirectory(layout.journal, .repairedSegmentName)
    }
    try replay()
    try rebuild(records, seqs, checkpoint, &report)
    try onDisk(layout.root) { () throws(DiskError) in
      try files.syncDirectory(layout.root, .repairedNames)
    }
    return report
  }

  /// What is left of the journal, and the lines for what is lost of it.
  ///
  /// Where files are missing and those behind do not fit what is before, they are none of the journal's.
  private func salvage(
    _ records: RegistryState, _ seqs: [Kind: Int], at: Instant, _ report: inout RepairReport
  ) throws(StoreError) -> (JournalSalvage, [[UInt8]]) {
    func attempt(before limit: Int) throws(StoreError) -> (JournalSalvage, [[UInt8]]) {
      (report.lost, report.incomplete) = ([], [])
      let salvage = try JournalSalvage(
        journal, before: limit, knowing: seqs.values.max() ?? 0, reader)
      return (salvage, try replacements(salvage, records, seqs, at: at, &report))
    }
    do throws(StoreError) { return try attempt(before: .max) } catch .damaged(
      let path, let line, let damage)
    {
      let numbers = try journal.numbers()
      let missing = numbers.indices.first { numbers[$0] != $0 + 1 }.map { $0 + 1 }
      if let missing, missing > 1, let left = try? attempt(before: missing) { return left }
      let names = (try? files.list(layout.backups)) ?? []
      throw .irreparable(
        path, line: line, damage,
        backup: DailyBackups.newest(names).map { layout.backups.appending($0) })
    }
  }

  /// The lines for every gap.
  private func replacements(
    _ salvage: JournalSalvage, _ records: RegistryState, _ seqs: [Kind: Int], at: Instant,
    _ report: inout RepairReport
  ) throws(StoreError) -> [[UInt8]] {
    var state = RegistryState()
    func replay(behind gap: Int?) throws(StoreError) {
      try salvage.lines(behind: gap, reader) { line throws(StoreError) in
        do throws(ApplyError) { try state.apply(line.commit) } catch {
          throw .damaged(layout.journal, line: nil, .apply(error))
        }
      }
    }
    try replay(behind: nil)
    var replacements: [[UInt8]] = []
    for (place, gap) in salvage.gaps.enumerated() {
      var ahead = Bridge.Lines()
      try salvage.lines(behind: place, reader) { line throws(StoreError) in ahead.add(line) }
      let next = salvage.gaps.dropFirst(place + 1).first?.missing.lowerBound ?? .max
      let kept = Kind.allCases.filter { kind in
        seqs[kind].map { $0 >= gap.missing.lowerBound && $0 < next } ?? false
      }
      let bridge = Bridge(from: state, to: ahead, records, kept: Set(kept))
      var (bytes, previous) = ([UInt8](), gap.previous)
      for seq in gap.missing {
        let isLast = seq == gap.missing.upperBound - 1
        let set = ChangeSet(isLast ? bridge.changes : [], reason: "check --repair")
        let commit = Commit(seq: seq, at: at, by: account, set: set)
        let (line, sha256) = JournalLine.encoded(
          commit, standingFor: isLast ? gap.link : nil, previous: previous)
        guard line.count <= JournalLine.maximumBytes else { throw .tooLarge(bytes: line.count) }
        bytes += line + Array("\n".utf8)
        previous = sha256
        do throws(ApplyError) { try state.apply(commit) } catch {
          throw .damaged(layout.journal, line: nil, .apply(error))
        }
      }
      replacements.append(bytes)
      if !gap.missing.isEmpty {
        report.lost.append(gap.missing.lowerBound...gap.missing.upperBound - 1)
        report.incomplete += bridge.incomplete
      }
      try replay(behind: place)
    }
    return replacements
  }

  private func rewrite(
    _ salvage: JournalSalvage, _ lines: [[UInt8]], _ report: inout RepairReport
  ) throws(StoreError) {
    // The highest file first, and it whatever it holds: who has the registry open looks there, and
    // reads all anew.
    let highest = max(1, salvage.segments)
    for segment in stride(from: highest, to: 0, by: -1) {
      let path = layout.segment(segment)
      let repaired = try salvage.content(segment) { lines[$0] }
      if repaired != nil {
        try keep(path, &report)
        report.rebuilt.append(path)
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

  /// Removes record files and a checkpoint that the journal does not bear out, and writes new ones.
  private func rebuild(
    _ records: RegistryState, _ seqs: [Kind: Int], _ checkpoint: Checkpoint?,
    _ report: inout RepairReport
  ) throws(StoreError) {
    var wrong: [FilePath] = []
    for kind in Kind.allCases {
      let path = layout.records(kind)
      if let seq = seqs[kind] {
        if seq > position.seq || !head.bearsOut(records, kind, through: seq) { wrong.append(path) }
      } else {
        let isThere = try exists(path)
        if checkpoint != nil || isThere { wrong.append(path) }
      }
    }
    // A rewritten journal moves the place a checkpoint names; that is no damage of its own.
    let isMoved = report.rebuilt.contains { $0.removingLastComponent() == layout.journal }
    let isRight = try isRight(checkpoint)
    if !isMoved, !isRight { wrong.append(layout.checkpoint) }
    if wrong.isEmpty, !isMoved { return }
    for path in wrong {
      try keep(path, &report)
      report.rebuilt.append(path)
    }
    try onDisk(layout.root) { () throws(DiskError) in
      // The checkpoint goes with any of them: it says that all files are there.
      for path in wrong + [layout.checkpoint] where try files.facts(path) != nil {
        try files.remove(path)
      }
    }
  }

  private func exists(_ path: FilePath) throws(StoreError) -> Bool {
    try onDisk(path) { () throws(DiskError) in try files.facts(path) != nil }
  }

  /// Whether the checkpoint, if there is a file of it, names a line of the journal.
  private func isRight(_ checkpoint: Checkpoint?) throws(StoreError) -> Bool {
    guard let checkpoint else { return try !exists(layout.checkpoint) }
    let place = JournalPosition(checkpoint)
    guard try journal.holds(place) else { return false }
    return try journal.seq(ofLineEndingAt: place) == checkpoint.seq
  }

  /// Copies the exact bytes of a file that will be altered; nothing where there is none.
  private func keep(_ path: FilePath, _ report: inout RepairReport) throws(StoreError) {
    let copy = try onDisk(path) { () throws(DiskError) -> FilePath? in
      guard try files.facts(path) != nil else { return nil }
      let file = try files.open(path, .reading)
      defer { files.close(file) }
      let bytes = try files.read(file, at: 0, count: files.facts(file).bytes)
      return try files.keep(
        bytes, as: { Self.aside(path, $0) }, permissions, (.damagedCopy, .damagedCopyName))
    }
    if let copy { report.kept.append(.init(file: path, copy: copy)) }
  }

  /// Gives another name to what is no file of the journal's, and perhaps cannot even be read.
  private func setAside(_ path: FilePath, _ report: inout RepairReport) throws(StoreError) {
    let copy = try onDisk(path) { () throws(DiskError) -> FilePath in
      var number = 0
      while try files.facts(Self.aside(path, number)) != nil { number += 1 }
      try files.rename(path, to: Self.aside(path, number), replacing: false)
      return Self.aside(path, number)
    }
    report.strays.append(.init(file: path, copy: copy))
  }

  /// Where what stands at `path` is kept; `copy` tells twins apart.
  private static func aside(_ path: FilePath, _ copy: Int) -> FilePath {
    FilePath(path.string + ".damaged" + (copy == 0 ? "" : "-\(copy)"))
  }
}

extension RegistryState {
  /// Whether the records of a kind in a file are those here, but for what came after `seq`.
  fileprivate func bearsOut(_ file: RegistryState, _ kind: Kind, through seq: Int) -> Bool {
    let (here, there) = (self[kind], file[kind])
    return (1...max(1, here.highest, there.highest)).allSatisfy { number in
      guard let row = here.stored(number) else { return there.stored(number) == nil }
      return row.changed > seq || there.stored(number)?.json == row.json
    }
  }
}
