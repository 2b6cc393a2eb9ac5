import RegistryModel
import RegistrySearch
import RegistryTestSupport
import Testing

@testable import RegistryScreens

/// A list that only looks at what changed shows what a list found anew shows.
@Suite("Rows of lists")
struct FoundRowsTests {
  @Test("are the same whether the registry moved on or is new", arguments: [1, 2, 3] as [UInt64])
  func following(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var robot = try Robot.small(.chinese)
    let scope = robot.head.organizations.numbersInUse.filter { $0 % 3 == 0 }
      .map { RecordID(.organization, $0) }
    let asked: [(Kind, String, ListOrder?, [RecordID]?)] = [
      (.organization, "", nil, nil), (.organization, "\"互助\"", nil, nil),
      (.organization, "\"路\" -status:dormant", .init("name", isDescending: true), nil),
      (.organization, "", .init("name"), nil),
      (.organization, "area:urban", nil, scope),
      (.organization, "members:<30 head:王", nil, nil),
      (.community, "orgs:5.. -!shortfall", nil, nil),
      (.community, "", .init("orgs", isDescending: true), nil),
      (.worker, "\"和平\"", nil, nil), (.worker, "", .init("name"), nil),
    ]
    var followed = asked.map { _ in FoundRows() }
    for step in 0..<40 {
      let set = Colleague.change(in: robot.head, using: &random)
      do { try robot.colleagueSaves(set) } catch is RebaseError { continue }
      let context = robot.state.context
      let anew = Robot(robot.head, plan: context.plan, language: .chinese).state.context
      for (place, (kind, text, sorting, scope)) in asked.enumerated() {
        let question = FoundRows.Question(
          kind: kind, text: text, sorting: sorting, day: context.day,
          past: context.past, language: .chinese)
        let query = try context.search.query(text, kind)
        followed[place].find(question, query, in: scope, context)
        var fresh = FoundRows()
        fresh.find(question, query, in: scope, anew)
        #expect(followed[place].ids == fresh.ids, "seed \(seed), step \(step), \(kind) \(text)")
        #expect(followed[place].total == fresh.total, "seed \(seed), step \(step)")
      }
    }
  }
}
