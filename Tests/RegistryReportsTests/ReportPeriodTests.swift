import RegistryModel
import Testing

@testable import RegistryReports

/// Periods as they are typed.
@Suite struct ReportPeriodTests {
  @Test(arguments: [
    ("2026", "2026-01-01", "2026-12-31"), ("2026-H1", "2026-01-01", "2026-06-30"),
    ("2026-h2", "2026-07-01", "2026-12-31"), ("2026-Q3", "2026-07-01", "2026-09-30"),
    ("2024-02", "2024-02-01", "2024-02-29"), ("２０２６－Ｑ１", "2026-01-01", "2026-03-31"),
  ])
  func `a period has a first and a last day`(text: String, first: String, last: String) throws {
    let period = try #require(ReportPeriod(text))
    #expect(period.first == (try CivilDate(text: first)))
    #expect(period.last == (try CivilDate(text: last)))
    #expect(ReportPeriod(period.description) == period)
  }

  @Test(arguments: [
    "", "26", "2026-", "2026-Q5", "2026-H0", "2026-13", "2026-00", "2026-1", "2026-Q", "2026-Q1-1",
    "2026-HQ1", "2026-QQ", "20260", "2026-1Q", "9999", "2026-11-01",
  ])
  func `what is no period is refused`(text: String) { #expect(ReportPeriod(text) == nil) }
}
