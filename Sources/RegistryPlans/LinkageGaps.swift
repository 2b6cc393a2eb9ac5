import RegistryModel

/// Where a party of the three communities is missing, or does nothing in a programme.
public enum LinkageGap: String, CaseIterable, Hashable, Sendable {
  case communitiesWithoutWorker, communitiesWithoutProgramme, communitiesWithOpenNeeds
  /// Programmes that run and had no activity in the last 92 days.
  case programmesWithoutActivity
  /// Workers at work who are in no running programme.
  case workersWithoutProgramme
  /// Organizations at work that are in no running programme.
  case organizationsWithoutProgramme

  /// What its records are.
  public var kind: Kind {
    switch self {
    case .communitiesWithoutWorker, .communitiesWithoutProgramme, .communitiesWithOpenNeeds:
      .community
    case .programmesWithoutActivity: .programme
    case .workersWithoutProgramme: .worker
    case .organizationsWithoutProgramme: .organization
    }
  }

  /// In a few words, as the gaps are listed.
  ///
  /// - Parameter workers: what those are called who count in a community.
  public func words(_ workers: Words) -> Words {
    switch self {
    case .communitiesWithoutWorker:
      Words("Communities without \(workers.en.lowercased())", "无\(workers.chinese)的社区")
    case .communitiesWithoutProgramme: Words("Communities without programme", "无服务项目的社区")
    case .communitiesWithOpenNeeds: Words("Communities with open needs", "有待回应需求的社区")
    case .programmesWithoutActivity:
      Words("Programmes without activity for 92 days", "92 天无服务记录的项目")
    case .workersWithoutProgramme: Words("Workers in no programme", "未参与服务项目的社区工作者")
    case .organizationsWithoutProgramme: Words("Organizations in no programme", "未参与服务项目的社会组织")
    }
  }
}

/// The gaps of the three communities on a day, each with its records.
public struct LinkageGaps: Sendable {
  /// A service area that nobody covers in a town: no worker at work there has it, no programme running there
  /// is about it.
  public struct Uncovered: Hashable, Sendable {
    /// The town.
    public let town: TownCode
    /// The town's name, as its communities give it.
    public let name: String
    /// The area.
    public let area: ServiceArea
  }

  /// What runs on the day.
  public let linkage: Linkage
  /// Numbers of the communities that exist on the day.
  public let communities: [Int]
  /// By town, then area.
  public let uncovered: [Uncovered]
  /// What workers are called who count in a community.
  public let workers: Words
  private let records: [LinkageGap: [RecordID]]

  /// Looks at `state` as of `day`; which workers count in a community says `plan`.
  public init(_ state: RegistryState, on day: CivilDate, under plan: Plan? = nil) {
    let rules = plan.map(CommunityRules.init)
    workers = (rules?.workers(urban: true) ?? WorkerRule()).name
    let linkage = Linkage(state, on: day)
    self.linkage = linkage
    let existing = state.communities.inUse.filter { $0.record.isActive(on: day) }
    communities = existing.map(\.id.number)
    let open = Set(
      state.needs.inUse.lazy.filter {
        $0.record.exists(on: day) && $0.record.isOpen(on: day)
      }.compactMap { $0.record.community?.number })
    let posts = existing.map { (community: $0, posts: state.assignments(of: $0.id, on: day)) }
    let people = state.workers
    let staffed = Set(
      posts.lazy.filter { community, posts in
        let urban = community.record.isUrban(on: day)
        let rule = rules?.workers(urban: urban) ?? WorkerRule()
        return posts.contains { post in
          let licence = post.record.worker.flatMap { people[$0.number]?.record.licenceLevel[day] }
          return post.record.role.map {
            rule.qualifies(role: $0, licence: licence ?? .unlicensed)
          } ?? false
        }
      }.map(\.community.id.number))
    let (busy, carrying) = (linkage.workers, linkage.organizations)
    let isCommunity = { (holds: (Int) -> Bool) in
      existing.map(\.id).filter { holds($0.number) }
    }
    records = [
      .communitiesWithoutWorker: isCommunity { !staffed.contains($0) },
      .communitiesWithoutProgramme: isCommunity { linkage.lack(of: $0) == .programme },
      .communitiesWithOpenNeeds: isCommunity(open.contains),
      .programmesWithoutActivity: state.programmesIdle(on: day).map(\.id),
      .workersWithoutProgramme: state.workers.inUse.filter {
        $0.record.isActive(on: day) && !busy.contains($0.id.number)
      }.map(\.id),
      .organizationsWithoutProgramme: state.organizations.inUse.filter {
        $0.record.mayCarry(on: day) && !carrying.contains($0.id.number)
      }.map(\.id),
    ]
    uncovered = Self.uncovered(posts, linkage, state)
  }

  /// The records of a gap, by number.
  public subscript(gap: LinkageGap) -> [RecordID] { records[gap] ?? [] }

  private static func uncovered(
    _ posts: [(community: Stored<Community>, posts: [Stored<Assignment>])], _ linkage: Linkage,
    _ state: RegistryState
  ) -> [Uncovered] {
    var covered: [TownCode: Set<ServiceArea>] = [:]
    let names = state.townNames(on: linkage.day)
    for (community, posts) in posts {
      guard let town = community.record.code[linkage.day]?.town else { continue }
      let workers = posts.compactMap {
        $0.record.worker.flatMap { state.workers[$0.number]?.record }
      }
      let programmes = linkage.programmes(of: community.id)
        .compactMap { state.programmes[$0.id.number]?.record }
      let areas =
        workers.flatMap { $0.serviceAreas ?? [] } + programmes.flatMap { $0.serviceAreas ?? [] }
      covered[town, default: []].formUnion(areas)
    }
    return covered.keys.sorted().flatMap { town in
      ServiceArea.allCases.filter { $0 != .other && covered[town]?.contains($0) == false }
        .map { Uncovered(town: town, name: names[town] ?? town.description, area: $0) }
    }
  }
}
