import Testing

/// Backup, restore, check and printing from the screens of the built program.
@Suite struct KeepingTests {
  private func open(_ clerk: Clerk) throws {
    try clerk.press(.f9)
    // Lines without a number are found by their letters.
    try clerk.type("backup")
    try clerk.press(.enter)
    try clerk.see("Last backup")
  }

  /// Puts a path in place of the one that is proposed.
  private func answer(_ text: String, _ clerk: Clerk) throws {
    try clerk.type(text)
    try clerk.press(.enter)
  }

  @Test func `what the screen backs up, it restores; and it checks like the command`() throws {
    let office = try SmallDistrict.office()
    let (file, copy) = (office.directory + "/b.jsonl.gz", office.directory + "/copy")
    let clerk = try Clerk(office, .english)
    try open(clerk)
    #expect(clerk.screen.contains("none by you"))
    try clerk.press(.f2)
    try answer(file, clerk)
    try clerk.see("written: ")
    try clerk.see("By hand")
    #expect(!clerk.screen.contains("none by you"))
    try clerk.press(.f2)
    try answer(file, clerk)
    try clerk.see("already exists")
    try clerk.press(.escape, .f7)
    try answer(file, clerk)
    try answer(office.registry + "/new", clerk)
    try clerk.see("inside a registry")
    try clerk.press(.escape, .f7)
    try answer(file, clerk)
    try answer(copy, clerk)
    try clerk.see("sanshe --registry ")
    #expect(try office.run("check", "--registry", copy).code == 0)
    #expect(Disk.read(copy + "/journal/000001.jsonl") == Disk.read(office.journal))
    try clerk.press(.f8)
    try clerk.see("Nothing is damaged.")
    let last = try #require(office.run("check", "--language", "en").lines.last)
    #expect(clerk.screen.contains(last), "\(clerk.screen)")
    // Another's file is told to be none.
    try clerk.press(.f7)
    try answer(office.journal, clerk)
    try answer(copy + "2", clerk)
    try clerk.see("not a backup")
    #expect(!Disk.exists(copy + "2"))
    try clerk.press(.escape)
    try clerk.leave()
  }

  @Test func `damage is shown, and what to do`() throws {
    let office = try SmallDistrict.office()
    let clerk = try Clerk(office, .english)
    var bytes = try #require(Disk.read(office.journal))
    bytes[(bytes.firstIndex(of: 0x0A) ?? 0) + 20] ^= 0x01
    try Disk.write(bytes, to: office.journal)
    try open(clerk)
    try clerk.press(.f8)
    try clerk.see("damage: ")
    try clerk.see("check --repair")
    try clerk.leave()
  }

  @Test func `a list goes to lp, whose words are shown; without it to a file`() throws {
    let office = try SmallDistrict.office()
    let bin = office.directory + "/bin"
    try Disk.makeDirectory(bin)
    try office.write(
      script: "cat > \"$HOME/paper\"\necho \"request id is T-1 ($2)\"", to: bin + "/lp")
    let clerk = try Clerk(office, .english, environment: ["PATH": "\(bin):/usr/bin:/bin"])
    try clerk.press(.two, .f9)
    try clerk.type("print")
    try clerk.press(.enter, .one)
    try clerk.see("printing: request id is T-1 (Communities)")
    let paper = String(
      decoding: try #require(Disk.read(office.directory + "/paper")), as: UTF8.self)
    #expect(paper.contains("Communities") && paper.contains("3 records."), "\(paper)")
    try office.write(script: "echo 'lp: no default destination' >&2\nexit 1", to: bin + "/lp")
    try clerk.press(.f9)
    try clerk.type("print")
    try clerk.press(.enter, .one)
    try clerk.see("not printed: lp: no default destination")
    try clerk.leave()
    let other = try Clerk(office, .english, environment: ["PATH": "/nowhere"])
    try other.press(.two, .f9)
    try other.type("print")
    try other.press(.enter, .one)
    try other.see("no lp command here")
    try answer(office.directory + "/list.txt", other)
    try other.see("written: ")
    #expect(Disk.read(office.directory + "/list.txt") == Array(paper.utf8))
    try other.leave()
  }
}

extension Office {
  fileprivate func write(script: String, to path: String) throws {
    try Disk.write(Array("#!/bin/sh\n\(script)\n".utf8), to: path)
    _ = try Program("/bin/chmod", ["755", path], environment: [:], directory: directory).wait()
  }
}
