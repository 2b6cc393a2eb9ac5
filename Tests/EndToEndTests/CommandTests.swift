import RegistryTestSupport
import Testing

/// Each command does its work and ends with 0.
@Suite struct CommandTests {
  @Test func init_makesARegistryOnlyItsOwnerReads() throws {
    let office = try Office()
    #expect(Disk.exists(office.registry + "/registry.json"))
    let modes = try Program(
      "/usr/bin/stat", ["-c", "%a", office.registry, office.journal],
      environment: office.environment, directory: office.directory
    ).wait()
    #expect(modes.lines == ["700", "600"])
  }

  @Test func add_thenListAndShow_inBothLanguages() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=邻里互助会", "tier=filed", "community=m1", "head=李红")
    #expect(try office.run("list", "organizations").output.contains("邻里互助会"))
    let english = try office.succeed("show", "邻里互助会", "--language", "en")
    #expect(english.contains("Tier: filed") && english.contains("Head: 李红"))
    let chinese = try office.succeed("show", "o1", "--language", "zh-Hans")
    #expect(chinese.contains("管理方式: 备案") && chinese.contains("负责人: 李红"))
  }

  @Test func list_findsByPinyin() throws {
    let office = try SmallDistrict.office()
    let found = try ["ajsq", "kyc", "anju -kang", "yf town:建外", "安菊"].map { query in
      try JSONValue(office.run("list", "communities", query, "--json").bytes).count
    }
    #expect(found == [1, 1, 1, 1, 0], "a query means what it says: 安菊 is not 安居")
  }

  @Test func kindsAndFields_areKnownByTheirNamesInBothLanguages() throws {
    let office = try SmallDistrict.office()
    try office.add("社会组织", "名称=合唱团", "管理方式=备案", "社区=安居社区居委会", "活动类别=文体娱乐")
    try office.add("organizations", "Name=老年协会", "Tier=2", "Community=110105001001", "class=4")
    try office.add("organization", "name=棋牌社", "tier=filed", "community=m1", "class=cultureSport")
    let json = try JSONValue(office.run("list", "社会组织", "--json").bytes)
    #expect(json.count == 3)
    for place in 0..<3 {
      #expect(json[place]?["tier"] == .string("filed"))
      #expect(json[place]?["community"] == .string("m1"))
      #expect(json[place]?["activityClass"] == .string("cultureSport"))
    }
  }

  @Test func edit_corrects_andWithFromChangesFromThatDayOn() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1")
    try office.succeed("edit", "o1", "status=停止活动", "--from", "2020-03-01")
    let before = try JSONValue(
      office.run("list", "organizations", "--json", "--as-of", "2020-02-29").bytes)
    let after = try JSONValue(
      office.run("list", "organizations", "--json", "--as-of", "2020-03-01").bytes)
    #expect(before[0]?["status"] != .string("dormant"))
    #expect(after[0]?["status"] == .string("dormant"))
    try office.succeed("edit", "合唱团", "tier=台账")
    let corrected = try JSONValue(
      office.run("list", "organizations", "--json", "--as-of", "2010-01-01").bytes)
    #expect(corrected[0]?["tier"] == .string("ledger"), "a correction was always so")
  }

  @Test func assign_countsTheCommunity() throws {
    let office = try SmallDistrict.office()
    try office.add("worker", "name=王芳", "phone=13812071612", "startedOn=2020-01-01")
    try office.succeed("assign", "王芳", "安居社区居委会", "--role", "社会工作者", "--since", "2020-01-01")
    let report = try office.progress("--as-of", "2020-06-30")
    #expect(try report["P3"].sum == 1)
    #expect(try report["P3"].over == 3)
    #expect(try report["P3"].value == "33.3")
  }

  @Test func options_standBeforeOrAfterTheCommand() throws {
    let office = try SmallDistrict.office()
    var environment = office.environment
    environment["SANSHE_REGISTRY"] = nil
    for arguments in [
      ["--registry", office.registry, "--language", "zh-Hans", "list", "communities"],
      ["list", "communities", "--registry", office.registry, "--language=zh-Hans"],
      ["--registry=\(office.registry)", "list", "--language", "zh-Hans", "communities"],
    ] {
      let outcome = try Program(
        try Program.path(), arguments, environment: environment, directory: office.directory
      ).wait()
      #expect(outcome.code == 0, "\(outcome.error)")
      #expect(outcome.lines.count == 3 && outcome.output.contains("居委会"))
    }
  }

  @Test func list_findsByWordsAndConditions() throws {
    let office = try SmallDistrict.office()
    #expect(try office.run("list", "communities", "永丰").lines.count == 1)
    #expect(try office.run("list", "communities", "committee:villagers").output.contains("康营村"))
    let nothing = try office.run("list", "communities", "无此")
    #expect(nothing.code == 1 && nothing.output.isEmpty)
  }

  @Test func keys_namesEveryScreen_inBothLanguages() throws {
    let office = try Office(registry: nil)
    let english = try office.succeed("keys", "--language", "en")
    #expect(english.contains("Ctrl-S") && english.contains("F8") && english.contains("Overview"))
    #expect(try office.succeed("keys", "--language", "zh-Hans").contains("总览"))
  }

  @Test func plans_listsThoseOfTheProgramAndOfTheOffice() throws {
    let office = try Office()
    #expect(
      try office.run("plans").lines.map { String($0.prefix(9)) } == ["2016-2020", "2021-2025"])
    try SmallPlan.write(to: office)
    #expect(try office.succeed("plans", "--language", "zh-Hans").contains("district-2030"))
    // A copy that was left beside it is used, being the last by name, and that is said.
    let plan = try #require(Disk.names(in: office.registry + "/plans").first)
    let bytes = try #require(Disk.read(office.registry + "/plans/" + plan))
    try Disk.write(bytes, to: office.registry + "/plans/zz-copy.json")
    let twice = try office.run("plans")
    #expect(twice.code == 65 && twice.error.contains("zz-copy.json: another plan file has the id"))
  }

  @Test func plans_keptAsRecords_takeThePlaceOfTheProgramsAndOfFiles() throws {
    let office = try SmallDistrict.office()
    #expect(try office.run("plans", "--keep", "2016-2020").output == "t1 2016-2020, 8 targets\n")
    #expect(try office.succeed("plans").contains("kept here"))
    let same = try office.run("plans", "2016-2020", "--difference")
    #expect(same.output == "nothing is different\n")
    let again = try office.run("plans", "--keep", "2016-2020")
    #expect(again.code == 0 && again.output == "nothing changed\n")
    try office.succeed("edit", "g1", "atLeast=12")
    #expect(try office.progress()["P1"].target == "12")
    #expect(
      try office.run("plans", "2016-2020", "--difference").output == "P1 At least: 10 -> 12\n")
    // A file of its own, with the same id, is not used; kept again it is.
    let file = office.directory + "/plan.json"
    let text = try office.succeed("plans", "2016-2020")
    try Disk.write(Array(text.replacing("\"12\"", with: "\"11\"").utf8), to: file)
    try Disk.write(
      Array(text.replacing("\"12\"", with: "\"13\"").utf8),
      to: office.registry + "/plans/ours.json")
    #expect(try office.progress()["P1"].target == "12")
    try office.succeed("plans", "--keep", file)
    #expect(try office.progress()["P1"].target == "11")
    // Nothing of a bad one is kept, and the sentence names the file.
    try Disk.write(Array("{\n\"id\": 7,}".utf8), to: file)
    let bad = try office.run("plans", "--keep", file)
    #expect(bad.code == 65 && bad.error.contains("plan.json:2: "), "\(bad.error)")
    let none = try office.run("plans", "--keep", office.directory + "/none.json")
    #expect(none.code == 66 && none.error.contains("none.json"), "\(none.error)")
    let wrong = try office.run("edit", "g3", "atLeast=101")
    #expect(wrong.code == 65 && wrong.error.contains("At least"), "\(wrong.error)")
    // Out of the registry, the file is used again.
    try office.succeed("edit", "t1", "--bin", "x")
    #expect(try office.progress()["P1"].target == "13")
  }

  @Test func version_isThreeNumbers() throws {
    let output = try Office(registry: nil).succeed("--version")
    #expect(output.contains(/^[0-9]+\.[0-9]+\.[0-9]+\n$/))
  }

  @Test func recycleBin_takesARecordOutOfEverything_andOffersItWhenItsNumberComesAgain() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1", "filing=2018-412")
    let counted = try #require(try office.progress()["P1"].sum)
    #expect(try office.succeed("edit", "o1", "--bin", "录错").contains("o1 合唱团"))
    #expect(try office.run("list", "organizations").code == 1)
    #expect(try office.run("list", "organizations", "--json").output == "[]\n")
    #expect(!(try office.succeed("export", "organizations", "--format", "csv").contains("合唱团")))
    #expect(try office.progress()["P1"].sum == counted - 1)
    #expect(!(try office.succeed("overview").contains("合唱团")))
    try office.refuse(66, "show", "合唱团")
    let again = try office.run(
      "add", "organization", "name=新团", "tier=备案", "community=m1", "filing=2018-412")
    #expect(
      again.code == 0 && again.error.contains("sanshe edit o1 --bring-back"), "\(again.error)")
    let path = office.directory + "/list.csv"
    try Disk.write(Array("名称,管理方式,社区,备案编号\n合唱团,备案,m1,2018-412\n".utf8), to: path)
    try office.succeed("edit", "o2", "--bin", "试")
    let warned = try office.run("import", "organizations", path, "--dry-run")
    #expect(warned.error.contains("recycle bin"), "\(warned.error)")
    #expect(
      try office.succeed("edit", "o1", "--bring-back").contains("合唱团"))
    #expect(try office.progress()["P1"].sum == counted)
    let history = try office.succeed("history", "o1")
    #expect(history.contains("to the recycle bin: 录错") && history.contains("restored"))
    let active = try office.run("edit", "o1", "--bring-back", "--language", "en")
    #expect(active.code == 66 && active.error.contains("o1 is not in the recycle bin"))
    #expect(try office.run("edit", "o1", "--bin", "x", "name=y").code == 64)
  }
}
