import Testing

/// Bad input: one clear sentence, the exit code of DESIGN section 7, and not a byte written.
@Suite struct RefusalTests {
  @Test func wrongCheckCharacter_ofACreditCode() throws {
    let office = try SmallDistrict.office()
    let said = try office.refuse(
      65, "add", "organization", "name=中心", "tier=登记", "community=m1", "uscc=52110105MJ00001X00")
    #expect(said.contains("Credit code") && said.contains("check"))
  }

  @Test func wrongCheckDigit_ofAnIDNumber() throws {
    let office = try SmallDistrict.office()
    let said = try office.refuse(65, "add", "worker", "name=王芳", "idNumber=110105199003074527")
    #expect(said.contains("check") && said.contains("8"), "it says what the digit should be")
  }

  @Test func unknownCommunity_isNoInput() throws {
    let office = try SmallDistrict.office()
    let said = try office.refuse(66, "add", "organization", "name=甲", "tier=备案", "community=无此社区")
    #expect(said.contains("无此社区"))
  }

  @Test func dateThatDoesNotExist() throws {
    let office = try SmallDistrict.office()
    let said = try office.refuse(
      65, "add", "organization", "name=甲", "tier=备案", "community=m1", "registeredOn=2021-02-29")
    #expect(said.contains("Registered on") && said.contains("28"))
  }

  @Test func missingName() throws {
    let office = try SmallDistrict.office()
    let said = try office.refuse(
      65, "add", "organization", "tier=备案", "community=m1", "--language", "zh-Hans")
    #expect(said.contains("名称"), "the field is named in the language asked for")
  }

  @Test func csvWithoutARequiredColumn_namesFileLineAndColumn() throws {
    let office = try SmallDistrict.office()
    let file = office.directory + "/a.csv"
    try Disk.write(Array("name,tier\n合唱团,2\n".utf8), to: file)
    let before = try office.contents()
    let outcome = try office.run("import", "organizations", file)
    #expect(outcome.code == 65)
    let problems = outcome.error.split(separator: "\n").filter { $0.hasPrefix("!") }
    #expect(problems.count == 1)
    #expect(problems.first?.contains("a.csv:1: ") == true)
    #expect(problems.first?.contains("Community") == true)
    #expect(try office.contents() == before)
  }

  @Test func oneBadRow_refusesTheWholeFile() throws {
    let office = try SmallDistrict.office()
    let file = office.directory + "/b.csv"
    try Disk.write(Array("名称,管理方式,社区\n甲,备案,m1\n乙,备案,无此\n丙,备案,m2\n".utf8), to: file)
    let before = try office.contents()
    let outcome = try office.run("import", "organizations", file)
    #expect(outcome.code == 65)
    #expect(outcome.error.contains("b.csv:3: "))
    #expect(try office.contents() == before)
  }

  @Test(arguments: [
    ["list", "nothing"], ["list", "communities", "--bogus"], ["edit", "m1", "chair"],
    ["edit", "m1", "colour=red"], ["progress", "--as-of", "2021-13-01"],
    ["progress", "--plan", "2099"], ["progress", "--by", "week"], ["list", "--language", "fr"],
    ["edit", "m1", "chair=甲", "--from", "2020-01-01"],
  ])
  func callItDoesNotUnderstand_is64(_ arguments: [String]) throws {
    let office = try SmallDistrict.office()
    let before = try office.contents()
    let outcome = try office.start(arguments).wait()
    #expect(outcome.code == 64, "\(outcome.error)")
    #expect(outcome.output.isEmpty && !outcome.error.isEmpty)
    #expect(try office.contents() == before)
  }

  @Test func whatIsNotThere_is66() throws {
    let office = try SmallDistrict.office()
    #expect(try office.refuse(66, "show", "o99").contains("o99"))
    #expect(try office.refuse(66, "import", "communities", "/nowhere.csv").contains("/nowhere.csv"))
    #expect(try office.refuse(66, "list", "workers", "--registry", "/nowhere").contains("/nowhere"))
  }

