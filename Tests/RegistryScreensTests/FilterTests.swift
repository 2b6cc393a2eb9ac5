import RegistryModel
import RegistryPlans
import RegistrySearch
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// F4 of a list: a query typed, completed and counted before it is applied.
@Suite struct FilterTests {
  /// F4 over the organizations of the sample district.
  private func filtering(
    _ typed: String = "", _ language: Language = .en, rows: Int = 24, columns: Int = 80
  ) throws -> Robot {
    var robot = try Robot.small(language, rows: rows, columns: columns)
    robot.type("3")
    robot.press(.function(4))
    robot.type(typed)
    return robot
  }

  private func count(_ robot: Robot, _ holds: (Organization) -> Bool) -> Int {
    robot.state.registry.organizations.inUse.count { holds($0.record) }
  }

  private func isOpen(_ robot: Robot) -> Bool { robot.state.screens.last is FilterScreen }

  @Test func `what is typed is counted at once, and Enter applies it`() throws {
    var robot = try filtering("status:dorm", .chinese)
    let dormant = count(robot) { $0.status[SampleDistrict.today] == .dormant }
    #expect(dormant > 0 && dormant < 240)
    #expect(robot.shows("\(dormant)/240"))
    robot.press(.enter)
    #expect(!isOpen(robot))
    #expect(robot.list?.rows.count == dormant)
    #expect(robot.shows("社会组织 \(dormant)/240 状态:停止活动"))
  }

  @Test func `Esc leaves the list as it was, and F4 again edits what is asked`() throws {
    var robot = try filtering("tier:filed")
    robot.press(.enter)
    let filed = robot.list?.rows
    robot.press(.function(4))
    #expect(robot.shows("> tier:filed"))
    robot.type("members:>5")
    #expect(isOpen(robot))
    robot.press(.escape)
    #expect(robot.list?.filter == "tier:filed")
    #expect(robot.list?.rows == filed)
    robot.press(.function(4), .control("u"), .enter)
    #expect(robot.list?.filter == "")
    #expect(robot.listed.count == 240)
  }

  @Test func `a column and a value are chosen by their numbers`() throws {
    var robot = try filtering()
    #expect(robot.shows("2 Tier"))
    robot.press(.down)
    robot.type("2")
    #expect(robot.shows("> tier:"))
    // The number of the code table, as on paper forms.
    robot.type("2")
    #expect(robot.shows("> tier:2"))
    robot.press(.enter)
    #expect(robot.listed.count == count(robot) { $0.tier[SampleDistrict.today] == .filed })
  }

  @Test func `in the lines below a digit takes one, in the line it is text`() throws {
    var robot = try filtering("tier:")
    robot.press(.down)
    robot.type("２")
    #expect(robot.shows("> tier:filed "))
    robot.type("members:5")
    #expect(robot.shows("> tier:filed members:5"))
    robot.press(.down)
    #expect(robot.shows("> tier:filed members:5"), "nothing is proposed for a number")
  }

  @Test func `a longer number waits for its second digit`() throws {
    var robot = try filtering("industry:")
    robot.press(.down)
    robot.type("1")
    #expect(isOpen(robot))
    #expect(robot.shows("> industry:") && robot.cursorRow.contains("1 "))
  }

