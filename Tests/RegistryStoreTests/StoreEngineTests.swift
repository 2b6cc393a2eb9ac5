import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// The store's thread on every engine: it knows none of them.
@Suite(.timeLimit(.minutes(10)))
struct StoreEngineTests {
  private let first = RecordID(.community, 1)

  private func desk(
    _ registry: any RegistryUnderTest, as account: String = "lina",
    _ access: RegistryAccess = .writing, spareDrafts: FilePath? = nil
  ) throws -> Desk {
    try Desk(spareDrafts: spareDrafts) { () throws(StoreError) in
      try registry.open(access, account: account, clock: Sample.clock)
    }
  }

  @Test(arguments: EngineUnderTest.all)
  func opening_tellsWhoseItIsAndWhereItEnds_beforeTheRecords(
    _ engine: EngineUnderTest
  ) async throws {
    let registry = try engine.make()
    let handle = try registry.open(.reading, account: "lina", clock: Sample.clock)
    let desk = try desk(registry, as: "wang")
    guard case .opening(let identity, account: "wang", let place?) = try await desk.any() else {
      throw Unexpected()
    }
    #expect(identity == handle.identity)
    #expect(place == handle.place)
    guard case .loaded(let state, _, let notices) = try await desk.any() else { throw Unexpected() }
    #expect(state.seq == 1 && notices.isEmpty)
    guard case .drafts([]) = try await desk.any(), case .stands(place) = try await desk.any()
    else { throw Unexpected() }
    try await desk.leave()
  }

  @Test(arguments: EngineUnderTest.all)
  func saves_areToldToBoth_andHistoryAndUndoAreRead(_ engine: EngineUnderTest) async throws {
    let registry = try engine.make()
    let (lina, wang) = (try desk(registry), try desk(registry, as: "wang"))
    let base = try await lina.opened().state
    _ = try await wang.opened()
    let state = try await lina.save(Sample.community(1), from: base)
    guard case .refreshed(let theirs, let commits) = try await wang.next() else {
      throw Unexpected()
    }
    #expect(theirs.contents == state.contents)
    #expect(commits.map(\.by) == ["lina"])
    wang.store.save(try Sample.community(1), from: base, tag: 8)
    guard case .refused(8, let refusal) = try await wang.next() else { throw Unexpected() }
    #expect(refusal.authors.values.map(\.by) == ["lina"])
    lina.store.readChanges(.all, before: .max, limit: 10, tag: 2)
    guard case .changes(2, let page) = try await lina.next() else { throw Unexpected() }
    #expect(page.commits.map(\.seq) == [2, 1])
    lina.store.planUndo(.newest(by: "lina"), from: state, reason: "误", tag: 3)
    guard case .undoPlan(3, let plan) = try await lina.next() else { throw Unexpected() }
    let after = try await lina.save(try plan.result.get(), from: state)
    #expect(after[first]?.binned == "误")
    try await lina.leave()
    guard case .refreshed = try await wang.next() else { throw Unexpected() }
    try await wang.leave()
  }

  @Test(arguments: EngineUnderTest.all)
  func reading_savesNothing_andKeepsDraftsOnTheMachine(_ engine: EngineUnderTest) async throws {
    let (registry, place) = (try engine.make(), TemporaryDirectory())
    let draft = Draft(id: "0f0e0d0c-0b0a-4908-8706-050403020100", content: ["安居"])
    let desk = try desk(registry, .reading, spareDrafts: place.path)
    let state = try await desk.opened().state
    desk.store.save(try Sample.community(1), from: state, tag: 1)
    guard case .failed(1, .readOnly) = try await desk.next() else { throw Unexpected() }
    desk.store.keepDraft(draft)
    guard case .draftKept = try await desk.next() else { throw Unexpected() }
    try await desk.leave()
    let again = try self.desk(registry, spareDrafts: place.path)
    #expect(try await again.opened().drafts == [draft])
    try await again.leave()
  }

  @Test(arguments: EngineUnderTest.all)
  func lastLineGone_isNoticedWithOnesOwnSaves(_ engine: EngineUnderTest) async throws {
    let registry = try engine.make()
    // The backup of the day is there: another would read what is put back.
    let other = try registry.open(.writing, account: "lina", clock: Sample.clock)
    _ = try other.load()
    _ = try other.work(.backup, .working)?.run()
    let desk = try desk(registry)
    let base = try await desk.opened().state
    let putBack = try registry.copy()
    _ = try await desk.save(Sample.community(1), from: base)
    try putBack()
    guard case .refreshed(let state, let commits) = try await desk.next(), commits.isEmpty,
      case .noticed(let notices) = try await desk.next(),
      case .putBack(_, from: 2, to: 1, own: [2])? = notices.first
    else { throw Unexpected() }
    #expect(state.seq == 1)
    desk.store.save(try Sample.community(2), from: state, tag: 9)
    guard case .failed(9, .putBack) = try await desk.next() else { throw Unexpected() }
    _ = try await desk.save(Sample.community(2), from: state)
    try await desk.leave()
  }

  /// A server that is away is told of once; what is saved meanwhile fails by its tag, and nothing else.
  @Test func connectionCut_isToldOnce_andSavingGoesOnAfterwards() async throws {
    let office = try EngineUnderTest.memory()
    let desk = try desk(office)
    let state = try await desk.opened().state
    office.setAway(true)
    guard case .failed(nil, MemoryRegistry.away) = try await desk.next() else { throw Unexpected() }
    desk.store.save(try Sample.community(1), from: state, tag: 1)
    guard case .failed(1, MemoryRegistry.away) = try await desk.next() else { throw Unexpected() }
    office.setAway(false)
    _ = try await desk.save(Sample.community(1), from: state)
    try await desk.leave()
  }

  /// Nobody has to press a key for it.
  @Test func connectionMadeAgain_isToldByItself() async throws {
    let office = try EngineUnderTest.memory()
    let desk = try desk(office)
    _ = try await desk.opened()
    office.setAway(true)
    guard case .failed(nil, MemoryRegistry.away) = try await desk.next() else { throw Unexpected() }
    office.setAway(false)
    while true {
      if case .back = try await desk.any() { break }
    }
    try await desk.leave()
  }

  @Test func serverAwayAtTheBeginning_isToldAndEndsTheStore() async throws {
    let registry = MemoryRegistry()
    registry.setAway(true)
    let desk = try desk(registry)
    guard case .notOpened(MemoryRegistry.away) = try await desk.any() else { throw Unexpected() }
  }
}
