import RegistryModel
import RegistryTestSupport
import Testing

/// What commands refuse, fill in and say of a save: the same as forms, and no silence.
@Suite struct JudgementTests {
  private func office() throws -> Office {
    let office = try SmallDistrict.office()
    try office.add("worker", "name=王芳", "phone=13812071612", "startedOn=2016-01-01")
    try office.succeed("assign", "w1", "m1", "--role", "40", "--since", "2020-01-01")
    return office
  }

  private func file(_ text: String, in office: Office) throws -> String {
    let path = office.directory + "/list.csv"
    try Disk.write(Array(text.utf8), to: path)
    return path
  }

  @Test func days_thatWouldLeaveAnAssignmentOutside_areRefused_withItsNameAndBothDays() throws {
    let office = try office()
    for (id, pair, end) in [
      ("m1", "endedOn=2018-12-31", "the community exists until 2018-12-31"),
      ("m1", "establishedOn=2021-01-01", "the community exists from 2021-01-01"),
      ("w1", "leftOn=2018-12-31", "the worker leaves 2018-12-31"),
      ("w1", "startedOn=2020-02-01", "the worker starts 2020-02-01"),
    ] {
      let refused = try office.run("edit", id, pair, "--language", "en")
      #expect(refused.code == 65)
      #expect(
        refused.error.contains("王芳 - 安居: begins 2020-01-01, \(end); fix a1 first"),
        "\(refused.error)")
    }
    let file = try file("姓名,电话,入职日期\n王芳,13812071612,2020-02-01\n", in: office)
    let imported = try office.run("import", "workers", file, "--language", "en")
    #expect(imported.code == 65)
    #expect(
      imported.error.contains("list.csv:2: 入职日期 \"2020-02-01\": 王芳 - 安居: begins"),
      "\(imported.error)")
    #expect(try office.run("check").code == 0)
    // A late truth that fits is taken, and so is one that has nothing to do with it.
    try office.succeed("edit", "w1", "leftOn=2021-12-31")
    try office.succeed("edit", "m1", "households=900")
    #expect(try office.run("check").code == 0)
  }

  @Test func whatIsBrokenAlready_blocksNoOtherSave() throws {
    let office = try office()
    try office.force(
      Change(RecordID(.worker, 1), [Setting("leftOn", before: .null, after: "2019-06-01")]))
    let check = try office.run("check", "--language", "en")
    #expect(check.code == 1)
    #expect(
      check.output.contains("! a1 Since: begins 2020-01-01, the worker leaves 2019-06-01"),
      "\(check.output)")
    for pair in ["note=补录", "share=50"] { try office.succeed("edit", "a1", pair) }
    try office.succeed("edit", "w1", "leftOn=2019-05-01")
    #expect(try office.run("edit", "a1", "since=2020-02-01").code == 65)
    try office.succeed("edit", "w1", "leftOn=")
    #expect(try office.run("check").code == 0)
  }

  @Test func whatWasTrueWhenItWasSaved_isAQuestionAfterwards_neverARefusal() throws {
    let office = try office()
    try office.add("organization", "name=助老会", "tier=备案", "community=m1", "status=正常")
    try office.succeed("edit", "a1", "organization=助老会")
    let late = try office.run("edit", "o1", "status=已注销", "--from", "2019-06-01")
    #expect(late.code == 0, "\(late.error)")
    let check = try office.run("check", "--language", "en")
    #expect(check.code == 0)
    #expect(
      check.output.contains(
        "? a1 Sent by: begins 2020-01-01, the organization is deregistered since 2019-06-01"),
      "\(check.output)")
    try office.succeed("edit", "a1", "note=补录")
    let again = try office.run(
      "assign", "w1", "m2", "--role", "40", "--since", "2020-01-01", "organization=o1")
    #expect(again.code == 65)
  }

  @Test func theLastWorkerOfACommunity_isSaidAtOnce_howeverItGoes() throws {
    let says = "no longer met: 安居"
    for arguments in [
      ["edit", "a1", "until=2021-06-30"], ["edit", "w1", "leftOn=2021-06-30"],
      ["edit", "a1", "role=70"], ["edit", "a1", "--bin", "误录"], ["undo", "6"],
    ] {
      let office = try office()
      let outcome = try office.start(arguments + ["--language", "en"]).wait()
      #expect(outcome.code == 0, "\(outcome.error)")
      #expect(
        outcome.error.contains("1/3 33.3% -> 0/3 0.0%") && outcome.error.contains(says),
        "\(arguments): \(outcome.error)")
    }
    let office = try office()
    try office.succeed("assign", "w1", "m1", "--role", "10", "--since", "2020-01-01")
    let other = try office.run("edit", "a2", "until=2021-06-30", "--language", "en")
    #expect(!other.error.contains("no longer"), "it had not counted: \(other.error)")
  }

  @Test func takingUpALedgerOrganization_setsItsDay_byCommandAndByImport() throws {
    let office = try SmallDistrict.office()
    for name in ["合唱团", "老年协会"] {
      try office.add("organization", "name=\(name)", "tier=台账", "community=m1")
    }
    let edited = try office.run(
      "edit", "合唱团", "tier=备案", "--from", "2022-05-01", "--language", "en")
    #expect(edited.code == 0)
    #expect(edited.error.contains("= Registered on: 2022-05-01"), "\(edited.error)")
    let file = try file("名称,社区,管理方式\n老年协会,m1,备案\n", in: office)
    try office.succeed("import", "organizations", file, "--from", "2022-06-01")
    let json = try JSONValue(office.run("list", "organizations", "--json").bytes)
    #expect(json[0]?["registeredOn"] == .string("2022-05-01"))
    #expect(json[1]?["registeredOn"] == .string("2022-06-01"))
  }

  @Test func whatTheRulesPropose_isTheSameFromCommandAndFile_andSaid() throws {
    let office = try SmallDistrict.office()
    let added = try office.run(
      "add", "organization", "name=合唱团", "tier=备案", "community=m1", "class=2", "--language", "en")
    #expect(added.error.contains("= Services: charity"), "\(added.error)")
    let bare = try office.run(
      "add", "organization", "name=棋牌社", "tier=备案", "community=m1", "class=2", "services=",
      "--language", "en")
    #expect(!bare.error.contains("Services"), "\(bare.error)")
    let file = try file("名称,管理方式,社区,活动类别\n老年协会,备案,m2,公益慈善\n书画社,备案,m2,其他\n", in: office)
    let imported = try office.run("import", "organizations", file, "--language", "en")
    #expect(
      imported.error.contains("Filled in by rule (rows): Services 1"),
      "\(imported.error)")
    let json = try JSONValue(office.run("list", "organizations", "--json").bytes)
    let services = (0..<4).map { json[$0]?["services"] }
    #expect(
      services == [.array([.string("charity")]), nil, .array([.string("charity")]), nil])
  }

  @Test func values_takeNoSign_andAnyText() throws {
    let office = try SmallDistrict.office()
    let signed = try office.run(
      "add", "organization", "name=合唱团", "tier=备案", "community=m1", "industry=-1")
    #expect(signed.code == 65)
    for (place, name) in ["\u{301}合唱团", "\u{338}x"].enumerated() {
      try office.add("organization", "name=\(name)", "tier=备案", "community=m1")
      let json = try JSONValue(office.run("show", "o\(place + 1)", "--json").bytes)
      #expect(json["name"] == .string(name))
    }
  }
}
