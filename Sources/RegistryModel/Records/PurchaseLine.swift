// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// A line of a purchase 明细: one service, how much of it and at what price.
public struct PurchaseLine: Record {
  public var purchase: RecordID?
  public var service: String?
  public var unit: String?
  public var quantity: Quantity?
  public var price: Yuan?
  public var amount: SignedYuan?

  public init() {}

  public static let schema = Schema<PurchaseLine>(
    .line, plural: Words("Lines", "明细"), file: "lines", area: nil, life: nil, home: nil,
    sought: .never, keeper: .clerks, isReported: false,
    imports: Imports(
      title: "service", columns: [["purchase", "service"]],
      keys: [
        RowKey("purchase") { line, _ in
          guard let purchase = line.purchase, let service = line.service else { return [] }
          return ["\(purchase) \(service.nfkcUpper)"]
        }
      ], twins: nil),
    [
      .init(
        "Line", "明细",
        [
          Field(\.purchase, "purchase", "Purchase", "购买服务").belongs(to: .purchase).column(5, 20)
            .headers("合同编号", "采购计划编号"),
          Field(\.service, "service", "Service", "服务内容").required().searched().column(0, 18)
            .headers("服务名称", "服务项目", "明细名称"),
          Field(\.unit, "unit", "Unit", "单位").column(1, 4).headers("计量单位"),
          Field(\.quantity, "quantity", "Quantity", "数量").column(2, 8).notAdded(),
          Field(\.price, "price", "Price", "单价").column(3, 11).notAdded()
            .hint("in yuan", "单位元"),
          Field(\.amount, "amount", "Amount", "金额", following: { $0.product })
            .required().column(4, 13).headers("小计", "合计金额").summed(beside: "amount").toldOfRow()
            .hint(
              "in yuan; below zero for a deduction; follows from quantity and price",
              "单位元，优惠填负数；有数量和单价时自动得出"),
        ])
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<PurchaseLine>] = []

  public static func name(
    of stored: Stored<PurchaseLine>, in state: RegistryState, on day: CivilDate,
    _ language: Language
  ) -> String { stored.record.service ?? "" }

  /// With the number of its purchase.
  public static func shortName(
    of stored: Stored<PurchaseLine>, in state: RegistryState, on day: CivilDate,
    _ language: Language
  ) -> String {
    state.name(ofRow: stored.id, on: day, name(of: stored, in: state, on: day, language))
  }

  /// Of which purchase.
  public static func note(
    of stored: Stored<PurchaseLine>, in state: RegistryState, on day: CivilDate,
    _ language: Language
  ) -> String { stored.record.purchase.map { state.shortName(of: $0, on: day, language) } ?? "" }

  /// What it comes to: as quantity and price say, else as it was typed.
  public var total: SignedYuan? { product ?? amount }

  /// Quantity times price, rounded to a fen; nil unless both are filled, and for more than an amount may be.
  private var product: SignedYuan? {
    guard let quantity, let price else { return nil }
    let (product, overflow) = quantity.units.multipliedReportingOverflow(by: price.units)
    let fen = product / 100 + (product % 100 >= 50 ? 1 : 0)
    return overflow || fen > SignedYuan.most ? nil : SignedYuan(units: fen)
  }
}

extension RegistryState {
  /// 明细, the lines of purchases.
  public var lines: Table<PurchaseLine> {
    get { self[PurchaseLine.self] }
    set { self[PurchaseLine.self] = newValue }
  }

  /// The lines of a purchase.
  public func lines(of purchase: RecordID) -> [Stored<PurchaseLine>] {
    guard let field = PurchaseLine.kindSchema["purchase"] else { return [] }
    return lines.holding(purchase.description, in: field)
  }
}
