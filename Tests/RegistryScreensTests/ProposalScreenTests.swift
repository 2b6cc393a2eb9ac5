import RegistryModel
import RegistryProposals
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Proposals on screen: marked, saved as one change, made anew where a colleague saves meanwhile.
@Suite struct ProposalScreenTests {
  private func opened(isReadOnly: Bool = false) throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(
      sample.registry, plan: sample.plan, language: .en, isReadOnly: isReadOnly, glyphs: .ascii)
    try robot.openList("Proposed workers", "建议配备")
    return robot
  }

  private func screen(_ robot: Robot) throws -> ProposalScreen {
    try #require(robot.state.screens.last as? ProposalScreen)
  }

  private func proposed(_ robot: Robot) throws -> [Proposal] {
    try screen(robot).rows.compactMap(\.proposal)
  }

  /// Goes to the first proposal.
  private func toProposals(_ robot: inout Robot) throws {
    robot.press(.home)
    let place = try #require(try screen(robot).rows.firstIndex { $0.proposal != nil })
    robot.press(.down, times: place)
  }

  @Test func `all proposals are saved as one change, and one undo takes them back`() throws {
    var robot = try opened()
    let proposals = try #require(try screen(robot).found?.proposals)
    #expect(proposals.proposals.count > 1, "\(robot)")
    robot.press(.character("*"))
    #expect(robot.shows("Ctrl-S saves \(proposals.proposals.count) assignments"), "\(robot)")
    #expect(robot.shows("from \(SampleDistrict.today)"))
    robot.press(.control("s"))
    #expect(robot.saved.count == 1 && robot.saved[0].changes.count == proposals.proposals.count)
    #expect(robot.shows("assigned: \(proposals.proposals.count) workers"), "\(robot)")
    // They are made anew of what is saved: as many are without as was said.
    #expect(try screen(robot).found?.proposals.without.count == proposals.left)
    #expect(try proposed(robot).isEmpty && screen(robot).marked.isEmpty)
    robot.press(.control("z"))
    #expect(try proposed(robot) == proposals.proposals, "\(robot)")
  }

  @Test func `what is marked is saved, and nothing by a second Ctrl-S`() throws {
    var robot = try opened()
    let all = try proposed(robot)
    try toProposals(&robot)
    robot.press(.down, .control("s"))
    #expect(robot.saved.isEmpty && robot.shows("mark a proposal with Space"), "\(robot)")
    robot.press(.character(" "))
    #expect(robot.shows("Ctrl-S saves 1 assignment "), "\(robot)")
    robot.press(.control("s"), .control("s"))
    #expect(robot.saved.count == 1 && robot.saved.last?.changes.count == 1)
    #expect(
      robot.head.assignments[robot.head.assignments.highest]?.record.community == all[1].community)
    try toProposals(&robot)
    robot.press(.character(" "), .character(" "))
    let marked = try screen(robot).chosen
    #expect(marked.count == 2)
    robot.press(.home, .control("s"))
    let saved = Set(
      robot.head.assignments.all.suffix(2).compactMap(\.record.community))
    #expect(saved == Set(marked.map(\.community)))
  }

  @Test func `a row without a proposal saves nothing and says what to do`() throws {
    var robot = try opened()
    try robot.show("2019-12-31")
    robot.press(.function(4))
    try robot.choose("Communities per worker: 1", "每人可任社区数: 1")
    robot.press(.end)
    guard case .short? = try screen(robot).current else {
      Issue.record("\(robot)")
      return
    }
    #expect(robot.shows("Would help"), "\(robot)")
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.shows("mark a proposal with Space"), "\(robot)")
    robot.press(.character(" "))
    #expect(try screen(robot).marked.isEmpty && robot.shows("nothing is proposed"))
  }

  @Test func `the target is shown before and after`() throws {
    var robot = try opened()
    let proposals = try #require(try screen(robot).found?.proposals)
    robot.press(.character("*"))
    let have = proposals.communities - proposals.without.count
    let all = proposals.communities
    #expect(
      robot.shows(": \(have)/\(all)")
        && robot.shows("-> \(have + proposals.proposals.count)/\(all)"),
      "\(robot)")
  }

  @Test func `a colleague's save before Ctrl-S makes them anew, and says so`() throws {
    var robot = try opened()
    robot.press(.character("*"))
    let first = try #require(try proposed(robot).first)
    let count = try proposed(robot).count
    var post = Assignment()
    (post.worker, post.community) = (first.worker, first.community)
    (post.role, post.since) = (.socialWorker, SampleDistrict.today)
    let set = ChangeSet([
      Change(RecordID(.assignment, -1), isNew: true, post.settings(from: nil))
    ])
    robot.isWorkSlow = true
    try robot.colleagueSaves(set)
    // Until they are made anew nothing is saved.
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.shows("one moment"), "\(robot)")
    robot.answerWork()
    #expect(robot.shows("changed the registry; 1 proposal is different now"), "\(robot)")
    #expect(try proposed(robot).count == count - 1)
    #expect(try !screen(robot).chosen.contains(first) && screen(robot).chosen.count == count - 1)
    robot.isWorkSlow = false
    robot.press(.control("s"))
    #expect(robot.saved.last?.changes.count == count - 1)
    // Something else changes: the same proposals, and that is said.
    var other = try opened()
    let old = try #require(other.head.communities[1]?.record)
    var noted = old
    noted.note = "x"
    try other.colleagueSaves(
      ChangeSet([Change(RecordID(.community, 1), noted.settings(from: old))]))
    #expect(other.shows("the proposals are the same"), "\(other)")
  }

  @Test func `a save that a colleague's comes before is refused whole, and said`() throws {
    var robot = try opened()
    let first = try #require(try proposed(robot).first)
    robot.press(.character("*"))
    // The worker has left, which is heard of only with the answer.
    let worker = try #require(robot.head.workers[first.worker.number]?.record)
    var left = worker
    left.leftOn = SampleDistrict.today.adding(days: -1)
    try robot.colleagueSaves(
      ChangeSet(
        [Change(first.worker, left.settings(from: worker))]
          + robot.head.assignments(of: first.worker).filter { $0.record.until == nil }.map {
            var ended = $0.record
            ended.until = left.leftOn
            return Change($0.id, ended.settings(from: $0.record))
          }), isHeard: false)
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty, "\(robot)")
    #expect(robot.shows("the worker leaves") || robot.shows("not employed"), "\(robot)")
    #expect(try !proposed(robot).contains { $0.worker == first.worker })
  }

  @Test func `another day, terms, and the town of a community`() throws {
    var robot = try opened()
    let today = try #require(try screen(robot).found?.proposals)
    try robot.show("2019-12-31")
    let past = try #require(try screen(robot).found?.proposals)
    #expect(past.day == "2019-12-31" && past.without != today.without, "\(robot)")
    robot.press(.function(4))
    try robot.choose("Across towns", "可跨街镇")
    #expect(try screen(robot).terms == ProposalTerms(crossesTowns: true))
    robot = try opened()
    robot.press(.escape)
    robot.type("2")
    robot.press(.function(2))
    try robot.choose("Propose workers for the town ..", "本街镇建议配备 ..")
    let town = try #require(try screen(robot).terms.town)
    let name = robot.head.communities.inUse.first {
      $0.record.code[SampleDistrict.today]?.town == town
    }?.record.townName[SampleDistrict.today]
    #expect(robot.shows("\(try #require(name)): "), "\(robot)")
    let rows = try screen(robot).rows
    #expect(
      rows.allSatisfy {
        robot.head.communities[$0.community.number]?.record.code[SampleDistrict.today]?.town == town
      })
  }

  @Test func `who only reads sees them and saves nothing`() throws {
    var robot = try opened(isReadOnly: true)
    #expect(try !proposed(robot).isEmpty)
    robot.press(.character("*"), .control("s"))
    #expect(robot.saved.isEmpty && robot.shows("reading only"), "\(robot)")
  }
}
