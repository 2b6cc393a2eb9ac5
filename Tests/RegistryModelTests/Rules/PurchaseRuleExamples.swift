import RegistryModel

extension Sample {
  /// A purchase under contract, of the organization of `Sample.registry`.
  static func purchase(_ alter: (inout Purchase) -> Void = { _ in }) -> Purchase {
    var purchase = Purchase()
    (purchase.name, purchase.purchaser) = ("助老社工服务", "朝阳区民政局")
    (purchase.budget, purchase.amount) = (yuan("1060000"), Dated(yuan("1050000")))
    (purchase.status, purchase.method) = (Dated(.contracted), .consultation)
    (purchase.number, purchase.supplier) = ("XS-2020-014", RecordID(.organization, 1))
    (purchase.signedOn, purchase.since, purchase.until) = ("2020-02-20", "2020-03-01", "2021-02-28")
    alter(&purchase)
    return purchase
  }

  static func yuan(_ text: String) -> Yuan { try! Yuan(text: text) }

  /// A row of the first purchase.
  static func instalment(
    _ amount: String, of purchase: RecordID = RecordID(.purchase, 1),
    _ alter: (inout Instalment) -> Void = { _ in }
  ) -> Instalment {
    var instalment = Instalment()
    (instalment.purchase, instalment.amount) = (purchase, yuan(amount))
    alter(&instalment)
    return instalment
  }

  /// An instalment that is paid.
  static func payment(_ amount: String, on day: CivilDate = "2020-03-04") -> Instalment {
    instalment(amount) { ($0.paid, $0.paidOn) = ($0.amount, day) }
  }

  static func line(
    _ amount: String, of purchase: RecordID = RecordID(.purchase, 1),
    _ alter: (inout PurchaseLine) -> Void = { _ in }
  ) -> PurchaseLine {
    var line = PurchaseLine()
    (line.purchase, line.service) = (purchase, "助老服务")
    line.amount = try! SignedYuan(text: amount)
    alter(&line)
    return line
  }

  static func evaluation(
    of purchase: RecordID = RecordID(.purchase, 1), _ grade: Grade = .good,
    on day: CivilDate = "2020-06-01", _ stage: EvaluationStage = .final
  ) -> Evaluation {
    var evaluation = Evaluation()
    (evaluation.purchase, evaluation.stage) = (purchase, stage)
    (evaluation.heldOn, evaluation.grade) = (day, grade)
    return evaluation
  }
}

extension RuleExample {
  static let purchases = [
    RuleExample(
      rule: "purchase-term", keeps: Sample.purchase { $0.until = "2020-03" },
      breaks: Sample.purchase { $0.until = "2020-02-29" }, field: "until"),
    RuleExample(
      rule: "signed-in-future", keeps: Sample.purchase { $0.signedOn = "2020-06-30" },
      breaks: Sample.purchase { $0.signedOn = "2020-07-01" }, field: "signedOn"),
    // Contracts signed before the regulation came into force run as they were signed.
    RuleExample(
      rule: "term-over-three-years",
      keeps: Sample.purchase { ($0.signedOn, $0.until) = ("2020-02-29", "2024-02-28") },
      breaks: Sample.purchase { ($0.signedOn, $0.until) = ("2020-03-01", "2023-03-01") },
      field: "until"),
    RuleExample(
      rule: "term-over-one-year", keeps: Sample.purchase { $0.until = "2021-02-28" },
      breaks: Sample.purchase { $0.until = "2021-03-01" }, field: "until"),
    RuleExample(
      rule: "amount-above-contract",
      keeps: Sample.purchase { $0.amount.change(to: Sample.yuan("1155000"), from: "2020-05-01") },
      breaks: Sample.purchase {
        $0.amount.change(to: Sample.yuan("1155000.01"), from: "2020-05-01")
      }, field: "amount"),
    RuleExample(
      rule: "amount-above-budget",
      keeps: Sample.purchase { $0.amount = Dated(Sample.yuan("1060000")) },
      breaks: Sample.purchase { $0.amount = Dated(Sample.yuan("1060000.01")) }, field: "amount"),
    RuleExample(
      rule: "no-supplier",
      keeps: Sample.purchase { ($0.supplier, $0.supplierName) = (nil, "北京某养老服务公司") },
      breaks: Sample.purchase { $0.supplier = nil }, field: "supplier"),
  ]

  /// Of the supplier from `day` on.
  private static func supplier(
    _ alter: @escaping @Sendable (inout Organization) -> Void
  ) -> @Sendable (inout TestRegistry) throws -> Void {
    { registry in
      try registry.append(
        registry.change(RecordID(.organization, 1), Organization.self) { alter(&$0) })
    }
  }

  static let suppliers = [
    RuleExample(
      rule: "supplier-barred", keeps: Sample.purchase { $0.signedOn = "2019-12-31" },
      breaks: Sample.purchase { $0.signedOn = "2020-01-01" }, field: "supplier",
      around: supplier { $0.status.change(to: .suspended, from: "2020-01-01") }),
    // Of a month that may be before, nothing is said.
    RuleExample(
      rule: "supplier-abnormal", keeps: Sample.purchase { $0.signedOn = "2020-01" },
      breaks: Sample.purchase { $0.signedOn = "2020-01-15" }, field: "supplier",
      around: supplier { $0.creditList.change(to: .abnormal, from: "2020-01-15") }),
    RuleExample(
      rule: "supplier-unregistered", keeps: Sample.purchase { $0.signedOn = "2020-06-01" },
      breaks: Sample.purchase { $0.signedOn = "2020-05-31" }, field: "supplier",
      around: supplier {
        $0.uscc = try? CreditCode(text: "52110105MJ00001X04")
        $0.tier.change(to: .registered, from: "2020-06-01")
      }),
    RuleExample(
      rule: "supplier-failed",
      keeps: Sample.purchase { $0.signedOn = "2019-02-20" },
      breaks: Sample.purchase { $0.signedOn = "2020-02-20" }, field: "supplier",
      around: { registry in
        let before = try registry.add(
          Sample.purchase {
            ($0.name, $0.number) = ("上年助老服务", "XS-2019-003")
            ($0.signedOn, $0.since, $0.until) = ("2019-01-01", "2019-01-01", "2019-12-31")
          })
        try registry.add(Sample.evaluation(of: before, .fail, on: "2019-12-20"))
      }),
  ]

  private static let withPurchase: @Sendable (inout TestRegistry) throws -> Void = { registry in
    try registry.add(Sample.purchase())
  }

  static let instalments = [
    RuleExample(
      rule: "paid-without-day", keeps: Sample.payment("100"),
      breaks: Sample.instalment("100") { $0.paid = $0.amount }, field: "paidOn",
      around: withPurchase),
    RuleExample(
      rule: "day-without-paid", keeps: Sample.instalment("100"),
      breaks: Sample.instalment("100") { $0.paidOn = "2020-03-04" }, field: "paid",
      around: withPurchase),
    RuleExample(
      rule: "paid-in-future", keeps: Sample.payment("100", on: "2020-06-30"),
      breaks: Sample.payment("100", on: "2020-07-01"), field: "paidOn", around: withPurchase),
    RuleExample(
      rule: "evaluation-before-term", keeps: Sample.evaluation(on: "2020-03"),
      breaks: Sample.evaluation(on: "2020-02-29"), field: "heldOn", around: withPurchase),
  ]
}
