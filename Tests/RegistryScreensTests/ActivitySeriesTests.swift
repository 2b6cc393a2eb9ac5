import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// Activities of one programme entered one after the other, each in a form and saved by Ins.
@Suite struct ActivitySeriesTests {
  private func robot(_ language: Language = .en) throws -> Robot {
    var programme = Programme()
    (programme.name, programme.form, programme.status) = ("甲助餐", .project, Dated(.running))
    (programme.since, programme.until) = ("2026-01-01", "2026-12-31")
    programme.communities = Dated([RecordID(.community, 1), RecordID(.community, 2)])
    (programme.plannedCases, programme.plannedEvents, programme.plannedVisits) = (7, 4, 20)
    var registry = WorkedExample.registry
    registry.programmes = Table([Stored(RecordID(.programme, 1), programme, changed: 1)])
    return Robot(registry, plan: WorkedExample.plan, language: language, glyphs: .ascii)
  }

  private func recording(_ language: Language = .en) throws -> Robot {
    var robot = try robot(language)
    try robot.openList("Activities", "服务记录")
    robot.press(.insert)
    try robot.fill("programme", "甲助餐")
    try robot.go(to: "heldOn")
    return robot
  }

  /// Types a line and counts its keys.
  private func key(_ line: [Key], _ robot: inout Robot) -> Int {
    robot.press(line)
    return line.count
  }

  @Test func `the programme is filled in and the cursor is at the day`() throws {
    let robot = try recording()
    #expect(robot.value(of: "programme") == "p1")
    #expect(robot.form?.editor.field.key == "heldOn", "\(robot)")
  }

  @Test func `a line takes at most six keys`() throws {
    var robot = try recording()
    robot.type("20260504")
    // An event with 36 people, visits to 12, two cases, another event on the next day.
    robot.type("336")
    robot.press(.insert)
    let lines: [[Key]] = [
      .typing("12412") + [.insert], .typing("1212") + [.insert], .typing("13345") + [.insert],
    ]
    for line in lines { #expect(key(line, &robot) <= 6) }
    // On the 19th and the 20th Enter says that no year is meant.
    #expect(key(.typing("20") + [.enter] + .typing("48") + [.insert], &robot) <= 6)
    let made = robot.head.activities.all.map(\.record)
    #expect(
      made.map(\.heldOn) == ["2026-05-04", "2026-05-12", "2026-05-12", "2026-05-13", "2026-05-20"],
      "\(robot)")
    #expect(made.map(\.activityKind) == [.event, .visit, .casework, .event, .visit])
    #expect(made.map(\.count) == [1, 12, 2, 1, 8])
    #expect(made.map(\.personTimes) == [36, nil, nil, 45, nil])
    #expect(made.allSatisfy { $0.programme == RecordID(.programme, 1) })
  }

  @Test func `date, kind and community go on, the rest does not`() throws {
    var robot = try recording()
    robot.type("202605033")
    try robot.fill("personTimes", "30")
    try robot.fill("community", "乙")
    robot.press(.insert)
    #expect(robot.value(of: "heldOn") == "2026-05-03" && robot.value(of: "activityKind") == "event")
    #expect(robot.value(of: "community") == "m2" && robot.value(of: "programme") == "p1")
    #expect(robot.value(of: "personTimes") == nil)
    #expect(robot.form?.editor.field.key == "heldOn", "\(robot)")
    // A whole date is still one, and so is a month.
    robot.type("202604")
    robot.press(.enter)
    #expect(robot.value(of: "heldOn") == "2026-04", "\(robot)")
    robot.press(.up)
    robot.type("20260419")
    #expect(robot.value(of: "heldOn") == "2026-04-19", "\(robot)")
    robot.press(.insert)
    robot.type("31")
    #expect(robot.form?.editor.refusal(of: robot.form!.editor.field) != nil, "\(robot)")
  }

  @Test func `a day alone is no date where none went on`() throws {
    var robot = try recording()
    robot.type("12")
    robot.press(.enter)
    #expect(
      robot.form?.editor.field.key == "heldOn" && robot.message.hasPrefix("press Enter again"))
  }

  @Test func `a lock holds against what goes on`() throws {
    var robot = try recording()
    robot.type("202605033")
    try robot.fill("community", "甲")
    robot.press(.control("k"))
    try robot.fill("community", "乙")
    robot.press(.insert)
    #expect(robot.value(of: "community") == "m1", "\(robot)")
  }

  @Test(arguments: [
    (Language.en, "saved: 甲助餐 2026-05-04 community event; cases 0/7. Ctrl-Z undo"),
    (.chinese, "已保存: 甲助餐 2026-05-04 社区活动；个案 0/7；Ctrl-Z 撤销"),
  ])
  func `the message says which kind is furthest behind`(language: Language, said: String) throws {
    var robot = try recording(language)
    robot.type("202605043")
    robot.press(.control("s"))
    #expect(robot.message == said)
    robot.press(.escape)
    robot.type("5")
    #expect(robot.shows(language == .en ? "cases 0/7" : "个案 0/7"), "\(robot)")
  }

  @Test func `its activities are one line of F2 away`() throws {
    var robot = try recording()
    robot.type("202605043")
    robot.press(.control("s"), .escape)
    robot.type("5")
    robot.press(.function(2))
    try robot.choose("Activities of it", "查看服务记录")
    #expect(robot.list?.kind == .activity && robot.list?.rows.count == 1, "\(robot)")
    // Not those of another programme.
    var (other, elsewhere) = (Programme(), Activity())
    (other.name, other.form, other.status) = ("乙助餐", .project, Dated(.proposed))
    other.communities = Dated([RecordID(.community, 1)])
    (elsewhere.programme, elsewhere.heldOn) = (RecordID(.programme, -1), SampleDistrict.today)
    (elsewhere.activityKind, elsewhere.count) = (.event, 1)
    try robot.colleagueSaves(
      ChangeSet(
        ([other, elsewhere] as [any Record]).map {
          Change(RecordID($0.kind, -1), isNew: true, $0.settings(from: nil))
        }))
    #expect(robot.head.activities.inUseCount == 2 && robot.list?.rows.count == 1, "\(robot)")
  }

  @Test func `communities and organizations start programmes and needs`() throws {
    var robot = try robot()
    try robot.act(on: "2甲", "New programme here ..", "在此新增服务项目 ..")
    #expect(robot.value(of: "communities") == ["m1"], "\(robot)")
    robot.press(.escape)
    robot.press(.function(2))
    try robot.choose("New need here ..", "在此新增需求 ..")
    #expect(robot.value(of: "community") == "m1")
    robot.press(.escape, .escape)
    try robot.act(on: "3丙1号", "New programme carried by it ..", "新增其承接的服务项目 ..")
    #expect(robot.value(of: "carrier") == "o23", "\(robot)")
  }
}
