import RegistryModel
import SystemPackage
import Testing

@testable import RegistryStore

/// A backup a day, and a bounded number of them.
@Suite struct DailyBackupTests {
  private let directory = TemporaryDirectory()

  private func names(_ registry: RegistryDirectory) -> [String] {
    TemporaryDirectory.names(registry.layout.backups)
  }

  private func run(_ registry: RegistryDirectory, on day: String) throws {
    try DailyBackups(work: registry.backupWork, account: "lina")
      .run(at: Sample.at, today: CivilDate(text: day))
  }

  @Test func oneADay_andNoneWhereNothingChanged() throws {
    let registry = try Sample.make(in: directory)
    try run(registry, on: "2026-11-23")
    #expect(names(registry) == ["2026-11-23-1.jsonl.gz"])
    try registry.append(Sample.community(1))
    try run(registry, on: "2026-11-23")
    #expect(names(registry).count == 1, "one a day")
    try run(registry, on: "2026-11-24")
    #expect(names(registry) == ["2026-11-23-1.jsonl.gz", "2026-11-24-2.jsonl.gz"])
    try run(registry, on: "2026-11-25")
    #expect(names(registry).count == 2, "nothing changed")
    let copy = directory.path.appending("copy")
    _ = try RegistryDirectory.restore(
      registry.layout.backups.appending("2026-11-24-2.jsonl.gz"), to: copy, account: "lina")
    #expect(try Sample.open(copy).head.contents == registry.head.contents)
  }

  @Test func clockThatWasAheadOnce_stopsNoLaterBackup() throws {
    let registry = try Sample.make(in: directory)
    try run(registry, on: "2099-01-01")
    for serial in 1...9 {
      try registry.append(Sample.community(serial))
      try run(registry, on: "2026-11-1\(serial)")
    }
    #expect(names(registry).filter { $0.hasPrefix("2026-11-1") }.count == 7)
    #expect(names(registry).contains("2026-11-19-10.jsonl.gz"))
  }

  @Test func killedInTheMiddle_leavesNothingForLong() throws {
    let registry = try Sample.make(in: directory)
    try run(registry, on: "2026-11-23")
    let backups = registry.layout.backups
    let begun = ".2026-11-22-1.jsonl.gz.0123456789abcdef.new"
    try Bytes.write(GzipWriter.start + [8], to: backups.appending(begun))
    try Bytes.write(GzipWriter.start, to: backups.appending("mine.new"))
    try registry.append(Sample.community(1))
    try run(registry, on: "2026-11-24")
    #expect(
      names(registry) == ["2026-11-23-1.jsonl.gz", "2026-11-24-2.jsonl.gz", "mine.new"])
  }

  @Test func anotherProcessAtIt_isLeftToIt() throws {
    let registry = try Sample.make(in: directory)
    let files = PosixFileSystem()
    let other = try files.open(registry.layout.root, .reading)
    #expect(try files.lock(other, shared: false))
    try run(registry, on: "2026-11-24")
    #expect(names(registry).isEmpty)
    files.close(other)
    try run(registry, on: "2026-11-24")
    #expect(names(registry).count == 1)
  }

  @Test func sevenDaysAndTwelveMonthsAreKept_andStrangeFilesLeftAlone() throws {
    var day = try CivilDate(text: "2024-01-01")
    var names = ["format-1.jsonl.gz", "mine.txt", "2024-01-01.jsonl.gz"]
    let last = try CivilDate(text: "2026-11-24")
    var seq = 1
    while day <= last {
      names.append("\(day)-\(seq).jsonl.gz")
      let gone = DailyBackups.superfluous(names)
      names.removeAll { gone.contains($0) }
      #expect(names.count <= 3 + 7 + 12)
      (day, seq) = (day.adding(days: 1), seq + 10)
    }
    for kept in ["2026-11-24", "2026-11-18", "2026-10-31", "2025-12-31"] {
      #expect(names.contains { $0.hasPrefix(kept + "-") }, "\(kept)")
    }
    #expect(!names.contains { $0.hasPrefix("2026-11-17") || $0.hasPrefix("2025-11") })
    #expect(names.contains("mine.txt") && names.contains("format-1.jsonl.gz"))
  }

  @Test func firstSaveOfADay_bringsItsBackup() async throws {
    let root = try Sample.make(in: directory).layout.root
    let desk = try Desk(root)
    let state = try await desk.opened().state
    _ = try await desk.save(Sample.community(1), from: state)
    // Leaving waits for it.
    try await desk.leave()
    let names = TemporaryDirectory.names(RegistryLayout(root).backups)
    #expect(names == ["2026-11-24-2.jsonl.gz"])
  }
}
