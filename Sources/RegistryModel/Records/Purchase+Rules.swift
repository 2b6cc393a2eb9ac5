// What must hold of a purchase, alone, with its rows, and with its supplier.
extension Purchase {
  /// The rules of purchases.
  public static let rules: [Rule<Purchase>] = [
    Rule(801, "purchase-term", .hard, "the last day is before the first", "履行截止日早于起始日") {
      context in
      Violation.term("until", since: context.record.since, until: context.record.until)
    },
    Rule(
      802, "signed-in-future", .hard, "the contract cannot be signed in the future", "合同签订日期晚于今天"
    ) { context in
      guard let day = context.record.signedOn, day.firstDay > context.today else { return [] }
      return [Violation("signedOn")]
    },
    // 政府购买服务管理办法 (财政部令第102号), art. 24, in force from 2020-03-01.
    Rule(
      803, "term-over-three-years", .hard,
      "a contract signed from 2020-03-01 on may not run for more than three years",
      "2020-03-01 起签订的合同，履行期限不得超过三年"
    ) { context in
      guard let signed = context.record.signedOn, let day = CivilDate(year: 2020, month: 3, day: 1),
        signed.firstDay >= day, context.record.runs(longerThan: 36)
      else { return [] }
      return [Violation("until")]
    },
    Rule(
      804, "term-over-one-year", .soft,
      "a contract for more than one year needs a budget that is secured for all of it",
      "履行期限超过一年，须确认各年度预算有保障"
    ) { context in
      context.record.runs(longerThan: 12) ? [Violation("until")] : []
    },
    // Its rows are read: they run it again when they change.
    Rule(
      805, "overpaid", .hard, "more is paid than the amount of the contract", "累计已付金额超过合同金额"
    ) { context in
      guard let amount = context.record.amount[context.today] else { return [] }
      let payments = context.state.instalments(of: context.id).map(\.record)
        .filter { ($0.paid ?? .zero) > .zero }
      let paid = payments.compactMap(\.paid).reduce(.zero, +)
      if paid <= amount { return [] }
      let list = { (words: (Yuan, CivilDate?) -> String) in
        payments.sorted { ($1.paidOn ?? $1.due).isBefore($0.paidOn ?? $0.due) }
          .compactMap { row in row.paid.map { words($0, row.paidOn) } }.firstFew
      }
      let told = Words(
        "\(paid.text(.en)) are paid ("
          + list { "\($0.text(.en))" + ($1.map { " on \($0)" } ?? "") }
          + "), the amount is \(amount.text(.en))",
        "累计已付 \(paid.text(.chinese)) ("
          + list { ($1.map { "\($0) 付 " } ?? "") + $0.text(.chinese) }
          + ")，合同金额为 \(amount.text(.chinese))")
      return [Violation("amount", detail: told)]
    },
    Rule(
      806, "lines-do-not-add-up", .soft, "the lines do not add up to the amount", "明细合计与合同金额不一致"
    ) { context in
      let lines = context.state.lines(of: context.id)
      let amounts = lines.compactMap(\.record.total)
      guard let amount = context.record.amount[context.today], !lines.isEmpty,
        amounts.count == lines.count
      else { return [] }
      let sum = amounts.reduce(.zero, +)
      if sum.units == amount.units { return [] }
      let told = Words(
        "the lines add up to \(sum.text(.en)), the amount is \(amount.text(.en))",
        "明细合计 \(sum.text(.chinese))，合同金额为 \(amount.text(.chinese))")
      return [Violation("amount", detail: told)]
    },
    // 政府采购法, art. 49.
    Rule(
      807, "amount-above-contract", .soft,
      "supplementary agreements may add at most a tenth to the contract",
      "补充协议追加金额不得超过原合同金额的百分之十"
    ) { context in
      let amounts = context.record.contractAmounts
      guard let first = amounts.first,
        let over = amounts.dropFirst().first(where: { $0.units > first.units + first.units / 10 })
      else { return [] }
      let told = Words(
        "\(over.text(.en)) is more than a tenth above the contract's \(first.text(.en))",
        "\(over.text(.chinese)) 超过原合同金额 \(first.text(.chinese)) 的百分之十以上")
      return [Violation("amount", detail: told)]
    },
    Rule(
      808, "amount-above-budget", .soft, "the contract's amount is above the budget", "合同金额超过预算金额"
    ) { context in
      guard let budget = context.record.budget, let first = context.record.contractAmounts.first,
        first > budget
      else { return [] }
      let told = Words(
        "\(first.text(.en)) is above the budget of \(budget.text(.en))",
        "\(first.text(.chinese)) 超过预算金额 \(budget.text(.chinese))")
      return [Violation("amount", detail: told)]
    },
    Rule(
      809, "no-supplier", .hard, "a contract needs a supplier, an organization or another one",
      "签约后须填承接主体或其他承接主体"
    ) { context in
      let record = context.record
      return record.hasContract(on: context.today) && record.supplier == nil
        && record.supplierName == nil ? [Violation("supplier")] : []
    },
    Rule(
      810, "supplier-barred", .hardAtSave,
      "the supplier was not allowed to take a contract when this one was signed", "签订合同时承接主体不具备承接资格"
    ) { context in
      context.ofSupplier { supplier, day in
        if let status = supplier.status[day], status.isBarred {
          return Words("on \(day) the supplier was ", "\(day) 承接主体状态为") + status.label
        }
        return supplier.creditList[day] == .serious
          ? Words(
            "on \(day) the supplier was on the list of serious violations", "\(day) 承接主体列入严重违法失信名单")
          : nil
      }
    },
    Rule(
      811, "supplier-unregistered", suppliers,
      "the supplier was not registered when the contract was signed",
      "签订合同时承接主体未登记"
    ) { context in
      context.ofSupplier { supplier, day in
        guard let tier = supplier.tier[day], tier != .registered else { return nil }
        return Words("on \(day) the supplier was only ", "\(day) 承接主体仅为") + tier.label
      }
    },
    Rule(
      812, "supplier-abnormal", suppliers,
      "the supplier was on the list of abnormal activities when the contract was signed",
      "签订合同时承接主体列入活动异常名录"
    ) { context in
      context.ofSupplier { supplier, day in
        supplier.creditList[day] == .abnormal
          ? Words(
            "on \(day) the supplier was on the list of abnormal activities", "\(day) 承接主体列入活动异常名录")
          : nil
      }
    },
    Rule(
      813, "supplier-failed", suppliers,
      "a contract of the supplier failed its final evaluation in the year before",
      "承接主体上一年度有末期评估不合格的合同"
    ) { context in
      guard let signed = context.record.signedOn, let supplier = context.record.supplier else {
        return []
      }
      for other in context.state.purchases(suppliedBy: supplier) where other.id != context.id {
        for evaluation in context.state.evaluations(of: other.id).map(\.record) {
          guard evaluation.stage == .final, evaluation.grade == .fail, let on = evaluation.heldOn,
            on.firstDay <= signed.lastDay, on.year >= signed.year - 1
          else { continue }
          let name = { (language: Language) in
            context.state.shortName(of: other.id, on: context.today, language)
          }
          let told = Words(
            "\(name(.en)) of this supplier failed its final evaluation on \(on)",
            "该承接主体的\(name(.chinese)) \(on) 末期评估不合格")
          return [Violation("supplier", detail: told, other: other.id)]
        }
      }
      return []
    },
  ]

