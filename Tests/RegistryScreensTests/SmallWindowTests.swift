import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// What a window of 60 columns must not take away.
@Suite struct SmallWindowTests {
  @Test func `a preview says what is missing, whatever the window`() throws {
    var robot = Robot(
      WorkedExample.registry, plan: WorkedExample.plan, language: .chinese, rows: 16, columns: 60,
      glyphs: .ascii)
    try robot.act(on: "3丙1号", "Change status from a date ..", "状态变更 ..")
    robot.type("4")
    #expect(robot.text.contains("28/3 9.3"))
    #expect(robot.text.contains("差2个"))
  }

  @Test func `a number is never cut into another number`() throws {
    let scene = try #require(Scene.all.first { $0.name == "community-small-zh" })
    let robot = try scene.robot(.ascii)
    #expect(robot.row(of: "刘金凤").contains("专职社区工作者  100%"), "\(robot)")
  }

  @Test func `the Overview cuts no label and says how many lines follow`() throws {
    for language in Language.allCases {
      var robot = Robot(
        try SampleDistrict.sample.get().registry, plan: try SampleDistrict.sample.get().plan,
        language: language, rows: 16, columns: 60, glyphs: .ascii)
      #expect(robot.shows(language == .en ? "Down: " : "向下还有 "), "\(robot)")
      let lines = (robot.state.screens.first as? OverviewScreen)?.lines(robot.state.context) ?? []
      #expect(lines.count > 15)
      for _ in lines {
        #expect(!robot.cursorRow.contains("~"), "\(robot.cursorRow)")
        robot.press(.down)
      }
      #expect(!robot.shows(language == .en ? "Down:" : "向下"))
    }
  }

  @Test func `what is out of sight is counted`() throws {
    let filter = try #require(Scene.all.first { $0.name == "filter-small-en" }).robot(.ascii)
    #expect(filter.shows("Down: "), "\(filter)")
    var find = try Robot.small(rows: 16, columns: 60)
    find.press(.function(3))
    find.type("s")
    #expect(find.rows[3].contains("+"), "\(find)")
  }

  @Test func `namesakes are told apart`() {
    var robot = Robot.workedExample()
    robot.send(.resized(rows: 16, columns: 60))
    robot.press(.function(3))
    robot.type("甲")
    #expect(robot.row(of: "1 [甲]").contains("110105001001"), "\(robot)")
  }

  @Test func `a narrow window has no second pane, and says so`() {
    var robot = Robot.workedExample()
    robot.send(.resized(rows: 16, columns: 60))
    robot.type("3")
    robot.press(.function(6))
    #expect(robot.message == "the window is too narrow for a second pane")
    #expect(robot.list?.isInDetail == false)
    #expect(robot.gauges == "Urban 9.6/10 -1  Rural 4.5/5 -1  Workers 80.0% -1")
  }

  @Test func `the keys of the place stand in the hint line where room is short`() {
    for language in Language.allCases {
      var robot = Robot.workedExample(language)
      robot.send(.resized(rows: 16, columns: 60))
      for area in "1234" {
        robot.press(.character(area))
        #expect(robot.hints.contains("Enter"), "\(robot.hints)")
      }
    }
  }

  @Test func `the way out and help stand in every hint line, whatever the window`() throws {
    for scene in Scene.all where scene.columns >= 60 {
      var robot = try scene.robot(.ascii)
      let isFirst = robot.state.screens.count == 1
      for columns in [60, 100] {
        robot.send(.resized(rows: 24, columns: columns))
        #expect(robot.hints.contains("Esc") != isFirst, "\(scene.name): \(robot.hints)")
        let isHelp = robot.state.screens.last is HelpScreen
        #expect(robot.hints.contains("F1") != isHelp, "\(scene.name): \(robot.hints)")
      }
      robot.send(.resized(rows: 24, columns: 80))
      #expect(
        robot.hints.contains("F1") || robot.state.screens.last is HelpScreen, "\(robot.hints)")
    }
  }

  @Test func `a form of the least window leads to its problems, and history names its numbers`() {
    for language in Language.allCases {
      var robot = Robot.workedExample(language)
      robot.send(.resized(rows: 16, columns: 60))
      robot.type("3丙1号")
      #expect(robot.hints.contains("F8"), "\(robot.hints)")
      robot.press(.control("e"))
      for key in ["Enter", "Ctrl-S", "F4", "F8"] { #expect(robot.hints.contains(key), "\(robot)") }
      try? robot.fill("members", "7")
      robot.press(.control("s"), .escape, .escape, .escape)
      robot.type("9")
      #expect(robot.rows[2].hasPrefix(">\(robot.head.seq) 11-24 14:32 "), "\(robot)")
    }
  }

  @Test func `what is wrong at a field, what a question asks and what can be chosen is not cut`()
    throws
  {
    var robot = Robot.workedExample()
    robot.send(.resized(rows: 16, columns: 60))
    robot.openForm()
    try robot.fill("phone", "1381207")
    #expect(robot.row(of: "Phone").contains("! .. "))
    #expect(robot.rows[13].hasPrefix(" Phone: ! 7 digits; 11 for a mobile"), "\(robot)")
    robot.press(.control("u"))
    try robot.go(to: "services")
    #expect(robot.row(of: "Services").contains(" 1social services  +3: F4 "), "\(robot)")
    robot.press(.escape)
    robot.press(.delete)
    #expect(robot.shows("Reason? The record leaves all lists and counts; it can"))
    #expect(robot.shows("| be restored."), "\(robot)")
  }

  @Test func `a pane left in a wide window is left in a narrow one`() {
    var robot = Robot.workedExample()
    robot.type("3")
    robot.press(.function(6))
    robot.send(.resized(rows: 16, columns: 60))
    robot.press(.down)
    #expect(robot.list?.cursor == 1)
  }
}
