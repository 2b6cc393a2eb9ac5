import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistrySearch

@Suite struct PurchaseColumnTests {
  private func found(_ text: String, on day: CivilDate = SampleDistrict.today) throws -> [Int] {
    let registry = try SamplePurchases.added(to: try SampleDistrict.sample.get().registry)
    let search = SearchMemo.reading()
    return search.find(
      try search.query(text, .purchase),
      from: Viewpoint(registry, on: day, today: SampleDistrict.today, tallies: nil)
    ).ids.map(\.number)
  }

  @Test(
    "what is paid, due and overdue is worked out from the instalments",
    arguments: [
      ("paid:>300000", [1]), ("paid:0", []), ("done:30", [1]), ("done:>=50", [2]), ("done:", [3]),
      ("due:<2026-11-24", [2]), ("due:2026-12", [1]), ("!overdue", [2]), ("逾期:240000", [2]),
      ("amount:>1,000,000", [1]), ("status:planned", [3]), ("exists:no", []),
    ])
  func columns(text: String, numbers: [Int]) throws {
    #expect(try found(text) == numbers)
  }

  @Test func `a past day knows neither later payments nor later contracts`() throws {
    let day = try CivilDate(text: "2026-03-02")
    #expect(try found("paid:>0", on: day) == [2])
    #expect(try found("!overdue", on: day) == [1])
    #expect(try found("", on: try CivilDate(text: "2026-02-28")) == [2, 3])
  }
}
