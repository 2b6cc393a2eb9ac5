import RegistryModel
import SystemPackage

/// A repair, worked out before a byte is written: what it writes, and what it leaves.
struct RepairPlan {
  /// What it finds and loses; the files it keeps are added as it is carried out.
  fileprivate(set) var report = RepairReport()
  fileprivate(set) var salvage: JournalSalvage
  /// The lines for every gap of the journal.
  fileprivate(set) var lines: [[UInt8]] = []
  /// The records when it is done.
  fileprivate(set) var head = RegistryState()
  /// registry.json as it is to be; nil if it stays.
  fileprivate(set) var identity: RegistryIdentity?
  /// Record files and a checkpoint that the journal does not bear out.
  fileprivate(set) var wrong: [FilePath] = []

  fileprivate init(_ salvage: JournalSalvage) { self.salvage = salvage }
}

/// What is beside a damaged journal.
private struct Beside {
  var records = RegistryState()
  /// The seq every record file that can be read is at.
  var seqs: [Kind: Int] = [:]
  /// Kinds whose file is an older copy of the one the checkpoint saw.
  var older: Set<Kind> = []
  var checkpoint: Checkpoint?
  /// The registry's id; nil where registry.json cannot be read.
  var registry: String?
  /// What an editor or a transfer in text mode did to them.
  var harms: [FilePath: Set<TextHarm>] = [:]
  /// The program's own backups that can be read, the newest first.
  var backups: [(path: FilePath, backup: Backup)] = []
}

extension RegistryDirectory {
  /// Works out a repair.
  ///
  /// - Errors: `.irreparable` where valid lines contradict each other, or nothing is left.
  func repairPlan(at: Instant) throws(StoreError) -> RepairPlan {
    let beside = try beside()
    var plan = try plan(beside, at: at)
    plan.wrong = try wrong(plan, beside)
    plan.identity = try identity(plan, beside, &plan.report)
    for (segment, harms) in plan.salvage.harms.sorted(by: { $0.key < $1.key }) {
      plan.report.add(harms, of: layout.segment(segment))
    }
    for path in [layout.checkpoint] + Kind.allCases.map(layout.records) {
      plan.report.add(beside.harms[path] ?? [], of: path)
    }
    plan.report.foreign = plan.salvage.foreign.sorted { $0.key < $1.key }.map {
      .init(file: layout.segment($0.key), lines: $0.value)
    }
    plan.report.reordered = plan.salvage.reordered.sorted().map(layout.segment)
    let loss = try loss(plan, beside)
    if !loss.isEmpty { plan.report.loss = loss }
    return plan
  }

  private func beside() throws(StoreError) -> Beside {
    var beside = Beside()
    if let file = (try? SmallFile.read(files, layout.checkpoint)) ?? nil {
      beside.checkpoint = try? Checkpoint(file.turnedBack)
      if beside.checkpoint != nil, !file.harms.isEmpty { beside.harms[file.path] = file.harms }
    }
    let identity = try? RegistryIdentity.read(files, layout)
    beside.registry = identity?.id
    let named = identity == nil ? namedByMost : identity?.namedByFiles
    for kind in Kind.allCases {
      let path = layout.records(kind)
      var seq = try? beside.records.read([kind], files, layout, of: named)[kind]
      if seq == nil, let text = ((try? files.contents(of: path)) ?? nil)?.turnedBack() {
        seq = try? beside.records.read(kind, from: text.bytes, path, of: named)
        if seq != nil { beside.harms[path] = text.harms }
      }
      guard let seq else { continue }
      let isOlder = seq < beside.checkpoint?.seen(kind) ?? 0
      if isOlder { beside.older.insert(kind) }
      beside.seqs[kind] = isOlder ? seq : max(seq, beside.checkpoint?.seq ?? 0)
    }
    beside.backups = try backups()
    return beside
  }

  /// The program's own backups whose beginning can be read, the one that holds most first.
  public func backups() throws(StoreError) -> [(path: FilePath, backup: Backup)] {
    var found: [(path: FilePath, backup: Backup)] = []
    for name in (try? files.list(layout.backups)) ?? [] where name.hasSuffix(Backup.ending) {
      let path = layout.backups.appending(name)
      do throws(StoreError) { found.append((path, try BackupLines(files, path).first())) } catch {
        if case .newerFormat = error { throw error }
      }
    }
    return found.sorted { $0.backup.seq > $1.backup.seq }
  }

