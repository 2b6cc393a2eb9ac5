@testable import RegistryExchange
import RegistryModel
import RegistryTestSupport
import Testing

@Suite("Importing")
struct ImportTests: Importing {
  @Test(
    "a community is found by code or name, with or without its committee, in the town or alone",
    arguments: [
      ("安居,柳浦", "m1"), ("安居社区,柳浦街道", "m1"), ("安居社区居民委员会,清河街道办事处", "m2"),
      ("安居,330199001", "m1"), ("文苑,", "m3"), ("文苑社区居委会,", "m3"), ("文苑社区居民委员会,清河", "m3"),
      ("石塘村,", "m4"), ("石塘,", "m4"), ("石塘村民委员会,龙河镇人民政府", "m4"), ("石塘村村委会,", "m4"),
      ("330199002001,", "m2"), ("３３０１９９００２００１,", "m2"), ("m3,", "m3"),
    ])
  func community(cells: String, id: String) throws {
    let plan = plan(
      .organization, "名称,管理方式,社区,街道\n合唱团,备案,\(cells)\n", try registry())
    #expect(problems(plan) == [])
    let settings = try #require(plan.changeSet?.changes.first?.settings)
    #expect(settings.first { $0.key == "community" }?.after.string == id)
  }

  @Test(
    "one that cannot be told is refused with the reason",
    arguments: [
      ("安居,,", "2 communities have this name"), ("安居小区,,", "no community has this name"),
      ("文苑,柳浦,", "one is in 清河"), (",,330199009001", "no community has this code"),
      (",,33019900900", "11 digits"), ("文苑,,330199101201", "the code is of 石塘村委会"),
      (",,1.10105E+11", "lost"),
    ])
  func communityRefused(cells: String, reason: String) throws {
    let plan = plan(
      .organization, "名称,管理方式,社区,街道,社区代码\n合唱团,备案,\(cells)\n", try registry())
    #expect(plan.problems.count == 1)
    #expect(plan.problems.first?.line == 2)
    #expect(plan.problems.first?.reason.en.contains(reason) == true, "\(problems(plan))")
    #expect(plan.changeSet == nil)
  }

  @Test("a new row, a changed one, the same one, a bad one: the counts add up, nothing is lost")
  func outcomes() throws {
    var registry = try registry()
    try registry.append(
      try #require(
        plan(
          .organization,
          "名称,管理方式,备案编号,社区,登记日期\n合唱团,备案,2020-001,文苑,2020.3\n棋社,台账,,石塘,\n", registry
        ).changeSet))
    let first = registry.state.organizations[1]?.record
    #expect(first?.registeredOn == CivilDate(year: 2020, month: 3))
    #expect(first?.tier == Dated(.filed))

