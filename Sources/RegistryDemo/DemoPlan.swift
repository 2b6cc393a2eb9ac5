import RegistryModel

/// The office's own plan for 2026 to 2030, in the form of every plan file. What the registry itself
/// counts on the last day of 2025 is its baseline, so that every target has a pace.
struct DemoPlan {
  static let id = "2026-2030"

  private let maker: DemoMaker
  /// Which organizations its targets count.
  private static let tiers: [Tier] = [.registered, .filed]
  private static let statuses: [OrganizationStatus] = [.active, .changePending]
  private let before = CivilDate(year: 2025, month: 12, day: 31) ?? .distantFuture

  init(_ maker: DemoMaker) {
    self.maker = maker
  }

  var file: DemoDistrict.PlanFile {
    DemoDistrict.PlanFile(name: "\(Self.id).json", text: json.indentedText + "\n")
  }

  private var json: JSON {
    .object(
      of: ("id", .string(Self.id)),
      (
        "title",
        Self.words(
          "Yunxi District community service plan 2026-2030", "云溪区城乡社区服务体系建设规划(2026-2030年)")
      ),
      ("start", "2026-01-01"), ("end", "2030-12-31"), ("source", source),
      ("targets", .array(targets)))
  }

  private var targets: [JSON] {
    let counted: [JSON.Member] = [
      .init("tiers", .array(Self.tiers.map(\.json))),
      .init("statuses", .array(Self.statuses.map(\.json))),
    ]
    return [
      target(
        "urban", ("Organizations per urban community", "城市社区平均社会组织数"), "urban",
        "organizations", "mean", "10", Self.words("organizations", "个"),
        baseline: mean(isUrban: true), counted),
      target(
        "rural", ("Organizations per rural community", "农村社区平均社会组织数"), "rural",
        "organizations", "mean", "5", Self.words("organizations", "个"),
        baseline: mean(isUrban: false), counted),
      target(
        "workers", ("Communities with a social worker", "配备社会工作者的社区"), "all", "workers",
        "share", "100", "%", baseline: share,
        [
          .init("minimum", "1"), .init("roles", ["socialWorker", "drugRehabWorker"]),
          .init("licences", ["assistant", "socialWorker", "senior"]),
        ]),
      target(
        "facility", ("Facility area per 100 households", "每百户服务设施面积"), "all",
        "facilityArea", "ratio", "30", "m2", baseline: nil,
        [.init("over", "households"), .init("per", 100)]),
      target(
        "terminal", ("Urban self-service terminals", "城市社区自助终端覆盖率"), "urban", "terminal", "share",
        "100", "%", baseline: nil, [.init("minimum", "1")]),
      target(
        "linked", ("Linked communities", "三社联动社区"), "all", "linked", "share", "80", "%",
        baseline: nil, []),
    ]
  }

  private func target(
    _ id: String, _ label: (String, String), _ scope: String, _ measure: String,
    _ aggregate: String, _ atLeast: String, _ unit: JSON, baseline: String?,
    _ more: [JSON.Member]
  ) -> JSON {
    let base: JSON =
      (maker.until > before ? baseline : nil).map { value in
        .object(
          of: ("value", .string(value)), ("asOf", before.json),
          ("source", Self.words("the registry's own count", "本登记库统计")))
      } ?? .null
    return .object(
      [
        .init("id", .string(id)), .init("label", Self.words(label.0, label.1)),
        .init("scope", .string(scope)), .init("measure", .string(measure)),
        .init("aggregate", .string(aggregate)), .init("atLeast", .string(atLeast)),
        .init("unit", unit), .init("deadline", "2030-12-31"),
      ] + more + [.init("baseline", base), .init("source", source)])
  }

  private var source: JSON {
    Self.words("Yunxi District plan (2026-2030)", "云溪区规划(2026-2030年)")
  }

  private static func words(_ en: String, _ chinese: String) -> JSON {
    .object(of: ("en", .string(en)), ("zh-Hans", .string(chinese)))
  }

  /// Counted organizations a community, one decimal, rounded down.
  private func mean(isUrban: Bool) -> String? {
    let places = Set(
      maker.communities.indices.filter {
        maker.communities[$0].isActive(on: before)
          && maker.communities[$0].isUrban(on: before) == isUrban
      })
    let counted = maker.organizations.count { organization in
      guard let home = organization.community[before], organization.reach[before] == .community,
        let tier = organization.tier[before], let status = organization.status[before]
      else { return false }
      return Self.tiers.contains(tier) && Self.statuses.contains(status)
        && CivilDate.covers(before, since: organization.registeredOn, until: nil)
        && places.contains(home.number - 1)
    }
    return tenths(counted * 10, of: places.count)
  }

  /// The communities with a social worker in per cent, one decimal, rounded down.
  private var share: String? {
    let active = maker.communities.indices.filter { maker.communities[$0].isActive(on: before) }
    var served: Set<Int> = []
    for assignment in maker.assignments where assignment.isActive(on: before) {
      guard let worker = assignment.worker, let community = assignment.community else { continue }
      let person = maker.workers[worker.number - 1]
      let qualifies = assignment.role == .socialWorker || assignment.role == .drugRehabWorker
      if person.isActive(on: before), assignment.role != .volunteer,
        qualifies || person.isLicensed(on: before)
      {
        served.insert(community.number - 1)
      }
    }
    return tenths(active.count { served.contains($0) } * 1000, of: active.count)
  }

  private func tenths(_ sum: Int, of count: Int) -> String? {
    count == 0 ? nil : "\(sum / count / 10).\(sum / count % 10)"
  }
}
