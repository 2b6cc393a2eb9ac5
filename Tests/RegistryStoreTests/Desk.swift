import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

/// A store and its events, taken one by one.
final class Desk {
  let store: Store
  private var events: AsyncStream<StoreEvent>.Iterator

  /// A store on the registry in a directory.
  convenience init(
    _ path: FilePath, as account: String = "lina", _ access: RegistryAccess = .writing,
    files: any FileSystem = PosixFileSystem(), spareDrafts: FilePath? = nil
  ) throws {
    try self.init(spareDrafts: spareDrafts) { () throws(StoreError) in
      try RegistryDirectory(
        path, access, account: account, clock: Sample.clock, files: files,
        patience: .milliseconds(20))
    }
  }

  /// A store on any engine.
  init(
    spareDrafts: FilePath? = nil,
    opening open: @escaping @Sendable () throws(StoreError) -> any RegistryEngine
  ) throws {
    var options = Store.Options(spareDrafts: spareDrafts)
    options.leavingPatience = .seconds(300)
    let (stream, continuation) = AsyncStream.makeStream(of: StoreEvent.self)
    events = stream.makeAsyncIterator()
    store = try Store(options, opening: open, onEvent: { continuation.yield($0) })
  }

  /// The next event, whatever it is.
  func any() async throws -> StoreEvent { try #require(await events.next()) }

  /// The next event; where the journal stands is told beside all others.
  func next() async throws -> StoreEvent {
    while true {
      switch try await any() {
      case .stands, .opening, .back: continue
      case let event: return event
      }
    }
  }

  /// The state once the registry is loaded and the drafts were offered.
  func opened() async throws -> (state: RegistryState, drafts: [Draft]) {
    guard case .loaded(let state, _, _) = try await next(),
      case .drafts(let drafts) = try await next()
    else { throw Unexpected() }
    return (state, drafts)
  }

  /// The state once `set`, made on `state`, is durable.
  func save(_ set: ChangeSet, from state: RegistryState) async throws -> RegistryState {
    store.save(set, from: state, tag: 1)
    guard case .saved(1, _?, let after) = try await next() else { throw Unexpected() }
    return after
  }

  func leave() async throws {
    store.leave()
    guard case .left = try await next() else { throw Unexpected() }
  }
}

/// Another event than the one a test waits for.
struct Unexpected: Error {}
