import RegistryModel
import RegistryPlans

/// All figures of a registry counted a second time: slowly, every question from the records anew, and with
/// nothing of what the program counts by. Of the plans it takes what their files say, of records their
/// fields.
public struct SecondCount: Sendable {
  /// The records.
  public let state: RegistryState
  /// What is asked of them.
  public let plan: Plan
  /// The day counted.
  public let day: CivilDate
  /// The day it is; what begins later is not there on days before it.
  let today: CivilDate

  /// Counts `state` as of a day.
  public init(_ state: RegistryState, _ plan: Plan, on day: CivilDate, today: CivilDate) {
    (self.state, self.plan, self.day, self.today) = (state, plan, day, today)
  }

  /// The same where only those communities of one town were ever there that exist on the day.
  public func only(_ town: TownCode) -> SecondCount {
    var state = state
    let isOwn = { (community: Stored<Community>) in
      community.record.code[day]?.town == town && exists(community.record)
    }
    let own = Set(state.communities.all.filter(isOwn).map(\.id))
    // A need counts wherever it was raised, also where there is no community any longer.
    state.needs = Table(state.needs.all.filter { $0.record.community.map(own.contains) ?? false })
    state.communities = Table(
      state.communities.all.map { stored in
        own.contains(stored.id)
          ? stored
          : Stored(stored.id, stored.record, changed: stored.changed, binned: "another town")
      })
    return SecondCount(state, plan, on: day, today: today)
  }

  /// The same on another day.
  public func on(_ day: CivilDate) -> SecondCount {
    SecondCount(state, plan, on: day, today: today)
  }
}

// When records begin and end.
extension SecondCount {
  /// A partial date from its last day; none: always.
  func hasCome(_ date: CivilDate?) -> Bool { date.map { $0.lastDay <= day } ?? true }
  /// A partial date from its first day, the day behind it; none: never.
  func hasPassed(_ date: CivilDate?) -> Bool { date.map { $0.firstDay < day } ?? false }

  func tier(_ record: Organization) -> Tier { record.tier[day] ?? .ledger }
  func status(_ record: Organization) -> OrganizationStatus { record.status[day] ?? .active }
  func hasEnded(_ record: Organization) -> Bool {
    [.deregistered, .revoked].contains(status(record))
  }

  func hasBegun(_ record: Community) -> Bool { hasCome(record.establishedOn) }
  func hasBegun(_ record: Worker) -> Bool { hasCome(record.startedOn) }
  func hasBegun(_ record: Assignment) -> Bool { hasCome(record.since) }
  /// On the ledger that day, and filed or registered later: until then it is not asked for a registration.
  func isLedgerUntilLater(_ record: Organization) -> Bool {
    record.tier[day] == .ledger
      && record.tier.steps.contains { $0.day > day && [.registered, .filed].contains($0.value) }
  }
  func hasBegun(_ record: Organization) -> Bool {
    if isLedgerUntilLater(record) { return hasCome(record.establishedOn) }
    if record.registeredOn == nil {
      // A filed one that has no day counts from always.
      return tier(record) != .ledger || hasCome(record.establishedOn)
    }
    return hasCome(record.registeredOn)
      || record.establishedOn != nil && hasCome(record.establishedOn)
  }

  /// It has begun and not ended.
  public func exists(_ record: Community) -> Bool {
    hasBegun(record) && !hasPassed(record.endedOn)
  }
  func exists(_ record: Worker) -> Bool { hasBegun(record) && !hasPassed(record.leftOn) }
  func exists(_ record: Organization) -> Bool { hasBegun(record) && !hasEnded(record) }
  func exists(_ record: Assignment) -> Bool {
    guard hasBegun(record), !hasPassed(record.until) else { return false }
    guard let worker = record.worker, let its = state.workers[worker.number], its.binned == nil,
      let home = record.community, let place = state.communities[home.number], place.binned == nil
    else { return false }
    return exists(its.record) && exists(place.record)
  }

