import RegistryModel
import Testing

/// How far programmes are with what they plan, counted by hand.
@Suite struct ProgrammeProgressTests {
  private let id = RecordID(.programme, 1)

  private func day(_ text: String) throws -> CivilDate { try CivilDate(text: text) }

  private func state(
    cases: Int? = nil, events: Int? = nil, _ made: [(ActivityKind, String, Int?)]
  ) throws -> RegistryState {
    var programme = Programme()
    (programme.name, programme.plannedCases, programme.plannedEvents) = ("甲助餐", cases, events)
    var state = RegistryState()
    state.programmes = Table([Stored(id, programme, changed: 1)])
    state.activities = Table(
      try made.enumerated().map { place, one in
        var activity = Activity()
        (activity.programme, activity.activityKind) = (id, one.0)
        (activity.heldOn, activity.count) = (try day(one.1), one.2)
        return Stored(RecordID(.activity, place + 1), activity, changed: 1)
      })
    return state
  }

  @Test func `the kind with the smallest share is told`() throws {
    // 3 of 7 cases, 1 of 2 events; what is not planned does not matter.
    let state = try state(
      cases: 7, events: 2,
      [
        (.casework, "2026-03-02", 1), (.casework, "2026-04", 2), (.event, "2026-03-05", 1),
        (.visit, "2026-03-06", 0), (.casework, "2026-05-01", 0), (.casework, "2026-05-02", nil),
      ])
    #expect(state.progress(of: id, by: nil)?.words == Words("cases 3/7", "个案 3/7"))
    #expect(state.progress(of: id, by: nil)?.json == "case 3/7")
  }

  @Test(arguments: [
    ("2026-03-01", "case 0/4"), ("2026-03-02", "event 0/2"), ("2026-03-05", "case 1/4"),
    ("2026-04-29", "case 1/4"), ("2026-04-30", "event 1/2"),
  ])
  func `of a past day what was done by then, a month by its last day`(
    past: String, told: String
  ) throws {
    let state = try state(
      cases: 4, events: 2,
      [(.casework, "2026-03-02", 1), (.event, "2026-03-05", 1), (.casework, "2026-04", 2)])
    #expect(try state.progress(of: id, by: day(past))?.json == .string(told))
  }

  @Test func `without a plan there is none, and more than planned is told`() throws {
    #expect(try state([(.event, "2026-03-05", 1)]).progress(of: id, by: nil) == nil)
    #expect(try state(cases: 0, []).progress(of: id, by: nil) == nil)
    let over = try state(events: 2, [(.event, "2026-03-05", 3)])
    #expect(over.progress(of: id, by: nil)?.json == "event 3/2")
  }

  @Test func `a binned activity is not done`() throws {
    var state = try state(events: 2, [(.event, "2026-03-05", 1)])
    let stored = try #require(state.activities[1])
    state.activities = Table([Stored(stored.id, stored.record, changed: 2, binned: "误")])
    #expect(state.progress(of: id, by: nil)?.json == "event 0/2")
  }
}
