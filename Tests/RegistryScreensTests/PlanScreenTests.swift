import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// The pages of the plan, of the district and of a town.
@Suite struct PlanScreenTests {
  private func robot(rows: Int = 24, columns: Int = 80, _ language: Language = .en) throws -> Robot
  {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(
      sample.registry, plan: sample.plan, language: language, rows: rows, columns: columns,
      glyphs: .ascii)
    robot.type("7")
    return robot
  }

  private func plan(_ robot: Robot) throws -> PlanScreen {
    try #require(robot.state.screens.last as? PlanScreen, "\(robot)")
  }

  @Test func `a target opens the records that do not meet it, in the district and in a town`()
    throws
  {
    var robot = try robot()
    let progress = try #require(robot.state.context.outlook?.progress)
    for (place, figure) in progress.figures.enumerated() {
      robot.press(.home)
      robot.press(.down, times: place)
      robot.press(.enter)
      #expect(robot.list?.rows.count ?? 0 == figure.tally[.without], "\(figure.target.id) \(robot)")
      if robot.list != nil { robot.press(.escape) }
    }
    robot.press(.home)
    robot.press(.tab, .enter)
    let town = try #require(try plan(robot).town)
    for (place, figure) in town.figures.enumerated() {
      robot.press(.home)
      robot.press(.down, times: place)
      robot.press(.enter)
      #expect(robot.list?.rows.count ?? 0 == figure.tally[.without], "\(figure.target.id) \(robot)")
      if robot.list != nil { robot.press(.escape) }
    }
  }

  @Test func `communities come by what they lack, as many as are without`() throws {
    let robot = try robot()
    let context = robot.state.context
    let lacks = try plan(robot).lacks(context)
    let figure = try #require(context.summary.figures.first)
    #expect(lacks.count == figure.tally[.without] && lacks.count > 2)
    let missing = lacks.map { Int($0.answer.missing ?? "") ?? 0 }
    #expect(missing == missing.sorted(by: >) && !missing.contains(0), "\(missing)")
  }

  @Test func `towns have a next and a previous one`() throws {
    var robot = try robot()
    robot.press(.tab, .function(7), .home, .enter)
    let towns = try #require(try plan(robot).counted?.breakdown.towns)
    #expect(robot.title.contains(towns[0].title), "\(robot)")
    robot.press(.control("f"))
    robot.answerWork()
    #expect(robot.title.contains(towns[1].title), "\(robot)")
    robot.press(.control("p"))
    robot.press(.control("p"))
    #expect(robot.message.contains("no more towns"), "\(robot)")
  }

