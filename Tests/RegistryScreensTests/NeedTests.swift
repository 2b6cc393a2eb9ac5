import RegistryModel
import RegistryTestSupport
import TerminalCore
import Testing

@testable import RegistryScreens

/// From a need to the programme that answers it, nothing typed twice.
@Suite struct NeedTests {
  private let id = RecordID(.need, 1)

  /// A registry with a need of 甲, raised in May, and two programmes there.
  private func robot(
    _ language: Language = .en, _ alter: (inout Need) -> Void = { _ in }
  ) throws -> Robot {
    var need = Need()
    (need.title, need.community, need.topic) = ("高龄老人助餐", RecordID(.community, 1), .elderCare)
    (need.serviceArea, need.targetGroups) = (.resourceProvision, [.elders])
    (need.raisedOn, need.status) = ("2026-05-08", Dated(.open))
    alter(&need)
    var programmes: [Stored<Programme>] = []
    for (name, since) in [("甲助餐", "2026-07-01" as CivilDate?), ("甲邻里", nil)] {
      var programme = Programme()
      (programme.name, programme.since, programme.form) = (name, since, .project)
      (programme.status, programme.communities) = (
        Dated(.proposed), Dated([RecordID(.community, 1)])
      )
      programmes.append(Stored(RecordID(.programme, programmes.count + 1), programme, changed: 1))
    }
    var registry = WorkedExample.registry
    registry.needs = Table([Stored(id, need, changed: 1)])
    registry.programmes = Table(programmes)
    return Robot(registry, plan: WorkedExample.plan, language: language, glyphs: .ascii)
  }

  private func started(
    _ language: Language = .en, _ alter: (inout Need) -> Void = { _ in }
  ) throws -> Robot {
    var robot = try robot(language, alter)
    try robot.openList("Needs", "需求")
    robot.press(.function(2))
    try robot.choose("Start a programme for it ..", "据此新增服务项目 ..")
    return robot
  }

  private func set(_ robot: Robot, _ alter: (inout Need) -> Void) throws -> ChangeSet {
    let before = try #require(robot.head.needs[1]?.record)
    var after = before
    alter(&after)
    return ChangeSet([Change(id, after.settings(from: before))])
  }

  @Test func `the form begins with what the need says`() throws {
    let robot = try started()
    #expect(robot.value(of: "name") == "高龄老人助餐" && robot.value(of: "status") == "proposed")
    #expect(robot.value(of: "communities") == ["m1"])
    #expect(robot.value(of: "serviceAreas") == ["resourceProvision"])
    #expect(robot.value(of: "targetGroups") == ["elders"])
    #expect(robot.row(of: "Name").contains("\"Name"))
    #expect(robot.rows[0].contains("New programme: 高龄老人助餐"), "\(robot)")
  }

