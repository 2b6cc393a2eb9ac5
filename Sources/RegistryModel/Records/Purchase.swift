// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// A purchase of services by government 政府购买服务: from the plan to the contract and its acceptance. Lines,
/// instalments and evaluations are rows of it.
public struct Purchase: Record {
  public var name: String?
  public var planNumber: String?
  public var purchaser: String?
  public var supervisor: String?
  public var method: PurchaseMethod?
  public var catalogueItem: String?
  public var budget: Yuan?
  public var status = Dated<PurchaseStatus>()
  public var number: String?
  public var supplier: RecordID?
  public var supplierName: String?
  public var supplierUscc: CreditCode?
  public var amount = Dated<Yuan>()
  public var signedOn: CivilDate?
  public var since: CivilDate?
  public var until: CivilDate?
  public var note: String?

  public init() {}

  public static let schema = Schema<Purchase>(
    .purchase, plural: Words("Purchases", "购买服务"), file: "purchases", area: 6,
    life: Life(
      beginning: { purchase, day in purchase.firstDay(on: day) },
      hasEnded: { purchase, day in
        purchase.status[day] == .terminated
          || !CivilDate.covers(day, since: nil, until: purchase.until)
      }),
    home: nil, sought: .byWord, keeper: .clerks,
    heads: [
      .number("number", Words("Number", "编号"), 12, of: "number", "planNumber"), .name(),
    ],
    imports: Imports(
      columns: [["name"], ["number"], ["planNumber"]],
      keys: [
        RowKey("number") { purchase, _ in [purchase.number?.nfkcUpper] },
        RowKey("planNumber") { purchase, _ in [purchase.planNumber?.nfkcUpper] },
        RowKey("name") { purchase, _ in
          [purchase.name.map { "\($0.nfkcUpper) \(purchase.purchaser?.nfkcUpper ?? "")" }]
        },
      ],
      twins: nil),
    [
      .init(
        "Purchase", "采购",
        [
          Field(\.name, "name", "Name", "名称").unreported().required().similar().column(0, 28)
            .headers("项目名称", "采购项目名称", "服务名称"),
          Field(\.planNumber, "planNumber", "Plan number", "采购计划编号").unreported().similar()
            .headers("计划编号", "采购编号"),
          Field(\.purchaser, "purchaser", "Purchaser", "购买主体").required()
            .headers("采购人", "采购单位", "甲方")
            .proposedAround { _, around in around.office.name?.json }
            .offers { state, day in
              [state.office.name].compactMap { $0 } + state.townNames(on: day)
            }
            .hint("the office, or one of its towns; F4 lists them", "本单位，或所辖街道乡镇；F4 列出"),
          Field(\.supervisor, "supervisor", "Supervised by", "监督方").unreported().headers(
            "监督单位", "丙方"),
          Field(\.method, "method", "Method", "采购方式").unreported().headers("购买方式")
            .asked { $0.askedFromContract(on: $1, before: .optional) },
          Field(\.catalogueItem, "catalogueItem", "Catalogue item", "目录品目").unreported()
            .headers("采购目录", "品目名称", "购买服务目录"),
          Field(\.budget, "budget", "Budget", "预算金额").required().headers("采购预算", "预算")
            .hint("in yuan", "单位元"),
          Field(dated: \.status, "status", "Status", "状态").required().column(3, 10)
            .headers("采购状态", "项目状态", "合同状态")
            .proposed { _, _ in PurchaseStatus.planned.json },
        ]),
      .init(
        "Contract", "合同",
        [
          Field(\.number, "number", "Contract number", "合同编号").unreported().similar()
            .column(7, 14).headers("合同号", "编号")
            .asked { $0.askedFromContract(on: $1) },
          Field(\.supplier, "supplier", "Supplier", "承接主体").refers(to: .organization)
            .merged(in: .supplier).headers("供应商", "承接组织", "乙方", "中标供应商")
            .asked { purchase, day in
              purchase.supplierName == nil ? purchase.askedFromContract(on: day) : .optional
            }
            .beside { context in context.standing },
          Field(\.supplierName, "supplierName", "Other supplier", "其他承接主体")
            .merged(in: .supplier).headers("承接主体名称", "供应商名称")
            .asked { purchase, _ in purchase.askedOfOthers }
            .hint("one that is not among the organizations", "不在社会组织名录中的承接主体"),
          Field(\.supplierUscc, "supplierUscc", "Its credit code", "承接主体信用代码")
            .merged(in: .supplier).headers("供应商统一社会信用代码")
            .asked { purchase, _ in purchase.askedOfOthers },
          Field(dated: \.amount, "amount", "Amount", "合同金额").column(1, 14)
            .headers("中标金额", "成交金额", "合同价")
            .asked { $0.askedFromContract(on: $1) }
            .beside { context in
              context.record.amount[context.today].map { Words(same: $0.capitals) }
            }
            .hint("in yuan; a supplementary agreement is a change", "单位元，签订补充协议即变更"),
          Field(\.signedOn, "signedOn", "Signed on", "签订日期").query("signed")
            .headers("签约日期", "合同签订日期")
            .asked { $0.askedFromContract(on: $1) },
          Field(\.since, "since", "Since", "履行起始日").merged(in: .term)
            .headers("服务开始日期", "合同起始日期", "开始日期")
            .asked { $0.askedFromContract(on: $1) },
          Field(\.until, "until", "Until", "履行截止日").unreported().merged(in: .term).lastDay()
            .headers("服务结束日期", "合同截止日期", "结束日期")
            .asked { $0.askedFromContract(on: $1) }
            .hint("the last day, inclusive", "最后一日，含当日"),
          Field(\.note, "note", "Note", "备注").unreported().long(),
        ]),
    ])

