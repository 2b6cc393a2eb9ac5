import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Plans that the office keeps as records.
@Suite struct OfficePlanTests {
  private static let plans = WorkedExample.plans

  /// The office goes by this plan of the program.
  private func robot(_ language: Language = .en, plan: Plan = plans[0]) throws -> Robot {
    var robot = Robot(
      WorkedExample.registry, plan: plan, of: WorkedExample.library, language: language, rows: 40,
      columns: 120, glyphs: .ascii)
    try robot.colleagueSaves(WorkedExample.office(of: [plan]))
    return robot
  }

  /// A plan whose targets are altered.
  private func altered(_ plan: Plan, _ alter: (inout [JSON]) -> Void) throws -> Plan {
    guard case .object(var members) = plan.json, var targets = plan.json["targets"]?.array else {
      return plan
    }
    alter(&targets)
    members.removeAll { $0.key == "targets" }
    return try Plan(json: .object(members + [JSON.Member("targets", .array(targets))]))
  }

  /// A plan whose first target asks for another number.
  private func altered(_ plan: Plan, to number: String) throws -> Plan {
    try altered(plan) { targets in
      let rest = (targets[0].members ?? []).filter { $0.key != "atLeast" }
      targets[0] = .object(rest + [JSON.Member("atLeast", .string(number))])
    }
  }

  @Test func `a plan written and read again, and kept as records, is the same plan`() throws {
    for plan in Self.plans + [try SampleDistrict.small.get().plan] {
      #expect(try Plan(json: plan.json) == plan)
      var robot = try robot()
      try robot.colleagueSaves(robot.head.keeping(plan, because: "x"))
      let read = try #require(robot.head.readPlans.first)
      #expect(try read.plan.get() == plan)
      #expect(robot.head.targets.inUseCount == plan.targets.count)
      #expect(try robot.head.keeping(plan, because: "x").changes.isEmpty)
    }
  }

  @Test func `only what is different is saved, and a target that is left out goes into the bin`()
    throws
  {
    var robot = try robot()
    let plan = Self.plans[0]
    try robot.colleagueSaves(robot.head.keeping(plan, because: "x"))
    let set = try robot.head.keeping(altered(plan, to: "12"), because: "x")
    #expect(set.changes.map(\.settings.count) == [1])
    let fewer = try altered(plan) { $0.removeLast() }
    try robot.colleagueSaves(robot.head.keeping(fewer, because: "left out"))
    #expect(robot.head.targets.inUseCount == plan.targets.count - 1)
    #expect(try robot.head.readPlans[0].plan.get() == fewer)
  }

  @Test func `what a colleague alters in the plan is counted at once`() throws {
    var robot = try robot()
    try robot.colleagueSaves(robot.head.keeping(altered(Self.plans[0], to: "12"), because: "x"))
    let kept = try robot.head.readPlans[0].plan.get()
    let anew = Counted(
      robot.head, plan: kept, on: robot.state.day, today: robot.clock.today)
    #expect(robot.state.memory.counted.summary == anew.summary)
    #expect(
      robot.state.memory.counted.summary.figures[0].target.bound == .atLeast(ExactDecimal(12)))
    // Once it is no record any more the program's is back.
    let bin = robot.head.officePlans.inUse.map {
      Change($0.id, [.binned(from: nil, to: "x")])
    }
    try robot.colleagueSaves(ChangeSet(bin))
    #expect(robot.state.memory.counted.summary.plan == Self.plans[0])
    #expect(robot.head.targets.inUseCount == 0)
  }

  @Test func `what a plan file would be refused for is refused of a record, at its field`() throws {
    var robot = try robot()
    try robot.colleagueSaves(robot.head.keeping(Self.plans[0], because: "x"))
    let state = robot.head
    let share = try #require(state.targets.inUse.first { $0.record.aggregate == .share })
    let mean = try #require(state.targets.inUse.first { $0.record.aggregate == .mean })
    let plan = try #require(state.officePlan("2016-2020"))
    func refused(_ stored: Stored<PlanTarget>, _ edit: (inout PlanTarget) -> Void) -> [String] {
      var record = stored.record
      edit(&record)
      return state.judgement(of: record, as: stored.id, today: robot.clock.today).refused
        .map { "\($0.number) \($0.field)" }
    }
    #expect(refused(share) { _ in } == [])
    #expect(refused(share) { $0.atLeast = ExactDecimal(101) } == ["1011 atLeast"])
    #expect(refused(share) { $0.unit = "m2" } == ["1011 unit"])
    #expect(refused(mean) { $0.minimum = ExactDecimal(2) } == ["1011 minimum"])
    #expect(refused(mean) { $0.measure = .needs } == ["1011 aggregate"])
    #expect(refused(mean) { $0.roles = [.volunteer] } == ["1011 roles"])
    #expect(
      refused(mean) { $0.deadline = plan.record.start?.adding(days: -1) } == ["1011 deadline"])
    #expect(refused(mean) { $0.moreThan = ExactDecimal(3) } == ["1011 moreThan"])
    #expect(refused(mean) { $0.code = share.record.code } == ["1012 code"])
    #expect(refused(mean) { $0.code = "a b" } == ["1011 code"])
    #expect(refused(mean) { $0.measure = nil } == ["1 missing"])
    var late = mean.record
    late.deadline = plan.record.end?.adding(days: 1)
    let asked = state.judgement(of: late, as: mean.id, today: robot.clock.today).asked
    #expect(asked.contains { $0.number == 1013 && $0.field == "deadline" })
    var early = plan.record
    early.end = early.start?.adding(days: -1)
    #expect(
      state.judgement(of: early, as: plan.id, today: robot.clock.today).refused
        .contains { $0.number == 1001 && $0.field == "end" })
  }

  @Test(arguments: Language.allCases)
  func `a supervisor makes the program's plan the office's own on the screen`(_ language: Language)
    throws
  {
    var robot = try robot(language)
    robot.type("7")
    robot.press(.function(2))
    try robot.choose("Make this plan the office's own ..", "改为本单位自订 ..")
    robot.press(.escape)
    #expect(robot.head.officePlans.inUseCount == 0)
    robot = try self.robot(language)
    robot.type("7")
    robot.press(.function(2))
    try robot.choose("Make this plan the office's own ..", "改为本单位自订 ..")
    robot.press(.control("s"))
    #expect(try robot.head.readPlans.first?.plan.get() == Self.plans[0], "\(robot)")
    // What differs is told on the plan's page, and in its list.
    try robot.colleagueSaves(robot.head.keeping(altered(Self.plans[0], to: "12"), because: "x"))
    robot.press(.escape, .escape)
    robot.type("7")
    #expect(robot.shows("10 -> 12"), "\(robot)")
    robot.press(.function(2))
    try robot.choose("What differs from the program's plan ..", "与程序自带规划的不同 ..")
    #expect(robot.shows("P1"), "\(robot)")
    #expect(robot.shows("10 -> 12"), "\(robot)")
    robot.press(.enter)
    #expect(robot.state.screens.last is FormScreen, "\(robot)")
  }

  @Test func `a clerk does not alter the plan where there are supervisors`() throws {
    var robot = try robot()
    let supervisor = Change(
      RecordID(.account, -1), isNew: true,
      [
        Setting("login", before: .null, after: "wangfang"),
        Setting("role", before: .null, after: "supervisor"),
      ])
    try robot.colleagueSaves(ChangeSet([supervisor]))
    robot.type("7")
    robot.press(.function(2))
    #expect(robot.row(of: "Make this plan").contains("supervisor"), "\(robot)")
  }
}
