import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// The towns compared, and the records behind each cell.
@Suite struct TownsTests {
  private func robot(_ language: Language = .en, columns: Int = 80) throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    return Robot(
      sample.registry, plan: sample.plan, language: language, rows: 24, columns: columns,
      glyphs: .ascii)
  }

  /// From the plan's pages, by what F2 offers there.
  private func open(_ robot: inout Robot) {
    robot.type("7")
    robot.press(.function(2))
    robot.type("4")
  }

  private func screen(_ robot: Robot) throws -> TownsScreen {
    try #require(robot.state.screens.last as? TownsScreen, "\(robot)")
  }

  @Test func `F2 in the plan compares the towns by all targets, the furthest behind first`() throws
  {
    var robot = try robot()
    open(&robot)
    robot.answerWork()
    let towns = try screen(robot).towns
    let target = try #require(robot.state.context.summary.figures.first?.target.id)
    let missing = towns.compactMap { $0.figure(target)?.shortfall }
    #expect(missing.count == towns.count && missing == missing.sorted(by: >), "\(robot)")
    #expect(robot.cursorRow.contains(towns[0].title), "\(robot)")
    #expect(robot.shows("the district"), "\(robot)")
  }

  @Test func `every cell opens as many records as it says`() throws {
    var robot = try robot()
    open(&robot)
    robot.answerWork()
    let targets = robot.state.context.summary.figures.map(\.target).filter {
      $0.notRecorded == nil
    }
    for _ in targets {
      for _ in 0..<2 {
        let screen = try screen(robot)
        let row = robot.cursorRow
        let town = try #require(screen.towns.first { row.contains($0.title) }, "\(robot)")
        let told = robot.rows
        robot.press(.enter)
        if let list = robot.list {
          let counts = town.figures.map { $0.tally[.without] } + [town.communities.count]
          #expect(counts.contains(list.rows.count), "\(told)\n\(robot)")
          robot.press(.escape)
        } else {
          #expect(robot.message.hasSuffix("nothing is missing"), "\(robot)")
        }
        robot.press(.down)
      }
      robot.press(.tab)
    }
  }

  @Test func `F7 goes by code, and the cursor stays on its town`() throws {
    var robot = try robot(.chinese)
    open(&robot)
    robot.answerWork()
    robot.press(.down)
    let title = try screen(robot).towns[1].title
    robot.press(.function(7))
    #expect(robot.message.hasSuffix("按街镇代码排序") && robot.cursorRow.contains(title), "\(robot)")
    let codes = try screen(robot).towns.map(\.code)
    #expect(codes == codes.sorted())
  }

  @Test func `another plan has another column in the same place, and towns go by it`() throws {
    var robot = try robot()
    open(&robot)
    robot.press(.tab)
    let plan = WorkedExample.plans[1]
    robot.takeUp(plan)
    let target = plan.targets.filter { $0.notRecorded == nil && $0.isOfTowns }[1]
    #expect(robot.shows(" \(target.label.en): "), "\(robot)")
    let missing = try screen(robot).towns.map { $0.figure(target.id)?.shortfall ?? -1 }
    #expect(missing == missing.sorted(by: >) && missing.count > 1, "\(missing)")
  }

  @Test func `Tab before the towns are counted is the next column`() throws {
    var robot = try robot()
    robot.isWorkSlow = true
    open(&robot)
    robot.press(.tab)
    robot.answerWork()
    let figures = robot.state.context.summary.figures.filter {
      $0.target.notRecorded == nil && $0.target.isOfTowns
    }
    #expect(robot.shows(" \(figures[1].target.label.en)"), "\(robot)")
  }

  @Test func `a colleague's save is counted, and another day`() throws {
    var robot = try robot()
    open(&robot)
    robot.answerWork()
    let before = try screen(robot).towns
    let town = try #require(before.first)
    let community = try #require(town.communities.first)
    let code = try #require(robot.head[community]?.part("code"))
    let town2 = try #require(before.last?.code)
    let moved = JSON.string(String(town2.description.prefix(9)) + "599")
    try robot.colleagueSaves(
      ChangeSet([Change(community, [Setting("code", before: code, after: moved)])]))
    robot.answerWork()
    let after = try screen(robot).towns
    // Its town's name was not changed along with the code: most there have another.
    #expect(after.map(\.title).sorted() == before.map(\.title).sorted(), "\(robot)")
    #expect(after.first { $0.code == town.code }?.communities.contains(community) == false)
    #expect(after.first { $0.code == town2 }?.communities.contains(community) == true)
  }
}
