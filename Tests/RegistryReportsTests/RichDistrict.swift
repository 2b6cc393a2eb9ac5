import RegistryModel
import RegistryPlans
import RegistryTestSupport
import Testing

@testable import RegistryReports

/// A random district whose records also have what only reports ask for.
struct RichDistrict {
  static let today = CivilDate(year: 2019, month: 6, day: 15) ?? .distantFuture
  let state: RegistryState
  let plan: Plan
  let seed: UInt64

  init(seed: UInt64) throws {
    let district = try RandomDistrict(seed: seed)
    var state = district.state
    state.organizations = Table(state.organizations.all.map { Self.filled($0, seed) })
    state.workers = Table(state.workers.all.map { Self.filled($0, seed) })
    (self.state, plan, self.seed) = (state, district.plans[Int(seed % 3)], seed)
  }

  /// On the day with the period, counted by the program and a second time.
  func each(
    _ check: (ReportSource, SecondCount, String) throws -> Void
  ) rethrows {
    for day in RandomDistrict.days(2, seed: seed) + [Self.today] {
      for text in ["", "\(day.year)", "\(day.year)-Q\(((day.month ?? 1) + 2) / 3)"] {
        let source = ReportSource(
          state, on: day, today: Self.today, period: ReportPeriod(text), plan: plan)
        let second = SecondCount(state, plan, on: day, today: Self.today)
        try check(source, second, "seed \(seed), \(day), \(text)")
      }
    }
  }

  private static func filled(
    _ stored: Stored<Organization>, _ seed: UInt64
  ) -> Stored<Organization> {
    var record = stored.record
    let dice = stored.id.number &* 7 &+ Int(seed)
    record.activityClass = dice % 4 == 0 ? nil : ActivityClass.allCases[dice % 6]
    if dice % 3 == 0 {
      record.certificateUntil = CivilDate(year: 2014 + dice % 8, month: 1 + dice % 12)
      if dice % 2 == 0 {
        record.certificateFrom = CivilDate(year: 2011 + dice % 8, month: 1 + dice % 12)
      }
    }
    if dice % 5 > 1 { record.filingNumber = "备\(dice % 90)" }
    return Stored(stored.id, record, changed: 1, binned: stored.binned)
  }

  private static func filled(_ stored: Stored<Worker>, _ seed: UInt64) -> Stored<Worker> {
    var record = stored.record
    let dice = stored.id.number &* 5 &+ Int(seed)
    record.education = dice % 4 == 0 ? nil : Education.allCases[dice % 9]
    record.politics = dice % 3 == 0 ? nil : Politics.allCases[dice % 13]
    // Three of the specification's examples, and one that is wrong.
    let numbers = [
      "110101190001010014", "110101190001010022", "11010119000101009X", "110101190001010015",
    ]
    if dice % 5 > 0 { record.idNumber = try? IdentityNumber(text: numbers[dice % 4]) }
    return Stored(stored.id, record, changed: 1, binned: stored.binned)
  }
}

extension ReportTable {
  /// A row's values by key.
  typealias Line = [String: JSON]

  func lines(_ part: String) -> [Line] {
    (json[part]?.array ?? []).map { row in
      Dictionary(uniqueKeysWithValues: (row.members ?? []).map { ($0.key, $0.value) })
    }
  }

  /// The report of that name.
  static func of(_ name: String, _ source: ReportSource) throws -> ReportTable {
    try #require(Report.all.first { $0.name == name }).table(source)
  }
}