  /// The records of a kind that lists show: all today, on a past day what has begun by then.
  public func shown(_ kind: Kind) -> [RecordID] {
    let isAll = day >= today
    return switch kind {
    case .community:
      state.communities.inUse.filter { isAll || hasBegun($0.record) }.map(\.id)
    case .organization:
      state.organizations.inUse.filter { isAll || hasBegun($0.record) }.map(\.id)
    case .worker: state.workers.inUse.filter { isAll || hasBegun($0.record) }.map(\.id)
    case .assignment: state.assignments.inUse.filter { isAll || hasBegun($0.record) }.map(\.id)
    case .programme: state.programmes.inUse.filter { isAll || hasCome($0.record.since) }.map(\.id)
    case .activity: state.activities.inUse.filter { isAll || hasCome($0.record.heldOn) }.map(\.id)
    case .need: state.needs.inUse.filter { isAll || hasCome($0.record.raisedOn) }.map(\.id)
    case .purchase:
      state.purchases.inUse.filter { stored in
        let record = stored.record
        let isOnlyPlanned = [.planned, .tendering].contains(record.status[day])
        return isAll || isOnlyPlanned || hasCome(record.signedOn ?? record.since)
      }.map(\.id)
    case .inspection:
      state.inspections.inUse.filter { isAll || hasBegun($0.record) }.map(\.id)
    // A kind that begins and ends and is not counted here a second time fails where lists are compared.
    default: state[kind].rows.map(\.id)
    }
  }

  /// Those that exist: what `exists:yes` finds.
  public func existing(_ kind: Kind) -> [RecordID] {
    switch kind {
    case .community: state.communities.inUse.filter { exists($0.record) }.map(\.id)
    case .organization: state.organizations.inUse.filter { exists($0.record) }.map(\.id)
    case .worker: state.workers.inUse.filter { exists($0.record) }.map(\.id)
    case .assignment: state.assignments.inUse.filter { exists($0.record) }.map(\.id)
    case .programme:
      state.programmes.inUse.filter {
        hasCome($0.record.since) && !hasPassed($0.record.until)
      }.map(\.id)
    case .activity:
      state.activities.inUse.filter { stored in
        hasCome(stored.record.heldOn) && stored.record.heldOn.map { $0.lastDay >= day } ?? true
      }.map(\.id)
    case .need:
      state.needs.inUse.filter {
        hasCome($0.record.raisedOn) && !hasPassed($0.record.closedOn)
      }.map(\.id)
    case .purchase:
      state.purchases.inUse.filter { stored in
        let record = stored.record
        let isOnlyPlanned = [.planned, .tendering].contains(record.status[day])
        return (isOnlyPlanned || hasCome(record.signedOn ?? record.since))
          && record.status[day] != .terminated && !hasPassed(record.until)
      }.map(\.id)
    case .inspection: state.inspections.inUse.filter { hasBegun($0.record) }.map(\.id)
    default: []
    }
  }

  /// The day it was held; where nobody wrote it down, the year is over.
  func hasBegun(_ record: Inspection) -> Bool {
    guard record.heldOn == nil else { return hasCome(record.heldOn) }
    return record.year.map { $0 < day.year || $0 == day.year && day.month == 12 && day.day == 31 }
      ?? true
  }

  /// The inspection of the latest year that is known of an organization.
  public func lastInspection(of organization: RecordID) -> Inspection? {
    var last: Inspection?
    for stored in state.inspections.inUse where stored.record.organization == organization {
      let record = stored.record
      if hasBegun(record), (record.year ?? 0) > (last?.year ?? 0) { last = record }
    }
    return last
  }
}

// Communities.
extension SecondCount {
  var communities: [Stored<Community>] {
    state.communities.inUse.filter { exists($0.record) }
  }

  /// Urban, rural, or neither is known.
  func isUrban(_ record: Community) -> Bool? {
    switch record.committee[day] ?? record.code[day]?.committee {
    case .residents?, .residentLike?: true
    case .villagers?, .villageLike?: false
    case nil: nil
    }
  }

  func communities(of scope: Scope) -> [Stored<Community>] {
    communities.filter { isIn(scope, isUrban($0.record)) }
  }

  func isIn(_ scope: Scope, _ isUrban: Bool?) -> Bool {
    switch scope {
    case .all: true
    case .urban: isUrban == true
    case .rural: isUrban == false
    }
  }
}

