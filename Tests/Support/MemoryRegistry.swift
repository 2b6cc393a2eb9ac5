import Glibc
import RegistryModel
import RegistryStore
import Synchronization
import SystemPackage

/// A registry that lives in memory, and only as long as somebody holds it.
public final class MemoryRegistry: Sendable {
  private struct Kept {
    var state = RegistryState()
    var commits: [Commit] = []
    /// Rung for whoever waits, by handle.
    var bells: [ObjectIdentifier: FileDescriptor] = [:]
  }

  private let kept = Mutex(Kept())

  /// A registry without a single change set.
  public init() {}

  /// A handle of its own on the registry.
  public func open(
    _ access: RegistryDirectory.Access = .writing
  ) throws(StoreError) -> MemoryEngine {
    try MemoryEngine(self, access)
  }

  fileprivate func commits(after seq: Int) -> (state: RegistryState, commits: [Commit]) {
    kept.withLock { ($0.state, Array($0.commits.dropFirst(seq))) }
  }

  fileprivate func add(_ bell: FileDescriptor, of engine: ObjectIdentifier) {
    kept.withLock { $0.bells[engine] = bell }
  }

  fileprivate func removeBell(of engine: ObjectIdentifier) {
    kept.withLock { _ = $0.bells.removeValue(forKey: engine) }
  }

  /// The change set at its place; nil where nothing is left of it.
  fileprivate func append(
    _ set: ChangeSet, from base: RegistryState, by account: String, at: Instant, today: CivilDate,
    _ engine: ObjectIdentifier
  ) throws(StoreError) -> Commit? {
    try kept.withLock { kept throws(StoreError) in
      let commits = kept.commits
      do {
        let carried = try kept.state.rebase(set, from: base, by: account, today: today)
        if carried.isEmpty { return nil }
        let commit = Commit(seq: kept.state.seq + 1, at: at, by: account, set: carried)
        try kept.state.apply(commit)
        kept.commits.append(commit)
        for (other, bell) in kept.bells where other != engine { _ = try? bell.writeAll([1]) }
        return commit
      } catch let error as RebaseError {
        throw .refused(try Refusal(error, at: kept.state) { commits[$0 - 1] })
      } catch {
        throw .unstorable(.count)
      }
    }
  }
}

/// One clerk's handle on a registry in memory.
public final class MemoryEngine: RegistryEngine {
  private let registry: MemoryRegistry
  private let access: RegistryDirectory.Access
  private var head = RegistryState()
  private let bell: (readEnd: FileDescriptor, writeEnd: FileDescriptor)

  fileprivate init(
    _ registry: MemoryRegistry, _ access: RegistryDirectory.Access
  ) throws(StoreError) {
    self.registry = registry
    self.access = access
    do { bell = try FileDescriptor.pipe() } catch { throw .notARegistry("pipe") }
    _ = fcntl(bell.readEnd.rawValue, F_SETFL, O_NONBLOCK)
    _ = fcntl(bell.writeEnd.rawValue, F_SETFL, O_NONBLOCK)  // a full bell has been rung
    registry.add(bell.writeEnd, of: ObjectIdentifier(self))
  }

  deinit {
    registry.removeBell(of: ObjectIdentifier(self))
    try? bell.readEnd.close()
    try? bell.writeEnd.close()
  }

  /// The newest state.
  public func load() throws(StoreError) -> Loaded {
    head = registry.commits(after: 0).state
    return Loaded(state: head, notices: [])
  }

  /// Change sets after `seq` and up to the head.
  public func changes(after seq: Int, limit: Int) throws(StoreError) -> [Commit] {
    Array(registry.commits(after: seq).commits.prefix { $0.seq <= head.seq }.prefix(limit))
  }

  /// Change sets before `seq` that `filter` lets through, newest first.
  public func changes(
    _ filter: ChangeFilter, before seq: Int, limit: Int
  ) throws(StoreError) -> ChangePage {
    let journal = registry.commits(after: 0).commits.prefix { $0.seq <= head.seq }
    return ChangePage(of: Array(journal), filter, before: seq, limit: limit)
  }

  /// Carries a change set to the head.
  public func append(
    _ set: ChangeSet, from base: RegistryState, by account: String, at: Instant, today: CivilDate
  ) throws(StoreError) -> Appended {
    guard access == .writing else { throw .readOnly }
    let commit = try registry.append(
      set, from: base, by: account, at: at, today: today, ObjectIdentifier(self))
    let (state, commits) = registry.commits(after: head.seq)
    head = state
    // Only this thread appends by this handle, so what follows its own is another's.
    let theirs = commits.filter { $0 != commit }
    let news = theirs.isEmpty ? nil : News(state: state, commits: theirs)
    return Appended(commit: commit, state: state, news: news, notices: [])
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

  /// What other handles appended since this one last looked.
  public func news() throws(StoreError) -> News? {
    let (state, commits) = registry.commits(after: head.seq)
    head = state
    return commits.isEmpty ? nil : News(state: state, commits: commits)
  }
}
