import Glibc
import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

/// Files of the journal that are missing, and files that only look like one of them.
@Suite struct SegmentRepairTests {
  private let directory = TemporaryDirectory()
  private let layout: RegistryLayout
  private let whole: RegistryState

  /// Six communities whose chairs are set twice, in many files; record files hold all but the last
  /// chair.
  init() throws {
    layout = RegistryLayout(directory.path.appending("registry"))
    let registry = try Sample.make(in: directory)
    registry.journal.segmentLimit = 600
    for serial in 1...6 { try registry.append(Sample.community(serial)) }
    for serial in 1...6 { try registry.append(Self.chair(serial, nil, "张三")) }
    for serial in 1...5 { try registry.append(Self.chair(serial, "张三", "李四")) }
    try registry.checkpoint()
    try registry.append(Self.chair(6, "张三", "李四"))
    whole = registry.head
    try #require(try registry.journal.numbers().count > 5)
  }

  private static func chair(_ serial: Int, _ before: String?, _ after: String) -> ChangeSet {
    Sample.set(
      RecordID(.community, serial), "chair", before.map(JSON.string) ?? .null, .string(after))
  }

  private func repair() throws -> RepairReport {
    try RegistryDirectory.repair(layout.root, by: "lina", at: Sample.at)
  }

  /// The registry opens, `check` finds it in order, and no record is lost.
  private func expectWhole(sourceLocation: SourceLocation = #_sourceLocation) throws {
    let registry = try Sample.open(layout.root)
    let report = try registry.check()
    #expect(report.damage.isEmpty, sourceLocation: sourceLocation)
    for (found, expected) in zip(registry.head.communities.all, whole.communities.all) {
      #expect(found.record.code == expected.record.code, sourceLocation: sourceLocation)
      #expect(found.record.chair == expected.record.chair, sourceLocation: sourceLocation)
    }
    #expect(registry.head.communities.count == 6, sourceLocation: sourceLocation)
    try registry.append(Sample.community(7))
    #expect(try repair().isEmpty, sourceLocation: sourceLocation)
  }

  private func damage() throws -> [StoreError] {
    try RegistryDirectory(layout.root, .reading, account: "lina").check().damage
  }

  @Test(arguments: [[1], [2], [3], [2, 3], [1, 2], [1, 3]])
  func missingFiles_areNamed_andFilled(_ numbers: [Int]) throws {
    for number in numbers { try PosixFileSystem().remove(layout.segment(number)) }
    let named = try damage()
    #expect(named.contains { $0.words.en.hasPrefix(layout.segment(numbers[0]).string) }, "\(named)")
    #expect(try !repair().lost.isEmpty)
    try expectWhole()
  }

  @Test(arguments: [false, true])
  func copyOfAnotherFile_isSetAside_andNothingElseIsTouched(isNext: Bool) throws {
    let copy = layout.segment(isNext ? try lastNumber() + 1 : 23)
    let bytes = try Bytes.of(layout.segment(2))
    try Bytes.write(bytes, to: copy)
    let before = try Bytes.tree(layout.journal)
    #expect(try damage().contains { $0.words.en.contains(copy.string) })
    let report = try repair()
    #expect(report.strays.map(\.file) == [copy] && report.lost.isEmpty)
    #expect(try Bytes.of(report.strays[0].copy) == bytes)
    let after = try Bytes.tree(layout.journal)
    for (name, bytes) in before where name != copy.lastComponent?.string {
      #expect(after[name] == bytes, "\(name)")
    }
    try expectWhole()
  }

  private func lastNumber() throws -> Int {
    try RegistryDirectory(layout.root, .reading, account: "lina").journal.numbers().last ?? 0
  }

  @Test(arguments: ["directory", "pipe", "text", "empty", "link", "secret"])
  func whatIsNoFileOfTheJournal_isSetAside(_ what: String) throws {
    let path = layout.segment(23)
    switch what {
    case "directory": mkdir(path.string, 0o700)
    case "pipe": mkfifo(path.string, 0o600)
    case "text": try Bytes.write("hello\n", to: path)
    case "empty": try Bytes.write("", to: path)
    case "link": symlink("nowhere", path.string)
    default:
      try Bytes.write("hello\n", to: path)
      chmod(path.string, 0)
    }
    #expect(try damage().contains { $0.words.en.contains(path.string) })
    #expect(try repair().strays.map(\.file) == [path])
    try expectWhole()
  }

  /// Lines of another registry, further on than ours: they do not fit what is there.
  @Test func fileOfAnotherRegistry_isSetAside() throws {
    let other = try Sample.make(at: directory.path.appending("other"))
    other.journal.segmentLimit = 1
    for name in 1...40 {
      let before = try #require(other.head.office.name)
      let office = RecordID(.office, 1)
      try other.append(Sample.set(office, "name", .string(before), .string("\(name)区")))
    }
    try other.append(Sample.community(1))
    let last = try #require(try other.journal.numbers().last)
    try Bytes.write(
      try Bytes.of(other.layout.segment(last)), to: layout.segment(23))
    // Nobody can tell that they are not ours, so it is asked.
    guard
      case .losing(_, let loss, _)? = #expect(throws: StoreError.self, performing: { try repair() })
    else { return }
    #expect(!loss.changes.isEmpty)
    let report = try RegistryDirectory.repair(
      layout.root, by: "lina", at: Sample.at, acceptsLoss: true)
    #expect(report.strays.map(\.file) == [layout.segment(23)] && report.loss == loss)
    try expectWhole()
  }

  /// What cannot be repaired is said, and with what to go on.
  @Test func contradiction_namesTheNewestBackup() throws {
    let first = layout.segment(1)
    // Two beginnings.
    let other = try Sample.make(at: directory.path.appending("other"))
    try other.append(Sample.community(9))
    try Bytes.write(
      try Bytes.of(first) + Bytes.of(other.layout.segment(1)).split(separator: 0x0A)[1] + [0x0A],
      to: first)
    let error = #expect(throws: StoreError.self) { try repair() }
    #expect(error?.words.en.contains("sanshe restore FILE DIR") == true)
    #expect(error?.exitCode == 65)
    try PosixFileSystem().makeDirectory(layout.backups)
    for name in ["2026-11-23-9.jsonl.gz", "2026-11-24-12.jsonl.gz", "mine.jsonl.gz"] {
      try Bytes.write("", to: layout.backups.appending(name))
    }
    let again = #expect(throws: StoreError.self) { try repair() }
    #expect(again?.words.en.contains("backups/2026-11-24-12.jsonl.gz DIR") == true)
    #expect(again?.words.en.hasPrefix("\(first), line ") == true)
  }
}
