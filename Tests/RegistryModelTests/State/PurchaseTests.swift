import Testing

@testable import RegistryModel

/// A purchase, its rows, and several clerks at them.
@Suite struct PurchaseTests {
  private let purchase = RecordID(.purchase, 1)
  private let line = RecordID(.line, 1)

  private func registry(_ rows: [any Record] = []) throws -> TestRegistry {
    var registry = try Sample.registry()
    try registry.add(Sample.purchase())
    for row in rows { try registry.add(row) }
    return registry
  }

  private func findings(_ registry: TestRegistry) -> [String] {
    registry.state[purchase].map { registry.state.findings(of: $0, today: registry.today) }?
      .map(\.rule).filter { $0 != "supplier-unregistered" } ?? []
  }

  private func new(_ record: any Record) -> ChangeSet {
    ChangeSet([Change(RecordID(record.kind, -1), isNew: true, record.settings(from: nil))])
  }

  private func total(_ registry: TestRegistry) -> String? {
    registry.state.lines[1]?.record.total?.description
  }

  // MARK: Lines

  @Test func `an amount follows from quantity and price, and is stored only otherwise`() throws {
    var typed = Sample.line("-1200") { $0.quantity = try? Quantity(text: "84") }
    let field = try #require(PurchaseLine.kindSchema["amount"])
    #expect(typed.text(field, on: "2020-01-01", .en) == "-1,200.00")
    typed.price = Sample.yuan("6250")
    #expect(typed.text(field, on: "2020-01-01", .en) == "525,000.00")
    #expect(typed.asked(field, on: "2020-01-01") == .follows)
    let (saved, _) = typed.completed(
      from: nil, saying: ["quantity", "price"], in: Surroundings(RegistryState()),
      on: "2020-01-01")
    #expect((saved as? PurchaseLine)?.amount == nil)
    typed.quantity = try Quantity(text: "0.33")
    typed.price = Sample.yuan("0.05")
    #expect(typed.total?.description == "0.02")
  }

  @Test func `an amount said beside quantity and price has to be theirs`() throws {
    let field = try #require(PurchaseLine.kindSchema["amount"])
    for (amount, isRight) in [("525000", true), ("525000.01", false)] {
      let given = Sample.line(amount) {
        ($0.quantity, $0.price) = (try? Quantity(text: "84"), Sample.yuan("6250"))
      }
      let (record, _) = given.completed(
        from: nil, saying: [field.key], in: Surroundings(RegistryState()), on: "2020-01-01")
      let registry = try registry()
      let judged = registry.state.judgement(
        of: record, as: RecordID(.line, -1), today: registry.today)
      #expect(judged.refused.map(\.rule) == (isRight ? [] : ["follows"]))
    }
  }

  @Test func `two clerks at quantity and price of one line both keep their work`() throws {
    var registry = try registry([
      Sample.line("1") {
        ($0.amount, $0.quantity, $0.price) = (nil, try? Quantity(text: "80"), Sample.yuan("6000"))
      }
    ])
    let base = registry.state
    let mine = registry.change(line, PurchaseLine.self) { $0.quantity = try? Quantity(text: "84") }
    let theirs = registry.change(line, PurchaseLine.self) { $0.price = Sample.yuan("6250") }
    try registry.append(theirs, from: base)
    try registry.append(mine, from: base)
    #expect(total(registry) == "525000.00")
    #expect(registry.state[line]?.part("amount") == .null)
  }

  @Test func `lines that do not add up to the amount are asked about`() throws {
    var registry = try registry([Sample.line("525000")])
    #expect(findings(registry) == ["lines-do-not-add-up"])
    try registry.add(Sample.line("535000"))
    #expect(findings(registry) == ["lines-do-not-add-up"])
    try registry.add(Sample.line("-10000"))
    #expect(findings(registry) == [])
  }

  // MARK: Payments

