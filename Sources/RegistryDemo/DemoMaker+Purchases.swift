import RegistryModel

extension DemoMaker {
  /// What government buys of the programmes that it funds, a contract each.
  ///
  /// They have their own luck: the records made before stay what they are.
  mutating func makePurchases() {
    let luck = random
    defer { random = luck }
    random = SplitMix64(seed: UInt64(programmes.count * 37 + until.year))
    for place in programmes.indices where programmes[place].funding == [.purchase] {
      guard let purchase = purchase(of: programmes[place]) else { continue }
      purchases.append(purchase)
      programmes[place].purchases = [RecordID(.purchase, purchases.count)]
      guard let amount = purchase.amount.first else { continue }
      split(amount)
      pay(amount, of: purchase)
      evaluate(purchase)
    }
  }

  /// nil where the programme was rejected, or its carrier was no legal person then.
  private mutating func purchase(of programme: Programme) -> Purchase? {
    var purchase = Purchase()
    purchase.name = programme.name
    let town = programme.communities.first?.first.flatMap {
      communities[$0.number - 1].townName.first
    }
    purchase.purchaser = random.chance(70) ? "云溪区民政局" : town ?? "云溪区民政局"
    purchase.budget = programme.budget
    purchase.status = Dated(.planned)
    let number = DemoNumbers.padded(purchases.count + 1, to: 3)
    let begun = programme.since ?? until
    purchase.planNumber = "CG-\(begun.year)-\(number)"
    let now = programme.status[until] ?? .proposed
    switch now {
    case .rejected: return nil
    case .proposed:
      // Of the budget of the year to come, as far as that is settled.
      if random.chance(70) { purchase.since = Self.newYear(until.year + 1) }
      return purchase
    case .approved:
      purchase.since = programme.since
      purchase.status.change(to: .tendering, from: until.adding(days: -random.number(3...9)))
      return purchase
    case .running, .finished, .terminated: break
    }
    let signed = begun.adding(days: -random.number(3...20))
    guard let carrier = programme.carrier.first,
      organizations[carrier.number - 1].tier[signed] == .registered
    else { return nil }
    (purchase.supplier, purchase.number) = (carrier, "XS-\(signed.year)-\(number)")
    (purchase.signedOn, purchase.since) = (signed, begun)
    purchase.until = begun.adding(months: 12).adding(days: -1)
    purchase.amount = Dated(
      programme.budget.map { budget in
        // In hundreds of yuan, a little below the budget.
        Yuan(units: budget.units * Int64(random.number(88...100)) / 1_000_000 * 10_000)
      })
    let isSmall = (programme.budget?.units ?? 0) < 10_000_000
    purchase.method = isSmall ? .belowThreshold : random.pick([.consultation: 3, .openTender: 1])
    purchase.status.change(to: .tendering, from: signed.adding(days: -40))
    purchase.status.change(to: .contracted, from: signed)
    if now != .running, let ended = programme.status.steps.last?.day {
      purchase.status.change(to: now == .finished ? .completed : .terminated, from: ended)
    }
    return purchase
  }

  /// Two lines: the posts by the month, and what is left for activities.
  private mutating func split(_ amount: Yuan) {
    var posts = PurchaseLine()
    posts.purchase = RecordID(.purchase, purchases.count)
    (posts.service, posts.unit, posts.quantity) = ("社工岗位", "月", Quantity(units: 1_200))
    // 60 in a hundred of it, in whole yuan a month.
    posts.price = Yuan(units: amount.units * 6 / 12_000 * 100)
    var activities = posts
    (activities.service, activities.unit) = ("活动经费", "项")
    activities.quantity = Quantity(units: 100)
    activities.price = Yuan(units: amount.units - (posts.price?.units ?? 0) * 12)
    lines += [posts, activities]
  }

  /// Most is paid a few days after it is due; one purchase in four is late with the last of it.
  private mutating func pay(_ amount: Yuan, of purchase: Purchase) {
    guard let since = purchase.since, let last = purchase.until else { return }
    let first = Yuan(units: amount.units * 4 / 10)
    let parts: [(PaymentCondition, CivilDate, Yuan)] = [
      (.signing, since.adding(days: 15), first), (.midTerm, since.adding(months: 6), first),
      (.final, last.adding(days: 30), Yuan(units: amount.units - 2 * first.units)),
    ]
    let lateFrom = purchases.count % 4 == 0 ? until.adding(days: -200) : until
    let isOver = purchase.status[until] == .terminated
    for (condition, due, part) in parts where !isOver || condition == .signing {
      var instalment = Instalment()
      instalment.purchase = RecordID(.purchase, purchases.count)
      (instalment.condition, instalment.due, instalment.amount) = (condition, due, part)
      (instalment.budgetYear, instalment.fundingSource) = (due.year, .budget)
      let paidOn = due.adding(days: random.number(-3...9))
      if paidOn <= until, due <= lateFrom {
        (instalment.paidOn, instalment.paid) = (paidOn, part)
        instalment.voucher = "\(paidOn.year)-" + DemoNumbers.padded(instalments.count + 1, to: 4)
      }
      instalments.append(instalment)
    }
  }

  private mutating func evaluate(_ purchase: Purchase) {
    guard let since = purchase.since, let last = purchase.until else { return }
    let stages: [(EvaluationStage, CivilDate)] = [
      (.midTerm, since.adding(days: 175)), (.final, last.adding(days: 12)),
    ]
    for (stage, day) in stages
    where day <= until && (stage == .midTerm || purchase.status[until] == .completed) {
      var evaluation = Evaluation()
      evaluation.purchase = RecordID(.purchase, purchases.count)
      (evaluation.stage, evaluation.heldOn, evaluation.evaluator) = (stage, day, "云溪区社会工作协会")
      let score = Percent(units: Int64(random.number(720...965)))
      (evaluation.score, evaluation.grade) = (score, Grade.proposed(by: score))
      evaluations.append(evaluation)
    }
  }
}