  /// Whether a supplier is good enough is asked; a strict office refuses it.
  private static let suppliers = Judging.soft(strictlyHardUntil: "supplier", "signedOn") {
    $0.strictSuppliers == true
  }

  /// The amounts it was contracted at, the first one first.
  private var contractAmounts: [Yuan] {
    ([amount.first] + amount.steps.map(\.value)).compactMap { $0 }
  }

  /// Whatever a partial date means, it runs for more than so many months.
  private func runs(longerThan months: Int) -> Bool {
    guard let since, let until else { return false }
    let next = since.lastDay.adding(months: months)
    // A month without that day ends the term on its last one.
    let last = next.day == since.lastDay.day ? next.adding(days: -1) : next
    return until.firstDay > last
  }
}

extension RuleContext<Purchase> {
  /// That something is so of the supplier, an organization, whichever day the contract may have been signed.
  fileprivate func ofSupplier(_ told: (Organization, CivilDate) -> Words?) -> [Violation] {
    guard let signed = record.signedOn, let id = record.supplier,
      let supplier = state.organizations[id.number]?.record,
      let first = told(supplier, signed.firstDay), told(supplier, signed.lastDay) != nil
    else { return [] }
    return [Violation("supplier", detail: first, other: id)]
  }

  /// How the supplier stands, for whoever is about to choose it: status, lists, inspection, rating, last
  /// evaluation and other contracts.
  var standing: Words? {
    guard let id = record.supplier, let supplier = state.organizations[id.number]?.record else {
      return nil
    }
    let others = state.purchases(suppliedBy: id).filter {
      $0.id != self.id && $0.record.hasContract(on: today) && $0.hasBegun(by: today)
    }
    let last = others.flatMap { state.evaluations(of: $0.id) }.map(\.record)
      .filter { $0.grade != nil && $0.heldOn.map { $0.lastDay <= today } != false }
      .max { $0.heldOn.isBefore($1.heldOn) }
    let inspection = state.lastInspection(of: id, on: today)
    let isRated = supplier.ratedOn.map { $0.lastDay <= today } != false
    let parts: [Words?] = [
      (supplier.status[today] ?? .active).label,
      supplier.tier[today].flatMap { $0 == .registered ? nil : $0.label },
      supplier.creditList[today].flatMap { $0 == .none ? nil : $0.label },
      inspection?.result.map { result in
        Words("inspection ", "年检") + Words(same: inspection?.year.map { "\($0) " } ?? "")
          + result.label
      },
      isRated ? supplier.rating?.label : nil,
      last?.grade.map { grade in
        Words("last evaluation ", "上次评估") + Words(same: last?.heldOn.map { "\($0.year) " } ?? "")
          + grade.label
      },
      others.isEmpty
        ? nil
        : Words(
          "\(others.count) other contract" + (others.count == 1 ? "" : "s"),
          "另有合同 \(others.count) 个"),
    ]
    let known = parts.compactMap { $0 }
    return known.dropFirst().reduce(known[0]) { $0 + Words(same: ", ") + $1 }
  }
}

extension CivilDate? {
  /// Nothing is before everything.
  fileprivate func isBefore(_ other: CivilDate?) -> Bool {
    switch (self, other) {
    case (let mine?, let theirs?): mine < theirs
    case (nil, let theirs): theirs != nil
    case (_, nil): false
    }
  }
}
