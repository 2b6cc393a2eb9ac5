import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

@Suite(.timeLimit(.minutes(10)))
struct StoreTests {
  let directory = TemporaryDirectory()
  var path: FilePath { directory.path.appending("registry") }

  /// A draft's file as it is written.
  private func sealed(_ content: String) -> [UInt8] {
    var bytes = Array("{\"draft\":\(content),".utf8)
    _ = Seal.close(&bytes)
    return bytes + Array("\n".utf8)
  }

  @Test func save_isToldWithItsTagAndIsDurable() async throws {
    _ = try Sample.make(in: directory)
    let desk = try Desk(path)
    let state = try await desk.opened().state
    desk.store.save(try Sample.community(1), from: state, tag: 7)
    desk.store.save(try Sample.community(1), from: state, tag: 8)
    guard case .saved(7, let commit?, let after) = try await desk.next() else { throw Unexpected() }
    #expect(commit.seq == 2)
    #expect(after.communities.count == 1)
    guard case .refused(8, let refusal) = try await desk.next() else { throw Unexpected() }
    #expect(refusal.authors.values.map(\.by) == ["lina"])
    #expect(try Sample.open(path).head.contents == after.contents)
    try await desk.leave()
  }

  /// Nobody polls: without the watch on the journal the news would never come.
  @Test func save_ofAnotherProcess_isSeenWithoutBeingAskedFor() async throws {
    _ = try Sample.make(in: directory)
    let (lina, wang) = (try Desk(path), try Desk(path, as: "wang"))
    var state = try await lina.opened().state
    _ = try await wang.opened()
    for serial in 1...5 {
      lina.store.save(try Sample.community(serial), from: state, tag: serial)
      guard case .refreshed(let theirs, let commits) = try await wang.next() else {
        throw Unexpected()
      }
      guard case .saved(_, let commit?, let mine) = try await lina.next() else {
        throw Unexpected()
      }
      #expect(commits == [commit])
      #expect(theirs.contents == mine.contents)
      state = mine
    }
    try await lina.leave()
    try await wang.leave()
  }

  @Test func refresh_comesBeforeTheSaveItStandsUnder() async throws {
    let other = try Sample.make(in: directory)
    let desk = try Desk(path, as: "wang")
    let base = try await desk.opened().state
    try other.append(Sample.community(1))
    desk.store.save(try Sample.community(2), from: base, tag: 1)
    guard case .refreshed(let state, let commits) = try await desk.next() else {
      throw Unexpected()
    }
    #expect(state.seq == 2)
    #expect(commits.map(\.by) == ["lina"])
    guard case .saved(1, let commit?, let after) = try await desk.next() else { throw Unexpected() }
    #expect((commit.seq, commit.by) == (3, "wang"))
    #expect(after.communities.count == 2)
    try await desk.leave()
  }

  @Test func lock_heldByAnother_failsTheSaveAndNothingElse() async throws {
    let registry = try Sample.make(in: directory)
    let desk = try Desk(path)
    let state = try await desk.opened().state
    let holder = LockHolder(account: "wang", process: 4711, since: Sample.at)
    let lock = try Lock(
      PosixFileSystem(), registry.layout, registry.permissions, holder: holder, patience: .zero)
    desk.store.save(try Sample.community(1), from: state, tag: 1)
    guard case .failed(1, .locked(holder)) = try await desk.next() else { throw Unexpected() }
    lock.release()
    desk.store.save(try Sample.community(1), from: state, tag: 2)
    guard case .saved(2, _?, _) = try await desk.next() else { throw Unexpected() }
    try await desk.leave()
  }

  @Test func registry_missing_isToldAndEndsTheStore() async throws {
    let desk = try Desk(path)
    guard case .notOpened(.notARegistry(path)) = try await desk.next() else { throw Unexpected() }
  }

  @Test func leaving_withALongTail_leavesACheckpoint() async throws {
    _ = try Sample.make(in: directory)
    let desk = try Desk(path)
    var state = try await desk.opened().state
    for serial in 1...2 {
      let name = String(repeating: "长", count: 12_000) + "社区居委会"
      desk.store.save(try Sample.community(serial, name: name), from: state, tag: serial)
      guard case .saved(_, _?, let after) = try await desk.next() else { throw Unexpected() }
      state = after
    }
    try await desk.leave()
    let checkpoint = try Checkpoint.read(PosixFileSystem(), RegistryLayout(path).checkpoint)
    #expect(checkpoint?.seq == 3)
    #expect(try Sample.open(path).head.contents == state.contents)
  }

