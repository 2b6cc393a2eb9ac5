import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// The pane beside a list, and the room that list and pane share.
@Suite struct PaneTests {
  private func pane(_ robot: Robot) -> [String] {
    let canvas = robot.canvas
    let width = DetailPane.columns(robot.state.context) - 1
    return robot.rows.dropFirst(2).dropLast(4).map { row in
      String(canvas.metrics.truncatedStart(row, to: width).dropFirst())
    }
  }

  @Test(arguments: Language.allCases)
  func `values stand below each other`(_ language: Language) throws {
    var robot = try Robot.small(language)
    robot.type("3")
    let labels = ["Tier", "Reach", "Community", "Status"]
    let chinese = ["管理方式", "服务范围", "社区", "状态"]
    var columns: Set<Int> = []
    for label in language == .en ? labels : chinese {
      let row = pane(robot).first { $0.drop { $0 == " " }.hasPrefix(label + " ") } ?? ""
      let before = row.prefix(upTo: row.firstRange(of: label)?.upperBound ?? row.startIndex)
      let blanks = row[before.endIndex...].prefix { $0 == " " }
      columns.insert(robot.canvas.metrics.columns(of: String(before) + blanks))
    }
    #expect(columns.count == 1, "\(robot)")
  }

  @Test func `an assignment that ended is there, with its last day`() throws {
    for language in Language.allCases {
      let scene = try #require(
        Scene.all.first { $0.name == (language == .en ? "worker-moved-en" : "worker-moved-zh") })
      let robot = try scene.robot(.ascii)
      let rows = pane(robot).joined(separator: "\n")
      let ended = language == .en ? "ended 2025-12-31" : "2025-12-31 离岗"
      #expect(rows.contains(ended), "\(robot)")
    }
  }

  @Test func `who has left holds none, whatever the assignment says`() throws {
    var robot = Robot.workedExample()
    try robot.colleagueSaves(
      ChangeSet([
        Change(RecordID(.worker, 1), [Setting("leftOn", before: .null, after: "2026-03-31")])
      ]))
    robot.type("4社工1")
    #expect(robot.shows("ended 2026-03-31"), "\(robot)")
  }

  @Test func `nothing in a pane is cut, whatever the window`() throws {
    for language in Language.allCases {
      for columns in [80, 120] {
        for area in ["2", "3", "4"] {
          var robot = try Robot.small(language, rows: 60, columns: columns)
          robot.type(area)
          for _ in 0..<10 {
            #expect(!pane(robot).contains { $0.contains("~") }, "\(robot)")
            robot.press(.down)
          }
        }
      }
    }
  }

  @Test func `a wider window never shows fewer columns, and the list grows before the pane`() throws
  {
    for language in Language.allCases {
      for area in ["2", "3", "4"] {
        var (last, lastList, lastPane) = (0, 0, 0)
        var robot = try Robot.small(language)
        robot.type(area)
        for columns in 80...200 {
          robot.send(.resized(rows: 24, columns: columns))
          let context = robot.state.context
          let list = try #require(robot.list)
          let shown = ListColumn.fitting(
            list.shownColumns(context), of: list.kind, in: list.listColumns(context), context)
          #expect(shown.count >= last, "\(columns): \(robot)")
          #expect(shown.map(\.columns).reduce(0, +) + shown.count - 1 <= list.listColumns(context))
          let pane = DetailPane.columns(context)
          #expect(columns - pane >= lastList && pane >= lastPane && pane <= 44)
          (last, lastList, lastPane) = (shown.count, columns - pane, pane)
        }
        #expect(lastList > 150)
      }
    }
  }

  @Test func `filing numbers and credit codes are whole, or seen by their end`() throws {
    var robot = Robot.workedExample(.chinese)
    for number in 1...38 {
      let value = JSON.string("朝社备2026-0\(100 + number)")
      try robot.colleagueSaves(
        ChangeSet([
          Change(
            RecordID(.organization, number), [Setting("filingNumber", before: .null, after: value)])
        ]))
    }
    robot.type("3")
    #expect(robot.rows[3].contains("朝社备2026-0101 甲1号"), "\(robot)")
    let long = JSON.string("北京市朝阳区社会组织备案2026第0107号")
    try robot.colleagueSaves(
      ChangeSet([
        Change(
          RecordID(.organization, 2),
          [Setting("filingNumber", before: "朝社备2026-0102", after: long)])
      ]))
    #expect(robot.rows[4].contains("2026第0107号 甲2号"), "\(robot)")
    robot.press(.control("e"))
    #expect(robot.form != nil)
  }

  @Test func `a field of eighteen characters shows all of them behind the last`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("tier", "1")
    try robot.fill("uscc", "52110105MJ00001X04")
    #expect(robot.row(of: "Credit code").contains("[52110105MJ00001X04 ]"), "\(robot)")
  }

  @Test func `English words of code tables are short where the column is narrow, else whole`()
    throws
  {
    var robot = try Robot.small(.en)
    robot.type("3")
    #expect(robot.rows[3...19].allSatisfy { !$0.prefix(49).contains("publi~") }, "\(robot)")
    #expect(robot.shows("public ") && !robot.shows("public service "), "\(robot)")
    robot.send(.resized(rows: 40, columns: 200))
    #expect(robot.shows("public service ") && !robot.shows(" public  "), "\(robot)")
  }
}
