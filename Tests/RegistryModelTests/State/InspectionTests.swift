import Testing

@testable import RegistryModel

@Suite("Inspections of organizations")
struct InspectionTests {
  private static let organization = RecordID(.organization, 1)

  private func inspection(
    _ year: Int, _ result: InspectionResult = .passed, on day: CivilDate? = nil
  ) -> Inspection {
    var inspection = Inspection()
    (inspection.organization, inspection.year) = (Self.organization, year)
    (inspection.result, inspection.heldOn) = (result, day)
    return inspection
  }

  private func refusals(_ inspection: Inspection, _ registry: TestRegistry) -> [String] {
    registry.state.judgement(
      of: inspection, as: RecordID(.inspection, -1), today: registry.today
    ).refused.map(\.words.en)
  }

  @Test("one a year, and none of a year to come")
  func years() throws {
    var registry = try Sample.registry()
    try registry.add(inspection(2018))
    try registry.add(inspection(2019, .missed))
    #expect(
      refusals(inspection(2019), registry) == ["2019 is already inspected (y2): change that one"])
    #expect(refusals(inspection(2021), registry) == ["2021 is in the future"])
    #expect(refusals(inspection(2020), registry) == [])
    // Two clerks, from the same head: the second is refused there.
    let base = registry.state
    let new = ChangeSet([
      Change(RecordID(.inspection, -1), isNew: true, inspection(2020).settings(from: nil))
    ])
    try registry.append(new, from: base)
    #expect(throws: RebaseError.self) { try registry.append(new, from: base) }
    // A year may be corrected to one that is free, and to no other.
    #expect(throws: (any Error).self) {
      try registry.append(
        registry.change(RecordID(.inspection, 1), Inspection.self) { $0.year = 2019 })
    }
    try registry.append(
      registry.change(RecordID(.inspection, 1), Inspection.self) { $0.year = 2017 })
  }

  @Test("the last one is that of the last year known on the day")
  func last() throws {
    var registry = try Sample.registry()
    try registry.add(inspection(2019, .basicallyPassed))
    try registry.add(inspection(2018, .failed, on: "2019-06-30"))
    let last = { (day: CivilDate) in
      registry.state.lastInspection(of: Self.organization, on: day)?.result
    }
    #expect(last("2019-06-29") == nil)
    #expect(last("2019-06-30") == .failed)
    #expect(last("2019-12-30") == .failed)
    #expect(last("2019-12-31") == .basicallyPassed)
  }

  @Test(
    "what older formats kept in two fields becomes rows, of organizations in the recycle bin too")
  func retired() throws {
    var registry = try Sample.registry()
    let second = try registry.add(Sample.organization("二号会"))
    let set = { (id: RecordID, pairs: [(String, JSON)]) in
      ChangeSet([Change(id, pairs.map { Setting($0.0, before: .null, after: $0.1) })])
    }
    // As the journal of that time has it.
    try registry.apply(
      set(Self.organization, [("inspectionYear", 2018), ("inspectionResult", "missed")]))
    let first = registry.state.seq
    try registry.apply(
      ChangeSet([
        Change(
          Self.organization,
          [
            Setting("inspectionYear", before: 2018, after: 2019),
            Setting("inspectionResult", before: "missed", after: "passed"),
          ])
      ]))
    try registry.apply(set(second, [("inspectionYear", 2017), ("inspectionResult", "failed")]))
    // Of one in use the clerk is asked for the rest; in the recycle bin nobody could be.
    let third = try registry.add(Sample.organization("三号会"))
    let fourth = try registry.add(Sample.organization("四号会"))
    for id in [third, fourth] { try registry.apply(set(id, [("inspectionYear", 2016)])) }
    for id in [second, fourth] {
      try registry.apply(ChangeSet([Change(id, [.binned(from: nil, to: "误")])]))
    }
    let moving = try #require(registry.state.movingRetired)
    try registry.apply(moving)
    let rows = registry.state.inspections.all.map {
      "\($0.id) \($0.record.organization?.description ?? "") \($0.record.year ?? 0) "
        + "\($0.record.result?.rawValue ?? "-") \($0.binned ?? "")"
    }
    #expect(rows == ["y1 o1 2019 passed ", "y2 o2 2017 failed 误", "y3 o3 2016 - "])
    #expect(
      registry.state.organizations.all.filter { !$0.unknown.isEmpty }.map(\.id) == [fourth])
    #expect(registry.state.movingRetired == nil, "once is enough")
    let upgrade = registry.state.seq
    #expect(throws: (any Error).self) { try registry.undo(.seq(upgrade)) }
    let history = ["inspectionYear", "inspectionResult"].map { key in
      registry.state.line(
        Setting(key, before: .null, after: key == "inspectionYear" ? 2019 : "missed"),
        in: .organization, on: registry.today, .chinese)
    }
    #expect(history == ["年检年度: -- -> 2019", "年检结果: -- -> 未参检"])
    // With its organization the row comes back.
    for id in [second, fourth] {
      try registry.append(ChangeSet([Change(id, [.binned(from: "误", to: nil)])]))
    }
    #expect(registry.state.inspections[2]?.binned == nil)
    // What was saved before is in the journal, and no longer to be undone by itself.
    #expect(throws: (any Error).self) { try registry.undo(.seq(first)) }
  }

  @Test("what no inspection can hold stays where it was")
  func strange() throws {
    var registry = try Sample.registry()
    try registry.apply(
      ChangeSet([
        Change(
          Self.organization, [Setting("inspectionYear", before: .null, after: "二〇一九")])
      ]))
    #expect(registry.state.movingRetired == nil)
    #expect(registry.state.organizations[1]?.unknown.map(\.key) == ["inspectionYear"])
  }
}