  @Test func draft_ofALeftSession_isOfferedToItsAccountOnce() async throws {
    _ = try Sample.make(in: directory)
    let id = "0f0e0d0c-0b0a-4908-8706-050403020100"
    let first = try Desk(path)
    _ = try await first.opened()
    for text in ["安", "安居"] {
      first.store.keepDraft(Draft(id: id, content: .object([.init("name", .string(text))])))
    }
    guard case .draftKept(id) = try await first.next() else { throw Unexpected() }
    let file = RegistryLayout(path).drafts.appending("lina-\(id).json")
    #expect(try Bytes.tree(path)["drafts/lina-\(id).json"]?.starts(with: "33152\n".utf8) == true)

    let second = try Desk(path)
    #expect(try await second.opened().drafts.isEmpty)  // its process lives
    first.store.leave()
    while case .draftKept = try await first.next() {}  // `left` is the last
    #expect(try Bytes.of(file) == sealed("{\"name\":\"安居\"}"))

    let stranger = try Desk(path, as: "wang")
    #expect(try await stranger.opened().drafts.isEmpty)
    let third = try Desk(path)
    let offered = try await third.opened().drafts
    #expect(offered == [Draft(id: id, content: .object([.init("name", "安居")]))])
    let fourth = try Desk(path)
    #expect(try await fourth.opened().drafts.isEmpty)
    third.store.dropDraft(id: id)
    try await third.leave()
    #expect(TemporaryDirectory.names(RegistryLayout(path).drafts).isEmpty)
    for desk in [second, stranger, fourth] { try await desk.leave() }
  }

  @Test func draftsBegunByAKilledProcess_areTakenUpWhole_orGoAway() async throws {
    _ = try Sample.make(in: directory)
    let drafts = RegistryLayout(path).drafts
    let (whole, torn) = (
      "0F6B1C5E-7C52-4B1A-9C0A-5B4F5E3D2A11", "0F6B1C5E-7C52-4B1A-9C0A-5B4F5E3D2A12"
    )
    try Bytes.write(sealed("{\"name\":\"old\"}"), to: drafts.appending("lina-\(whole).json"))
    try Bytes.write(sealed("{\"name\":\"new\"}"), to: drafts.appending("lina-\(whole).json.new"))
    try Bytes.write("{\"draft\":{\"name\":\"to", to: drafts.appending("lina-\(torn).json.new"))
    let desk = try Desk(path)
    let offered = try await desk.opened().drafts
    #expect(offered == [Draft(id: whole, content: .object(of: ("name", "new")))])
    #expect(TemporaryDirectory.names(drafts) == ["lina-\(whole).json"])
    try await desk.leave()
  }

  @Test func draftThatCannotBeRead_isSaid_andLeftWhereItIs() async throws {
    _ = try Sample.make(in: directory)
    let file = RegistryLayout(path).drafts.appending(
      "lina-0F6B1C5E-7C52-4B1A-9C0A-5B4F5E3D2A11.json")
    var bytes = sealed("{\"name\":\"安居\"}")
    bytes[20] ^= 1
    try Bytes.write(bytes, to: file)
    let desk = try Desk(path)
    #expect(try await desk.opened().drafts.isEmpty)
    desk.store.leave()
    guard case .failed(nil, .damaged(file, line: 1, .checksum)) = try await desk.next(),
      case .left = try await desk.next()
    else { throw Unexpected() }
    #expect(try Bytes.of(file) == bytes)
  }

  @Test func draft_whereTheRegistryIsReadOnly_goesToTheSparePlace() async throws {
    let identity = try Sample.make(in: directory).identity
    let before = try Bytes.tree(path)
    let place = directory.path.appending("state").appending("sanshe")
    let spare = place.appending(identity.placeName).appending("drafts")
    let draft = Draft(id: "0f0e0d0c-0b0a-4908-8706-050403020100", content: ["安居"])
    let desk = try Desk(path, .reading, spareDrafts: place)
    let state = try await desk.opened().state
    desk.store.keepDraft(draft)
    guard case .draftKept = try await desk.next() else { throw Unexpected() }
    desk.store.save(try Sample.community(1), from: state, tag: 1)
    guard case .failed(1, .readOnly) = try await desk.next() else { throw Unexpected() }
    try await desk.leave()
    #expect(TemporaryDirectory.names(spare) == ["lina-\(draft.id).json"])
    #expect(try Bytes.tree(path) == before)
    let again = try Desk(path, spareDrafts: place)
    #expect(try await again.opened().drafts == [draft])
    try await again.leave()
  }
}
