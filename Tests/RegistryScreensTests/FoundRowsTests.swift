import RegistryModel
import RegistrySearch
import RegistryTestSupport
import Testing

@testable import RegistryScreens

/// A list that only looks at what changed shows what a list found anew shows.
@Suite("Rows of lists")
struct FoundRowsTests {
  /// Something a colleague may do.
  private func change(
    in registry: RegistryState, using random: inout SeededGenerator
  ) -> ChangeSet {
    func pick<R>(_ table: Table<R>) -> Stored<R> { Array(table.all).randomElement(using: &random)! }
    func altered<R>(_ stored: Stored<R>, _ alter: (inout R) -> Void) -> Change {
      var record = stored.record
      alter(&record)
      return Change(stored.id, record.settings(from: stored.record))
    }
    let name = ["和平", "安居", "邻里互助", "Xi'an 路", "ａｂｃ"].randomElement(using: &random)!
    switch Int.random(in: 0..<8, using: &random) {
    case 0: return ChangeSet([altered(pick(registry.communities)) { $0.name = name + "社区居委会" }])
    case 1: return ChangeSet([altered(pick(registry.communities)) { $0.townName = name + "街道" }])
    case 2: return ChangeSet([altered(pick(registry.workers)) { $0.name = name }])
    case 3: return ChangeSet([altered(pick(registry.organizations)) { $0.members = name.count }])
    case 4:
      let stored = pick(registry.organizations)
      return ChangeSet([
        Change(stored.id, [.binned(from: stored.binned, to: stored.binned == nil ? "误" : nil)])
      ])
    case 5:
      let home = pick(registry.communities).id
      return ChangeSet([
        altered(pick(registry.organizations)) { $0.community = Dated(home) }
      ])
    case 6:
      let employer = pick(registry.organizations).id
      return ChangeSet([altered(pick(registry.workers)) { $0.employer = employer }])
    default:
      var made = Organization()
      (made.name, made.tier) = (name, Dated(.filed))
      made.community = Dated(pick(registry.communities).id)
      made.complete(with: registry.office)
      let settings = made.settings(from: nil)
      return ChangeSet([Change(RecordID(.organization, -1), isNew: true, settings)])
    }
  }

  @Test("are the same whether the registry moved on or is new", arguments: [1, 2, 3] as [UInt64])
  func following(seed: UInt64) throws {
    var random = SeededGenerator(seed: seed)
    var robot = try Robot.small(.chinese)
    let scope = robot.head.organizations.numbersInUse.filter { $0 % 3 == 0 }
      .map { RecordID(.organization, $0) }
    let asked: [(Kind, String, FoundRows.Sorting?, [RecordID]?)] = [
      (.organization, "", nil, nil), (.organization, "\"互助\"", nil, nil),
      (.organization, "\"路\" -status:dormant", .init(column: 1, isDescending: true), nil),
      (.organization, "", .init(column: 1, isDescending: false), nil),
      (.organization, "area:urban", nil, scope),
      (.community, "", .init(column: 2, isDescending: true), nil),
      (.worker, "\"和平\"", nil, nil), (.worker, "", .init(column: 0, isDescending: false), nil),
    ]
    var followed = asked.map { _ in FoundRows() }
    for step in 0..<40 {
      let set = change(in: robot.head, using: &random)
      do { try robot.colleagueSaves(set) } catch is RebaseError { continue }
      let context = robot.state.context
      let anew = Robot(robot.head, plan: context.plan, language: .chinese).state.context
      for (place, (kind, text, sorting, scope)) in asked.enumerated() {
        let question = FoundRows.Question(
          kind: kind, text: text, sorting: sorting, day: context.day, language: .chinese)
        let query = try Query(text, kind: kind)
        followed[place].find(question, query, in: scope, context)
        var fresh = FoundRows()
        fresh.find(question, query, in: scope, anew)
        #expect(followed[place].ids == fresh.ids, "seed \(seed), step \(step), \(kind) \(text)")
        #expect(followed[place].total == fresh.total, "seed \(seed), step \(step)")
      }
    }
  }
}
