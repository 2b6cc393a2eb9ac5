import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Merging, splitting up, ending and handing over on one page: what becomes of every record is chosen there, with
/// what it does to the targets.
@Suite struct RearrangeScreenTests {
  private let first = RecordID(.community, 1)

  private func opened(
    _ en: String = "End, merge or split up ..", _ chinese: String = "撤销, 合并, 拆分 ..",
    on typed: String = "2", isReadOnly: Bool = false
  ) throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(
      sample.registry, plan: sample.plan, language: .en, isReadOnly: isReadOnly, glyphs: .ascii)
    try robot.act(on: typed, en, chinese)
    return robot
  }

  private func screen(_ robot: Robot) throws -> RearrangeScreen {
    try #require(robot.state.screens.last as? RearrangeScreen, "\(robot)")
  }

  /// The code of the community of this number.
  private func code(_ number: Int, _ robot: Robot) throws -> String {
    try #require(robot.head.communities[number]?.record.code[SampleDistrict.today]).text(.en)
  }

  @Test func `a community is merged with all it has, and one undo takes it back`() throws {
    var robot = try opened()
    let before = robot.head
    robot.add(try code(3, robot))
    #expect(robot.title.contains("Merge"), "\(robot)")
    #expect(robot.shows("Organizations per urban community"), "\(robot)")
    let items = try screen(robot).plan.items(in: robot.head)
    #expect(items.count > 5 && items.allSatisfy { $0.outcome != nil })
    robot.press(.enter)
    robot.type("云政发12号")
    robot.press(.control("s"))
    #expect(robot.saved.count == 1, "\(robot)")
    #expect(robot.message.contains("Merge: ") && robot.message.contains("Ctrl-Z"), "\(robot)")
    let merged = try #require(robot.head.communities[1]?.record)
    #expect(merged.endedOn == SampleDistrict.today.adding(days: -1))
    #expect(merged.endReason == "云政发12号" && merged.replacedBy == [RecordID(.community, 3)])
    #expect(robot.saved[0].reason?.hasPrefix("Merge: ") == true)
    robot.press(.control("z"))
    #expect(robot.head.communities[1]?.record == before.communities[1]?.record, "\(robot)")
    #expect(
      robot.head.organizations.inUse.map(\.record) == before.organizations.inUse.map(\.record))
  }

  @Test func `what must be chosen is: Ctrl-S goes there, F8 too, a digit, Space and star choose`()
    throws
  {
    var robot = try opened()
    robot.add(try code(3, robot))
    robot.add(try code(2, robot))
    #expect(robot.title.contains("Split up") && robot.shows("to be chosen"), "\(robot)")
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.message.contains("choose what becomes of it"), "\(robot)")
    let item = try #require(
      try screen(robot).plan.items(in: robot.head).first { $0.outcome == nil })
    #expect(try screen(robot).focus == .item(item.key))
    robot.press(.character("2"))
    #expect(try screen(robot).plan.chosen[item.key] == item.options[1])
    robot.press(.character(" "))
    #expect(try screen(robot).plan.chosen[item.key] == item.options[2])
    robot.press(.character("1"), .character("*"))
    let same = try screen(robot).plan.items(in: robot.head).filter {
      $0.field == item.field && $0.record.kind == item.record.kind
    }
    #expect(same.count > 1 && same.allSatisfy { $0.outcome != nil }, "\(robot)")
    for _ in 0..<20 where robot.shows("to be chosen") {
      robot.press(.function(8), .character("1"), .character("*"))
    }
    robot.press(.control("s"))
    #expect(robot.saved.count == 1, "\(robot)")
    #expect(robot.head.communities[1]?.record.replacedBy?.count == 2)
  }

  @Test func `who takes over is taken out when named again`() throws {
    var robot = try opened()
    robot.add(try code(1, robot))
    #expect(robot.shows("itself"), "\(robot)")
    robot.add(try code(3, robot))
    #expect(try screen(robot).plan.successors.count == 1)
    robot.add(try code(3, robot))
    #expect(robot.shows("is taken out"), "\(robot)")
    #expect(try screen(robot).plan.successors.isEmpty && robot.title.contains("End"), "\(robot)")
  }

  @Test func `the last day of a worker is the one typed`() throws {
    var robot = try opened("Worker leaves ..", "离职 ..", on: "4")
    // A whole date goes on by itself.
    robot.type("2026-11-20")
    robot.type("4")
    #expect(robot.shows("retired"), "\(robot)")
    robot.press(.control("s"))
    #expect(robot.saved.count == 1, "\(robot)")
    let left = robot.head.workers.inUse.filter { $0.record.leftOn == "2026-11-20" }
    #expect(left.count == 1 && left.first?.record.leaveReason == .retired)
    let posts = try #require(left.first.map { robot.head.assignments(of: $0.id) })
    #expect(posts.allSatisfy { $0.record.until.map { $0 <= "2026-11-20" } == true })
  }

  @Test func `a day or reason that is none is said, and holds once`() throws {
    var robot = try opened("Worker leaves ..", "离职 ..", on: "4")
    robot.type("2026-13")
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.shows("2026-13"), "\(robot)")
    robot.press(.enter)
    #expect(try screen(robot).focus == .day)
    robot.press(.enter)
    #expect(try screen(robot).focus == .reason)
    robot.press(.up, .control("u"))
    robot.type("2026-11-20")
    robot.type("77")
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.message.contains("Reason"), "\(robot)")
  }

  @Test func `a colleague's post there comes into the list, and goes with the rest`() throws {
    var robot = try opened()
    robot.add(try code(3, robot))
    let count = try screen(robot).plan.items(in: robot.head).count
    var post = Assignment()
    let worker = try #require(
      robot.head.workers.inUse.first {
        $0.record.isActive(on: SampleDistrict.today) && $0.record.leftOn == nil
          && !robot.head.assignments(of: $0.id).contains {
            $0.record.community == RecordID(.community, 3) || $0.record.community == first
          }
      })
    (post.worker, post.community, post.role) = (worker.id, first, .gridWorker)
    post.since = "2026-10-01"
    robot.isWorkSlow = true
    try robot.colleagueSaves(
      ChangeSet([Change(RecordID(.assignment, -1), isNew: true, post.settings(from: nil))]))
    robot.see()
    // What it does to the targets is not known yet: nothing is saved.
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.message.contains("one moment"), "\(robot)")
    robot.answerWork()
    robot.see()
    #expect(try screen(robot).plan.items(in: robot.head).count == count + 1)
    robot.press(.control("s"))
    #expect(robot.saved.count == 1, "\(robot)")
    let posts = robot.head.assignments(of: worker.id).map(\.record)
    #expect(posts.contains { $0.community == RecordID(.community, 3) && $0.until == nil })
  }

  @Test func `others merge into the community it was opened from`() throws {
    var robot = try opened("Merge others into it ..", "其他社区并入 ..")
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.message.contains("say who is taken over"), "\(robot)")
    robot.add(try code(2, robot))
    robot.add(try code(3, robot))
    robot.press(.control("s"))
    #expect(robot.saved.count == 1, "\(robot)")
    #expect(robot.head.communities[1]?.record.endedOn == nil)
    for number in 2...3 {
      #expect(robot.head.communities[number]?.record.replacedBy == [first])
    }
  }

  @Test func `the page is a draft, and comes back as it was`() throws {
    var robot = try opened()
    robot.add(try code(3, robot))
    robot.press(.enter)
    robot.type("12号")
    robot.press(.enter, .character(" "), .escape)
    #expect(robot.message.contains("saved as a draft"), "\(robot)")
    let content = try #require(robot.drafts.values.first)
    let kept = try screenOfDraft(content, robot)
    #expect(kept.plan.successors == [RecordID(.community, 3)] && kept.plan.reason == "12号")
    #expect(kept.plan.chosen.count == 1)
  }

  private func screenOfDraft(_ content: JSON, _ robot: Robot) throws -> RearrangeScreen {
    try #require(
      RearrangeScreen.resume(DraftNote(name: "u-1", content: content), robot.state.context))
  }

  @Test func `who only reads is refused`() throws {
    var robot = Robot.workedExample(.en, isReadOnly: true)
    robot.type("2")
    robot.press(.function(2))
    #expect(robot.row(of: "End, merge or split up").contains("read-only"), "\(robot)")
  }
}
