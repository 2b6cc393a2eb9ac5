import Testing

/// `sanshe freeze`: what was handed in stays, whatever is entered later.
@Suite struct FreezeCommandTests {
  private static let names = [
    "progress", "towns", "organizations", "creation", "workers", "programmes", "purchases",
    "activities", "needs",
  ]

  private func office() throws -> Office {
    let office = try SmallDistrict.office()
    try office.add(
      "organization", "name=<b>助老</b>服务中心", "tier=备案", "community=m1", "registeredOn=2018-05-01")
    try office.add("worker", "name=古丽·买买提", "startedOn=2019-01-01")
    try office.succeed("assign", "w1", "m1", "--role", "40", "--since", "2019-01-01")
    try office.add(
      "need", "title=一起做饭", "community=m1", "topic=1", "raisedOn=2020-02-01")
    return office
  }

  /// Every form of every report of the period.
  private func prints(
    _ office: Office, of names: [String] = Self.names, _ more: String...
  ) throws -> [[UInt8]] {
    try names.flatMap { name in
      try ["en", "zh"].flatMap { language in
        try [
          ["--columns", "80"], ["--columns", "132"], ["--format", "csv"], ["--format", "json"],
          ["--format", "html"],
        ].map { form in
          let outcome = try office.start(
            ["report", name, "--period", "2020-Q1", "--language", language] + form + more
          ).wait()
          #expect(outcome.code == 0, "\(name): \(outcome.error)")
          return outcome.bytes
        }
      }
    }
  }

  @Test func `printed later it is the same to the byte`() throws {
    let office = try office()
    let freeze = try office.run("freeze", "2020-Q1", "--language", "en")
    #expect(freeze.output == "q1 quarter 1 of 2020, version 1\n", "\(freeze.error)")
    let frozen = try prints(office)
    #expect(try prints(office, of: ["towns"], "--now") != prints(office, of: ["towns"]))
    let edit = try office.run("edit", "o1", "name=改了名", "tier=台账", "--language", "en")
    #expect(edit.code == 0 && edit.error.contains("? quarter 1 of 2020 is frozen"), "\(edit.error)")
    let phone = try office.run("edit", "w1", "phone=13812071612", "--language", "en")
    #expect(phone.code == 0 && !phone.error.contains("frozen"), "\(phone.error)")
    // The plan it was frozen by; another one is none of it.
    let other = try office.run("plans", "--keep", "2021-2025", "--language", "en")
    #expect(other.code == 0 && !other.error.contains("frozen"), "\(other.error)")
    let plan = try office.run("plans", "--keep", "2016-2020", "--language", "en")
    #expect(plan.code == 0 && plan.error.contains("? quarter 1 of 2020 is frozen"), "\(plan.error)")
    let target = try office.run("edit", "g8", "atLeast=12", "--language", "en")
    #expect(target.code == 0 && target.error.contains("frozen"), "\(target.error)")
    try office.succeed("edit", "m2", "townName=新街道")
    try office.succeed("edit", "office", "name=另一单位")
    try office.add("organization", "name=合唱团", "tier=备案", "community=m3", "registeredOn=2017-01-01")
    try office.succeed("edit", "n1", "--bin", "错录")
    #expect(try prints(office) == frozen)
    let text = try office.succeed("report", "towns", "--period", "2020-Q1", "--language", "zh")
    #expect(text.contains("冻结，第 1 版") && text.contains("朝阳区") && !text.contains("另一单位"))
    // Another day or another plan is counted.
    let now = try office.run("report", "towns", "--period", "2020-Q1", "--now", "--language", "en")
    #expect(now.error.contains("version 1: counted again") && !now.output.contains("frozen"))
  }

