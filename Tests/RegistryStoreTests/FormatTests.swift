import RegistryModel
import RegistryTestSupport
import SystemPackage
import Testing

@testable import RegistryStore

/// Registries as every format ever wrote them stay readable; an upgrade is asked for.
@Suite struct FormatTests {
  private let directory = TemporaryDirectory()
  private var root: FilePath { directory.path.appending("registry") }

  /// `Formats/N` beside this file: a registry of format N, as the program of that time left it.
  private static let stored = FilePath(#filePath).removingLastComponent().appending("Formats")

  private func copy(_ format: Int) throws -> FilePath {
    for (name, bytes) in try Bytes.tree(Self.stored.appending("\(format)")) {
      let path = root.appending(name)
      try make(path.removingLastComponent())
      // The tree's first line holds the mode.
      let start = bytes.lineFeed(in: 0..<bytes.count)! + 1
      try Bytes.write(Array(bytes[start...]), to: path)
    }
    return root
  }

  private func make(_ path: FilePath) throws {
    let files = PosixFileSystem()
    guard try files.facts(path) == nil else { return }
    try make(path.removingLastComponent())
    try files.makeDirectory(path)
  }

  @Test(arguments: 1...RegistryIdentity.format)
  func storedRegistry_isReadWhole(format: Int) throws {
    let registry = try RegistryDirectory(copy(format), .reading, account: "lina")
    #expect(registry.identity.format == format)
    let state = try registry.load().state
    #expect(state.office.name == "云溪区")
    let community = try #require(state.communities[1]?.record)
    #expect(
      community.name == Dated("安居社区居委会")
        && community.code.first?.description == "110105001001")
    let organization = try #require(state.organizations[1])
    #expect(organization.record.status[Sample.today] == .dormant)
    #expect(
      organization.record.status[CivilDate(year: 2019, month: 1, day: 1)!] == .active)
    #expect(state.organizations[2]?.binned == "重复录入")
    #expect(organization.unknown.map(\.key) == ["colour"])
    #expect(state.workers[1]?.record.name == "王芳")
    #expect(state.assignments[1]?.record.role == .socialWorker)
    #expect(try registry.changes(after: 0).contains { !$0.set.access.isEmpty })
    let report = try registry.check()
    #expect(report.damage.isEmpty, "\(report.damage.map(\.words.en))")
  }

  @Test func storedRegistry_ofTheNewestFormat_isWrittenOn() throws {
    let registry = try Sample.open(copy(RegistryIdentity.format))
    try registry.append(Sample.community(77))
    try registry.checkpoint()
    let again = try Sample.open(root)
    #expect(again.head.contents == registry.head.contents)
    #expect(again.head.organizations[1]?.unknown.map(\.key) == ["colour"], "kept")
  }

  @Test func olderFormat_isReadButNotWritten_untilItIsUpgraded() throws {
    let contents = try Sample.open(copy(1), .reading).head.contents
    let next = RegistryIdentity.format + 1
    func open(_ access: RegistryAccess) throws(StoreError) -> RegistryDirectory {
      try RegistryDirectory(
        root, access, account: "lina", files: PosixFileSystem(), patience: .zero, format: next)
    }
    #expect(throws: StoreError.olderFormat(root.appending("registry.json"), format: 1)) {
      _ = try open(.writing)
    }
    #expect(try open(.reading).load().state.contents == contents)

    let upgrade = try #require(
      try RegistryDirectory.upgrade(
        root, to: next, by: "lina", at: Sample.at, files: PosixFileSystem()))
    let upgraded = try open(.writing)
    #expect(upgraded.identity.upgrades == [upgrade] && upgraded.identity.format == next)
    #expect(try upgraded.load().state.contents == contents)
    #expect(throws: StoreError.newerFormat(root.appending("registry.json"), format: next)) {
      _ = try Sample.open(root)
    }
    // What was there before is in the backup.
    let old = directory.path.appending("old")
    _ = try RegistryDirectory.restore(
      root.appending(upgrade.backup), to: old, account: "lina")
    #expect(try Sample.open(old).head.contents == contents, "as the newest format")
  }

  @Test func upgrade_cutShortAnywhere_leavesOneFormatOrTheOther() throws {
    let contents = try Sample.open(copy(1), .reading).head.contents
    let next = RegistryIdentity.format + 1
    for change in 1... {
      TemporaryDirectory.remove(root)
      _ = try copy(1)
      let disk = FaultyFileSystem.dead(from: change)
      _ = try? RegistryDirectory.upgrade(root, to: next, by: "lina", at: Sample.at, files: disk)
      let registry = try RegistryDirectory(
        root, .reading, account: "lina", files: PosixFileSystem(), patience: .zero, format: next)
      #expect([1, next].contains(registry.identity.format))
      #expect(try registry.load().state.contents == contents, "change \(change)")
      if !disk.hasFailed { break }
    }
  }

  /// An upgrade wants a whole registry, and a repair is of the format it finds.
  @Test func damagedRegistry_ofAnOlderFormat_isRepaired_andThenUpgraded() throws {
    let contents = try Sample.open(copy(1), .reading).head.contents
    let layout = RegistryLayout(root)
    for path in [layout.checkpoint, layout.records(.organization)] {
      var bytes = try Bytes.of(path)
      bytes[30] ^= 1
      try Bytes.write(bytes, to: path)
    }
    #expect(throws: StoreError.self) {
      try RegistryDirectory.upgrade(root, by: "lina", at: Sample.at)
    }
    _ = try RegistryDirectory.repair(root, by: "lina", at: Sample.at)
    let repaired = try RegistryDirectory(root, .reading, account: "lina")
    #expect(repaired.identity.format == 1)
    #expect(try repaired.load().state.contents == contents)
    #expect(try RegistryDirectory.upgrade(root, by: "lina", at: Sample.at)?.from == 1)
    #expect(try Sample.open(root).head.contents == contents)
  }

  @Test func upgradeOfTheNewestFormat_doesNothing() throws {
    let before = try Bytes.tree(copy(RegistryIdentity.format))
    #expect(try RegistryDirectory.upgrade(root, by: "lina", at: Sample.at) == nil)
    #expect(try Bytes.tree(root) == before)
  }
}
