import RegistryModel
import RegistryTestSupport
import Synchronization
import SystemPackage
import Testing

@testable import RegistryStore

/// Checkpoints are written beside the work, never in its way.
@Suite(.timeLimit(.minutes(10)))
struct CheckpointTests {
  let directory = TemporaryDirectory()
  var path: FilePath { directory.path.appending("registry") }

  /// A change set that makes the journal longer than is let stand without a checkpoint.
  private func longSave(_ serial: Int) throws -> ChangeSet {
    let name = String(repeating: "长", count: RegistryDirectory.longTail / 3) + "社区居委会"
    return try Sample.community(serial, name: name)
  }

  private func checkpointed() throws -> Int? {
    try Checkpoint.read(PosixFileSystem(), RegistryLayout(path).checkpoint)?.seq
  }

  /// What was read of the last line is where the checkpoint ends.
  @Test func save_afterACheckpoint_isNotDatedBeforeItsLine() throws {
    let late = Instant(seconds: Sample.at.seconds + 3600)
    let first = try RegistryDirectory.create(
      at: path, office: Sample.office(), supervisor: Sample.supervisor, group: nil,
      clock: RegistryClock { (late, Sample.today) }, files: PosixFileSystem())
    try first.checkpoint()
    let second = try Sample.open(path)
    #expect(second.position.start == second.position.end, "nothing but the checkpoint was read")
    let commit = try second.append(Sample.community(1), from: second.head).commit
    #expect(commit?.at == late)
  }

  @Test func save_whileACheckpointHangs_isDurableAtOnce() async throws {
    _ = try Sample.make(in: directory)
    let gate = try Gate()
    let disk = FaultyFileSystem { call in
      if call.change != nil, call.name.hasSuffix("communities.json.new") { gate.pass() }
      return nil
    }
    let desk = try Desk(path, files: disk)
    var state = try await desk.opened().state
    state = try await desk.save(longSave(1), from: state)
    gate.waitForSomebody()
    // The checkpoint of the first save stands at the gate; the next ones pass it by.
    for serial in 2...4 { state = try await desk.save(Sample.community(serial), from: state) }
    #expect(try checkpointed() == nil)
    #expect(try Sample.open(path).head.contents == state.contents)

    desk.store.leave()
    gate.open()
    guard case .left = try await desk.next() else { throw Unexpected() }
    #expect(try checkpointed() == 2)
    #expect(try Sample.open(path).head.contents == state.contents)
  }

  @Test func checkpoint_thatFails_isToldAndTriedAgainAfterTheNextSave() async throws {
    _ = try Sample.make(in: directory)
    let failures = Mutex(1)
    let disk = FaultyFileSystem { call in
      guard call.name.hasPrefix("rename"), call.name.hasSuffix("communities.json") else {
        return nil
      }
      return failures.withLock { left in
        defer { left = max(0, left - 1) }
        return left > 0 ? .init(.ioError) : nil
      }
    }
    let desk = try Desk(path, files: disk)
    var state = try await desk.opened().state
    state = try await desk.save(longSave(1), from: state)
    guard case .noticed(let notices) = try await desk.next(),
      case .undone(.checkpoint, .disk)? = notices.first
    else { throw Unexpected() }
    #expect(try checkpointed() == nil)
    state = try await desk.save(Sample.community(2), from: state)
    try await desk.leave()
    #expect(try checkpointed() == 3)
    #expect(try Sample.open(path).head.contents == state.contents)
  }
}

/// Holds a thread up until it is opened.
private final class Gate: Sendable {
  private let arrivals: (out: FileDescriptor, in: FileDescriptor)
  private let way: (out: FileDescriptor, in: FileDescriptor)

  init() throws {
    let (first, second) = (try FileDescriptor.pipe(), try FileDescriptor.pipe())
    arrivals = (first.readEnd, first.writeEnd)
    way = (second.readEnd, second.writeEnd)
  }

  deinit { for end in [arrivals.out, arrivals.in, way.out, way.in] { try? end.close() } }

  func open() { _ = try? way.in.writeAll([1]) }

  func pass() {
    _ = try? arrivals.in.writeAll([1])
    Self.take(way.out)
  }

  func waitForSomebody() { Self.take(arrivals.out) }

  private static func take(_ pipe: FileDescriptor) {
    withUnsafeTemporaryAllocation(byteCount: 1, alignment: 1) { _ = try? pipe.read(into: $0) }
  }
}
