import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Figures that follow the registry, and figures kept from the last time, are those counted anew.
@Suite("What is counted")
struct CountedTests {
  @Test("follows the registry change by change", arguments: [1, 2, 3] as [UInt64])
  func following(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var robot = try Robot.small()
    let (plan, day) = (robot.state.memory.counted.summary.plan, robot.state.day)
    var saved = 0
    for step in 0..<80 {
      let set = Colleague.change(in: robot.head, using: &random)
      do { try robot.colleagueSaves(set) } catch is RebaseError { continue }
      saved += 1
      let anew = Counted(robot.head, plan: plan, on: day, today: day)
      let followed = robot.state.memory.counted
      #expect(followed.summary == anew.summary, "seed \(seed), step \(step)")
      let ids = robot.head.communities.numbersInUse.map { RecordID(.community, $0) }
      let same = ids.allSatisfy { followed.communities?[$0] == anew.communities?[$0] }
      #expect(same, "seed \(seed), step \(step)")
    }
    #expect(saved > 30)
  }

  @Test(
    "follows saves, undo, midnight, the day shown and the plan", arguments: [1, 2, 3] as [UInt64])
  func followingAll(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    let sample = try SampleDistrict.small.get()
    var robot = Robot(
      sample.registry, plan: sample.plan, of: WorkedExample.library, rows: 24, columns: 80,
      journal: sample.journal)
    let supervisor = try #require(
      sample.registry.accounts.inUse.first { $0.record.role == .supervisor }?.record.login)
    var saved = 0
    for step in 0..<60 {
      let (today, head) = (robot.clock.today, robot.head)
      switch Int.random(in: 0..<8, using: &random) {
      case 0:
        robot.clock = Clock(today: today.adding(days: 1), time: "00:00")
        robot.send(.tick)
      case 1:
        robot.press(.control("d"))
        robot.type(
          Bool.random(using: &random) ? "." : "20\(Int.random(in: 19...25, using: &random))")
        robot.press(.enter)
      case 2:
        let plan = head.undoing(
          .seq(head.seq - Int.random(in: 0..<4, using: &random)), robot.journal, today: today)
        guard let plan else { continue }
        do { try robot.colleagueSaves(plan, by: supervisor) } catch is RebaseError { continue }
      case 3:
        let plan = WorkedExample.plans.randomElement(using: &random)!
        let ids = JSON.array([.string(plan.id)])
        let before = JSON.array((head.office.plans ?? []).map(JSON.string))
        if ids == before { continue }
        try robot.colleagueSaves(
          ChangeSet([Change(.office, [Setting("plans", before: before, after: ids)])]),
          by: supervisor)
      case 4:
        let plan = WorkedExample.plans.randomElement(using: &random)!
        let set = try head.keeping(plan, because: "x")
        guard !set.changes.isEmpty else {
          let target = Array(head.targets.inUse).randomElement(using: &random)!
          guard let number = target.record.atLeast else { continue }
          let less = ExactDecimal(numerator: number.numerator / 2)
          try robot.colleagueSaves(
            ChangeSet([
              Change(
                target.id, [Setting("atLeast", before: number.json, after: less.json)])
            ]), by: supervisor)
          continue
        }
        try robot.colleagueSaves(set, by: supervisor)
      default:
        let set = Colleague.change(in: head, using: &random)
        do { try robot.colleagueSaves(set) } catch is RebaseError { continue }
      }
      saved += 1
      let counted = robot.state.memory.counted
      let id = try #require(robot.head.office.plans?.first)
      let kept = robot.head.officePlan(id).flatMap { stored in
        robot.head.readPlans.first { $0.code == stored.record.code }
      }
      let plan = try kept?.plan.get() ?? WorkedExample.library[id] ?? sample.plan
      let anew = Counted(robot.head, plan: plan, on: robot.state.day, today: robot.clock.today)
      #expect(counted.summary == anew.summary, "seed \(seed), step \(step)")
      let ids = robot.head.communities.numbersInUse.map { RecordID(.community, $0) }
      #expect(
        ids.allSatisfy { counted.communities?[$0] == anew.communities?[$0] },
        "seed \(seed), step \(step)")
    }
    #expect(saved > 30)
  }

  @Test("an Overview drawn from a kept summary is the one drawn from the records")
  func kept() throws {
    for language in Language.allCases {
      let robot = try Robot.small(language)
      let counted = robot.state.memory.counted
      let kept = try #require(Summary(json: counted.summary.json, plan: counted.summary.plan))
      #expect(kept == counted.summary)
      let rows = [Counted(kept), counted].map { counted in
        // What is counted beside the targets has not come yet.
        var state = AppState(counted, session: robot.state.session, clock: robot.clock)
        _ = state.update(.resized(rows: 30, columns: 100), clock: robot.clock)
        var canvas = Canvas(rows: 30, columns: 100, glyphs: .ascii)
        state.draw(on: &canvas)
        return (0..<30).map(canvas.text(inRow:))
      }
      #expect(rows[0] == rows[1] && rows[0].contains { $0.contains("..") })
    }
  }

  @Test("a summary of another plan, or with anything missing, is none")
  func mismatches() throws {
    let summary = try Robot.small().state.memory.counted.summary
    #expect(Summary(json: summary.json, plan: nil) == nil)
    for member in summary.json.members ?? [] {
      let rest = (summary.json.members ?? []).filter { $0.key != member.key }
      #expect(Summary(json: .object(rest), plan: summary.plan) == nil, "\(member.key)")
    }
  }
}

extension RegistryState {
  /// What undoes a change set; nil where it cannot be undone.
  fileprivate func undoing(
    _ target: UndoTarget, _ journal: [Commit], today: CivilDate
  ) -> ChangeSet? {
    let plan = plan(
      target, in: KnownChanges(journal), by: "liqiang", binning: "x", today: today)
    guard case .success(let set) = plan.result, !set.isEmpty else { return nil }
    return set
  }
}
