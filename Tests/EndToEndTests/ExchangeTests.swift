import Testing

/// Lists in and out.
@Suite struct ExchangeTests {
  private static let list = "名称,管理方式,社区,联系电话\n合唱团,备案,安居社区居委会,13812071612\n老年协会,备案,m2,\n"

  private func file(_ text: String, in office: Office) throws -> String {
    let path = office.directory + "/list.csv"
    try Disk.write(Array(text.utf8), to: path)
    return path
  }

  @Test func dryRun_countsAndWritesNothing() throws {
    let office = try SmallDistrict.office()
    let file = try file(Self.list, in: office)
    let before = try Disk.contents(of: office.registry)
    let outcome = try office.run("import", "organizations", file, "--dry-run", "--json")
    #expect(outcome.code == 0, "\(outcome.error)")
    let report = try JSONValue(outcome.bytes)
    #expect(report["rows"] == .number(2))
    #expect(report["new"] == .number(2))
    #expect(report["saved"] == .bool(false))
    #expect(try Disk.contents(of: office.registry) == before, "not even LOCK")
  }

  @Test func import_isOneChange_andTheSameFileAgainChangesNothing() throws {
    let office = try SmallDistrict.office()
    let file = try file(Self.list, in: office)
    let lines = Disk.read(office.journal)!.count { $0 == 0x0A }
    let first = try JSONValue(office.run("import", "organizations", file, "--json").bytes)
    #expect(first["new"] == .number(2) && first["saved"] == .bool(true))
    #expect(Disk.read(office.journal)!.count { $0 == 0x0A } == lines + 1)
    let again = try JSONValue(office.run("import", "organizations", file, "--json").bytes)
    #expect(again["new"] == .number(0) && again["same"] == .number(2))
    #expect(again["saved"] == .bool(false))
    #expect(Disk.read(office.journal)!.count { $0 == 0x0A } == lines + 1)
  }

  @Test func counts_addUpToTheRows_andProblemsNameLineAndColumn() throws {
    let office = try SmallDistrict.office()
    let file = try file(
      "名称,管理方式,社区,登记日期\n甲,备案,m1,2019-02-30\n乙,备案,m9,\n丙,备案,m1,\n", in: office)
    let outcome = try office.run("import", "organizations", file, "--json", "--dry-run")
    #expect(outcome.code == 65)
    let report = try JSONValue(outcome.bytes)
    let counts = ["new", "updated", "same", "bad"].map { key -> Double in
      if case .number(let count)? = report[key] { count } else { .nan }
    }
    #expect(counts == [1, 0, 0, 2])
    #expect(report["problems"]?.count == 2)
    #expect(report["problems"]?[0]?["line"] == .number(2))
    #expect(report["problems"]?[1]?["line"] == .number(3))
  }

