import RegistryModel
import RegistrySearch
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// A community that is renamed or given another code, and how it is shown before and after.
@Suite struct RecodeTests {
  private static let first = RecordID(.community, 1)

  private func acting(_ en: String, _ chinese: String) throws -> Robot {
    var robot = Robot.workedExample()
    robot.type("2")
    robot.type("甲")
    robot.press(.function(2))
    try robot.choose(en, chinese)
    return robot
  }

  private func renamed() throws -> Robot {
    var robot = try acting("Rename from a date ..", "更名 ..")
    robot.type("新甲社区居委会")
    robot.press(.enter)
    robot.type("20190101")
    robot.press(.control("s"))
    return robot
  }

  @Test func `each act is a change of its fields from a day`() throws {
    let robot = try renamed()
    #expect(
      robot.saved.last?.only?.settings == [
        Setting("name@2019-01-01", before: [], after: ["新甲社区居委会"])
      ], "\(robot)")
    var recoded = try acting("Re-code from a date: to another town ..", "划转换码 ..")
    recoded.type("110105043008")
    recoded.press(.enter, .enter)
    recoded.type("20190101")
    recoded.press(.control("s"))
    #expect(recoded.saved.last?.only?.keys == ["code@2019-01-01"], "\(recoded)")
  }

  @Test func `the old name leads to the community, which has its new one`() throws {
    var robot = try renamed()
    #expect(robot.head.shortName(of: Self.first, on: SampleDistrict.today, .en) == "新甲")
    robot.press(.function(3))
    robot.type("甲社区居委会")
    let find = try #require(robot.state.screens.last as? FindScreen)
    #expect(find.listed.contains(.record(Self.first)))
  }

  @Test func `what it was called is found, and said to be former`() throws {
    var robot = try renamed()
    // The new name has no more of it than its sound.
    try robot.colleagueSaves(
      ChangeSet([
        Change(
          Self.first,
          [Setting("name@2019-01-01", before: ["新甲社区居委会"], after: ["望湖社区居委会"])])
      ]))
    robot.press(.function(3))
    robot.type("甲社区居委会")
    #expect(robot.shows("Formerly: [甲社区居委会]"), "\(robot)")
  }
}
