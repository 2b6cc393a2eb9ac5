import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// Parts of a registry that are gone, and lines in another order: the rest is enough, or it is said what
/// would be lost before anything is done.
@Suite struct LostPartTests {
  private let directory = TemporaryDirectory()
  private let layout: RegistryLayout
  private let registry: RegistryDirectory

  init() throws {
    layout = RegistryLayout(directory.path.appending("registry"))
    registry = try Sample.make(in: directory)
    registry.journal.segmentLimit = 1500
    for serial in 1...6 { try registry.append(Sample.community(serial)) }
    try registry.checkpoint()
  }

  private func backUp() throws {
    try DailyBackups(work: registry.backupWork, account: "lina")
      .run(at: Sample.at, today: Sample.today)
  }

  private func repair(acceptsLoss: Bool = false) throws -> RepairReport {
    try RegistryDirectory.repair(
      layout.root, by: "lina", at: Sample.at, acceptsLoss: acceptsLoss)
  }

  private func opened() throws -> RegistryDirectory {
    let opened = try Sample.open(layout.root)
    let report = try opened.check()
    #expect(report.damage.isEmpty, "\(report.damage.map(\.words.en))")
    return opened
  }

  private func tree() throws -> [String: [UInt8]] {
    try Bytes.tree(layout.root).filter { $0.key != "LOCK" }
  }

  // MARK: registry.json

  @Test func withoutRegistryJSON_theIdComesFromABackup() throws {
    try backUp()
    let whole = registry.head.contents
    for damage in [nil, "", "{", "{\"format\":1,\"id\":\"x\",\"sha256\":\"\"}\n"] as [String?] {
      try PosixFileSystem().remove(layout.registry)
      if let damage { try Bytes.write(damage, to: layout.registry) }
      #expect(throws: StoreError.self) { try Sample.open(layout.root) }
      let report = try repair()
      guard case .of? = report.identity else {
        Issue.record("\(report)")
        return
      }
      #expect(try opened().identity == registry.identity)
      #expect(try opened().head.contents == whole)
    }
    // Who has it open goes on.
    try registry.append(Sample.community(7))
  }

