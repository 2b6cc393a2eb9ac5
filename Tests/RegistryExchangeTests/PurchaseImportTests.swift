import RegistryModel
import RegistryTestSupport
import Testing

@testable import RegistryExchange

/// Rows of purchases from files: their owner is known by its number.
@Suite struct PurchaseImportTests: Importing {
  private func contracted() throws -> Registry {
    var registry = try registry()
    var purchase = Purchase()
    (purchase.name, purchase.purchaser, purchase.number) = ("助老服务", "云溪区", "XS-2026-014")
    (purchase.budget, purchase.amount) = (try Yuan(text: "1000"), Dated(try Yuan(text: "1000")))
    (purchase.status, purchase.method) = (Dated(.contracted), .inquiry)
    purchase.supplierName = "某公司"
    purchase.signedOn = try CivilDate(text: "2026-03-01")
    (purchase.since, purchase.until) = (purchase.signedOn, try CivilDate(text: "2026-12-31"))
    try registry.add([purchase])
    return registry
  }

  @Test func `lines find their purchase by the contract's number`() throws {
    var registry = try contracted()
    let text = "合同编号,服务内容,数量,单价,金额\nXS-2026-014,社工岗位,2,300,600\nXS-2026-014,优惠,,,-100\n"
    let plan = plan(.line, text, registry)
    #expect(problems(plan) == [])
    try registry.append(try #require(plan.changeSet))
    let lines = registry.state.lines.all.map(\.record)
    #expect(lines.map(\.purchase) == [RecordID(.purchase, 1), RecordID(.purchase, 1)])
    #expect(lines.map { $0.total?.description } == ["600.00", "-100.00"])
    #expect(lines[0].amount == nil)
    #expect(self.plan(.line, text, registry).counts == .init(same: 2))
    let file = Listing(.line, registry.state.lines.allRows.map(\.id), of: registry.state, on: today)
    let written = String(decoding: file.csv(.chinese, for: .program), as: UTF8.self)
    #expect(written.contains("600.00") && written.contains("-100.00"))
    #expect(
      Import(.line, into: registry.state, today: today).plan(file.csv(.en, for: .program))
        .counts == .init(same: 2))
  }

  @Test func `an amount that is not quantity times price is refused with its line`() throws {
    let registry = try contracted()
    let plan = plan(.line, "合同编号,服务内容,数量,单价,金额\nXS-2026-014,社工岗位,2,300,601\n", registry)
    let problem = try #require(problems(plan).first)
    #expect(problem.contains("2") && problem.contains("600.00"), "\(problem)")
    #expect(plan.changeSet == nil)
  }

  @Test func `an unknown number and too much paid are told of the row`() throws {
    let registry = try contracted()
    let unknown = plan(.line, "合同编号,服务内容,金额\nXS-1,社工岗位,1\n", registry)
    #expect(problems(unknown).count == 1)
    let paid = plan(
      .instalment, "合同编号,应付日期,金额,付款日期,已付金额\nXS-2026-014,2026-04-01,1001,2026-04-01,1001\n", registry
    )
    #expect(problems(paid).first?.contains("1,001.00") == true, "\(problems(paid))")
  }
}
