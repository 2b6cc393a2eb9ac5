import RegistryModel
import TerminalCore
import Testing

/// `sanshe report`: what is on paper is what the screens say.
@Suite struct ReportCommandTests {
  private static let names = [
    "progress", "towns", "organizations", "creation", "workers", "programmes", "purchases",
    "activities", "needs", "filed", "certificates", "roster", "entry",
  ]

  /// A small district with an organization, a worker at work, and names that are no friend of a table.
  private func office() throws -> Office {
    let office = try SmallDistrict.office()
    try office.add(
      "organization", "name=<b>助老</b>服务中心与一个很长很长的名称以及更多的字", "tier=备案", "community=m1",
      "filing==1+2", "registeredOn=2018-05-01")
    try office.add("organization", "name=邻里互助社", "tier=台账", "community=m3")
    try office.add("worker", "name=古丽·买买提", "startedOn=2019-01-01")
    try office.succeed("assign", "w1", "m1", "--role", "40", "--since", "2019-01-01")
    return office
  }

  @Test func `without a name the reports are listed`() throws {
    let lines = try SmallDistrict.office().run("report", "--language", "en").lines
    #expect(lines.map { String($0.prefix { $0 != " " }) } == Self.names)
  }

  @Test func `towns add up to the district, as progress says`() throws {
    let office = try office()
    let report = try JSONValue(
      office.run("report", "towns", "--format", "json", "--as-of", "2020-12-31").bytes)
    guard case .array(let rows)? = report["rows"], case .array(let totals)? = report["totals"]
    else {
      Issue.record("\(report)")
      return
    }
    #expect(rows.map { $0["town"] } == [.string("建外街道办事处"), .string("崔各庄地区办事处")])
    #expect(rows.map { $0["organizations"] } == [.number(1), .number(0)])
    #expect(totals[0]["communities"] == .number(3) && totals[0]["workers"] == .number(1))
    #expect(report["plan"] == .string("2016-2020") && report["asOf"] == .string("2020-12-31"))
    let progress = try office.progress("--as-of", "2020-12-31")
    for target in progress.targets where totals[0][target.id] != nil {
      #expect(totals[0][target.id] == target.value.map { .string($0) } ?? .null, "\(target.id)")
    }
  }

  @Test(arguments: Self.names, ["80", "132"])
  func `text keeps to the paper, its columns straight`(name: String, columns: String) throws {
    let (office, metrics) = (try office(), TextMetrics())
    for language in ["en", "zh"] {
      let run = try office.run(
        "report", name, "--columns", columns, "--language", language, "--as-of", "2020-12-31")
      #expect(run.code == 0, "\(run.error)")
      let widths = run.output.split(separator: "\n").map { metrics.columns(of: String($0)) }
      #expect((widths.max() ?? 0) <= (Int(columns) ?? 0), "\(language)")
      #expect(run.output.contains("朝阳区"))
      #expect(run.output.contains(language == "en" ? "Filled in by" : "填表人"))
      // No line of the table is longer than the line it stands on.
      for table in Self.tables(run.output) {
        let rule = metrics.columns(of: table[0])
        for line in table { #expect(metrics.columns(of: line) <= rule, "\(line)") }
      }
    }
  }

  /// The lines from a table's first rule to its last.
  private static func tables(_ text: String) -> [[String]] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var (tables, table): ([[String]], [String]) = ([], [])
    for line in lines {
      if line.hasPrefix("---") || !table.isEmpty && !line.isEmpty {
        table.append(line)
      } else if let last = table.lastIndex(where: { $0.hasPrefix("---") }) {
        tables.append(Array(table[...last]))
        table = []
      }
    }
    return tables
  }

  @Test func `numbers stand below each other beside names of any length`() throws {
    let office = try office()
    let lines = try office.succeed(
      "report", "organizations", "--language", "zh", "--as-of", "2020-12-31"
    ).split(separator: "\n").map(String.init)
    let metrics = TextMetrics()
    let ends = lines.filter { line in
      line.last?.isNumber == true && !line.contains("2020") && !line.contains("报出")
    }.map { metrics.columns(of: $0) }
    #expect(Set(ends).count == 1 && ends.count > 7, "\(lines)")
  }

  @Test func `files for spreadsheets are marked and run no formula`() throws {
    let office = try office()
    let path = office.directory + "/filed.csv"
    let run = try office.run(
      "report", "filed", "--format", "csv", "--output", path, "--as-of", "2020-12-31")
    #expect(run.code == 0 && run.bytes.isEmpty, "\(run.error)")
    let bytes = Disk.read(path) ?? []
    #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
    #expect(String(decoding: bytes, as: UTF8.self).contains("\r\n'=1+2,"))
    #expect(try office.run("report", "filed", "--output", path).code == 73, "it is there")
    #expect(try office.run("report", "filed", "--output", path, "--replace").code == 0)
    #expect(
      try office.run("report", "filed", "--output", office.registry + "/x").code == 73,
      "not among the registry's files")
  }

  @Test func `a page holds no name as markup`() throws {
    let page = try office().succeed("report", "filed", "--format", "html", "--as-of", "2020-12-31")
    #expect(page.contains("&lt;b&gt;助老&lt;/b&gt;") && !page.contains("<b>"))
  }

  @Test func `a period gives its last day, and says if it is not over`() throws {
    let office = try office()
    let past = try JSONValue(
      office.run("report", "workers", "--period", "2018-Q4", "--format", "json").bytes)
    #expect(past["asOf"] == .string("2018-12-31") && past["period"] == .string("2018-Q4"))
    let today = try JSONValue(office.run("report", "workers", "--format", "json").bytes)
    guard case .string(let day)? = today["asOf"] else { throw Failed("no day") }
    let text = try office.succeed(
      "report", "workers", "--period", String(day.prefix(4)), "--language", "zh")
    #expect(text.contains("截至 \(day)"))
    #expect(text.contains("期间未结束") == !day.hasSuffix("12-31"))
    let entry = try JSONValue(office.run("report", "entry", "--format", "json").bytes)
    guard case .array(let totals)? = entry["totals"] else { throw Failed("no totals") }
    // The office, its first account, three communities, and what this test added.
    #expect(totals[0]["new"] == .number(9) || day.hasSuffix("01-01"))
  }

  @Test func `what cannot be is refused in a sentence`() throws {
    let office = try SmallDistrict.office()
    for (arguments, reason) in [
      (["town"], "did you mean towns?"), (["nothing"], "there are progress, towns"),
      (["towns", "--period", "2026-Q5"], "must be like"),
      (["towns", "--period", "2199"], "begins after today"),
      (["towns", "--period", "2018", "--as-of", "2019-01-01"], "is not in 2018"),
      (["towns", "--columns", "100"], "80 or 132"), (["towns", "--format", "pdf"], "format"),
      (["towns", "--replace"], "needs --output"),
    ] {
      let run = try office.start(["report"] + arguments + ["--language", "en"]).wait()
      #expect(run.code == 64 && run.error.contains(reason), "\(arguments): \(run.error)")
      #expect(run.output.isEmpty)
    }
  }
}
