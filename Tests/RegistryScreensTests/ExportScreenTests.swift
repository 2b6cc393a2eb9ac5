import RegistryExchange
import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Lists written to files from the screen.
@Suite struct ExportScreenTests {
  private func robot(login: String = "zhangmin") throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    return Robot(
      sample.registry, plan: sample.plan, language: .en, login: login, rows: 24, columns: 80,
      journal: sample.journal)
  }

  private func rows(_ text: String) throws -> [[String]] {
    var reader = CSVReader(Array(text.utf8))
    var rows: [[String]] = []
    while let row = try reader.next() { rows.append(row.cells) }
    return rows
  }

  private let inFull = (
    "with ID and phone numbers in full (.xlsx); logged", "证件号码和电话完整的工作簿 (.xlsx)，记入日志"
  )

  @Test func `what is in sight is written, and the path and the count are said`() throws {
    var robot = try robot()
    robot.press(.character("4"))
    robot.type("lh")
    let list = try #require(robot.state.screens.last as? ListScreen)
    #expect(list.rows.count > 1)
    robot.press(.control("r"))
    try robot.choose("a table as text (CSV)", "文本表格 (CSV)")
    let proposed = "~/Workers-2026-11-24.csv"
    #expect(robot.shows(proposed), "\(robot)")
    robot.press(.enter)
    let text = try #require(robot.files[proposed], "\(robot)")
    let written = try rows(text)
    #expect(written.dropFirst().map { $0[0] } == list.rows.map(\.description))
    #expect(robot.shows("written: \(proposed) (\(list.rows.count) records)"), "\(robot)")
    #expect(!text.contains("1380013"), "numbers are masked")
    // The same once more: the file is not overwritten, and another name can be typed.
    robot.press(.control("r"))
    try robot.choose("a table as text (CSV)", "文本表格 (CSV)")
    robot.press(.enter)
    #expect(robot.shows("already exists"), "\(robot)")
    robot.type("2")
    robot.press(.enter)
    #expect(robot.files["\(proposed)2"] == text)
  }

  @Test func `marked rows alone are written where there are any`() throws {
    var robot = try robot()
    robot.press(.character("3"), .character(" "), .character(" "), .control("r"))
    try robot.choose("the columns of the list, to print (.xlsx)", "仅列表各栏，便于打印 (.xlsx)")
    robot.press(.enter)
    let written = try rows(try #require(robot.files["~/Organizations-2026-11-24.xlsx"], "\(robot)"))
    #expect(written.count == 3)
    #expect(written[0].count < 20)
    #expect(written[0].contains("Filing number"), "the number people know is there: \(written[0])")
  }

  @Test func `numbers in full are a supervisor's, and noted before they are written`() throws {
    var robot = try robot()
    robot.isDiskSlow = true
    robot.press(.character("4"), .control("r"))
    try robot.choose(inFull.0, inFull.1)
    robot.press(.enter)
    let access = robot.effects.compactMap { effect -> [Access]? in
      if case .save(let set, _, _) = effect, set.isExport { set.access } else { nil }
    }
    #expect(access.count == 1, "\(robot)")
    #expect(robot.files.isEmpty, "nothing before it is noted")
    robot.answerSaves()
    let text = try #require(robot.files["~/Workers-2026-11-24.xlsx"], "\(robot)")
    #expect(!text.contains("***"))
  }

  @Test func `the menu offers it where there is a list, and find knows it`() throws {
    var robot = try robot()
    robot.press(.character("2"), .function(9))
    #expect(robot.shows("Export this list"), "\(robot)")
    robot.press(.escape, .escape)
    robot.press(.function(9))
    #expect(!robot.shows("Export this list"), "\(robot)")
    robot.press(.escape, .character("2"), .function(3))
    robot.type(">export")
    robot.press(.enter)
    #expect(robot.shows("Export Communities"), "\(robot)")
  }
}
