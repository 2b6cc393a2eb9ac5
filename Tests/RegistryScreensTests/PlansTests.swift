import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// The office's plans side by side.
@Suite struct PlansTests {
  private func robot(_ language: Language = .en) throws -> Robot {
    var robot = Robot(
      WorkedExample.registry, plan: WorkedExample.plans[0], of: WorkedExample.library,
      language: language, rows: 40, columns: 120, glyphs: .ascii)
    try robot.colleagueSaves(WorkedExample.office(of: WorkedExample.plans))
    robot.type("7")
    robot.press(.function(2))
    try robot.choose("All plans of the office ..", "各规划对照 ..")
    return robot
  }

  @Test func `every target of every plan stands there with its own count`() throws {
    for language in Language.allCases {
      let robot = try robot(language)
      for plan in WorkedExample.plans.prefix(2) {
        #expect(robot.shows(plan.title[language]), "\(robot)")
        let progress = Progress(plan, of: robot.head, on: robot.state.day)
        for figure in progress.figures where figure.target.notRecorded == nil {
          let label = String(figure.target.label[language].prefix(language == .en ? 24 : 12))
          let rows = robot.rows.filter { $0.contains(label) }
          let value = figure.text.map { $0 + figure.target.figureSign } ?? "--"
          #expect(rows.contains { $0.contains(" \(value) ") }, "\(label) \(value) in \(robot)")
        }
      }
    }
  }

  @Test func `a line opens as many records as are missing, by its own plan`() throws {
    var robot = try robot()
    let first = WorkedExample.plans[0].targets.count
    let second = Outlook(WorkedExample.plans[1], of: robot.head, on: robot.state.day)
    let place = try #require(
      second.progress.figures.firstIndex { $0.target.notRecorded == nil && $0.tally[.without] > 0 })
    robot.press(.down, times: first + place)
    robot.press(.enter)
    #expect(robot.list?.rows.count == second.progress.figures[place].tally[.without], "\(robot)")
  }

  @Test func `an office of one plan is told how to name more`() throws {
    var robot = Robot.workedExample()
    robot.type("7")
    robot.press(.function(2))
    #expect(robot.shows("the office has one plan"), "\(robot)")
  }
}