  @Test func `two days are compared down to the records`() throws {
    var robot = try robot(rows: 40, columns: 120)
    robot.press(.function(2))
    robot.type("15")
    robot.type("20231231")
    robot.press(.enter)
    let context = robot.state.context
    let registry = robot.state.registry
    let comparison = try #require(try plan(robot).counted?.comparison)
    #expect(comparison.before == "2023-12-31" && robot.shows("Since 2023-12-31"), "\(robot)")
    let then = Progress(try #require(context.plan), of: registry, on: "2023-12-31")
    for (line, old) in zip(comparison.lines, then.figures) {
      #expect(line.before == old)
      let target = old.target
      let (one, two) = (
        Set(then.records(.counted, of: target)),
        Set(context.outlook?.progress.records(.counted, of: target) ?? [])
      )
      #expect(Set(line.gained) == two.subtracting(one) && Set(line.lost) == one.subtracting(two))
    }
    // The cursor has gone to what is different.
    #expect(try plan(robot).current.panel == .changes, "\(robot)")
    let line = try #require(try plan(robot).changes.first?.line)
    #expect(robot.cursorRow.contains(">"), "\(robot)")
    robot.press(.home, .enter)
    #expect(robot.list?.rows.count == line.gained.count + line.lost.count, "\(robot)")
    // Each row says whether it came or went, and F7 puts them together.
    robot.press(.function(7))
    try robot.choose("Change", "变化")
    let rows = robot.list?.rows ?? []
    #expect(Set(rows.prefix(line.gained.count)) == Set(line.gained), "\(robot)")
    #expect(robot.cursorRow.dropFirst(2).hasPrefix("came"), "\(robot)")
    robot.press(.end)
    #expect(robot.cursorRow.dropFirst(2).hasPrefix(line.lost.isEmpty ? "came" : "went"), "\(robot)")
  }

  @Test func `who went stands beside who came, by number, and is found again after a save`() throws
  {
    let (first, second) = (RecordID(.organization, 23), RecordID(.organization, 24))
    var state = WorkedExample.registry
    var gone = try #require(state.organizations[24]?.record)
    gone.status.change(to: .deregistered, from: "2026-05-01")
    var new = try #require(state.organizations[23]?.record)
    new.registeredOn = "2026-05-01"
    state.organizations = Table(
      state.organizations.all.map {
        $0.id == first
          ? Stored(first, new, changed: 1) : $0.id == second ? Stored(second, gone, changed: 1) : $0
      })
    var robot = Robot(
      state, plan: WorkedExample.plan, language: .chinese, rows: 40, columns: 120, glyphs: .ascii)
    robot.type("7")
    robot.press(.function(2), .character("1"), .character("1"))
    robot.press(.home, .enter)
    #expect(robot.list?.rows == [first, second], "\(robot)")
    #expect(robot.cursorRow.contains("计入") && robot.cursorRow.contains("丙1号"), "\(robot)")
    robot.press(.down)
    #expect(robot.cursorRow.contains("不再计入") && robot.cursorRow.contains("丙2号"), "\(robot)")
    try robot.colleagueSaves(
      ChangeSet([Change(second, [Setting("note", before: .null, after: "x")])]))
    #expect(robot.list?.rows == [first, second], "\(robot)")
  }

  @Test func `the day that is compared with already leads to what is different as well`() throws {
    var robot = try robot()
    #expect(try plan(robot).current.panel == .targets)
    robot.press(.function(2), .character("1"), .character("1"))
    #expect(try plan(robot).current.panel == .changes, "\(robot)")
  }

  @Test func `Tab before the panels are counted leads on once they are`() throws {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(sample.registry, plan: sample.plan, language: .en, glyphs: .ascii)
    robot.isWorkSlow = true
    robot.type("7")
    robot.press(.tab)
    #expect(try plan(robot).current.panel == .targets && robot.message.contains("one moment"))
    robot.answerWork()
    #expect(try plan(robot).current.panel == .towns, "\(robot)")
    robot.see()
    robot.press(.tab)
    #expect(try plan(robot).current.panel == .communities, "\(robot)")
  }

  @Test func `another plan is counted for a page below a box that is open`() throws {
    var robot = try robot()
    robot.press(.tab, .enter)
    #expect(try plan(robot).town != nil)
    robot.press(.function(2))
    robot.takeUp(WorkedExample.plans[1])
    let page = try #require(robot.state.screens.dropLast().last as? PlanScreen, "\(robot)")
    #expect(page.counted?.order.outlook.progress.plan.id == WorkedExample.plans[1].id, "\(robot)")
    #expect(page.town != nil && !page.figures(robot.state.context).isEmpty, "\(robot)")
  }

  @Test func `a later day is no day to compare with`() throws {
    var robot = try robot()
    robot.press(.function(2))
    robot.type("15")
    robot.type("20991231")
    robot.press(.enter)
    #expect(robot.message.contains("is not before the day shown"), "\(robot)")
  }

  @Test func `what if tells the figure with more, and saves nothing`() throws {
    var robot = try robot(columns: 120)
    let figure = try #require(robot.state.context.summary.figures.first)
    robot.press(.function(2))
    robot.type("2")
    robot.type("10")
    robot.press(.enter)
    let more = try #require(figure.adding(10))
    #expect(
      more.tally.sum == figure.tally.sum + 10 && more.shortfall == (figure.shortfall ?? 0) - 10)
    #expect(
      robot.text.filter { $0 != "\n" }.contains("If 10 more: \(figure.text ?? "")"), "\(robot)")
    #expect(robot.saved.isEmpty)
  }

  @Test(arguments: Language.allCases)
  func `it says how every target is counted`(language: Language) throws {
    var robot = try robot(rows: 40, columns: 120, language)
    for figure in robot.state.context.summary.figures where figure.target.notRecorded == nil {
      let formula = try #require(figure.target.formula)
      #expect(robot.shows(String(formula[language].prefix(12))), "\(formula) \(robot)")
      robot.press(.down)
    }
  }
}