  @Test func `more cannot be paid than the amount in force`() throws {
    var registry = try registry([Sample.payment("315000")])
    #expect(throws: RebaseError.self) {
      try registry.append(new(Sample.payment("735000.01", on: "2020-06-01")))
    }
    try registry.append(
      registry.change(purchase, Purchase.self) {
        $0.amount.change(to: Sample.yuan("1100000"), from: "2020-05-01")
      })
    try registry.append(new(Sample.payment("735000.01", on: "2020-06-01")))
    #expect(findings(registry) == [])
    let less = registry.change(purchase, Purchase.self) {
      $0.amount.change(to: Sample.yuan("1000000"), from: "2020-06-01")
    }
    #expect(throws: RebaseError.self) { try registry.append(less) }
  }

  @Test func `what a row would break is told before it is saved, of the row`() throws {
    let registry = try registry([Sample.payment("315000")])
    let row = Sample.payment("900000", on: "2020-06-01")
    let judged = registry.state.judgement(
      of: row, as: RecordID(.instalment, -1), today: registry.today)
    #expect(judged.refused.map(\.rule) == ["overpaid"])
    #expect(judged.refused.first?.id == RecordID(.instalment, -1))
    #expect(judged.refused.first?.other == purchase)
  }

  @Test func `two payments of which each fits come back as one refusal that names both`() throws {
    var registry = try registry()
    let base = registry.state
    try registry.append(new(Sample.payment("600000")), from: base)
    let second = new(Sample.payment("500000.50", on: "2020-06-01"))
    let error = #expect(throws: RebaseError.self) { try registry.append(second, from: base) }
    guard case .rules(let findings)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(findings.map(\.id) == [purchase] && findings.map(\.field) == ["amount"])
    let words = findings[0].words
    #expect(
      words.en == "1,100,000.50 are paid (500,000.50 on 2020-06-01, 600,000.00 on 2020-03-04), "
        + "the amount is 1,050,000.00")
    #expect(words.chinese.hasPrefix("累计已付 1,100,000.50 (2020-06-01 付 500,000.50, "))
  }

  @Test func `what is overpaid is not in the way of anything else`() throws {
    var registry = try registry()
    try registry.force(Sample.payment("2000000"), as: RecordID(.instalment, 1))
    #expect(findings(registry) == ["overpaid"])
    try registry.append(registry.change(purchase, Purchase.self) { $0.note = "已退款" })
    try registry.append(
      registry.change(RecordID(.instalment, 1), Instalment.self) { $0.voucher = "记-12" })
  }

  @Test func `what is paid on a day was paid in full, and the next instalment goes on from it`()
    throws
  {
    var paid = Sample.instalment("315000")
    let before = paid
    paid.paidOn = "2020-03-04"
    let (record, filled) = paid.completed(
      from: before, saying: ["paidOn"], in: Surroundings(RegistryState()), on: "2020-06-30")
    #expect((record as? Instalment)?.paid == Sample.yuan("315000"))
    #expect(filled.map(\.key) == ["paid"])

    var registry = try registry()
    func proposed() -> Instalment? {
      let row = Sample.instalment("735000")
      let (record, _) = row.completed(
        from: nil, saying: [], in: registry.state.surroundings(of: row), on: registry.today)
      return record as? Instalment
    }
    #expect(proposed()?.budgetYear == 2020 && proposed()?.fundingSource == nil)
    try registry.add(
      Sample.instalment("1") { ($0.budgetYear, $0.fundingSource) = (2021, .lottery) })
    #expect(proposed()?.budgetYear == 2021 && proposed()?.fundingSource == .lottery)
    #expect(proposed()?.paid == nil)
  }

  // MARK: Contracts

  @Test func `a plan asks for little, a contract for all of it`() throws {
    let registry = try Sample.registry()
    func required(_ alter: (inout Purchase) -> Void) -> [String] {
      var record = Purchase()
      (record.name, record.purchaser) = ("助老社工服务", "朝阳区民政局")
      record.budget = Sample.yuan("1000")
      alter(&record)
      return registry.state.judgement(
        of: record, as: RecordID(.purchase, -1), today: registry.today
      ).refused.map(\.field)
    }
    #expect(required { $0.status = Dated(.planned) } == [])
    #expect(
      required { $0.status = Dated(.contracted) } == [
        "method", "number", "supplier", "supplier", "amount", "signedOn", "since", "until",
      ])
    #expect(required { $0.status = Dated(.terminated) } == [])
    #expect(
      required {
        ($0.status, $0.signedOn) = (Dated(.terminated), "2020-01-01")
        $0.supplierName = "某公司"
      } == ["method", "number", "amount", "since", "until"])
  }

  @Test func `a supplier that turns out to have been barred is asked about, nothing is refused`()
    throws
  {
    var registry = try registry()
    try registry.append(
      registry.change(RecordID(.organization, 1), Organization.self) {
        $0.status.change(to: .revoked, from: "2020-01-01")
      })
    #expect(findings(registry) == ["supplier-barred"])
    try registry.append(registry.change(purchase, Purchase.self) { $0.note = "待处理" })
    let again = registry.change(purchase, Purchase.self) { $0.signedOn = "2020-02-21" }
    try registry.append(again)
    let next = new(Sample.purchase { ($0.name, $0.number) = ("助老服务二期", "XS-2020-020") })
    #expect(throws: RebaseError.self) { try registry.append(next) }
  }

  @Test func `rows go to the recycle bin with the purchase and come back with it`() throws {
    var registry = try registry([Sample.line("1050000"), Sample.payment("1"), Sample.evaluation()])
    let set = try registry.append(ChangeSet([Change(purchase, [.binned(from: nil, to: "误")])]))
    #expect(set.changes.map(\.id.description) == ["c1", "l1", "i1", "e1"])
    try registry.undo(.newest(by: "test"))
    #expect(registry.state[line]?.binned == nil)
  }

  @Test func `the supplier's standing is told beside it`() throws {
    var registry = try registry()
    try registry.append(
      registry.change(RecordID(.organization, 1), Organization.self) { $0.rating = .three })
    for (year, result) in [(2019, InspectionResult.passed), (2018, .missed)] {
      var inspection = Inspection()
      (inspection.organization, inspection.year) = (RecordID(.organization, 1), year)
      inspection.result = result
      try registry.add(inspection)
    }
    try registry.add(Sample.evaluation(.good, on: "2020-06-01"))
    let field = try #require(Purchase.kindSchema["supplier"])
    let next = Sample.purchase { ($0.name, $0.number) = ("二期", "XS-2020-020") }
    let words = next.words(
      beside: field, as: RecordID(.purchase, -1), in: registry.state, on: registry.today)
    #expect(
      words?.en
        == "active, filed, inspection 2019 passed, 3A, last evaluation 2020 good, 1 other contract"
    )
    #expect(words?.chinese == "正常, 备案, 年检2019 合格, 3A, 上次评估2020 良好, 另有合同 1 个")
    let amount = try #require(Purchase.kindSchema["amount"])
    let capitals = next.words(
      beside: amount, as: RecordID(.purchase, -1), in: registry.state, on: registry.today)
    #expect(capitals?.chinese == "壹佰零伍万元整")
  }
}