  @Test func importFrom_isAChangeFromThatDay() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=合唱团", "tier=备案", "community=m1", "filing=2018-001")
    let file = try file("备案编号,名称,状态\n2018-001,合唱团,停止活动\n", in: office)
    let outcome = try office.run("import", "organizations", file, "--from", "2020-07-01")
    #expect(outcome.code == 0, "\(outcome.error)")
    let old = try JSONValue(
      office.run("list", "organizations", "--json", "--as-of", "2020-06-30").bytes)
    let new = try JSONValue(
      office.run("list", "organizations", "--json", "--as-of", "2020-07-01").bytes)
    #expect(old.count == 1 && old[0]?["status"] != .string("dormant"))
    #expect(new[0]?["status"] == .string("dormant"))
  }

  @Test func export_csvComesBackTheSame() throws {
    let office = try SmallDistrict.office()
    try office.add(
      "organization", "name=合唱团, \"东\"", "tier=备案", "community=m1", "phone=13812071612",
      "note=两行", "registeredOn=2017-03")
    let csv = office.directory + "/out.csv"
    try office.succeed("export", "organizations", "--format", "csv", "--output", csv)
    let again = try JSONValue(office.run("import", "organizations", csv, "--json").bytes)
    #expect(again["same"] == .number(1), "\(again)")
    #expect(again["saved"] == .bool(false))
  }

  @Test func export_jsonIsTheListAsJSON_andTakesAQuery() throws {
    let office = try SmallDistrict.office()
    let exported = try office.run("export", "communities", "永丰", "--format", "json")
    let listed = try office.run("list", "communities", "永丰", "--json")
    #expect(exported.bytes == listed.bytes)
    #expect(try JSONValue(exported.bytes).count == 1)
  }

  @Test func export_inFull_isForSupervisors_andNoted() throws {
    let office = try SmallDistrict.office()
    try office.add("worker", "name=王芳", "phone=13812071612", "idNumber=110105198001011238")
    try office.add("assignment", "worker=w1", "community=m1", "role=40", "since=2020")
    #expect(try office.succeed("export", "workers").contains("138****1612"))
    let full = try office.succeed("export", "workers", "--unmasked", "--json")
    #expect(full.contains("13812071612") && full.contains("110105198001011238"))
    #expect(
      try office.succeed("export", "assignments", "--unmasked").contains("110105198001011238"))
    let noted = try JSONValue(office.run("history", "w1", "--limit", "2", "--json").bytes)
    // A row of an assignment tells the worker by both numbers.
    for set in 0...1 {
      let fields = noted[set]?["access"]?[0]?["fields"]
      #expect(fields == .array([.string("idNumber"), .string("phone")]), "\(noted)")
    }
    #expect(noted[0]?["export"] == .bool(true) && noted[0]?["changes"]?.count == 0)
    // Nothing is noted where no number is written, and the file comes back unchanged.
    let lines = Disk.read(office.journal)!.count { $0 == 0x0A }
    try office.succeed("export", "communities", "--unmasked")
    #expect(Disk.read(office.journal)!.count { $0 == 0x0A } == lines)
    let csv = office.directory + "/workers.csv"
    try office.succeed("export", "workers", "--unmasked", "--output", csv)
    #expect(
      try JSONValue(office.run("import", "workers", csv, "--json").bytes)["same"] == .number(1))
    // Nor is anything noted where the file could not be written.
    let before = try office.contents()
    for path in [csv, office.directory, office.directory + "/none/x.csv"] {
      #expect(try office.run("export", "workers", "--unmasked", "--output", path).code == 73)
    }
    #expect(try office.contents() == before)
    // A clerk may not, and nothing is written.
    try office.add("account", "login=wang", "name=王主管", "role=supervisor")
    try office.succeed("edit", "u1", "role=clerk")
    let refusal = try office.refuse(77, "export", "workers", "--unmasked")
    #expect(refusal.contains("主管") || refusal.contains("supervisor"), "\(refusal)")
  }

  @Test func gb18030_isRead() throws {
    let office = try SmallDistrict.office()
    // 名称,管理方式,社区 / 合唱团,备案,m1 in GB18030.
    let bytes: [UInt8] = [
      0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xB9, 0xDC, 0xC0, 0xED, 0xB7, 0xBD, 0xCA, 0xBD, 0x2C, 0xC9,
      0xE7, 0xC7, 0xF8, 0x0A, 0xBA, 0xCF, 0xB3, 0xAA, 0xCD, 0xC5, 0x2C, 0xB1, 0xB8, 0xB0, 0xB8,
      0x2C, 0x6D, 0x31, 0x0A,
    ]
    let path = office.directory + "/gb.csv"
    try Disk.write(bytes, to: path)
    try office.succeed("import", "organizations", path)
    #expect(try office.succeed("show", "o1").contains("合唱团"))
  }

  @Test func realDistrict_hasItsCommunities() throws {
    guard let office = try RealDistrict.office() else { return }
    let report = try office.progress()
    #expect(try report["P1"].over == 445, "urban communities")
    #expect(try report["P2"].over == 153, "rural communities")
    #expect(try report["P3"].over == 598)
    #expect(try office.run("check").code == 0)
  }
}
