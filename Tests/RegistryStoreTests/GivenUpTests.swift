import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// Long work that nobody waits for any longer ends at its next report, whichever that is, and leaves nothing.
@Suite struct GivenUpTests {
  private let directory = TemporaryDirectory()
  private var file: FilePath { directory.path.appending("backup.jsonl.gz") }
  private var copy: FilePath { directory.path.appending("copy") }

  private func registry() throws -> RegistryDirectory {
    let registry = try Sample.make(in: directory)
    registry.journal.segmentLimit = 2000
    for serial in 1...70 { try registry.append(Sample.community(serial)) }
    return registry
  }

  /// Does work that is given up at report `last`; all its reports, and whether it came to its end.
  private func reports(
    upTo last: Int = .max,
    _ work: ((WorkProgress) throws(StoreError) -> Void) throws(StoreError) -> Void
  ) throws -> (told: [WorkProgress], isDone: Bool) {
    var told: [WorkProgress] = []
    do throws(StoreError) {
      try work { progress throws(StoreError) in
        told.append(progress)
        if told.count == last { throw .cancelled }
      }
    } catch .cancelled {
      return (told, false)
    }
    return (told, true)
  }

  /// Gives it up at each of its reports in turn.
  private func giveUp(
    _ work: ((WorkProgress) throws(StoreError) -> Void) throws(StoreError) -> Void,
    then check: (String) throws -> Void
  ) throws {
    var last = 1
    while true {
      let (told, isDone) = try reports(upTo: last, work)
      #expect(told == told.sorted { $0.done < $1.done })
      #expect(told.allSatisfy { $0.done <= $0.total })
      if isDone {
        #expect(last > 2 && told.last?.done == told.last?.total)
        return
      }
      try check("at report \(last)")
      last += 1
    }
  }

  @Test func `a backup`() throws {
    let registry = try registry()
    let before = try directory.names()
    try giveUp { progress throws(StoreError) in
      _ = try registry.backup(to: file, progress)
    } then: { place throws in
      let after = try directory.names()
      #expect(after == before, "\(place)")
    }
    #expect(try directory.names().contains("backup.jsonl.gz"))
  }

  @Test func `a restored registry`() throws {
    _ = try registry().backup(to: file)
    let before = try directory.names()
    try giveUp { progress throws(StoreError) in
      _ = try RegistryDirectory.restore(file, to: copy, account: "lina", progress)
    } then: { place throws in
      let after = try directory.names()
      #expect(after == before, "\(place)")
    }
    #expect(try Sample.open(copy).head.communities.highest == 70)
  }

  @Test func `a check`() throws {
    let registry = try registry()
    try giveUp { progress throws(StoreError) in
      let report = try registry.check(progress)
      guard report.damage.isEmpty else { throw report.damage[0] }
    } then: { _ in
    }
  }
}

extension TemporaryDirectory {
  fileprivate func names() throws -> [String] {
    try PosixFileSystem().list(path).sorted()
  }
}
