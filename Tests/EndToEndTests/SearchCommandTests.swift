import RegistryModel
import RegistryTestSupport
import Testing

/// `sanshe search`, and what all commands that take a query say of a wrong one.
@Suite struct SearchCommandTests {
  private func office() throws -> Office {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=安居合唱团", "tier=filed", "community=m1", "phone=13812071612")
    try office.add("worker", "name=安琪", "phone=13812071613", "startedOn=2020-01-01")
    try office.succeed("assign", "安琪", "m1", "--role", "社会工作者", "--since", "2020-01-01")
    return office
  }

  @Test func search_groupsByKind_andMasksNumbers() throws {
    let office = try office()
    let english = try office.succeed("search", "an", "--language", "en")
    #expect(english.contains("Communities (1)"))
    #expect(english.contains("Organizations (1)") && english.contains("Workers (1)"))
    #expect(!english.contains("13812071612") && english.contains("138****1612"))
    #expect(try office.succeed("search", "anqi", "--language", "zh-Hans").contains("社区工作者 (1)"))
    let nothing = try office.run("search", "无此")
    #expect(nothing.code == 1 && nothing.output.isEmpty)
  }

  @Test func search_json_isOneArrayWithKinds() throws {
    let office = try office()
    let found = try JSON(bytes: office.run("search", "an", "--json").bytes).array ?? []
    #expect(found.map { $0["kind"] } == ["community", "organization", "worker"])
    #expect(found.map { $0["id"] } == ["m1", "o1", "w1"])
    #expect(found[1]["phone"] == ["138****1612"])
    let nothing = try office.run("search", "无此", "--json")
    #expect(nothing.code == 1 && nothing.output == "[]\n")
  }

  @Test func conditions_leaveOutKindsThatDoNotKnowThem() throws {
    let office = try office()
    let kinds = { (query: String...) in
      let all =
        try JSON(bytes: office.start(["search"] + query + ["--json"]).wait().bytes).array ?? []
      return Set(all.compactMap { $0["kind"]?.string })
    }
    #expect(try kinds("area:urban") == ["community", "organization", "worker", "assignment"])
    #expect(try kinds("workers:0") == ["community"])
    #expect(try kinds("phone:#1613") == ["worker"])
    #expect(try kinds("tier:filed") == ["organization"])
    #expect(try kinds("!problems", "area:urban").contains("organization"))
  }

