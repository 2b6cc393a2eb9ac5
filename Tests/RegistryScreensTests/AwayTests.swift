import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistryScreens

/// A registry whose server cannot be reached: the title says since when, and everything can be looked at.
@Suite struct AwayTests {
  @Test(arguments: Language.allCases, [80, 60])
  func title_saysSinceWhen_untilTheServerIsThereAgain(_ language: Language, _ columns: Int) throws {
    var robot = try Robot.small(language, rows: 24, columns: columns)
    let words = language == .en ? "no connection since" : "起未连接"
    #expect(!robot.rows[0].contains(words))
    robot.answer(.away(Words("no connection to db", "未能连接 db")))
    #expect(robot.rows[0].contains(words), "\(robot)")
    robot.press(.character("3"), .enter)
    #expect(robot.rows[0].contains(words), "\(robot)")
    robot.answer(.back)
    #expect(!robot.rows[0].contains(words), "\(robot)")
  }
}