  /// As in forms, whose lines have no room for more.
  @Test func textLongerThanAFieldMayHave_isRefused_withBothNumbers() throws {
    let office = try SmallDistrict.office()
    let note = String(repeating: "长", count: 4097)
    for command in [
      ["add", "organization", "name=甲", "tier=备案", "community=m1", "note=\(note)"],
      ["edit", "m1", "note=\(note)"],
    ] {
      let before = try office.contents()
      let refused = try office.start(command + ["--language", "en"]).wait()
      #expect(refused.code == 65, "\(refused.error)")
      #expect(refused.error.contains("at most 4096 characters (has 4097)"), "\(refused.error)")
      #expect(try office.contents() == before)
    }
    let file = office.directory + "/long.csv"
    try Disk.write(Array("名称,管理方式,社区,备注\n合唱团,备案,m1,\(note)\n".utf8), to: file)
    let imported = try office.run("import", "organizations", file, "--language", "en")
    #expect(imported.code != 0)
    #expect((imported.output + imported.error).contains("at most 4096 characters (has 4097)"))
    try office.succeed("edit", "m1", "note=\(note.dropLast())")
  }

  @Test func whatCannotBeMade_is73() throws {
    let office = try SmallDistrict.office()
    let file = office.directory + "/file"
    try Disk.write([0x41], to: file)
    let district = ["--district", "110105", "--name", "朝阳区"]
    for place in [office.registry, file, file + "/below"] {
      let outcome = try office.start(["init", place] + district).wait()
      #expect(outcome.code == 73, "\(place): \(outcome.error)")
      #expect(outcome.error.contains(place))
    }
    #expect(Disk.read(file) == [0x41])
    try office.refuse(73, "export", "workers", "--output", "/nowhere/x.csv")
  }

  @Test func readOnly_is77() throws {
    let office = try SmallDistrict.office()
    try office.refuse(77, "--read-only", "add", "worker", "name=王芳")
    try office.refuse(77, "edit", "m1", "chair=李红", "--read-only")
  }

  @Test func sameCreditCodeAgain_isRefused_withWhoHasIt() throws {
    let office = try SmallDistrict.office()
    try office.add(
      "organization", "name=甲中心", "tier=登记", "community=m1", "uscc=52110105MJ00001X04")
    let said = try office.refuse(
      65, "add", "organization", "name=乙中心", "tier=登记", "community=m1",
      "uscc=52110105MJ00001X04")
    #expect(said.contains("甲中心"))
  }

  @Test func communityReplacedByItself_orInACircle() throws {
    let office = try SmallDistrict.office()
    #expect(
      try office.refuse(65, "edit", "m1", "replacedBy=m1").contains("cannot replace itself"))
    try office.succeed("edit", "m1", "replacedBy=m2,m3")
    try office.refuse(65, "edit", "m3", "replacedBy=m1")
    try office.succeed("edit", "m3", "replacedBy=m2")
  }

  @Test func office_isOne_andStays() throws {
    let office = try SmallDistrict.office()
    #expect(try office.refuse(64, "add", "office", "name=乙区").contains("sanshe edit office"))
    #expect(try office.refuse(64, "edit", "office", "--bin", "x").contains("can only be changed"))
  }

  @Test func recordInTheBin_isSaidToBe() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1")
    try office.succeed("edit", "o1", "--bin", "twice")
    let said = try office.refuse(66, "edit", "o1", "name=书画社")
    #expect(said.contains("o1 is in the recycle bin ("), "\(said)")
  }

  @Test func rowOfACommunityThatIsGone_saysWhereItIs() throws {
    let office = try SmallDistrict.office()
    try office.succeed("edit", "m1", "--bin", "twice")
    try office.succeed("edit", "m2", "endedOn=2020-01-01", "endReason=并入")
    let file = office.directory + "/c.csv"
    try Disk.write(
      Array("名称,管理方式,社区\n甲,备案,安居社区\n乙,备案,永丰\n丙,备案,110105001001\n丁,备案,没有\n".utf8), to: file)
    let outcome = try office.run("import", "organizations", file)
    #expect(outcome.code == 65)
    let problems = outcome.error.split(separator: "\n").filter { $0.hasPrefix("!") }
    #expect(problems.count == 4)
    #expect(problems.count { $0.contains("m1 in the recycle bin is this community") } == 2)
    #expect(problems[1].contains("m2 of this name does not exist today"), "\(problems)")
    #expect(problems[3].contains("no community has this name"))
  }

  @Test func assignmentBeyondAllShares_isSaid() throws {
    let office = try SmallDistrict.office()
    try office.add("worker", "name=王芳", "startedOn=2019-03-01")
    let assign = { (community: String) in
      try office.run(
        "assign", "w1", community, "--role", "40", "--since", "2020-01-01", "share=60")
    }
    #expect(try !assign("m1").error.contains("100 %"))
    let second = try assign("m2")
    #expect(second.code == 0 && second.error.contains("add up to more than 100 %"))
    #expect(try !assign("m3").error.contains("100 %"), "it was so before")
  }
}
