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

  @Test func `of an instalment paid in part the rest stays due`() throws {
    var registry = try SamplePurchases.added(to: try SampleDistrict.sample.get().registry)
    let today = SampleDistrict.today
    let open = try #require(
      registry.instalments.inUse.first {
        $0.record.purchase == RecordID(.purchase, 2) && $0.record.paid == nil
          && $0.record.due.map { $0 < today } == true
      })
    var instalment = open.record
    (instalment.paid, instalment.paidOn) = (try Yuan(text: "40000"), today)
    try registry.apply(
      Commit(
        seq: registry.seq + 1, at: Instant(seconds: 1_795_000_100), by: "zhangmin",
        set: ChangeSet([Change(open.id, instalment.settings(from: open.record))])))
    let payments = try #require(registry.payments(of: RecordID(.purchase, 2), on: today))
    #expect(payments.overdue == (try Yuan(text: "200000")) && payments.due == instalment.due)
  }

  @Test func `a purchase is found by the texts of its rows, also after one changes`() throws {
    var registry = try SamplePurchases.added(to: try SampleDistrict.sample.get().registry)
    let search = SearchMemo.reading()
    func found(_ text: String) throws -> [Int] {
      let view = Viewpoint(
        registry, on: SampleDistrict.today, today: SampleDistrict.today, tallies: nil)
      return search.find(try search.query(text, .purchase), from: view).ids.map(\.number)
    }
    #expect(try found("小组活动") == [1])
    #expect(try found("shegong gangwei") == [1])
    var line = try #require(registry.lines[2]?.record)
    let before = line
    line.service = "心理咨询"
    try registry.apply(
      Commit(
        seq: registry.seq + 1, at: Instant(seconds: 1_795_000_100), by: "zhangmin",
        set: ChangeSet([Change(RecordID(.line, 2), line.settings(from: before))])))
    #expect(try found("小组活动") == [])
    #expect(try found("xlzx") == [1])
    let query = try search.query("xlzx", .purchase)
    let marks = search.marks(of: [RecordID(.purchase, 1)], by: query, in: registry)
    #expect(marks.first?.first?.source == .row(0))
  }

  @Test func `a past day knows neither later payments nor later contracts`() throws {
    let day = try CivilDate(text: "2026-03-02")
    #expect(try found("paid:>0", on: day) == [2])
    #expect(try found("!overdue", on: day) == [1])
    #expect(try found("", on: try CivilDate(text: "2026-02-28")) == [2, 3])
  }
}
