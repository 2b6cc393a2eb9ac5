import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// The panels of the Overview: every number leads to as many records, whatever a colleague saves meanwhile.
@Suite struct OverviewTests {
  private func robot(rows: Int = 40, columns: Int = 120, _ language: Language = .en) throws -> Robot
  {
    let sample = try SampleDistrict.sample.get()
    return Robot(
      sample.registry, plan: sample.plan, language: language, rows: rows, columns: columns,
      glyphs: .ascii)
  }

  private func overview(_ robot: Robot) throws -> OverviewScreen {
    try #require(robot.state.screens.first as? OverviewScreen)
  }

  @Test func `every line opens as many records as it says`() throws {
    var robot = try robot()
    let context = robot.state.context
    let lines = try overview(robot).lines(context)
    #expect(lines.contains { $0.panel == .towns } && lines.contains { $0.panel == .communities })
    for (place, line) in lines.enumerated() where line.panel == .beside {
      let count = try #require(try overview(robot).count(of: line, context))
      robot.press(.home)
      robot.press(.down, times: place)
      #expect(robot.cursorRow.contains(" \(count)"), "\(line) \(robot)")
      robot.press(.enter)
      #expect(robot.list?.rows.count == count, "\(line) \(robot)")
      robot.press(.escape)
    }
  }

  @Test func `towns follow the target the cursor was on last, the furthest behind first`() throws {
    var robot = try robot()
    for place in 0..<2 {
      robot.press(.home)
      robot.press(.down, times: place)
      robot.press(.tab)
      let towns = try overview(robot).towns(robot.state.context)
      let missing = towns.map { $0.figures[place].shortfall ?? -1 }
      #expect(missing == missing.sorted(by: >), "\(missing)")
      #expect(robot.cursorRow.contains(towns[0].title), "\(robot)")
      robot.press(.enter)
      #expect(robot.title.contains(towns[0].title), "\(robot)")
      robot.press(.escape)
    }
  }

  @Test func `Tab goes round the panels and back to the target`() throws {
    var robot = try robot()
    robot.press(.down)
    let first = robot.cursorRow
    robot.press(.tab, times: 5)
    #expect(robot.cursorRow == first, "\(robot)")
    robot.press(.backTab)
    #expect(!robot.cursorRow.contains("|") && robot.shows("2 Communities"), "\(robot)")
  }

