import RegistryModel
import RegistryStore
import RegistryTestSupport
import SystemPackage

/// One process at work: a handle on the registry, drafts, and what its clerk sees.
final class Desk {
  let clerk: SimulatedClerk
  private let process: Process
  let registry: RegistryDirectory
  private let files: SimulatedFileSystem<Process>
  /// Opened for reading only.
  private let reads: Bool
  private let drafts: Drafts
  /// Drafts open here.
  private(set) var open: [String] = []
  private(set) var state: RegistryState
  /// What the clerk saw before: a change is often made on an older state than it is saved on.
  private var earlier: [RegistryState] = []

  init(
    _ clerk: SimulatedClerk, _ process: Process, _ registry: RegistryDirectory,
    _ files: SimulatedFileSystem<Process>, reads: Bool
  ) throws {
    (self.clerk, self.process, self.registry) = (clerk, process, registry)
    (self.files, self.reads) = (files, reads)
    state = try registry.load().state
    drafts = Drafts(
      files, account: clerk.account,
      places: reads || clerk.number == 3 ? [Office.draftPlaces[1]] : Office.draftPlaces)
    try lookBack()
    adopt()
  }

  /// Leaves as a process does that was told to.
  func leave() {
    ledger.change { ledger in for id in open { ledger.drafts[id]?.owner = nil } }
    drafts.close()
  }

  var ledger: Shared<Ledger> { clerk.ledger }

  /// A number nobody else gets.
  var serial: Int { ledger.change { $0.nextSerial() } }

  func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &clerk.random) }
  func pick<T>(_ items: [T]) -> T { items[number(0...items.count - 1)] }
  func one(in odds: Int) -> Bool { clerk.one(in: odds) }

  private func allowing<T>(_ body: () throws -> T) throws -> T? {
    try clerk.allowing(process, body)
  }

  private func moved(to state: RegistryState) throws {
    earlier = (earlier + [self.state]).suffix(4)
    self.state = state
    guard one(in: 20) else { return }
    let seen = ledger.read { $0.seen }
    if state.seq <= seen.count { try Ledger.check(state, is: seen.prefix(state.seq)) }
  }
}

// Saving and reading.
extension Desk {
  /// A state to make a change on: what the clerk sees, or saw a while ago.
  var base: RegistryState { one(in: 3) ? earlier.first ?? state : state }

  /// Saves; true where it was acknowledged.
  @discardableResult
  func save(_ set: ChangeSet, from base: RegistryState) throws -> Bool {
    let set = ledger.change { [account = clerk.account] ledger in
      ledger.last = (set, base)
      return ledger.begin(set, by: account)
    }
    let appended = try allowing {
      do throws(StoreError) {
        return try registry.append(set, from: base)
      } catch {
        switch error {
        case .refused, .locked, .readOnly, .putBack: ledger.change { $0.neverWritten(set) }
        default: break
        }
        if case .refused = error { clerk.machine.count { $0.refused += 1 } }
        throw error
      }
    }
    guard let appended else {
      if process.isAlive { try news() }
      // Who is told that nothing can be saved has it looked into.
      if ledger.read({ $0.failure != nil }), one(in: 3) { try check() }
      return false
    }
    if reads { throw Violation("saved while reading only") }
    if let news = appended.news { try take(news) }
    try Ledger.check(set, isIn: appended.state, as: appended.commit)
    try ledger.change { ledger throws(Violation) in
      if let commit = appended.commit { try ledger.see([commit]) }
      try ledger.acknowledge(through: appended.state.seq)
    }
    clerk.machine.count { $0.saves += 1 }
    clerk.machine.look()
    try moved(to: appended.state)
    for case .cutLine(_, let kept) in appended.notices { try keepTornCopy(kept) }
    return true
  }

  private func keepTornCopy(_ path: FilePath) throws {
    let bytes = try files.bytes(of: path)
    ledger.change { $0.tornCopies[path] = bytes }
    clerk.machine.count { $0.tornLines += 1 }
    clerk.machine.look()
  }

  func news() throws {
    guard let news = try allowing({ try registry.news() }) ?? nil else { return }
    try take(news)
    try moved(to: news.state)
  }

  private func take(_ news: News) throws {
    if news.commits.isEmpty {
      // A line this clerk had seen was cut: only a disk that failed does that.
      guard ledger.read({ $0.hasFaults }) else { throw Violation("a line was gone") }
      try lookBack()
    } else {
      try ledger.change { ledger throws(Violation) in try ledger.see(news.commits) }
    }
  }

  func load() throws {
    guard let loaded = try allowing({ try registry.load() }) else { return }
    try moved(to: loaded.state)
    try lookBack()
  }

  /// Reads the journal from somewhere: all clerks see one history.
  func lookBack() throws {
    let known = ledger.read { $0.seen.count }
    let start = one(in: 4) ? 0 : max(0, min(known, state.seq) - number(0...5))
    guard let commits = try allowing({ try registry.changes(after: start, limit: .max) }) else {
      return
    }
    try ledger.change { ledger throws(Violation) in try ledger.see(commits) }
  }

  func history() throws {
    let id = RecordID(pick([.community, .organization]), number(1...8))
    guard let commits = try allowing({ try registry.changes(of: id) }) else { return }
    let seen = ledger.read { $0.seen }
    for commit in commits where commit.seq <= seen.count && seen[commit.seq - 1] != commit {
      if !ledger.read({ $0.hasFaults }) { throw Violation("history tells another change") }
    }
  }

