// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// A service programme 服务项目, which ties the three communities together: communities as its platform, an
/// organization as its carrier, workers as its support.
public struct Programme: Record {
  public var name: String?
  public var number: String?
  public var form: ProgrammeForm?
  public var status = Dated<ProgrammeStatus>()
  public var since: CivilDate?
  public var until: CivilDate?
  public var communities = Dated<[RecordID]>()
  public var carrier = Dated<RecordID>()
  public var carrierName: String?
  public var partners = Dated<[RecordID]>()
  public var workers = Dated<[RecordID]>()
  public var serviceAreas: [ServiceArea]?
  public var targetGroups: [TargetGroup]?
  public var funding: [ProgrammeFunding]?
  public var purchases: [RecordID]?
  public var budget: Yuan?
  public var plannedCases: Int?
  public var plannedGroups: Int?
  public var plannedEvents: Int?
  public var plannedVisits: Int?
  public var plannedConsultations: Int?
  public var plannedReferrals: Int?
  public var plannedTrainings: Int?
  public var plannedSupervisions: Int?
  public var plannedPersonTimes: Int?
  public var plannedVolunteerTimes: Int?
  public var satisfaction: Percent?
  public var grade: Grade?
  public var note: String?

  public init() {}

  public static let schema = Schema<Programme>(
    .programme, plural: Words("Programmes", "服务项目"), file: "programmes", area: 5,
    life: Life(
      since: { $0.since }, until: { $0.until }, settled: { $0.status[$1]?.isOver == true }),
    home: Home { stored, _, day in stored.record.communities[day] ?? [] },
    sought: .byWord, keeper: .clerks, heads: [.name(Words("Name", "名称"), 20)],
    imports: Imports(
      columns: [["name"], ["number"]],
      keys: [
        RowKey("number") { programme, _ in [programme.number?.nfkcUpper] },
        RowKey("name") { programme, _ in [programme.name?.nfkcUpper] },
      ],
      twins: { programme, _ in
        programme.name.map { LikelyTwins(among: 0, $0.nfkcUpper) }
      }),
    [
      .init(
        "Programme", "项目",
        [
          Field(\.name, "name", "Name", "名称").required().similar().column(0, 24)
            .headers("项目名称", "服务项目名称"),
          Field(\.number, "number", "Number", "项目编号").similar().column(
            10, 12, Words("Number", "编号")
          )
          .headers("编号", "立项编号"),
          Field(\.form, "form", "Form", "形式").required().column(11, 8).headers("项目形式", "项目类型")
            .proposed { _, _ in ProgrammeForm.project.json },
          Field(dated: \.status, "status", "Status", "状态").required().column(1, 10)
            .headers("项目状态", "实施状态", "进展"),
          Field(\.since, "since", "Since", "开始日期").column(6, 10).merged(in: .term)
            .headers("起始日期", "项目开始时间", "实施开始日期")
            .asked { programme, day in programme.isApproved(on: day) ? .required : .optional },
          Field(\.until, "until", "Until", "结束日期").reported { _, _ in true }.column(7, 10).merged(
            in: .term
          ).lastDay()
            .headers("截止日期", "项目结束时间", "实施结束日期")
            // A station may stay for ever.
            .asked { programme, day in
              programme.isApproved(on: day) && programme.form != .station ? .expected : .optional
            }
            .hint("the last day, inclusive", "最后一日，含当日"),
        ]),
      .init(
        "Three communities", "三社",
        [
          Field(dated: \.communities, "communities", "Communities", "服务社区").required()
            .refers(to: .community).passedOn().column(4, 16).query("community")
            .headers("社区", "实施社区", "项目地点", "服务地点"),
          Field(dated: \.carrier, "carrier", "Carrier", "承接组织").refers(to: .organization)
            .passedOn()
            .column(3, 16).headers("承接单位", "承接主体", "实施单位", "牵头组织")
            .asked { programme, day in
              programme.isApproved(on: day) && programme.carrierName == nil
                ? .expected : .optional
            },
          Field(\.carrierName, "carrierName", "Other carrier", "其他承接单位").searched()
            .asked { programme, day in
              programme.carrier[day] == nil
                ? .optional : .skipped(Words("the carrier is an organization", "已选承接组织"))
            }
            .hint("where the carrier is not in the registry", "承接单位不在登记库中时填写"),
          Field(dated: \.partners, "partners", "Partners", "合作组织").unreported().refers(
            to: .organization
          )
          .passedOn()
          .headers("合作单位", "参与组织"),
          Field(dated: \.workers, "workers", "Workers", "社区工作者").refers(to: .worker)
            .passedOn()
            .column(5, 16).query("worker").headers("社工", "项目社工", "实施人员")
            .asked { programme, day in
              programme.status[day] == .running ? .expected : .optional
            },
          Field(\.serviceAreas, "serviceAreas", "Service areas", "服务领域").unreported().query(
            "field"),
          Field(\.targetGroups, "targetGroups", "Target groups", "服务对象").unreported().headers(
            "服务人群", "受益人群"),
        ]),
      .init(
        "Plan and result", "计划与结果",
        [
          Field(\.funding, "funding", "Funding", "资金来源").unreported().headers("经费来源"),
          Field(\.purchases, "purchases", "Purchases", "购买服务").unreported().refers(to: .purchase)
            .query("purchase").headers("合同编号", "购买服务合同", "采购合同")
            // Where nothing is bought Enter passes it over.
            .asked { programme, _ in
              programme.funding?.contains(.purchase) == true ? .optional : .rare
            }
            .hint("a new contract each year", "每年签订新合同的，逐一填写"),
          Field(\.budget, "budget", "Budget", "预算").column(9, 12).headers("项目预算", "预算金额", "项目经费")
            .hint("in yuan, up to 2 decimals", "单位元，最多 2 位小数"),
        ]
          + plans.map {
            Field($0.path, $0.key, "Planned \($0.kind.many)", "计划\($0.kind.label.chinese)数")
          }
          + [
            Field(
              \.plannedPersonTimes, "plannedPersonTimes", "Planned person-times", "计划服务人次"),
            Field(
              \.plannedVolunteerTimes, "plannedVolunteerTimes", "Planned volunteering", "计划志愿者人次"),
            Field(\.satisfaction, "satisfaction", "Satisfaction", "满意度").unreported().notAdded()
              .headers("服务满意度").hint("0 to 100", "0 至 100"),
            Field(\.grade, "grade", "Grade", "评估结果").unreported().headers("结项评估", "评估结论"),
            Field(\.note, "note", "Note", "备注").unreported().long(),
          ]),
    ])

