import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// The message line: what was saved is said first and stays, and no reason is cut away behind a path.
@Suite struct MessageTests {
  private static let path =
    "/srv/departments/civil-affairs/district-110105/registries/current/journal/000001.jsonl"

  @Test(arguments: Language.allCases)
  func `what fails beside a save is said behind it`(_ language: Language) throws {
    var robot = try Robot.small(language)
    robot.press(.character("3"), .enter, .function(2))
    try robot.choose("Confirm it is active today", "核实: 今日仍在活动")
    let saved = robot.rows[21]
    #expect(saved.contains(language == .en ? "saved: " : "已保存: "), "\(robot)")
    robot.answer(
      .notice(Words("no backup was made today: the disk is full", "今日未能备份: 磁盘已满")))
    #expect(said(robot).contains(saved.trimmed), "\(robot)")
    #expect(said(robot).contains(language == .en ? "the disk is full" : "磁盘已满"), "\(robot)")
    // The next key has read it.
    robot.press(.down)
    #expect(!said(robot).contains(language == .en ? "the disk is full" : "磁盘已满"))
  }

  @Test(arguments: Language.allCases, [(24, 80), (16, 60)])
  func `a long path is shortened in its middle`(
    _ language: Language, _ size: (rows: Int, columns: Int)
  ) throws {
    var robot = try Robot.small(language, rows: size.rows, columns: size.columns)
    robot.answer(
      .notice(
        Words("cannot write \(Self.path): No space left on device", "无法写入 \(Self.path): 磁盘已满")))
    let words = language == .en ? "No space left on device" : "磁盘已满"
    #expect(said(robot).contains(words), "\(robot)")
    #expect(said(robot).contains("/000001.jsonl") && said(robot).contains("/srv/"), "\(robot)")
  }

  @Test func `what needs more lines has them`() throws {
    var robot = try Robot.small(.en, rows: 16, columns: 60)
    robot.answer(
      .notice(
        Words(
          same: "the registry is read-only after a failed write (cannot write \(Self.path): "
            + "No space left on device); run sanshe check")))
    #expect(said(robot).contains("No space left on device); run sanshe check"), "\(robot)")
    #expect(said(robot).contains("the registry is read-only after"))
  }

  @Test func `after an older copy is put in place nothing is undone by its old number`() throws {
    var robot = try Robot.small(.en)
    robot.press(.character("3"), .enter, .function(2))
    try robot.choose("Confirm it is active today", "核实: 今日仍在活动")
    let effects = robot.effects.count
    robot.answer(.refreshed(robot.state.registry, by: []))
    robot.press(.escape, .control("z"))
    // The store is asked what is the newest now.
    let asked = robot.effects.dropFirst(effects).contains {
      if case .planUndo = $0 { true } else { false }
    }
    #expect(asked)
  }
}

/// The rows as one text, whatever line a word is in.
private func said(_ robot: Robot) -> String { robot.rows.map(\.trimmed).joined(separator: " ") }

extension String {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
