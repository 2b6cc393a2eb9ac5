import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

/// Line ends turned to CRLF, as a transfer in text mode does to all files or to some: recognized, said,
/// and turned back, with not a change lost.
@Suite struct LineEndTests {
  private let directory = TemporaryDirectory()
  private let layout: RegistryLayout
  private let whole: [String]

  init() throws {
    layout = RegistryLayout(directory.path.appending("registry"))
    let registry = try Sample.make(in: directory)
    registry.journal.segmentLimit = 2500
    for serial in 1...6 { try registry.append(Sample.community(serial)) }
    try registry.checkpoint()
    for serial in 7...9 { try registry.append(Sample.community(serial)) }
    whole = registry.head.contents
    try #require(try registry.journal.numbers().count > 1)
  }

  private var all: [FilePath] {
    [layout.registry, layout.checkpoint, layout.segment(1), layout.segment(2)]
      + Kind.allCases.map(layout.records)
  }

  private func turned(_ bytes: [UInt8], where isTurned: (Int) -> Bool = { _ in true }) -> [UInt8] {
    var line = 0
    return bytes.flatMap { byte -> [UInt8] in
      guard byte == 0x0A else { return [byte] }
      line += 1
      return isTurned(line) ? [0x0D, 0x0A] : [byte]
    }
  }

  private func expectWhole(_ sourceLocation: SourceLocation = #_sourceLocation) throws {
    let registry = try Sample.open(layout.root)
    #expect(try registry.check().damage.isEmpty, sourceLocation: sourceLocation)
    #expect(registry.head.contents == whole, sourceLocation: sourceLocation)
    for path in all {
      #expect(try !Bytes.of(path).contains(0x0D), "\(path)", sourceLocation: sourceLocation)
    }
    try registry.append(Sample.community(10))
  }

  private func repair() throws -> RepairReport {
    try RegistryDirectory.repair(layout.root, by: "lina", at: Sample.at)
  }

