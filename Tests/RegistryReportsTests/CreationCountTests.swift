import RegistryModel
import RegistryPlans
import RegistryTestSupport
import Testing
@testable import RegistryReports

/// The report of organizations begun and ended against an obvious count, and its days added up.
@Suite struct CreationCountTests {
  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `organizations that came and went are the difference of two days`(seed: UInt64) throws {
    try RichDistrict(seed: seed).each { source, second, place in
      for line in try ReportTable.of("creation", source).lines("rows")
      where line["town"] == .string("district") {
        let period = try #require(line["period"]?.string.flatMap { ReportPeriod($0) })
        let end = min(period.last, source.day)
        let before = second.on(period.first.adding(days: -1)).existing(.organization)
        let after = second.on(end).existing(.organization)
        #expect(line["existing"] == .int(after.count), "\(place), \(period)")
        #expect(line["net"] == .int(after.count - before.count), "\(place), \(period)")
        var moves: [String: Int] = ["filed": 0, "registered": 0, "registeredOfLedger": 0]
        for stored in source.state.organizations.inUse {
          for step in stored.record.tier.steps where (period.first...end).contains(step.day) {
            let was = stored.record.tier[step.day.adding(days: -1)]
            switch (was, step.value) {
            case (.ledger, .filed): moves["filed", default: 0] += 1
            case (.filed, .registered): moves["registered", default: 0] += 1
            case (.ledger, .registered): moves["registeredOfLedger", default: 0] += 1
            default: break
            }
          }
        }
        for (key, count) in moves { #expect(line[key] == .int(count), "\(place), \(key)") }
      }
    }
  }

  /// New, ended, back, net and existing of one organization in each period.
  private func counts(_ organization: Organization, _ periods: [String]) throws -> [[Int]] {
    var state = RegistryState()
    state.organizations = Table([Stored(RecordID(.organization, 1), organization, changed: 1)])
    return try periods.map { text in
      let period = try #require(ReportPeriod(text))
      let source = ReportSource(
        state, on: period.last, today: RichDistrict.today, period: period)
      let lines = try ReportTable.of("creation", source).lines("rows")
      let line = lines.last { $0["period"] == .string(text) } ?? [:]
      return ["new", "ended", "back", "net", "existing"].map { line[$0]?.int ?? -1 }
    }
  }

  private func organization(_ began: String, _ steps: (OrganizationStatus, String)...) throws
    -> Organization
  {
    var record = Organization()
    (record.tier, record.registeredOn) = (Dated(.filed), try CivilDate(text: began))
    record.status = Dated(.active)
    for (status, day) in steps {
      record.status.change(to: status, from: try CivilDate(text: day))
    }
    return record
  }

  @Test func `who began and ended in one year is new and ended, not in the net`() throws {
    let brief = try organization("2018-02-01", (.deregistered, "2018-05-01"))
    #expect(
      try counts(brief, ["2018", "2018-H2", "2018-Q1", "2018-Q2"]) == [
        [1, 1, 0, 0, 0], [0, 0, 0, 0, 0], [1, 0, 0, 1, 1], [0, 1, 0, -1, 0],
      ])
  }

