import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// What all screens have in common: lines in sight, rules, the title, the message line.
@Suite struct LookTests {
  @Test func `of many lines those around the cursor are in sight`() {
    #expect(Scrolled(5, in: 10, around: 4).places == 0..<5)
    #expect(Scrolled(50, in: 10, around: 3).places == 0..<10)
    #expect(Scrolled(50, in: 10, around: 20).places == 11..<21)
    #expect(Scrolled(50, in: 10, around: 20).below == 29)
    #expect(Scrolled(50, in: 10, from: 99).places == 40..<50)
    #expect(Scrolled(0, in: 10, around: 0).places.isEmpty)
    #expect(Scrolled(5, in: -1, from: 2).places.isEmpty)
  }

  @Test func `a rule is as wide as the window, and its words yield`() {
    var canvas = Canvas(rows: 4, columns: 24)
    Divider(title: "社区", note: "3/72", right: "Tab").draw(
      on: &canvas, row: 0, column: 0, columns: 24)
    Divider(title: "社区", right: "Tab", isFocused: true)
      .draw(on: &canvas, row: 1, column: 0, columns: 24)
    Divider(title: "社会组织", right: "第 1 条/共 2 条").draw(
      on: &canvas, row: 2, column: 0, columns: 24)
    Divider(title: String(repeating: "长", count: 20)).draw(
      on: &canvas, row: 3, column: 0, columns: 24)
    #expect(canvas.text(inRow: 0) == "-- 社区 3/72 ---- Tab --")
    #expect(canvas.text(inRow: 1) == "-> 社区 --------- Tab --")
    #expect(canvas.text(inRow: 2) == "-- 社会组织 ------------")
    #expect(canvas.text(inRow: 3).hasPrefix("-- 长长") && canvas.text(inRow: 3).hasSuffix("-"))
  }

  @Test func `the title says where a record lies, not the way taken, the last of it bold`() throws {
    var robot = Robot.workedExample()
    robot.type("3")
    robot.press(.function(3))
    robot.type("丙社区")
    robot.press(.enter)
    #expect(robot.title.hasPrefix(" Sanshe > 2 Communities > 丙 "), "\(robot)")
    let runs = robot.canvas.styleRuns(inRow: 0).filter(\.style.bold)
    #expect(runs.map(\.text) == ["丙"])
    robot.press(.enter, .control("e"))
    #expect(robot.title.hasPrefix(" Sanshe > 3 Organizations > 丙1号互助会 "), "\(robot)")
  }

  @Test func `a list of workers says where they serve, as what and how much`() throws {
    var robot = try Robot.small(rows: 24, columns: 120)
    robot.type("4")
    for head in ["Community", "Role", "Licence", "Share", "Phone"] {
      #expect(robot.rows[2].contains(head), "\(robot)")
    }
    let keys = ListColumn.standard(of: .worker)
    #expect(keys.prefix(6) == ["name", "community", "role", "licenceLevel", "share", "phone"])
  }

  @Test func `what is cut under the cursor stands whole where messages do, and yields to them`()
    throws
  {
    var robot = Robot.workedExample()
    let name = String(repeating: "红旗", count: 13) + "合唱团"
    try robot.colleagueSaves(
      ChangeSet([
        Change(
          RecordID(.organization, 1), [Setting("name", before: "甲1号互助会", after: .string(name))])
      ]))
    robot.type("3")
    #expect(!robot.cursorRow.contains(name) && robot.rows[21].contains("Name: \(name)"), "\(robot)")
    #expect(robot.message == "")
    robot.press(.down)
    #expect(!robot.rows[21].contains(name))
    robot.press(.up)
    robot.answer(.notice(Words(same: "x")))
    #expect(robot.message == "x", "\(robot)")
  }

  @Test(arguments: Kind.allCases)
  func `a form's pages have every field once, in order, and no heading at their end`(kind: Kind) {
    for rows in [2, 10, 18, 40] {
      let pages = FormPages(kind.schema.sections, rows: rows).pages
      let places = pages.joined().compactMap { line in
        if case .field(let place) = line { place } else { nil }
      }
      #expect(places == Array(kind.schema.fields.indices))
      for page in pages {
        #expect(page.count <= rows)
        if case .heading? = page.last { Issue.record("\(kind), \(rows)") }
      }
    }
  }
}
