import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// The panels of a community's dashboard: every line leads to the records it tells of.
@Suite struct DashboardTests {
  private func opened(
    _ community: String = "映门", rows: Int = 24, columns: Int = 80
  ) throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(
      sample.registry, plan: sample.plan, language: .en, rows: rows, columns: columns,
      glyphs: .ascii)
    robot.type("2\(community)")
    robot.press(.enter)
    return robot
  }

  private func board(_ robot: Robot) throws -> DashboardScreen {
    try #require(robot.state.screens.last as? DashboardScreen)
  }

  /// The entries of the active panel that open something.
  private func entries(_ robot: Robot) throws -> [DashboardScreen.Entry] {
    let (board, context) = (try board(robot), robot.state.context)
    return board.entries(board.panel, columns: 80, .ascii, board.work(context), context)
      .filter { !$0.records.isEmpty }
  }

  @Test(arguments: [(24, 80), (16, 60), (40, 120)])
  func `every line opens the record or the list behind it`(rows: Int, columns: Int) throws {
    var robot = try opened(rows: rows, columns: columns)
    var seen: Set<DashboardScreen.Panel> = []
    while seen.insert(try board(robot).panel).inserted {
      let entries = try entries(robot)
      for (place, entry) in entries.enumerated() {
        #expect(try board(robot).cursor == place)
        robot.press(.enter)
        if entry.records.count == 1 {
          #expect(robot.form?.content.record.id == entry.records[0], "\(entry.records)")
        } else {
          #expect(robot.list?.rows.sorted() == entry.records.sorted(), "\(entry.records)")
        }
        robot.press(.escape)
        if place + 1 < entries.count { robot.press(.down) }
      }
      robot.press(.function(6))
    }
    #expect(seen.count == DashboardScreen.Panel.allCases.count)
    #expect(try board(robot).panel == .plan)
  }

  @Test func `after the last panel of a page comes the next page`() throws {
    var robot = try opened()
    #expect(robot.shows("page 1 of 2") && !robot.shows("Programmes"))
    robot.press(.function(6), times: 6)
    #expect(robot.shows("page 2 of 2") && robot.shows("Programmes") && robot.shows("Needs"))
    #expect(robot.shows("Activities in 2026") && robot.shows("Organizations serving here"))
    robot.press(.backTab)
    #expect(robot.shows("page 1 of 2"))
    // A tall window has room for all of it.
    robot = try opened(rows: 40, columns: 120)
    #expect(robot.shows("Plan targets") && robot.shows("Needs") && robot.shows("Purchases"))
  }

  @Test func `down goes through the lines of a panel, then to the next panel`() throws {
    var robot = try opened()
    robot.press(.down)
    #expect(try board(robot).panel == .workers)
    let count = try entries(robot).count
    robot.press(.down, times: count - 1)
    #expect(try board(robot).panel == .workers && board(robot).cursor == count - 1)
    robot.press(.down)
    #expect(try board(robot).panel == .attention)
    robot.press(.up)
    #expect(try board(robot).panel == .workers)
  }

  @Test func `the pane of an organization tells its programmes and purchases, and F2 lists them`()
    throws
  {
    let sample = try SampleDistrict.sample.get()
    let purchase = try #require(
      sample.registry.purchases.inUse.first { $0.record.supplier != nil }?.record)
    let supplier = try #require(purchase.supplier)
    var robot = Robot(
      sample.registry, plan: sample.plan, language: .en, rows: 50, columns: 120, glyphs: .ascii)
    robot.type("3" + sample.registry.name(of: supplier, on: SampleDistrict.today, .chinese))
    #expect(robot.shows("Purchases 1") && robot.shows("Inspections"), "\(robot)")
    robot.press(.function(2))
    try robot.choose("Its programmes and purchases ..", "其服务项目和购买服务 ..")
    try robot.choose("Purchases  1", "购买服务  1")
    #expect(robot.list?.rows.count == 1)
  }
}

/// The budget by year and purchaser: every sum leads to its purchases.
@Suite struct BudgetScreenTests {
  private func opened(columns: Int = 80) throws -> Robot {
    let sample = try SampleDistrict.sample.get()
    var robot = Robot(
      sample.registry, plan: sample.plan, language: .en, columns: columns, glyphs: .ascii)
    try robot.openList("Budget of purchases", "购买服务预算")
    return robot
  }

  @Test func `every sum opens the purchases it is of`() throws {
    var robot = try opened()
    let budget = Budget(robot.head, on: SampleDistrict.today, past: nil)
    let rows = budget.years.flatMap { [$0] + budget.purchasers(of: $0.year) }
    #expect(rows.count > 4)
    for row in rows {
      for sum in Budget.Sum.allCases {
        let ids = row.purchases(sum)
        robot.press(.enter)
        if ids.isEmpty {
          #expect(robot.message == "no purchases here")
        } else {
          #expect(robot.list?.rows.sorted() == ids, "\(row.yearLabel.en), \(sum)")
          robot.press(.escape)
        }
        robot.press(.right)
      }
      robot.press(.down)
    }
  }

  @Test func `a narrow window leaves out what has no room`() throws {
    #expect(try opened().shows("Left"))
    let robot = try opened(columns: 60)
    #expect(robot.shows("Budgeted") && robot.shows("Paid") && !robot.shows("Left"), "\(robot)")
  }

  @Test func `the figures follow a save at once`() throws {
    var robot = try opened()
    let before = robot.rows
    try robot.colleagueSaves(
      ChangeSet([
        Change(
          RecordID(.purchase, 1),
          [
            Setting(
              "budget", before: try #require(robot.head.purchases[1]?.record.budget?.json),
              after: "9999999.00")
          ])
      ]))
    #expect(robot.rows != before && robot.shows("9,999,999.00"), "\(robot)")
  }
}