  public static let kindSchema = KindSchema(schema)

  /// How many of each kind of activity are planned: one row a kind.
  private static let plans: [(kind: ActivityKind, key: String, path: PlanPath)] = [
    (.casework, "plannedCases", \.plannedCases), (.group, "plannedGroups", \.plannedGroups),
    (.event, "plannedEvents", \.plannedEvents), (.visit, "plannedVisits", \.plannedVisits),
    (.consultation, "plannedConsultations", \.plannedConsultations),
    (.referral, "plannedReferrals", \.plannedReferrals),
    (.training, "plannedTrainings", \.plannedTrainings),
    (.supervision, "plannedSupervisions", \.plannedSupervisions),
  ]

  private typealias PlanPath = any WritableKeyPath<Programme, Int?> & Sendable

  /// How many of a kind of activity are planned.
  public func planned(_ kind: ActivityKind) -> Int? {
    Self.plans.first { $0.kind == kind }.flatMap { self[keyPath: $0.path] }
  }

  public static func name(
    of stored: Stored<Programme>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.name ?? "" }

  /// Without the office's name before it.
  public static func shortName(
    of stored: Stored<Programme>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { state.placeless(stored.record.name ?? "", in: nil) }

  public static func number(
    of stored: Stored<Programme>, in state: RegistryState, on day: CivilDate
  ) -> String {
    stored.record.number ?? ""
  }

  /// Its carrier, which tells it from its namesakes.
  public static func note(
    of stored: Stored<Programme>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    let programme = stored.record
    return programme.carrier[day].map { state.shortName(of: $0, on: day, language) }
      ?? programme.carrierName ?? ""
  }

  /// It runs on `day`: begun and not ended, and said to be running.
  public func runs(on day: CivilDate) -> Bool { status[day] == .running && exists(on: day) }

  /// It is said to run on `day` though its last day is past, whatever day a partial one means.
  public func isPastEnd(on day: CivilDate) -> Bool {
    status[day] == .running && until.map { $0.lastDay < day } ?? false
  }

  /// It was approved, whatever became of it since.
  public func isApproved(on day: CivilDate) -> Bool { status[day]?.isApproved == true }

  /// Whether it may be in its term on some of the days that `date` can mean.
  public func mayRun(on date: CivilDate) -> Bool {
    if let since, since.firstDay > date.lastDay { return false }
    if let until, until.lastDay < date.firstDay { return false }
    return true
  }
}

extension RegistryState {
  /// 服务项目.
  public var programmes: Table<Programme> {
    get { self[Programme.self] }
    set { self[Programme.self] = newValue }
  }
}
