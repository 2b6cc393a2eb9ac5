// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// What residents of a community ask for 需求, never who asked: the community as platform.
public struct Need: Record {
  public var title: String?
  public var community: RecordID?
  public var topic: NeedTopic?
  public var targetGroups: [TargetGroup]?
  public var serviceArea: ServiceArea?
  public var raisedOn: CivilDate?
  public var source: NeedSource?
  public var people: Int?
  public var status = Dated<NeedStatus>()
  public var organization: RecordID?
  public var programme: RecordID?
  public var closedOn: CivilDate?
  public var note: String?

  public init() {}

  public static let schema = Schema<Need>(
    .need, plural: Words("Needs", "需求"), file: "needs", area: nil,
    life: Life(
      since: { $0.raisedOn }, until: { $0.closedOn }, settled: { $0.isClosed(on: $1) }),
    home: .named { stored, _ in stored.record.community }, sought: .byWord, keeper: .clerks,
    imports: Imports(
      title: "title", columns: [["title", "community"]],
      keys: [
        RowKey("title") { need, _ in
          guard let title = need.title, let community = need.community, let day = need.raisedOn
          else { return [] }
          return ["\(community) \(day) \(title.nfkcUpper)"]
        }
      ], twins: nil),
    [
      .init(
        "Need", "需求",
        [
          Field(\.title, "title", "Title", "事项").unreported().required().searched().column(0, 24)
            .headers("需求内容", "需求名称", "标题")
            .hint("what is needed, never who asked", "写明需要什么，不写提出人"),
          Field(\.community, "community", "Community", "社区").required().refers(to: .community)
            .passedOn().column(1, 12).headers("所在社区", "提出社区", "社区名称"),
          Field(\.topic, "topic", "Topic", "类别").required().column(2, 10)
            .headers("需求类别", "需求类型"),
          Field(\.targetGroups, "targetGroups", "Target groups", "服务对象").unreported().headers(
            "服务人群", "涉及人群"),
          Field(\.serviceArea, "serviceArea", "Service area", "服务领域").unreported().query("field")
            .proposed { need, _ in need.topic?.serviceArea?.json },
          Field(\.raisedOn, "raisedOn", "Raised on", "提出日期").required()
            .column(5, 10, Words("Raised", "提出日期")).query("raised").headers("征集日期", "提出时间")
            .proposed { _, day in day.json }
            .hint("a month is enough", "可只填年月"),
          Field(\.source, "source", "Source", "来源").unreported().column(6, 8).headers(
            "需求来源", "征集方式"),
          Field(\.people, "people", "People", "涉及人数").unreported().column(
            4, 6, Words("People", "人数")
          )
          .hint("how many people it concerns", "该需求涉及多少人"),
        ]),
      .init(
        "Answer", "回应",
        [
          Field(dated: \.status, "status", "Status", "状态").required().column(3, 8)
            .headers("办理状态", "办理情况")
            .proposed { _, _ in NeedStatus.open.json },
          Field(\.organization, "organization", "Taken by", "认领组织").unreported().refers(
            to: .organization
          )
          .passedOn()
          .headers("认领单位", "承接组织"),
          Field(\.programme, "programme", "Programme", "回应项目").refers(to: .programme)
            .headers("服务项目", "对应项目").hint("the programme that answers it", "回应该需求的服务项目"),
          Field(\.closedOn, "closedOn", "Closed on", "办结日期").query("closed").lastDay()
            .headers("办结时间")
            .asked { need, day in
              need.isClosed(on: day)
                ? .required : .skipped(Words("only when met, declined or referred", "办结后填写"))
            },
          Field(\.note, "note", "Note", "备注").unreported().long()
            .asked { need, day in need.status[day] == .declined ? .required : .optional }
            .hint("if declined: the reason", "不予采纳的须写明理由"),
        ]),
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Need>] = [
    Rule(
      501, "need-names-person", .hard,
      "must not contain an identity or mobile number: say what is needed",
      "不能含公民身份号码或手机号码，只写需求，不写提出人"
    ) { context in
      context.record.texts { $0.hasIdentityNumber || $0.hasMobileNumber }
    },
    Rule(
      502, "need-names-home", .soft,
      "contains a building or room number: does it show who asked?", "含有楼栋、单元或房间号，是否透露了提出人？"
    ) { context in context.record.texts(\.hasDoorNumber) },
    Rule(503, "raised-in-future", .hard, "the need is raised in the future", "提出日期晚于今天") {
      context in
      guard let day = context.record.raisedOn, day.firstDay > context.today else { return [] }
      return [Violation("raisedOn")]
    },
    Rule(504, "need-term", .hard, "the need is closed before it is raised", "办结日期早于提出日期") {
      context in
      Violation.term(
        "closedOn", since: context.record.raisedOn, until: context.record.closedOn,
        first: Words("the day it was raised", "提出日期"))
    },
    Rule(
      505, "need-reopened", .hard,
      "the status is not closed: clear the closing date or change the status",
      "已填办结日期，但状态未办结；须清空日期或变更状态"
    ) { context in
      guard let closed = context.record.closedOn,
        !context.record.isClosed(on: max(context.today, closed.lastDay))
      else { return [] }
      return [Violation("closedOn")]
    },
    Rule(
      506, "need-programme", .soft, "the programme does not serve the community of the need",
      "回应项目的服务社区不含提出需求的社区"
    ) { context in
      guard let community = context.record.community, let id = context.record.programme,
        let programme = context.state.programmes[id.number]?.record,
        !programme.communities.spans.contains(where: { $0.value?.contains(community) == true })
      else { return [] }
      return [Violation("programme", other: id)]
    },
  ]

  public static func name(
    of stored: Stored<Need>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String { stored.record.title ?? "" }

  /// A need nobody said more of is open.
  public mutating func fillDefaults(from office: Office) {
    if status.isEmpty { status = Dated(.open) }
  }

  /// One that is met, declined or referred from a day on is closed on that day.
  public mutating func conclude(from before: Need) {
    guard closedOn == nil, let step = status.steps.last, step.value?.isClosed == true,
      !before.isClosed(on: step.day)
    else { return }
    closedOn = step.day
  }

  /// Nobody answered it by `day`.
  public func isOpen(on day: CivilDate) -> Bool { (status[day] ?? .open) == .open }

  /// Nothing more is done about it on `day`.
  public func isClosed(on day: CivilDate) -> Bool { status[day]?.isClosed == true }

  /// The texts of which something holds that must not, or may not.
  private func texts(_ holds: (String) -> Bool) -> [Violation] {
    [("title", title), ("note", note)].filter { $0.1.map(holds) == true }.map { Violation($0.0) }
  }
}

extension Need {
  /// A programme takes it up: one that is open is taken from the programme's first day, or from today where
  /// that is to come or not said; never from before the need was raised or last changed.
  mutating func take(by programme: RecordID, beginning since: CivilDate?, today: CivilDate) {
    self.programme = programme
    guard status[today] == .open, status.steps.last.map({ $0.day <= today }) ?? true else { return }
    let earliest = [since ?? today, raisedOn, status.steps.last?.day].compactMap { $0?.lastDay }
    status.change(to: .taken, from: min(earliest.max() ?? today, today))
  }
}

extension RegistryState {
  /// What a programme changes in a need it takes up; nil where the need is not in use.
  ///
  /// - Parameter since: the programme's first day.
  public func taking(
    _ need: RecordID, by programme: RecordID, beginning since: CivilDate?, today: CivilDate
  ) -> Change? {
    guard let stored = needs[need.number], stored.binned == nil else { return nil }
    var taken = stored.record
    taken.take(by: programme, beginning: since, today: today)
    return Change(need, taken.settings(from: stored.record))
  }

  /// 需求, what residents ask for.
  public var needs: Table<Need> {
    get { self[Need.self] }
    set { self[Need.self] = newValue }
  }
}
