import RegistryModel

// The three communities at work: programmes of every state, activities, needs, purchases and inspections.
extension RandomDistrict.Maker {
  private mutating func anyOf(_ kind: Kind, _ count: Int) -> RecordID {
    // One that was never there, too.
    RecordID(kind, Int.random(in: 1...count + 1, using: &random))
  }

  private mutating func several(_ kind: Kind, _ count: Int) -> [RecordID]? {
    if chance(10) { return nil }
    let all = (0..<Int.random(in: 1...3, using: &random)).map { _ in anyOf(kind, count) }
    return Array(Set(all)).sorted()
  }

  mutating func makeProgramme() {
    var record = Programme()
    let number = programmes.count + 1
    record.name = "项目\(number)"
    record.form = one(of: [.project, .project, .station])
    record.status = dated(
      [nil, .running, .running, .running] + ProgrammeStatus.allCases.map { $0 })
    if chance(80) { record.since = date }
    if chance(50) { record.until = date }
    record.communities = Dated(several(.community, communities.count))
    while chance(30) {
      record.communities.change(to: several(.community, communities.count), from: day)
    }
    record.carrier = Dated(chance(80) ? anyOf(.organization, organizations.count) : nil)
    record.plannedCases = one(of: [nil, 0, 3])
    record.plannedEvents = one(of: [nil, 12])
    if chance(40) { record.purchases = several(.purchase, 12) }
    record.partners = Dated(several(.organization, organizations.count))
    record.workers = Dated(several(.worker, workers.count))
    while chance(30) { record.workers.change(to: several(.worker, workers.count), from: day) }
    programmes.append(Stored(RecordID(.programme, number), record, changed: 1, binned: bin))
    while chance(70) { makeActivity(of: RecordID(.programme, number)) }
  }

  private mutating func makeActivity(of programme: RecordID) {
    var record = Activity()
    (record.programme, record.heldOn) = (programme, date)
    record.activityKind = one(of: ActivityKind.allCases)
    record.count = one(of: [nil, 0, 1, 1, 4])
    if chance(40) { record.community = anyOf(.community, communities.count) }
    let id = RecordID(.activity, activities.count + 1)
    activities.append(Stored(id, record, changed: 1, binned: bin))
  }

  mutating func makeNeed() {
    var record = Need()
    let id = RecordID(.need, needs.count + 1)
    (record.title, record.topic) = ("需求\(id.number)", one(of: NeedTopic.allCases))
    record.community = anyOf(.community, communities.count)
    record.status = dated([nil] + NeedStatus.allCases.map { $0 })
    if chance(90) { record.raisedOn = date }
    needs.append(Stored(id, record, changed: 1, binned: bin))
  }

  mutating func makePurchase() {
    var record = Purchase()
    let id = RecordID(.purchase, purchases.count + 1)
    record.name = "采购\(id.number)"
    record.status = dated([.contracted, .contracted] + PurchaseStatus.allCases.map { $0 })
    record.amount = dated([nil, Yuan(units: 10_001), Yuan(units: 480_000_00), .zero])
    if chance(50) { record.supplier = anyOf(.organization, organizations.count) }
    if record.supplier == nil, chance(60) {
      let code = one(of: ["51110105MJ0000003T", "91110105MA00000035", "52110105MJ0000008C"])
      record.supplierUscc = try? CreditCode(text: code)
    }
    if chance(85) { record.signedOn = date }
    if chance(70) { record.since = date }
    record.purchaser = one(of: ["云溪区民政局", "青冈街道", "石川镇"])
    if chance(90) {
      record.budget = Yuan(units: Int64(Int.random(in: 0...9, using: &random)) * 100_001)
    }
    purchases.append(Stored(id, record, changed: 1, binned: bin))
    while chance(60) { makeInstalment(of: id) }
  }

  private mutating func makeInstalment(of purchase: RecordID) {
    var record = Instalment()
    let id = RecordID(.instalment, instalments.count + 1)
    (record.purchase, record.amount, record.due) = (purchase, Yuan(units: 50_005), date)
    if chance(70) { (record.paid, record.paidOn) = (Yuan(units: 50_003), date) }
    if chance(60) { record.budgetYear = Int.random(in: 2015...2020, using: &random) }
    instalments.append(Stored(id, record, changed: 1, binned: bin))
  }

  /// Of some organizations the inspections of some years, one a year.
  mutating func makeInspections() {
    for organization in organizations.map(\.id) where chance(40) {
      for year in 2013...2021 where chance(30) {
        var record = Inspection()
        (record.organization, record.year) = (organization, year)
        record.result = one(of: InspectionResult.allCases)
        if chance(60) { record.heldOn = date }
        let id = RecordID(.inspection, inspections.count + 1)
        inspections.append(Stored(id, record, changed: 1, binned: bin))
      }
    }
  }
}