  /// Takes back what somebody saved just now, if nothing stands in the way.
  func undo() throws {
    let seen = ledger.read { $0.seen.prefix(state.seq).suffix(3) }
    guard let commit = seen.randomElement(using: &clerk.random), commit.seq > 1,
      let set = try? state.undo([commit], binning: "撤销", today: Office.today)
    else { return }
    try save(set, from: state)
  }

  /// The office has a plan of its own, since before it makes a backup.
  private func havePlan() {
    let path = registry.layout.plans.appending(Office.plan.name)
    clerk.machine.administer { $0.putForGood(path, Office.plan.text) }
  }

  func backUp() throws {
    havePlan()
    let path = Office.backups.appending("\(serial).jsonl.gz")
    let made = try allowing {
      try registry.backup(to: path)
    }
    guard let made else { return }
    try lookBack()
    // On a disk that fails a line may be another by now.
    guard !ledger.read({ $0.hasFaults }) else { return }
    ledger.change { $0.backups[path] = Array($0.seen.prefix(made.seq)) }
    clerk.machine.count { $0.backups += 1 }
    clerk.machine.look()
  }

  func backUpOfDay() throws {
    guard !reads else { return }
    havePlan()
    // Every backup is of a later day than the one before.
    let today = CivilDate(daysSinceEpoch: 20_000 + serial)
    let work = registry.backupWork
    let made = try allowing { () -> String? in
      try DailyBackups(work: work, account: clerk.account).run(at: Ledger.epoch, today: today)
      // Another process may be at it.
      guard try files.facts(registry.layout.backups) != nil else { return nil }
      return try files.list(registry.layout.backups).first { $0.hasPrefix("\(today)") }
    }
    guard let name = made ?? nil else { return }
    guard !ledger.read({ $0.hasFaults }) else { return }
    try lookBack()
    let path = registry.layout.backups.appending(name)
    let seq = name.dropFirst(11).prefix { $0.isNumber }
    ledger.change { $0.backupOfDay = (path, Array($0.seen.prefix(Int(seq) ?? 0))) }
    clerk.machine.count { $0.backups += 1 }
    clerk.machine.look()
  }

  func restore() throws {
    let backups = ledger.read { $0.backups }
    guard let path = backups.keys.sorted(by: { $0.string < $1.string }).last else { return }
    let root = Office.restored.appending("\(serial)")
    let made = try allowing {
      try RegistryDirectory.restore(
        path, to: root, group: nil, account: clerk.account, files: files, segmentLimit: 12_000
      ) { _ in }
    }
    guard made != nil else { return }
    ledger.change { $0.restored[root] = backups[path] }
    clerk.machine.look()
  }

  func checkpoint() throws {
    if try allowing({ try registry.checkpoint() }) != nil {
      clerk.machine.count { $0.checkpoints += 1 }
      clerk.machine.look()
    }
  }

  func check() throws {
    ledger.change { $0.checking() }
    defer { ledger.change { $0.checked() } }
    guard let report = try allowing({ try registry.check() }) else { return }
    let damage = report.damage.filter { damage in
      // Who reads only is told of a failure instead of clearing it.
      if case .failed = damage, reads { false } else { true }
    }
    guard damage.isEmpty else {
      throw Violation("check: \(damage.map(\.words.en).joined(separator: "; "))")
    }
    if report.isFailureCleared {
      let failures = clerk.machine.failuresTold
      ledger.change { $0.failureIsGone(after: failures) }
      try lookBack()
      try ledger.change { ledger throws(Violation) in
        try ledger.acknowledge(through: report.changes)
      }
      clerk.machine.count { $0.cleared += 1 }
      clerk.machine.look()
    }
    try load()
  }

  /// How long a line would have to grow to end with a block of the journal's file.
  var bytesLeftInBlock: Int? {
    let layout = registry.layout
    guard let last = try? files.list(layout.journal).filter({ $0.hasSuffix(".jsonl") }).last,
      let facts = try? files.facts(layout.journal.appending(last))
    else { return nil }
    return SimulatedFile.block - facts.bytes % SimulatedFile.block
  }
}

// Drafts.
extension Desk {
  private func adopt() {
    let found = drafts.orphans()
    guard process.isAlive else { return }
    do throws(Violation) {
      try ledger.change { ledger throws(Violation) in
        try ledger.check(found, of: clerk.account) {
          $0 != process.number && clerk.machine.isAlive($0)
        }
        for draft in found {
          ledger.drafts[draft.id]?.owner = process.number
        }
      }
    } catch { clerk.machine.stop(error) }
    open += found.map(\.id)
  }

  /// Begins a draft, or goes on with one.
  func keepDraft() throws {
    if open.isEmpty || one(in: 3) {
      let id = "00000000-0000-4000-8000-\(100_000_000_000 + serial)"
      ledger.change { [account = clerk.account] ledger in
        ledger.drafts[id] = Ledger.DraftLife(account: account, owner: process.number)
      }
      open.append(id)
    }
    let id = pick(open)
    let text = String(repeating: "字", count: one(in: 4) ? number(0...4000) : number(0...40))
    let content = JSON.object(of: ("turn", .int(serial)), ("text", .string(text)))
    let version = ledger.change { ledger in
      ledger.drafts[id]?.contents.append(content)
      return ledger.drafts[id]?.contents.count ?? 0
    }
    guard try allowing({ try drafts.keep(Draft(id: id, content: content)) }) != nil else { return }
    ledger.change { $0.drafts[id]?.kept = version }
    clerk.machine.count { $0.drafts += 1 }
    clerk.machine.look()
  }

  func dropDraft() {
    guard let id = open.popLast() else { return }
    ledger.change { $0.drafts[id]?.isDropped = true }
    drafts.drop(id: id)
    ledger.change { $0.drafts[id]?.owner = nil }
  }
}