  @Test func `Tab takes the first line, in the language on screen, by pinyin`() throws {
    var robot = try filtering("zt", .chinese)
    robot.press(.tab)
    robot.type("tzhd")
    robot.press(.tab)
    #expect(robot.shows("> 状态:停止活动 "))
    robot.type("-cx")
    robot.press(.tab)
    robot.type("nc")
    robot.press(.tab, .enter)
    #expect(robot.list?.filter == "状态:停止活动 -城乡:农村")
    let home = { (organization: Organization) in
      organization.community[SampleDistrict.today].flatMap {
        robot.state.registry.communities[$0.number]?.record.isUrban(on: SampleDistrict.today)
      }
    }
    #expect(
      robot.listed.count
        == count(robot) { $0.status[SampleDistrict.today] == .dormant && home($0) != false })
  }

  @Test func `an error stands under its place, and Enter does not apply it`() throws {
    var robot = try filtering("members:>5 teir:filed")
    let line = robot.rows.firstIndex { $0.contains("> members") } ?? 0
    let column = robot.rows[line].columns(before: "teir")
    #expect(robot.rows[line + 1].columns(before: "^") == column)
    #expect(robot.shows("did you mean tier?"))
    #expect(robot.shows("-- of 240"))
    robot.press(.enter)
    #expect(isOpen(robot))
    #expect(robot.message.contains("no field teir"))
    robot.press(.escape)
    #expect(robot.list?.filter == "")
  }

  @Test func `behind wide characters the caret still stands under its place`() throws {
    let robot = try filtering("名称:互助 成员:5", .chinese)
    let line = robot.rows.firstIndex { $0.contains("> 名称") } ?? 0
    #expect(
      robot.rows[line + 1].columns(before: "^") == robot.rows[line].columns(before: "成员"))
  }

  @Test func `the filter of a list behind a figure stays within the figure`() throws {
    var robot = try Robot.small()
    robot.press(.enter)
    let behind = try #require(robot.list?.rows)
    robot.press(.function(4))
    #expect(robot.shows("\(behind.count) of \(behind.count)"))
    robot.type("workers:0")
    robot.press(.enter)
    let rows = try #require(robot.list?.rows)
    #expect(!rows.isEmpty && rows.count < behind.count)
    #expect(rows.allSatisfy(behind.contains))
  }

  @Test func `what is typed in the list goes on counting`() throws {
    var robot = try Robot.small()
    robot.type("3互助")
    let all = robot.listed.count
    robot.press(.function(4))
    #expect(robot.shows("\(all) of 240"))
    robot.type("tier:filed")
    robot.press(.enter)
    #expect(robot.list?.typed.text == "互助")
    #expect(robot.listed.count < all)
  }

  @Test func `help of the filter has the grammar and the fields`() throws {
    for language in Language.allCases {
      var robot = try filtering("", language, rows: 120)
      robot.press(.function(1))
      for row in QueryGrammar.rows(of: [.organization]) {
        #expect(robot.shows(row.form[language]), "\(row.form)")
      }
      for field in QueryField.all(of: .organization) {
        #expect(robot.shows(field.name[language] + ":"))
      }
    }
  }

  @Test func `help shows nothing that the list refuses`() throws {
    var robot = try Robot.small(rows: 120)
    robot.type("2")
    robot.press(.function(4), .function(1))
    #expect(robot.shows("members:<10") == false && robot.shows("tier:filed") == false, "\(robot)")
    #expect(robot.shows("committee:residents"))
  }

  @Test func `a pasted line breaks nothing`() throws {
    var robot = try filtering()
    robot.send(.paste("tier:filed\nstatus:active"))
    #expect(robot.shows("> tier:filed status:active"))
    robot.press(.enter)
    #expect(robot.list?.filter == "tier:filed status:active")
  }

  @Test func `in a small window the line, the count and the lines below are there`() throws {
    let robot = try filtering("zt:", .chinese, rows: 16, columns: 60)
    #expect(robot.shows("是否指 状态?"))
    #expect(robot.shows("--/240"))
  }
}

/// Queries about what is counted find the records behind the figures.
@Suite struct QueryFigureTests {
  private func rows(_ text: String, _ robot: Robot) throws -> [RecordID] {
    let context = robot.state.context
    return context.search.find(try context.search.query(text, .community), from: context.viewpoint)
      .ids
  }

  @Test func `what a query finds is the list behind the Overview's figure`() throws {
    let sample = try SampleDistrict.small.get()
    let robot = try Robot.small()
    let progress = Progress(sample.plan, of: sample.registry, on: SampleDistrict.today)
    let without = { (part: Gauge.Part) in
      let figure = try #require(robot.state.context.gauges[part]?.figure)
      return progress.records(.without, of: figure.target).sorted()
    }
    let (urban, rural, workers) = (
      try without(.urban), try without(.rural), try without(.workers)
    )
    #expect(!urban.isEmpty && !rural.isEmpty && !workers.isEmpty)
    #expect(try rows("workers:0", robot) == workers)
    let isRural = { (id: RecordID) in
      sample.registry.communities[id.number]?.record.isUrban(on: SampleDistrict.today) == false
    }
    #expect(try rows("area:rural workers:0", robot) == workers.filter(isRural))
    #expect(try rows("area:urban !shortfall", robot) == urban)
    #expect(try rows("area:rural shortfall:>0", robot) == rural)
    // A plan of means asks each community for the mean's bound.
    #expect(try rows("area:urban orgs:<10", robot) == urban)
    let lacking = try rows("area:rural shortfall:2", robot)
    #expect(try rows("area:rural orgs:3", robot) == lacking)
  }

  @Test func `another day has its own counts`() throws {
    var robot = Robot.workedExample()
    #expect(try rows("orgs:>0", robot).count == 5)
    robot.press(.function(9))
    try robot.choose("Figures as of another day ..", "查看其他日期的数据 ..")
    robot.type("2016-01-31")
    robot.press(.enter)
    #expect(try rows("orgs:0", robot).count == 5)
  }

  @Test func `without a plan nothing is counted`() throws {
    let robot = Robot(WorkedExample.registry, plan: nil)
    #expect(try rows("workers:0", robot).isEmpty)
    #expect(try rows("workers:", robot).count == 5)
  }
}

extension String {
  /// Terminal columns before the first place where `text` stands.
  fileprivate func columns(before text: String) -> Int? {
    firstRange(of: text).map { TextMetrics().columns(of: String(self[..<$0.lowerBound])) }
  }
}
