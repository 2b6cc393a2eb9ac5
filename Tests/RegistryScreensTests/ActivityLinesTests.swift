import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// A month's activities of one programme, a line each in one table.
@Suite struct ActivityLinesTests {
  private let programme = RecordID(.programme, 1)

  /// A programme with two stored activities.
  private func robot(_ language: Language = .en) throws -> Robot {
    var programme = Programme()
    (programme.name, programme.form, programme.status) = ("甲助餐", .project, Dated(.running))
    (programme.since, programme.until) = ("2026-01-01", "2026-12-31")
    programme.communities = Dated([RecordID(.community, 1), RecordID(.community, 2)])
    (programme.plannedCases, programme.plannedEvents, programme.plannedVisits) = (7, 4, 20)
    programme.serviceAreas = [.communityCare]
    var registry = WorkedExample.registry
    registry.programmes = Table([Stored(self.programme, programme, changed: 1)])
    registry.activities = Table([
      Stored(RecordID(.activity, 1), event("2026-05-02", 30), changed: 1),
      Stored(RecordID(.activity, 2), event("2026-04-20", 12), changed: 1),
    ])
    return Robot(registry, plan: WorkedExample.plan, language: language, glyphs: .ascii)
  }

  private func event(_ day: CivilDate, _ times: Int) -> Activity {
    var activity = Activity()
    (activity.programme, activity.heldOn) = (programme, day)
    (activity.activityKind, activity.count, activity.personTimes) = (.event, 1, times)
    return activity
  }

  private func keying(_ language: Language = .en) throws -> Robot {
    var robot = try robot(language)
    try robot.act(on: "5", "Record activities ..", "录入服务记录 ..")
    return robot
  }

  private func rows(_ robot: Robot) -> [Activity] {
    robot.form?.content.tables[0].rows.compactMap { $0.record as? Activity } ?? []
  }

  private func new(_ day: CivilDate) -> ChangeSet {
    ChangeSet([
      Change(RecordID(.activity, -1), isNew: true, event(day, 5).settings(from: nil))
    ])
  }

  @Test func `the cursor is in a new line below those that are there`() throws {
    let robot = try keying()
    #expect(robot.rows[1].contains("甲助餐: Activities"), "\(robot)")
    #expect(robot.rows[2].hasPrefix("  Date"), "\(robot)")
    #expect(robot.rows[3].contains("2026-05-02") && robot.rows[4].contains("2026-04-20"))
    #expect(robot.cursorRow == robot.rows[5] && robot.rows[5].hasPrefix(">"), "\(robot)")
    #expect(!robot.shows("Programme  "), "nothing but lines: \(robot)")
    #expect(robot.form?.isUntouched == true && robot.drafts.isEmpty)
  }

  @Test func `a month of lines at six keys each is one change set`() throws {
    var robot = try keying()
    robot.type("20260504336")
    let lines: [[Key]] = [
      [.insert] + .typing("12412"), [.insert] + .typing("1212"), [.insert] + .typing("13345"),
    ]
    for line in lines {
      #expect(line.count <= 6)
      robot.press(line)
    }
    robot.press(.control("s"))
    let set = try #require(robot.saved.last, "\(robot)")
    #expect(robot.saved.count == 1 && set.changes.count == 4, "\(robot)")
    #expect(set.changes.allSatisfy { $0.isNew && $0.after("programme") == "p1" })
    let made = robot.head.activities.all.dropFirst(2).map(\.record)
    #expect(made.map(\.heldOn) == ["2026-05-04", "2026-05-12", "2026-05-12", "2026-05-13"])
    #expect(made.map(\.activityKind) == [.event, .visit, .casework, .event])
    #expect(made.map(\.count) == [1, 12, 2, 1] && made.map(\.personTimes) == [36, nil, nil, 45])
    #expect(made.allSatisfy { $0.serviceArea == .communityCare }, "the programme's only one")
    #expect(robot.list?.kind == .programme, "\(robot)")
    #expect(robot.message == "saved: 甲助餐, 4 lines; cases 2/7. Ctrl-Z undo", "\(robot)")
    robot.press(.control("z"))
    #expect(robot.head.activities.inUseCount == 2, "\(robot)")
  }

