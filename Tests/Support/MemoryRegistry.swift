import RegistryModel
import RegistryStore
import Synchronization
import SystemPackage

/// A registry that lives in memory, and only as long as somebody holds it.
public final class MemoryRegistry: Sendable {
  /// Which it is.
  public let identity = RegistryIdentity.random()
  private let kept = Mutex(Kept())

  /// A registry without a single change set.
  public init() {}

  /// A handle of its own on the registry.
  public func open(
    _ access: RegistryAccess = .writing, account: String, clock: RegistryClock
  ) throws(StoreError) -> MemoryEngine {
    if kept.withLock(\.isAway) { throw Self.away }
    return try MemoryEngine(self, access, account, clock)
  }

  /// Takes away what was saved after `seq`, as a server does that took over without it, or a copy that was
  /// put in a registry's place.
  public func putBack(to seq: Int) {
    kept.withLock { kept in
      kept.lines.removeSubrange(seq...)
      kept.state = RegistryState()
      for line in kept.lines { try? kept.state.apply(line.commit) }
      kept.ring()
    }
  }

  /// Breaks the connection of all handles, or makes it possible again, which wakes nobody.
  public func setAway(_ isAway: Bool) {
    kept.withLock { kept in
      kept.isAway = isAway
      if isAway { kept.ring() }
    }
  }

  /// What a handle is told that does not reach the registry.
  public static let away = StoreError.away(server: "memory", reason: "cut")

  /// Has `body` read or change what is kept, alone.
  func reach<T: Sendable>(
    _ body: (inout Kept) throws(StoreError) -> T
  ) throws(StoreError) -> T {
    try kept.withLock { kept throws(StoreError) in
      if kept.isAway { throw Self.away }
      return try body(&kept)
    }
  }

  func add(_ bell: FileDescriptor, of engine: ObjectIdentifier) {
    kept.withLock { $0.bells[engine] = bell }
  }

  func removeBell(of engine: ObjectIdentifier) {
    kept.withLock { _ = $0.bells.removeValue(forKey: engine) }
  }
}

extension MemoryRegistry {
  /// What there is of it.
  struct Kept {
    var state = RegistryState()
    var lines: [Line] = []
    /// Rung for whoever waits, by handle.
    var bells: [ObjectIdentifier: FileDescriptor] = [:]
    var isAway = false

    var end: JournalHead? { lines.last?.head }

    /// Whether the line is still there.
    func holds(_ line: JournalHead) -> Bool {
      lines.indices.contains(line.seq - 1) && lines[line.seq - 1].head == line
    }

    /// Wakes whoever waits, but for one handle.
    func ring(but engine: ObjectIdentifier? = nil) {
      for (other, bell) in bells where other != engine { _ = try? bell.writeAll([1]) }
    }
  }

  /// A change set, as a journal would hold it.
  struct Line {
    let commit: Commit
    let bytes: [UInt8]
    let head: JournalHead

    init(_ commit: Commit, after previous: JournalHead?) {
      self.commit = commit
      let (line, sha256) = commit.line(after: previous?.sha256)
      bytes = line + [UInt8(ascii: "\n")]
      head = JournalHead(seq: commit.seq, sha256: sha256)
    }
  }
}
