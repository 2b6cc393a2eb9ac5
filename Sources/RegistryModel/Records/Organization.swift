// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// A community organization 社区社会组织: the carrier of the three communities.
public struct Organization: Record {
  public var name: String?
  public var tier = Dated<Tier>()
  public var uscc: CreditCode?
  public var filingNumber: String?
  public var reach = Dated<Reach>()
  public var community = Dated<RecordID>()
  public var registeredOn: CivilDate?
  public var activityClass: ActivityClass?
  public var services: [Service]?
  public var head: String?
  public var phone: [PhoneNumber]?
  public var members: Int?
  public var status = Dated<OrganizationStatus>()
  public var shortName: String?
  public var form: OrganizationForm?
  public var industry: Industry?
  public var establishedOn: CivilDate?
  public var authority: String?
  public var supervisingUnit: String?
  public var address: String?
  public var premisesArea: SquareMetres?
  public var capital: TenThousandYuan?
  public var staffFullTime: Int?
  public var staffPartTime: Int?
  public var volunteers: Int?
  public var partyBranch: Bool?
  public var certificateFrom: CivilDate?
  public var certificateUntil: CivilDate?
  public var oldCertificateNumber: String?
  public var rating: Rating?
  public var ratedOn: CivilDate?
  public var creditList = Dated<CreditList>()
  public var confirmedOn: CivilDate?
  public var endReason: OrganizationEndReason?
  public var note: String?

  public init() {}