  @Test func `whose year alone is known is told of the day it ended in it, quarter and year alike`()
    throws
  {
    let brief = try organization("2018", (.deregistered, "2018-05-01"))
    #expect(
      try counts(brief, ["2018", "2018-Q1", "2018-Q2", "2018-Q3", "2018-Q4"]) == [
        [1, 1, 0, 0, 0], [0, 0, 0, 0, 0], [1, 1, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0],
      ])
    let later = try organization("2017", (.deregistered, "2018-05-01"))
    #expect(
      try counts(later, ["2017", "2017-Q4", "2018", "2018-Q2"]) == [
        [1, 0, 0, 1, 1], [1, 0, 0, 1, 1], [0, 1, 0, -1, 0], [0, 1, 0, -1, 0],
      ])
  }

  @Test func `who was deregistered and is active again is back and not new`() throws {
    let again = try organization(
      "2016-02-01", (.deregistered, "2018-02-01"), (.active, "2018-08-01"))
    #expect(
      try counts(again, ["2018", "2018-Q1", "2018-Q3", "2016"]) == [
        [0, 1, 1, 0, 1], [0, 1, 0, -1, 0], [0, 0, 1, 1, 1], [1, 0, 0, 1, 1],
      ])
    let dormant = try organization("2016-02-01", (.dormant, "2018-02-01"), (.active, "2018-08-01"))
    #expect(
      try counts(dormant, ["2018", "2018-Q1", "2018-Q3"])
        == Array(repeating: [0, 0, 0, 0, 1], count: 3))
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `what happened in the quarters of a year is what happened in it, day after day`(
    seed: UInt64
  ) throws {
    let district = try RichDistrict(seed: seed)
    // Every day of every organization takes long.
    let moves =
      seed > 2
      ? nil
      : SecondCount(
        district.state, district.plan, on: RichDistrict.today, today: RichDistrict.today
      ).moves()
    for year in 2015...2018 {
      let line = { (text: String) in
        let period = try #require(ReportPeriod(text))
        let source = ReportSource(
          district.state, on: period.last, today: RichDistrict.today, period: period)
        return try #require(
          try ReportTable.of("creation", source).lines("rows").last {
            $0["period"] == .string(text)
          })
      }
      let quarters = try (1...4).map { try line("\(year)-Q\($0)") }
      let whole = try line("\(year)")
      for (place, quarter) in quarters.enumerated() {
        guard let moves, let period = ReportPeriod("\(year)-Q\(place + 1)") else { break }
        let days = moves.filter { (period.first...period.last).contains($0.day) }
        for key in ["new", "ended", "back"] {
          let count = days.reduce(0) { $0 + ($1.counts[key] ?? 0) }
          #expect(quarter[key] == .int(count), "seed \(seed), \(period), \(key)")
        }
      }
      for key in ["new", "ended", "back", "net", "filed", "registered", "registeredOfLedger"] {
        let sum = quarters.compactMap { $0[key]?.int }.reduce(0, +)
        #expect(whole[key] == .int(sum), "seed \(seed), \(year), \(key)")
      }
    }
  }

  @Test func `what happened is told of the town of that day, so that quarters add up town by town`()
    throws
  {
    var state = RegistryState()
    let codes = ["110105001001", "110105002001"]
    state.communities = Table(
      try codes.enumerated().map { place, code in
        var community = Community()
        community.code = Dated(try DivisionCode(text: code))
        community.townName = Dated("第\(place + 1)街道")
        return Stored(RecordID(.community, place + 1), community, changed: 1)
      })
    var moved = try organization("2018-02-01", (.deregistered, "2018-11-01"))
    moved.tier.change(to: .registered, from: try CivilDate(text: "2018-04-01"))
    moved.community = Dated(RecordID(.community, 1))
    moved.community.change(to: RecordID(.community, 2), from: try CivilDate(text: "2018-08-01"))
    state.organizations = Table([Stored(RecordID(.organization, 1), moved, changed: 1)])
    let line = { (text: String, town: String) -> [Int] in
      let period = try #require(ReportPeriod(text))
      let source = ReportSource(state, on: period.last, today: RichDistrict.today, period: period)
      let line = try ReportTable.of("creation", source).lines("rows")
        .first { $0["town"] == .string(town) }
      return ["new", "registered", "ended", "existing"].map { line?[$0]?.int ?? 0 }
    }
    #expect(try line("2018", "第1街道") == [1, 1, 0, 0])
    #expect(try line("2018", "第2街道") == [0, 0, 1, 0])
    #expect(try line("2018-Q1", "第1街道") == [1, 0, 0, 1])
    #expect(try line("2018-Q2", "第1街道") == [0, 1, 0, 1])
    #expect(try line("2018-Q3", "第2街道") == [0, 0, 0, 1])
    #expect(try line("2018-Q4", "第2街道") == [0, 0, 1, 0])
    #expect(try line("2018", "district") == [1, 1, 1, 0])
  }

  @Test(arguments: 1...12 as ClosedRange<UInt64>)
  func `towns of organizations that came and went add up`(seed: UInt64) throws {
    try RichDistrict(seed: seed).each { source, _, place in
      let lines = try ReportTable.of("creation", source).lines("rows")
      for period in Set(lines.compactMap { $0["period"] }) {
        let own = lines.filter { $0["period"] == period }
        for key in ["new", "filed", "registered", "ended", "back", "net", "existing"] {
          let towns = own.filter { $0["town"] != .string("district") }
          let sum = towns.compactMap { $0[key]?.int }.reduce(0, +)
          #expect(own.last?[key] == .int(sum), "\(place), \(key)")
        }
      }
    }
  }
}
