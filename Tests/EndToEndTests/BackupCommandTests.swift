import Testing

/// `backup`, `restore` and `check --repair` of the built program.
@Suite struct BackupCommandTests {
  @Test func restoredRegistry_isTheSame() throws {
    let office = try SmallDistrict.office()
    let file = office.directory + "/backup.jsonl.gz"
    let copy = office.directory + "/copy"
    #expect(try office.succeed("backup", file).contains(file))
    try office.succeed("restore", file, copy)
    for query in [["list", "communities", "--json"], ["progress", "--json"]] {
      let there = try office.start(query).wait()
      let here = try office.start(query + ["--registry", copy]).wait()
      #expect(here.code == 0 && here.output == there.output)
    }
    #expect(try office.run("check", "--registry", copy).code == 0)
    #expect(Disk.read(copy + "/journal/000001.jsonl") == Disk.read(office.journal))
  }

  @Test func nothingIsOverwritten() throws {
    let office = try SmallDistrict.office()
    let file = office.directory + "/backup.jsonl.gz"
    try office.succeed("backup", file)
    #expect(try office.refuse(73, "backup", file).contains(file))
    #expect(try office.refuse(73, "restore", file, office.registry).contains(office.registry))
  }

  @Test func whatIsNoBackup_isRefused_andNothingIsMade() throws {
    let office = try SmallDistrict.office()
    let copy = office.directory + "/copy"
    let file = office.directory + "/backup.jsonl.gz"
    try office.refuse(66, "restore", file, copy)
    try office.succeed("backup", file)
    var bytes = Disk.read(file)!
    bytes[bytes.count / 2] ^= 1
    try Disk.write(bytes, to: file)
    #expect(try office.refuse(65, "restore", file, copy).contains(file))
    #expect(try office.refuse(65, "restore", office.journal, copy).contains("not a backup"))
    #expect(!Disk.exists(copy))
  }

  @Test func readOnly_canBeBackedUp_andWritesNothing() throws {
    let office = try SmallDistrict.office()
    let before = try Disk.contents(of: office.registry)
    try office.succeed("backup", office.directory + "/backup.jsonl.gz", "--read-only")
    #expect(try Disk.contents(of: office.registry) == before)
  }

  @Test func repair_keepsTheBytes_andSaysWhatIsLost() throws {
    let office = try SmallDistrict.office()
    let listed = try office.succeed("list", "communities")
    var bytes = Disk.read(office.journal)!
    // In the middle of the second line, which makes the first community.
    let line = bytes.firstIndex(of: 0x0A)!
    bytes[line + 20] ^= 0x01
    try Disk.write(bytes, to: office.journal)
    #expect(try office.run("list", "communities").code == 65)
    let repaired = try office.run("check", "--repair")
    #expect(repaired.output.contains("2 were lost"), "\(repaired.output)")
    #expect(Disk.read(office.journal + ".damaged") == bytes)
    let after = try office.run("list", "communities")
    #expect(after.code == 0 && after.lines.count < listed.split(separator: "\n").count)
    try office.add("community", "code=110105001009", "name=南甲园社区居委会")
    #expect(try office.run("check", "--repair").output.contains("nothing to repair"))
  }

  @Test func repair_isRefusedReadOnly() throws {
    let office = try SmallDistrict.office()
    try office.refuse(77, "check", "--repair", "--read-only")
  }

  @Test func restored_saysWhen_asTheOfficesClockDoes() throws {
    let office = try SmallDistrict.office()
    let file = office.directory + "/backup.jsonl.gz"
    try office.succeed("backup", file)
    let outcome = try office.start(
      ["restore", file, office.directory + "/copy"], under: "export TZ=XXX-14"
    ).wait()
    #expect(outcome.code == 0 && !outcome.output.contains("Z\n"), "\(outcome.output)")
    let made = try office.start([], under: "TZ=XXX-14 date +%F && exit 0").wait().output.dropLast()
    #expect(outcome.output.contains("as of \(made) "), "\(outcome.output)")
  }

  @Test func planLeftOut_isSaid() throws {
    let office = try SmallDistrict.office()
    try Disk.makeDirectory(office.registry + "/plans/x.json")
    let outcome = try office.run("backup", office.directory + "/backup.jsonl.gz")
    #expect(outcome.code == 0)
    #expect(outcome.error.contains("plans/x.json is not in the backup: "), "\(outcome.error)")
    try office.succeed("restore", office.directory + "/backup.jsonl.gz", office.directory + "/copy")
  }
}
