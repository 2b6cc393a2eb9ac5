import RegistryModel
import SystemPackage

/// What `check` found; empty if everything holds.
public struct CheckReport: Sendable {
  /// Files that cannot be trusted, by file and line.
  public var damage: [StoreError] = []
  /// Rules that do not hold, broken references among them; soft ones only where nobody accepted.
  public var findings: [Finding] = []
  /// Keys this program does not know: kept, but neither shown nor checked.
  public var unknownKeys: [UnknownKey] = []
  /// What a clerk should know.
  public var notices: [StoreNotice] = []
  /// Change sets looked at.
  public var changes = 0
  /// Records looked at.
  public var records = 0
  /// A FAILED file was there and is gone, since nothing is damaged.
  public var isFailureCleared = false

  /// A key of a newer program in a record.
  public struct UnknownKey: Hashable, Sendable {
    /// The record.
    public let id: RecordID
    /// The key in its line.
    public let key: String
  }

  /// Nothing was looked at yet.
  public init() {}

  /// Holds all records against the rules of a day.
  public mutating func inspect(_ state: RegistryState, on today: CivilDate) {
    for kind in Kind.allCases {
      for stored in state[kind].allRows {
        records += 1
        unknownKeys += stored.unknown.map { .init(id: stored.id, key: $0.key) }
        if stored.binned == nil { findings += state.openFindings(of: stored, today: today) }
      }
    }
  }

  /// 1 for damage, broken references and hard rules.
  public var exitCode: Int32 {
    damage.isEmpty && !findings.contains { $0.severity == .hard } ? 0 : 1
  }
}

extension RegistryDirectory {
  /// Reads everything there is: every checksum, the chain, every record against the journal that
  /// made it, every rule. Where all is well and a write had failed, writing is allowed again.
  public func check(
    _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) -> CheckReport {
    let today = clock.today
    // The journal is one half of the work, what is held against it the other.
    let half = journalBytes
    func tell(_ part: Int, of parts: Int) throws(StoreError) {
      try progress(WorkProgress(done: half + half * part / parts, total: 2 * half))
    }
    var report = CheckReport()
    var (replayed, end) = (RegistryState(), JournalPosition())
    report.damage += try damage { () throws(StoreError) in
      var (segment, before) = (1, 0)
      var place = JournalPosition()
      try replay(&replayed, &end) { next throws(StoreError) in
        if next.segment != segment { (segment, before) = (next.segment, before + place.end) }
        place = next
        guard place.seq.isMultiple(of: 64) else { return }
        try progress(WorkProgress(done: min(half, before + place.end), total: 2 * half))
      }
    }
    report.changes = replayed.seq
    for (place, kind) in Kind.allCases.enumerated() {
      try tell(place, of: 2 * Kind.allCases.count)
      report.damage += try damage { () throws(StoreError) in
        var unused = RegistryState()
        _ = try unused.read([kind], files, layout, of: identity.namedByFiles)
      }
    }
    if report.damage.isEmpty {
      // Before the journal is read: all of a backup that is there is in it by then.
      let backups = (try? backups()) ?? []
      var notices: [StoreNotice] = []
      report.damage += try damage { () throws(StoreError) in notices = try load().notices }
      report.notices = notices
      if report.damage.isEmpty {
        // Others go on working: more lines may follow, and one that was read may be cut by its writer.
        report.damage += try damage { () throws(StoreError) in
          if end.seq < head.seq { try replay(&replayed, &end, through: head.seq) }
        }
        guard try journal.holds(end), end.sha256 == position.sha256 else {
          return try check(progress)
        }
        report.damage += differences(of: head, from: replayed)
        // A journal cut at the end of a line shows nothing itself.
        if let newest = backups.first(where: { $0.backup.registry == identity.id }),
          newest.backup.seq > head.seq, goesOn(newest.path)
        {
          report.damage.append(
            .damaged(newest.path, line: nil, .beyondJournal(seq: newest.backup.seq)))
        }
      }
    }
    try tell(3, of: 4)
    report.damage += try layout.misplaced(segments: journal.numbers(), files)
    report.inspect(report.damage.isEmpty ? shown : replayed, on: today)
    // Nothing is mended for who has gone.
    try tell(1, of: 1)
    report.notices.removeAll { if case .readOnly(.failed) = $0 { true } else { false } }
    if let failure = try failure() {
      if report.damage.isEmpty, access == .writing {
        try clearFailure(&report)
      } else {
        report.damage.append(failure)
      }
    }
    return report
  }

  /// A backup goes on after the journal's last line.
  private func goesOn(_ backup: FilePath) -> Bool {
    var goesOn = false
    _ = try? BackupLines(files, backup).read { line, _ in
      if line.commit.seq == head.seq + 1 { goesOn = line.previous == position.link }
    }
    return goesOn
  }

  /// Brings a state that is at `end` to the line `last`, by the journal alone, or to the first
  /// damage.
  private func replay(
    _ state: inout RegistryState, _ end: inout JournalPosition, through last: Int = .max,
    _ read: (JournalPosition) throws(StoreError) -> Void = { _ in }
  ) throws(StoreError) {
    (end, _) = try journal.read(after: end, through: last, reader) {
      line, place throws(StoreError) in
      do throws(ApplyError) { try state.apply(line.commit) } catch {
        throw journal.damaged(place.segment, at: place.start, .apply(error))
      }
      try read(place)
    }
  }

  private func damage(
    _ look: () throws(StoreError) -> Void
  ) throws(StoreError) -> [StoreError] {
    do throws(StoreError) {
      try look()
      return []
    } catch .cancelled {
      throw .cancelled
    } catch {
      return [error]
    }
  }

  private var journalBytes: Int {
    ((try? journal.numbers()) ?? []).reduce(0) { sum, number in
      sum + (((try? files.facts(layout.segment(number))) ?? nil)?.bytes ?? 0)
    }
  }

  private func differences(
    of loaded: RegistryState, from replayed: RegistryState
  ) -> [StoreError] {
    loaded.records(differingFrom: replayed).map {
      .damaged(layout.records($0.kind), line: nil, .differs($0))
    }
  }

  /// Everything was read and is right: what the failed write left behind is cut, and what it left
  /// whole is written once more and made durable.
  private func clearFailure(_ report: inout CheckReport) throws(StoreError) {
    let lock = try takeLock()
    defer { lock.release() }
    let torn = try catchUp()
    if position.seq > 0 { try journal.rewrite(position.segment) }
    if torn > 0 {
      let kept = try journal.cutTorn(behind: position)
      report.notices.append(.cutLine(layout.segment(position.segment), kept: kept))
    }
    try onDisk(layout.failed) { () throws(DiskError) in
      if try files.facts(layout.failed) != nil { try files.remove(layout.failed) }
      try files.syncDirectory(layout.root, .failureCleared)
    }
    untold = nil
    report.isFailureCleared = true
  }
}
