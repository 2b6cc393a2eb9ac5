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
    let (plan, day) = (robot.state.plan, robot.state.day)
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