    let text = """
      组织名称,登记/备案,备案号,所在社区,成员数,备案时间
      老合唱团,备案,2020-001,文苑,31,
      棋社,3,,石塘村委会,,
      舞蹈队,2,2021-007,文苑,abc,2021-02-30
      书画社,filed,2021-008,文苑,,2021年
      """
    let plan = plan(.organization, text, registry)
    #expect(plan.counts == .init(new: 1, updated: 1, same: 1, bad: 1))
    #expect(plan.counts.rows == 4)
    guard case .updated(let id, let fields) = plan.rows[0].outcome else {
      Issue.record("\(plan.rows[0])")
      return
    }
    #expect(id == RecordID(.organization, 1))
    #expect(fields == ["name", "members"])
    #expect(
      problems(plan) == [
        "f.csv:4: 成员数 \"abc\": must be a whole number with only digits",
        "f.csv:4: 备案时间 \"2021-02-30\": this date does not exist: the month has 28 days",
      ])
    #expect(plan.changeSet == nil, "one bad row refuses all")
    #expect(plan.summary.en.hasSuffix("nothing is imported"))
  }

  @Test("an import corrects what is in force, or changes it from a day on")
  func moments() throws {
    var registry = try registry()
    try registry.append(
      try #require(plan(.community, "代码,户数\n330199001001,100\n", registry).changeSet))
    #expect(registry.state.communities[1]?.record.households == Dated(100))
    let day = CivilDate(year: 2026, month: 1, day: 1)!
    try registry.append(
      try #require(
        plan(.community, "代码,户数\n330199001001,120\n330199002001,80\n", registry, from: day)
          .changeSet))
    let changed = try #require(registry.state.communities[1]?.record.households)
    #expect(changed.first == 100)
    #expect(changed[day] == 120)
    let same = plan(.community, "代码,户数\n330199001001,120\n", registry, from: day)
    #expect(same.changeSet == nil && same.problems == [])
    let undated = plan(.community, "代码,主任\n330199001001,李红\n", registry, from: day)
    #expect(undated.problems.first?.column == "主任")
    #expect(undated.problems.first?.reason.en.contains("from a date") == true)
    try registry.append(
      try #require(plan(.community, "代码,户数\n330199001001,125\n", registry).changeSet))
    #expect(registry.state.communities[1]?.record.households[day] == 125)
    #expect(registry.state.communities[1]?.record.households.first == 100)
  }

  @Test(
    "columns: unknown ones are listed, doubles too, units are not dropped, titles are passed over")
  func columns() throws {
    let text = """
      云溪区社区社会组织台账,,,,,
      序号,* 名称,管理方式(必填),村居,手机,联系电话,开办资金(元)
      1,合唱团,备案,文苑,13812071612,13812071613,50000
      """
    let plan = plan(.organization, text, try registry())
    #expect(problems(plan) == [])
    let ignored = plan.file.columns.compactMap { column in
      if case .ignored(let reason) = column.use { "\(column.header): \(reason.en)" } else { nil }
    }
    #expect(
      ignored == [
        "序号: no field has this name", "联系电话: Phone is read from column 手机",
      ])
    #expect(plan.rows.map(\.line) == [3])
    let settings = try #require(plan.changeSet?.changes.first?.settings)
    let keys = settings.map(\.key)
    // The unit of the header makes 50,000 yuan five times ten thousand.
    #expect(settings.last?.after == "5")
    // Reach and status are not in the file: their defaults are stored.
    #expect(keys == ["name", "tier", "reach", "community", "phone", "status", "capital"])
  }

  @Test("two columns of one name are an error, and a row longer than the header is")
  func shapes() throws {
    let registry = try registry()
    let twice = plan(.organization, "名称,管理方式,社区,*名 称\n甲,备案,文苑,乙\n", registry)
    #expect(
      problems(twice) == [
        "f.csv:1: *名 称: columns 1 and 4 have this name: rename or remove one"
      ])
    // Columns that nobody reads may be called as they like, and blank cells are no cells.
    let unread = plan(.organization, "名称,管理方式,社区,x,x\n甲,备案,文苑,1,2,,\n", registry)
    #expect(problems(unread) == [])
    let longer = plan(
      .organization, "名称,管理方式,社区\n甲,备案,文苑\n乙,备案,文苑,又名丙\n", registry)
    #expect(longer.counts == .init(new: 1, bad: 1))
    #expect(longer.problems.map(\.line) == [3])
    #expect(longer.problems.first?.reason.en.hasPrefix("the row has 4 cells, the header 3") == true)
  }

  @Test("a missing column is said once, not row by row")
  func missingColumn() throws {
    let registry = try registry()
    let none = plan(.community, "名称,街道\n安居,柳浦\n", registry)
    #expect(none.problems.count == 1)
    #expect(none.problems.first?.reason.en.contains("Code is missing") == true)
    let new = plan(.community, "代码\n330199001009\n330199001008\n330199001001\n", registry)
    #expect(new.problems.count == 2)
    #expect(new.findings.count == 1)
    #expect(new.findings.first?.text(file: "f.csv", .en).hasSuffix(" (2 rows)") == true)
    #expect(new.problems.first?.line == 1)
    #expect(new.problems.first?.reason.chinese.contains("缺少列名称") == true)
    #expect(new.counts == .init(same: 1, bad: 2))
    let strange = plan(.community, "x,y\n1,2\n", registry)
    #expect(strange.problems.first?.reason.en.contains("no column header is known") == true)
    #expect(plan(.office, "名称\nx\n", registry).problems.count == 1)
    #expect(plan(.community, "", registry).problems.count == 1)
  }

  @Test("assignments: rules see the whole file as applied")
  func assignments() throws {
    var registry = try registry()
    try registry.append(
      try #require(
        plan(
          .worker,
          "姓名,身份证号,入职日期\n王敏,110101190001010014,2020-01-01\n李红,110101190001010022,2021\n"
            + "王敏,110101190006150067,2020-01-01\n", registry
        ).changeSet))
    let text = """
      姓名,身份证号,所在社区,职务,到岗日期,离任日期,是否主岗
      王敏,110101190001010014,文苑,40,2020-01-01,2020-12-31,是
      王敏,110101190001010014,文苑,社会工作者,2020-06-01,,
      王敏,110101190001010014,石塘,网格员,2020-06-01,,是
      李红,,文苑,40,2020-06-01,,
      王敏,,文苑,50,2021-06-01,,
      李红,110101190001010014,文苑,50,2022-06-01,,
      """
    let plan = plan(.assignment, text, registry)
    #expect(
      problems(plan) == [
        "f.csv:2: 到岗日期 \"2020-01-01\": the worker already holds this role in this community in that time "
          + "(see line 3)",
        "f.csv:2: 是否主岗 \"是\": a worker has at most one primary assignment at a time (see line 4)",
        "f.csv:3: 到岗日期 \"2020-06-01\": the worker already holds this role in this community in that time "
          + "(see line 2)",
        "f.csv:4: 是否主岗 \"是\": a worker has at most one primary assignment at a time (see line 2)",
        "f.csv:5: 到岗日期 \"2020-06-01\": begins 2020-06-01, the worker starts 2021",
        "f.csv:6: 姓名 \"王敏\": 2 workers have this name: write the ID number, or the id of one: "
          + "w1 110***********0014, w3 110***********0067",
        "f.csv:7: 身份证号 \"110***********0014\": the ID number is another worker's, not the named one's",
      ])
  }

  @Test("a column that is there speaks for its rows: an empty cell takes no proposal")
  func noProposals() throws {
    var registry = try registry()
    try registry.append(
      try #require(
        plan(.worker, "姓名,身份证号\n王敏,110101190001010014\n", registry).changeSet))
    let plan = plan(.assignment, "姓名,社区,岗位,到岗日期\n王敏,文苑,,\n", registry)
    #expect(
      problems(plan) == [
        "f.csv:2: 岗位: Role is required", "f.csv:2: 到岗日期: Since is required",
      ])
  }

  @Test("one import is one change set of one batch, and its ids are given when it is saved")
  func batch() throws {
    let registry = try registry()
    let text = "代码,名称\n330199001007,新一社区居委会\n330199001008,新二社区居委会\n"
    let set = try #require(plan(.community, text, registry).changeSet)
    #expect(set.changes.map(\.id.description) == ["new:1", "new:2"])
    #expect(set.batch == plan(.community, text, registry).changeSet?.batch)
    let other = plan(.community, text.replacing("新二", with: "新三"), registry).changeSet
    #expect(set.batch != nil && set.batch != other?.batch)
    var after = registry
    try after.append(set)
    #expect(after.state.communities[6]?.record.committee[today] == .residents, "from the code")
  }

  @Test("equal findings are one line; of a kind so many are told one by one, the rest is counted")
  func findings() throws {
    let rows = (1...50).map { "会\($0),备案,文苑,\($0 % 2 == 0 ? "x" : "y\($0)")" }
    let plan = plan(
      .organization, "名称,管理方式,社区,成员数\n\(rows.joined(separator: "\n"))\n", try registry())
    #expect(plan.counts == .init(bad: 50))
    #expect(plan.problems.count == 50)
    let lines = plan.findings.map { $0.text(file: "f.csv", .en) }
    let reason = "must be a whole number with only digits"
    #expect(lines.count == 21)
    #expect(lines[0] == "f.csv:2: 成员数 \"y1\": \(reason)")
    #expect(lines[1] == "f.csv: 成员数 \"x\": \(reason) (25 rows: 3, 5, 7, 9, 11, 13, 15, 17 ..)")
    #expect(
      lines[20] == "f.csv: 成员数: 6 more of this kind: lines 40, 42, 44, 46, 48, 50")
  }

  @Test("of a known organization some columns are enough, as of other kinds")
  func partial() throws {
    var registry = try registry()
    try registry.append(
      try #require(
        plan(
          .organization, "名称,管理方式,社区\n合唱团,备案,文苑\n棋社,台账,文苑\n棋社,台账,石塘\n", registry
        ).changeSet))
    let plan = plan(
      .organization, "名称,成员数,服务范围\n合唱团,31,\n棋社,9,\n合唱团,40,街镇\n", registry)
    guard case .updated(RecordID(.organization, 1), ["members"]) = plan.rows[0].outcome else {
      Issue.record("\(plan.rows[0])")
      return
    }
    #expect(
      problems(plan).first
        == "f.csv:3: \"棋社\": this row matches 2 records; write the id of one: o2, o3"
    )
    #expect(plan.counts == .init(updated: 1, bad: 2), "a town-wide one is another record")
  }

  @Test("the plan for programs says what would happen")
  func json() throws {
    let text = "代码,名称,province\n330199001001,安宁社区居委会,浙江\n330199001009,新,浙江\n1,x,\n"
    let json = plan(.community, text, try registry()).json(.en)
    #expect(json["rows"] == 3 && json["new"] == 1 && json["updated"] == 1 && json["bad"] == 1)
    #expect(json["columns"]?.array?.last?["ignored"] == "no field has this name")
    #expect(json["problems"]?.array?.first?["line"] == 4)
    #expect(json["problems"]?.array?.first?["column"] == "代码")
    #expect(json["changes"]?.array?.first?["fields"] == ["name"])
    #expect(
      json["warnings"]?.array?.contains { $0["rule"] == "renamed" && $0["line"] == 2 } == true)
  }
}
