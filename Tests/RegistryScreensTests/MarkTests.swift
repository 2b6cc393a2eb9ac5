import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Rows are marked: an act on one record says so before it is done.
@Suite struct MarkTests {
  /// 丙2号 and 丙3号 are marked, the cursor is on 丙4号.
  private func marked(_ language: Language = .en) -> Robot {
    var robot = Robot.workedExample(language)
    robot.type("3丙")
    robot.press(.down, .character(" "), .character(" "))
    return robot
  }

  private let title = "2 rows are marked; this acts on one record"

  @Test func `F2 and Del, editing and copying ask, and go on with the record named`() {
    for (key, opened) in [
      (Key.function(2), "Change status from a date"), (.delete, "To the recycle bin: 丙4号互助会"),
      (.control("e"), "-- 丙4号互助会 -"), (.function(5), "New organization"),
    ] {
      var robot = marked()
      robot.press(key)
      #expect(robot.shows(title) && robot.shows("1 Only this record: 丙4号互助会"), "\(robot)")
      robot.type("1")
      #expect(robot.shows(opened), "\(key): \(robot)")
    }
  }

  @Test func `every command of the list that is done to a record says so in its row`() {
    let ofOne = ListScreen.commands.filter(\.isOfOneRecord).map(\.key)
    #expect(Set(ofOne) == [.function(2), .control("e"), .delete, .function(5)])
  }

  @Test func `what if marked communities had more is counted and not saved`() throws {
    for language in Language.allCases {
      var robot = Robot.workedExample(language)
      robot.type("2")
      // All five: 29 of 3 urban and 9 of 2 rural.
      for _ in 0..<5 { robot.press(.character(" ")) }
      #expect(robot.list?.marked.count == 5)
      robot.press(.function(2))
      try robot.choose(
        language == .en ? "All 5: what if each had more organizations" : "",
        "全部 5 条: 测算各增社会组织")
      robot.type("2")
      robot.press(.enter)
      #expect(robot.shows("9.6 -> 11.6") && robot.shows("4.5 -> 6.5"), "\(robot)")
      #expect(robot.saved.isEmpty && robot.gauges.contains("9.6/10"))
      robot.press(.escape)
      robot.press(.function(2))
      try robot.choose(
        language == .en ? "All 5: what if each had more social workers" : "", "全部 5 条: 测算各增社工")
      robot.type("1")
      robot.press(.enter)
      #expect(robot.shows("80.0% -> 100.0%"), "\(robot)")
    }
  }

  @Test func `back leaves marks and records as they were`() {
    var robot = marked(.chinese)
    robot.press(.delete)
    #expect(robot.shows("已选 2 条；此项只对一条记录办理") && robot.shows("1 仅本条: 丙4号互助会"))
    robot.type("2")
    #expect(robot.list?.marked.count == 2 && robot.saved.isEmpty)
    robot.press(.delete, .escape)
    #expect(robot.list?.marked.count == 2)
  }

  @Test func `an act found with F3 asks as well`() {
    for text in [">status from", ">recycle bin, with"] {
      var robot = marked()
      robot.press(.function(3))
      robot.type(text)
      robot.press(.enter)
      #expect(robot.shows(title), "\(text): \(robot)")
    }
  }

  @Test func `the record that was named is the one acted on, though a colleague took rows away`()
    throws
  {
    var robot = marked()
    robot.press(.delete)
    let first = RecordID(.organization, 23)
    try robot.colleagueSaves(ChangeSet([Change(first, [.binned(from: nil, to: "x")])]))
    robot.type("1")
    #expect(robot.shows("To the recycle bin: 丙4号互助会"))
  }

  @Test func `nothing is asked without marks, with the one row marked, and on opening`() {
    var robot = Robot.workedExample()
    robot.type("3丙")
    robot.press(.delete)
    #expect(robot.shows("To the recycle bin: 丙1号互助会"))
    robot.press(.escape, .character(" "), .up, .delete)
    #expect(robot.shows("To the recycle bin: 丙1号互助会"))
    robot.press(.escape, .down, .enter)
    #expect(robot.form != nil)
  }
}
