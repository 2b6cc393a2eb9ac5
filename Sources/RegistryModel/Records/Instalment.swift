// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// A part of a purchase's amount 付款: when it is due, and what was paid.
public struct Instalment: Record {
  public var purchase: RecordID?
  public var condition: PaymentCondition?
  public var due: CivilDate?
  public var amount: Yuan?
  public var paidOn: CivilDate?
  public var paid: Yuan?
  public var budgetYear: Int?
  public var fundingSource: FundingSource?
  public var voucher: String?

  public init() {}

  public static let schema = Schema<Instalment>(
    .instalment, plural: Words("Instalments", "付款"), file: "instalments", area: nil, life: nil,
    home: nil, sought: .never, keeper: .clerks,
    imports: Imports(
      title: "purchase",
      columns: [["purchase", "due", "amount"], ["purchase", "condition", "amount"]],
      keys: [
        RowKey("purchase") { instalment, _ in
          guard let purchase = instalment.purchase else { return [] }
          let parts = [instalment.condition?.rawValue, instalment.due?.description]
          return parts == [nil, nil]
            ? [] : [([purchase.description] + parts.map { $0 ?? "" }).joined(separator: " ")]
        }
      ], twins: nil),
    [
      .init(
        "Instalment", "付款",
        [
          Field(\.purchase, "purchase", "Purchase", "购买服务").reported(isPaid).belongs(to: .purchase)
            .column(5, 20)
            .headers("合同编号", "采购计划编号"),
          Field(\.condition, "condition", "Condition", "付款条件").unreported().column(0, 9).headers(
            "支付条件"),
          Field(\.due, "due", "Due", "应付日期").unreported().expected().column(1, 10)
            .headers("应付日", "付款期限", "计划付款日期"),
          Field(\.amount, "amount", "Amount", "金额").unreported().required().column(2, 14)
            .headers("应付金额", "付款金额").summed(beside: "amount").toldOfRow().hint("in yuan", "单位元"),
          Field(\.paidOn, "paidOn", "Paid on", "付款日期").reported(isPaid).merged(in: .payment).column(
            3, 10
          )
          .toldOfRow()
          .headers("实付日期", "支付日期"),
          Field(\.paid, "paid", "Paid", "已付金额").reported(isPaid).merged(in: .payment).column(4, 14)
            .headers("实付金额", "支付金额").summed()
            .asked { instalment, _ in instalment.paidOn == nil ? .rare : .optional }
            .proposed { instalment, _ in instalment.amountIfPaid?.json },
          Field(\.budgetYear, "budgetYear", "Budget year", "预算年度").reported(isPaid).headers("年度")
            .notAdded()
            .proposedAround { _, around in proposedYear(around) },
          Field(\.fundingSource, "fundingSource", "Funding", "资金来源").unreported().headers("经费来源")
            .proposedAround { _, around in (around.above as? Instalment)?.fundingSource?.json },
          Field(\.voucher, "voucher", "Voucher", "凭证号").unreported().searched().headers(
            "凭证编号", "支付凭证"),
        ])
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Instalment>] = [
    Rule(
      831, "paid-without-day", .hard, "an amount paid needs the day it was paid on", "有已付金额须填付款日期"
    ) { context in
      context.record.paid != nil && context.record.paidOn == nil ? [Violation("paidOn")] : []
    },
    Rule(
      832, "day-without-paid", .hard, "a day of payment needs the amount paid", "有付款日期须填已付金额"
    ) { context in
      context.record.paidOn != nil && context.record.paid == nil ? [Violation("paid")] : []
    },
    Rule(
      833, "paid-in-future", .hard,
      "the day of payment is in the future; due is for what is to be paid",
      "付款日期晚于今天，未付的请填应付日期"
    ) { context in
      guard let day = context.record.paidOn, day.firstDay > context.today else { return [] }
      return [Violation("paidOn")]
    },
  ]

  /// `after signing 2026-03-01`.
  public static func name(
    of stored: Stored<Instalment>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    [stored.record.condition?.text(language), stored.record.due?.text(language)]
      .compactMap { $0 }.joined(separator: " ")
  }

  /// With the number of its purchase.
  public static func shortName(
    of stored: Stored<Instalment>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    state.name(ofRow: stored.id, on: day, name(of: stored, in: state, on: day, language))
  }

  /// Of which purchase.
  public static func note(
    of stored: Stored<Instalment>, in state: RegistryState, on day: CivilDate,
    _ language: Language
  ) -> String { stored.record.purchase.map { state.shortName(of: $0, on: day, language) } ?? "" }

  /// One that is now paid was paid in full, where nothing else is said.
  public mutating func conclude(from before: Instalment) {
    if before.paidOn == nil, before.paid == nil { paid = paid ?? amountIfPaid }
  }

  /// The amount, once a day of payment is filled in.
  private var amountIfPaid: Yuan? { paidOn == nil ? nil : amount }

  /// The year of the one before; the first one's is that in which the term begins.
  private static func proposedYear(_ around: Surroundings) -> JSON? {
    let (above, purchase) = (around.above as? Instalment, around.owner as? Purchase)
    return (above?.budgetYear ?? (purchase?.since ?? purchase?.signedOn)?.year).map { .int($0) }
  }

  /// Reports tell what is paid.
  private static func isPaid(_ instalment: Instalment, by day: CivilDate) -> Bool {
    instalment.paid(by: day) > .zero
  }

  /// What of it is paid by `day`.
  public func paid(by day: CivilDate) -> Yuan {
    guard let paid, CivilDate.covers(day, since: paidOn, until: nil) else { return .zero }
    return paid
  }

  /// What of its amount is not paid by `day`; nil if all is.
  public func open(on day: CivilDate) -> Yuan? {
    let paid = paid(by: day)
    guard let amount, amount > paid else { return nil }
    return Yuan(units: amount.units - paid.units)
  }
}

extension RegistryState {
  /// 付款, the instalments of purchases.
  public var instalments: Table<Instalment> {
    get { self[Instalment.self] }
    set { self[Instalment.self] = newValue }
  }

  /// The instalments of a purchase.
  public func instalments(of purchase: RecordID) -> [Stored<Instalment>] {
    guard let field = Instalment.kindSchema["purchase"] else { return [] }
    return instalments.holding(purchase.description, in: field)
  }
}
