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
    .assignment, plural: Words("Assignments", "任职"), file: "assignments", area: nil,
    life: Life(since: { $0.since }, until: { $0.until }, within: { [$0.worker, $0.community] }),
    home: .named { stored, _ in stored.record.community },
    // One word leads to the worker or the community, whose name it has.
    sought: .bySeveral, keeper: .clerks,
    imports: Imports(
      title: "worker", columns: [["worker", "community", "role", "since"]],
      keys: [
        RowKey("worker") { assignment, _ in
          guard let worker = assignment.worker, let community = assignment.community,
            let role = assignment.role, let since = assignment.since
          else { return [] }
          return ["\(worker) \(community) \(role.rawValue) \(since)"]
        }
      ], twins: nil),
    [
      .init(
        "Assignment", "任职",
        [
          Field(\.worker, "worker", "Worker", "社区工作者").required().refers(to: .worker).renewed()
            .column(0, 12)
            .headers("姓名", "工作者", "社工姓名"),
          Field(\.community, "community", "Community", "社区").required().refers(to: .community)
            .renewed().column(1, 16).headers("所在社区", "所属社区", "任职社区", "社区名称"),
          Field(\.role, "role", "Role", "岗位").required().column(2, 16).headers("职务", "岗位类型")
            .proposed { _, _ in Role.socialWorker.json },
          Field(\.since, "since", "Since", "到岗日期").required().column(3, 10).merged(in: .term)
            .headers("任职日期", "开始日期", "上岗日期")
            .proposed { _, day in day.json },
          Field(\.until, "until", "Until", "离岗日期").column(4, 10).merged(in: .term).lastDay()
            .headers("结束日期", "离任日期")
            .hint("the last day, inclusive", "最后一日，含当日"),
          Field(\.share, "share", "Share %", "占比").unreported().column(5, 7).notAdded()
            .hint("empty: not tracked", "不填则不统计"),
          Field(\.primary, "primary", "Primary", "主岗").unreported().column(6, 7).headers("是否主岗"),
          Field(\.organization, "organization", "Sent by", "派出组织").unreported().refers(
            to: .organization
          )
          .renewed(),
          Field(\.endReason, "endReason", "End reason", "离岗原因").unreported()
            .asked { assignment, _ in
              assignment.until == nil
                ? .skipped(Words("only when it ends", "离岗时才填")) : .optional
            },
          Field(\.note, "note", "Note", "备注").unreported().long(),
        ])
    ])

  public static let kindSchema = KindSchema(schema)

  public static let rules: [Rule<Assignment>] = [
    Rule(401, "assignment-term", .hard, "the last day is before the first", "离岗日期早于到岗日期") {
      context in
      Violation.term("until", since: context.record.since, until: context.record.until)
    },
    // The other assignment asks the same of this one at its own save.
    Rule(
      402, "assignment-overlap", .hard,
      "the worker already holds this role in this community in that time",
      "该人员此期间已在本社区担任同一岗位"
    ) { context in
      let record = context.record
      return context.others.filter {
        $0.record.community == record.community && $0.record.role == record.role
          && $0.record.overlaps(record)
      }.map { Violation("since", other: $0.id) }
    },
    Rule(
      403, "one-primary", .hard, "a worker has at most one primary assignment at a time",
      "同一时间最多一个主岗"
    ) { context in
      guard context.record.primary == true else { return [] }
      return context.others.filter {
        $0.record.primary == true && $0.record.overlaps(context.record)
      }.map { Violation("primary", other: $0.id) }
    },
    // Nobody works before they come or after they left, nor where there is no community: one of the two
    // days is wrong, whichever was saved last.
    Rule(
      404, "worker-active", .hard(with: "worker", "startedOn", "leftOn"),
      "the worker is not employed on the first day", "到岗当天该人员不在职"
    ) { context in
      guard let id = context.record.worker, let worker = context.state.workers[id.number]?.record
      else { return [] }
      return context.beginsOutside(
        worker.startedOn, Words("the worker starts", "该人员入职于"),
        worker.leftOn, Words("the worker leaves", "该人员离职于"), of: id)
    },
    Rule(
      405, "community-active", .hard(with: "community", "establishedOn", "endedOn"),
      "the community does not exist on the first day", "到岗当天该社区不存在"
    ) { context in
      guard let id = context.record.community,
        let community = context.state.communities[id.number]?.record
      else { return [] }
      return context.beginsOutside(
        community.establishedOn, Words("the community exists from", "该社区设立于"),
        community.endedOn, Words("the community exists until", "该社区撤销于"), of: id)
    },
    // That an organization had ended earlier may become known at any time: it is registered, and the
    // assignment is looked at again.
    Rule(
      406, "sender-active", .hardAtSave,
      "the sending organization ended before the first day", "派出组织在到岗前已终止"
    ) { context in
      guard let since = context.record.since, let id = context.record.organization,
        let sender = context.state.organizations[id.number]?.record,
        let status = sender.status[since.firstDay], status.isFinal
      else { return [] }
      let day = sender.status.steps.last { $0.day <= since.firstDay }?.day
      let told =
        Words("begins \(since), the organization is ", "\(since) 到岗，派出组织状态为") + status.label
      let when = day.map { Words(" since \($0)", " (自 \($0) 起)") } ?? Words(same: "")
      return [Violation("organization", detail: told + when, other: id)]
    },
    // Figures end it with the worker: one of the two days is wrong, and either may be learned late.
    Rule(
      407, "assignment-after-worker", .soft, "the last day comes after the worker left",
      "离岗日期晚于该人员离职日期"
    ) { context in
      guard let until = context.record.until, let id = context.record.worker,
        let left = context.state.workers[id.number]?.record.leftOn,
        until.firstDay > left.lastDay
      else { return [] }
      let told = Words("ends \(until), the worker leaves \(left)", "\(until) 离岗，该人员离职于 \(left)")
      return [Violation("until", detail: told, other: id)]
    },
  ]

  public static func name(
    of stored: Stored<Assignment>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    [stored.record.worker, stored.record.community].compactMap { $0 }
      .map { state.shortName(of: $0, on: day, language) }.joined(separator: " - ")
  }

  /// As what, and since when.
  public static func note(
    of stored: Stored<Assignment>, in state: RegistryState, on day: CivilDate, _ language: Language
  ) -> String {
    [stored.record.role?.text(language), stored.record.since?.text(language)].compactMap { $0 }
      .joined(separator: ", ")
  }

  /// In force on `day`.
  public func isActive(on day: CivilDate) -> Bool { exists(on: day) }

  /// Some day is in both.
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

  /// That the first day is outside the term of the record `other`, told with both days. A year or month
  /// is refused only where none of its days fits: what is known is true, however little that is.
  fileprivate func beginsOutside(
    _ first: CivilDate?, _ begins: Words, _ last: CivilDate?, _ ends: Words, of other: RecordID
  ) -> [Violation] {
    guard let since = record.since else { return [] }
    func violation(_ side: Words, _ day: CivilDate) -> [Violation] {
      let told = Words("begins \(since), ", "\(since) 到岗，") + side + Words(same: " \(day)")
      return [Violation("since", detail: told, other: other)]
    }
    if let first, first.firstDay > since.lastDay { return violation(begins, first) }
    if let last, last.lastDay < since.firstDay { return violation(ends, last) }
    return []
  }
}

extension RegistryState {
  /// 任职, workers in communities.
  public var assignments: Table<Assignment> {
    get { self[Assignment.self] }
    set { self[Assignment.self] = newValue }
  }

  /// A worker's or a community's assignments, ended ones included.
  public func assignments(of id: RecordID) -> [Stored<Assignment>] {
    guard
      let field = Assignment.kindSchema[id.kind == .worker ? "worker" : "community"]
    else { return [] }
    return assignments.holding(id.description, in: field)
  }

  /// A worker's assignments in force on `day`, in communities that exist then.
  public func posts(of worker: RecordID, on day: CivilDate) -> [Assignment] {
    let communities = communities
    return assignments(of: worker, on: day).map(\.record).filter { post in
      post.community.flatMap { communities[$0.number] }?.record.isActive(on: day) == true
    }
  }

  /// A worker's or a community's assignments in force on `day`, of workers at work.
  public func assignments(of id: RecordID, on day: CivilDate) -> [Stored<Assignment>] {
    let workers = workers
    return assignments(of: id).filter { assignment in
      assignment.record.isActive(on: day)
        && assignment.record.worker.flatMap { workers[$0.number]?.record.isActive(on: day) } == true
    }
  }
}
