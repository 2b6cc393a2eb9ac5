import RegistryModel

/// A few purchases of the sample district with what belongs to them, in place of its own.
public enum SamplePurchases {
  /// The registry with the purchases, as a change set after its last one.
  public static func added(to registry: RegistryState) throws -> RegistryState {
    var state = registry
    (state.purchases, state.lines) = (Table(), Table())
    (state.instalments, state.evaluations) = (Table(), Table())
    state.programmes = Table(
      registry.programmes.all.map { stored in
        var programme = stored.record
        programme.purchases = nil
        return Stored(stored.id, programme, changed: stored.changed, binned: stored.binned)
      })
    let set = try state.rebase(
      ChangeSet(changes(in: registry)), from: state, by: "zhangmin", today: SampleDistrict.today)
    try state.apply(
      Commit(seq: state.seq + 1, at: Instant(seconds: 1_795_000_000), by: "zhangmin", set: set))
    return state
  }

  private static func changes(in registry: RegistryState) throws -> [Change] {
    var made: [Kind: Int] = [:]
    func new(_ record: any Record) -> Change {
      made[record.kind, default: 0] += 1
      let id = RecordID(record.kind, -made[record.kind, default: 0])
      return Change(id, isNew: true, record.settings(from: nil))
    }
    let suppliers = registry.organizations.all.filter { isSupplier($0) }.map(\.id)
    func purchase(
      _ number: String, _ name: String, _ status: PurchaseStatus, _ amount: String,
      supplier: Int, since: CivilDate?, until: CivilDate?
    ) throws -> Purchase {
      var purchase = Purchase()
      (purchase.name, purchase.purchaser) = (name, registry.office.name)
      (purchase.budget, purchase.status) = (try Yuan(text: amount), Dated(status))
      guard let since else {
        purchase.planNumber = number
        return purchase
      }
      (purchase.number, purchase.method) = (number, .consultation)
      purchase.supplier = suppliers[supplier % suppliers.count]
      purchase.amount = Dated(try Yuan(text: amount))
      (purchase.signedOn, purchase.since, purchase.until) = (since, since, until)
      return purchase
    }
    func line(_ service: String, _ unit: String, _ quantity: String, _ price: String) throws
      -> PurchaseLine
    {
      var line = PurchaseLine()
      (line.purchase, line.service, line.unit) = (RecordID(.purchase, -1), service, unit)
      (line.quantity, line.price) = (try Quantity(text: quantity), try Yuan(text: price))
      return line
    }
    func instalment(
      of purchase: Int, _ condition: PaymentCondition, _ due: CivilDate?, _ amount: String,
      paidOn: CivilDate? = nil
    ) throws -> Instalment {
      var instalment = Instalment()
      (instalment.purchase, instalment.condition) = (RecordID(.purchase, -purchase), condition)
      (instalment.due, instalment.amount) = (due, try Yuan(text: amount))
      if paidOn != nil { (instalment.paid, instalment.paidOn) = (instalment.amount, paidOn) }
      (instalment.budgetYear, instalment.fundingSource) = (2026, .budget)
      return instalment
    }
    var evaluation = Evaluation()
    (evaluation.purchase, evaluation.stage) = (RecordID(.purchase, -2), .midTerm)
    (evaluation.heldOn, evaluation.grade) = (day(2026, 8, 1), .good)
    evaluation.score = try Percent(text: "86")
    let first = try purchase(
      "XS-2026-014", "助老社工服务", .contracted, "1050000", supplier: 0, since: day(2026, 3, 1),
      until: day(2027, 2, 28))
    let second = try purchase(
      "XS-2026-009", "社区驿站运营", .contracted, "480000", supplier: 1, since: day(2026, 1, 1),
      until: day(2026, 12, 31))
    let planned = try purchase(
      "CG-2026-020", "助残出行服务", .planned, "200000", supplier: 0, since: nil, until: nil)
    let lines = [try line("社工岗位", "月", "84", "6250"), try line("小组活动", "组", "21", "25000")]
    let instalments = [
      try instalment(of: 1, .signing, day(2026, 3, 1), "315000", paidOn: day(2026, 3, 4)),
      try instalment(of: 1, .final, day(2026, 12, 1), "735000"),
      try instalment(of: 2, .signing, day(2026, 1, 5), "240000", paidOn: day(2026, 1, 6)),
      try instalment(of: 2, .midTerm, day(2026, 9, 1), "240000"),
    ]
    let purchases: [any Record] = [first, second, planned]
    return (purchases + lines + instalments + [evaluation]).map(new)
  }

  /// Registered for long, and at work.
  private static func isSupplier(_ organization: Stored<Organization>) -> Bool {
    guard organization.binned == nil, let registered = organization.record.registeredOn else {
      return false
    }
    let record = organization.record
    return registered.year < 2024 && record.tier[SampleDistrict.today] == .registered
      && record.status[SampleDistrict.today] == .active
  }

  private static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate? {
    CivilDate(year: year, month: month, day: day)
  }
}