  @Test func `date, kind and community go on to the next line, of one that was there nothing`()
    throws
  {
    var robot = try keying()
    #expect(rows(robot).last?.activityKind == nil, "\(robot)")
    robot.type("202605033")
    try robot.fill("community", "乙")
    robot.press(.insert)
    let last = try #require(rows(robot).last)
    #expect(last.heldOn == "2026-05-03" && last.activityKind == .event)
    #expect(last.community == RecordID(.community, 2) && last.personTimes == nil, "\(robot)")
    #expect(robot.form?.editor.field.key == "heldOn")
    // Nothing is typed in it: it is not saved.
    robot.press(.control("s"))
    #expect(robot.saved.last?.changes.count == 1, "\(robot)")
  }

  @Test(arguments: [
    (Language.en, "2026-05: 66 person-times, cases 2, events 2"),
    (.chinese, "2026-05：66 人次，个案 2，活动 2"),
  ])
  func `the foot adds up the month of the line, with what is typed`(
    language: Language, sums: String
  )
    throws
  {
    var robot = try keying(language)
    robot.type("20260504336")
    robot.press([.insert] + .typing("1212"))
    #expect(robot.shows(sums), "\(robot)")
    // Of the line that is changed only what is typed counts, of one taken out nothing.
    robot.press(.up, .up, .up)
    robot.press(.delete)
    #expect(
      robot.shows(language == .en ? "2026-04: 12 person-times, events 1" : "2026-04：12 人次，活动 1"))
    robot.press(.down)
    #expect(
      robot.shows(language == .en ? ": 36 person-times, cases 2, events 1" : "：36 人次，个案 2，活动 1"),
      "\(robot)")
  }

  @Test func `arrows stay among the lines, and F6 lists what is to fix`() throws {
    var robot = try keying()
    robot.press(.up, .up, .up, .up)
    #expect(robot.cursorRow == robot.rows[3], "\(robot)")
    robot.press(.backTab)
    #expect(robot.cursorRow == robot.rows[3], "\(robot)")
    robot.press(.down, .down, .down)
    robot.type("20270301")
    robot.press(.enter, .function(6))
    #expect(robot.shows("Activity 2: Held on: the activity is in the future"), "\(robot)")
  }

  @Test func `a stored line is mended, and one is taken out`() throws {
    var robot = try keying()
    robot.press(.up, .up)
    try robot.fill("personTimes", "33")
    robot.press(.down, .delete, .control("s"))
    let set = try #require(robot.saved.last, "\(robot)")
    #expect(set.changes.map(\.id.description) == ["s1", "s2"], "\(robot)")
    #expect(robot.head.activities[1]?.record.personTimes == 33)
    #expect(robot.head.activities[2]?.binned != nil)
  }

  @Test
  func
    `a kind or day that is there already goes on like another, and what cannot be read is in no sum`()
    throws
  {
    var robot = try keying()
    robot.type("202605044")
    robot.press([.insert] + .typing("74"))
    #expect(robot.form?.editor.field.key == "count", "\(robot)")
    #expect(rows(robot).last?.activityKind == .visit && rows(robot).last?.heldOn == "2026-05-07")
    robot.type("5")
    robot.press(.insert)
    // 2083 is no day of the month.
    robot.type("2083")
    #expect(!robot.shows("2083:"), "\(robot)")
  }

  @Test func `on the first line a day alone is of the month that is proposed`() throws {
    var robot = try keying()
    robot.type("53")
    let today = SampleDistrict.today
    let fifth = CivilDate(year: today.year, month: today.month, day: 5)
    #expect(
      rows(robot).last?.heldOn == fifth && rows(robot).last?.activityKind == .event, "\(robot)")
    robot.press(.insert)
    robot.type("64")
    #expect(rows(robot).last?.heldOn == fifth?.adding(days: 1), "\(robot)")
  }

  @Test func `a count that is above the person-times is asked about`() throws {
    var robot = try keying()
    robot.type("20260504442")
    try robot.fill("personTimes", "12")
    robot.press(.up, .down)
    #expect(rows(robot).last?.count == 42 && robot.cursorRow.hasPrefix(">?"), "\(robot)")
  }

  @Test func `in a narrow window the day stays in sight`() throws {
    var robot = try keying()
    robot.type("20260504336")
    try robot.go(to: "note")
    #expect(robot.cursorRow.contains("2026-05-04"), "\(robot)")
  }

  @Test func `typed lines are a draft and come back as lines`() throws {
    var robot = try keying()
    robot.type("20260504336")
    robot.press([.insert] + .typing("1212"))
    let typed = rows(robot)
    robot.press(.escape)
    #expect(robot.drafts.count == 1, "\(robot)")
    robot.press(.function(9))
    robot.type("3")
    robot.press(.enter)
    #expect(rows(robot) == typed && robot.form?.content.lines?.kind == .activity, "\(robot)")
    #expect(
      robot.form?.editor.id.number == -2 && robot.form?.editor.field.key == "count", "\(robot)")
    robot.press(.control("s"))
    #expect(robot.saved.last?.changes.count == 2 && robot.drafts.isEmpty, "\(robot)")
  }

  @Test func `a colleague's line comes above the new one, which stays where the cursor is`() throws
  {
    var robot = try keying()
    try robot.colleagueSaves(new("2026-05-30"))
    #expect(robot.rows[5].contains("2026-05-30") && robot.cursorRow == robot.rows[6], "\(robot)")
    robot.type("20260504336")
    try robot.colleagueSaves(new("2026-05-31"))
    robot.press(.control("s"))
    #expect(robot.head.activities.inUseCount == 5, "\(robot)")
    #expect(robot.head.activities[5]?.record.heldOn == "2026-05-04")
  }

  @Test func `the programme was put away meanwhile: nothing is saved into the bin`() throws {
    var robot = try keying()
    robot.type("20260504336")
    try robot.colleagueSaves(
      ChangeSet(
        [programme, RecordID(.activity, 1), RecordID(.activity, 2)].map {
          Change($0, [.binned(from: nil, to: "twice")])
        }))
    robot.press(.control("s"))
    #expect(robot.head.activities.all.allSatisfy { $0.record.heldOn != "2026-05-04" }, "\(robot)")
    #expect(robot.drafts.count == 1, "what was typed is kept: \(robot)")
  }

  @Test func `of many only the last are shown, and all are counted`() throws {
    var robot = try robot()
    try robot.colleagueSaves(
      ChangeSet(
        (0..<40).map { place in
          Change(
            RecordID(.activity, -1 - place), isNew: true,
            event(CivilDate(year: 2026, month: 5, day: 1 + place % 28)!, 1).settings(from: nil))
        }))
    try robot.act(on: "5", "Record activities ..", "录入服务记录 ..")
    #expect(robot.shows("12 earlier ones not shown"), "\(robot)")
    robot.type("20260504336")
    // One of the two that were there is of May.
    #expect(robot.shows("106 person-times, events 42"), "\(robot)")
    robot.press(.control("s"))
    #expect(robot.saved.last?.changes.count == 1)
  }

  @Test func `sums by month, kind, community and worker lead to their activities`() throws {
    var robot = try robot()
    try robot.act(on: "5", "Sums of its activities ..", "服务记录汇总 ..")
    #expect(robot.shows("by month") && robot.row(of: "2026-05").contains("30"), "\(robot)")
    #expect(robot.rows.contains { $0.hasPrefix("  Sum ") && $0.contains(" 42 ") }, "\(robot)")
    robot.press(.down, .enter)
    #expect(robot.list?.kind == .activity && robot.list?.rows.count == 1, "\(robot)")
    robot.press(.escape, .tab)
    #expect(robot.shows("by kind") && robot.row(of: "community event").contains("2"), "\(robot)")
    robot.press(.tab)
    #expect(robot.shows("all it serves"), "\(robot)")
    robot.press(.tab)
    #expect(robot.shows("no worker named"), "\(robot)")
    robot.press(.enter)
    #expect(robot.list?.rows.count == 2, "\(robot)")
  }
}
