import Glibc
import RegistryModel
import RegistryStore
import SystemPackage

/// One clerk's handle on a registry in memory.
public final class MemoryEngine: RegistryEngine {
  /// Who saves by it.
  public let account: String
  /// What it has seen.
  public private(set) var head = RegistryState()
  private let registry: MemoryRegistry
  private let access: RegistryAccess
  private let clock: RegistryClock
  private let bell: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
  /// The last line it has seen.
  private var last: JournalHead?
  /// The lines it saved.
  private var own: [JournalHead] = []
  /// What others saved and nobody asked for yet.
  private var pending: News?
  private var refusesNextSave: StoreError?

  init(
    _ registry: MemoryRegistry, _ access: RegistryAccess, _ account: String, _ clock: RegistryClock
  ) throws(StoreError) {
    (self.registry, self.access, self.account, self.clock) = (registry, access, account, clock)
    do { bell = try FileDescriptor.pipe() } catch { throw .away(server: "memory", reason: "pipe") }
    _ = fcntl(bell.readEnd.rawValue, F_SETFL, O_NONBLOCK)
    _ = fcntl(bell.writeEnd.rawValue, F_SETFL, O_NONBLOCK)  // a full bell has been rung
    registry.add(bell.writeEnd, of: ObjectIdentifier(self))
  }

  deinit {
    registry.removeBell(of: ObjectIdentifier(self))
    try? bell.readEnd.close()
    try? bell.writeEnd.close()
  }

  /// That of the registry.
  public var identity: RegistryIdentity { registry.identity }
  /// By the clock it was opened with.
  public var today: CivilDate { clock.today }
  /// It has no place for drafts.
  public var draftHome: RegistryHome? { nil }
  /// The last line it has seen, or that there is.
  public var place: JournalHead? {
    last ?? (try? registry.reach { kept throws(StoreError) in kept.end }) ?? nil
  }

  /// The newest state.
  public func load() throws(StoreError) -> Loaded {
    try registry.reach { kept throws(StoreError) in (head, last) = (kept.state, kept.end) }
    pending = nil
    return Loaded(state: head, notices: [])
  }

  /// Change sets after `seq` and up to the head.
  public func changes(after seq: Int, limit: Int) throws(StoreError) -> [Commit] {
    Array(try commits().dropFirst(seq).prefix(limit))
  }

  /// Change sets before `seq` that `filter` lets through, newest first.
  public func changes(
    _ filter: ChangeFilter, before seq: Int, limit: Int
  ) throws(StoreError) -> ChangePage {
    ChangePage(of: try commits(), filter, before: seq, limit: limit)
  }

  private func commits() throws(StoreError) -> [Commit] {
    try registry.reach { kept throws(StoreError) in kept.lines.prefix(head.seq).map(\.commit) }
  }

  /// Carries a change set to the end.
  public func append(
    _ set: ChangeSet, from base: RegistryState
  ) throws(StoreError) -> Appended {
    guard access == .writing else { throw .readOnly }
    let (at, today) = clock.now
    let commit = try registry.reach { kept throws(StoreError) -> Commit? in
      catchUp(kept)
      try tellPutBack()
      guard let commit = try carried(set, from: base, kept, at, today) else { return nil }
      let line = MemoryRegistry.Line(commit, after: kept.end)
      do throws(ApplyError) { try kept.state.apply(commit) } catch {
        throw .unstorable(.apply(error))
      }
      kept.lines.append(line)
      kept.ring(but: ObjectIdentifier(self))
      (head, last) = (kept.state, line.head)
      own.append(line.head)
      return commit
    }
    defer { pending = nil }
    return Appended(commit: commit, state: head, news: pending, notices: [])
  }

  private func carried(
    _ set: ChangeSet, from base: RegistryState, _ kept: MemoryRegistry.Kept, _ at: Instant,
    _ today: CivilDate
  ) throws(StoreError) -> Commit? {
    do throws(RebaseError) {
      let carried = try kept.state.rebase(set, from: base, by: account, today: today)
      if carried.isEmpty { return nil }
      let moments = [at, kept.lines.last?.commit.at].compactMap(\.self)
      let latest = moments.max { $0.seconds < $1.seconds } ?? at
      return Commit(seq: kept.state.seq + 1, at: latest, by: account, set: carried)
    } catch {
      throw .refused(
        try Refusal(error, at: kept.state) { (seq) throws(StoreError) in kept.lines[seq - 1].commit
        })
    }
  }

