import Glibc
import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// A backup holds everything, and is either restored whole or refused.
@Suite struct BackupTests {
  private let directory = TemporaryDirectory()
  private var file: FilePath { directory.path.appending("backup.jsonl.gz") }
  private var copy: FilePath { directory.path.appending("copy") }

  /// A registry with some history, a short journal file limit, a checkpoint and a plan of its own.
  private func registry() throws -> RegistryDirectory {
    let registry = try Sample.make(in: directory)
    registry.journal.segmentLimit = 2000
    for serial in 1...9 { try registry.append(Sample.community(serial)) }
    try registry.checkpoint()
    try registry.append(
      Sample.set(RecordID(.community, 2), "chair", .null, .string("张三4")))
    try Bytes.write(#"{"id":"own"}"#, to: registry.layout.plans.appending("own.json"))
    return registry
  }

  @discardableResult
  private func backUp(_ registry: RegistryDirectory) throws -> Backup {
    try registry.backup(to: file)
  }

  private func restore(
    _ files: any FileSystem = PosixFileSystem(), segmentLimit: Int = 2000
  ) throws -> Backup {
    try RegistryDirectory.restore(
      file, to: copy, group: nil, account: "lina", files: files, segmentLimit: segmentLimit
    ) { _ in }
  }

  @Test func restored_holdsTheSameRecordsHistoryPlansAndId() throws {
    let registry = try registry()
    let backup = try backUp(registry)
    #expect(backup.seq == registry.head.seq && backup.office == "朝阳区")
    _ = try restore()
    let restored = try Sample.open(copy)
    #expect(restored.head.contents == registry.head.contents)
    #expect(restored.identity == registry.identity)
    #expect(try restored.changes(after: 0) == registry.changes(after: 0))
    #expect(
      try Bytes.of(restored.layout.plans.appending("own.json")) == Array(#"{"id":"own"}"#.utf8))
    #expect(try restored.check().damage.isEmpty)
    #expect(try Bytes.of(restored.layout.segment(1)) == Bytes.of(registry.layout.segment(1)))
    // It goes on where the other stood.
    try restored.append(Sample.community(10))
    #expect(restored.head.communities.highest == 10)
  }

  @Test func othersGoOnSaving_andTheBackupIsOfOneMoment() throws {
    let registry = try registry()
    let other = try Sample.open(registry.layout.root)
    var serial = 20
    let backup = try registry.backup(to: file) {
      _ throws(StoreError) in
      serial += 1
      guard let set = try? Sample.community(serial) else { return }
      try other.append(set)
    }
    #expect(other.head.seq > backup.seq, "somebody saved meanwhile")
    _ = try restore()
    #expect(try Sample.open(copy).head.contents == registry.head.contents)
  }

  @Test func existingFile_isNotOverwritten() throws {
    let registry = try registry()
    try Bytes.write("mine", to: file)
    #expect(throws: StoreError.exists(file)) { try backUp(registry) }
    #expect(try Bytes.of(file) == Array("mine".utf8))
  }

  @Test func twoAtOnceToOneName_oneIsWhole_theOtherIsRefused() throws {
    let registry = try registry()
    let other = try Sample.open(registry.layout.root, as: "wang")
    var isDone = false
    #expect(throws: StoreError.exists(file)) {
      _ = try registry.backup(to: file) { _ throws(StoreError) in
        if !isDone { _ = try other.backup(to: file) }
        isDone = true
      }
    }
    #expect(try restore().by == "wang")
    #expect(
      TemporaryDirectory.names(directory.path) == ["backup.jsonl.gz", "copy", "registry"])
  }

  @Test func fileOfSomebodyElseBesideIt_isLeftAlone() throws {
    let foreign = directory.path.appending("backup.jsonl.gz.new")
    try Bytes.write("mine", to: foreign)
    try backUp(try registry())
    #expect(try Bytes.of(foreign) == Array("mine".utf8))
  }

