import RegistryModel

/// What a plan asks of the three communities at work, read on one day: only what some target asks for.
struct Mechanism: Sendable {
  /// The programmes that run on the day; none where no target asks.
  let linkage: Linkage
  /// Numbers of the communities with an activity in the last 92 days.
  let active: Set<Int>
  /// The needs raised since the plan began, by number.
  let needs: [NeedFact]
  /// The purchases signed since the plan began, by number.
  let purchases: [PurchaseFact]

  /// So many days back an activity shows that a programme is more than paper.
  static let recentDays = 92

  init(_ plan: Plan, of state: RegistryState, on day: CivilDate) {
    let asked = plan.measures
    linkage = Linkage(
      asked.isDisjoint(with: Measure.ofProgrammes) ? RegistryState() : state, on: day)
    active = asked.contains(.linked) ? state.communitiesActive(in: Self.recentDays, until: day) : []
    needs =
      asked.contains(.needs)
      ? state.needs.inUse.compactMap { NeedFact($0, from: plan.start, on: day) } : []
    purchases =
      asked.isDisjoint(with: [.purchaseAmount, .purchaseShare])
      ? [] : state.purchases.inUse.compactMap { PurchaseFact($0, from: plan.start, on: day) }
  }

  /// The kinds it is read from.
  private static let kinds: [Kind] = [
    .programme, .activity, .need, .purchase, .community, .organization, .worker,
  ]

  /// Nothing it is read from differs between the two states.
  static func isSame(in old: RegistryState, as state: RegistryState) -> Bool {
    kinds.allSatisfy { state.isSame($0, as: old) }
  }
}

/// A need raised since the plan began.
struct NeedFact: Sendable {
  let number: Int
  /// The number of its community.
  let community: Int
  /// Taken, met or referred.
  let isAnswered: Bool
  let isMet: Bool
  /// Neither declined nor referred: it is the office's to meet.
  let isOwn: Bool
  let hasPartialDate: Bool

  init?(_ stored: Stored<Need>, from start: CivilDate, on day: CivilDate) {
    let need = stored.record
    guard let raised = need.raisedOn, raised.lastDay >= start, raised.lastDay <= day,
      let community = need.community
    else { return nil }
    let status = need.status[day] ?? .open
    (number, self.community) = (stored.id.number, community.number)
    isAnswered = status == .taken || status == .met || status == .referred
    isMet = status == .met
    isOwn = status != .declined && status != .referred
    hasPartialDate = !raised.isFull
  }
}

/// A purchase signed since the plan began: contracted, or completed.
struct PurchaseFact: Sendable {
  let number: Int
  /// In fen.
  let amount: Int
  /// What supplies it is an organization: one of ours, or by the first digits of its credit code.
  let isFromOrganization: Bool
  let hasPartialDate: Bool

  init?(_ stored: Stored<Purchase>, from start: CivilDate, on day: CivilDate) {
    let purchase = stored.record
    guard let signed = purchase.signedOn, signed.lastDay >= start, signed.lastDay <= day,
      let status = purchase.status[day], status.hasContract, let amount = purchase.amount[day]
    else { return nil }
    (number, self.amount) = (stored.id.number, Int(amount.units))
    isFromOrganization =
      purchase.supplier != nil || purchase.supplierUscc?.form != nil
    hasPartialDate = !signed.isFull
  }
}