  /// Takes over what others did.
  private func catchUp(_ kept: MemoryRegistry.Kept) {
    if let last, !kept.holds(last) {
      let gone = own.filter { !kept.holds($0) }
      own.removeAll(where: gone.contains)
      let notice = StoreNotice.putBack(
        "memory", from: head.seq, to: kept.state.seq, own: gone.map(\.seq))
      pending = News(state: kept.state, commits: [], notices: [notice])
      refusesNextSave = .putBack(
        "memory", from: head.seq, to: kept.state.seq, own: gone.map(\.seq))
    } else if head.seq < kept.state.seq {
      let commits = kept.lines.dropFirst(head.seq).map(\.commit)
      let isReadAnew = pending?.commits.isEmpty ?? false
      pending = News(
        state: kept.state, commits: isReadAnew ? [] : (pending?.commits ?? []) + commits,
        notices: pending?.notices ?? [])
    }
    (head, last) = (kept.state, kept.end)
  }

  /// Refuses once to build on what is left, however long that was said already.
  private func tellPutBack() throws(StoreError) {
    guard let error = refusesNextSave else { return }
    refusesNextSave = nil
    pending = pending.map { News(state: $0.state, commits: $0.commits) }
    throw error
  }

  /// Sleeps until another handle has appended or `wake` can be read.
  public func wait(_ wake: FileDescriptor, _ timeout: Duration?) throws(StoreError) -> WaitEnd {
    var waiting = [wake, bell.readEnd].map {
      pollfd(fd: $0.rawValue, events: Int16(POLLIN), revents: 0)
    }
    let milliseconds = timeout.map {
      Int32($0.components.seconds * 1000 + $0.components.attoseconds / 1_000_000_000_000_000)
    }
    let ready = poll(&waiting, nfds_t(waiting.count), milliseconds ?? -1)
    if ready == 0 { return .timeout }
    if ready < 0 || waiting[0].revents != 0 { return .woken }
    var drained = [UInt8](repeating: 0, count: 4096)
    while Glibc.read(bell.readEnd.rawValue, &drained, drained.count) > 0 {}
    return .news
  }

  /// What other handles did since this one last looked.
  public func news() throws(StoreError) -> News? {
    try registry.reach { kept throws(StoreError) in catchUp(kept) }
    defer { pending = nil }
    return pending
  }

  /// There is nothing to do beside.
  public func work(_ chore: Chore, _ moment: ChoreMoment) throws(StoreError) -> ChoreWork? { nil }

  /// Holds every record against the rules, and the lines against the records.
  public func check(
    _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) -> CheckReport {
    _ = try load()
    var (report, replayed) = (CheckReport(), RegistryState())
    for commit in try commits() {
      do throws(ApplyError) { try replayed.apply(commit) } catch {
        throw .unstorable(.apply(error))
      }
    }
    try progress(WorkProgress(done: replayed.seq, total: replayed.seq))
    report.changes = replayed.seq
    report.inspect(replayed, on: today)
    return report
  }

  /// Writes all lines into a new file.
  public func backup(
    to path: FilePath, _ progress: (WorkProgress) throws(StoreError) -> Void
  ) throws(StoreError) -> Backup {
    let lines = try registry.reach { kept throws(StoreError) in
      catchUp(kept)
      return kept.lines
    }
    guard let end = lines.last?.head else { throw .notARegistry(path) }
    let bytes = lines.reduce(0) { $0 + $1.bytes.count }
    let backup = Backup(
      of: identity, head.office.name ?? "", at: clock.at, by: account,
      through: (end.seq, end.sha256), bytes: bytes)
    try backup.write(to: path) { write throws(StoreError) in
      for line in lines { try write(line.bytes) }
    }
    try progress(WorkProgress(done: bytes, total: bytes))
    return backup
  }
}
