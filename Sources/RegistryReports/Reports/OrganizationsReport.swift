import RegistryModel
import RegistryPlans

extension Report {
  /// Organizations by class and tier; which of them the plan counts, and why not the others.
  static let organizations = Report(
    "organizations", Words("Organizations by class and tier", "社会组织分类统计"),
    Words(
      "class by tier; how many count toward the plan, and why the others do not",
      "按活动类别和管理方式统计，并列出计入规划的数量和不计入的原因"),
    basis: [.plan]
  ) { source in
    let day = source.day
    let all = source.state.organizations.inUse.filter { $0.record.exists(on: day) }
    let classes: [ActivityClass?] = ActivityClass.allCases + [nil]
    let line = { (words: Words, ids: [RecordID]) in
      OrganizationLine(words: words, organizations: ids, in: source)
    }
    let progress = source.plan.map { Progress($0, of: source.state, on: day) }
    return ReportContent(
      columns: [.text("class", Words("Class", "活动类别"), 20) { .words($0.words) }]
        + ([.registered, .filed, .ledger, nil] as [Tier?]).map { tier in
          .count(
            tier?.rawValue ?? "noTier", tier?.label ?? Words("tier not entered", "未填管理方式"), 8
          ) { $0.count(of: tier) }
        } + [.count("all", Words("All", "合计"), 8) { $0.tiers.count }],
      rows: classes.map { one in
        line(
          one?.label ?? Words("class not entered", "未填类别"),
          all.filter { $0.record.activityClass == one }.map(\.id))
      },
      totals: [line(Words("all", "合计"), all.map(\.id))]
        + (progress.map { progress in
          let counted = progress.countedOrganizations
          let reasons = progress.reasonsNotCounted
          let told = Set(counted + reasons.flatMap(\.ids))
          // Established before it was registered or filed: it exists, and counts from that day on.
          let later = all.map(\.id).filter { !told.contains($0) }
          return [line(Words("count toward the plan", "计入规划"), counted)]
            + reasons.map { reason, ids in
              line(Words("not counted: ", "不计入：") + reason.words, ids)
            }
            + (later.isEmpty
              ? []
              : [line(Words("not counted: registered or filed later", "不计入：登记备案日期晚于该日"), later)])
        } ?? []),
      notes: [
        Words(
          "The total is of organizations that exist on the day; what does not count is told by its first reason.",
          "合计为当日存续的社会组织；不计入的按首要原因列出。")
      ])
  }
}

/// Organizations by tier.
private struct OrganizationLine {
  let words: Words
  let tiers: [Tier?]

  init(words: Words, organizations: [RecordID], in source: ReportSource) {
    self.words = words
    tiers = organizations.map {
      source.state.organizations[$0.number]?.record.tier[source.day]
    }
  }

  func count(of tier: Tier?) -> Int { tiers.count { $0 == tier } }
}

extension Progress {
  /// Those beside the figures, by the first reason that a target gives, the most frequent first.
  fileprivate var reasonsNotCounted: [(reason: NotCounted, ids: [RecordID])] {
    let beside = Set(records(.notCounted))
    var reasons: [RecordID: NotCounted] = [:]
    for target in DistrictList.notCounted.targets(of: plan) {
      for (reason, ids) in notCounted(for: target) {
        for id in ids where beside.contains(id) && reasons[id] == nil { reasons[id] = reason }
      }
    }
    return Dictionary(grouping: beside) { reasons[$0] ?? .withoutHome }
      .map { (reason: $0.key, ids: $0.value.sorted()) }
      .sorted {
        $0.ids.count == $1.ids.count
          ? $0.reason.words.en < $1.reason.words.en : $0.ids.count > $1.ids.count
      }
  }
}
