import RegistryModel

/// What the records say to one target, community by community: its tally and lists come from here.
struct Sheet {
  /// One community's numbers for the target.
  struct Row {
    let place: Int
    /// In the measure's smallest unit; nil if not entered.
    let quantity: Int?
    /// The denominator's; 1 where it is the community itself.
    let over: Int?
    /// It has by itself what the target asks; what is not entered is not had.
    let hasEnough: Bool

    var isComplete: Bool { quantity != nil && over != nil }
  }

  /// What the list of counted records holds.
  enum Listed { case communities, organizations, workers, programmes, purchases }

  let target: Target
  let measure: Measure
  let census: Census
  let workers: WorkerCount?
  /// Communities in scope, by place.
  let rows: [Row]
  /// By place: whether the community goes into the sum and its denominator.
  let enters: [Bool]
  private let verdicts: Verdicts
  /// Only the communities of a town are asked; nil: all.
  let part: TownPart?
  /// By number: organizations in a running programme, where that is asked.
  private let inProgrammes: Set<Int>
  /// What the share is one of, where that is neither communities nor organizations.
  private(set) var members: Members?

  /// nil if the records cannot say it: what is bought is the district's, and no town's.
  init?(_ target: Target, _ census: Census, _ counts: Headcount, in part: TownPart? = nil) {
    guard let measure = target.measure, target.notRecorded == nil,
      part == nil || target.isOfTowns
    else { return nil }
    (self.target, self.measure, self.census, self.part) = (target, measure, census, part)
    workers = counts.workers[target.workers]
    verdicts = Verdicts(target.organizations, census)
    inProgrammes = measure == .carriers ? census.mechanism.linkage.organizations : []
    let quantity = Self.reader(measure, target, census, counts)
    let over = target.over.map { Self.reader($0, target, census, counts) } ?? { _, _ in 1 }
    let threshold = target.floor.map { Threshold($0, worth: target.worthOfOne) }
    var rows: [Row] = []
    var enters = Array(repeating: false, count: census.communities.count)
    for place in part?.places ?? Array(census.communities.indices) {
      let fact = census.communities[place]
      guard target.scope.includes(urban: fact.isUrban) else { continue }
      let (quantity, over) = (quantity(place, fact), over(place, fact))
      let isComplete = quantity != nil && over != nil
      let hasEnough =
        threshold.map { isComplete && $0.isMet(by: quantity ?? 0, over: over ?? 0) } ?? true
      rows.append(Row(place: place, quantity: quantity, over: over, hasEnough: hasEnough))
      enters[place] = target.isShare || isComplete
    }
    (self.rows, self.enters) = (rows, enters)
    members = Self.members(of: self)
  }

  /// The share is one of organizations, not of communities.
  var isOfOrganizations: Bool { target.subject == .organizations }

  var listed: Listed {
    if isOfOrganizations { return .organizations }
    if target.isShare { return .communities }
    return switch measure {
    case .organizations, .services: .organizations
    case .workers: .workers
    case .programmes: .programmes
    case .purchaseAmount: .purchases
    default: .communities
    }
  }

  /// The running programmes that serve a community whose answer goes into the sum.
  var programmes: [RunningProgramme] {
    census.mechanism.linkage.running.filter { programme in
      programme.communities.contains { census.place(of: $0).map { enters[$0] } ?? false }
    }
  }

  /// How a measure is read of one community.
  private static func reader(
    _ measure: Measure, _ target: Target, _ census: Census, _ counts: Headcount
  ) -> (Int, CommunityFact) -> Int? {
    let linkage = census.mechanism.linkage
    let organizations = counts.organizations[target.organizations]
    let workers = counts.workers[target.workers]
    return switch measure {
    case .organizations: { place, _ in organizations?.counted[place] }
    case .services: { place, _ in organizations?.serving[place] }
    case .workers: { place, _ in workers?.counted[place] }
    case .facility: { _, fact in fact.facilityArea.map { $0 > 0 ? 1 : 0 } }
    case .facilityArea: { _, fact in fact.facilityArea }
    case .activityArea: { _, fact in fact.activityArea }
    case .hall: { _, fact in fact.hall.map { $0 ? 1 : 0 } }
    case .terminal: { _, fact in fact.terminal.map { $0 ? 1 : 0 } }
    case .households: { _, fact in fact.households }
    case .residents: { _, fact in fact.residents }
    case .communities: { _, _ in 1 }
    case .linked: { _, fact in linkage.lack(of: Int(fact.number)) == nil ? 1 : 0 }
    case .programmes:
      { _, fact in linkage.programmes(of: RecordID(.community, Int(fact.number))).count }
    // The district's as a whole.
    case .purchaseAmount: { _, _ in 0 }
    case .purchaseShare, .needs, .carriers, .supporters, .stations: { _, _ in nil }
    }
  }
}