  @Test func `while the rest is counted the targets and areas are there, and no old number is`()
    throws
  {
    var robot = try robot()
    robot.isWorkSlow = true
    let town = try #require(try overview(robot).towns(robot.state.context).first)
    let community = try #require(town.communities.first)
    var made = Organization()
    (made.name, made.tier, made.community) = ("新会", Dated(.filed), Dated(community))
    (made.reach, made.status) = (Dated(.community), Dated(.active))
    made.registeredOn = "2026-01-01"
    try robot.colleagueSaves(
      ChangeSet([Change(RecordID(.organization, -1), isNew: true, made.settings(from: nil))]))
    #expect(robot.shows("counting .."), "\(robot)")
    robot.isWorkSlow = false
    robot.answerWork()
    #expect(!robot.shows("counting .."), "\(robot)")
    let after = try overview(robot).towns(robot.state.context).first { $0.code == town.code }
    let progress = Progress(
      try SampleDistrict.sample.get().plan, of: robot.state.registry, on: robot.state.day)
    #expect(
      after?.figures
        == progress.towns(of: robot.state.registry).first { $0.code == town.code }?.figures)
  }

  @Test(arguments: ["1", "7"])
  func `a plan of fewer targets is shown where the cursor was on the last one`(area: String) throws
  {
    let sample = try SampleDistrict.sample.get()
    let many = try #require(WorkedExample.plans.max { $0.targets.count < $1.targets.count })
    #expect(many.targets.count > sample.plan.targets.count)
    var robot = Robot(
      sample.registry, plan: many, language: .en, rows: 40, columns: 120, glyphs: .ascii)
    robot.type(area)
    robot.press(.down, times: many.targets.count - 1)
    robot.press(.tab)
    robot.show(
      Counted(
        robot.state.registry, plan: sample.plan, on: robot.state.day, today: robot.clock.today))
    robot.send(.resized(rows: 40, columns: 120))
    #expect(robot.row(of: sample.plan.targets[0].label.en) != "", "\(robot)")
    robot.press(.tab, .enter)
    #expect(robot.state.context.summary.figures.count == sample.plan.targets.count)
  }

  @Test(arguments: ["1", "7"])
  func `what was counted of another plan comes too late`(area: String) throws {
    let sample = try SampleDistrict.sample.get()
    let many = try #require(WorkedExample.plans.max { $0.targets.count < $1.targets.count })
    var robot = Robot(
      sample.registry, plan: sample.plan, language: .en, rows: 40, columns: 120, glyphs: .ascii)
    robot.isWorkSlow = true
    let community = RecordID(.community, 1)
    let before = robot.head[community]?.part("residents") ?? .null
    try robot.colleagueSaves(
      ChangeSet([Change(community, [Setting("residents", before: before, after: 7)])]))
    robot.type(area)
    robot.show(
      Counted(robot.state.registry, plan: many, on: robot.state.day, today: robot.clock.today))
    robot.press(.down, times: many.targets.count - 1)
    // The first answer is of the plan before, the second of this one.
    for _ in 0..<3 {
      robot.answerWork()
      #expect(robot.row(of: many.targets[0].label.en) != "", "\(robot)")
    }
    #expect(!robot.shows("counting .."), "\(robot)")
  }

  @Test func `what was entered this week stands apart, whatever days it has`() throws {
    let sample = try SampleDistrict.small.get()
    var robot = Robot(
      sample.registry, plan: sample.plan, language: .en, rows: 40, columns: 120, glyphs: .ascii,
      journal: sample.journal)
    robot.send(.tick)
    let monday = try #require(CivilDate(year: 2026, month: 11, day: 23))
    /// The journal, counted line by line.
    func expected(_ robot: Robot) -> [Kind: Set<RecordID>] {
      var ids: [Kind: Set<RecordID>] = [:]
      for commit in robot.journal {
        guard let day = robot.state.session.day(of: commit.at), day >= monday else { continue }
        for change in commit.set.changes where change.isNew {
          guard robot.head[change.id]?.binned == nil else { continue }
          ids[change.id.kind, default: []].insert(change.id)
        }
      }
      return ids
    }
    func check(_ robot: Robot) throws {
      let entered = try #require(try overview(robot).counted).entered
      for line in entered {
        #expect(Set(line.records) == expected(robot)[line.kind], "\(line.kind)")
        #expect(
          robot.row(of: "\(line.kind.schema.plural.en) entered this week")
            .contains(" \(line.records.count)"), "\(robot)")
      }
      for kind in [Kind.community, .organization, .worker, .assignment, .need] {
        #expect(entered.contains { $0.kind == kind } == (expected(robot)[kind] != nil), "\(kind)")
      }
    }
    try check(robot)
    // A colleague enters an organization of 2018, and one that goes into the recycle bin again.
    var organization = Organization()
    organization.name = "合唱团"
    (organization.tier, organization.status) = (Dated(.filed), Dated(.active))
    organization.community = Dated(RecordID(.community, 1))
    organization.registeredOn = CivilDate(year: 2018, month: 5, day: 1)
    organization.reach = Dated(.community)
    for _ in 0..<2 {
      try robot.colleagueSaves(
        ChangeSet([
          Change(RecordID(.organization, -1), isNew: true, organization.settings(from: nil))
        ]))
    }
    robot.answerWork()
    try check(robot)
    let before = try #require(expected(robot)[.organization])
    let last = try #require(before.max { $0.number < $1.number })
    try robot.colleagueSaves(ChangeSet([Change(last, [.binned(from: nil, to: "误")])]))
    robot.answerWork()
    try check(robot)
    #expect(expected(robot)[.organization]?.count == before.count - 1)
    // The list behind it has that many rows.
    let lines = try overview(robot).lines(robot.state.context)
    let place = try #require(lines.firstIndex(of: .entered(.organization)))
    robot.press(.down, times: place)
    robot.press(.enter)
    #expect(robot.list?.rows.count == before.count - 1, "\(robot)")
    robot.press(.escape)
    // Of another day nothing is told.
    robot.press(.control("d"))
    robot.type("20231231")
    robot.press(.enter)
    #expect(!robot.shows("entered this week"), "\(robot)")
  }

  @Test func `a past day has its own years, towns and week`() throws {
    var robot = try robot()
    robot.press(.control("d"))
    robot.type("20231231")
    robot.press(.enter)
    let context = robot.state.context
    let counted = try #require(try overview(robot).counted)
    #expect(counted.breakdown.trend.points.last?.day == "2023-12-31" && context.day == "2023-12-31")
    #expect(counted.week.days.upperBound == "2023-12-31")
    #expect(robot.shows("as of 2023-12-31") && robot.shows(" then "), "\(robot)")
    robot.press(.control("d"))
    robot.type(".")
    robot.press(.enter)
    #expect(robot.state.asOf == nil)
  }

  @Test(arguments: Language.allCases)
  func `no label of what is due or begun is cut at 80 columns`(language: Language) throws {
    var robot = try robot(rows: 40, columns: 80, language)
    let lines = try overview(robot).lines(of: .beside, robot.state.context)
    for line in lines {
      let label = line.label(robot.state.context)[language]
      #expect(robot.shows(label), "\(label) \(robot)")
    }
    robot.send(.resized(rows: 24, columns: 80))
    #expect(!robot.rows.prefix(18).contains { $0.contains("~") }, "\(robot)")
  }
}
