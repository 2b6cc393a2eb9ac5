import RegistryModel
import RegistryPlans

/// What the plan's figures would be if marked communities had more: counted as if it were saved, and not saved.
enum WhatIf {
  /// What a community may have more of.
  enum Addition: CaseIterable, Sendable { case organizations, workers }

  static let acts = Addition.allCases.map { addition in
    ActOfSeveral(kind: .community, label: addition.label, changes: false) { communities, _ in
      [.open(question(addition, communities))]
    }
  }

  /// More new records than this are not tried out: the answer comes at once.
  private static let mostRecords = 2000

  private static func question(
    _ addition: Addition, _ communities: [RecordID]
  ) -> PromptScreen {
    PromptScreen(
      addition.label.untrailed,
      label: Words(
        "How many more in each of the \(communities.count) marked? Nothing is saved.",
        "所选 \(communities.count) 个社区各增加多少? 不保存")
    ) { text, context in
      let most = max(1, mostRecords / max(1, communities.count))
      guard let count = Int(text.nfkcUpper), (1...most).contains(count) else {
        return .refused(
          Words(
            "for \(communities.count) communities it must be a whole number from 1 to \(most)",
            "\(communities.count) 个社区时须为 1 至 \(most) 的整数"))
      }
      return .steps([.back] + told(addition, count, in: communities, context))
    }
  }

  /// A line a target that it moves; each leads to the plan.
  private static func told(
    _ addition: Addition, _ count: Int, in communities: [RecordID], _ context: Context
  ) -> [Step] {
    guard let progress = context.outlook?.progress else {
      return [.say(Message("no plan is set", "未设规划", .error))]
    }
    // One that has ended can have no more.
    let communities = communities.filter {
      context.registry.communities[$0.number]?.record.isActive(on: context.day) == true
    }
    let set = addition.changes(count, in: communities, on: context.day)
    let impacts = (progress.impacts(of: set, on: context.registry) ?? [])
      .filter { $0.after.target.measure == addition.measure }
    guard !impacts.isEmpty else {
      let isAsked = progress.plan.targets.contains { $0.measure == addition.measure }
      return [
        .say(
          isAsked
            ? Message(
              "no figure of the plan changes: it does not count these communities, or they have what it asks",
              "规划数据不变：指标不含所选社区，或这些社区已达到要求")
            : Message("the plan has no target for this", "规划中没有此项指标"))
      ]
    }
    let items = impacts.map { impact in
      MenuScreen.Item(
        impact.after.target.label + Words(": ", "：") + impact.before.moved(to: impact.after),
        steps: [.open(PlanScreen(target: impact.after.target.id))])
    }
    let more = addition.measure.label
    let title = Words(
      "\(communities.count) communities, each \(count) more \(more.en); not saved",
      "\(communities.count) 个社区各增\(more.chinese) \(count) 个，不保存")
    return [.open(MenuScreen(title, items))]
  }
}

extension WhatIf.Addition {
  fileprivate var label: Words {
    switch self {
    case .organizations: Words("what if each had more organizations ..", "测算各增社会组织 ..")
    case .workers: Words("what if each had more social workers ..", "测算各增社工 ..")
    }
  }

  /// What targets count that it adds to.
  fileprivate var measure: Measure {
    switch self {
    case .organizations: .organizations
    case .workers: .workers
    }
  }

  /// New records that count, in each of the communities.
  fileprivate func changes(
    _ count: Int, in communities: [RecordID], on day: CivilDate
  ) -> ChangeSet {
    let places = communities.flatMap { Array(repeating: $0, count: count) }
    return ChangeSet(
      places.enumerated().flatMap { place, community -> [Change] in
        let number = -1 - place
        switch self {
        case .organizations:
          var organization = Organization()
          organization.community = Dated(community)
          (organization.tier, organization.status) = (Dated(.registered), Dated(.active))
          (organization.reach, organization.registeredOn) = (Dated(.community), day)
          return [Change(number, organization)]
        case .workers:
          let worker = Worker()
          var assignment = Assignment()
          (assignment.worker, assignment.community) = (RecordID(.worker, number), community)
          (assignment.role, assignment.since) = (.socialWorker, day)
          return [Change(number, worker), Change(number, assignment)]
        }
      })
  }
}

extension Change {
  /// A new record under a number below zero.
  fileprivate init(_ number: Int, _ record: some Record) {
    self.init(RecordID(record.kind, number), isNew: true, record.settings(from: nil))
  }
}
