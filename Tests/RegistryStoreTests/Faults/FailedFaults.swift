import Glibc
import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

extension Faults {
  /// FAILED: a write that could be neither finished nor taken back stops everybody until `check`.
  @Suite struct Failed {
    private let directory = TemporaryDirectory()
    private let registry: RegistryDirectory
    private var path: FilePath { registry.layout.root }

    init() throws { registry = try Sample.make(in: directory) }

    @Test func write_neitherFinishedNorTakenBack_stopsEverybodyUntilChecked() throws {
      let other = try Sample.open(path, as: "wang")
      // Of the seventh change, the line itself, half is written; it cannot be cut again.
      let disk = FaultyFileSystem { call in
        call.change == 7 || call.name == "cut" ? FaultyFileSystem.Fault(.ioError) : nil
      }
      let broken = try Sample.open(path, files: disk)
      expectFailed { try broken.append(Sample.community(1)) }
      #expect(disk.hasFailed)
      #expect(try other.failure() != nil)
      expectFailed { try other.append(Sample.community(2)) }
      let loaded = try Sample.open(path).load()
      #expect(loaded.notices.contains { if case .readOnly(.failed) = $0 { true } else { false } })
      let report = try other.check()
      #expect(report.isFailureCleared && report.exitCode == 0)
      #expect(report.notices.contains { if case .cutLine = $0 { true } else { false } })
      try other.append(Sample.community(2))
      #expect(try Sample.open(path).head.contents == other.head.contents)
    }

    @Test func check_thatMayNotWrite_countsItAsDamage() throws {
      try Bytes.write("the disk is gone\n", to: registry.layout.failed)
      let report = try Sample.open(path, .reading).check()
      #expect(report.damage == [.failed(reason: "the disk is gone")])
      #expect(report.exitCode == 1)
    }

    @Test func check_clearingIt_saysSinceWhenItHasTheLock() throws {
      try Bytes.write("the disk is gone\n", to: registry.layout.failed)
      let clock = SetClock()
      let wang = try RegistryDirectory(path, .writing, account: "wang", clock: clock.clock)
      let now = Instant(seconds: Sample.at.seconds + 60)
      clock.set(now)
      _ = try wang.check()
      let text = try Bytes.of(registry.layout.lock).split(separator: UInt8(ascii: "\n")).first
      let since = try JSON(bytes: Array(text ?? []))["since"]?.string.flatMap { Instant($0) }
      #expect(since == now)
    }

    @Test func directoryOfThatName_forbidsToo_andCheckSaysThatItCannotClearIt() throws {
      mkdir(registry.layout.failed.string, 0o700)
      expectFailed { try registry.append(Sample.community(1)) }
      #expect(try Sample.open(path, .reading).check().exitCode == 1)
      #expect {
        try registry.check()
      } throws: { error in
        if case StoreError.disk(let cause)? = error as? StoreError {
          cause.operation == .remove && cause.path == registry.layout.failed
        } else {
          false
        }
      }
    }

    private func expectFailed(
      _ save: () throws -> Void, sourceLocation: SourceLocation = #_sourceLocation
    ) {
      #expect(sourceLocation: sourceLocation) {
        try save()
      } throws: { error in
        if case StoreError.failed = error { true } else { false }
      }
    }

    /// Somebody who makes a checkpoint has read a line that its writer then takes back.
    @Test func checkpoint_whileAnotherSaves_holdsNothingThatMayBeTakenBack() throws {
      try registry.append(Sample.community(1))
      let path = path
      // The registry's name, LOCK twice, names, the file, its name, the line for all to see: then its sync fails.
      let disk = FaultyFileSystem { call in
        guard call.change == 8 else { return nil }
        try? Sample.open(path, as: "wang").checkpoint()
        return FaultyFileSystem.Fault(.ioError)
      }
      let writer = try Sample.open(path, files: disk)
      #expect(throws: StoreError.self) { try writer.append(Sample.community(2)) }
      #expect(disk.changes[7] == "sync")
      let again = try Sample.open(path)
      #expect(again.head.communities.count == 1)
      try again.checkpoint()
      #expect(try Sample.open(path).check().exitCode == 0)
    }

    /// Whoever made a new segment died before it had its line.
    @Test func segmentBegunAndLeft_isTakenUp_andDurableInItsDirectory() throws {
      registry.journal.segmentLimit = 1
      try Bytes.write([], to: registry.layout.segment(2))
      let disk = FaultyFileSystem()
      let next = try Sample.open(path, files: disk)
      next.journal.segmentLimit = 1
      try next.append(Sample.community(1))
      #expect(disk.changes.contains("sync \(registry.layout.journal)"))
      #expect(try Sample.open(path).head.communities.count == 1)
    }
  }
}
