import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Saving while a past day is shown: what changes as of today all the same is asked about.
@Suite struct PastDaySavingTests {
  private func past(_ language: Language = .en) throws -> Robot {
    var robot = Robot.workedExample(language)
    robot.press(.function(9))
    try robot.choose("Figures as of another day ..", "查看其他日期的数据 ..")
    robot.type("20200331")
    robot.press(.enter)
    return robot
  }

  @Test func `undated fields are named, and saved when that is said`() throws {
    var robot = try past()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("head", "王霞")
    try robot.fill("members", "12")
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty)
    #expect(robot.shows("Head, Members: no history"), "\(robot)")
    #expect(robot.shows("1 Save: fields without history show the new value on past days too"))
    robot.type("1")
    #expect(robot.saved.last?.only?.keys == ["head", "members"])
  }

  @Test(arguments: [false, true])
  func `Esc and the second line go back to the form with everything in it`(isEscape: Bool) throws {
    var robot = try past(.chinese)
    robot.edit(.organization, named: "丙1号")
    try robot.fill("head", "王霞")
    robot.press(.control("s"))
    #expect(robot.shows("负责人: 不保留历史"), "\(robot)")
    if isEscape { robot.press(.escape) } else { robot.type("2") }
    #expect(robot.form?.editor.editor.text == "王霞" && robot.saved.isEmpty)
    #expect(robot.drafts.count == 1)
    robot.press(.control("s"))
    robot.type("1")
    #expect(robot.saved.last?.only?.keys == ["head"] && robot.drafts.isEmpty)
  }

  @Test func `both questions are asked where a dated field changes too, each once`() throws {
    var robot = try past()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("status", "4")
    try robot.fill("head", "王霞")
    robot.press(.control("s"))
    robot.type("1")
    #expect(robot.shows("Status: correction or change?"))
    robot.type("2")
    #expect(robot.saved.last?.only?.keys == ["status@2020-03-31", "head"])
  }

  @Test func `dated fields alone ask only since when, and today nothing is asked`() throws {
    var robot = try past()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("status", "4")
    robot.press(.control("s"))
    #expect(robot.shows("Status: correction or change?"))
    robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("head", "王霞")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["head"])
  }

  @Test func `a form that is open follows to another day, and asks for that one`() throws {
    var robot = try past()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("status", "4")
    let place = robot.form?.editor.field.key
    robot.press(.function(9))
    try robot.choose("Figures as of today", "查看今天的数据")
    #expect(robot.form?.editor.field.key == place && robot.shows("[4  ] dormant"), "\(robot)")
    robot.press(.control("s"))
    #expect(robot.shows("Status: correction or change?"), "\(robot)")
    robot.type("2")
    #expect(robot.saved.last?.only?.keys == ["status@\(SampleDistrict.today)"], "\(robot)")
  }

  @Test func `typing after the answer asks again`() throws {
    var robot = try past()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("status", "4")
    try robot.fill("head", "王霞")
    robot.press(.control("s"))
    robot.type("1")
    robot.press(.escape)
    try robot.fill("members", "9")
    robot.press(.control("s"))
    #expect(robot.shows("Head, Members: no history"))
  }

  @Test func `an assignment says that its first day is the day shown`() throws {
    var robot = try past()
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    robot.type("丙")
    robot.press(.control("s"))
    #expect(robot.shows("Since: 2020-03-31, the day shown"), "\(robot)")
    robot.type("2")
    #expect(robot.saved.isEmpty)
    robot.press(.control("s"))
    robot.type("1")
    #expect(robot.saved.last?.only?.after("since") == "2020-03-31")
    robot.press(.function(2))
    try robot.choose("Assign to a community ..", "安排任职 ..")
    robot.type("乙")
    robot.press(.enter, .enter)
    robot.type("20200401")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.after("since") == "2020-04-01", "typed, it is meant")
  }

  @Test func `an act says that it begins on the day shown, and what has no past`() throws {
    var robot = try past()
    try robot.act(on: "3丙1号", "Change tier from a date: register, file ..", "管理方式变更: 登记, 备案 ..")
    robot.type("3")
    try robot.fillBox("filingNumber", "2020-1")
    robot.press(.control("s"))
    #expect(
      robot.shows("From: 2020-03-31, the day shown; Filing number: no history"), "\(robot)")
    robot.type("1")
    #expect(robot.saved.last?.only?.keys == ["tier@2020-03-31", "filingNumber"])
  }

  @Test func `an act about a day asks nothing: the day is typed`() throws {
    var robot = try past()
    try robot.act(on: "4社工4", "End an assignment ..", "结束任职 ..")
    robot.press(.enter)
    robot.type("20200331")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.after("until") == "2020-03-31")
  }
}

extension Robot {
  /// Goes down to a field of the box on top and types into it.
  fileprivate mutating func fillBox(_ key: String, _ text: String) throws {
    for _ in 0..<9 where (state.screens.last as? ChangeScreen)?.editor.field.key != key {
      press(.down)
    }
    type(text)
  }
}
