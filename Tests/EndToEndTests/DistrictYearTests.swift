import Testing

/// A year in the life of a district, told by plain files: its figures at each quarter's end are worked out
/// by hand below, and are the same on every way to ask for them.
///
/// Urban are 安居 m1, 永丰 m2 and 松园 m3, rural 康营 m4 and 何各庄 m5. From July on 永丰 is a part of 安居.
@Suite struct DistrictYearTests {
  /// What is so on the last day of a quarter.
  struct Quarter: CustomTestStringConvertible {
    let day: String
    /// Value, sum and base by target.
    let figures: [String: (value: String, sum: Int, over: Int)]
    /// Those that count, by community.
    let organizations, workers: [String: Int]
    let linked: [String]
    /// By gap.
    let gaps: [String: [String]]
    let met, own: [String]
    /// What was done in the two programmes, by kind, and the kind furthest behind.
    let done: [[String: Int]]
    let behind: [String]
    /// Of the first contract: amount, paid, share paid and what is due.
    let contract: [String?]

    var testDescription: String { day }
  }

  static let quarters = [
    Quarter(
      day: "2024-03-31",
      figures: [
        // 安居老年协会; 永丰合唱团 and since February 永丰邻里互助会; 松园互助会: 4 for 3.
        "urban": ("1.3", 4, 3),
        // 康营农技社 alone, for 2. The two that are registered serve all the district.
        "rural": ("0.5", 1, 2),
        // 王芳 in 安居, 李红 with a licence in 永丰, 赵敏 from this very day in 康营. 张强 has none.
        "workers": ("60.0", 3, 5),
        // 银龄守护 runs in 安居 and 永丰.
        "linked": ("40.0", 2, 5),
        // Of four 助餐 is taken and 照明 referred; 亲子阅读 and 农技培训 are open.
        "needs": ("50.0", 2, 4),
        // 王芳 and 李红 are in it, 赵敏 is in none.
        "supporters": ("66.6", 2, 3),
        // 安居老年协会 is a partner, one of the five that count.
        "carriers": ("20.0", 1, 5),
        // The first contract, 180,000.00, over five communities.
        "amount": ("36000.0", 18_000_000, 5),
        "share": ("100.0", 18_000_000, 18_000_000),
      ],
      organizations: ["m1": 1, "m2": 2, "m3": 1, "m4": 1, "m5": 0],
      workers: ["m1": 1, "m2": 1, "m3": 0, "m4": 1, "m5": 0],
      linked: ["m1", "m2"],
      gaps: [
        "communitiesWithoutWorker": ["m3", "m5"],
        "communitiesWithoutProgramme": ["m3", "m4", "m5"],
        "communitiesWithOpenNeeds": ["m3", "m4"], "programmesWithoutActivity": [],
        "workersWithoutProgramme": ["w3", "w4"],
        // All seven but the carrier and the partner.
        "organizationsWithoutProgramme": ["o2", "o3", "o4", "o6", "o7"],
      ],
      met: [], own: ["n1", "n3", "n4"],
      // The month of March is over: its visits count.
      done: [["event": 1, "visit": 6], [:]], behind: ["case 0/4"],
      contract: ["180000.00", "90000.00", "50", "2024-12-20"]),
    Quarter(
      day: "2024-06-30",
      figures: [
        // 安居书画社 since May.
        "urban": ("1.6", 5, 3),
        // 何各庄老年协会 from this very day.
        "rural": ("1.0", 2, 2),
        // 孙丽 in 何各庄 since April.
        "workers": ("80.0", 4, 5),
        // 田间课堂 runs in both villages since June: only 松园 is left.
        "linked": ("80.0", 4, 5),
        // 农技培训 is taken; 春耕帮扶 and 上门探访 are new and open.
        "needs": ("50.0", 3, 6),
        "supporters": ("100.0", 4, 4),
        // 康营农技社 is the second partner, of seven.
        "carriers": ("28.5", 2, 7),
        // 195,000.00 since the supplementary agreement, and 60,000.00.
        "amount": ("51000.0", 25_500_000, 5),
        "share": ("100.0", 25_500_000, 25_500_000),
      ],
      organizations: ["m1": 2, "m2": 2, "m3": 1, "m4": 1, "m5": 1],
      workers: ["m1": 1, "m2": 1, "m3": 0, "m4": 1, "m5": 1],
      linked: ["m1", "m2", "m4", "m5"],
      gaps: [
        "communitiesWithoutWorker": ["m3"], "communitiesWithoutProgramme": ["m3"],
        "programmesWithoutActivity": [], "workersWithoutProgramme": ["w3"],
        "organizationsWithoutProgramme": ["o2", "o3", "o7", "o8", "o9"],
      ],
      met: [], own: ["n1", "n3", "n4", "n5", "n6"],
      done: [["event": 3, "visit": 14, "group": 1], ["training": 1]],
      behind: ["case 0/4", "training 1/6"],
      // 90,000 of 195,000 is 46.15 %.
      contract: ["195000.00", "90000.00", "46.1", "2024-12-20"]),
    Quarter(
      day: "2024-09-30",
      figures: [
        // Two communities now, and the five organizations are the same.
        "urban": ("2.5", 5, 2),
        // 康营农技社 is dormant since August, 康营合唱队 counts from this very day.
        "rural": ("1.0", 2, 2),
        // 李红 came from 永丰 to 安居, 王芳 went from 安居 to 松园.
        "workers": ("100.0", 4, 4),
        // 松园 is without programme.
        "linked": ("75.0", 3, 4),
        // 上门探访 is taken; that of 松园 is declined, which is no answer.
        "needs": ("66.6", 4, 6),
        // 王芳 left her programme when she was transferred.
        "supporters": ("75.0", 3, 4),
        // The dormant partner no longer counts.
        "carriers": ("14.2", 1, 7),
        // 195,000 and 60,000, 30,000 of a company, and 40,000 signed for October on.
        "amount": ("81250.0", 32_500_000, 4),
        "share": ("90.7", 29_500_000, 32_500_000),
      ],
      organizations: ["m1": 4, "m3": 1, "m4": 1, "m5": 1],
      workers: ["m1": 1, "m3": 1, "m4": 1, "m5": 1],
      linked: ["m1", "m4", "m5"],
      gaps: [
        "communitiesWithoutWorker": [], "communitiesWithoutProgramme": ["m3"],
        "communitiesWithOpenNeeds": ["m5"], "programmesWithoutActivity": [],
        "workersWithoutProgramme": ["w1", "w3"],
        // Of ten o4 is dormant; o1 is partner, o5 and o6 are carriers.
        "organizationsWithoutProgramme": ["o2", "o3", "o7", "o8", "o9", "o10"],
      ],
      met: [], own: ["n1", "n4", "n5", "n6"],
      done: [["event": 4, "visit": 28, "group": 1, "case": 2], ["training": 3]],
      // Cases and groups are both half done: the first of the table is named.
      behind: ["case 2/4", "training 3/6"],
      contract: ["195000.00", "90000.00", "46.1", "2024-12-20"]),
    Quarter(
      day: "2024-12-31",
      figures: [
        // 永丰合唱团 is no more, 松园书法社 came in December.
        "urban": ("2.5", 5, 2),
        "rural": ("1.0", 2, 2),
        // 孙丽 left in November; 赵敏 serves her village as well as her own.
        "workers": ("100.0", 4, 4),
        // 银龄守护 serves 松园 as well, to this very day.
        "linked": ("100.0", 4, 4),
        // 春耕帮扶 is taken, 假期托管 is new and open.
        "needs": ("71.4", 5, 7),
        "supporters": ("100.0", 3, 3),
        // 康营合唱队 took the place of the partner.
        "carriers": ("28.5", 2, 7),
        // 190,000 after the deduction, 30,000 and 40,000; the terminated 60,000 is out.
        "amount": ("65000.0", 26_000_000, 4),
        "share": ("88.4", 23_000_000, 26_000_000),
      ],
      organizations: ["m1": 3, "m3": 2, "m4": 1, "m5": 1],
      workers: ["m1": 1, "m3": 1, "m4": 1, "m5": 1],
      linked: ["m1", "m3", "m4", "m5"],
      gaps: [
        "communitiesWithoutWorker": [], "communitiesWithoutProgramme": [],
        "communitiesWithOpenNeeds": ["m3"], "programmesWithoutActivity": [],
        "workersWithoutProgramme": ["w3"],
        "organizationsWithoutProgramme": ["o3", "o6", "o7", "o8", "o9", "o11"],
      ],
      met: ["n1", "n4"], own: ["n1", "n4", "n5", "n6", "n7"],
      done: [["event": 6, "visit": 36, "group": 2, "case": 4], ["training": 5]],
      behind: ["visit 36/40", "training 5/6"],
      contract: ["190000.00", "190000.00", "100", nil]),
  ]