  @Test func everyFileTurned_isSaid_andTurnedBack() throws {
    let id = try RegistryIdentity.read(PosixFileSystem(), layout)
    let before = try Bytes.tree(layout.root)
    for path in all { try Bytes.write(turned(Bytes.of(path)), to: path) }
    let said = #expect(throws: StoreError.self) { try Sample.open(layout.root) }
    #expect(said == .damaged(layout.registry, line: 1, .lineEnds))
    let damaged = try Dictionary(uniqueKeysWithValues: all.map { ($0, try Bytes.of($0)) })
    let report = try repair()
    #expect(report.lost.isEmpty && report.loss == nil && report.identity == nil)
    #expect(Set(report.turned) == Set(all))
    for kept in report.kept { #expect(try Bytes.of(kept.copy) == damaged[kept.file]) }
    #expect(Set(report.kept.map(\.file)) == Set(all))
    #expect(try RegistryIdentity.read(PosixFileSystem(), layout) == id)
    // Journal and registry.json are what they were, byte for byte.
    let after = try Bytes.tree(layout.root)
    for name in ["registry.json", "journal/000001.jsonl", "journal/000002.jsonl"] {
      #expect(after[name] == before[name], "\(name)")
    }
    try expectWhole()
  }

  /// The one file is named as what it is, by whoever reads it.
  @Test func oneFileTurned_isNamed_andTurnedBack() throws {
    for path in all where path != layout.checkpoint {
      let directory = try TemporaryDirectory(copyOf: self.directory.path)
      let layout = RegistryLayout(directory.path.appending("registry"))
      let path = layout.root.appending(
        String(path.string.dropFirst(self.layout.root.string.count + 1)))
      try Bytes.write(turned(Bytes.of(path)), to: path)
      let said = #expect(throws: StoreError.self, "\(path)") { try Sample.open(layout.root) }
      guard case .damaged(path, line: 1, .lineEnds)? = said else {
        Issue.record("\(path): \(said?.words.en ?? "")")
        continue
      }
      let report = try RegistryDirectory.repair(layout.root, by: "lina", at: Sample.at)
      #expect(report.turned == [path] && report.lost.isEmpty)
      #expect(try Sample.open(layout.root).head.contents == whole)
    }
  }

  /// Some lines of some files, twice over: two transfers, or an editor.
  @Test func someLinesTurned_areTurnedBack() throws {
    for path in all where path != layout.registry {
      let some = turned(try Bytes.of(path)) { !$0.isMultiple(of: 2) }
      try Bytes.write(turned(some) { $0.isMultiple(of: 3) }, to: path)
    }
    let report = try repair()
    #expect(report.lost.isEmpty && !report.turned.isEmpty)
    try expectWhole()
  }

  @Test func turned_andALineDamaged_losesThatLineOnly() throws {
    for path in all { try Bytes.write(turned(Bytes.of(path)), to: path) }
    var bytes = try Bytes.of(layout.segment(1))
    bytes[(bytes.firstIndex(of: 0x0A) ?? 0) + 40] ^= 1
    try Bytes.write(bytes, to: layout.segment(1))
    let report = try repair()
    #expect(report.lost == [2...2])
    // Record files from behind it hold what it did.
    try expectWhole()
  }

  // MARK: a byte order mark before the first line

  private func marked(_ bytes: [UInt8]) -> [UInt8] { [0xEF, 0xBB, 0xBF] + bytes }

  @Test func everyFileMarked_isSaid_andTakenBack() throws {
    let before = try Bytes.tree(layout.root)
    for path in all { try Bytes.write(marked(Bytes.of(path)), to: path) }
    let said = #expect(throws: StoreError.self) { try Sample.open(layout.root) }
    #expect(said == .damaged(layout.registry, line: 1, .mark))
    let report = try repair()
    #expect(report.lost.isEmpty && report.loss == nil && report.identity == nil)
    #expect(Set(report.marked) == Set(all) && report.turned.isEmpty && report.rebuilt.isEmpty)
    for kept in report.kept { #expect(try Bytes.of(kept.copy).starts(with: [0xEF, 0xBB, 0xBF])) }
    let after = try Bytes.tree(layout.root)
    for name in ["registry.json", "journal/000001.jsonl", "journal/000002.jsonl"] {
      #expect(after[name] == before[name], "\(name)")
    }
    try expectWhole()
  }

  /// An editor of another system does both at once; every file alone, named as what it is.
  @Test(arguments: [false, true]) func oneFileMarked_isNamed_andTakenBack(isTurned: Bool) throws {
    for path in all {
      let directory = try TemporaryDirectory(copyOf: self.directory.path)
      let layout = RegistryLayout(directory.path.appending("registry"))
      let path = layout.root.appending(
        String(path.string.dropFirst(self.layout.root.string.count + 1)))
      let bytes = try Bytes.of(path)
      try Bytes.write(marked(isTurned ? turned(bytes) : bytes), to: path)
      // The first file of the journal lies before the checkpoint: `check` looks there.
      let named = try? RegistryDirectory(layout.root, .reading, account: "lina")
        .check().damage
      let isIdentity = path == layout.registry
      #expect(named?.contains(.damaged(path, line: 1, .mark)) ?? isIdentity, "\(path)")
      let report = try RegistryDirectory.repair(layout.root, by: "lina", at: Sample.at)
      #expect(report.marked == [path] && report.turned == (isTurned ? [path] : []))
      #expect(report.lost.isEmpty && report.incomplete.isEmpty)
      let opened = try Sample.open(layout.root)
      #expect(opened.head.contents == whole)
      #expect(try opened.check().damage.isEmpty)
    }
  }

  @Test(arguments: [TextHarm.marked, .turned]) func draftHarmed_isOffered(_ harm: TextHarm) throws {
    let id = "0F6B1C5E-7C52-4B1A-9C0A-5B4F5E3D2A11"
    let draft = Draft(id: id, content: .object(of: ("name", "安居")))
    let drafts = Drafts(PosixFileSystem(), account: "lina", places: [layout.drafts])
    try drafts.keep(draft)
    drafts.close()
    let file = layout.drafts.appending("lina-\(id).json")
    let bytes = try Bytes.of(file)
    try Bytes.write(harm == .marked ? marked(bytes) : turned(bytes), to: file)
    let again = Drafts(PosixFileSystem(), account: "lina", places: [layout.drafts])
    #expect(again.orphans() == [draft] && again.damage.isEmpty)
  }
}
