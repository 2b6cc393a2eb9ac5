import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// The recycle bin: who put what away, when and why.
@Suite struct BinTests {
  private let id = RecordID(.organization, 23)

  private func openBin(_ robot: inout Robot) throws {
    robot.press(.function(9))
    try robot.choose("Recycle bin ..", "回收站 ..")
  }

  @Test func `it says who put a record away and when, whatever the window`() throws {
    var robot = Robot.workedExample()
    try robot.colleagueSaves(ChangeSet([Change(id, [.binned(from: nil, to: "twice")])]))
    try openBin(&robot)
    #expect(robot.cursorRow.contains("丙1号互助会"), "\(robot)")
    #expect(robot.cursorRow.contains("11-24 14:32 liqia~ twice"), "\(robot)")
    #expect(robot.rows.joined().contains("liqiang, 2026-11-24 14:32: twice"), "\(robot)")
    robot.send(.resized(rows: 16, columns: 60))
    #expect(robot.cursorRow.contains("11-24 14:32 liqia~ twice"), "\(robot)")
    let other = RecordID(.organization, 24)
    try robot.colleagueSaves(ChangeSet([Change(other, [.binned(from: nil, to: "gone")])]))
    #expect(robot.cursorRow.contains("11-24 14:32 liqia~ gone"), "heard of while open: \(robot)")
  }

  @Test func `the journal is read on for what was put away long ago, and no further`() throws {
    var state = WorkedExample.registry
    let notes = (3...130).map { seq in
      Commit(
        seq: seq, at: Instant(seconds: 1_795_000_000 + seq), by: "liqiang",
        set: ChangeSet([
          Change(RecordID(.community, 1), [Setting("note", before: .null, after: "x")])
        ]))
    }
    let binning = Commit(
      seq: 2, at: Instant(seconds: 1_700_000_000), by: "wangjing",
      set: ChangeSet([Change(id, [.binned(from: nil, to: "错")])]))
    try state.apply(binning)
    state.seq = 130
    var robot = Robot(
      state, plan: WorkedExample.plan, language: .en, glyphs: .ascii, journal: [binning] + notes)
    try openBin(&robot)
    robot.press(.down, .pageDown, .home)
    #expect(robot.cursorRow.contains("2023-11-14  wangj~ 错"), "\(robot)")
    let read = robot.effects.compactMap { effect in
      if case .readChanges(_, let seq, _) = effect { seq } else { nil }
    }
    #expect(read == [.max, 3])
  }

  @Test func `a reason of the program's own is read in the language on screen`() throws {
    var robot = Robot.workedExample(.chinese)
    try robot.fillOrganization("新合唱团")
    robot.press(.control("s"), .control("z"))
    #expect(robot.head.organizations.allRows.contains { $0.binned == "撤销录入" })
    try openBin(&robot)
    #expect(robot.cursorRow.contains("撤销录入"), "\(robot)")
    robot.press(.function(9))
    robot.type("1")
    #expect(
      robot.cursorRow.contains("entry undone") && robot.shows(": entry undone"), "\(robot)")
    robot.press(.function(2))
    robot.type("2")
    #expect(robot.shows("to the recycle bin: entry undone"), "\(robot)")
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
    let name = robot.head.shortName(of: id, on: SampleDistrict.today, .en)
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
}
