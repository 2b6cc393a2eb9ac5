import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

/// The disk gives way at the n-th change, for every n: what was acknowledged is there, whole, and
/// nothing half.
struct FaultTests {
  /// Saves and checkpoints until the disk fails; returns the contents after each save that was
  /// acknowledged, and what the next one would have made.
  private func work(_ registry: RegistryDirectory) throws -> (
    states: [[String]], error: StoreError?
  ) {
    var states = [registry.head.contents]
    for serial in 1...5 {
      do throws(StoreError) {
        try registry.append(try! Sample.community(serial))
        states.append(registry.head.contents)
        if serial % 2 == 0 { try registry.checkpoint() }
      } catch {
        return (states, error)
      }
    }
    return (states, nil)
  }

  /// All states there are without a fault.
  private func reference() throws -> [[String]] {
    let directory = TemporaryDirectory()
    return try work(Sample.make(in: directory)).states
  }

  private func changesOfWork() throws -> Int {
    let directory = TemporaryDirectory()
    let path = directory.path.appending("registry")
    _ = try Sample.make(in: directory)
    let disk = FaultyFileSystem()
    _ = try work(Sample.open(path, files: disk))
    return disk.changes.count
  }

  @Test(arguments: [false, true])
  func disk_failingAtEveryChange_losesNothingAcknowledged(isDead: Bool) throws {
    let reference = try reference()
    let count = try changesOfWork()
    #expect(count > 60)
    for change in 1...count {
      let directory = TemporaryDirectory()
      let path = directory.path.appending("registry")
      _ = try Sample.make(in: directory)
      let disk = isDead ? FaultyFileSystem.dead(from: change) : .failing(at: change)
      let (states, error) = try work(Sample.open(path, files: disk))
      #expect(disk.hasFailed)

      let again = try Sample.open(path)
      let found = again.head.contents
      let acknowledged = states.count - 1
      #expect(states == Array(reference[...acknowledged]))
      // A save that was cut short by death may have reached the disk: whole, or not at all.
      let allowed = reference[acknowledged...].prefix(isDead ? 2 : 1)
      #expect(
        allowed.contains(found), "change \(change): \(error.map { $0.words.en } ?? "no error")")

      // And life goes on.
      if try again.failure() != nil {
        let report = try again.check(today: Sample.today)
        #expect(report.isFailureCleared)
      }
      try again.append(Sample.community(99))
      try again.checkpoint()
      let last = try Sample.open(path)
      #expect(last.head.contents == again.head.contents)
      #expect(try last.check(today: Sample.today).exitCode == 0, "change \(change)")
    }
  }

  @Test func create_failingAtEveryChange_leavesNoHalfRegistry() throws {
    let disk = FaultyFileSystem()
    let whole = TemporaryDirectory()
    _ = try Sample.make(in: whole, files: disk)
    for change in 1...disk.changes.count {
      let directory = TemporaryDirectory()
      let path = directory.path.appending("registry")
      do {
        _ = try Sample.make(in: directory, files: FaultyFileSystem.dead(from: change))
      } catch is StoreError {}
      do {
        #expect(try Sample.open(path).head.office.name == "朝阳区")
      } catch StoreError.notARegistry {
      }
    }
  }

  @Test func write_neitherFinishedNorTakenBack_stopsEverybodyUntilChecked() throws {
    let directory = TemporaryDirectory()
    let path = directory.path.appending("registry")
    _ = try Sample.make(in: directory)
    let other = try Sample.open(path, as: "wang")
    // Of the fifth change, the line itself, half is written; it cannot be cut again.
    let disk = FaultyFileSystem { change, number in number == 5 || change == "cut" }
    let registry = try Sample.open(path, files: disk)
    #expect {
      try registry.append(Sample.community(1))
    } throws: { error in
      if case StoreError.failed = error { true } else { false }
    }
    #expect(try other.failure() != nil)
    #expect {
      try other.append(Sample.community(2))
    } throws: { error in
      if case StoreError.failed = error { true } else { false }
    }
    let loaded = try Sample.open(path).load()
    #expect(loaded.notices.contains { if case .readOnly(.failed) = $0 { true } else { false } })
    let report = try other.check(today: Sample.today)
    #expect(report.isFailureCleared)
    #expect(report.notices.contains { if case .cutLine = $0 { true } else { false } })
    try other.append(Sample.community(2))
    #expect(try Sample.open(path).head.contents == other.head.contents)
  }
}