  /// What is left of the journal, and the lines for what is lost of it.
  ///
  /// Lines that contradict each other may be in the wrong order. Or, where files are missing, those
  /// after them are none of the journal's.
  private func plan(_ beside: Beside, at: Instant) throws(StoreError) -> RepairPlan {
    func attempt(
      _ source: JournalSource, before limit: Int = .max
    ) throws(StoreError) -> RepairPlan {
      let last = beside.seqs.values.max() ?? 0
      var salvage = try JournalSalvage(source, before: limit, knowing: last, reader)
      let isWhole = salvage.isWhole && salvage.lines > 0
      // A journal cut at the end of a line is whole: only a backup knows how far it went.
      let goesOn = beside.backups.contains {
        $0.backup.registry == beside.registry && $0.backup.seq > salvage.last.seq
      }
      let restored =
        isWhole && !goesOn
        ? nil : RestoredLines(salvage, beside.backups, kept: keptFiles(), files, reader)
      if let end = restored?.end, end > last {
        salvage = try JournalSalvage(source, before: limit, knowing: end, reader)
      }
      var plan = RepairPlan(salvage)
      try fill(&plan, restored, beside, at: at)
      return plan
    }
    do throws(StoreError) {
      return try attempt(JournalSource(journal: journal))
    } catch .damaged(let path, let line, let damage) {
      if let ordered = try JournalOrder.source(journal, reader), let plan = try? attempt(ordered) {
        return plan
      }
      let numbers = try journal.numbers()
      let missing = numbers.indices.first { numbers[$0] != $0 + 1 }.map { $0 + 1 }
      if let missing, missing > 1,
        let plan = try? attempt(JournalSource(journal: journal), before: missing)
      {
        return plan
      }
      throw .irreparable(path, line: line, damage, backup: newestBackup)
    }
  }

  /// What earlier repairs have kept of the journal: one that was killed may have lines there that stand
  /// nowhere else yet.
  private func keptFiles() -> [FilePath] {
    ((try? files.list(layout.journal)) ?? []).filter(RegistryLayout.isKept).map {
      layout.journal.appending($0)
    }
  }

  /// The newest backup of the program's own.
  var newestBackup: FilePath? {
    DailyBackups.newest((try? files.list(layout.backups)) ?? []).map {
      layout.backups.appending($0)
    }
  }

  /// Works out the lines for every gap.
  private func fill(
    _ plan: inout RepairPlan, _ restored: RestoredLines?, _ beside: Beside, at: Instant
  ) throws(StoreError) {
    let salvage = plan.salvage
    var state = RegistryState()
    func apply(_ commit: Commit) throws(StoreError) {
      do throws(ApplyError) { try state.apply(commit) } catch {
        throw .damaged(layout.journal, line: nil, .apply(error))
      }
    }
    func replay(behind gap: Int?) throws(StoreError) {
      try salvage.lines(behind: gap, reader) { line throws(StoreError) in try apply(line.commit) }
    }
    try replay(behind: nil)
    for (place, gap) in salvage.gaps.enumerated() {
      var (bytes, previous, missing) = ([UInt8](), gap.previous, gap.missing)
      for line in restored?.lines(for: gap) ?? [] {
        bytes += line.bytes
        try apply(line.line.commit)
        (previous, missing) = (line.line.link, missing.lowerBound + 1..<missing.upperBound)
      }
      if missing.lowerBound > gap.missing.lowerBound {
        plan.report.restored.append(gap.missing.lowerBound...missing.lowerBound - 1)
      }
      if !missing.isEmpty {
        var ahead = Bridge.Lines()
        try salvage.lines(behind: place, reader) { line throws(StoreError) in ahead.add(line) }
        let next = salvage.gaps.dropFirst(place + 1).first?.missing.lowerBound ?? .max
        let kept = Kind.allCases.filter { kind in
          beside.seqs[kind].map { $0 >= missing.lowerBound && $0 < next } ?? false
        }
        let bridge = Bridge(from: state, to: ahead, beside.records, kept: Set(kept))
        let parts = bridge.parts(missing.count)
        for (seq, changes) in zip(missing, parts) {
          let commit = Commit(
            seq: seq, at: at, by: account, set: ChangeSet(changes, reason: "check --repair"))
          let isLast = seq == missing.upperBound - 1
          let (line, sha256) = JournalLine.encoded(
            commit, standingFor: isLast ? gap.link : nil, previous: previous)
          guard line.count <= JournalLine.maximumBytes else { throw .tooLarge(bytes: line.count) }
          bytes += line + Array("\n".utf8)
          previous = sha256
          try apply(commit)
        }
        plan.report.lost.append(missing.lowerBound...missing.upperBound - 1)
        plan.report.incomplete += bridge.incomplete
      }
      plan.lines.append(bytes)
      try replay(behind: place)
    }
    guard state.seq > 0 else {
      throw .irreparable(layout.journal, line: nil, .missing, backup: newestBackup)
    }
    plan.head = state
  }

