import RegistryModel
import RegistryPlans
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// What F2 does with a record: changes from a day on, with what they do to the figures.
@Suite struct ActTests {
  private func status(_ language: Language = .en) throws -> Robot {
    var robot = Robot.workedExample(language)
    try robot.act(on: "3丙1号", "Change status from a date ..", "状态变更 ..")
    return robot
  }

  @Test func `a status from a day on is exactly that setting`() throws {
    var robot = try status()
    robot.type("4")
    robot.press(.enter)
    robot.type("20260701")
    robot.press(.control("s"))
    #expect(robot.message == "saved: 丙1号互助会. Ctrl-Z undo")
    #expect(
      robot.saved.last?.only?.settings == [
        Setting("status@2026-07-01", before: [], after: ["dormant"])
      ])
    #expect(robot.list?.kind == .organization)
  }

  @Test func `ending asks for a reason and keeps it`() throws {
    var robot = try status()
    robot.type("7")
    #expect(!robot.row(of: "End reason").contains("[--]"))
    robot.type("1")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["status@2026-11-24", "endReason"])
  }

  @Test func `the preview tells the figures that hold after saving`() throws {
    var robot = try status()
    robot.type("4")
    #expect(robot.shows("Organizations per urban community: 29/3 9.6 -> 28/3 9.3"))
    robot.press(.control("s"))
    let outlook = Outlook(
      WorkedExample.plan, of: robot.head, on: SampleDistrict.today)
    #expect(outlook.progress.figure("P1")?.text == "9.3")
    #expect(robot.gauges.contains("Urban 9.3/10"))
  }

  @Test func `nothing moves, nothing is claimed`() throws {
    var robot = try status()
    robot.type("3")
    #expect(robot.shows("No plan figure changes."))
  }

  @Test func `a change begins on a full day`() throws {
    var robot = try status()
    robot.type("4")
    robot.press(.enter)
    robot.type("2026-07")
    robot.press(.control("s"))
    #expect(robot.message == "must be a full date")
    #expect(robot.saved.isEmpty)
    robot.press(.control("u"))
    robot.type(".-")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["status@2026-11-23"])
  }

  @Test func `where nothing is changed the box says so and stays`() throws {
    var robot = try status()
    robot.press(.down, .control("s"))
    #expect(robot.message == "nothing changed: Status is as before; change it, or press Esc")
    #expect(robot.effects.isEmpty && robot.cursorRow.contains("Status"))
    robot.type("4")
    robot.press(.control("s"))
    #expect(robot.saved.count == 1)
  }

  @Test(arguments: [
    (Kind.worker, "社工4", "End an assignment ..", "结束任职 ..", "Until"),
    (.worker, "社工4", "Worker leaves ..", "离职 ..", "Left on"),
    (.community, "丙", "End the community ..", "撤销社区 ..", "Last day"),
  ])
  func `what ends something asks for its day, whatever else was typed`(
    kind: Kind, name: String, en: String, chinese: String, label: String
  ) throws {
    var robot = Robot.workedExample()
    robot.type(kind == .worker ? "4" : "2")
    robot.type(name)
    robot.press(.function(2))
    try robot.choose(en, chinese)
    if label == "Until" {
      robot.press(.enter)
    } else {
      robot.press(.down)
      robot.type("1")
    }
    robot.press(.control("s"))
    #expect(robot.message == "\(label) is required; Esc closes", "\(robot)")
    #expect(robot.cursorRow.contains(label) && robot.saved.isEmpty)
    robot.type(".")
    robot.press(.control("s"))
    #expect(robot.saved.count == 1, "\(robot)")
  }

  @Test func `a day that is none takes the cursor to it`() throws {
    var robot = try status()
    robot.type("4")
    robot.press(.down)
    robot.type("2026-07")
    robot.press(.up, .control("s"))
    #expect(
      robot.message == "must be a full date" && robot.cursorRow.contains("From "))
  }

  @Test func `a worker is assigned to a community by part of its name`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    robot.type("丙")
    robot.press(.enter)
    #expect(robot.shows("Communities with a social worker: 4/5 80.0% -> 5/5 100.0%"))
    robot.press(.control("s"))
    #expect(robot.message == "assigned: 社工1 - 丙. Ctrl-Z undo")
    let change = try #require(robot.saved.last?.only)
    #expect(change.isNew)
    #expect(change.after("worker") == "w1")
    #expect(change.after("community") == "m3")
    #expect(change.after("role") == "socialWorker")
    #expect(change.after("since") == "2026-11-24")
    #expect(robot.gauges.contains("100.0%"))
  }

  @Test
  func `a post is proposed that the plan counts; of another it is said that it does not count`()
    throws
  {
    var robot = Robot(
      WorkedExample.registry, plan: WorkedExample.plans[1], language: .en, glyphs: .ascii)
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    robot.type("丙")
    robot.press(.enter)
    #expect(robot.cursorRow.contains("30"), "\(robot)")
    #expect(!robot.shows("does not count"))
    // A number of two digits goes on by itself.
    robot.type("40")
    #expect(robot.shows("This post does not count for the plan."), "\(robot)")
    robot.press(.up)
    robot.type("20")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.after("role") == "committeeMember", "\(robot)")
  }

  @Test func `a proposed post is saved as it is shown`() throws {
    var robot = Robot(
      WorkedExample.registry, plan: WorkedExample.plans[1], language: .en, glyphs: .ascii)
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    robot.type("丙")
    robot.press(.enter, .control("s"))
    #expect(robot.saved.last?.only?.after("role") == "communityStaff", "\(robot)")
  }

  @Test func `a community takes one worker after another`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "2丙", "Assign a worker here ..", "安排社区工作者 ..")
    robot.type("社工4")
    robot.press(.enter, .insert)
    #expect(robot.saved.count == 1)
    #expect(robot.message == "assigned: 社工4 - 丙. Ctrl-Z undo")
    robot.type("社工5")
    robot.press(.control("s"))
    #expect(robot.saved.map { $0.only?.after("worker") } == ["w4", "w5"])
    #expect(robot.saved.allSatisfy { $0.only?.after("community") == "m3" })
  }

  @Test func `one role twice in one community is refused`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    robot.type("甲")
    robot.press(.control("s"))
    #expect(robot.message.contains("already holds this role"))
    #expect(robot.saved.isEmpty)
  }

  @Test func `an assignment ends on its last day`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工4", "End an assignment ..", "结束任职 ..")
    robot.press(.enter)
    robot.type(".")
    // The last day counts: the figure moves tomorrow, and that is said today.
    #expect(
      robot.joined.contains(
        "Communities with a social worker: 4/5 80.0% -> 3/5 60.0% from 2026-11-25"))
    #expect(robot.joined.contains("no longer met: 丁村"))
    robot.press(.control("s"))
    #expect(
      robot.saved.last?.only?.settings == [Setting("until", before: .null, after: "2026-11-24")])
    #expect(robot.gauges.contains("80.0%"))
    robot.clock = Clock(today: "2026-11-25", time: "08:00")
    robot.send(.tick)
    #expect(robot.gauges.contains("60.0%"))
  }

  @Test func `one of the ledger that is filed from a day on is registered that day`() throws {
    var robot = Robot.workedExample()
    let id = RecordID(.organization, 23)
    let old = try #require(robot.head.organizations[23]?.record)
    var ledger = old
    (ledger.tier, ledger.registeredOn) = (Dated(.ledger), nil)
    try robot.colleagueSaves(ChangeSet([Change(id, ledger.settings(from: old))]))
    try robot.act(on: "3丙1号", "Change tier from a date: register, file ..", "管理方式变更: 登记, 备案 ..")
    robot.type("2")
    robot.press(.tab, times: 4)
    robot.type("20220501")
    robot.press(.control("s"))
    #expect(
      robot.saved.last?.only?.settings == [
        Setting("tier@2022-05-01", before: [], after: ["filed"]),
        Setting("registeredOn", before: .null, after: "2022-05-01"),
      ], "\(robot)")
  }

  @Test func `who leaves before an assignment begins is told which one`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工4", "Worker leaves ..", "离职 ..")
    robot.type("20151130")
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty)
    #expect(
      robot.message.contains("社工4 - 丁村: begins 2016-01-01, the worker leaves 2015-11-30; fix a4"),
      "\(robot)")
    robot.press(.control("u"))
    robot.type("20160101")
    robot.press(.control("s"))
    #expect(robot.saved.last?.only?.keys == ["leftOn"])
  }

  @Test func `the recycle bin wants a reason, and the record leaves every count`() throws {
    var robot = Robot.workedExample()
    robot.type("3丙1号")
    robot.press(.delete)
    robot.press(.enter)
    #expect(robot.shows("enter a reason"))
    robot.type("重复登记")
    robot.press(.enter)
    #expect(robot.saved.last?.reason == "重复登记")
    #expect(robot.saved.last?.only?.settings == [.binned(from: nil, to: "重复登记")])
    #expect(robot.listed == [])
    #expect(robot.gauges.contains("Urban 9.3/10"))
    #expect(robot.head[RecordID(.organization, 23)]?.binned == "重复登记")
  }

  @Test func `what lies in the recycle bin is brought back from the menu`() throws {
    var robot = Robot.workedExample()
    robot.type("3丙1号")
    robot.press(.delete)
    robot.type("重复登记")
    robot.press(.enter)
    #expect(robot.message == "in the recycle bin (F9): 丙1号互助会. Ctrl-Z undo")
    robot.press(.function(9))
    try robot.choose("Recycle bin ..", "回收站 ..")
    #expect(robot.cursorRow.contains("Organization"))
    #expect(robot.cursorRow.contains("丙1号互助会"))
    #expect(robot.cursorRow.contains("重复登记"))
    robot.press(.enter)
    #expect(robot.message == "restored: 丙1号互助会. Ctrl-Z undo")
    #expect(robot.saved.last?.only?.settings == [.binned(from: "重复登记", to: nil)])
    #expect(robot.head[RecordID(.organization, 23)]?.binned == nil)
    #expect(robot.gauges.contains("Urban 9.6/10"))
    #expect(robot.shows("The recycle bin is empty."))
    robot.press(.escape)
    #expect(robot.listed.contains("丙1号互助会"))
  }

  @Test func `nothing is brought back where nothing can be saved`() throws {
    var robot = Robot.workedExample(isReadOnly: true)
    robot.press(.function(9))
    try robot.choose("Recycle bin ..", "回收站 ..")
    robot.press(.enter)
    #expect(robot.message == "the registry is open for reading only")
  }

  @Test func `an act that cannot be done says why`() {
    var robot = Robot.workedExample()
    robot.type("3丙1号")
    robot.press(.function(2))
    robot.type("4")
    #expect(robot.saved.count == 1)
    robot.press(.function(2))
    robot.type("4")
    #expect(robot.message == "already confirmed today")
    #expect(robot.saved.count == 1)
  }

  // MARK: The recycle bin

  /// 甲1号 lies in the recycle bin with a filing number.
  private func filed() throws -> Robot {
    var robot = Robot.workedExample()
    let id = RecordID(.organization, 1)
    try robot.colleagueSaves(
      ChangeSet([Change(id, [Setting("filingNumber", before: .null, after: "2018-412")])]))
    try robot.colleagueSaves(ChangeSet([Change(id, [.binned(from: nil, to: "录错")])]))
    return robot
  }

  @Test func `registering a binned number again offers the old record, with what was typed`() throws
  {
    var robot = try filed()
    try robot.fillOrganization("新合唱团", community: "乙")
    try robot.fill("filingNumber", "2018-412")
    #expect(robot.cursorRow.contains("? in the recycle bin "), "\(robot)")
    #expect(robot.shows("? in the recycle bin: 甲1号互助会 (o1)"), "\(robot)")
    robot.press(.control("s"))
    #expect(robot.shows("In the recycle bin: 甲1号互助会 (录错)"))
    try robot.choose("Restore the record, with the values typed here", "恢复该记录, 并带入此处所填内容")
    #expect(robot.message == "restored: 甲1号互助会. Ctrl-Z undo")
    #expect(robot.saved.last?.only?.settings == [.binned(from: "录错", to: nil)])
    #expect(robot.form?.editor.id == RecordID(.organization, 1))
    #expect(robot.row(of: "Name ").contains("新合唱团"))
    robot.press(.control("s"))
    try robot.choose("Correction: it was always this value", "更正: 原来就应如此")
    let change = try #require(robot.saved.last?.only)
    #expect(change.id == RecordID(.organization, 1) && !change.isNew)
    #expect(change.after("name") == "新合唱团" && change.after("community") == "m2")
    #expect(robot.drafts.isEmpty)
  }

  @Test func `a new record may be registered all the same`() throws {
    var robot = try filed()
    try robot.fillOrganization("新合唱团")
    try robot.fill("filingNumber", "2018-412")
    robot.press(.control("s"))
    try robot.choose("Add a new record anyway", "仍新增一条记录")
    #expect(robot.message.hasPrefix("saved: 新合唱团"))
    #expect(robot.saved.last?.only?.isNew == true)
  }

  @Test func `what lies in the recycle bin is found by typing, and its history is there`() throws {
    var robot = Robot.workedExample()
    for number in 23...29 {
      let id = RecordID(.organization, number)
      try robot.colleagueSaves(ChangeSet([Change(id, [.binned(from: nil, to: "误")])]))
    }
    robot.press(.function(9))
    try robot.choose("Recycle bin ..", "回收站 ..")
    robot.press(.end)
    #expect(robot.cursorRow.contains("丙1号"))
    robot.type("丙3号")
    #expect(robot.cursorRow.contains("丙3号"))
    robot.press(.function(2))
    try robot.choose("History of the record ..", "本条变更记录 ..")
    #expect(robot.cursorRow.contains("liqiang  to the recycle bin: 误"))
    robot.press(.escape, .function(2))
    try robot.choose("Restore", "恢复")
    #expect(robot.message == "restored: 丙3号互助会. Ctrl-Z undo")
    #expect(robot.shows("No matches"))
  }

  @Test func `what is binned is in no list, no search, no choice and no figure`() throws {
    var robot = try Robot.small()
    let id = RecordID(.organization, 1)
    let name = robot.head.shortName(of: id, .en)
    let count = robot.head.organizations.inUseCount
    try robot.colleagueSaves(ChangeSet([Change(id, [.binned(from: nil, to: "误")])]))
    robot.type("3")
    #expect(robot.list?.rows.count == count - 1)
    #expect(robot.list?.rows.contains(id) == false)
    robot.press(.control("u"), .function(3))
    robot.type(name)
    #expect(robot.find?.listed.contains(.record(id)) == false)
    robot.press(.escape, .escape)
    robot.type("1")
    robot.press(.down, times: 12)
    #expect(robot.row(of: "3 Organizations").contains(String(count - 1)))
    let counts = try #require(robot.state.context.outlook?.progress.communities)
    #expect(counts.allSatisfy { $0.organizations <= count - 1 })
  }

  @Test func `the change to another tier begins on the day of registration typed`() throws {
    var robot = Robot.workedExample()
    try robot.act(
      on: "3丙1号", "Change tier from a date: register, file ..", "管理方式变更: 登记, 备案 ..")
    robot.type("1")
    let screen = { robot.state.screens.last as? ChangeScreen }
    for _ in 0..<4 where screen()?.editor.field.key != "registeredOn" { robot.press(.tab) }
    robot.type("20220501")
    #expect(robot.row(of: "From").contains("2022-05-01"))
  }

  @Test func `a move ends the assignment before on the day before, in one change set`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工1", "Move to another community ..", "调动到其他社区 ..")
    let worker = RecordID(.worker, 1)
    let held = try #require(robot.head.assignments(of: worker, on: SampleDistrict.today).first)
    robot.type("乙")
    robot.press(.enter, .enter)
    robot.type("20261201")
    robot.press(.control("s"))
    #expect(robot.message.hasPrefix("moved: "))
    #expect(robot.saved.last?.changes.map(\.id.kind) == [.assignment, .assignment])
    let left = robot.head.assignments[held.id.number]?.record
    #expect(left?.until?.description == "2026-11-30" && left?.endReason == .transferred)
    let now = try #require(
      robot.head.assignments(of: worker, on: CivilDate(text: "2026-12-01")).last)
    #expect(now.record.role == held.record.role && now.record.primary == held.record.primary)
    #expect(now.record.community != held.record.community)
  }

  @Test func `an assignment shows what the worker holds already, and its end since when`() throws {
    var robot = Robot.workedExample()
    try robot.act(on: "4社工1", "Assign to a community ..", "安排任职 ..")
    #expect(robot.shows("Now: 甲 social worker from"))
    robot.press(.escape)
    try robot.act(on: "", "End an assignment ..", "结束任职 ..")
    #expect(robot.shows("甲 social worker from"))
  }
}