  @Test func `whatever command reaches into it says so, and saves`() throws {
    let office = try office()
    try office.succeed("freeze", "2020-Q1")
    let told = { (arguments: [String]) in
      let run = try office.start(arguments + ["--language", "en"]).wait()
      let count = run.error.split(separator: "\n").count {
        $0.contains("quarter 1 of 2020 is frozen")
      }
      #expect(run.code == 0 && count == 1, "\(arguments): \(run.error)")
      return run
    }
    _ = try told(["edit", "o1", "activityClass=2"])
    _ = try told(["edit", "n1", "--bin", "错录"])
    _ = try told(["edit", "n1", "--bring-back"])
    _ = try told(["end", "w1", "--from", "2020-02-01", "--dry-run"])
    let end = try JSONValue(told(["end", "w1", "--from", "2020-02-01", "--json"]).bytes)
    guard case .number(let seq)? = end["seq"] else { throw Failed("no seq: \(end)") }
    _ = try told(["undo", "\(Int(seq))", "--dry-run"])
    _ = try told(["undo", "\(Int(seq))"])
    let later = try office.run("end", "w1", "--from", "2020-05-01", "--language", "en")
    #expect(later.code == 0 && !later.error.contains("frozen"), "\(later.error)")
  }

  @Test func `the difference is told cell by cell`() throws {
    let office = try office()
    try office.succeed("freeze", "2020-Q1")
    let difference = { (name: String) in
      try JSONValue(
        office.run("report", name, "--period", "2020-Q1", "--difference", "--format", "json").bytes)
    }
    #expect(try difference("organizations")["rows"] == .array([]))
    try office.succeed("edit", "o1", "tier=台账")
    guard case .array(let rows)? = try difference("organizations")["rows"] else {
      throw Failed("no rows")
    }
    // It was filed, and is on the ledger.
    #expect(
      rows.contains {
        $0["column"] == .string("filed") && $0["frozen"] == .number(1) && $0["now"] == .number(0)
      }, "\(rows)")
    let words = try office.succeed(
      "report", "organizations", "--period", "2020-Q1", "--difference", "--language", "zh")
    #expect(words.contains("冻结数与现数") && words.contains("现数为"))
  }

  @Test func `it is reopened with a reason, and frozen again as version 2`() throws {
    let office = try office()
    try office.succeed("freeze", "2020-Q1")
    let first = try prints(office, of: ["programmes", "towns"])
    let twice = try office.run("freeze", "2020-Q1", "--language", "en")
    #expect(twice.code == 65 && twice.error.contains("frozen already"), "\(twice)")
    #expect(try office.run("freeze", "2020-Q1", "--reopen", "").code == 64)
    #expect(try office.run("freeze", "2020-Q2", "--reopen", "漏报").code == 66)
    try office.succeed("edit", "o1", "name=改了名")
    let reopened = try JSONValue(
      office.run("freeze", "2020-Q1", "--reopen", "漏报", "--json").bytes)
    #expect(reopened["id"] == .string("q1") && reopened["reason"] == .string("漏报"))
    #expect(try prints(office, of: ["programmes", "towns"]) != first)
    let second = try JSONValue(office.run("freeze", "2020-Q1", "--json").bytes)
    #expect(second["id"] == .string("q2") && second["version"] == .number(2))
    #expect(try prints(office, of: ["programmes", "towns"]) != first)
    #expect(try prints(office, of: ["programmes", "towns"], "--frozen", "1") == first)
    #expect(try office.run("report", "towns", "--period", "2020-Q1", "--frozen", "3").code == 66)
    let list = try office.succeed("list", "periods")
    #expect(list.split(separator: "\n").count == 2 && list.contains("漏报"), "\(list)")
  }

  @Test func `nobody alters what is frozen, and only a supervisor freezes`() throws {
    let office = try office()
    try office.succeed("freeze", "2020-Q1")
    for arguments in [["edit", "q1", "seq=3"], ["edit", "q1", "--bin", "错"]] {
      let run = try office.start(arguments + ["--language", "en"]).wait()
      #expect(run.code != 0 && run.error.contains("stays as it is"), "\(run.error)")
    }
    #expect(try office.run("edit", "q1", "reports=[]").code == 65)
    #expect(try office.run("add", "period", "period=2020-Q2").code == 65)
    for period in ["2020-Q5", "2199"] { #expect(try office.run("freeze", period).code == 64) }
  }
}
