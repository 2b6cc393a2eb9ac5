// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// The office whose registry this is: one record, its settings.
public struct Office: Record {
  public var name: String?
  public var district: DistrictCode?
  public var areaCode: String?
  public var plans: [String]?
  public var filingPattern: String?
  public var dormantAfter: Int?
  public var confirmedPlans: [PlanConfirmation]?
  public var strictSuppliers: Bool?
  public var mostCommunities: Int?
  public var mostHouseholds: Int?

  public init() {}

  public static let schema = Schema<Office>(
    .office, plural: Words("Offices", "单位"), file: "office", area: nil, life: nil, home: nil,
    sought: .never, keeper: .supervisors, isReported: false, imports: nil,
    [
      .init(
        "Office", "本单位",
        [
          Field(\.name, "name", "Name", "名称").required(),
          Field(\.district, "district", "District code", "行政区划代码").required(),
          Field(\.areaCode, "areaCode", "Area code", "电话区号")
            .hint("put before phones of 7 or 8 digits", "加在 7-8 位号码之前"),
          Field(\.plans, "plans", "Plans", "规划")
            .hint("the first is shown in the gauge line", "第一个显示在进度行"),
          Field(\.filingPattern, "filingPattern", "Filing pattern", "备案编号格式"),
          Field(\.dormantAfter, "dormantAfter", "Confirm every (months)", "核实期限(月)")
            .hint("24 unless set", "不填为 24").notAdded(),
          Field(\.confirmedPlans, "confirmedPlans", "Baselines confirmed", "已确认基数"),
          Field(\.strictSuppliers, "strictSuppliers", "Strict on suppliers", "承接主体从严")
            .hint(
              "unregistered, abnormal or failed ones need a supervisor's reason",
              "未登记、列入异常名录或评估不合格的须主管放行"),
          Field(\.mostCommunities, "mostCommunities", "Communities per worker", "每人任职社区数上限")
            .hint("a worker with more is asked about", "超过的列为待核实").notAdded(),
          Field(\.mostHouseholds, "mostHouseholds", "Households per worker", "每人服务户数上限")
            .hint(
              "shared by all who work in a community; more is asked about",
              "一个社区的户数由任职人员平分，超过的列为待核实"
            ).notAdded(),
        ])
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Office>] = []

  public static func name(
    of stored: Stored<Office>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.name ?? "" }

  /// Local numbers of 7 or 8 digits with the office's area code before them.
  func completed(_ phones: [PhoneNumber]) -> [PhoneNumber] {
    guard let areaCode else { return phones }
    return phones.map { $0.completed(areaCode: areaCode) }
  }
}

/// A supervisor's word that the registry was complete the day before a plan began.
public struct PlanConfirmation: FieldValue {
  public let plan: String
  public let by: String
  public let on: CivilDate

  public init(plan: String, by: String, on: CivilDate) {
    self.plan = plan
    self.by = by
    self.on = on
  }

  /// Typed and kept as `plan by day`.
  public init(text: String) throws(FieldError) {
    let parts = text.split(separator: " ")
    guard parts.count == 3 else {
      throw FieldError("must be plan, account and day", "须依次填写规划、账号和日期")
    }
    self.init(
      plan: String(parts[0]), by: String(parts[1]), on: try CivilDate(text: String(parts[2])))
  }

  public init(json: JSON) throws(FieldError) {
    try self.init(text: json.string ?? "")
  }

  public var json: JSON { .string(text(.en)) }
  /// Plan, login and day.
  public func text(_ language: Language) -> String { "\(plan) \(by) \(on.text(language))" }
  public static var entry: Entry { .text }
  /// What files hold.
  public static var form: StoredForm {
    StoredForm(.string, "[^ ]+ [^ ]+ (?:\(CivilDate.pattern))").inCalendar
  }
}

extension RegistryState {
  /// The one office record, number 1.
  public var offices: Table<Office> {
    get { self[Office.self] }
    set { self[Office.self] = newValue }
  }

  /// The office whose registry this is; an empty record before there is one.
  public var office: Office { offices[RecordID.office.number]?.record ?? Office() }
}