  @Test func maskedNumbers_areFoundWhole_andNoCommandTellsHiddenDigits() throws {
    let office = try office()
    for command in [["search"], ["list", "workers"], ["export", "workers", "--json"]] {
      for query in [
        "phone:1381*", "id:<2", "phone:130..139", "phone:#21613", "id:110105",
        "phone:13812071613,13812071614",
      ] {
        let outcome = try office.start(command + [query]).wait()
        #expect(outcome.code == 64 && outcome.output.isEmpty, "\(command) \(query): \(outcome)")
        #expect(
          outcome.error.contains("search a masked number in full"), "\(outcome)")
      }
      #expect(try office.start(command + ["13812071613"]).wait().code == 0)
      #expect(try office.start(command + ["phone:138-1207-1613"]).wait().code == 0)
      #expect(try !office.start(command + ["1381207161"]).wait().output.contains("安琪"))
    }
  }

  @Test func search_findsAssignments_byWorkerAndCommunity_andViewsOfTheAccount() throws {
    let office = try office()
    let kinds = { (query: String...) in
      let all =
        try JSON(bytes: office.start(["search"] + query + ["--json"]).wait().bytes).array ?? []
      return all.compactMap { $0["kind"]?.string }
    }
    #expect(try kinds("安琪 安居") == ["assignment"])
    #expect(try kinds("worker:anqi") == ["assignment"])
    #expect(try kinds("community:安居") == ["organization", "worker", "assignment"])
    #expect(try kinds("安琪") == ["worker"], "one word leads to whose name it is")
    try office.add("view", "name=安居各组织", "list=organization")
    try office.add("view", "name=安居别人的", "list=organization", "owner=someone")
    #expect(try kinds("安居各") == ["view"] && kinds("安居别").isEmpty)
    #expect(try office.succeed("search", "安居各", "--language", "en").contains("Views (1)"))
  }

  @Test func wrongQueries_pointAtTheCharacter_inEveryCommand() throws {
    let office = try office()
    for command in [["search"], ["list", "organizations"], ["export", "organizations"]] {
      let outcome = try office.start(command + ["安居 tier:gold", "--language", "en"]).wait()
      #expect(outcome.code == 64 && outcome.output.isEmpty)
      let lines = outcome.error.split(separator: "\n").map(String.init)
      #expect(lines.count == 3, "\(outcome.error)")
      #expect(lines[0].hasPrefix("sanshe: Tier: must be one of: 1 registered"))
      #expect(lines[1] == "  安居 tier:gold")
      // Two columns for each character.
      #expect(lines[2] == "            ^")
    }
    let slip = try office.run("list", "organizations", "teir:filed", "--language", "zh-Hans")
    #expect(slip.error.contains("社会组织没有字段 teir，是否指 管理方式?"))
    #expect(try office.run("search", "colour:red").code == 64)
  }

  @Test func queries_areTheSameInListAndExport() throws {
    let office = try office()
    for query in ["town:jw workers:1", "area:urban -!problems", "orgs:1..5"] {
      let listed = try office.run("list", "communities", query, "--json").bytes
      #expect(try office.run("export", "communities", query, "--format", "json").bytes == listed)
      #expect(try office.run("export", "communities", query, "--json").bytes == listed)
      let csv = try office.run("export", "communities", query).bytes
      #expect(try office.run("export", "communities", query, "--csv").bytes == csv && csv != listed)
      let found = try JSON(bytes: office.run("search", query, "--json").bytes).array ?? []
      let ids = found.filter { $0["kind"] == "community" }.map { $0["id"] }
      #expect(try JSON(bytes: listed).array?.map { $0["id"] } == ids, "\(query)")
    }
  }

  @Test func aQueryAboutCounts_needsAPlan() throws {
    let office = try Office()
    try office.succeed("edit", "office", "plans=")
    #expect(try office.run("search", "workers:0").code == 64)
    #expect(try office.run("search", "workers:0", "--plan", "2016-2020").code == 1)
    #expect(try office.run("search", "!problems").code == 1)
  }

  @Test func aQueryAboutWhatThePlanDoesNotAsk_isRefusedInOneSentence() throws {
    let office = try office()
    for command in [["search"], ["list", "communities"], ["export", "communities"]] {
      for (language, words) in [
        ("en", "the plan asks for no organizations"), ("zh-Hans", "规划没有社会组织目标"),
      ] {
        let outcome = try office.start(
          command + ["!shortfall", "--plan", "2021-2025", "--language", language]
        ).wait()
        #expect(outcome.code == 64 && outcome.output.isEmpty)
        #expect(
          outcome.error.contains(words) && outcome.error.contains("\n   ^"), "\(outcome.error)")
      }
    }
    try office.succeed("search", "!shortfall", "--plan", "2016-2020")
  }

  @Test func uncovered_areTheListBehindTheOverviewsFigure() throws {
    guard let office = try RealDistrict.office() else { return }
    try office.add("worker", "name=王芳", "phone=13812071612", "startedOn=2020-01-01")
    for community in ["m1", "m300", "m598"] {
      try office.succeed("assign", "w1", community, "--role", "40", "--since", "2020-01-01")
    }
    let count = { (query: String) in
      try JSON(bytes: office.run("search", query, "--json").bytes).array?.count
    }
    let (rural, urban) = (
      try #require(try count("area:rural workers:0")),
      try #require(try count("area:urban workers:0"))
    )
    #expect(try office.progress()["P3"].shortfall == rural + urban)
    #expect(try count("workers:0") == 595)
    #expect(try count("area:rural") == 153)
    let behind = try office.progress()
    #expect(try count("area:urban !shortfall") == behind["P1"].records?["without"])
    #expect(try count("area:rural orgs:<5") == behind["P2"].records?["without"])
  }
}
