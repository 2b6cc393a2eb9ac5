// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// What was done in a programme on a day or in a month 服务记录: counts only, never whom it was done for.
public struct Activity: Record {
  public var programme: RecordID?
  public var heldOn: CivilDate?
  /// Not `kind`, which is what kind of record this is itself.
  public var activityKind: ActivityKind?
  public var count: Int?
  public var sessions: Int?
  public var personTimes: Int?
  public var people: Int?
  public var volunteerTimes: Int?
  public var community: RecordID?
  public var serviceArea: ServiceArea?
  public var workers: [RecordID]?
  public var note: String?

  public init() {}

  public static let schema = Schema<Activity>(
    .activity, plural: Words("Activities", "服务记录"), file: "activities", area: nil,
    life: Life(
      beginning: { activity, _ in activity.heldOn },
      hasEnded: { activity, day in activity.heldOn.map { $0.lastDay < day } ?? false }),
    // Without one of its own it is for all that its programme serves then.
    home: Home { stored, state, day in
      if let community = stored.record.community { return [community] }
      let programme = stored.record.programme.flatMap { state.programmes[$0.number]?.record }
      return programme?.communities[stored.record.heldOn?.lastDay ?? day] ?? []
    },
    // One word leads to the programme, whose name it has.
    sought: .bySeveral, keeper: .clerks,
    imports: Imports(
      title: "programme", columns: [["programme", "heldOn", "activityKind"]],
      keys: [
        RowKey("programme") { activity, _ in
          guard let programme = activity.programme, let day = activity.heldOn,
            let kind = activity.activityKind
          else { return [] }
          let community = activity.community?.description ?? ""
          return ["\(programme) \(day) \(kind.rawValue) \(community)"]
        }
      ], twins: nil),
    [
      .init(
        "Activity", "服务记录",
        [
          Field(\.programme, "programme", "Programme", "服务项目").required().refers(to: .programme)
            .carried(.kept).column(1, 20).headers("项目", "项目名称"),
          Field(\.heldOn, "heldOn", "Held on", "服务日期").required().column(0, 10, Words("Date", "日期"))
            .query("on").headers("活动日期", "服务时间", "月份").carried(.offered)
            .proposed { _, day in day.json }
            .hint(
              "a day, or a whole month: 202605; after Ins 12 is the 12th",
              "某一日，或整月合计如 202605；按 Ins 续录时 12 即 12 日"),
          Field(\.activityKind, "activityKind", "Kind", "服务类型").required()
            .carried(.offered).column(2, 10, Words("Kind", "类型")).query("kind")
            .headers("服务形式", "活动类型"),
          Field(\.count, "count", "Count", "个数").column(3, 5).headers("数量", "场次", "完成数")
            .proposed { _, _ in .int(1) }
            .asked { activity, _ in activity.isOne ? .rare : .optional }
            .hint("completed ones; 0 while a case or group goes on", "已完成数；个案、小组未结时填 0"),
          Field(\.sessions, "sessions", "Sessions", "节次").headers("小组节数", "次数")
            .asked { activity, _ in activity.activityKind == .group ? .optional : .rare },
          Field(\.personTimes, "personTimes", "Person-times", "服务人次")
            .column(4, 6, Words("Times", "人次")).headers("参与人次"),
          Field(\.people, "people", "People", "服务人数").unreported().headers("人数", "参与人数"),
          Field(\.volunteerTimes, "volunteerTimes", "Volunteer-times", "志愿者人次")
            .column(6, 6, Words("Vols", "志愿")).headers("志愿者参与人次"),
          Field(\.community, "community", "Community", "社区").refers(to: .community)
            .carried(.offered)
            .column(5, 12).headers("所在社区", "服务社区", "活动社区")
            .hint("empty: all communities of the programme", "不填为项目服务的全部社区"),
          Field(\.serviceArea, "serviceArea", "Service area", "服务领域").unreported().query("field")
            .proposedAround { activity, around in
              // As a line below its programme it does not name it yet.
              let programmes = around.state.programmes
              let programme =
                around.owner as? Programme
                ?? activity.programme.flatMap { programmes[$0.number]?.record }
              let areas = programme?.serviceAreas ?? []
              return areas.count == 1 ? areas[0].json : nil
            },
          Field(\.workers, "workers", "Workers", "社区工作者").refers(to: .worker).query("worker")
            .headers("社工", "服务人员", "负责社工"),
          Field(\.note, "note", "Note", "备注").unreported().long(),
        ])
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Activity>] = [
    Rule(711, "activity-in-future", .hard, "the activity is in the future", "服务日期晚于今天") {
      context in
      guard let day = context.record.heldOn, day.firstDay > context.today else { return [] }
      return [Violation("heldOn")]
    },
    Rule(
      712, "activity-year", .soft, "only a year is given: a day or a month is needed",
      "只填了年份，应填到日或月"
    ) { context in
      context.record.heldOn.map { $0.month == nil } == true ? [Violation("heldOn")] : []
    },
    Rule(
      713, "activity-outside-term", .soft, "the activity is outside the programme's term",
      "服务日期不在项目期内"
    ) { context in
      guard let day = context.record.heldOn, let programme = context.programme,
        !programme.mayRun(on: day)
      else { return [] }
      let term = [programme.since, programme.until].map { $0?.description ?? ".." }
        .joined(separator: " - ")
      return [
        Violation(
          "heldOn",
          detail: Words(
            "\(day) is outside the programme's term, \(term)", "\(day) 不在项目期 \(term) 内"),
          other: context.record.programme)
      ]
    },
    // The programme may be said later to have served elsewhere then: what was done stays.
    Rule(
      714, "activity-community", .hardAtSave,
      "the programme does not serve this community on that day", "项目当时不服务该社区"
    ) { context in
      guard let community = context.record.community, let day = context.record.heldOn,
        let programme = context.programme
      else { return [] }
      let served = programme.communities.values(within: day).flatMap { $0 }
      if served.contains(community) { return [] }
      if served.isEmpty { return [Violation("community", other: context.record.programme)] }
      func told(_ language: Language) -> String {
        served.map { context.state.shortName(of: $0, on: context.today, language) }.joined(
          separator: ", ")
      }
      let names = { context.state.shortName(of: community, on: context.today, $0) }
      return [
        Violation(
          "community",
          detail: Words(
            "on \(day) the programme does not serve \(names(.en)), only \(told(.en))",
            "项目 \(day) 不服务\(names(.chinese))，服务社区为\(told(.chinese))"),
          other: context.record.programme)
      ]
    },
    Rule(
      715, "activity-counted-twice", .soft,
      "a month's record beside one of a day in it: is it counted twice?",
      "同月既有整月记录又有单日记录，是否重复计数？"
    ) { context in
      let record = context.record
      guard let programme = record.programme, let day = record.heldOn else { return [] }
      return context.state.activities(of: programme).first { other in
        other.id != context.id && other.record.activityKind == record.activityKind
          && other.record.heldOn.map { $0.holds(day) || day.holds($0) } == true
      }.map { other in
        let told = other.record.heldOn?.description ?? ""
        return [
          Violation(
            "heldOn",
            detail: Words(
              "there is also one of \(told) of this kind: is it counted twice?",
              "另有 \(told) 的同类记录，是否重复计数？"), other: other.id)
        ]
      } ?? []
    },
    Rule(
      716, "activity-count", .soft, "more activities than people can have come to",
      "个数多于服务人次，请核对"
    ) { context in
      let record = context.record
      guard let count = record.count, count > record.personTimes ?? mostWithoutPersonTimes else {
        return []
      }
      let times = record.personTimes.map(String.init)
      return [
        Violation(
          "count",
          detail: times.map {
            Words(
              "\(count) activities with \($0) person-times: is the count right?",
              "个数 \(count) 多于服务人次 \($0)，请核对")
          }
            ?? Words("\(count) at once: is the count right?", "个数为 \(count)，请核对"))
      ]
    },
  ]

  /// A count typed into the wrong cell goes into every sum.
  private static let mostWithoutPersonTimes = 500

  /// One event on one day: there is nothing to count.
  private var isOne: Bool { activityKind?.isSingle == true && heldOn?.isFull == true }

  /// Where its programme stands with it.
  public static func remark(
    of stored: Stored<Activity>, in state: RegistryState, by past: CivilDate?
  ) -> Words? {
    stored.record.programme.flatMap { state.progress(of: $0, by: past) }.map(\.words)
  }

  /// Which programme, when and what.
  public static func name(
    of stored: Stored<Activity>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    let activity = stored.record
    return [
      activity.programme.map { state.shortName(of: $0, on: day, language) },
      activity.heldOn?.text(language), activity.activityKind?.text(language),
    ].compactMap { $0 }.joined(separator: " ")
  }

  /// Its own community, none where it is for all.
  public static func note(
    of stored: Stored<Activity>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    stored.record.community.map { state.shortName(of: $0, on: day, language) } ?? ""
  }
}

extension RuleContext<Activity> {
  fileprivate var programme: Programme? {
    record.programme.flatMap { state.programmes[$0.number]?.record }
  }
}

extension CivilDate {
  /// A month or a year that another date, more exact, is in.
  fileprivate func holds(_ other: CivilDate) -> Bool {
    self != other && firstDay <= other.firstDay && other.lastDay <= lastDay
  }
}

extension RegistryState {
  /// 服务记录, what was done in programmes.
  public var activities: Table<Activity> {
    get { self[Activity.self] }
    set { self[Activity.self] = newValue }
  }

  /// What was done in a programme.
  public func activities(of programme: RecordID) -> [Stored<Activity>] {
    Activity.kindSchema["programme"].map {
      activities.holding(programme.description, in: $0)
    } ?? []
  }
}
