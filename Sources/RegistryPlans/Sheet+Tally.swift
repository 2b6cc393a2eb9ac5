import RegistryModel

extension Sheet {
  /// The whole numbers of the figure.
  var tally: Tally {
    var tally = Tally()
    if let members {
      members.tally(&tally)
      return tally
    }
    tallyCommunities(&tally)
    if measure.countsOrganizations { tallyOrganizations(&tally) }
    if target.over?.countsOrganizations == true { tallyOrganizationsOver(&tally) }
    if measure == .workers || target.over == .workers { tallyWorkers(&tally) }
    if measure == .programmes || measure == .linked { tallyProgrammes(&tally) }
    if measure == .purchaseAmount { tallyPurchases(&tally) }
    if target.scope != .all { tally[.unknownKind] = records(.unknownKind).count }
    return tally
  }

  private func tallyCommunities(_ tally: inout Tally) {
    var (all, without, incomplete, counted) = (0, 0, 0, 0)
    // A community whose last day is in doubt counts as ended, and belongs to no town.
    tally.partialDates = part == nil ? census.inDoubt(target.scope) : 0
    for row in rows {
      tally.partialDates += census.communities[row.place].partialDates
      if !row.isComplete { incomplete += 1 }
      all += 1
      if isWithout(row) { without += 1 }
      if isCounted(row) { counted += 1 }
      if !target.isShare, let quantity = row.quantity, let over = row.over {
        tally.sum += quantity
        tally.over += over
      }
    }
    tally[.incomplete] = incomplete
    if isOfOrganizations { return }
    tally[.all] = all
    tally[.without] = without
    if listed == .communities { tally[.counted] = counted }
    if target.isShare { (tally.sum, tally.over) = (counted, all) }
  }

  private func tallyOrganizations(_ tally: inout Tally) {
    var (counted, enough, notCounted, unconfirmed) = (0, 0, 0, 0)
    forEachOrganization { fact in
      guard isInScope(fact) else { return }
      if isCounted(fact) {
        counted += 1
        if hasEnough(fact) { enough += 1 }
        if fact.isUnconfirmed { unconfirmed += 1 }
        if fact.hasPartialDate { tally.partialDates += 1 }
      } else if isBeside(fact) {
        notCounted += 1
      }
    }
    if measure == .carriers { tally.partialDates += census.mechanism.linkage.partialDates }
    tally[.notCounted] = notCounted
    tally[.unconfirmed] = unconfirmed
    if isOfOrganizations {
      (tally.sum, tally.over) = (enough, counted)
      tally[.all] = counted
      tally[.counted] = enough
      tally[.without] = counted - enough
    } else if listed == .organizations {
      tally[.counted] = counted
    }
  }

  /// What a sum is taken over has dates behind it as well; those of organizations in both once.
  private func tallyOrganizationsOver(_ tally: inout Tally) {
    forEachOrganization { fact in
      let isIn = measure.countsOrganizations && isCounted(fact)
      if fact.hasPartialDate, isCountedOver(fact), !isIn { tally.partialDates += 1 }
    }
  }

  /// In a total each programme once, however many communities it serves.
  private func tallyProgrammes(_ tally: inout Tally) {
    let programmes = programmes
    tally.partialDates += programmes.reduce(0) { $0 + $1.partialDates }
    if measure == .linked { tally[.active] = records(.active).count }
    if target.isShare || measure == .linked { return }
    tally.sum = programmes.count
    tally[.counted] = programmes.count
  }

  private func tallyPurchases(_ tally: inout Tally) {
    let purchases = census.mechanism.purchases
    tally.partialDates += purchases.count(where: \.hasPartialDate)
    tally.sum = purchases.reduce(0) { $0 + $1.amount }
    tally[.counted] = purchases.count
  }

  private func tallyWorkers(_ tally: inout Tally) {
    let persons = persons
    tally.partialDates += persons.partialDates
    // A person of two communities is one person in a sum, and in what a sum is taken over.
    if target.over == .workers { tally.over = persons.all.count }
    guard measure == .workers else { return }
    tally[.shared] = persons.shared.count
    if target.isShare { return }
    tally.sum = persons.all.count
    tally[.counted] = persons.all.count
  }
}
