import Testing

/// `sanshe budget`: the same sums as the screen, from one place.
@Suite struct BudgetCommandTests {
  @Test func budget_isByYearAndPurchaser_withThePurchasesBehind() throws {
    let office = try SmallDistrict.office()
    try office.add("organization", "name=助老服务中心", "tier=备案", "community=m1", "filing=2018-001")
    try office.add(
      "purchase", "name=助老", "purchaser=区民政局", "budget=100000", "status=已签约", "number=XS-1",
      "supplier=o1", "method=4", "amount=96000", "signedOn=2020-02-01", "since=2020-03-01",
      "until=2021-02-28")
    try office.add("purchase", "name=助残", "purchaser=青冈街道", "budget=50000", "since=2020-05-01")
    try office.add(
      "instalment", "purchase=c1", "amount=30000", "paidOn=2020-03-05", "budgetYear=2020")
    let lines = try office.run("budget", "--language", "en").lines.map { String($0) }
    #expect(
      lines == [
        "Year    Budgeted  Contracted       Paid       Left  Purchaser",
        "2020  150,000.00   96,000.00  30,000.00  54,000.00  all",
        "2020  100,000.00   96,000.00  30,000.00   4,000.00  区民政局",
        "2020   50,000.00        0.00       0.00  50,000.00  青冈街道",
      ])
    let report = try JSONValue(office.run("budget", "--year", "2020", "--json").bytes)
    guard case .array(let years)? = report["years"], let year = years.first else {
      Issue.record("\(report)")
      return
    }
    #expect(year["left"] == .string("54000.00"))
    #expect(year["purchases"]?["left"] == .array([.string("c1"), .string("c2")]))
    #expect(year["purchases"]?["paid"] == .array([.string("c1")]))
    #expect(try office.run("budget", "--year", "2019", "--json").code == 0)
    #expect(
      try office.run("budget", "--as-of", "2019-12-31").lines.count == 3, "only what is planned")
  }
}
