import RegistryModel
import Testing

@testable import RegistryPlans

@Suite struct BudgetTests {
  private func purchase(
    _ budget: String, _ status: PurchaseStatus, _ purchaser: String = "区民政局",
    _ alter: (inout Purchase) -> Void = { _ in }
  ) throws -> Purchase {
    var purchase = Purchase()
    (purchase.name, purchase.purchaser) = ("服务", purchaser)
    (purchase.budget, purchase.status) = (try Yuan(text: budget), Dated(status))
    alter(&purchase)
    return purchase
  }

  private func registry(_ purchases: [Purchase], _ payments: [Instalment] = []) -> RegistryState {
    var state = RegistryState()
    state.purchases = Table(
      purchases.enumerated().map { Stored(RecordID(.purchase, $0 + 1), $1, changed: 1) })
    state.instalments = Table(
      payments.enumerated().map { Stored(RecordID(.instalment, $0 + 1), $1, changed: 1) })
    return state
  }

  private func texts(_ line: Budget.Line) -> [String] {
    Budget.Sum.allCases.map { line[$0].description }
  }

  private let day = CivilDate(year: 2026, month: 11, day: 24)!

  @Test func `a contract is of the year it was signed in, a payment of its budget year`() throws {
    var payment = Instalment()
    (payment.purchase, payment.paid) = (RecordID(.purchase, 1), try Yuan(text: "30000.50"))
    (payment.paidOn, payment.budgetYear) = (CivilDate(year: 2026, month: 1, day: 9), 2025)
    var next = payment
    next.budgetYear = nil
    let signed = try purchase("100000", .contracted) {
      $0.signedOn = CivilDate(year: 2025, month: 12, day: 20)
      $0.since = CivilDate(year: 2026, month: 1, day: 1)
      $0.amount = Dated(Yuan(units: 9_600_000))
    }
    let budget = Budget(registry([signed], [payment, next]), on: day, past: nil)
    #expect(budget.years.map(\.year) == [2026, 2025])
    #expect(texts(budget.years[1]) == ["100000.00", "96000.00", "30000.50", "4000.00"])
    // Only paid in the year, and of no budget of it.
    #expect(texts(budget.years[0]) == ["0.00", "0.00", "30000.50", "0.00"])
    #expect(budget.years[0].purchases(.paid) == [RecordID(.purchase, 1)])
    #expect(budget.years[0].purchases(.left).isEmpty)
  }

  @Test func `what is planned is of the year it begins in, and what was given up of none`() throws {
    let budget = Budget(
      registry([
        try purchase("200000", .planned) { $0.since = CivilDate(year: 2027) },
        try purchase("50000", .planned, "青冈街道"),
        try purchase("70000", .terminated),
        try purchase("80000", .terminated) {
          $0.signedOn = CivilDate(year: 2027, month: 1)
          $0.amount = Dated(Yuan(units: 9_000_000))
        },
      ]), on: day, past: nil)
    #expect(budget.years.map(\.year) == [2027, nil])
    // Contracts above the budget leave less than nothing.
    #expect(texts(budget.years[0]) == ["280000.00", "90000.00", "0.00", "190000.00"])
    #expect(budget.purchasers(of: nil).map(\.purchaser) == ["青冈街道"])
    #expect(budget.purchasers(of: 2027).map(\.purchaser) == ["区民政局"])
  }

  @Test func `on a past day a contract signed later is not there`() throws {
    let signed = try purchase("100000", .contracted) {
      $0.signedOn = CivilDate(year: 2026, month: 3, day: 1)
      $0.amount = Dated(Yuan(units: 9_600_000))
    }
    let before = CivilDate(year: 2026, month: 2, day: 28)!
    #expect(Budget(registry([signed]), on: before, past: before).years.isEmpty)
    let after = CivilDate(year: 2026, month: 3, day: 1)!
    #expect(Budget(registry([signed]), on: after, past: after).years.count == 1)
  }
}
