import Testing

/// On a past day the commands know nothing of what begins later; today they know everything.
@Suite struct PastDayTests {
  /// 安居社区 with an organization always there, one filed in May 2018, one on the ledger since 2017 that
  /// was filed in 2020, and one filed in a far future.
  private func office() throws -> Office {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=老会", "tier=备案", "community=m1")
    try office.add("organization", "name=新会", "tier=备案", "community=m1", "registeredOn=2018-05")
    try office.add(
      "organization", "name=转正会", "tier=台账", "community=m1", "establishedOn=2017-03-01",
      "registeredOn=2020-01-01")
    try office.add(
      "organization", "name=将来会", "tier=备案", "community=m1", "registeredOn=2199-01-01")
    return office
  }

  @Test func lists_exports_andCounts_haveWhatWasThere() throws {
    let office = try office()
    let names = { (day: String?, command: [String]) in
      let outcome = try office.start(command + (day.map { ["--as-of", $0] } ?? [])).wait()
      return ["老会", "新会", "转正会", "将来会"].filter(outcome.output.contains)
    }
    for command in [
      ["list", "organizations"], ["list", "organizations", "area:urban"], ["search", "会"],
      ["export", "organizations"], ["list", "organizations", "--json"],
    ] {
      #expect(try names("2017-02-28", command) == ["老会"], "\(command)")
      #expect(try names("2018-05-30", command) == ["老会", "转正会"], "\(command)")
      #expect(try names("2018-05-31", command) == ["老会", "新会", "转正会"], "\(command)")
      #expect(try names(nil, command) == ["老会", "新会", "转正会", "将来会"], "\(command)")
    }
    let exist = ["list", "organizations", "exists:yes"]
    #expect(try names(nil, exist) == ["老会", "新会", "转正会"])
    #expect(try names(nil, ["list", "organizations", "存续:否"]) == ["将来会"])
    let overview = { (day: [String]) in
      try office.start(["overview", "--language", "en"] + day).wait().lines
        .first { $0.contains("3 Organizations") } ?? ""
    }
    #expect(try overview(["--as-of", "2018-05-30"]).contains("3 Organizations 2 "))
    #expect(try overview([]).contains("3 Organizations 4 "))
  }

  @Test func show_saysWhereARecordIsNotThereYet() throws {
    let office = try office()
    let said = "新会 does not exist on 2018-05-30: it begins 2018-05"
    let before = try office.run("show", "o2", "--as-of", "2018-05-30", "--language", "en")
    #expect(before.lines.contains { $0.contains(said) })
    let json = try office.run("show", "o2", "--json", "--as-of", "2018-05-30", "--language", "en")
    #expect(json.error.contains(said) && !json.output.contains(said))
    let after = try office.run("show", "o2", "--as-of", "2018-05-31", "--language", "en")
    #expect(!after.output.contains("does not exist"))
  }
}