  public static let schema = Schema<Organization>(
    .organization, plural: Words("Organizations", "社会组织"), file: "organizations", area: 3,
    life: Life(
      beginning: { organization, day in organization.firstDay(on: day) },
      hasEnded: { organization, day in organization.status[day]?.isFinal == true }),
    home: .named { $0.record.community[$1] }, sought: .byWord, keeper: .clerks,
    heads: [
      .number("number", Words("Number", "编号"), 9, of: "uscc", "filingNumber"), .name(),
    ],
    imports: Imports(
      columns: [["name"], ["uscc"], ["filingNumber"]],
      keys: [
        RowKey("uscc") { organization, _ in [organization.uscc?.description] },
        RowKey("filingNumber") { organization, _ in [organization.filingNumber?.nfkcUpper] },
        RowKey("name") { organization, day in
          let home = organization.community[day]?.number ?? 0
          return [organization.name.map { "\($0.nfkcUpper) \(home)" }]
        },
      ],
      // The name of one that does not say where it is at home.
      alone: (
        key: RowKey("name") { organization, _ in [organization.name?.nfkcUpper] },
        isAsked: { organization, day in
          organization.community[day] == nil
            && [nil, .community].contains(organization.reach[day])
        }
      ),
      twins: { organization, day in
        let home = organization.community[day]
        return organization.name.map { LikelyTwins(among: home, $0.nfkcUpper, at: home) }
      }),
    [
      .init(
        "Registration", "登记备案",
        [
          Field(\.name, "name", "Name", "名称").required().similar().column(0, 28)
            .headers("组织名称", "社会组织名称", "社区社会组织名称", "单位名称"),
          Field(dated: \.tier, "tier", "Tier", "管理方式").required().column(2, 10, Words("Tier", "方式"))
            .merged(in: .standing).headers("登记备案情况", "方式", "登记/备案", "类型")
            .hint(
              "registered and filed organizations count, ledger ones do not",
              "登记和备案的社会组织计入规划目标，台账的不计入"),
          Field(\.uscc, "uscc", "Credit code", "信用代码").unreported().unique().column(11, 18)
            .merged(in: .standing).headers("统一社会信用代码", "社会信用代码")
            .asked { organization, day in organization.askedCreditCode(on: day) },
          Field(\.filingNumber, "filingNumber", "Filing number", "备案编号").unreported().similar()
            .column(10, 12)
            .query("filing").headers("备案号", "备案证号", "编号"),
          Field(dated: \.reach, "reach", "Reach", "服务范围").required()
            .column(5, 9, Words("Reach", "范围")).merged(in: .home).headers("服务区域", "活动范围")
            .proposed { _, _ in Reach.community.json }
            .hint("only organizations serving their own community count", "只有服务本社区的社会组织计入规划目标"),
          Field(dated: \.community, "community", "Community", "社区").refers(to: .community)
            .passedOn().column(4, 16).merged(in: .home).headers("所在社区", "所属社区", "社区名称", "村居")
            .asked { organization, day in
              organization.needsHome(on: day) ? .required : .rare
            },
          Field(\.registeredOn, "registeredOn", "Registered on", "登记备案日期")
            .reported { organization, day in !organization.isYetToBeTakenUp(on: day) }
            .column(6, 10, Words("Registered", "登记日期"))
            .query("registered").headers("登记日期", "备案日期", "登记时间", "备案时间")
            // One on the ledger has none.
            .asked { organization, day in organization.tier[day] == .ledger ? .optional : .expected
            }
            .hint("counts from this date; a year or month is enough", "自此日起计数，可只填年月"),
          Field(\.activityClass, "activityClass", "Activity class", "活动类别").expected()
            .query("class").column(1, 8, Words("Class", "类别")).headers("类别", "组织类别"),
          Field(\.services, "services", "Services", "服务内容").headers("服务类型", "服务领域")
            .proposed { organization, _ in organization.proposedServices?.json },
          Field(\.head, "head", "Head", "负责人").unreported().person().expected().searched().column(
            7, 8
          )
          .headers("法定代表人", "法人代表", "负责人姓名", "会长"),
          Field(\.phone, "phone", "Phone", "电话").unreported().expected().masked(as: .phone)
            .searched()
            .column(8, 12).headers("联系电话", "联系方式", "手机", "负责人电话"),
          Field(\.members, "members", "Members", "成员数").unreported().headers("会员数", "成员人数", "人数"),
          Field(dated: \.status, "status", "Status", "状态").required().column(3, 9).headers(
            "组织状态", "运行状态"
          )
          .proposed { _, _ in OrganizationStatus.active.json },
        ]),
      .init(
        "Details", "详细信息",
        [
          Field(\.shortName, "shortName", "Short name", "简称").searched(),
          Field(\.form, "form", "Form", "法人类型").unreported().merged(in: .standing)
            .headers("组织形式", "社会组织类型")
            .asked { organization, day in
              organization.tier[day] == .registered
                ? .optional
                : .skipped(Words("only when registered", "仅登记的填写"))
            },
          Field(\.industry, "industry", "Industry", "行业").unreported().headers("行业分类"),
          Field(\.establishedOn, "establishedOn", "Established on", "成立日期").headers("成立时间"),
          Field(\.authority, "authority", "Authority", "登记机关").unreported().headers(
            "登记管理机关", "备案机关"),
          Field(\.supervisingUnit, "supervisingUnit", "Supervising unit", "业务主管单位").unreported()
            .headers("主管单位", "指导单位"),
          Field(\.address, "address", "Address", "地址").unreported().headers("住所", "活动地点", "活动场所"),
          Field(\.premisesArea, "premisesArea", "Premises m2", "场地面积").unreported().headers(
            "活动场所面积"),
          Field(\.capital, "capital", "Capital", "开办资金").unreported().headers(
            "注册资金", "活动资金", "开办资金(万元)"
          )
          .hint("in 10,000 yuan, up to 4 decimals", "单位万元，最多 4 位小数"),
          Field(\.staffFullTime, "staffFullTime", "Full-time staff", "专职人数").unreported().headers(
            "专职人员"),
          Field(\.staffPartTime, "staffPartTime", "Part-time staff", "兼职人数").unreported().headers(
            "兼职人员"),
          Field(\.volunteers, "volunteers", "Volunteers", "志愿者数").unreported().headers("志愿者人数"),
          Field(\.partyBranch, "partyBranch", "Party branch", "党组织").unreported().headers(
            "是否建立党组织"),
        ]),
      .init(
        "Certificates and supervision", "证书与监管",
        [
          Field(\.certificateFrom, "certificateFrom", "Valid from", "证书有效期起").unreported()
            .merged(in: .certificate),
          Field(\.certificateUntil, "certificateUntil", "Valid until", "证书有效期至").unreported()
            .merged(in: .certificate).query("until").lastDay(ofRecord: false)
            .headers("有效期至", "证书有效期"),
          Field(\.oldCertificateNumber, "oldCertificateNumber", "Old certificate", "旧证书号")
            .unreported()
            .headers("原登记证号"),
          Field(\.rating, "rating", "Rating", "评估等级").unreported().merged(in: .rating).headers(
            "等级"),
          Field(\.ratedOn, "ratedOn", "Rated on", "评估日期").unreported().merged(in: .rating),
          Field(dated: \.creditList, "creditList", "Credit list", "信用名录").unreported().query(
            "credit"
          )
          .headers("信用信息", "失信名单"),
          Field(\.confirmedOn, "confirmedOn", "Confirmed on", "最近核实").unreported().query(
            "confirmed"
          )
          .headers("核实日期")
          .hint(
            "the date it was last confirmed active; a month means its last day",
            "最近一次核实其仍在活动的日期，只填年月时取其最后一日"),
          Field(\.endReason, "endReason", "End reason", "注销原因").unreported().headers("终止原因")
            .asked { organization, day in
              organization.status[day]?.isFinal == true
                ? .optional : .skipped(Words("only when ended", "终止后填写"))
            },
          Field(\.note, "note", "Note", "备注").unreported().long(),
        ]),
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Organization>] = [
    Rule(
      201, "credit-code-unregistered", .hard,
      "an unregistered organization has no unified social credit code",
      "未登记的组织没有统一社会信用代码"
    ) { context in
      let tiers = [context.record.tier.first] + context.record.tier.steps.map(\.value)
      guard context.record.uscc != nil, tiers.contains(where: { $0 != nil }),
        !tiers.contains(.registered)
      else { return [] }
      return [Violation("uscc")]
    },
    Rule(
      202, "certificate-term", .hard, "the certificate ends before it begins", "证书有效期截止日早于起始日"
    ) { context in
      Violation.term(
        "certificateUntil", since: context.record.certificateFrom,
        until: context.record.certificateUntil)
    },
    Rule(
      203, "home-ended", .soft, "the home community has closed; choose another",
      "所在社区已撤销，须重新选择社区"
    ) { context in
      // Whatever the plan counts: one that is there and serves its community has to have one.
      guard context.record.exists(on: context.today),
        context.record.needsHome(on: context.today),
        let home = context.record.community[context.today],
        let community = context.state.communities[home.number]?.record,
        !community.isActive(on: context.today)
      else { return [] }
      return [Violation("community")]
    },
    Rule(
      204, "registered-in-future", .soft, "the registration date is in the future",
      "登记日期晚于今天"
    ) { context in
      guard let day = context.record.registeredOn, day.firstDay > context.today else { return [] }
      return [Violation("registeredOn")]
    },
  ]

  public static func name(
    of stored: Stored<Organization>, in state: RegistryState, on day: CivilDate,
    _ language: Language
  ) -> String { stored.record.name ?? "" }

  /// Without the office's and the home's town before it, unless it says itself what it is.
  public static func shortName(
    of stored: Stored<Organization>, in state: RegistryState, on day: CivilDate,
    _ language: Language
  ) -> String {
    if let short = stored.record.shortName { return short }
    let home = stored.record.community.first.flatMap { state.communities[$0.number] }
    return state.placeless(stored.record.name ?? "", in: home?.record.townName[day])
  }

  /// Its filing number, else the end of its credit code.
  public static func number(
    of stored: Stored<Organization>, in state: RegistryState, on day: CivilDate
  ) -> String {
    stored.record.filingNumber ?? stored.record.uscc.map { String($0.text(.en).suffix(8)) } ?? ""
  }

  /// Phones get the office's area code; an organization nobody said more of is active and serves
  /// its community.
  public mutating func fillDefaults(from office: Office) {
    phone = phone.map { office.completed($0) }
    if status.isEmpty { status = Dated(.active) }
    if reach.isEmpty { reach = Dated(.community) }
  }

  /// The earlier of its days of registration and establishment. One that is filed or registered and
  /// has no day of registration counts from always, and so it always was.
  private func firstDay(on day: CivilDate) -> CivilDate? {
    if isYetToBeTakenUp(on: day) { return establishedOn }
    guard let registeredOn else { return (tier[day] ?? .ledger) == .ledger ? establishedOn : nil }
    guard let establishedOn, establishedOn.lastDay < registeredOn.lastDay else {
      return registeredOn
    }
    return establishedOn
  }

  /// One that was on the ledger and is taken up as registered or filed is so from that day on.
  public mutating func conclude(from before: Organization) {
    guard registeredOn == nil, !Self.isTakenUp(tier.first),
      let step = tier.steps.first(where: { Self.isTakenUp($0.value) }),
      !Self.isTakenUp(before.tier[step.day])
    else { return }
    registeredOn = step.day
  }

  /// It stands on the ledger on `day` and is registered or filed later: what its registration says is of
  /// that later day, and does not make a past day other than it was.
  private func isYetToBeTakenUp(on day: CivilDate) -> Bool {
    // Nearly all have one tier for ever.
    !tier.steps.isEmpty && tier[day] == .ledger
      && tier.steps.contains { $0.day > day && Self.isTakenUp($0.value) }
  }

  private static func isTakenUp(_ tier: Tier?) -> Bool { tier == .registered || tier == .filed }

  /// It serves a community of its own on `day`, and has to name it.
  public func needsHome(on day: CivilDate) -> Bool { (reach[day] ?? .community) == .community }

  /// It may count on `day`: it is registered or filed by then, was so from always, or stands on the ledger
  /// and is taken up later.
  public func isRegistered(by day: CivilDate) -> Bool {
    // Nearly all are: the rest is asked of few.
    CivilDate.covers(day, since: registeredOn, until: nil) || isYetToBeTakenUp(on: day)
  }

  /// Those that usually go with its activity class; nil if none do.
  private var proposedServices: [Service]? {
    activityClass.map { Service.proposed(by: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// Required once registered, unless still applying or ended before credit codes replaced old
  /// certificates in 2018; skipped where no step is registered.
  private func askedCreditCode(on day: CivilDate) -> Requirement {
    let tiers = [tier.first] + tier.steps.map(\.value)
    guard tiers.contains(.registered) || tiers.allSatisfy({ $0 == nil }) else {
      return .skipped(
        Words("registered organizations only", "登记的组织才有统一社会信用代码"))
    }
    guard tier[day] == .registered, (status[day] ?? .active) != .applying else { return .optional }
    let before2018 = status.steps.last { $0.day.year < 2018 }.map(\.value) ?? status.first
    let endedEarly = before2018?.isFinal == true && status[day]?.isFinal == true
    return endedEarly ? .optional : .required
  }
}

extension RegistryState {
  /// 社会组织.
  public var organizations: Table<Organization> {
    get { self[Organization.self] }
    set { self[Organization.self] = newValue }
  }
}
