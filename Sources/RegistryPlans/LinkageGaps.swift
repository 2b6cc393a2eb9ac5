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
  public var words: Words {
    switch self {
    case .communitiesWithoutWorker: Words("Communities without social worker", "无社工的社区")
    case .communitiesWithoutProgramme: Words("Communities without programme", "无服务项目的社区")
    case .communitiesWithOpenNeeds: Words("Communities with open needs", "有待回应需求的社区")
    case .programmesWithoutActivity:
      Words("Programmes without activity for 92 days", "92 天无服务记录的项目")
    case .workersWithoutProgramme: Words("Workers in no programme", "没有项目的社区工作者")
    case .organizationsWithoutProgramme: Words("Organizations in no programme", "不在任何项目中的组织")
    }
  }
}

/// The gaps of the three communities on a day, each with its records.
public struct LinkageGaps: Sendable {
  /// A service area that nobody covers in a town: no worker at work there has it, no programme running there
  /// is about it.
  public struct Uncovered: Hashable, Sendable {
    /// The town's name.
    public let town: String
    /// The area.
    public let area: ServiceArea
  }

  /// What runs on the day.
  public let linkage: Linkage
  /// Numbers of the communities that exist on the day.
  public let communities: [Int]
  /// By town, then area.
  public let uncovered: [Uncovered]
  private let records: [LinkageGap: [RecordID]]

  /// Looks at `state` as of `day`; `workers` says which workers count in a community.
  public init(_ state: RegistryState, on day: CivilDate, counting rule: WorkerRule = WorkerRule()) {
    let linkage = Linkage(state, on: day)
    self.linkage = linkage
    let existing = state.communities.inUse.filter { $0.record.isActive(on: day) }
    communities = existing.map(\.id.number)
    let open = Set(
      state.needs.inUse.lazy.filter {
        $0.record.exists(on: day) && ($0.record.status[day] ?? .open) == .open
      }.compactMap { $0.record.community?.number })
    let posts = existing.map { (community: $0, posts: state.assignments(of: $0.id, on: day)) }
    let people = state.workers
    let staffed = Set(
      posts.lazy.filter { _, posts in
        posts.contains { post in
          let licence = post.record.worker.flatMap { people[$0.number]?.record.licenceLevel[day] }
          return post.record.role.map {
            rule.qualifies(role: $0, licence: licence ?? .unlicensed)
          } ?? false
        }
      }.map(\.community.id.number))
    let (busy, carriers) = (linkage.workers, linkage.organizations)
    let done = state.programmesActive(in: Mechanism.recentDays, until: day)
    let isCommunity = { (holds: (Int) -> Bool) in
      existing.map(\.id).filter { holds($0.number) }
    }
    records = [
      .communitiesWithoutWorker: isCommunity { !staffed.contains($0) },
      .communitiesWithoutProgramme: isCommunity { linkage.lack(of: $0) == .programme },
      .communitiesWithOpenNeeds: isCommunity(open.contains),
      .programmesWithoutActivity: linkage.running.map(\.id).filter { !done.contains($0.number) },
      .workersWithoutProgramme: state.workers.inUse.filter {
        $0.record.isActive(on: day) && !busy.contains($0.id.number)
      }.map(\.id),
      .organizationsWithoutProgramme: state.organizations.inUse.filter {
        $0.record.mayCarry(on: day) && !carriers.contains($0.id.number)
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
    var covered: [String: Set<ServiceArea>] = [:]
    for (community, posts) in posts {
      guard let town = community.record.townName else { continue }
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
        .map { Uncovered(town: town, area: $0) }
    }
  }
}