  /// registry.json as it is to be: turned back, or with the id that a backup holds, or a new one.
  private func identity(
    _ plan: RepairPlan, _ beside: Beside, _ report: inout RepairReport
  ) throws(StoreError) -> RegistryIdentity? {
    do throws(StoreError) {
      _ = try RegistryIdentity.read(files, layout)
      return nil
    } catch {
      guard error.isOfIdentity(layout) else { throw error }
    }
    let file = (try? SmallFile.read(files, layout.registry)) ?? nil
    if let file, let identity = try? RegistryIdentity(file.turnedBack) {
      if identity.format > RegistryIdentity.format { try identity.checkFormat(layout) }
      report.add(file.harms, of: layout.registry)
      return identity
    }
    let backups = beside.backups.map { backup in
      (
        named: (backup.path, backup.backup.registry),
        isOfJournal: plan.salvage.holds(backup.backup.seq, backup.backup.sha256)
      )
    }
    // The surest first: a backup of this very journal, a record file that the journal bears out, a backup
    // that may be of it.
    let found =
      backups.first { $0.isOfJournal == true }?.named ?? named(besides: plan.wrong)
      ?? backups.first { $0.isOfJournal == nil }?.named
    if let (path, id) = found {
      report.identity = .of(path)
      return RegistryIdentity(id: id)
    }
    report.identity = .new
    return .random()
  }

  /// The registry that most record files name: one alone may have been put in place of another.
  private var namedByMost: String? {
    let ids = Kind.allCases.compactMap { kind in
      ((try? RecordFileHeader.read(files, layout.records(kind), of: kind)) ?? nil)?.registry
    }
    let counts = Dictionary(ids.map { ($0, 1) }, uniquingKeysWith: +)
    // Of two named by as many, that of the first kind.
    return ids.first { counts[$0] == counts.values.max() }
  }

  /// The first record file that says whose it is, and whose.
  private func named(besides wrong: [FilePath]) -> (FilePath, String)? {
    for kind in Kind.allCases where !wrong.contains(layout.records(kind)) {
      let path = layout.records(kind)
      let header = (try? RecordFileHeader.read(files, path, of: kind)) ?? nil
      if let id = header?.registry { return (path, id) }
    }
    return nil
  }

  /// Record files and a checkpoint that the journal does not bear out.
  private func wrong(_ plan: RepairPlan, _ beside: Beside) throws(StoreError) -> [FilePath] {
    var wrong: [FilePath] = []
    for kind in Kind.allCases {
      let path = layout.records(kind)
      if let seq = beside.seqs[kind] {
        let isBorneOut =
          seq <= plan.head.seq && plan.head.bearsOut(beside.records, kind, through: seq)
          && !beside.older.contains(kind)
        if !isBorneOut || beside.harms[path] != nil { wrong.append(path) }
      } else {
        let isThere = try exists(path)
        if beside.checkpoint?.covers(kind) == true || isThere { wrong.append(path) }
      }
    }
    let isMoved = !plan.salvage.isWhole
    // A rewritten journal moves the place a checkpoint names; that is no damage of its own.
    let isTurned = beside.harms[layout.checkpoint] != nil
    let isRight = try isMoved && beside.checkpoint != nil ? true : isRight(beside.checkpoint)
    if isTurned || !isRight { wrong.append(layout.checkpoint) }
    return wrong
  }

  private func exists(_ path: FilePath) throws(StoreError) -> Bool {
    try onDisk(path) { () throws(DiskError) in try files.facts(path) != nil }
  }

  /// Whether the checkpoint, if there is a file of it, names a line of the journal.
  private func isRight(_ checkpoint: Checkpoint?) throws(StoreError) -> Bool {
    guard let checkpoint else { return try !exists(layout.checkpoint) }
    let place = JournalPosition(checkpoint)
    guard try journal.holds(place) else { return false }
    return try journal.opening(ofLineEndingAt: place)?.seq == checkpoint.seq
  }

  /// What can be read now, in whatever file, and could not be afterwards.
  private func loss(_ plan: RepairPlan, _ beside: Beside) throws(StoreError) -> RepairLoss {
    var loss = RepairLoss()
    var records = Set(Kind.allCases.flatMap { beside.records[$0].allRows.map(\.id) })
    try plan.salvage.strayLines(reader) { line in
      loss.changes.append(line.commit.seq)
      records.formUnion(line.commit.set.changes.map(\.id))
    }
    loss.changes.sort()
    loss.records = records.filter { plan.head[$0] == nil }.sorted()
    let lines = plan.salvage.damagedLines
    let isTold =
      !plan.report.restored.isEmpty
      || beside.seqs.count == Kind.allCases.count
        && beside.seqs.values.allSatisfy { $0 >= lines }
    loss.isEverything = plan.salvage.lines == 0 && lines > 0 && !isTold
    return loss
  }
}

extension StoreError {
  /// registry.json is damaged, no file, or not there.
  func isOfIdentity(_ layout: RegistryLayout) -> Bool {
    switch self {
    case .damaged(layout.registry, _, _), .notARegistry: true
    case .disk(let error): error.path == layout.registry && error.isNoFile
    default: false
    }
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
