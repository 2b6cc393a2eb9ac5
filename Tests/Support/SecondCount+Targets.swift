import RegistryModel
import RegistryPlans

// A target's figure and lists.
extension SecondCount {
  /// All that is asked of a figure.
  public struct Answer {
    /// The whole numbers of the figure.
    public var sum = 0
    /// What it is taken over.
    public var over = 0
    /// The value, cut off to one decimal; nil for n/a.
    public var text: String?
    /// Whether it is met; nil where that cannot be said.
    public var isMet: Bool?
    /// How much is missing.
    public var shortfall: Int?
    /// How many of the dates behind it are only a year, or a year and month.
    public var partialDates = 0
    /// The records of each list, by number; none of an empty one.
    public var lists: [Behind: [RecordID]] = [:]
  }

  /// In how many of its smallest unit a number is held.
  private func units(_ measure: Measure?) -> Int {
    let inHundredths: [Measure?] = [.facilityArea, .activityArea, .purchaseAmount, .purchaseShare]
    return inHundredths.contains(measure) ? 100 : 1
  }

  /// What a community has of a measure; nil where it is not entered.
  private func quantity(_ measure: Measure, _ home: Stored<Community>, _ target: Target) -> Int? {
    let record = home.record
    return switch measure {
    case .organizations: organizations(in: home.id, target.organizations).count
    case .services:
      organizations(in: home.id, target.organizations).filter { isServing($0.record) }.count
    case .workers: workers(in: home.id, target.workers).count
    case .facility: record.facilityArea[day].map { $0.units > 0 ? 1 : 0 }
    case .facilityArea: record.facilityArea[day].map { Int($0.units) }
    case .activityArea: record.activityArea[day].map { Int($0.units) }
    case .hall: record.serviceHall[day].map { $0 ? 1 : 0 }
    case .terminal: record.selfServiceTerminal[day].map { $0 ? 1 : 0 }
    case .households: record.households[day]
    case .residents: record.residents[day]
    case .communities: 1
    case .linked: isLinked(home.id) ? 1 : 0
    case .programmes: programmes(in: home.id).count
    case .purchaseAmount: 0
    case .carriers, .supporters, .needs, .stations, .purchaseShare: nil
    }
  }

  /// A sum over another, in the unit of the figure.
  private func value(_ sum: Int, _ over: Int, _ target: Target) -> Fraction {
    var (above, below) = (Int128(sum), Int128(over))
    switch target.aggregate {
    case .share, .each: above *= 100
    case .mean, .ratio:
      above *= Int128(units(target.over))
      below *= Int128(units(target.measure))
      if target.aggregate == .ratio { above *= Int128(target.per) }
      if target.aggregate == .ratio, target.unit.en == "%" { above *= 100 }
    }
    return Fraction(over: above, under: below)
  }

  /// A community has by itself what is asked of one.
  private func hasEnough(_ home: Stored<Community>, _ target: Target) -> Bool {
    let isShare = target.aggregate == .share || target.aggregate == .each
    let asked = target.aggregate == .share ? Bound.atLeast(target.minimum) : target.bound
    guard let asked else { return true }
    guard let measure = target.measure, let has = quantity(measure, home, target) else {
      return false
    }
    let over = target.over.map { quantity($0, home, target) } ?? 1
    guard let over else { return false }
    let own =
      isShare
      ? Fraction(over: Int128(has), under: Int128(units(measure))) : value(has, over, target)
    return own.meets(asked)
  }

  /// What a target's figure is; nil where the records cannot say it.
  public func answer(to target: Target) -> Answer? {
    guard let measure = target.measure else { return nil }
    if var answer = answer(ofMembers: target) {
      judge(&answer, target)
      return answer
    }
    var answer = Answer()
    let scope = communities(of: target.scope)
    let countsOrganizations = [.organizations, .services, .carriers].contains(measure)
    let isOfOrganizations =
      measure == .carriers || measure == .services && target.aggregate == .share
    let isShare = target.aggregate == .share || target.aggregate == .each
    let known = scope.filter { home in
      quantity(measure, home, target) != nil
        && (target.over.map { quantity($0, home, target) != nil } ?? true)
    }
    let entering = isShare ? scope : known
    let without = scope.filter { home in
      if isShare { return !hasEnough(home, target) }
      let isOverNothing = target.over.map { quantity($0, home, target) == 0 } ?? false
      return known.contains { $0.id == home.id } && !isOverNothing && !hasEnough(home, target)
    }
    answer.lists[.incomplete] = ids(scope).filter { !ids(known).contains($0) }
    answer.lists[.all] = ids(scope)
    answer.lists[.without] = ids(without)
    answer.lists[.counted] =
      isShare
      ? ids(scope).filter { !ids(without).contains($0) }
      : ids(known.filter { (quantity(measure, $0, target) ?? 0) > 0 })
    answer.sum =
      isShare
      ? scope.count - without.count
      : known.compactMap { quantity(measure, $0, target) }.reduce(0, +)
    answer.over =
      isShare || target.over == nil
      ? entering.count
      : known.compactMap { home in target.over.flatMap { quantity($0, home, target) } }.reduce(0, +)
    answer.partialDates = scope.flatMap { [$0.record.establishedOn, $0.record.endedOn] }.partial
    answer.partialDates += state.communities.inUse.map(\.record).count {
      hasBegun($0) && mayNotBePast($0.endedOn) && isIn(target.scope, isUrban($0))
    }
    if countsOrganizations || target.over == .organizations || target.over == .services {
      lists(ofOrganizations: &answer, target, entering, isOfOrganizations)
    }
    if measure == .workers || target.over == .workers {
      lists(ofWorkers: &answer, target, entering, isShare)
    }
    if measure == .linked || measure == .programmes {
      lists(ofProgrammes: &answer, target, entering)
    }
    if measure == .purchaseAmount { lists(ofPurchases: &answer) }
    if target.scope != .all {
      answer.lists[.unknownKind] = ids(communities.filter { isUrban($0.record) == nil })
    }
    judge(&answer, target)
    return answer
  }

