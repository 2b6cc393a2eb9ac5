import RegistryModel
import RegistryPlans
import Testing

/// Pace: the straight line, days, rates and the projected date.
struct PaceTests {
  private static let line: KeyValuePairs<String, JSON> = [
    "measure": "facility", "aggregate": "share", "atLeast": "90", "unit": "%",
    "baseline": ["value": "50", "asOf": "2015-12-31", "source": "S"],
  ]

  /// A registry of ten communities, each with facilities from a day on.
  private func state(_ days: [CivilDate?], _ office: Office = Office()) -> RegistryState {
    var registry = SampleRegistry()
    registry.office = office
    for day in days {
      _ = registry.community {
        $0.facilityArea = Dated(.zero)
        if let day { $0.facilityArea.change(to: SquareMetres(units: 100), from: day) }
      }
    }
    return registry.state
  }

  private func pace(
    _ keys: KeyValuePairs<String, JSON> = line, of state: RegistryState, on day: CivilDate
  ) throws -> Pace {
    try #require(Outlook(try plan(keys), of: state, on: day).paces.first)
  }

  private static let seven: [CivilDate?] =
    Array(repeating: "2010-01-01", count: 6) + ["2018-01-01", nil, nil, nil]

  @Test func `the mark lies on the line, days and rates follow`() throws {
    // 2015-12-31 to 2020-12-31 are 1827 days, to 2018-06-30 912 of them.
    let pace = try pace(of: state(Self.seven), on: "2018-06-30")
    #expect(pace.mark == Exact(50) + Exact(40 * 912, over: 1827))
    #expect(pace.mark.text() == "69.9")
    // 70 stands 0.0328 above the line, 1.5 days at 40/1827 a day.
    #expect(pace.daysAhead == 1)
    #expect(pace.rate == Exact(10))
    #expect(pace.rateNeeded == Exact(20 * 365, over: 915))
    // 20 per cent at 10 a year of 365 days.
    #expect(pace.projected == .on(("2018-06-30" as CivilDate).adding(days: 730)))
    #expect(pace.daysOver == nil)
  }

  @Test func `behind the line the days are below zero, toward zero`() throws {
    let pace = try pace(of: state(Self.seven), on: "2018-07-03")
    // 915 days have passed: expected 70.0328, behind by 1.5 days.
    #expect(pace.daysAhead == -1)
  }

  @Test func `before the baseline's day there is no mark`() throws {
    let pace = try pace(of: state(Self.seven), on: "2015-12-30")
    #expect(pace.mark.isUndefined)
    #expect(pace.daysAhead == nil)
    #expect(try self.pace(of: state(Self.seven), on: "2015-12-31").mark == Exact(50))
  }

  @Test func `after the deadline the mark stands at the target and no rate is asked for`() throws {
    let on = try pace(of: state(Self.seven), on: "2020-12-31")
    #expect(on.mark == Exact(90))
    #expect(on.daysOver == nil)
    #expect(on.rateNeeded.isUndefined)
    let after = try pace(of: state(Self.seven), on: "2021-01-10")
    #expect(after.mark == Exact(90))
    #expect(after.daysOver == 10)
    #expect(after.daysAhead == nil)
    #expect(after.rateNeeded.isUndefined)
    let met = try pace(of: state(Array(repeating: "2016-01-01", count: 9)), on: "2021-01-10")
    #expect(met.daysOver == nil)
  }

  @Test func `where the target is no more than the baseline there is nothing to be ahead of`()
    throws
  {
    for value in ["90", "95"] {
      let keys: KeyValuePairs<String, JSON> = [
        "measure": "facility", "aggregate": "share", "atLeast": "90", "unit": "%",
        "baseline": ["value": .string(value), "asOf": "2015-12-31", "source": "S"],
      ]
      #expect(try pace(keys, of: state(Self.seven), on: "2018-06-30").daysAhead == nil)
    }
  }

