import RegistryModel
import RegistryReports
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Lists, records, dashboards and reports on paper.
@Suite struct PrintScreenTests {
  private func robot(_ language: Language = .en) throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    return Robot(
      sample.registry, plan: sample.plan, language: language, rows: 24, columns: 80,
      journal: sample.journal)
  }

  /// The last page is numbered as all are, none is too long or too wide, and every one has its head.
  private func pages(_ text: String, titled title: String) throws -> [[Substring]] {
    let metrics = TextMetrics()
    let pages = text.split(separator: "\u{0C}").map {
      $0.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    }
    for (place, page) in pages.enumerated() {
      #expect(page.count <= Paper.lines)
      #expect(page.allSatisfy { metrics.columns(of: String($0)) <= Paper.columns })
      #expect(page.first?.contains(title) == true)
      #expect(
        pages.count == 1 || page.last?.contains("page \(place + 1) of \(pages.count)") == true)
    }
    return pages.map(Array.init)
  }

  private func print(_ robot: inout Robot) throws -> String {
    robot.press(.function(9))
    try robot.choose("Print ..", "打印 ..")
    try robot.choose("On the printer", "用打印机打印")
    return try #require(robot.printed.last, "\(robot)")
  }

  @Test func `a list is printed with the columns in sight, all its rows and masked`() throws {
    var robot = try robot()
    robot.press(.character("4"))
    let text = try print(&robot)
    let pages = try pages(text, titled: "Workers")
    let list = try #require(robot.state.screens.last as? ListScreen)
    #expect(list.rows.count > 60 && pages.count > 1)
    for id in list.rows { #expect(text.contains(robot.state.context.shortName(of: id)), "\(id)") }
    #expect(text.contains("\(list.rows.count) records."))
    #expect(!text.contains("13800138000") && !text.contains("Filled in by"))
    #expect(robot.message.contains("printing: request id is"), "\(robot)")
    // From the menu of exports as well, marked rows alone.
    robot.press(.character(" "), .control("r"))
    try robot.choose("print the list ..", "打印列表 ..")
    robot.press(.enter)
    #expect(try #require(robot.printed.last).contains("1 record."))
  }

  @Test func `a dashboard is printed whole, and find knows it`() throws {
    var robot = try robot()
    robot.press(.character("2"), .enter)
    robot.press(.function(3))
    robot.type(">print")
    robot.press(.enter, .enter)
    let text = try #require(robot.printed.last, "\(robot)")
    let board = try #require(robot.state.screens.last as? DashboardScreen)
    _ = try pages(text, titled: robot.state.context.name(of: board.id))
    for words in ["Plan targets", "Workers assigned", "Needs attention", "Activities"] {
      #expect(text.contains(words), "\(words) in \(text)")
    }
  }

  @Test(arguments: Language.allCases)
  func `the Overview and the plan are printed with all towns`(_ language: Language) throws {
    for key in ["1", "7"] {
      var robot = try robot(language)
      robot.press(.character(Character(key)))
      let towns =
        (robot.state.screens.last as? OverviewScreen)?.towns(robot.state.context)
        ?? (robot.state.screens.last as? PlanScreen)?.towns ?? []
      #expect(towns.count > 3, "\(robot)")
      let text = try print(&robot)
      for town in towns { #expect(text.contains(town.title), "\(town.title) in \(text)") }
      for figure in robot.state.context.summary.figures {
        #expect(text.contains(figure.target.label[language]), "\(text)")
      }
      for page in text.split(separator: "\u{0C}") {
        let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= Paper.lines + 1)
        #expect(lines.allSatisfy { TextMetrics().columns(of: String($0)) <= Paper.columns })
      }
    }
  }

  @Test func `a record is printed as its pane tells it`() throws {
    var robot = try robot()
    robot.press(.character("4"), .control("e"))
    let form = try #require(robot.state.screens.last as? FormScreen)
    let text = try print(&robot)
    let name = robot.state.context.name(of: try #require(form.subject))
    #expect(try pages(text, titled: name).count == 1)
    #expect(text.contains("Name") || text.contains(name))
  }

  @Test func `a report is printed from F2, or asks for a file where nothing prints`() throws {
    var robot = try robot()
    robot.canPrint = false
    robot.press(.function(9))
    try robot.choose("Reports ..", "报表 ..")
    robot.type("2")
    robot.press(.function(2))
    try robot.choose("Print ..", "打印 ..")
    robot.press(.enter)
    #expect(robot.shows("no lp command here") && robot.shows("~/towns-2026-11-24.txt"), "\(robot)")
    robot.files["~/towns-2026-11-24.txt"] = ""
    robot.press(.enter)
    #expect(robot.shows("already exists"), "\(robot)")
    robot.type("2")
    robot.press(.enter)
    let text = try #require(robot.files["~/towns-2026-11-24.txt2"], "\(robot)")
    _ = try pages(text, titled: "owns")
    #expect(text.contains("Filled in by"))
    #expect(robot.message.contains("written: ~/towns-2026-11-24.txt2"))
  }

  @Test func `where there is nothing to print, nothing offers it`() throws {
    var robot = try robot()
    robot.press(.character("9"), .function(9))
    #expect(!robot.shows("Print .."), "\(robot)")
  }
}
