import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// A supervisor's questions, each answered within five keys from the Overview; a date that is typed counts as one.
@Suite struct SupervisorTests {
  private func robot(_ keys: Key...) throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(
      sample.registry, plan: sample.plan, language: .en, rows: 40, columns: 120, glyphs: .ascii)
    #expect(keys.count <= 5)
    robot.press(keys)
    return robot
  }

  @Test func `which town is furthest behind`() throws {
    let robot = try robot()
    let overview = try #require(robot.state.screens.first as? OverviewScreen)
    let town = try #require(overview.towns(robot.state.context).first)
    let head = try #require(robot.rows.firstIndex { $0.contains("-- Towns ") })
    #expect(robot.rows[head + 1].contains(town.title), "\(robot)")
  }

  @Test func `what changed since last quarter`() throws {
    let robot = try robot(.character("7"), .function(2), .character("1"), .character("3"))
    #expect(robot.shows("Since 2026-09-30"), "\(robot)")
  }

  @Test func `which certificates end this month`() throws {
    let robot = try robot(.character("8"))
    #expect(robot.shows("Certificates end"), "\(robot)")
  }

  @Test func `who has no worker`() throws {
    let robot = try robot(.down, .down, .enter)
    let figure = robot.state.context.summary.figures[2]
    #expect(robot.list?.rows.count == figure.tally[.without], "\(robot)")
  }

  @Test func `how many years at this rate, and which target will be missed`() throws {
    let robot = try robot()
    #expect(robot.row(of: "Organizations per urban").contains("2028-09-15"), "\(robot)")
    #expect(robot.row(of: "Communities with a social worker").contains("nothing moved"), "\(robot)")
  }

  @Test func `which organizations are not counted, and why`() throws {
    let robot = try robot(.character("7"), .function(2), .character("5"))
    let count = robot.state.context.summary.district[.notCounted]
    #expect(robot.list?.rows.count == count, "\(robot)")
    #expect(robot.shows("Tier") && robot.shows("Status"), "\(robot)")
  }

  @Test func `what did each clerk enter`() throws {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(
      sample.registry, plan: sample.plan, language: .en, rows: 40, columns: 120,
      journal: sample.journal)
    robot.press(.function(9), .character("5"), .character("1"), .character("3"))
    let year = sample.journal.filter {
      "\($0.at.minute)".hasPrefix("2026") && !$0.set.changes.isEmpty
    }
    #expect(!year.isEmpty)
    for clerk in Set(year.map(\.by)) {
      let name = sample.registry.name(of: clerk)
      let saves = year.count { $0.by == clerk }
      let shown = robot.rows.filter { $0.contains(" \(name) ") }
        .compactMap { $0.split(separator: " ").dropLast(2).last.flatMap { Int($0) } }
      #expect(shown.reduce(0, +) == saves, "\(name) in \(robot)")
    }
  }

  @Test func `what must be paid`() throws {
    let robot = try robot(.tab, .tab, .enter)
    let overview = try #require(robot.state.screens.first as? OverviewScreen)
    #expect(
      robot.list?.rows.count == overview.counted?.due[.instalments]?.records.count, "\(robot)")
  }

  @Test func `what it was at the end of 2019`() throws {
    var robot = try robot(.control("d"))
    robot.type("2019")
    robot.press(.enter)
    #expect(robot.state.day == "2019-12-31" && robot.shows("as of 2019-12-31"), "\(robot)")
    let plan = try SampleDistrict.sample.get().plan
    let progress = Progress(plan, of: robot.state.registry, on: "2019-12-31")
    #expect(robot.state.context.summary.figures == progress.figures)
  }
}