  @Test func existingRegistry_isNotOverwritten() throws {
    let registry = try registry()
    try backUp(registry)
    let before = try Bytes.tree(registry.layout.root)
    #expect(throws: StoreError.occupied(registry.layout.root)) {
      _ = try RegistryDirectory.restore(file, to: registry.layout.root, account: "lina")
    }
    #expect(try Bytes.tree(registry.layout.root) == before)
  }

  @Test func damagedJournal_isNotBackedUp() throws {
    let registry = try registry()
    var bytes = try Bytes.of(registry.layout.segment(1))
    bytes[500] ^= 1
    try Bytes.write(bytes, to: registry.layout.segment(1))
    let error = #expect(throws: StoreError.self) { try backUp(registry) }
    guard case .damaged(registry.layout.segment(1), line: .some, _) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(TemporaryDirectory.names(directory.path) == ["registry"], "nothing is left behind")
  }

  /// Verified before anything is written: whatever byte is wrong, there is no new directory.
  @Test func flippedBitAnywhere_isRefused_andNothingIsWritten() throws {
    try backUp(try registry())
    let whole = try Bytes.of(file)
    // Bytes 4 to 9 of gzip's header are a time and hints, which change nothing in what is unpacked.
    // The last byte before gzip's trailer is filled up with bits that are none of the text.
    let places = Array(0..<4) + Array(10..<60) + Array(stride(from: 60, to: whole.count, by: 7))
    for place in places where place != whole.count - 9 {
      var bytes = whole
      bytes[place] ^= UInt8(1 << (place % 8))
      try Bytes.write(bytes, to: file)
      #expect(throws: StoreError.self, "byte \(place)") { _ = try restore() }
      #expect(TemporaryDirectory.names(directory.path) == ["backup.jsonl.gz", "registry"])
    }
  }

  @Test func cutShort_isRefused() throws {
    try backUp(try registry())
    let whole = try Bytes.of(file)
    for count in stride(from: 0, to: whole.count, by: 11) {
      try Bytes.write(Array(whole[..<count]), to: file)
      #expect(throws: StoreError.self, "\(count) bytes") { _ = try restore() }
    }
    try Bytes.write(whole + [0], to: file)
    #expect(throws: StoreError.self, "something behind") { _ = try restore() }
    #expect(TemporaryDirectory.names(directory.path) == ["backup.jsonl.gz", "registry"])
  }

  @Test func failingDisk_leavesAWholeBackupOrNone() throws {
    let contents = try registry().head.contents
    let root = directory.path.appending("registry")
    for change in 1... {
      let disk = FaultyFileSystem.failing(at: change)
      let registry = try Sample.open(root, files: disk)
      let isDone = (try? backUp(registry)) != nil
      let names = TemporaryDirectory.names(directory.path)
      #expect(
        names.allSatisfy { ["backup.jsonl.gz", "registry"].contains($0) }, "change \(change)")
      // A backup whose name may not be durable yet is whole all the same.
      #expect(names.contains("backup.jsonl.gz") || !isDone)
      if names.contains("backup.jsonl.gz") {
        _ = try restore()
        #expect(try Sample.open(copy).head.contents == contents)
        TemporaryDirectory.remove(copy)
        try PosixFileSystem().remove(file)
      }
      if !disk.hasFailed { break }
    }
  }

  @Test func failingDisk_leavesAWholeRegistryOrNothing() throws {
    let registry = try registry()
    try backUp(registry)
    let contents = registry.head.contents
    for change in 1... {
      let disk = FaultyFileSystem.failing(at: change)
      let isDone = (try? restore(disk)) != nil
      let names = TemporaryDirectory.names(directory.path)
      if names.contains("copy") {
        #expect(try Sample.open(copy).head.contents == contents, "change \(change)")
        TemporaryDirectory.remove(copy)
      } else {
        #expect(!isDone && names == ["backup.jsonl.gz", "registry"], "change \(change)")
      }
      if !disk.hasFailed { break }
    }
  }

  @Test func planNamedLikeAPath_isRefused() throws {
    let line =
      #"{"backup":1,"format":1,"registry":"a","office":"b","at":"2026-11-24T06:32:07Z","#
      + #""by":"c","seq":1,"sha256":"d","bytes":1,"plans":{"../evil.json":"{}"}}"#
    #expect(throws: StoreError.damaged(file, line: 1, .shape(key: "plans"))) {
      _ = try Backup(Array(line.utf8), of: file)
    }
  }
}
