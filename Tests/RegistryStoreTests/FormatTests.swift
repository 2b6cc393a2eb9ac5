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

  /// Until format 4 an organization had one inspection, in two fields; that of format 3 has one.
  @Test(arguments: [1, 2, 3])
  func inspections_ofAnOlderFormat_becomeRows_onceAndWithoutLoss(format: Int) throws {
    let path = try copy(format)
    let old = try RegistryDirectory(
      path, .writing, account: "lina", files: PosixFileSystem(), patience: .zero, format: format)
    _ = try old.load()
    let organization = RecordID(.organization, 1)
    if format < 3 {
      try old.append(
        ChangeSet([
          Change(
            organization,
            [
              Setting("inspectionYear", before: .null, after: 2019),
              Setting("inspectionResult", before: .null, after: "passed"),
            ])
        ]))
    }
    try old.checkpoint()
    // Before the upgrade it is shown as after it, and so is what is saved meanwhile.
    let reading = try RegistryDirectory(path, .reading, account: "lina")
    let shown = try reading.load().state
    #expect(shown.inspections(of: organization).map(\.record.year) == [2019])
    #expect(shown.seq == old.head.seq && shown.organizations[1]?.unknown.map(\.key) == ["colour"])
    #expect(try reading.check().unknownKeys.map(\.key) == ["colour"])
    try old.append(
      ChangeSet([Change(organization, [Setting("inspectionYear", before: 2019, after: 2018)])]))
    let news = try #require(try reading.news())
    #expect(news.state.inspections(of: organization).map(\.record.year) == [2018])
    try old.append(
      ChangeSet([Change(organization, [Setting("inspectionYear", before: 2018, after: 2019)])]))
    let backup = directory.path.appending("old.gz")
    _ = try old.backup(to: backup)
    for isRestored in [false, true] {
      let place = isRestored ? directory.path.appending("restored") : path
      if isRestored {
        _ = try RegistryDirectory.restore(backup, to: place, account: "lina")
      } else {
        _ = try RegistryDirectory.upgrade(place, by: "lina", at: Sample.at)
      }
      let state = try Sample.open(place).head
      let rows = state.inspections(of: organization).map(\.record)
      #expect(rows.map(\.year) == [2019] && rows.map(\.result) == [.passed])
      #expect(state.organizations[1]?.unknown.map(\.key) == ["colour"])
      #expect(try RegistryDirectory.upgrade(place, by: "lina", at: Sample.at) == nil)
      let report = try Sample.open(place).check()
      #expect(report.damage.isEmpty, "\(report.damage.map(\.words.en))")
      #expect(report.unknownKeys.map(\.key) == ["colour"])
      // What was saved then is still in the history.
      let settings = try Sample.open(place).changes(after: 0).flatMap(\.set.changes)
        .flatMap(\.settings).filter { $0.key == "inspectionYear" }
      #expect(settings.map(\.after) == [2019, 2018, 2019, .null])
    }
  }

  @Test(arguments: [1, 3])
  func upgrade_cutShortAnywhere_leavesOneFormatOrTheOther(format: Int) throws {
    let contents = try Sample.open(copy(format), .reading).load().state.withoutSeqs
    let next = RegistryIdentity.format + 1
    for change in 1... {
      TemporaryDirectory.remove(root)
      _ = try copy(format)
      let disk = FaultyFileSystem.dead(from: change)
      _ = try? RegistryDirectory.upgrade(root, to: next, by: "lina", at: Sample.at, files: disk)
      let registry = try RegistryDirectory(
        root, .reading, account: "lina", files: PosixFileSystem(), patience: .zero, format: next)
      #expect([format, next].contains(registry.identity.format))
      #expect(try registry.load().state.withoutSeqs == contents, "change \(change)")
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

extension RegistryState {
  /// All records, but not which change set touched them last: an upgrade may be one.
  fileprivate var withoutSeqs: [[JSON.Member]] {
    Kind.allCases.flatMap { kind in
      self[kind].allRows.map { ($0.json.members ?? []).filter { $0.key != "changed" } }
    }
  }
}