  @Test func `without a rising rate nothing is projected`() throws {
    let still = try pace(of: state(Self.seven), on: "2019-06-30")
    #expect(still.rate == Exact(0))
    #expect(still.projected == nil)
    var registry = SampleRegistry()
    _ = registry.community {
      $0.facilityArea = Dated(SquareMetres(units: 100))
      $0.facilityArea.change(to: .zero, from: "2018-05-01")
    }
    let falling = try pace(of: registry.state, on: "2018-06-30")
    #expect(falling.rate == Exact(-100))
    #expect(falling.projected == nil)
  }

  @Test func `a target met has no rate to reach it`() throws {
    let met = try pace(of: state(Array(repeating: "2018-01-01", count: 10)), on: "2018-06-30")
    #expect(met.rateNeeded.isUndefined)
    #expect(met.projected == nil)
    #expect(try #require(met.daysAhead) > 0)
  }

  @Test func `a date too far ahead is after 2200`() throws {
    var days: [CivilDate?] = Array(repeating: nil, count: 2000)
    days[0] = "2018-01-01"
    let projected = try #require(try pace(of: state(days), on: "2018-06-30").projected)
    #expect(projected == .after2200 && projected.json == "after 2200")
    #expect(projected.words == Words("after 2200", "2200 年后"))
  }

  @Test func `days are said while they say something`() throws {
    func standing(_ days: [CivilDate?], on day: CivilDate) throws -> Words? {
      let outlook = Outlook(try plan(Self.line), of: state(days), on: day)
      return try #require(outlook.paces.first).standing(outlook.progress.figures[0])
    }
    let (seven, four) = (Self.seven, Array(Self.seven.suffix(5)))
    #expect(try standing(seven, on: "2018-06-30") == Words("1 day ahead", "超前 1 天"))
    #expect(try standing(seven, on: "2018-12-31") == Words("182 days behind", "滞后 182 天"))
    // 40 per cent, where the line began at 50: 1369 days behind, of which 912 have passed.
    #expect(
      try standing(four, on: "2018-06-30") == Words("below the baseline of 50.0", "低于基数 50.0"))
    #expect(try standing(seven, on: "2021-01-10") == Words("10 days over", "逾期 10 天"))
    #expect(try standing(Array(repeating: "2016-01-01", count: 9), on: "2018-06-30") == nil)
  }

  @Test func `without a baseline there is a mark only once the registry's own is confirmed`() throws
  {
    let keys: KeyValuePairs<String, JSON> = ["scope": "urban", "atLeast": "10"]
    func outlook(_ confirmed: [PlanConfirmation]?) throws -> Outlook {
      var registry = SampleRegistry()
      registry.office.confirmedPlans = confirmed
      let home = registry.community()
      registry.organizations(2, in: home)
      registry.organization(in: home) { $0.registeredOn = "2016-01-01" }
      return Outlook(try plan(keys), of: registry.state, on: "2018-06-30")
    }
    #expect(try outlook(nil).paces[0].mark.isUndefined)
    #expect(try outlook(nil).paces[0].rate == Exact(0))
    let other = PlanConfirmation(plan: "other", by: "wang", on: "2018-01-01")
    #expect(try outlook([other]).paces[0].mark.isUndefined)
    let own = PlanConfirmation(plan: "test", by: "wang", on: "2018-01-01")
    let confirmed = try outlook([other, own])
    #expect(confirmed.paces[0].mark == Exact(2) + Exact(8 * 912, over: 1827))
  }

  @Test func `a published baseline comes before the registry's own`() throws {
    var office = Office()
    office.confirmedPlans = [PlanConfirmation(plan: "test", by: "wang", on: "2018-01-01")]
    let pace = try pace(of: state(Self.seven, office), on: "2015-12-31")
    #expect(pace.mark == Exact(50))
  }

  @Test func `what is not recorded or asks nothing has no pace`() throws {
    let none = try pace(
      ["measure": .null, "missing": ["en": "not entered", "zh-Hans": "未登记"]], of: state(Self.seven),
      on: "2018-06-30")
    #expect(none.mark.isUndefined && none.rate.isUndefined && none.rateNeeded.isUndefined)
    let baselineOnly = try pace(
      ["measure": "facility", "aggregate": "share", "atLeast": .null, "unit": "%"],
      of: state(Self.seven), on: "2018-06-30")
    #expect(baselineOnly.mark.isUndefined)
  }

  @Test(arguments: 1...40)
  func `pace agrees with whole numbers counted day by day`(seed: UInt64) throws {
    var random = Seeded(state: seed)
    let communities = Int.random(in: 1...12, using: &random)
    let changes = (0..<communities).map { _ in
      random.chance(15)
        ? nil : ("2015-01-01" as CivilDate).adding(days: Int.random(in: 0...2500, using: &random))
    }
    let (base, goal) = (
      Int.random(in: 0...80, using: &random), Int.random(in: 0...100, using: &random)
    )
    let asOf = ("2014-06-30" as CivilDate).adding(days: Int.random(in: 0...700, using: &random))
    let keys: KeyValuePairs<String, JSON> = [
      "measure": "facility", "aggregate": "share", "atLeast": .string("\(goal)"), "unit": "%",
      "baseline": [
        "value": .string("\(base)"), "asOf": asOf.json, "source": "S",
      ],
    ]
    let state = state(changes)
    let deadline: CivilDate = "2020-12-31"
    for _ in 0..<10 {
      let day = ("2014-01-01" as CivilDate).adding(days: Int.random(in: 0...3000, using: &random))
      let pace = try pace(keys, of: state, on: day)
      let slow = SlowPace(
        have: { day in changes.count { $0.map { $0 <= day } ?? false } }, of: communities,
        base: base, asOf: asOf, goal: goal, deadline: deadline, day: day)
      #expect(pace.daysAhead == slow.daysAhead)
      #expect(pace.projected == slow.projected.map(Projection.on))
      #expect(pace.daysOver == slow.daysOver)
      #expect(pace.mark.isUndefined == !slow.hasMark)
    }
  }
}

