import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// A colleague saves while a form is open.
@Suite struct SharedWorkTests {
  private let id = RecordID(.organization, 23)

  private func set(_ key: String, _ robot: Robot, to value: JSON) -> ChangeSet {
    let before = robot.head[id]?.part(key) ?? .null
    return ChangeSet([Change(id, [Setting(key, before: before, after: value)])])
  }

  @Test(arguments: [true, false])
  func `another field saved meanwhile stays as the colleague left it`(isHeard: Bool) throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("members", "12")
    try robot.colleagueSaves(set("address", robot, to: "建设路 12 号"), isHeard: isHeard)
    #expect(robot.form?.editor.editor.text == "12")
    robot.press(.control("s"))
    #expect(robot.message == "saved: 丙1号互助会. Ctrl-Z undo")
    #expect(robot.saved.last?.only?.keys == ["members"])
    let stored = robot.state.registry.organizations[23]?.record
    #expect(stored?.members == 12)
    #expect(stored?.address == "建设路 12 号")
  }

  @Test func `the same field is refused with both values, and nothing typed is lost`() throws {
    var robot = Robot.workedExample(.chinese)
    robot.edit(.organization, named: "丙1号")
    try robot.fill("activityClass", "3")
    try robot.colleagueSaves(set("activityClass", robot, to: "charity"))
    robot.press(.control("s"))
    #expect(robot.message == "活动类别: 本人填 邻里互助，他人已存 公益慈善")
    #expect(robot.shows("1 采用本人所填: 邻里互助") && robot.shows("2 保留他人所存: 公益慈善"))
    robot.press(.escape)
    #expect(robot.value(of: "activityClass") == "mutualAid")
    #expect(robot.saved.isEmpty)
    #expect(robot.drafts.count == 1)
  }

  @Test(arguments: [true, false])
  func `the clerk says which of the two values holds, and it is saved`(isMine: Bool) throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("members", "12")
    try robot.fill("head", "王刚")
    try robot.colleagueSaves(set("members", robot, to: 99))
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty)
    robot.press(.character(isMine ? "1" : "2"))
    #expect(robot.saved.last?.only?.keys == (isMine ? ["head", "members"] : ["head"]))
    let stored = robot.state.registry.organizations[23]?.record
    #expect(stored?.members == (isMine ? 12 : 99))
    #expect(stored?.head == "王刚")
  }

  @Test func `fields that belong together are not merged from two hands`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("certificateUntil", "20281231")
    try robot.colleagueSaves(set("certificateFrom", robot, to: "2025-01-01"))
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty)
    #expect(robot.message.hasPrefix("Valid until: you entered 2028-12-31"))
  }

  @Test func `numbers of persons stay masked when they clash`() throws {
    var robot = Robot.workedExample()
    robot.edit(.worker, named: "社工1")
    try robot.fill("idNumber", "11010519491231002X")
    let theirs = Setting("idNumber", before: .null, after: "440524188001010014")
    try robot.colleagueSaves(ChangeSet([Change(RecordID(.worker, 1), [theirs])]))
    robot.press(.control("s"))
    #expect(
      robot.message == "ID number: you entered 110***********002X, someone saved 440***********0014"
    )
    #expect(!robot.shows("440524188001010014"))
  }

  @Test func `two clerks cannot register one code`() throws {
    var robot = Robot.workedExample()
    robot.type("2")
    robot.press(.insert)
    try robot.fill("code", "110105001009")
    try robot.fill("name", "己社区居委会")
    try robot.colleagueSaves(
      ChangeSet([
        Change(
          RecordID(.community, -1), isNew: true,
          [
            Setting("code", before: .null, after: "110105001009"),
            Setting("name", before: .null, after: "庚社区居委会"),
            Setting("committee", before: .null, after: "residents"),
          ])
      ]), isHeard: false)
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty)
    #expect(robot.message == "Code is already used by 庚 (110105001009)")
    #expect(robot.form?.editor.field.key == "code")
  }

  @Test func `lists, figures and dashboards follow a colleague at once`() throws {
    var robot = Robot.workedExample()
    robot.type("2")
    robot.type("丙")
    robot.press(.enter)
    #expect(robot.row(of: "Organizations ").contains(" 7 / 10 "))
    try robot.colleagueSaves(
      ChangeSet([Change(id, [Setting.binned(from: nil, to: "重复")])]))
    #expect(robot.row(of: "Organizations ").contains(" 6 / 10 "))
    #expect(robot.gauges.contains("Urban 9.3/10"))
    robot.press(.enter)
    #expect(robot.listed.count == 6)
  }

  @Test func `an act on the record of an open form leaves what is typed`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("members", "12")
    robot.press(.function(2))
    try robot.choose("Confirm it is active today", "核实: 今日仍在活动")
    #expect(robot.saved.last?.only?.keys == ["confirmedOn"])
    #expect(robot.form?.editor.editor.text == "12")
    #expect(robot.drafts.count == 1)
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["members"])
    #expect(robot.head.organizations[23]?.record.confirmedOn == SampleDistrict.today)
  }

  @Test(arguments: [true, false])
  func `a status of the same day by F2 is asked about, and one of the two is saved`(
    isMine: Bool
  ) throws {
    var robot = Robot.workedExample()
    try robot.act(on: "3丙1号", "Change status from a date ..", "状态变更 ..")
    robot.type("4")
    let key = "status@\(SampleDistrict.today)"
    let theirs = Setting(key, before: [], after: ["suspended"])
    try robot.colleagueSaves(ChangeSet([Change(id, [theirs])]))
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty)
    #expect(robot.shows("Status from 2026-11-24: changed in the meantime"))
    robot.press(.character(isMine ? "1" : "2"))
    let status = robot.head.organizations[23]?.record.status[SampleDistrict.today]
    #expect(status == (isMine ? .dormant : .suspended))
    #expect(robot.saved.count == (isMine ? 1 : 0))
    #expect(robot.list?.kind == .organization && robot.drafts.isEmpty)
  }

  @Test func `a record put away while its form is open takes no save`() throws {
    var robot = Robot.workedExample()
    robot.type("3丙1号")
    robot.press(.control("e"))
    let id = try #require(robot.form?.record)
    try robot.colleagueSaves(ChangeSet([Change(id, [.binned(from: nil, to: "误录")])]))
    try robot.fill("members", "46")
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.message == "gone", "\(robot)")
    #expect(robot.head.organizations[id.number]?.record.members != 46)
  }

  @Test func `a worker moved from what a colleague has ended goes on with one of the two days`()
    throws
  {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工1", "Move to another community ..", "调动到其他社区 ..")
    let held = try #require(
      robot.head.assignments(of: RecordID(.worker, 1), on: SampleDistrict.today).first)
    robot.type("乙")
    robot.press(.enter)
    let theirs = Setting("until", before: .null, after: "2026-11-30")
    try robot.colleagueSaves(ChangeSet([Change(held.id, [theirs])]))
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty)
    #expect(robot.shows("Until: changed in the meantime"))
    robot.type("2")
    let left = robot.head.assignments[held.id.number]?.record
    #expect(left?.until?.description == "2026-11-30" && left?.endReason == .transferred)
    #expect(robot.saved.last?.changes.count == 2)
  }

  @Test func `what a colleague saves while the question is open is asked about as well`() throws {
    var robot = Robot.workedExample()
    robot.edit(.organization, named: "丙1号")
    try robot.fill("members", "12")
    try robot.colleagueSaves(set("members", robot, to: 99))
    robot.press(.control("s"))
    try robot.colleagueSaves(set("members", robot, to: 100))
    robot.press(.character("1"))
    #expect(robot.saved.isEmpty && robot.shows("Keep theirs: 100"), "\(robot)")
    robot.press(.character("2"))
    #expect(robot.head.organizations[23]?.record.members == 100)
    #expect(robot.saved.isEmpty && robot.drafts.isEmpty)
  }
}
