import Glibc
import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

/// What stands where a file belongs is named as what it is, wherever it is met.
@Suite struct NamedFileTests {
  enum Thing: String, CaseIterable {
    case directory = "is a directory"
    case pipe = "is a pipe"
    case brokenLink = "is a broken symbolic link"
    case loop = "is a symbolic link, not a file"
    case socket = "is a socket"

    func put(at path: FilePath) throws {
      switch self {
      case .directory: mkdir(path.string, 0o700)
      case .pipe: mkfifo(path.string, 0o600)
      case .brokenLink: symlink("nowhere", path.string)
      case .loop: symlink(path.string, path.string)
      case .socket: mknod(path.string, S_IFSOCK | 0o600, 0)
      }
    }
  }

  private let directory = TemporaryDirectory()

  @Test(arguments: Thing.allCases) func inPlaceOfAFile_isNamed(_ thing: Thing) throws {
    let registry = try Sample.make(in: directory)
    try registry.append(Sample.community(1))
    try registry.checkpoint()
    let layout = registry.layout
    for path in [
      layout.registry, layout.checkpoint, layout.segment(1), layout.records(.community),
      layout.lock,
    ] {
      let aside = FilePath(path.string + ".aside")
      try PosixFileSystem().rename(path, to: aside)
      try thing.put(at: path)
      let said = #expect(throws: StoreError.self, "\(path)") {
        try Sample.open(layout.root).append(Sample.community(2))
      }
      let words = said?.words.en ?? ""
      #expect(words.contains(path.string), "\(words)")
      #expect(
        words.contains(thing.rawValue) || words.contains("\(path) is a symbolic link"), "\(words)")
      #expect(said?.words.chinese.contains { "\u{4E00}" <= $0 } == true)
      TemporaryDirectory.remove(path)
      try PosixFileSystem().rename(aside, to: path)
    }
    try thing.put(at: directory.path.appending("backup.gz"))
    let said = #expect(throws: StoreError.self) {
      try RegistryDirectory.restore(
        directory.path.appending("backup.gz"), to: directory.path.appending("copy"),
        account: "lina")
    }
    #expect(said?.words.en.contains(thing.rawValue) == true, "\(said?.words.en ?? "")")
  }

  /// In place of a file that the journal makes anew it is set aside under what it is; nothing is lost.
  @Test(arguments: Thing.allCases) func inPlaceOfAFile_givesWayToARepair(_ thing: Thing) throws {
    let registry = try Sample.make(in: directory)
    try registry.append(Sample.community(1))
    try registry.checkpoint()
    let (layout, whole) = (registry.layout, registry.head.contents)
    let segment = try Bytes.of(layout.segment(1))
    // The checkpoint also beside a journal that is mended with it.
    for (path, isMended) in [
      (layout.checkpoint, true), (layout.checkpoint, false), (layout.records(.community), false),
      (layout.registry, false),
    ] {
      try PosixFileSystem().remove(path)
      try thing.put(at: path)
      if isMended { try Bytes.write(segment + Array("\n".utf8), to: layout.segment(1)) }
      if path != layout.registry, !isMended {
        let said = try RegistryDirectory(layout.root, .reading, account: "lina")
          .check().damage
        #expect(said.contains { $0.words.en.contains(thing.rawValue) }, "\(said.map(\.words.en))")
      }
      let report = try RegistryDirectory.repair(layout.root, by: "lina", at: Sample.at)
      #expect(report.strays.map(\.file) == [path] && report.lost.isEmpty)
      #expect(report.kept.map(\.file) == (isMended ? [layout.segment(1)] : []))
      let stray = try #require(report.strays.first)
      #expect(stray.found?.words.en.contains(thing.rawValue) == true, "\(stray)")
      let aside = try #require(try PosixFileSystem().facts(stray.copy))
      #expect(aside.found != nil || aside.isLink)
      let again = try Sample.open(layout.root)
      #expect(again.head.contents == whole)
      #expect(try again.check().damage.isEmpty)
      TemporaryDirectory.remove(stray.copy)
    }
    #expect(try Bytes.of(layout.segment(1)) == segment)
  }

  /// Nobody can save, so `check` must not say that all is well.
  @Test(arguments: Thing.allCases) func inPlaceOfTheLock_isSeenByCheck(_ thing: Thing) throws {
    let layout = try Sample.make(in: directory).layout
    TemporaryDirectory.remove(layout.lock)
    try thing.put(at: layout.lock)
    let report = try Sample.open(layout.root, .reading).check()
    #expect(report.damage.map(\.words.en).contains { $0.contains(layout.lock.string) })
    #expect(report.exitCode == 1)
  }

  /// A link that leads to the file: reading follows it, and a save would not.
  @Test func linkedJournalFile_isNamed_whenOpened_andByCheck() throws {
    let registry = try Sample.make(in: directory)
    let path = registry.layout.segment(1)
    let elsewhere = directory.path.appending("elsewhere.jsonl")
    try PosixFileSystem().rename(path, to: elsewhere)
    symlink(elsewhere.string, path.string)
    #expect(throws: StoreError.linked(path)) { try Sample.open(registry.layout.root) }
    let reading = try Sample.open(registry.layout.root, .reading)
    #expect(reading.head.contents == registry.head.contents)
    #expect(try reading.check().damage == [.linked(path)])
  }

  @Test func longPath_isSaidBehindTheReason() {
    let short = FilePath("/srv/registry/LOCK")
    let long = FilePath("/srv/" + String(repeating: "long/", count: 20) + "LOCK")
    for (path, words) in [
      (short, "cannot open \(short): Permission denied"),
      (long, "cannot open: Permission denied: \(long)"),
    ] { #expect(DiskError(.open, path, .permissionDenied).words.en == words) }
    #expect(
      StoreError.damaged(long, line: 2, .checksum).words.en
        == "the checksum does not match: \(long), line 2")
    #expect(
      StoreError.damaged(short, line: 2, .checksum).words.en
        == "\(short), line 2: the checksum does not match")
  }
}
