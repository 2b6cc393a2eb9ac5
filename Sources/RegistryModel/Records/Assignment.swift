// A property is described by its row: label, type, hint.
// swift-format-ignore-file: AllPublicDeclarationsHaveDocumentation

/// A worker's post in a community 任职: one row a role, with its days.
public struct Assignment: Record {
  public var worker: RecordID?
  public var community: RecordID?
  public var role: Role?
  public var since: CivilDate?
  public var until: CivilDate?
  public var share: Percent?
  public var primary: Bool?
  public var organization: RecordID?
  public var endReason: EndReason?
  public var note: String?

  public init() {}

  public static let schema = Schema<Assignment>(
    .assignment, plural: Words("Assignments", "任职"),
    life: Life(since: { $0.since }, until: { $0.until }, within: { [$0.worker, $0.community] }),
    [
      .init(
        "Assignment", "任职",
        [
          Field(\.worker, "worker", "Worker", "社区工作者").required().refers(to: .worker).column(0, 12)
            .headers("姓名", "工作者", "社工姓名"),
          Field(\.community, "community", "Community", "社区").required().refers(to: .community)
            .column(1, 16).headers("所在社区", "所属社区", "任职社区", "社区名称"),
          Field(\.role, "role", "Role", "岗位").required().column(2, 16).headers("职务", "岗位类型")
            .proposed { _, _ in Role.socialWorker.json },
          Field(\.since, "since", "Since", "到岗日期").required().column(3, 10).merged(in: .term)
            .headers("任职日期", "开始日期", "上岗日期")
            .proposed { _, day in day.json },
          Field(\.until, "until", "Until", "离岗日期").column(4, 10).merged(in: .term)
            .headers("结束日期", "离任日期")
            .hint("the last day, that day included", "最后一天, 含当天"),
          Field(\.share, "share", "Share %", "占比").column(5, 7)
            .hint("empty: not tracked", "不填: 不统计"),
          Field(\.primary, "primary", "Primary", "主岗").column(6, 7).headers("是否主岗"),
          Field(\.organization, "organization", "Sent by", "派出组织").refers(to: .organization),
          Field(\.endReason, "endReason", "End reason", "离岗原因")
            .asked { assignment, _ in
              assignment.until == nil
                ? .skipped(Words("only when it ends", "离岗时才填")) : .optional
            },
          Field(\.note, "note", "Note", "备注").long(),
        ])
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Assignment>] = [
    Rule(401, "assignment-term", .hard, "the last day lies before the first", "离岗日期早于到岗日期") {
      context in
      CivilDate.isTerm(since: context.record.since, until: context.record.until)
        ? [] : [Violation("until")]
    },
    Rule(
      402, "assignment-overlap", .hard,
      "the worker already holds this role in this community in that time",
      "该工作者此期间已在本社区担任同一岗位"
    ) { context in
      let record = context.record
      return context.others.filter {
        $0.record.community == record.community && $0.record.role == record.role
          && $0.record.overlaps(record)
      }.prefix(1).map { Violation("since", other: $0.id) }
    },
    Rule(
      403, "one-primary", .hard, "a worker has at most one primary assignment at a time",
      "同一时间最多一个主岗"
    ) { context in
      guard context.record.primary == true else { return [] }
      return context.others.filter {
        $0.record.primary == true && $0.record.overlaps(context.record)
      }
      .prefix(1).map { Violation("primary", other: $0.id) }
    },
    Rule(
      404, "worker-active", .hard, "the worker is not at work on the first day", "到岗当天该工作者不在职"
    ) { context in
      guard let day = context.record.since, let id = context.record.worker,
        let worker = context.state.workers[id.number]?.record
      else { return [] }
      return worker.isActive(on: day.lastDay) ? [] : [Violation("since", other: id)]
    },
    Rule(
      405, "community-active", .hard, "the community does not exist on the first day",
      "到岗当天该社区不存在"
    ) { context in
      guard let day = context.record.since, let id = context.record.community,
        let community = context.state.communities[id.number]?.record
      else { return [] }
      return community.isActive(on: day.lastDay) ? [] : [Violation("since", other: id)]
    },
  ]

  /// In force on `day`.
  public func isActive(on day: CivilDate) -> Bool { exists(on: day) }

  /// Some day lies in both.
  func overlaps(_ other: Assignment) -> Bool {
    let endsBefore = { (left: Assignment, right: Assignment) in
      guard let end = left.until?.firstDay, let start = right.since?.lastDay else { return false }
      return end < start
    }
    return !endsBefore(self, other) && !endsBefore(other, self)
  }
}

extension RuleContext<Assignment> {
  /// The worker's other assignments, ended ones included.
  fileprivate var others: [Stored<Assignment>] {
    guard let worker = record.worker else { return [] }
    return state.assignments(of: worker).filter { $0.id != id }
  }
}

extension RegistryState {
  /// A worker's or a community's assignments, ended ones included.
  public func assignments(of id: RecordID) -> [Stored<Assignment>] {
    guard
      let field = Assignment.kindSchema[id.kind == .worker ? "worker" : "community"]
    else { return [] }
    return assignments.holding(id.description, in: field)
  }

  /// A worker's or a community's assignments in force on `day`, of workers at work.
  public func assignments(of id: RecordID, on day: CivilDate) -> [Stored<Assignment>] {
    assignments(of: id).filter { assignment in
      assignment.record.isActive(on: day)
        && assignment.record.worker.flatMap { workers[$0.number]?.record.isActive(on: day) } == true
    }
  }
}
