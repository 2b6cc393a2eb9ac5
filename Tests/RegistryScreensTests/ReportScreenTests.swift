import RegistryModel
import RegistryReports
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Reports on the screen.
@Suite struct ReportScreenTests {
  private func robot(_ report: String, _ language: Language = .en) throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(
      sample.registry, plan: sample.plan, language: language, rows: 40, columns: 120,
      glyphs: .ascii, journal: sample.journal)
    robot.press(.function(9), .character("5"))
    let place = try #require(Report.all.firstIndex { $0.name == report })
    robot.type(String(place + 1) + (place == 0 ? "\r" : ""))
    if place == 0 { robot.press(.enter) }
    return robot
  }

  private func screen(_ robot: Robot) throws -> ReportScreen {
    try #require(robot.state.screens.last as? ReportScreen, "\(robot)")
  }

  @Test func `every report is on the screen as its table says, in both languages`() throws {
    for language in Language.allCases {
      for report in Report.all where report.name != "progress" {
        let robot = try robot(report.name, language)
        let made = try #require(try screen(robot).made)
        let table = try #require(made.table)
        #expect(table.report == report.name)
        #expect(
          made.lines == ReportText(table, language, columns: 118).pages(of: nil).flatMap(\.self))
        for line in made.lines.prefix(10) where !line.isEmpty {
          #expect(robot.rows.contains { $0.contains(line) }, "\(line) in \(robot)")
        }
      }
    }
  }

  @Test func `a period is asked for, and one that is none is refused where it was typed`() throws {
    var robot = try robot("towns")
    for (typed, said) in [("2026-Q5", "must be like 2026"), ("2030", "begins after today")] {
      robot.press(.function(4), .control("u"))
      robot.type(typed)
      robot.press(.enter)
      #expect(robot.shows(said), "\(robot)")
      robot.press(.escape)
    }
    robot.press(.function(4))
    robot.type("2025-Q3")
    robot.press(.enter)
    #expect(robot.shows("quarter 3 of 2025"), "\(robot)")
    #expect(try screen(robot).made?.order.source.day == "2025-09-30")
  }

  @Test func `a colleague's save is in the report, and in what each clerk entered`() throws {
    var robot = try robot("entry")
    let before = try #require(try screen(robot).made?.table?.totals.last?[2].json.int)
    let id = try #require(robot.head.organizations.inUse.first { _ in true }).id
    let note = robot.head[id]?.part("note") ?? .null
    try robot.colleagueSaves(
      ChangeSet([Change(id, [Setting("note", before: note, after: "seen today")])]))
    #expect(try screen(robot).made?.table?.totals.last?[2].json.int == before + 1, "\(robot)")
  }

  @Test func `a file that is there is left alone, and its name is typed anew`() throws {
    var robot = try robot("towns")
    robot.files["~/towns-2026-11-24.csv"] = "something"
    robot.press(.function(2), .character("3"), .enter)
    #expect(robot.shows("already exists"), "\(robot)")
    robot.type("x")
    robot.press(.enter)
    #expect(robot.message == "written: ~/towns-2026-11-24.csvx", "\(robot)")
  }

  @Test func `what is frozen stays on the screen as it was, whatever is saved later`() throws {
    var robot = try robot("towns")
    robot.press(.function(2), .character("6"))
    #expect(robot.message.contains("choose a period first"), "\(robot)")
    robot.press(.escape, .function(4))
    robot.type("2025")
    robot.press(.enter)
    let counted = try #require(try screen(robot).made?.lines)
    robot.press(.function(2), .character("6"))
    #expect(Array(robot.head.periods.inUse).count == 1, "\(robot)")
    #expect(robot.shows("frozen"), "\(robot)")
    let frozen = try #require(try screen(robot).made?.lines)
    let rows = { (lines: [String]) in lines.filter { $0.contains { $0.isNumber } }.dropFirst(2) }
    #expect(Array(rows(frozen).suffix(5)) == Array(rows(counted).suffix(5)))
    // An organization that began before is binned: the count is another, what was frozen is not.
    let home = try #require(
      robot.head.organizations.inUse.first(where: {
        $0.record.registeredOn.map { $0 < "2024-01-01" } == true
      }))
    try robot.colleagueSaves(
      ChangeSet([Change(home.id, [.binned(from: nil, to: "twice")])]))
    #expect(try screen(robot).made?.lines == frozen)
    robot.press(.function(2), .character("6"))
    #expect(robot.message.contains("frozen already"), "\(robot)")
  }
}
