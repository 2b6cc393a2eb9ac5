// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// A community 社区 or village: the platform of the three communities, and what the plan counts over.
public struct Community: Record {
  public var code = Dated<DivisionCode>()
  public var name = Dated<String>()
  public var committee = Dated<Committee>()
  public var classCode: ClassCode?
  public var townName = Dated<String>()
  public var households = Dated<Int>()
  public var residents = Dated<Int>()
  public var grids = Dated<Int>()
  public var facilityArea = Dated<SquareMetres>()
  public var activityArea = Dated<SquareMetres>()
  public var serviceHall = Dated<Bool>()
  public var selfServiceTerminal = Dated<Bool>()
  public var uscc: CreditCode?
  public var chair: String?
  public var partySecretary: String?
  public var phone: [PhoneNumber]?
  public var address: String?
  public var establishedOn: CivilDate?
  public var endedOn: CivilDate?
  public var endReason: String?
  public var replacedBy: [RecordID]?
  public var note: String?

  public init() {}

  public static let schema = Schema<Community>(
    .community, plural: Words("Communities", "社区"), file: "communities", area: 2,
    life: Life(
      since: { $0.establishedOn }, until: { $0.endedOn },
      absence: (notYet: Absence("not yet", "未设立"), ended: Absence("ended", "已撤销"))),
    home: .itself, sought: .byWord, keeper: .clerks,
    heads: [.number("code", Words("Code", "区划代码"), 12), .name()],
    locators: [
      Locating("code", Words("Community code", "社区代码"), headers: ["统计用区划代码", "区划代码", "社区编码"]),
      Locating("townName"),
    ],
    finder: { CommunityFinder($0, today: $1) },
    imports: Imports(
      columns: [["code"]],
      keys: [RowKey("code") { community, day in [community.code[day]?.description] }],
      // It is found by its code alone; that it is another one its name tells as well.
      familiar: [
        RowKey("name") { community, day in
          [community.name[day].map { CommunityName($0).short.nfkcUpper }]
        }
      ],
      twins: { community, day in
        guard let name = community.name[day], let town = community.code[day]?.town else {
          return nil
        }
        return LikelyTwins(among: town.description, CommunityName(name).short.nfkcUpper)
      }),
    [
      .init(
        "Identity", "基本信息",
        [
          Field(dated: \.code, "code", "Code", "区划代码").required().unique().column(0, 12)
            .headers("统计用区划代码", "社区代码", "代码")
            .hint(
              "12 digits of the statistical code; digits 10-12 tell the committee",
              "12 位统计用区划代码，第 10-12 位表示居委会或村委会"),
          Field(dated: \.name, "name", "Name", "名称").required().similar().column(0, 24)
            .headers("社区名称", "村名", "居委会名称", "所在社区"),
          Field(dated: \.committee, "committee", "Committee", "委员会类型").required().column(
            5, 10, Words("Committee", "类型")
          )
          .headers("类型", "居村委类型")
          .proposed { community, day in community.code[day]?.committee.json }
          .hint(
            "residents count as urban, villagers as rural, similar units alike",
            "居委会计入城市社区，村委会计入农村社区，类似单位同此"),
          Field(\.classCode, "classCode", "Class code", "城乡分类代码").unreported().query("class")
            .headers("class_code", "城乡分类"),
          Field(dated: \.townName, "townName", "Town", "街道乡镇").query("town").searched().column(
            6, 16
          )
          .headers("town", "街道", "乡镇", "街镇", "所属街道"),
          Field("townCode", "Town code", "街镇代码", computed: { $0.code[$1]?.town }),
        ]),
      .init(
        "Scale and facilities", "规模与设施",
        [
          Field(dated: \.households, "households", "Households", "户数").column(
            1, 6, Words("Homes", "户数")
          )
          .headers("总户数"),
          Field(dated: \.residents, "residents", "Residents", "常住人口").headers("人口", "居民人数"),
          Field(dated: \.grids, "grids", "Grids", "网格数").unreported().headers("网格"),
          Field(dated: \.facilityArea, "facilityArea", "Facility m2", "服务设施面积")
            .headers("设施面积", "用房面积"),
          Field(dated: \.activityArea, "activityArea", "Activity m2", "居民活动面积")
            .headers("活动面积"),
          Field(dated: \.serviceHall, "serviceHall", "Service hall", "服务大厅")
            .headers("一站式服务大厅"),
          Field(dated: \.selfServiceTerminal, "selfServiceTerminal", "Terminal", "自助终端")
            .headers("自助服务终端"),
        ]),
      .init(
        "Committee and contact", "负责人与联系方式",
        [
          Field(\.uscc, "uscc", "Credit code", "信用代码").unreported().unique().headers("统一社会信用代码"),
          Field(\.chair, "chair", "Chair", "主任").unreported().person().searched().headers(
            "居委会主任", "村主任", "负责人"),
          Field(\.partySecretary, "partySecretary", "Party secretary", "书记").unreported().person()
            .headers("党组织书记", "党支部书记"),
          Field(\.phone, "phone", "Phone", "电话").unreported().masked(as: .phone).searched()
            .headers("联系电话", "手机"),
          Field(\.address, "address", "Address", "地址").unreported().headers("办公地址", "住址"),
        ]),
      .init(
        "Start and end", "设立与撤销",
        [
          Field(\.establishedOn, "establishedOn", "Established on", "设立日期")
            .headers("成立日期", "成立时间"),
          Field(\.endedOn, "endedOn", "Last day", "撤销日期").merged(in: .ending).lastDay()
            .hint("last day of existence, inclusive", "撤销前最后一日，含当日"),
          Field(\.endReason, "endReason", "Reason", "撤销原因").unreported().merged(in: .ending),
          Field(\.replacedBy, "replacedBy", "Replaced by", "并入社区").unreported().refers(
            to: .community
          )
          .merged(in: .ending),
          Field(\.note, "note", "Note", "备注").unreported().long(),
        ]),
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Community>] = [
    Rule(
      101, "like-committee", .soft,
      "a resident-like or village-like unit counts as urban or rural",
      "类似居委会或类似村委会的单位，按居委会或村委会统计"
    ) { context in
      switch context.record.committee[context.today] {
      case .residentLike?, .villageLike?: [Violation("committee")]
      case .residents?, .villagers?, nil: []
      }
    },
    Rule(
      102, "class-disagrees", .soft,
      "class code and committee disagree on urban or rural; committee counts",
      "城乡分类代码与委员会类型不一致，统计以委员会类型为准"
    ) { context in
      guard let byClass = context.record.classCode?.isUrban,
        let byCommittee = context.record.committee[context.today]?.isUrban,
        byClass != byCommittee
      else { return [] }
      return [Violation("classCode")]
    },
    Rule(
      103, "outside-district", .soft, "the code is outside the office's district",
      "区划代码不在本区范围内"
    ) { context in
      guard let code = context.record.code[context.today],
        let district = context.state.office.district,
        code.district != district
      else { return [] }
      return [Violation("code")]
    },
    Rule(
      104, "community-term", .hard, "the last day is before the first", "撤销日期早于设立日期"
    ) { context in
      Violation.term("endedOn", since: context.record.establishedOn, until: context.record.endedOn)
    },
    // A ring is closed by a save of one that is in it, which asks.
    Rule(
      105, "replaced-by-itself", .hard, "a community cannot replace itself",
      "社区不能并入自身"
    ) { context in
      context.isReplacedByItself ? [Violation("replacedBy")] : []
    },
    Rule(
      106, "activity-over-facility", .soft, "the activity area is larger than all facilities",
      "居民活动面积大于服务设施面积"
    ) { context in
      guard let activity = context.record.activityArea[context.today],
        let facility = context.record.facilityArea[context.today], activity.units > facility.units
      else { return [] }
      return [Violation("activityArea")]
    },
  ]

  public static func name(
    of stored: Stored<Community>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.name[day] ?? "" }

  public static func shortName(
    of stored: Stored<Community>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { CommunityName(stored.record.name[day] ?? "").short }

  public static func number(
    of stored: Stored<Community>, in state: RegistryState, on day: CivilDate
  ) -> String {
    stored.record.code[day]?.text(.en) ?? ""
  }

  /// Its town, and why it is not there.
  public static func note(
    of stored: Stored<Community>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    let town = stored.record.townName[day] ?? ""
    let short =
      ["街道办事处", "地区办事处", "街道", "镇", "乡"].first(where: town.hasSuffix)
      .map { String(town.dropLast($0.count)) } ?? town
    return [short, stored.absence(on: day)?.words[language] ?? ""].filter { !$0.isEmpty }
      .joined(separator: ", ")
  }

  /// Phones get the office's area code.
  public mutating func fillDefaults(from office: Office) {
    phone = phone.map { office.completed($0) }
    if committee.isEmpty { committee = Dated(code.first?.committee) }
  }

  /// It exists on `day`.
  public func isActive(on day: CivilDate) -> Bool { exists(on: day) }

  /// Counted as urban by its committee; nil if neither field nor code tells.
  public func isUrban(on day: CivilDate) -> Bool? {
    (committee[day] ?? code[day]?.committee)?.isUrban
  }
}

extension RuleContext<Community> {
  /// Whether its successors, theirs and so on lead back to it.
  fileprivate var isReplacedByItself: Bool {
    var ahead = record.replacedBy ?? []
    var seen: Set<RecordID> = []
    while let next = ahead.popLast() {
      if next == id { return true }
      guard seen.insert(next).inserted else { continue }
      ahead += state.communities[next.number]?.record.replacedBy ?? []
    }
    return false
  }
}

extension RegistryState {
  /// 社区, what the plan counts over.
  public var communities: Table<Community> {
    get { self[Community.self] }
    set { self[Community.self] = newValue }
  }
}