// Organizations.
extension SecondCount {
  /// It is filed or registered by the day, at work, serving its community, and that community exists.
  func counts(_ record: Organization, _ rule: OrganizationRule) -> Bool {
    guard hasBegun(record), hasCome(record.registeredOn) || isLedgerUntilLater(record),
      rule.statuses.contains(status(record)),
      let tier = record.tier[day], rule.tiers.contains(tier),
      (record.reach[day] ?? .community) == .community, let home = record.community[day],
      let community = state.communities[home.number], community.binned == nil
    else { return false }
    return exists(community.record)
  }

  /// It does not count, is there, and nobody has said that it is no more.
  func isBeside(_ record: Organization, _ rule: OrganizationRule) -> Bool {
    !counts(record, rule) && hasBegun(record)
      && (hasCome(record.registeredOn) || isLedgerUntilLater(record))
      && (!hasEnded(record) || rule.statuses.contains(status(record)))
  }

  /// The kind of its home, which may have ended.
  func homeIsUrban(_ record: Organization) -> Bool? {
    guard let home = record.community[day], let stored = state.communities[home.number],
      stored.binned == nil
    else { return nil }
    return isUrban(stored.record)
  }

  func organizations(in home: RecordID, _ rule: OrganizationRule) -> [Stored<Organization>] {
    state.organizations.inUse.filter { $0.record.community[day] == home && counts($0.record, rule) }
  }

  func isServing(_ record: Organization) -> Bool { !(record.services ?? []).isEmpty }

  /// Nobody has met it at work for the office's number of months, as far as was known on the day.
  func isUnconfirmed(_ record: Organization) -> Bool {
    let since = day.adding(months: -(state.office.dormantAfter ?? 24))
    let known = [record.registeredOn, record.confirmedOn].compactMap { $0?.lastDay }
    return !known.contains { $0 <= day && $0 >= since }
  }
}

// Workers.
extension SecondCount {
  /// The posts that count in a community.
  func posts(in home: RecordID, _ rule: WorkerRule) -> [Stored<Assignment>] {
    state.assignments.inUse.filter { stored in
      guard stored.record.community == home, exists(stored.record), let role = stored.record.role,
        let worker = stored.record.worker.flatMap({ state.workers[$0.number]?.record })
      else { return false }
      return role != .volunteer
        && (rule.roles.contains(role)
          || worker.licenceLevel[day].map(rule.licences.contains) == true)
    }
  }

  /// A last day of which the year or month is known has passed by its first day, and not by its last.
  func mayNotBePast(_ last: CivilDate?) -> Bool {
    last.map { hasPassed($0) && $0.lastDay >= day } ?? false
  }

  /// The posts in a community that would count, were not their own last day or the worker's taken as past.
  func postsInDoubt(in home: RecordID, _ rule: WorkerRule) -> [Stored<Assignment>] {
    state.assignments.inUse.filter { stored in
      let post = stored.record
      guard post.community == home, hasBegun(post), let role = post.role, role != .volunteer,
        let worker = post.worker.flatMap({ state.workers[$0.number] }), worker.binned == nil,
        hasBegun(worker.record)
      else { return false }
      let level = worker.record.licenceLevel[day] ?? .unlicensed
      let ends = [post.until, worker.record.leftOn].filter { hasPassed($0) }
      return (rule.roles.contains(role) || rule.licences.contains(level)) && !ends.isEmpty
        && ends.allSatisfy { mayNotBePast($0) }
    }
  }

  func workers(in home: RecordID, _ rule: WorkerRule) -> Set<RecordID> {
    Set(posts(in: home, rule).compactMap(\.record.worker))
  }
}

/// A fraction for comparing: never rounded.
struct Fraction {
  let over: Int128
  let under: Int128

  func meets(_ bound: Bound) -> Bool {
    let (left, right) = (over * 10_000, Int128(bound.number.numerator) * under)
    if case .moreThan = bound { return under > 0 && left > right }
    return under > 0 && left >= right
  }

  /// `9.6`: what is behind the first decimal is cut off.
  var text: String? {
    if under == 0 { return nil }
    let tenths = over * 10 / under
    return "\(tenths / 10).\(tenths % 10)"
  }
}