/// The rules of pace again, by stepping through days with whole numbers only.
private struct SlowPace {
  let have: (CivilDate) -> Int
  let of: Int
  let base: Int
  let asOf: CivilDate
  let goal: Int
  let deadline: CivilDate
  let day: CivilDate

  private func days(_ from: CivilDate, _ to: CivilDate) -> Int {
    var (count, day) = (0, from)
    while day < to {
      day = day.adding(days: 1)
      count += 1
    }
    return count
  }

  private var isMet: Bool { 100 * have(day) >= goal * of }

  var hasMark: Bool { day >= asOf && goal >= base }

  var daysOver: Int? { day > deadline && !isMet ? days(deadline, day) : nil }

  /// How many days the line may be moved before the value no longer keeps up with it.
  var daysAhead: Int? {
    guard day >= asOf, day <= deadline, goal > base else { return nil }
    let (span, passed) = (days(asOf, deadline), days(asOf, day))
    // value/1 against base + (goal - base) * passed / span, all times span * of.
    let lead = 100 * have(day) * span - base * of * span - (goal - base) * passed * of
    let step = (goal - base) * of
    var ahead = 0
    while step * (ahead + 1) <= lead { ahead += 1 }
    while step * (ahead - 1) >= lead { ahead -= 1 }
    return ahead
  }

  var projected: CivilDate? {
    let before = day.adding(months: -12)
    let gain = have(day) - have(before)
    guard !isMet, gain > 0 else { return nil }
    let year = days(before, day)
    var more = 0
    while 100 * (have(day) * year + gain * more) < goal * of * year { more += 1 }
    return day.adding(days: more)
  }
}