  @Test(arguments: [
    ("", "2026-11-24"), ("20260701", "2026-07-01"), ("20260301", "2026-05-08"),
    ("20261201", "2026-11-24"), ("202607", "2026-07-31"),
  ])
  func `one save makes the programme and takes the need, from its beginning or today`(
    since: String, taken: String
  ) throws {
    var robot = try started()
    if !since.isEmpty { try robot.fill("since", since) }
    robot.press(.control("s"))
    let set = try #require(robot.saved.last, "\(robot)")
    #expect(set.changes.map(\.id.description) == ["p3", "n1"], "\(robot)")
    #expect(
      set.changes[1].settings == [
        Setting("programme", before: .null, after: "p3"),
        Setting("status@\(taken)", before: [], after: ["taken"]),
      ]
        || set.changes[1].settings == [
          Setting("status@\(taken)", before: [], after: ["taken"]),
          Setting("programme", before: .null, after: "p3"),
        ])
    #expect(robot.message == "saved: 高龄老人助餐. Ctrl-Z undo")
    robot.press(.control("z"))
    #expect(robot.head.programmes[3]?.binned != nil, "\(robot)")
    #expect(robot.head.needs[1]?.record.programme == nil)
    #expect(robot.head.needs[1]?.record.status[SampleDistrict.today] == .open)
  }

  @Test func `a need with a programme, or a closed one, starts none`() throws {
    var robot = try robot { $0.programme = RecordID(.programme, 2) }
    try robot.openList("Needs", "需求")
    robot.press(.function(2))
    #expect(robot.shows("Start a programme for it .. (answered by 甲邻里)"), "\(robot)")
    robot = try self.robot {
      $0.status.change(to: .met, from: "2026-09-01")
      $0.closedOn = "2026-09-01"
    }
    try robot.openList("Needs", "需求")
    robot.press(.function(2))
    #expect(robot.shows("Start a programme for it .. (is met)"), "\(robot)")
    #expect(robot.shows("Link to a programme .. (is met)"))
  }

  @Test func `the draft comes back with its need`() throws {
    var robot = try started()
    try robot.fill("number", "YX-9")
    robot.press(.escape)
    #expect(robot.saved.isEmpty)
    robot.press(.function(9))
    try robot.choose("Drafts ..", "草稿 ..")
    robot.press(.enter)
    #expect(robot.value(of: "number") == "YX-9" && robot.value(of: "communities") == ["m1"])
    robot.press(.control("s"))
    #expect(robot.head.needs[1]?.record.programme == RecordID(.programme, 3), "\(robot)")
  }

  @Test(arguments: [true, false])
  func `another field of the need stays as the colleague left it`(isHeard: Bool) throws {
    var robot = try started()
    try robot.colleagueSaves(set(robot) { $0.people = 40 }, isHeard: isHeard)
    robot.press(.control("s"))
    #expect(robot.head.needs[1]?.record.programme == RecordID(.programme, 3), "\(robot)")
    #expect(robot.head.needs[1]?.record.people == 40)
  }

  @Test(arguments: [(true, true), (true, false), (false, true), (false, false)])
  func `where a colleague linked it elsewhere the clerk says which programme holds`(
    isHeard: Bool, isMine: Bool
  ) throws {
    var robot = try started()
    try robot.colleagueSaves(
      set(robot) { $0.programme = RecordID(.programme, 2) }, isHeard: isHeard)
    robot.press(.control("s"))
    #expect(robot.saved.isEmpty && robot.shows("Keep theirs: 甲邻里"), "\(robot)")
    #expect(robot.shows("Use mine: the new record"))
    robot.type(isMine ? "1" : "2")
    #expect(robot.head.programmes[3]?.record.name == "高龄老人助餐", "\(robot)")
    #expect(
      robot.head.needs[1]?.record.programme == RecordID(.programme, isMine ? 3 : 2), "\(robot)")
  }

  @Test(arguments: [true, false])
  func `a need that a colleague closed is linked and stays closed`(isHeard: Bool) throws {
    var robot = try started()
    try robot.colleagueSaves(
      set(robot) {
        $0.status.change(to: .met, from: "2026-11-01")
        $0.closedOn = "2026-11-01"
      }, isHeard: isHeard)
    robot.press(.control("s"))
    if !isHeard { robot.press(.control("s")) }
    let need = try #require(robot.head.needs[1]?.record)
    #expect(need.programme == RecordID(.programme, 3), "\(robot)")
    #expect(need.status[SampleDistrict.today] == .met && need.closedOn == "2026-11-01")
  }

  @Test(arguments: [true, false])
  func `a need in the recycle bin is left there, and the message says so`(isHeard: Bool) throws {
    var robot = try started()
    let binning = Setting.binned(from: nil, to: "重复")
    try robot.colleagueSaves(ChangeSet([Change(id, [binning])]), isHeard: isHeard)
    robot.press(.control("s"))
    if !isHeard { robot.press(.control("s")) }
    #expect(robot.saved.last?.only?.id == RecordID(.programme, 3), "\(robot)")
    #expect(robot.message.contains("not linked to 高龄老人助餐, which is in the recycle bin"), "\(robot)")
    #expect(robot.head.needs[1]?.record.programme == nil)
  }

  @Test(arguments: [true, false])
  func `a programme that a colleague links meanwhile is not overwritten by a choice`(
    isHeard: Bool
  ) throws {
    var robot = try robot()
    try robot.openList("Needs", "需求")
    robot.press(.function(2))
    try robot.choose("Link to a programme ..", "关联已有服务项目 ..")
    try robot.colleagueSaves(
      set(robot) { $0.programme = RecordID(.programme, 2) }, isHeard: isHeard)
    robot.type("助餐")
    robot.press(.enter)
    #expect(robot.saved.isEmpty, "\(robot)")
    #expect(robot.head.needs[1]?.record.programme == RecordID(.programme, 2))
    if isHeard { #expect(robot.message == "answered by 甲邻里") }
  }

  @Test func `who only reads opens what the need leads to, and changes nothing`() throws {
    var robot = try robot { $0.programme = RecordID(.programme, 1) }
    robot.answer(.readOnly(Words("read-only", "只读")))
    try robot.openList("Needs", "需求")
    robot.press(.function(2))
    #expect(robot.shows("Start a programme for it .. (read-only)"), "\(robot)")
    try robot.choose("Its programme", "查看回应项目")
    #expect(robot.formName == "甲助餐", "\(robot)")
  }

  @Test func `an existing programme is linked by choosing it`() throws {
    var robot = try robot()
    try robot.openList("Needs", "需求")
    robot.press(.function(2))
    try robot.choose("Link to a programme ..", "关联已有服务项目 ..")
    robot.type("助餐")
    robot.press(.enter)
    #expect(
      robot.saved.last?.only?.keys == ["programme", "status@2026-07-01"], "\(robot)")
    #expect(robot.list?.kind == .need && robot.message == "saved: 高龄老人助餐. Ctrl-Z undo")
    robot.press(.function(2))
    try robot.choose("Its programme", "查看回应项目")
    #expect(robot.formName == "甲助餐", "\(robot)")
  }
}
