import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// The three communities side by side: gaps first, and walked in any direction.
@Suite struct LinkageTests {
  private func opened() throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(sample.registry, plan: sample.plan, language: .en, glyphs: .ascii)
    try robot.openList("Linkage", "三社联动")
    return robot
  }

  private func screen(_ robot: Robot) throws -> LinkageScreen {
    try #require(robot.state.screens.last as? LinkageScreen)
  }

  @Test func `gaps come first, and the number of linked ones is counted a second time`() throws {
    let robot = try opened()
    let rows = try #require(try screen(robot).rows[.community])
    let second = SecondCount(
      robot.head, try SampleDistrict.sample.get().plan, on: SampleDistrict.today,
      today: SampleDistrict.today)
    let linked = second.existing(.community).filter(second.isLinked)
    #expect(!linked.isEmpty && linked.count < rows.count)
    #expect(robot.shows("Linked \(linked.count) of \(second.existing(.community).count)"))
    let gaps = rows.prefix { $0.isGap }
    #expect(!gaps.isEmpty && rows.dropFirst(gaps.count).allSatisfy { !$0.isGap })
    #expect(rows.dropFirst(gaps.count).allSatisfy { linked.contains($0.id) })
    #expect(rows.filter { $0.state.en.hasPrefix("linked") }.map(\.id).sorted() == linked)
  }

  @Test func `from a community to what carries its programmes, to who works in them, and back`()
    throws
  {
    var robot = try opened()
    robot.press(.end)
    let community = try #require(try screen(robot).subject)
    let programmes = robot.head.programmes.inUse.filter {
      $0.record.runs(on: SampleDistrict.today)
        && $0.record.communities[SampleDistrict.today]?.contains(community) == true
    }
    let carriers = programmes.compactMap { $0.record.carrier[SampleDistrict.today] }
    let shown = try #require(try screen(robot).rows[.organization]).map(\.id)
    #expect(!carriers.isEmpty && carriers.allSatisfy(shown.contains))
    robot.press(.function(6))
    let carrier = try #require(try screen(robot).subject)
    #expect(carrier == shown.first && carrier.kind == .organization, "\(robot)")
    #expect(try screen(robot).rows[.community]?.contains { $0.id == community } == true)
    robot.press(.function(6))
    #expect(try screen(robot).subject?.kind == .worker)
    let shared = try #require(try screen(robot).rows[.community]).map(\.id)
    robot.press(.function(6))
    #expect(try screen(robot).subject == shared.first && shared.contains(community), "\(robot)")
    robot.press(.enter)
    #expect(robot.state.screens.last is DashboardScreen)
  }

  @Test func `what a colleague saves is counted anew, and so is another day`() throws {
    var robot = try opened()
    let linked = try #require(try screen(robot).found?.gaps.linkage.linked)
    let programmes = robot.head.programmes.inUse.map(\.id)
    try robot.colleagueSaves(
      ChangeSet(
        programmes.map { Change($0, [.binned(from: nil, to: "误")]) }
          + robot.head.needs.inUse.filter { $0.record.programme != nil }.map {
            Change($0.id, [Setting("programme", before: $0.part("programme"), after: .null)])
          }
          + robot.head.activities.inUse.map { Change($0.id, [.binned(from: nil, to: "误")]) }))
    #expect(!linked.isEmpty)
    #expect(try screen(robot).found?.gaps.linkage.linked == [], "\(robot)")
    robot = try opened()
    robot.press(.function(9))
    try robot.choose("Figures as of another day ..", "查看其他日期的数据 ..")
    robot.type("2010-01-01")
    robot.press(.enter)
    #expect(try screen(robot).found?.gaps.linkage.linked == [], "\(robot)")
  }

  @Test func `a gap opens its records`() throws {
    var robot = try opened()
    robot.press(.function(4), .down, .enter)
    let gaps = LinkageGaps(
      robot.head, on: SampleDistrict.today, under: try SampleDistrict.sample.get().plan)
    let list = try #require(robot.state.screens.last as? ListScreen)
    #expect(list.rows == gaps[.communitiesWithoutProgramme])
  }
}
