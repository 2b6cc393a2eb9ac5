import RegistryModel
import RegistrySearch
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Signs, conditions, and what is wrong with them.
@Suite struct FindQuestionTests {
  @Test func `an at sign finds persons by their names alone`() {
    var robot = Robot.workedExample()
    robot.find("＠sg1")
    #expect(robot.find?.results.groups.map(\.name) == [.records(.worker)])
    #expect(robot.line(1).contains("[社工1]"))
    #expect(robot.shows("- Find: persons -"))
  }

  @Test func `an at sign finds whoever is named in a record, workers first`() throws {
    var robot = Robot.workedExample()
    try robot.colleagueSaves(
      ChangeSet([
        Change(RecordID(.community, 1), [Setting("partySecretary", before: .null, after: "李红英")]),
        Change(
          RecordID(.community, 3),
          [
            Setting("chair", before: .null, after: "李红"),
            Setting("partySecretary", before: .null, after: "李红"),
          ]),
        Change(RecordID(.worker, 2), [Setting("name", before: "社工2", after: "李红")]),
      ]))
    robot.find("@lihong")
    let groups = robot.find?.results.groups ?? []
    #expect(
      groups.map(\.name) == [.records(.worker), .records(.community), .records(.organization)])
    #expect(groups.map(\.total).prefix(2) == [1, 2])
    #expect(robot.shows("[李红]") && robot.row(of: " 丙 ").contains("Chair: [李红]"), "\(robot)")
    #expect(robot.row(of: "[李红英]").contains(" 甲 "), "\(robot)")
    #expect(robot.row(of: "Head: ").contains("Head: [李红]"), "\(robot)")
    robot.press(.control("u"))
    robot.type("@丙")
    #expect(robot.find?.results.total == 0, "no name of a place")
  }

  @Test func `an assignment is found by its worker and its community together`() {
    var robot = Robot.workedExample()
    robot.find("社工1 甲")
    #expect(robot.find?.results.groups.map(\.name) == [.records(.assignment)])
    robot.press(.enter)
    #expect(robot.form?.editor.kind == .assignment)
  }

  @Test func `conditions work, and kinds without the field drop out`() {
    var robot = Robot.workedExample()
    robot.find("tier:filed 丙")
    #expect(robot.find?.results.groups.map(\.name) == [.records(.organization)])
    #expect(robot.find?.results.total == 7)
    robot.press(.control("u"))
    robot.type("area:rural")
    #expect(robot.find?.results.groups.map(\.name).contains(.records(.community)) == true)
    robot.press(.control("u"))
    robot.type("role:socialWorker")
    #expect(robot.find?.results.groups.map(\.name).contains(.records(.assignment)) == true)
    robot.press(.control("u"))
    robot.type("社工1")
    #expect(robot.find?.results.groups.map(\.name).contains(.records(.assignment)) == false)
  }

  @Test func `what was asked last of a field stands beside the line`() {
    var robot = Robot.workedExample()
    robot.find("tier:filed registered:2016")
    #expect(robot.line(1).contains("[2016-03-01]"), "\(robot)")
    robot.press(.control("u"))
    robot.type("orgs:>9")
    #expect(robot.line(1).contains("Orgs: [12]"), "\(robot)")
    #expect(robot.find?.results.total == 2)
    robot.press(.control("u"))
    robot.type("role:40")
    #expect(
      robot.line(6).contains("社工1 - 甲") && robot.line(6).contains("social worker"), "\(robot)")
  }

  @Test func `an exclamation mark finds what has problems, and among it what is typed behind`()
    throws
  {
    var robot = try Robot.small()
    robot.find("！")
    let all = robot.find?.listed ?? []
    #expect(all.count > 3)
    for case .record(let id) in all {
      let stored = try #require(robot.state.registry[id])
      #expect(!robot.state.registry.openFindings(of: stored, today: SampleDistrict.today).isEmpty)
    }
    let total = robot.find?.results.total ?? 0
    robot.type("s")
    let some = robot.find?.results.total ?? 0
    #expect(some > 0 && some < total, "\(robot)")
    #expect(robot.shows("- Find: problems -"))
    robot.press(.backspace)
    robot.type("problems")
    #expect(robot.find?.results.total == total)
  }

  @Test func `a part of a field's name behind an exclamation mark is told the whole`() throws {
    var robot = Robot.workedExample(.chinese)
    robot.find("!缺")
    #expect(robot.shows("是否指 尚缺?"), "\(robot)")
  }

  @Test(arguments: Language.allCases)
  func `what the plan asks nothing of is said, in F3 and F4`(_ language: Language) throws {
    let plan = try #require(
      WorkedExample.plans.first { plan in
        !plan.targets.contains { $0.measure == .organizations }
      })
    let said = language == .en ? "the plan asks for no organizations" : "规划没有社会组织目标"
    var robot = Robot(WorkedExample.registry, plan: plan, language: language, glyphs: .ascii)
    for typed in ["!shortfall", "shortfall:"] {
      robot.find(typed)
      #expect(robot.shows(said), "\(robot)")
      robot.press(.escape)
    }
    robot.type("2")
    robot.press(.function(4))
    robot.type("!shortfall")
    #expect(robot.shows(said) && robot.state.screens.last is FilterScreen, "\(robot)")
    robot.press(.enter)
    #expect(robot.message.contains(said))
  }

  @Test func `a mistake is marked at its character and opens nothing`() throws {
    var robot = Robot.workedExample()
    robot.find("甲 area:zzz")
    let text = try #require(robot.rows.firstIndex { $0.contains("> 甲 area:zzz") })
    let cells = robot.canvas.cells(inRow: text + 1)
    let mark = try #require(cells.firstIndex { $0.text == "^" }) - cells.startIndex
    let above = Array(robot.canvas.cells(inRow: text))
    #expect(mark >= 4 && above[mark].text != " ", "\(robot)")
    #expect(robot.rows[text + 2].contains("must be one of"))
    robot.press(.enter)
    #expect(robot.find != nil)
    #expect(robot.message.contains("must be one of"))
  }

  @Test func `what is asked is kept as a view of the kind found, or of the one that is chosen`()
    throws
  {
    var robot = Robot.workedExample()
    robot.find("丙")
    robot.press(.control("s"))
    #expect(robot.shows("Save a view of which kind?"), "\(robot)")
    try robot.choose("Organizations", "社会组织")
    robot.type("丙的")
    robot.press(.enter)
    robot.type("1")
    #expect(robot.head.views[1]?.record.list?.kind == .organization, "\(robot)")
    robot = Robot.workedExample()
    robot.find("甲 status:active")
    robot.saveView("甲的", isOffice: false)
    #expect(
      robot.message == "saved: 甲的. Ctrl-Z undo" && robot.find?.typed.text == "甲 status:active")
    let view = robot.head.views[1]?.record
    #expect(
      view?.list?.kind == .organization && view?.query == "甲 status:active" && view?.sort == nil)
    robot = Robot.workedExample()
    robot.find("没有这个")
    robot.press(.control("s"))
    #expect(robot.message == "no results to save as a view")
  }

  @Test func `views are found by their names, those of others are not, and open their list`() throws
  {
    var robot = Robot.workedExample()
    robot.type("3丙")
    robot.saveView("丙的组织", isOffice: false)
    let rows = robot.listed
    robot.press(.escape, .escape)
    robot.find("bdzz")
    #expect(robot.shows("[丙的组织]"))
    robot.press(.enter)
    #expect(robot.listed == rows && robot.shows("[丙的组织]"))
    var other = Robot(robot.head, plan: WorkedExample.plan, login: "liqiang", glyphs: .ascii)
    other.find("bdzz")
    #expect(!other.shows("丙的组织"))
  }
}