  @Test func progress_isAsWorkedOut_andStaysSoWhileLaterQuartersAreEntered() throws {
    let office = try Office()
    var over: [Quarter] = []
    try DistrictYear.tell(to: office) { day in
      over.append(try #require(Self.quarters.first { $0.day == day }))
      for quarter in over { try Self.compareProgress(office, quarter, "entered until \(day)") }
    }
    #expect(over.count == Self.quarters.count)
    for quarter in over { try Self.compareProgress(office, quarter, "all entered") }
  }

  private static func compareProgress(_ office: Office, _ quarter: Quarter, _ when: String) throws {
    let report = try office.progress("--plan", DistrictYear.plan, "--as-of", quarter.day)
    #expect(Set(report.targets.map(\.id)) == Set(quarter.figures.keys))
    for (id, figure) in quarter.figures {
      let target = try report[id]
      #expect(target.value == figure.value, "\(id) \(quarter.day), \(when)")
      #expect(target.sum == figure.sum, "\(id) \(quarter.day), \(when)")
      #expect(target.over == figure.over, "\(id) \(quarter.day), \(when)")
    }
    let needs = try report["needs"]
    #expect(needs.records?["met"] == quarter.met.count, "\(quarter.day), \(when)")
    #expect(needs.records?["own"] == quarter.own.count, "\(quarter.day), \(when)")
  }

  @Test(arguments: quarters) func linkage_isAsWorkedOut(_ quarter: Quarter) throws {
    let office = try DistrictYear.office()
    let json = try JSONValue(
      office.run("linkage", "--json", "--plan", DistrictYear.plan, "--as-of", quarter.day).bytes)
    let report = YearCount.Row(json: json)
    #expect(report.all("linked") == quarter.linked)
    #expect(report.number("communities") == quarter.figures["linked"]?.over)
    let gaps = YearCount.Row(json: try #require(json["gaps"]))
    for (gap, records) in quarter.gaps { #expect(gaps.all(gap) == records, "\(gap)") }
  }

  @Test(arguments: quarters) func lists_sayOfEachRecordWhatTheFiguresSay(_ quarter: Quarter) throws
  {
    let office = try DistrictYear.office()
    let list = { (arguments: String...) in
      let rows = try JSONValue(
        office.start(["list", "--json", "--as-of", quarter.day] + arguments).wait().bytes)
      guard case .array(let items) = rows else { throw Failed("\(arguments)") }
      return items.map(YearCount.Row.init)
    }
    let plan = ["--plan", DistrictYear.plan]
    let communities = try list(
      "communities", plan[0], plan[1], "--columns", "orgs,workers")
    for key in ["orgs", "workers"] {
      let expected = key == "orgs" ? quarter.organizations : quarter.workers
      // One that has ended has no numbers, and is no zero.
      let said = communities.compactMap { row in row.number(key).map { (row.id, $0) } }
      #expect(Dictionary(uniqueKeysWithValues: said) == expected, "\(key)")
    }
    let met = try list("needs", "status:met").map(\.id)
    #expect(met == quarter.met)
    let own = try list("needs", "--", "-status:declined,referred").map(\.id)
    #expect(own == quarter.own)
    let programmes = try list("programmes", "--columns", "progress").map { $0["progress"] }
    #expect(programmes == quarter.behind)
    let first = try list("purchases", "XS-2024-001", "--columns", "amount,paid,done,due,overdue")
    #expect(first.count == 1)
    #expect(["amount", "paid", "done", "due"].map { first[0][$0] } == quarter.contract)
    #expect(first[0]["overdue"] == nil)
  }

  /// The figures once more, by a count that knows only what lists print.
  @Test(arguments: quarters) func anIndependentCount_comesToTheSame(_ quarter: Quarter) throws {
    let count = try YearCount(try DistrictYear.office(), on: quarter.day)
    #expect(count.figures == quarter.figures.mapValues { [$0.sum, $0.over] })
    #expect(count.linked == quarter.linked)
    for community in quarter.organizations.keys {
      #expect(count.organizations(in: community).count == quarter.organizations[community])
      #expect(count.workers(in: community).count == quarter.workers[community])
    }
    #expect(count.needs("met") == quarter.met)
    #expect(count.needs("open", "taken", "met") == quarter.own)
    #expect(["p1", "p2"].map(count.done) == quarter.done)
  }

  @Test(arguments: quarters, Clerk.Speech.allCases)
  func screens_showTheSame(_ quarter: Quarter, _ language: Clerk.Speech) throws {
    let office = try DistrictYear.office()
    let clerk = try Clerk(
      office, language, arguments: ["--plan", DistrictYear.plan, "--as-of", quarter.day], rows: 40,
      columns: 120)
    for (label, id) in [
      (language("Organizations per urban", "城市社区平均"), "urban"),
      (language("Organizations per rural", "农村社区平均"), "rural"),
      (language("Communities with a social", "有社工的社区"), "workers"),
      (language("Linked communities", "三社联动社区"), "linked"),
      (language("Needs answered", "需求回应率"), "needs"),
      (language("Workers in programmes", "参与项目的社工"), "supporters"),
      (language("Organizations in programmes", "参与项目的社会组织"), "carriers"),
      (language("Contracted per community", "平均购买服务金额"), "amount"),
      (language("Bought from organizations", "向社会组织购买"), "share"),
    ] {
      #expect(
        Self.number(behind: label, clerk) == quarter.figures[id]?.value, "\(id)\(clerk.screen)")
    }
    // What the list of communities opens, one after the other.
    try clerk.press(.two)
    for community in ["m1", "m2", "m3", "m4", "m5"] {
      try clerk.press(.enter)
      let label = language("Organizations", "社会组织")
      let said = Self.number(behind: label, clerk)
      if let expected = quarter.organizations[community] {
        #expect(said == "\(expected)", "\(community)\(clerk.screen)")
        let isLinked = clerk.screen.rows.first { $0.contains(language("Linked comm", "三社联动社区")) }
        let answer = quarter.linked.contains(community) ? language("yes", "有") : language("no", "无")
        #expect(isLinked?.contains(" \(answer) ") == true, "\(community)\(clerk.screen)")
      } else {
        #expect(clerk.screen.contains(language("does not exist on that day", "该日此社区不存在")))
      }
      try clerk.press(.escape, .down)
    }
    try Self.compareLinkage(clerk, quarter)
    try clerk.leave()
  }

  /// The screen of the linkage, and the numbers of its gaps.
  private static func compareLinkage(_ clerk: Clerk, _ quarter: Quarter) throws {
    let language = clerk.language
    try clerk.press(.f9, .nine)
    let line = clerk.screen.rows.first { $0.contains(language("Linkage", "三社联动")) }
    let digit = try #require(line?.firstMatch(of: /[0-9]/), "\(clerk.screen)").output
    try clerk.type(String(digit))
    let (linked, all) = (quarter.linked.count, quarter.organizations.count)
    try clerk.see(language("Linked \(linked) of \(all)", "已联动 \(linked)/\(all)"))
    try clerk.press(.f4)
    for (label, gap) in [
      (language("Communities without social workers", "无社工的社区"), "communitiesWithoutWorker"),
      (language("Communities without programme", "无服务项目的社区"), "communitiesWithoutProgramme"),
      (language("Workers in no programme", "未参与服务项目的社区工作者"), "workersWithoutProgramme"),
      (
        language("Organizations in no programme", "未参与服务项目的社会组织"),
        "organizationsWithoutProgramme"
      ),
    ] {
      let row = clerk.screen.rows.first { $0.contains(label) } ?? ""
      let said = row.split(separator: label).last?.firstMatch(of: /[0-9]+/).map {
        String($0.output)
      }
      #expect(said == quarter.gaps[gap].map { "\($0.count)" }, "\(gap)\(clerk.screen)")
    }
  }

  /// The first number in the row that begins so.
  private static func number(behind label: String, _ clerk: Clerk) -> String? {
    let rows = clerk.screen.rows.map { $0.drop { " >│|─".contains($0) } }
    guard let row = rows.first(where: { $0.hasPrefix(label) }) else { return nil }
    return row.dropFirst(label.count).firstMatch(of: /[0-9]+(\.[0-9]+)?/).map {
      String($0.output.0)
    }
  }

  @Test func aFailedEvaluationEnteredAfterTheNextContract_isFound_andNotRefused() throws {
    let office = try DistrictYear.office()
    let check = try office.run("check")
    #expect(check.code == 0)
    // It is all that is asked about the whole year.
    let asked = check.lines.filter { $0.hasPrefix("?") || $0.hasPrefix("!") }
    #expect(
      asked == [
        "? c5 Supplier: 助老服务 of this supplier failed its final evaluation on 2024-12-20"
      ])
    let problems = { try office.run("list", "purchases", "!problems", "--columns", "number").lines }
    #expect(try problems().count == 1 && problems()[0].contains("XS-2025-001"))
    // One that passed bars nobody.
    try office.succeed("edit", "e2", "score=75", "grade=pass")
    #expect(try problems().isEmpty && office.run("check").lines.count == 1)
    // A strict office, too, refuses nothing that was learned later, but the next contract.
    try office.succeed("edit", "office", "strictSuppliers=yes")
    try office.succeed("edit", "e2", "score=55", "grade=fail")
    #expect(try problems().count == 1)
    let said = try office.refuse(
      65, "add", "purchase", "name=助老服务三期", "number=XS-2025-002", "purchaser=朝阳区民政局",
      "budget=10000", "amount=10000", "status=contracted", "supplier=助老服务中心", "method=directed",
      "signedOn=2025-02-01", "since=2025-02-01", "until=2025-12-31")
    #expect(said.contains("failed its final evaluation on 2024-12-20"), "\(said)")
  }
}
