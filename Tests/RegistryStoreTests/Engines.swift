import RegistryModel
import RegistryTestSupport
import Synchronization
import SystemPackage
import Testing

@testable import RegistryStore

/// A way to keep a registry; every engine there is has its row here and passes `EngineTests`.
struct EngineUnderTest: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// Makes a registry that begins with its office and its supervisor, lina.
  let make: @Sendable () throws -> any RegistryUnderTest

  static let all: [EngineUnderTest] =
    [
      EngineUnderTest(testDescription: "directory") {
        let directory = TemporaryDirectory()
        _ = try Sample.make(in: directory)
        return DirectoryUnderTest(directory: directory)
      },
      EngineUnderTest(testDescription: "memory") { try memory() },
    ] + (PostgresServer.programs == nil ? [] : [postgres])

  static let postgres = EngineUnderTest(testDescription: "postgres") { try PostgresUnderTest() }

  /// A registry without a disk.
  static func memory() throws -> MemoryRegistry {
    let registry = MemoryRegistry()
    let handle: MemoryEngine = try registry.open(account: "lina", clock: Sample.clock)
    _ = try handle.append(
      ChangeSet(
        try Sample.new(Sample.office()).changes + Sample.new(Sample.supervisor).changes),
      from: RegistryState())
    return registry
  }
}

/// One registry, kept by an engine.
protocol RegistryUnderTest: Sendable {
  /// A handle of an account's own.
  func open(
    _ access: RegistryAccess, account: String, clock: RegistryClock
  ) throws(StoreError) -> any RegistryEngine
  /// Keeps what there is now; what is returned puts it back, whatever was saved since.
  func copy() throws -> () throws -> Void
}

private struct DirectoryUnderTest: RegistryUnderTest {
  let directory: TemporaryDirectory
  private var root: FilePath { directory.path.appending("registry") }

  func open(
    _ access: RegistryAccess, account: String, clock: RegistryClock
  ) throws(StoreError) -> any RegistryEngine {
    try RegistryDirectory(root, access, account: account, clock: clock)
  }

  func copy() throws -> () throws -> Void {
    let journal = RegistryLayout(root).segment(1)
    let bytes = try Bytes.of(journal)
    // In one step: whoever looks in between must not meet half of it.
    return {
      let new = FilePath(journal.string + ".new")
      try Bytes.write(bytes, to: new)
      try PosixFileSystem().rename(new, to: journal)
    }
  }
}

extension MemoryRegistry: RegistryUnderTest {
  func open(
    _ access: RegistryAccess, account: String, clock: RegistryClock
  ) throws(StoreError) -> any RegistryEngine {
    let engine: MemoryEngine = try open(access, account: account, clock: clock)
    return engine
  }

  func copy() throws -> () throws -> Void {
    let seq = try open(account: "nobody", clock: Sample.clock).load().state.seq
    return { self.putBack(to: seq) }
  }
}

/// A clock that tests set.
final class SetClock: Sendable {
  private let moment = Mutex((at: Sample.at, today: Sample.today))

  func set(_ at: Instant, _ today: CivilDate = Sample.today) {
    moment.withLock { $0 = (at, today) }
  }

  var clock: RegistryClock { RegistryClock { self.moment.withLock { $0 } } }
}

/// A registry of the engine under test, with the clerks on it.
struct EngineOffice {
  let registry: any RegistryUnderTest
  let clock = SetClock()

  init(_ engine: EngineUnderTest) throws { registry = try engine.make() }

  /// An office with these communities, and the clerk who has registered them.
  static func withCommunities(
    _ engine: EngineUnderTest, _ count: Int = 1
  ) throws -> (office: EngineOffice, lina: Clerk) {
    let office = try EngineOffice(engine)
    let lina = try office.clerk()
    for serial in 1...count { try lina.save(Sample.community(serial)) }
    return (office, lina)
  }

  /// A handle nobody has loaded.
  func open(
    _ account: String = "lina", _ access: RegistryAccess = .writing
  ) throws -> any RegistryEngine {
    try registry.open(access, account: account, clock: clock.clock)
  }

  /// A clerk who has loaded the registry.
  func clerk(
    _ account: String = "lina", _ access: RegistryAccess = .writing
  ) throws -> Clerk {
    try Clerk(open(account, access), clock)
  }

  /// One handle and what its clerk sees.
  final class Clerk {
    let engine: any RegistryEngine
    private(set) var state: RegistryState
    private let clock: SetClock

    fileprivate init(_ engine: any RegistryEngine, _ clock: SetClock) throws(StoreError) {
      (self.engine, self.clock) = (engine, clock)
      state = try engine.load().state
    }

    /// Saves what was made on `base`, or on what the clerk sees.
    @discardableResult
    func save(
      _ set: ChangeSet, from base: RegistryState? = nil, at: Instant = Sample.at
    ) throws(StoreError) -> Appended {
      clock.set(at)
      let appended = try engine.append(set, from: base ?? state)
      state = appended.state
      return appended
    }

    func set(
      _ id: RecordID, _ key: String, _ before: JSON, _ after: JSON
    ) throws(StoreError) -> Appended {
      try save(Sample.set(id, key, before, after))
    }

    func news() throws(StoreError) -> News? {
      let news = try engine.news()
      if let news { state = news.state }
      return news
    }

    /// What stands against a save that must be refused.
    func refusal(_ set: ChangeSet, from base: RegistryState) throws -> Refusal {
      do throws(StoreError) {
        _ = try save(set, from: base)
      } catch {
        if case .refused(let refusal) = error {
          _ = try news()
          return refusal
        }
        throw error
      }
      throw NotRefused()
    }

    private struct NotRefused: Error {}
  }
}

extension Refusal {
  var clashes: [Clash] {
    if case .clashes(let clashes) = cause { clashes } else { [] }
  }

  var findings: [Finding] {
    if case .rules(let findings) = cause { findings } else { [] }
  }
}