  public static let kindSchema = KindSchema(schema)

  public static func name(
    of stored: Stored<Purchase>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.name ?? "" }

  /// Its contract number, before there is one that of the plan.
  public static func number(of stored: Stored<Purchase>, in state: RegistryState, on day: CivilDate)
    -> String
  {
    stored.record.number ?? stored.record.planNumber ?? ""
  }

  /// Who supplies it.
  public static func note(
    of stored: Stored<Purchase>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.nameOfSupplier(in: state, on: day, language) }

  /// An organization by its short name, or the name of another supplier; empty before there is one.
  public func nameOfSupplier(
    in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    supplier.map { state.shortName(of: $0, on: day, language) } ?? supplierName ?? ""
  }

  /// While it is only planned it always was; its contract is there from the day it is signed.
  private func firstDay(on day: CivilDate) -> CivilDate? {
    status[day] == .planned || status[day] == .tendering ? nil : signedOn ?? since
  }

  /// There is a contract on `day`; one that was terminated had one if it was signed.
  public func hasContract(on day: CivilDate) -> Bool {
    guard let status = status[day] else { return false }
    return status.hasContract || status == .terminated && signedOn != nil
  }

  /// A contract is asked for the field; before there is one Enter passes it over.
  private func askedFromContract(on day: CivilDate, before: Requirement = .rare) -> Requirement {
    hasContract(on: day) ? .required : before
  }

  /// Of a supplier that is not among the organizations.
  private var askedOfOthers: Requirement {
    supplier == nil
      ? .rare : .skipped(Words("the supplier is an organization", "承接主体已选社会组织"))
  }
}

extension RegistryState {
  /// 购买服务.
  public var purchases: Table<Purchase> {
    get { self[Purchase.self] }
    set { self[Purchase.self] = newValue }
  }

  /// What an organization supplies or supplied.
  public func purchases(suppliedBy organization: RecordID) -> [Stored<Purchase>] {
    guard let field = Purchase.kindSchema["supplier"] else { return [] }
    return purchases.holding(organization.description, in: field)
  }
}
