import RegistryModel
import RegistryStore
import RegistryTestSupport
import SystemPackage
import Testing

/// A way to keep a registry; every engine there is has its row here and passes `EngineTests`.
struct EngineUnderTest: CustomTestStringConvertible, Sendable {
  let testDescription: String
  /// A new registry's handles, each for one access.
  let make: @Sendable () throws -> Handles

  typealias Handles = @Sendable (RegistryDirectory.Access) throws -> any RegistryEngine

  static let all: [EngineUnderTest] = [
    EngineUnderTest(testDescription: "directory") {
      let directory = TemporaryDirectory()
      _ = try Sample.make(in: directory)
      return { access in
        try RegistryDirectory(directory.path.appending("registry"), access, account: "lina")
      }
    },
    EngineUnderTest(testDescription: "memory") {
      let registry = MemoryRegistry()
      _ = try registry.open().append(
        ChangeSet(
          try Sample.new(Sample.office()).changes + Sample.new(Sample.supervisor).changes),
        from: RegistryState(), by: "lina", at: Sample.at, today: Sample.today)
      return { access in try registry.open(access) }
    },
  ]
}

/// A registry of the engine under test, with the clerks on it.
struct EngineOffice {
  private let handles: EngineUnderTest.Handles

  init(_ engine: EngineUnderTest) throws { handles = try engine.make() }

  /// An office with these communities, and the clerk who has registered them.
  static func withCommunities(
    _ engine: EngineUnderTest, _ count: Int = 1
  ) throws -> (office: EngineOffice, lina: Clerk) {
    let office = try EngineOffice(engine)
    let lina = try office.clerk()
    for serial in 1...count { try lina.save(Sample.community(serial)) }
    return (office, lina)
  }

  /// A clerk who has loaded the registry.
  func clerk(
    _ account: String = "lina", _ access: RegistryDirectory.Access = .writing
  ) throws -> Clerk {
    try Clerk(handles(access), account)
  }

  /// One handle and what its clerk sees.
  final class Clerk {
    let engine: any RegistryEngine
    let account: String
    private(set) var state: RegistryState

    fileprivate init(_ engine: any RegistryEngine, _ account: String) throws(StoreError) {
      (self.engine, self.account) = (engine, account)
      state = try engine.load().state
    }

    /// Saves what was made on `base`, or on what the clerk sees.
    @discardableResult
    func save(
      _ set: ChangeSet, from base: RegistryState? = nil, at: Instant = Sample.at
    ) throws(StoreError) -> Appended {
      let appended = try engine.append(
        set, from: base ?? state, by: account, at: at, today: Sample.today)
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
