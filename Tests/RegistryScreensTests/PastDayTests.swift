import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// On a past day nothing is there that begins later; today everything is.
@Suite struct PastDayTests {
  /// The worked example, in which one of each kind begins after 2018, and one after today.
  private static let registry: RegistryState = {
    var state = WorkedExample.registry
    var organizations = Array(state.organizations.all)
    var (late, coming) = (Organization(), Organization())
    (late.name, late.tier, late.registeredOn) = ("迟来会", Dated(.filed), day("2020-03-01"))
    (coming.name, coming.tier, coming.registeredOn) = ("将来会", Dated(.filed), day("2030-03-01"))
    late.community = Dated(RecordID(.community, 1))
    coming.community = Dated(RecordID(.community, 1))
    for record in [late, coming] {
      organizations.append(
        Stored(RecordID(.organization, organizations.count + 1), record, changed: 1))
    }
    state.organizations = Table(organizations)
    var (community, worker) = (Community(), Worker())
    (community.name, community.establishedOn) = (Dated("迟建社区居委会"), day("2020"))
    (worker.name, worker.startedOn) = ("迟来社工", day("2019-06"))
    community.committee = Dated(.residents)
    let communities = Array(state.communities.all)
    state.communities = Table(
      communities + [Stored(RecordID(.community, communities.count + 1), community, changed: 1)])
    let workers = Array(state.workers.all)
    state.workers = Table(
      workers + [Stored(RecordID(.worker, workers.count + 1), worker, changed: 1)])
    return state
  }()

  private static func day(_ text: String) -> CivilDate {
    (try? CivilDate(text: text)) ?? .distantFuture
  }

  private func opened(on day: String? = "2018-12-31") -> Robot {
    var robot = Robot(
      Self.registry, plan: WorkedExample.plan, language: .en, rows: 40, columns: 100, glyphs: .ascii
    )
    if let day {
      robot.press(.function(9))
      robot.type("4" + day)
      robot.press(.enter)
    }
    return robot
  }

  @Test func `counts of the Overview and lists have what was there`() {
    let expected: [(String?, [Int])] = [
      ("2018-12-31", [5, 38, 5]), ("2019-06-29", [5, 38, 5]), ("2019-06-30", [5, 38, 6]),
      ("2020-12-30", [5, 39, 6]), ("2020-12-31", [6, 39, 6]), (nil, [6, 40, 6]),
    ]
    for (day, counts) in expected {
      var robot = opened(on: day)
      for (area, count) in zip(["2 Communities", "3 Organizations", "4 Workers"], counts) {
        #expect(robot.row(of: area).contains(" \(count) "), "\(area): \(robot)")
        robot.type(String(area.prefix(1)))
        #expect(robot.list?.rows.count == count, "\(area)")
        #expect(robot.list?.total == count)
        robot.type("1")
      }
    }
  }

  @Test func `find, filters and their counts follow`() {
    var robot = opened()
    robot.press(.function(3))
    robot.type("迟来")
    #expect(robot.shows("0 results"), "\(robot)")
    robot.press(.escape)
    robot.type("3")
    robot.press(.function(4))
    robot.type("tier:filed")
    #expect(robot.shows("38 of 38"), "\(robot)")
    var today = opened(on: nil)
    today.press(.function(3))
    today.type("迟来")
    #expect(today.shows("2 results"))
  }

  @Test func `a condition says what exists`() {
    var robot = opened(on: nil)
    robot.type("3")
    robot.press(.function(4))
    robot.type("exists:no")
    robot.press(.enter)
    #expect(robot.listed == ["将来会"], "begins in the future, and is not hidden")
  }

  @Test func `what is opened and not there says so`() {
    var robot = opened()
    robot.press(.function(3))
    robot.type("o39")
    robot.press(.enter)
    #expect(robot.message.contains("迟来会 does not exist on 2018-12-31: it begins 2020-03-01"))
    // The day may change under it.
    robot = opened(on: nil)
    robot.press(.function(3))
    robot.type("o39")
    robot.press(.enter)
    #expect(!robot.message.contains("does not exist"))
  }

  @Test func `a dashboard counts what was there`() {
    var robot = opened(on: "2019-12-31")
    robot.type("2")
    robot.press(.enter)
    #expect(robot.row(of: "Organizations ").contains(" 12 / 10 "), "\(robot)")
    robot.press(.enter)
    #expect(robot.list?.rows.count == 12)
    // From one community to the next that was there: it ends with the fifth.
    robot.press(.escape)
    robot.press(.control("f"), times: 4)
    #expect(robot.shows("戊村"))
    robot.press(.control("f"))
    #expect(robot.message.contains("no more communities"))
  }

  @Test func `what is saved and begins later says that the list has it not`() {
    let said = { (robot: Robot, number: Int) in
      Message.done(Words(same: "saved: "), RecordID(.organization, number), robot.state.context)
        .words.en
    }
    #expect(said(opened(), 39).contains("not in lists of the day shown"))
    #expect(!said(opened(), 1).contains("not in lists"))
    #expect(!said(opened(on: nil), 40).contains("not in lists"))
  }

  @Test func `help says the rule where the day is chosen, and how figures are rounded`() {
    var robot = opened(on: nil)
    robot.press(.function(9))
    robot.type("4")
    robot.press(.function(1))
    #expect(robot.shows("A day before today hides records that begin later"), "\(robot)")
    robot = opened(on: nil)
    robot.press(.function(1))
    #expect(robot.shows("always rounded down"), "\(robot)")
  }
}