  private func ids<R>(_ records: [Stored<R>]) -> [RecordID] { records.map(\.id) }

  private func lists(
    ofOrganizations answer: inout Answer, _ target: Target, _ entering: [Stored<Community>],
    _ isOfOrganizations: Bool
  ) {
    let all = entering.flatMap { organizations(in: $0.id, target.organizations) }
      .sorted { $0.id < $1.id }
    let serving = all.filter { isServing($0.record) }
    let isMeasured =
      target.measure == .organizations || target.measure == .services || target.measure == .carriers
    let counted =
      !isMeasured ? [] : target.measure == .organizations || isOfOrganizations ? all : serving
    let over = target.over == .organizations ? all : target.over == .services ? serving : []
    let behind = Dictionary((counted + over).map { ($0.id, $0) }) { first, _ in first }
    answer.partialDates += behind.values.map(\.record.registeredOn).partial
    guard isMeasured else { return }
    answer.lists[.unconfirmed] = ids(counted.filter { isUnconfirmed($0.record) })
    answer.lists[.notCounted] = ids(
      state.organizations.inUse.filter {
        isIn(target.scope, homeIsUrban($0.record)) && isBeside($0.record, target.organizations)
      })
    if isOfOrganizations {
      if target.measure == .carriers {
        answer.partialDates += partialDates(of: runningProgrammes)
      }
      let enough = all.filter {
        target.measure == .carriers
          ? isInProgramme($0.id)
          : ($0.record.services ?? []).count * 10_000 >= target.minimum.numerator
      }
      (answer.sum, answer.over) = (enough.count, all.count)
      answer.lists[.all] = ids(all)
      answer.lists[.counted] = ids(enough)
      answer.lists[.without] = ids(all).filter { !ids(enough).contains($0) }
    } else if target.aggregate == .mean || target.aggregate == .ratio {
      answer.lists[.counted] = ids(counted)
    }
  }

  func lists(
    ofWorkers answer: inout Answer, _ target: Target, _ entering: [Stored<Community>],
    _ isShare: Bool
  ) {
    let posts: [Assignment] = entering.flatMap { home in
      self.posts(in: home.id, target.workers).map(\.record)
    }
    let persons: [RecordID] = Set(posts.compactMap(\.worker)).sorted()
    let records: [Worker] = persons.compactMap { state.workers[$0.number]?.record }
    answer.partialDates += posts.flatMap { [$0.since, $0.until] }.partial
    answer.partialDates += records.flatMap { [$0.startedOn, $0.leftOn] }.partial
    let gone = entering.flatMap { postsInDoubt(in: $0.id, target.workers) }
    answer.partialDates += gone.count { mayNotBePast($0.record.until) }
    let left = gone.compactMap(\.record.worker).filter { worker in
      mayNotBePast(state.workers[worker.number]?.record.leftOn)
    }
    answer.partialDates += Set(left).count
    if target.over == .workers { answer.over = persons.count }
    guard target.measure == .workers else { return }
    answer.lists[.shared] = persons.filter { person in
      let places: [RecordID?] = posts.filter { $0.worker == person }.map(\.community)
      return Set(places).count > 1
    }
    if isShare { return }
    answer.sum = persons.count
    answer.lists[.counted] = persons
  }

  /// Whether it is met, and how much is missing.
  func judge(_ answer: inout Answer, _ target: Target) {
    let over = answer.over
    answer.text = value(answer.sum, over, target).text
    guard over > 0,
      let asked = target.aggregate == .each ? .atLeast(ExactDecimal(100)) : target.bound
    else { return }
    let isMet = { (sum: Int) in value(sum, over, target).meets(asked) }
    answer.isMet = isMet(answer.sum)
    // The least sum that would do, found by trying.
    let least = Self.least(from: answer.sum, where: isMet)
    let isShare = target.aggregate == .share || target.aggregate == .each
    let unit = isShare && target.measure != .purchaseShare ? 1 : units(target.measure)
    answer.shortfall = (least - answer.sum + unit - 1) / unit
  }

  /// The least number, from one on, of which something is so that is so of all larger ones.
  static func least(from start: Int, where isSo: (Int) -> Bool) -> Int {
    if isSo(start) { return start }
    var step = 1
    while !isSo(start + step) { step *= 2 }
    var (low, high) = (start, start + step)
    while high - low > 1 {
      let middle = (low + high) / 2
      if isSo(middle) { high = middle } else { low = middle }
    }
    return high
  }

  /// Organizations a community lacks to a target by itself; nil where it asks nothing of it.
  func lacking(_ home: Stored<Community>, to target: Target) -> Int? {
    let asked = target.aggregate == .share ? Bound.atLeast(target.minimum) : target.bound
    guard target.measure == .organizations, target.over == nil,
      isIn(target.scope, isUrban(home.record)), let asked
    else { return nil }
    let has = organizations(in: home.id, target.organizations).count
    return Self.least(from: has) { Fraction(over: Int128($0), under: 1).meets(asked) } - has
  }
}

extension Sequence<CivilDate?> {
  fileprivate var partial: Int { count { $0?.day == nil && $0 != nil } }
}
