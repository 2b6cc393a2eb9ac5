import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

@Suite struct FormSavingTests {
  @Test func `a new record is saved, named, and seen in its list`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization("丙合唱团")
    robot.press(.control("s"))
    #expect(robot.message == "saved: 丙合唱团. Ctrl-Z undo")
    let change = try #require(robot.saved.last?.only)
    #expect(change.isNew)
    #expect(change.id == RecordID(.organization, 39))
    #expect(change.after("name") == "丙合唱团")
    #expect(change.after("tier") == "filed")
    #expect(change.after("community") == "m3")
    #expect(change.after("uscc") == nil)
    #expect(robot.listed.contains("丙合唱团"))
    #expect(robot.drafts.isEmpty)
  }

  @Test func `the figures on screen are those after saving`() throws {
    var robot = Robot.workedExample()
    #expect(robot.gauges.contains("Urban 9.6/10"))
    try robot.fillOrganization()
    robot.press(.control("s"))
    #expect(robot.gauges.contains("Urban 10.0/10"))
    #expect(robot.gauges.contains("met"))
  }

  @Test func `a refused save says how many, and goes to the first`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("members", "viele")
    robot.press(.control("s"))
    #expect(robot.message.hasPrefix("4 to fix"))
    #expect(robot.form?.editor.field.key == "name")
    #expect(robot.shows("4 to fix: F8"))
  }

  @Test func `F8 visits problems in the order of the form and goes round`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("members", "viele")
    try robot.go(to: "tier")
    var visited: [String] = []
    for _ in 0..<6 {
      robot.press(.function(8))
      visited.append(robot.form?.editor.field.key ?? "")
    }
    #expect(
      visited.prefix(3) == ["community", "members", "name"] || visited.first == "community",
      "\(visited)")
    #expect(Set(visited).isSuperset(of: ["name", "tier", "community", "members"]), "\(visited)")
  }

  @Test func `F6 lists the problems and goes to the one chosen`() throws {
    var robot = Robot.workedExample()
    robot.openForm()
    try robot.fill("members", "viele")
    robot.press(.function(6))
    try robot.choose("Community", "社区")
    #expect(robot.form?.editor.field.key == "community")
  }

  @Test func `Ins saves and opens an empty form that keeps what is locked`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization()
    try robot.go(to: "community")
    robot.press(.control("k"))
    robot.press(.insert)
    #expect(robot.saved.count == 1)
    #expect(robot.form?.editor.original == nil)
    #expect(robot.row(of: "Community").contains("\"Community"))
    #expect(robot.row(of: "Community").contains("丙"))
    #expect(robot.row(of: "Name ").contains("[   "))
    try robot.fill("name", "又一个")
    try robot.fill("tier", "2")
    robot.press(.insert)
    #expect(robot.saved.last?.only?.after("community") == "m3")
    try robot.go(to: "community")
    robot.press(.control("k"))
    #expect(robot.message == "Community unlocked")
    try robot.fillOrganization("第三个", community: "甲")
    robot.press(.insert)
    #expect(!robot.row(of: "Community").contains("丙"))
  }

  @Test func `F5 brings the value of the record saved last, and what was wrong is forgotten`()
    throws
  {
    var robot = Robot.workedExample()
    try robot.fillOrganization()
    try robot.fill("members", "42")
    robot.press(.insert)
    try robot.fill("members", "viele")
    #expect(robot.row(of: "Members").contains("!"))
    robot.press(.function(5))
    #expect(robot.row(of: "Members").contains("\"Members"))
    #expect(robot.row(of: "Members").contains("[42"))
    #expect(!robot.row(of: "Members").contains("!"))
    try robot.fillOrganization("第二个")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.after("members") == 42)
  }

  @Test func `a reason for a warning is saved as accepted`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization()
    try robot.fill("registeredOn", "20270301")
    #expect(robot.row(of: "Registered on").contains("?"))
    robot.press(.up)
    robot.press(.control("o"))
    robot.press(.enter)
    #expect(robot.shows("enter a reason"))
    robot.type("提前受理")
    robot.press(.enter)
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.after("accepted/registered-in-future") == "提前受理")
    let stored = robot.head[RecordID(.organization, 39)]
    #expect(stored?.accepted["registered-in-future"] == "提前受理")
  }

  @Test func `a reason that was not given takes no value for itself`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization()
    try robot.fill("registeredOn", "20270301")
    robot.press(.up, .control("o"), .escape)
    try robot.go(to: "status")
    robot.press(.function(4))
    robot.type("4")
    robot.press(.control("s"))
    let saved = robot.saved.last?.only
    #expect(
      saved?.after("status") == "dormant"
        && saved?.keys.contains { $0.hasPrefix("accepted") } == false)
  }

  @Test func `nothing changed is said and nothing is asked of the store`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    robot.press(.control("s"))
    #expect(robot.message == "nothing changed")
    #expect(robot.effects.allSatisfy { if case .learn = $0 { true } else { false } })
  }

  @Test func `a record that nothing was typed into leaves no draft`() {
    var robot = Robot.workedExample()
    robot.openForm()
    robot.press(.down, .down, .escape)
    #expect(robot.drafts.isEmpty)
    #expect(robot.message.isEmpty)
  }

  @Test func `reading only refuses to save and to make anything new`() throws {
    var robot = Robot.workedExample(isReadOnly: true)
    robot.type("3")
    for key: Key in [.insert, .delete, .function(5), .control("e")] {
      robot.press(key)
      #expect(robot.message.contains("reading only"), "\(key)")
      #expect(robot.list != nil)
    }
    robot.press(.function(2))
    robot.type("1")
    #expect(robot.message == "read-only")
    robot.press(.escape, .enter)
    try robot.fill("members", "5")
    robot.press(.control("s"))
    #expect(robot.message.contains("reading only"))
    robot.press(.insert)
    #expect(robot.message.contains("reading only"))
    #expect(robot.saved.isEmpty)
  }

  @Test func `a registry gone read-only while a box is open refuses there too`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "3", "Change status from a date", "状态变更")
    robot.type("4")
    robot.answer(.readOnly(Words("disk full", "磁盘已满")))
    robot.press(.control("s"))
    #expect(robot.message.contains("reading only"))
    #expect(robot.saved.isEmpty)
  }

  @Test func `behind a slow disk a save is asked for once`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization()
    robot.isDiskSlow = true
    robot.press(.control("s"))
    robot.press(.control("s"), .insert)
    #expect(robot.message == "saving ..")
    robot.answerSaves()
    #expect(robot.saved.count == 1)
    #expect(robot.message.hasPrefix("saved"))
  }

  @Test func `what is typed while a form is being saved is not taken, and said`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization()
    try robot.go(to: "head")
    robot.isDiskSlow = true
    robot.press(.control("s"))
    let texts = robot.form?.editor.editor.text
    robot.type("李")
    #expect(robot.message.hasPrefix("saving ..; what you type now"), "\(robot)")
    robot.send(.paste("李明"))
    robot.press(.function(5), .delete, .enter)
    #expect(robot.form?.editor.editor.text == texts && robot.form?.editor.field.key == "head")
    robot.answerSaves()
    #expect(robot.message.hasPrefix("saved") && robot.form == nil)
    #expect(robot.saved.count == 1)
  }

  @Test func `an answer never reaches another form than the one that asked`() throws {
    var robot = Robot.workedExample()
    try robot.fillOrganization()
    robot.isDiskSlow = true
    robot.press(.control("s"))
    robot.press(.escape, .insert)
    try robot.fill("name", "另一个")
    robot.answerSaves()
    #expect(robot.form?.editor.editor.text == "另一个")
    #expect(robot.saved.count == 1)
    #expect(robot.message.hasPrefix("saved"))
    #expect(robot.drafts.values.compactMap { $0["texts"]?["name"] } == ["另一个"])
  }
}
