// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// A community worker 社区工作者: the support of the three communities.
public struct Worker: Record {
  public var name: String?
  public var idType: IDType?
  public var idNumber: IdentityNumber?
  public var phone: [PhoneNumber]?
  public var licenceLevel = Dated<LicenceLevel>()
  public var licenceNumber: LicenceNumber?
  public var registrationUntil: CivilDate?
  public var serviceAreas: [ServiceArea]?
  public var education: Education?
  public var politics: Politics?
  public var employer: RecordID?
  public var employerName: String?
  public var startedOn: CivilDate?
  public var leftOn: CivilDate?
  public var leaveReason: LeaveReason?
  public var note: String?

  public init() {}

  public static let schema = Schema<Worker>(
    .worker, plural: Words("Workers", "社区工作者"), file: "workers", area: 4,
    life: Life(
      since: { $0.startedOn }, until: { $0.leftOn },
      absence: (
        notYet: Absence("not yet", "未到", isBare: true), ended: Absence("left", "离", isBare: true)
      )),
    home: Home { stored, state, day in
      state.posts(of: stored.id, on: day).compactMap(\.community)
    },
    sought: .byWord, keeper: .clerks, heads: [.name(Words("Name", "姓名"), 10)],
    locators: [Locating("idNumber"), Locating("phone")],
    finder: { state, _ in WorkerFinder(state) },
    imports: Imports(
      columns: [["name"], ["idNumber"]],
      keys: [
        RowKey("idNumber") { worker, _ in [worker.idNumber?.description] },
        RowKey("phone") { worker, _ in
          let name = worker.name?.nfkcUpper
          return (worker.phone ?? []).map { phone in name.map { "\($0) \(phone)" } }
        },
      ],
      twins: { worker, _ in
        worker.name.map { LikelyTwins(among: $0.nfkcUpper, $0.nfkcUpper) }
      }),
    [
      .init(
        "Person", "个人信息",
        [
          Field(\.name, "name", "Name", "姓名").person().required().similar().column(0, 12)
            .headers("工作者姓名", "社工姓名"),
          Field(\.idType, "idType", "ID type", "证件类型").merged(in: .identity).headers("Document")
            .asked { _, _ in .rare }
            .proposed { _, _ in IDType.resident.json },
          Field(\.idNumber, "idNumber", "ID number", "证件号码").unique().masked(as: .identityNumber)
            .merged(in: .identity).query("id").headers("身份证号", "身份证号码", "公民身份号码", "身份证")
            .hint(
              "18 characters: 6 division, 8 birth date, 3 serial, 1 check (0-9 or X)",
              "18 位：6 位地区，8 位出生日期，3 位顺序，1 位校验 (0-9 或 X)"),
          Field("sex", "Sex", "性别", computed: { worker, _ in worker.resident?.sex }).column(6, 6),
          Field(
            "birthDate", "Birth date", "出生日期", computed: { worker, _ in worker.resident?.birthDate }
          ),
          Field(\.phone, "phone", "Phone", "电话").unreported().expected().masked(as: .phone)
            .searched()
            .column(5, 12).headers("联系电话", "手机", "手机号码"),
          Field(\.education, "education", "Education", "学历").headers("文化程度"),
          Field(\.politics, "politics", "Political status", "政治面貌").headers("Politics"),
        ]),
      .init(
        "Profession", "专业",
        [
          Field(dated: \.licenceLevel, "licenceLevel", "Licence", "社工证").column(3, 14)
            .merged(in: .licence).query("licence").headers("证书级别", "职业资格", "社工师级别", "持证情况"),
          Field(\.licenceNumber, "licenceNumber", "Licence number", "管理号").unreported().merged(
            in: .licence
          )
          .headers("证书号", "证书编号", "社工证号"),
          Field(\.registrationUntil, "registrationUntil", "Registered until", "登记有效期至").unreported()
            .merged(in: .licence).query("until").lastDay(ofRecord: false).headers("登记有效期"),
          Field(\.serviceAreas, "serviceAreas", "Service areas", "服务领域").unreported(),
          Field(\.employer, "employer", "Employer", "所属组织").unreported().refers(to: .organization)
            .passedOn(),
          Field(\.employerName, "employerName", "Other employer", "用人单位").unreported().headers(
            "工作单位"
          )
          .asked { worker, _ in
            worker.employer == nil
              ? .optional
              : .skipped(Words("the employer is an organization", "已选所属组织"))
          },
        ]),
      .init(
        "Employment", "在职情况",
        [
          Field(\.startedOn, "startedOn", "Started on", "入职日期").expected().column(7, 10)
            .headers("参加工作日期", "到岗日期", "入职时间"),
          Field(\.leftOn, "leftOn", "Left on", "离职日期").lastDay().headers("离岗日期")
            .hint("the last day of employment, inclusive", "最后在岗日，含当日"),
          Field(\.leaveReason, "leaveReason", "Reason", "离职原因").unreported(),
          Field(\.note, "note", "Note", "备注").unreported().long(),
        ]),
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Worker>] = [
    Rule(
      301, "resident-number", .hard, "the resident identity number is not valid (GB 11643-1999)",
      "公民身份号码不正确 (GB 11643-1999)"
    ) { context in
      guard (context.record.idType ?? .resident) == .resident,
        let problem = context.record.idNumber?.residentProblem(today: context.today)
      else { return [] }
      return [Violation("idNumber", detail: problem)]
    },
    Rule(302, "worker-term", .hard, "the last day is before the first", "离职日期早于入职日期") { context in
      Violation.term("leftOn", since: context.record.startedOn, until: context.record.leftOn)
    },
    Rule(
      303, "licence-number", .soft, "licence and licence number must be entered together",
      "有社工证应填管理号，有管理号应填级别"
    ) { context in
      let licensed = context.record.isLicensed(on: context.today)
      return licensed == (context.record.licenceNumber != nil)
        ? [] : [Violation(licensed ? "licenceNumber" : "licenceLevel")]
    },
    Rule(
      305, "worker-age", .soft, "by the birth date, the worker is under 16 or over 80",
      "按出生日期，年龄不足 16 岁或超过 80 岁"
    ) { context in
      guard let birth = context.record.resident?.birthDate,
        !(birth.adding(months: 16 * 12)...birth.adding(months: 80 * 12)).contains(context.today)
      else { return [] }
      return [Violation("idNumber")]
    },
    Rule(
      304, "shares", .soft, "the shares of active assignments add up to more than 100 %",
      "在任岗位占比合计超过 100%"
    ) { context in
      let shares = context.state.assignments(of: context.id, on: context.today)
        .compactMap { $0.record.share }
      return shares.reduce(.zero, +) > Percent(units: 1000) ? [Violation("name")] : []
    },
    // Norms only warn: where nobody else is to be had, somebody does more.
    Rule(
      306, "worker-load", .soft, "the worker has more than the office finds right",
      "工作量超过本单位设定的上限"
    ) { context in
      let office = context.state.office
      guard office.mostCommunities != nil || office.mostHouseholds != nil else { return [] }
      return context.state.load(of: context.id, on: context.today).excess(over: office).map {
        [Violation("name", detail: $0)]
      } ?? []
    },
  ]

  public static func name(
    of stored: Stored<Worker>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.name ?? "" }

  /// Where they work.
  public static func note(
    of stored: Stored<Worker>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    state.assignments(of: stored.id, on: day).first?.record.community.map {
      state.shortName(of: $0, on: day, language)
    } ?? ""
  }

  /// Phones get the office's area code.
  public mutating func fillDefaults(from office: Office) {
    phone = phone.map { office.completed($0) }
  }

  /// The identity number, where it is a right one of a resident.
  private var resident: IdentityNumber? {
    (idType ?? .resident) == .resident ? idNumber.flatMap { $0.isResident ? $0 : nil } : nil
  }

  /// At work on `day`.
  public func isActive(on day: CivilDate) -> Bool { exists(on: day) }

  /// Holds a licence of any level on `day`; a lapsed registration does not matter.
  public func isLicensed(on day: CivilDate) -> Bool {
    (licenceLevel[day] ?? LicenceLevel.unlicensed) != LicenceLevel.unlicensed
  }
}

extension RegistryState {
  /// 社区工作者.
  public var workers: Table<Worker> {
    get { self[Worker.self] }
    set { self[Worker.self] = newValue }
  }
}
