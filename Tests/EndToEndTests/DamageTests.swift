import Glibc
import Testing

/// A registry that is not as it was left: a torn end is worked with, anything else is refused.
@Suite struct DamageTests {
  @Test func tornLastLine_isANotice_andEverythingBeforeItIsThere() throws {
    let office = try SmallDistrict.office()
    let whole = Disk.read(office.journal)!
    try Disk.write(whole + Array(#"{"seq":9,"at":"20"#.utf8), to: office.journal)
    let listed = try office.run("list", "communities")
    #expect(listed.code == 0 && listed.lines.count == 3)
    #expect(!listed.error.isEmpty, "it says so")
    try office.add("community", "code=110105001003", "name=南甲园社区居委会")
    #expect(try office.run("list", "communities").lines.count == 4)
    #expect(Disk.read(office.journal)!.starts(with: whole), "only what was torn is cut")
    #expect(
      Disk.names(in: office.registry + "/journal").contains { $0.contains("torn") },
      "and kept beside")
    #expect(try office.run("check").code == 0)
  }

  @Test func flippedByte_isRefused_withFileAndLine() throws {
    let office = try SmallDistrict.office()
    var bytes = Disk.read(office.journal)!
    // In the middle of the second line.
    let line = bytes.firstIndex(of: 0x0A)!
    bytes[line + 20] ^= 0x01
    try Disk.write(bytes, to: office.journal)
    for command in [["list", "communities"], ["progress"], ["add", "worker", "name=王芳"]] {
      let outcome = try office.start(command).wait()
      #expect(outcome.code == 65, "\(outcome.error)")
      #expect(outcome.output.isEmpty)
      #expect(outcome.error.contains("journal/000001.jsonl, line 2"), "\(outcome.error)")
    }
    let check = try office.run("check")
    #expect(check.code == 1)
    #expect(check.output.contains("journal/000001.jsonl"))
    #expect(Disk.read(office.journal) == bytes, "damage is never overwritten")
  }

  @Test func newerFormat_isRefused_andReadOnlyOffered() throws {
    let office = try SmallDistrict.office()
    let path = office.registry + "/registry.json"
    try Disk.write(Array("{\"format\":99,\"id\":\"0123456789abcdef\"}\n".utf8), to: path)
    let said = try office.refuse(65, "add", "worker", "name=王芳")
    #expect(said.contains("format 99") && said.contains("--read-only"))
    #expect(try office.run("list", "communities", "--read-only").lines.count == 3)
  }

  @Test func journalReplacedByADirectory_isAFaultOfTheDisk() throws {
    let office = try SmallDistrict.office()
    Disk.remove(office.journal)
    try Disk.makeDirectory(office.journal)
    let outcome = try office.run("list", "communities")
    #expect([65, 74].contains(outcome.code), "\(outcome.code) \(outcome.error)")
    #expect(outcome.error.contains(office.journal))
  }

  @Test(.disabled(if: geteuid() == 0, "root may read everything"))
  func registryWithoutReadPermission_isRefused() throws {
    let office = try SmallDistrict.office()
    chmod(office.registry, 0)
    defer { chmod(office.registry, 0o700) }
    let outcome = try office.run("list", "communities")
    #expect([74, 77].contains(outcome.code))
    #expect(outcome.error.contains(office.registry))
  }

  @Test func lockHeldBySomebodyElse_isTryAgain() throws {
    let office = try SmallDistrict.office()
    let lock = open(office.registry + "/LOCK", O_RDWR | O_CLOEXEC)
    try #require(flock(lock, LOCK_EX) == 0)
    defer { close(lock) }
    let said = try office.refuse(75, "add", "worker", "name=王芳")
    #expect(said.contains("try again"))
    #expect(try office.run("list", "communities").code == 0, "readers take no lock")
  }

  @Test func planFileThatIsBroken_isNamed_andStopsOnlyWhoAsksForIt() throws {
    let office = try SmallDistrict.office()
    try Disk.makeDirectory(office.registry + "/plans")
    try Disk.write(Array("{\"id\":".utf8), to: office.registry + "/plans/mine.json")
    #expect(try office.refuse(65, "progress", "--plan", "mine").contains("plans/mine.json"))
    let other = try office.run("progress")
    #expect(other.code == 0)
    #expect(other.error.contains("plans/mine.json"))
  }
}