// Each list is walked in one place; the tally counts what is walked.
extension Sheet {
  /// Hands out the organizations that may be in it: of a town those at home there.
  func forEachOrganization(_ body: (OrganizationFact) -> Void) {
    if let part { part.organizations.forEach(body) } else { census.organizations.forEach(body) }
  }

  /// Whether a community is one of the counted records.
  func isCounted(_ row: Row) -> Bool {
    target.isShare ? row.hasEnough : row.isComplete && (row.quantity ?? 0) > 0
  }

  /// Whether a community has less than what the target asks of one by itself. What is not entered is not
  /// had; but of a number over another, nothing can be said where one is not entered or the other is nought.
  func isWithout(_ row: Row) -> Bool {
    !row.hasEnough && (target.isShare || row.isComplete && row.over != 0)
  }

  /// Whether an organization is about the communities in scope; one without a home is about all.
  func isInScope(_ fact: OrganizationFact) -> Bool {
    target.scope.includes(urban: fact.homeIsUrban)
  }

  /// Whether an organization counts and its home goes into the sum.
  func isCounted(_ fact: OrganizationFact) -> Bool {
    goesIn(fact) && (measure == .organizations || fact.hasServices || isOfOrganizations)
  }

  /// Whether an organization counts in what the sum is taken over.
  func isCountedOver(_ fact: OrganizationFact) -> Bool {
    goesIn(fact)
      && (target.over == .organizations || target.over == .services && fact.hasServices)
  }

  private func goesIn(_ fact: OrganizationFact) -> Bool {
    guard let place = fact.place, enters[place] else { return false }
    return fact.verdict(verdicts) == .counts
  }

  /// Whether an organization exists but does not count, and someone may wonder why.
  func isBeside(_ fact: OrganizationFact) -> Bool { fact.verdict(verdicts) == .beside }

  /// Whether an organization has what a share of organizations asks: enough confirmed services, or a part in
  /// a running programme.
  func hasEnough(_ fact: OrganizationFact) -> Bool {
    if measure == .carriers { return inProgrammes.contains(Int(fact.number)) }
    return target.minimum.isReached(by: census.services[fact.services].count, over: 1)
  }

  /// The workers that count, one head a community, in communities that go into the sum.
  var heads: [WorkerCount.Head] { (workers?.heads ?? []).filter { enters[Int($0.place)] } }

  /// The same of all communities in scope.
  var headsInScope: [WorkerCount.Head] {
    (workers?.heads ?? []).filter {
      target.scope.includes(urban: census.communities[Int($0.place)].isUrban)
    }
  }

  /// The same workers by number, and those of several communities. A worker's own dates count for
  /// the figure once, however many posts there are.
  var persons: (all: [Int], shared: [Int], partialDates: Int) {
    let heads = heads
    var places: [Int32] = Array(repeating: 0, count: Int(heads.map(\.worker).max() ?? 0) + 1)
    var partialDates = 0
    for head in heads {
      if places[Int(head.worker)] == 0 { partialDates += head.partialDatesOfWorker }
      places[Int(head.worker)] += 1
      partialDates += head.partialDates
    }
    var gone: Set<Int32> = []
    for head in workers?.over ?? [] where enters[Int(head.place)] {
      partialDates += head.partialDates
      if gone.insert(head.worker).inserted { partialDates += head.partialDatesOfWorker }
    }
    let all = places.indices.filter { places[$0] > 0 }
    return (all, all.filter { places[$0] > 1 }, partialDates)
  }
}
