import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

/// A store and its events, taken one by one.
final class Desk {
  let store: Store
  private var events: AsyncStream<StoreEvent>.Iterator

  init(
    _ path: FilePath, as account: String = "lina",
    _ change: (inout Store.Settings) -> Void = { _ in }
  ) throws {
    var settings = Store.Settings(directory: path, account: account) {
      (Sample.at, Sample.today)
    }
    settings.patience = .milliseconds(20)
    settings.leavingPatience = .seconds(300)
    change(&settings)
    let (stream, continuation) = AsyncStream.makeStream(of: StoreEvent.self)
    events = stream.makeAsyncIterator()
    store = try Store(settings) { continuation.yield($0) }
  }

  /// The next event; where the journal stands is told beside all others.
  func next() async throws -> StoreEvent {
    while true {
      switch try #require(await events.next()) {
      case .stands, .opening: continue
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
