import Testing

/// `--read-only` never writes a byte.
@Suite(.serialized) struct ReadOnlyTests {
  @Test(arguments: Clerk.Speech.allCases)
  func browsingAndTyping_changesNoByte(_ language: Clerk.Speech) throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1")
    try office.add("worker", "name=王芳", "phone=13812071612")
    let before = try Disk.contents(of: office.registry)
    let clerk = try Clerk(office, language, arguments: ["--read-only"])
    #expect(clerk.screen.row(0).contains(language("read-only", "只读")))
    for area: Press in [.two, .three, .four] {
      try clerk.press(area)
      for key: Press in [.insert, .delete] {
        try clerk.press(key)
        #expect(clerk.message.contains(language("reading only", "只读")), "\(clerk.screen)")
      }
    }
    try clerk.press(.three, .enter)
    try clerk.type("改")
    try clerk.press(.save)
    #expect(clerk.message.contains(language("reading only", "只读")), "\(clerk.screen)")
    try clerk.press(.escape, .two, .f2, .one)
    #expect(clerk.message.contains(language("read-only", "只读")), "\(clerk.screen)")
    try clerk.leave()
    #expect(try Disk.contents(of: office.registry) == before, "LOCK and drafts included")
    #expect(!Disk.exists(office.directory + "/.local"), "nor anything in the home")
  }

  @Test func commands_changeNoByte() throws {
    let office = try SmallDistrict.office()
    let before = try Disk.contents(of: office.registry)
    for command in [
      ["list", "communities"], ["show", "m1"], ["progress"], ["export", "communities"], ["check"],
      ["add", "worker", "name=王芳"],
    ] {
      _ = try office.start(["--read-only"] + command).wait()
    }
    #expect(try Disk.contents(of: office.registry) == before)
  }

  @Test func reader_seesWhatAnotherSaves() throws {
    let office = try SmallDistrict.office()
    let clerk = try Clerk(office, arguments: ["--read-only"])
    try clerk.press(.three)
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1")
    try clerk.see("合唱团")
  }
}
