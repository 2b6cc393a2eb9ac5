import RegistryModel

/// What is counted of each community, ready to be looked up.
public struct CommunityCounts: Sendable {
  private let progress: Progress
  private let ranks: Ranks
  /// By place, then service: how many counted organizations do it.
  private var services: [Int32]
  /// By place: how many organizations at home there count for no target.
  private var notCounted: [Int32]
  /// By place: how many organizations it lacks; below zero where nothing is asked of it.
  private let shortfalls: [Int32]

  /// The counts behind `progress`.
  public init(_ progress: Progress) {
    self.progress = progress
    ranks = Ranks(progress)
    shortfalls = progress.shortfalls
    let (census, all) = (progress.census, Service.allCases)
    services = Array(repeating: 0, count: census.communities.count * all.count)
    notCounted = Array(repeating: 0, count: census.communities.count)
    for place in progress.notCounted.compactMap(\.place) {
      notCounted[place] += 1
    }
    let rules = progress.communityRules
    let verdicts = Dictionary(
      uniqueKeysWithValues: ([true, false, nil] as [Bool?]).map {
        ($0, Verdicts(rules.organizations(urban: $0), census))
      })
    let columns = census.services.values.map { list in all.indices.filter { list.contains(all[$0]) }
    }
    for fact in census.organizations where fact.hasServices {
      guard let place = fact.place, let verdicts = verdicts[fact.homeIsUrban],
        fact.verdict(verdicts) == .counts
      else { continue }
      for column in columns[fact.services.index] { services[place * all.count + column] += 1 }
    }
  }

  /// What is counted of one; nil for other records and where it does not exist on the day.
  public subscript(id: RecordID) -> CommunityCount? {
    place(of: id).map { count(at: $0) }
  }

  /// Organizations that count in one; nil for other records and where it does not exist on the day.
  public func organizations(of id: RecordID) -> Int? {
    place(of: id).map(progress.organizations)
  }

  /// Workers that count in one.
  public func workers(of id: RecordID) -> Int? { place(of: id).map(progress.workers) }

  /// Organizations one lacks to what the plan asks of a community of its kind; where several targets
  /// ask, the most it lacks to any. Those that lack some are the ones the figures have as "without".
  public func shortfall(of id: RecordID) -> Int? {
    place(of: id).flatMap { shortfalls[$0] < 0 ? nil : Int(shortfalls[$0]) }
  }

  /// Some target asks for organizations, so that a community may lack some.
  public var askOrganizations: Bool { !progress.asked.isEmpty }

  private func place(of id: RecordID) -> Int? {
    id.kind == .community ? progress.census.place(of: id.number) : nil
  }

  func count(at place: Int) -> CommunityCount {
    let (fact, counts) = (progress.census.communities[place], progress.counts)
    let organizations = progress.organizations(at: place)
    let facility =
      if let area = fact.facilityArea, let households = fact.households {
        Exact(Int128(area), over: Int128(households))
      } else {
        Exact.undefined
      }
    let rank = ranks[fact.isUrban, organizations]
    var done: [Service: Int] = [:]
    for (column, service) in Service.allCases.enumerated() {
      let count = services[place * Service.allCases.count + column]
      if count > 0 { done[service] = Int(count) }
    }
    return CommunityCount(
      id: RecordID(.community, Int(fact.number)), isUrban: fact.isUrban,
      organizations: organizations, notCounted: Int(notCounted[place]), services: done,
      workers: progress.workers(at: place),
      staff: counts.workers[CommunityRules.staff]?.counted[place] ?? 0,
      households: fact.households, residents: fact.residents,
      // Hundredths of a square metre for each household are square metres for each hundred.
      facilityPerHundredHouseholds: facility,
      rank: rank.more + 1, ofItsKind: rank.all, fewer: rank.fewer)
  }
}

extension Progress {
  /// Organizations that count in the community at a place.
  fileprivate func organizations(at place: Int) -> Int {
    let rule = communityRules.organizations(urban: census.communities[place].isUrban)
    return counts.organizations[rule]?.counted[place] ?? 0
  }

  /// Workers that count in it.
  fileprivate func workers(at place: Int) -> Int {
    let rule = communityRules.workers(urban: census.communities[place].isUrban)
    return counts.workers[rule]?.counted[place] ?? 0
  }

  /// By place: how many organizations a community lacks to what is asked of it by itself, the bound
  /// below which the figures have it as "without"; -1 where no target asks.
  fileprivate var shortfalls: [Int32] {
    var lacking = [Int32](repeating: -1, count: census.communities.count)
    for (target, least) in asked {
      let counted = counts.organizations[target.organizations]?.counted
      for (place, fact) in census.communities.enumerated()
      where target.scope.includes(urban: fact.isUrban) {
        lacking[place] = max(
          lacking[place], Int32(clamping: max(0, least - (counted?[place] ?? 0))))
      }
    }
    return lacking
  }

  /// The targets that ask for organizations, each with how many it asks of one community.
  fileprivate var asked: [(target: Target, least: Int)] {
    plan.targets.compactMap { target in
      guard target.measure == .organizations, target.notRecorded == nil, target.over == nil,
        let least = target.floor?.leastSum(worth: target.worthOfOne)
      else { return nil }
      return (target, least)
    }
  }
}

/// How many communities of a kind have more and fewer organizations than a number.
private struct Ranks: Sendable {
  private var sorted: [Bool?: [Int]] = [:]

  init(_ progress: Progress) {
    for (place, fact) in progress.census.communities.enumerated() {
      sorted[fact.isUrban, default: []].append(progress.organizations(at: place))
    }
    for kind in sorted.keys { sorted[kind]?.sort() }
  }

  subscript(kind: Bool?, count: Int) -> (more: Int, fewer: Int, all: Int) {
    let counts = sorted[kind] ?? []
    let fewer = counts.partitioningIndex { $0 >= count }
    let more = counts.count - counts.partitioningIndex { $0 > count }
    return (more, fewer, counts.count)
  }
}
