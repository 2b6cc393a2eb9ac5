import Testing

/// `check --repair` of the built program: what a transfer in text mode, a lost file or a strange one does
/// to a registry.
@Suite struct RepairCommandTests {
  private func turn(_ office: Office) throws {
    for (name, bytes) in try office.contents() where !bytes.isEmpty {
      let turned = bytes.flatMap { $0 == 0x0A ? [0x0D, 0x0A] : [$0] }
      try Disk.write(turned, to: office.registry + "/" + name)
    }
  }

  @Test func lineEndsTurned_loseNothing_andAreSaid() throws {
    let office = try SmallDistrict.office()
    let (listed, history) = (
      try office.succeed("list", "communities"), try office.succeed("history", "--json")
    )
    let whole = try office.contents()
    try turn(office)
    for command in [["list", "communities"], ["check"]] {
      let refused = try office.start(command).wait()
      #expect(refused.code == 65 && refused.error.contains("CRLF"), "\(refused.error)")
      #expect(refused.error.contains("check --repair"))
    }
    let repaired = try office.run("check", "--repair")
    #expect(repaired.code == 0, "\(repaired.error)")
    #expect(repaired.output.contains("registry.json: the line ends had been changed to CRLF"))
    #expect(!repaired.output.contains("lost") && repaired.output.contains("4 change sets"))
    #expect(try office.succeed("list", "communities") == listed)
    #expect(try office.succeed("history", "--json") == history)
    for name in ["registry.json", "journal/000001.jsonl"] {
      #expect(try office.contents()[name] == whole[name], "\(name)")
    }
    #expect(try office.run("check", "--repair").output.contains("nothing to repair"))
  }

  /// What an editor leaves in the journal, and a directory where a file belongs: told as what it is, in
  /// both languages, and nothing is lost.
  @Test(arguments: ["en", "zh-Hans"]) func whatIsNoDamage_isSaidAsWhatItIs(_ language: String)
    throws
  {
    let office = try SmallDistrict.office()
    let whole = try #require(Disk.read(office.journal))
    try Disk.write([0xEF, 0xBB, 0xBF] + whole + Array("\n已备份\n".utf8), to: office.journal)
    Disk.remove(office.registry + "/checkpoint.json")
    try Disk.makeDirectory(office.registry + "/checkpoint.json")
    let said = try office.run("check", "--language", language)
    #expect(said.code == 1)
    let repaired = try office.run("check", "--repair", "--language", language)
    #expect(repaired.code == 0, "\(repaired.error)")
    for words in language == "en"
      ? [
        "a byte order mark (BOM) was before", "2 lines were no change sets", "it is a directory",
      ]
      : ["曾有 UTF-8 标记 (BOM", "有 2 行不是变更记录，已移出", "是目录，不是文件，已保留为"]
    { #expect(repaired.output.contains(words), "\(repaired.output)") }
    #expect(!repaired.output.contains("lost") && !repaired.output.contains("丢失"))
    #expect(Disk.read(office.journal) == whole)
    #expect(try office.run("check").code == 0)
  }

  @Test func registryJSONGone_isNamed_andPutBack() throws {
    let office = try SmallDistrict.office()
    try office.succeed("backup", office.directory + "/a.gz")
    let whole = try office.contents()["registry.json"]
    try Disk.makeDirectory(office.registry + "/backups")
    try Disk.copy(
      office.directory + "/a.gz", to: office.registry + "/backups/2026-11-24-4.jsonl.gz")
    Disk.remove(office.registry + "/registry.json")
    let said = try office.run("list", "communities")
    #expect(said.code == 65 && said.error.contains("registry.json: the file is missing"))
    let repaired = try office.run("check", "--repair")
    #expect(repaired.code == 0 && repaired.output.contains("id is that of"), "\(repaired.output)")
    #expect(try office.contents()["registry.json"] == whole)
  }

  @Test func loss_isRefused_andSaysTheWordMore() throws {
    let office = try SmallDistrict.office()
    var journal = try #require(Disk.read(office.journal))
    for place in journal.indices where journal[place] == UInt8(ascii: "{") { journal[place] ^= 1 }
    try Disk.write(journal, to: office.journal)
    let said = try office.refuse(1, "check", "--repair")
    #expect(said.contains("nothing was changed") && said.contains("--accept-loss"))
    #expect(try office.run("check", "--accept-loss").code == 64)
    _ = try office.run("check", "--repair", "--accept-loss")
    #expect(Disk.read(office.journal + ".damaged") == journal)
  }
}
