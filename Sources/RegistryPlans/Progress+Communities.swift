import RegistryModel

extension Progress {
  /// The facts of every community that exists on the day, by number.
  public var communities: [CommunityCount] {
    let places = census.communities.indices
    let services = servicesByPlace(where: { _ in true })
    let ranks = Ranks(self)
    return places.map { count(at: $0, services: services[$0], ranks: ranks) }
  }

  /// The facts of one community; nil where it does not exist on the day.
  public func community(_ id: RecordID) -> CommunityCount? {
    guard id.kind == .community, let place = census.place(of: id.number) else { return nil }
    let services = servicesByPlace(where: { $0 == place })[place]
    return count(at: place, services: services, ranks: Ranks(self))
  }

  /// What a community has of what a target asks; nil where it is out of scope or not recorded.
  public func answer(of id: RecordID, to target: Target) -> CommunityAnswer? {
    guard id.kind == .community, let place = census.place(of: id.number),
      let sheet = Sheet(target, census, counts),
      let row = sheet.rows.first(where: { $0.place == place })
    else { return nil }
    if sheet.isOfOrganizations { return sheet.share(of: place) }
    let value =
      if let quantity = row.quantity, let over = row.over {
        Exact(Int128(quantity), over: Int128(over)) * target.worthOfOne
      } else {
        Exact.undefined
      }
    return CommunityAnswer(value: value, hasEnough: target.floor == nil ? nil : row.hasEnough)
  }

  /// How many counted organizations do each service, by place.
  private func servicesByPlace(where wanted: (Int) -> Bool) -> [[Service: Int]] {
    var services: [[Service: Int]] = Array(repeating: [:], count: census.communities.count)
    for fact in census.organizations where fact.services != 0 {
      guard let place = fact.place, wanted(place),
        fact.refusal(communityRules.organizations) == nil
      else { continue }
      for service in Service.allCases where fact.services & service.bit != 0 {
        services[place][service, default: 0] += 1
      }
    }
    return services
  }

  private func count(at place: Int, services: [Service: Int], ranks: Ranks) -> CommunityCount {
    let fact = census.communities[place]
    let organizations = counts.organizations[communityRules.organizations]?.counted[place] ?? 0
    let facility =
      if let area = fact.facilityArea, let households = fact.households {
        Exact(Int128(area), over: Int128(households))
      } else {
        Exact.undefined
      }
    let rank = ranks[fact.isUrban, organizations]
    return CommunityCount(
      id: RecordID(.community, Int(fact.number)), isUrban: fact.isUrban,
      organizations: organizations, services: services,
      workers: counts.workers[communityRules.workers]?.counted[place] ?? 0,
      staff: counts.workers[CommunityRules.staff]?.counted[place] ?? 0,
      households: fact.households, residents: fact.residents,
      // Hundredths of a square metre for each household are square metres for each hundred.
      facilityPerHundredHouseholds: facility,
      rank: rank.more + 1, ofItsKind: rank.all, fewer: rank.fewer)
  }
}

extension Sheet {
  /// The share of one community's organizations, where a target asks for one of organizations.
  fileprivate func share(of place: Int) -> CommunityAnswer {
    let own = census.organizations.filter { $0.place == place && isCounted($0) }
    let value = Exact(Int128(own.count(where: hasEnough)), over: Int128(own.count)) * target.worth
    return CommunityAnswer(
      value: value, hasEnough: value.isUndefined ? nil : target.bound?.isMet(by: value))
  }
}

/// How many communities of a kind have more and fewer organizations than a number.
private struct Ranks {
  private var sorted: [Bool?: [Int]] = [:]

  init(_ progress: Progress) {
    let counted =
      progress.counts.organizations[progress.communityRules.organizations]?.counted ?? []
    for (fact, count) in zip(progress.census.communities, counted) {
      sorted[fact.isUrban, default: []].append(count)
    }
    for kind in sorted.keys { sorted[kind]?.sort() }
  }

  subscript(kind: Bool?, count: Int) -> (more: Int, fewer: Int, all: Int) {
    let counts = sorted[kind] ?? []
    let fewer = counts.firstPlace { $0 >= count }
    let more = counts.count - counts.firstPlace { $0 > count }
    return (more, fewer, counts.count)
  }
}

extension [Int] {
  /// The first place in this sorted list where `belongs` turns true.
  fileprivate func firstPlace(where belongs: (Int) -> Bool) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