  @Test func withoutAnythingThatHoldsTheId_aNewOneIsGiven_andSaid() throws {
    let whole = registry.head.contents
    for path in [layout.registry] + Kind.allCases.map(layout.records) {
      try PosixFileSystem().remove(path)
    }
    #expect(throws: StoreError.damaged(layout.registry, line: nil, .missing)) {
      try Sample.open(layout.root)
    }
    #expect(try repair().identity == .new)
    #expect(try opened().identity.id != registry.identity.id)
    #expect(try opened().head.contents == whole)
  }

  /// Before registry.json is there, there is no registry; but what its maker wrote is worth repairing.
  @Test func withoutRegistryJSON_andRecordFiles_itIsNoRegistry_untilRepaired() throws {
    let path = directory.path.appending("other")
    let other = try Sample.make(at: path)
    try PosixFileSystem().remove(other.layout.registry)
    #expect(throws: StoreError.notARegistry(path)) { try Sample.open(path) }
    #expect(
      try RegistryDirectory.repair(path, by: "lina", at: Sample.at).identity == .new)
    #expect(try Sample.open(path).head.contents == other.head.contents)
    let empty = directory.path.appending("empty")
    try PosixFileSystem().makeDirectory(empty)
    #expect(throws: StoreError.notARegistry(empty)) {
      try RegistryDirectory.repair(empty, by: "lina", at: Sample.at)
    }
    #expect(TemporaryDirectory.names(empty).isEmpty)
  }

  /// Somebody's directory with names that a registry has too is no damaged registry, and nothing is made
  /// in it.
  @Test func directoryWithNamesOfOurs_isNoRegistry() throws {
    let home = directory.path.appending("home")
    let files = PosixFileSystem()
    for name in ["", "backups", "journal", "drafts", "plans"] {
      try files.makeDirectory(home.appending(name))
    }
    for name in ["backups/home.tar.gz", "journal/2026-11-24.md", "office.json", "checkpoint.json"] {
      try Bytes.write("{\"name\":\"mine\"}\n", to: home.appending(name))
    }
    let before = try Bytes.tree(home)
    #expect(throws: StoreError.notARegistry(home)) { try Sample.open(home) }
    #expect(throws: StoreError.notARegistry(home)) {
      try RegistryDirectory.repair(home, by: "lina", at: Sample.at)
    }
    #expect(try Bytes.tree(home) == before)
  }

  /// What only a registry has says that there was one, each by itself.
  @Test func onePartOfALostRegistry_isEnoughToSaySo() throws {
    try backUp()
    let backup = try #require(
      TemporaryDirectory.names(layout.backups).first.map { "backups/\($0)" })
    for name in [backup, "checkpoint.json", "communities.json", "office.json"] {
      let left = RegistryLayout(directory.path.appending("left"))
      try PosixFileSystem().makeDirectory(left.root)
      try PosixFileSystem().makeDirectory(left.backups)
      try Bytes.write(
        Bytes.of(layout.root.appending(name)), to: left.root.appending(name))
      #expect(throws: StoreError.damaged(left.registry, line: nil, .missing), "\(name)") {
        try Sample.open(left.root)
      }
      TemporaryDirectory.remove(left.root)
    }
  }

  @Test func backupOfAnotherRegistry_givesNoId() throws {
    let other = try Sample.make(at: directory.path.appending("other"))
    try other.append(Sample.community(9))
    try PosixFileSystem().makeDirectory(layout.backups)
    _ = try other.backup(
      to: layout.backups.appending("2026-11-24-2.jsonl.gz"))
    try PosixFileSystem().remove(layout.registry)
    // The record files say whose they are.
    #expect(try repair().identity == .of(layout.records(.community)))
    #expect(try opened().identity.id == registry.identity.id)
    #expect(try opened().head.contents == registry.head.contents)
  }

  // MARK: journal

  @Test func withoutItsJournal_recordsComeFromTheirFiles() throws {
    TemporaryDirectory.remove(layout.journal)
    #expect(throws: StoreError.damaged(layout.journal, line: nil, .missing)) {
      try Sample.open(layout.root)
    }
    let report = try repair()
    #expect(report.lost == [1...7] && report.loss == nil)
    let values = { (contents: [String]) in contents.map { $0.prefix { $0 != "," } } }
    #expect(try values(opened().head.contents) == values(registry.head.contents))
    try opened().append(Sample.community(7))
  }

  @Test func withoutItsJournal_aBackupGivesItBack_byteForByte() throws {
    try backUp()
    let before = try registry.changes(after: 0)
    let whole = registry.head.contents
    // Behind the backup, and in no record file: gone with the journal.
    try registry.append(Sample.community(7))
    TemporaryDirectory.remove(layout.journal)
    let report = try repair()
    #expect(report.restored == [1...7] && report.lost.isEmpty)
    #expect(try opened().changes(after: 0) == before)
    #expect(try opened().head.contents == whole)
  }

  @Test func lostLines_comeBackFromABackup() throws {
    try backUp()
    let before = try Bytes.of(layout.segment(1))
    let whole = registry.head.contents
    var bytes = before
    bytes[(before.firstIndex(of: 0x0A) ?? 0) + 40] ^= 1
    try Bytes.write(bytes, to: layout.segment(1))
    let report = try repair()
    #expect(report.restored == [2...2] && report.lost.isEmpty)
    #expect(try Bytes.of(layout.segment(1)) == before)
    #expect(try opened().head.contents == whole)
  }

  @Test func nothingButRegistryJSON_cannotBeRepaired() throws {
    TemporaryDirectory.remove(layout.journal)
    for path in Kind.allCases.map(layout.records) + [layout.checkpoint] {
      try PosixFileSystem().remove(path)
    }
    let before = try tree()
    let said = #expect(throws: StoreError.self) { try repair() }
    #expect(said?.words.en.contains("restore FILE DIR") == true)
    #expect(try tree() == before)
  }

  // MARK: order

  private func lines(_ segment: Int) throws -> [[UInt8]] {
    try Bytes.of(layout.segment(segment)).split(separator: 0x0A).map { Array($0) + [0x0A] }
  }

  /// Any two lines of any files.
  @Test func swappedLines_arePutInOrder() throws {
    let whole = registry.head.contents
    let numbers = try registry.journal.numbers()
    let before = try numbers.map { try lines($0) }
    let places = before.indices.flatMap { file in before[file].indices.map { (file, $0) } }
    for first in places {
      for second in places where first < second {
        var after = before
        (after[first.0][first.1], after[second.0][second.1]) = (
          before[second.0][second.1], before[first.0][first.1]
        )
        for (file, number) in numbers.enumerated() {
          try Bytes.write(after[file].flatMap { $0 }, to: layout.segment(number))
        }
        let report = try repair()
        #expect(report.lost.isEmpty && !report.reordered.isEmpty)
        for (file, number) in numbers.enumerated() {
          #expect(try lines(number) == before[file], "\(first) \(second)")
        }
        for kept in report.kept where report.reordered.contains(kept.file) {
          let number = RegistryLayout.segment(named: kept.file.lastComponent?.string ?? "") ?? 0
          #expect(try Bytes.of(kept.copy) == after[number - 1].flatMap { $0 })
        }
      }
    }
    #expect(try opened().head.contents == whole)
  }

  /// Two files with each other's names, and a repair that is killed before any of its writes: the next one
  /// finds every line, in place or in what the first has kept.
  @Test func swappedFiles_andARepairThatIsKilled_loseNothing() throws {
    try registry.append(Sample.set(RecordID(.community, 1), "chair", .null, "张三"))
    let files = PosixFileSystem()
    let numbers = try registry.journal.numbers()
    let (first, second) = (layout.segment(1), layout.segment(2))
    let before = try numbers.flatMap { try Bytes.of(layout.segment($0)) }
    let (whole, saved) = (registry.head.contents, try registry.changes(after: 0))
    let aside = directory.path.appending("aside")
    try files.rename(first, to: aside)
    try files.rename(second, to: first)
    try files.rename(aside, to: second)
    var change = 1
    while true {
      let directory = try TemporaryDirectory(copyOf: self.directory.path)
      let layout = RegistryLayout(directory.path.appending("registry"))
      let disk = FaultyFileSystem.dead(from: change)
      _ = try? RegistryDirectory.repair(layout.root, by: "lina", at: Sample.at, files: disk)
      let report = try RegistryDirectory.repair(layout.root, by: "lina", at: Sample.at)
      #expect(report.lost.isEmpty && report.loss == nil, "killed at change \(change): \(report)")
      let after = try numbers.flatMap { try Bytes.of(layout.segment($0)) }
      #expect(after == before, "killed at change \(change)")
      let opened = try Sample.open(layout.root)
      #expect(opened.head.contents == whole, "killed at change \(change)")
      #expect(try opened.changes(after: 0) == saved)
      #expect(try opened.check().damage.isEmpty)
      if !disk.hasFailed { break }
      change += 1
    }
    #expect(change > 10)
  }

  // MARK: loss

  @Test func journalWithoutAValidLine_isNotEmptied() throws {
    for path in Kind.allCases.map(layout.records) + [layout.checkpoint] {
      try PosixFileSystem().remove(path)
    }
    for number in try registry.journal.numbers() {
      let bytes = try Bytes.of(layout.segment(number))
      try Bytes.write(
        bytes.map { $0 == UInt8(ascii: "\"") ? UInt8(ascii: "'") : $0 }, to: layout.segment(number))
    }
    let before = try tree()
    let said = #expect(throws: StoreError.self) { try repair() }
    guard case .losing(_, let loss, _)? = said, loss.isEverything else {
      Issue.record("\(said?.words.en ?? "")")
      return
    }
    #expect(try tree() == before)
  }

  /// A record file of a copy that went its own way: what it holds besides goes, so it is asked about.
  @Test func recordFileWithMoreThanTheJournal_asksForAWordMore() throws {
    let copy = try TemporaryDirectory(copyOf: layout.root)
    let other = try Sample.open(copy.path)
    // Two in one line, so that there are more communities at the same seq.
    let twin =
      try Sample.community(7).changes + [
        Change(
          RecordID(.community, -2), isNew: true, try Sample.community(8).changes[0].settings)
      ]
    _ = try other.append(ChangeSet(twin))
    try other.checkpoint()
    try registry.append(Sample.community(7))
    try Bytes.write(
      try Bytes.of(other.layout.records(.community)), to: layout.records(.community))
    let said = #expect(throws: StoreError.self) { try repair() }
    guard case .losing(_, let loss, _)? = said else {
      Issue.record("\(said?.words.en ?? "")")
      return
    }
    #expect(loss.records == [RecordID(.community, 8)])
    _ = try repair(acceptsLoss: true)
    #expect(try opened().head.contents == registry.head.contents)
  }
}
