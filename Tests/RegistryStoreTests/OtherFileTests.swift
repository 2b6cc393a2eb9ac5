import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// Files that are whole and not this registry's, or no longer: nothing is read of them as if they were.
@Suite struct OtherFileTests {
  private let directory = TemporaryDirectory()
  private var root: FilePath { directory.path.appending("registry") }

  /// Communities in numbers, and a checkpoint of them.
  private func registry(_ count: Int, at path: FilePath? = nil) throws -> RegistryDirectory {
    let registry = try Sample.make(at: path ?? root)
    for serial in 1...count { try registry.append(Sample.community(serial)) }
    try registry.checkpoint()
    return registry
  }

  private func repair() throws -> RepairReport {
    try RegistryDirectory.repair(root, by: "lina", at: Sample.at)
  }

  @Test(arguments: [2, 9])
  func recordFileOfAnotherRegistry_isRefused_andMadeAnew(_ count: Int) throws {
    let contents = try registry(5).head.contents
    let other = try registry(count, at: directory.path.appending("other"))
    let file = RegistryLayout(root).records(.community)
    try Bytes.write(try Bytes.of(other.layout.records(.community)), to: file)
    #expect(throws: StoreError.damaged(file, line: 1, .otherRegistry)) { try Sample.open(root) }
    let report = try repair()
    #expect(report.lost.isEmpty && report.rebuilt.contains(file))
    #expect(try Sample.open(root).head.contents == contents)
  }

  @Test func olderCopyOfARecordFile_isRefused_andMadeAnew() throws {
    let registry = try registry(3)
    let file = registry.layout.records(.community)
    let older = try Bytes.of(file)
    try registry.append(Sample.community(4))
    try registry.checkpoint()
    try Bytes.write(older, to: file)
    #expect(throws: StoreError.damaged(file, line: 1, .older(seq: 4, than: 5))) {
      try Sample.open(root)
    }
    #expect(try repair().lost.isEmpty)
    #expect(try Sample.open(root).head.contents == registry.head.contents)
  }

  /// A young registry has no checkpoint that knows better.
  @Test func emptiedJournal_isDamage_andComesBackFromABackup() throws {
    let registry = try Sample.make(at: root)
    for serial in 1...3 { try registry.append(Sample.community(serial)) }
    let journal = registry.layout.segment(1)
    let whole = try Bytes.of(journal)
    try Bytes.write([], to: journal)
    let empty = StoreError.damaged(journal, line: nil, .empty)
    #expect(throws: empty) { try Sample.open(root) }
    #expect(throws: StoreError.self) { try registry.append(Sample.community(4)) }
    #expect(
      try RegistryDirectory(root, .reading, account: "lina").check().damage
        .contains(empty))
    #expect(throws: StoreError.self) { try repair() }
    try Bytes.write(whole, to: journal)
    try backUp()
    try Bytes.write([], to: journal)
    _ = try repair()
    #expect(try Sample.open(root).head.contents == registry.head.contents)
  }

  /// Cut at the end of a line a journal shows nothing itself.
  @Test func journalCutAtALine_isSaidByCheck_andComesBackFromABackup() throws {
    let registry = try Sample.make(at: root)
    for serial in 1...5 { try registry.append(Sample.community(serial)) }
    let backup = try backUp()
    let journal = registry.layout.segment(1)
    let lines = try Bytes.of(journal).split(separator: UInt8(ascii: "\n"))
    try Bytes.write(lines[..<3].flatMap { $0 + [UInt8(ascii: "\n")] }, to: journal)
    let cut = try Sample.open(root)
    #expect(cut.head.seq == 3)
    #expect(
      try cut.check().damage
        == [.damaged(root.pushing(backup), line: nil, .beyondJournal(seq: 6))])
    #expect(try repair().lost.isEmpty)
    let repaired = try Sample.open(root)
    #expect(repaired.head.contents == registry.head.contents)
    #expect(try repaired.check().damage.isEmpty)
  }

  /// An older copy was put in place while the newer backup stayed, and clerks went on: nothing is wrong.
  @Test func backupOfAJournalThatWentAnotherWay_isLeftAlone() throws {
    let registry = try registry(3)
    let copy = try TemporaryDirectory(copyOf: root)
    for serial in 4...9 { try registry.append(Sample.community(serial)) }
    try backUp()
    try Bytes.copy(copy.path, to: root)
    let again = try Sample.open(root)
    try again.append(Sample.community(10))
    let before = try Bytes.tree(root).filter { $0.key != "LOCK" }
    #expect(try Sample.open(root, .reading).check().damage.isEmpty)
    #expect(try repair().isEmpty)
    #expect(try Bytes.tree(root).filter { $0.key != "LOCK" } == before)
  }

  /// The id of a lost registry.json comes from a file of this registry, not from one that was put in place.
  @Test func anotherRegistrysFile_givesNoId() throws {
    let registry = try registry(3)
    let other = try self.registry(5, at: directory.path.appending("other"))
    let layout = registry.layout
    try Bytes.write(
      try Bytes.of(other.layout.records(.community)), to: layout.records(.community))
    try PosixFileSystem().remove(layout.registry)
    _ = try RegistryDirectory.repair(root, by: "lina", at: Sample.at, acceptsLoss: true)
    let repaired = try Sample.open(root)
    #expect(repaired.identity.id == registry.identity.id)
    #expect(repaired.head.contents == registry.head.contents)
  }

  @discardableResult
  private func backUp() throws -> FilePath {
    let registry = try Sample.open(root)
    return try registry.backupWork.run(named: "2026-11-24-06", at: Sample.at, by: "lina").path
  }
}
