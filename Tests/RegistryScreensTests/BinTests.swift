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
}
