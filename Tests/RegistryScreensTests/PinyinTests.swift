import RegistryModel
import RegistryScreens
import RegistryTestSupport
import TerminalCore
import Testing

/// Nobody switches the input method to find a name: letters find Chinese in every place that finds.
@Suite struct PinyinTests {
  @Test func `a list is filtered by initials, with digits between, the best fit first`() {
    var robot = Robot.workedExample()
    robot.type("3b7hhz")
    #expect(robot.shows("Organizations 1/38"))
    #expect(robot.cursorRow.contains("丙7号互助会"))
    robot.press(.control("u"))
    robot.type("jia1")
    #expect(robot.shows("Organizations 4/38"), "甲1, 甲10, 甲11, 甲12")
    #expect(robot.cursorRow.contains("甲1号互助会"))
  }

  @Test func `a field that names a record takes initials, and shows what they mean`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4", "Assign to a community ..", "安排任职 ..")
    robot.type("dc")
    #expect(robot.shows("1 丁村"))
    robot.press(.enter, .control("s"))
    #expect(robot.message == "assigned: 社工1 - 丁村. Ctrl-Z undo")
  }

  @Test func `what only sounds the same is offered, and never chosen by itself`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4", "Assign to a community ..", "安排任职 ..")
    robot.type("定村")
    #expect(robot.shows("1 丁村(sounds alike"))
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty)
    robot.type("1")
    robot.press(.control("s"))
    #expect(robot.message == "assigned: 社工1 - 丁村. Ctrl-Z undo")
  }

  @Test func `pinyin of a whole value is that value, though longer ones hold it`() throws {
    var robot = Robot.workedExample()
    robot.type("4")
    robot.press(.insert)
    try robot.fill("licenceLevel", "shgzs")
    robot.press(.enter)
    try robot.go(to: "licenceLevel")
    #expect(robot.fieldValue == "socialWorker", "\(robot)")
  }

  @Test func `the characters themselves are meant, whatever sounds the same`() throws {
    var robot = Robot.workedExample()
    try robot.colleagueSaves(
      ChangeSet([
        Change(RecordID(.community, 2), [Setting("name", before: "乙社区居委会", after: "家社区居委会")])
      ]))
    try robot.act(on: "4", "Assign to a community ..", "安排任职 ..")
    robot.type("家社")
    #expect(robot.shows("1 家"))
    #expect(robot.shows("2 甲(sounds alike"))
    robot.press(.enter, .control("s"))
    #expect(robot.message == "assigned: 社工1 - 家. Ctrl-Z undo")
  }

  @Test func `F3 finds records and work areas by pinyin`() {
    var robot = Robot.workedExample(.chinese)
    robot.press(.function(3))
    robot.type("wucun")
    #expect(robot.cursorRow.isEmpty || robot.shows("戊村"))
    robot.press(.enter)
    #expect(robot.title.contains("戊村"))
    robot.press(.escape, .function(3))
    robot.type("zl")
    #expect(robot.shows("总览"))
  }

  @Test func `a coded value is typed by its initials`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.press(.control("g"))
    try robot.choose("Tier", "管理方式")
    robot.type("ba")
    robot.press(.enter)
    #expect(robot.row(of: "Tier").contains("[2"))
  }

  @Test func `a saved name is found at once, the old one no more`() throws {
    var robot = Robot.workedExample()
    robot.type("3b7hhz")
    let id = RecordID(.organization, 29)
    try robot.colleagueSaves(
      ChangeSet([Change(id, [Setting("name", before: "丙7号互助会", after: "丙区棋牌社")])]))
    #expect(robot.shows("Organizations 0/38"))
    robot.press(.control("u"))
    robot.type("qps")
    #expect(robot.cursorRow.contains("丙区棋牌社"))
  }

  @Test func `the recycle bin and the history are filtered by pinyin too, in any order of words`()
    throws
  {
    var robot = Robot.workedExample(.chinese)
    for (name, reason) in [("丙1号", "重复登记"), ("甲2号", "录错")] {
      robot.type("3" + name)
      robot.press(.delete)
      robot.type(reason)
      robot.press(.enter)
      robot.press(.escape, .escape)
    }
    robot.press(.function(9))
    try robot.choose("Recycle bin ..", "回收站 ..")
    robot.type("cfdj")
    #expect(robot.shows("丙1号互助会") && !robot.shows("甲2号互助会"))
    robot.press(.backspace, times: 4)
    robot.type("lucuo jia")
    #expect(robot.shows("甲2号互助会") && !robot.shows("丙1号互助会"))
    robot.press(.escape, .escape)
    robot.type("9chongfu")
    #expect(robot.cursorRow.contains("丙1号互助会") && !robot.shows("甲2号互助会"))
    robot.press(.control("u"))
    robot.type("hzh j2h")
    #expect(robot.cursorRow.contains("甲2号互助会") && !robot.shows("丙1号互助会"))
    robot.press(.control("u"))
    robot.type("没有的")
    #expect(!robot.shows("甲2号互助会"))
  }
}
