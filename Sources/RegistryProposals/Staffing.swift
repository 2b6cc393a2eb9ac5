import RegistryModel
import RegistryPlans

/// What a registry says on a day of communities without a worker who counts, and of workers who could come:
/// read once, whatever is then asked.
struct Staffing: Sendable {
  /// A community without a worker who counts.
  struct Bare: Sendable {
    let number: Int
    let town: TownCode?
    /// The place of its rule in `rules`.
    let rule: Int
    var withoutMove: WithoutMove?
  }

  /// A worker who would count somewhere in the post proposed.
  struct Candidate: Sendable {
    let number: Int
    /// Those of the worker's open assignments.
    let towns: Set<TownCode>
    let isFree: Bool
    /// By place of the rule; nil where the worker does not count.
    let basis: [Proposal.Basis?]
    /// Communities that take room, at most at a time from the day on.
    let load: Int
    /// The shares entered leave none.
    let isFull: Bool
  }

  let day: CivilDate
  let role: Role
  /// Communities that exist on the day.
  private(set) var communities = 0
  /// By number.
  private(set) var without: [Bare] = []
  /// By number.
  private(set) var candidates: [Candidate] = []
  /// Which workers count, each rule once.
  private(set) var rules: [WorkerRule] = []

  /// - Parameter town: only communities of this town are looked at.
  init(_ state: RegistryState, on day: CivilDate, under plan: Plan?, town: TownCode?) {
    self.day = day
    role = plan?.proposedRole ?? .socialWorker
    let asked = Dictionary(
      uniqueKeysWithValues: ([true, false, nil] as [Bool?]).map {
        ($0, plan?.workers(urban: $0) ?? WorkerRule())
      })
    var bare: [Int: Bare] = [:]
    for stored in state.communities.inUse where stored.record.isActive(on: day) {
      let rule = asked[stored.record.isUrban(on: day)] ?? WorkerRule()
      if !rules.contains(rule) { rules.append(rule) }
      bare[stored.id.number] = Bare(
        number: stored.id.number, town: stored.record.code[day]?.town,
        rule: rules.firstIndex(of: rule) ?? 0)
    }
    let towns = bare.mapValues(\.town)
    let posts = read(state, &bare)
    communities = towns.values.count { town == nil || $0 == town }
    without = bare.values.filter { town == nil || $0.town == town }
      .sorted { $0.number < $1.number }
    candidates = state.workers.inUse.compactMap { stored in
      stored.record.isActive(on: day) && stored.record.leftOn == nil
        ? candidate(stored, posts[stored.id.number] ?? [], towns) : nil
    }
  }

  /// An assignment that is not over.
  private struct Post {
    let community: Int
    let role: Role
    let share: Percent
    let since: CivilDate
    let until: CivilDate?

    func isOpen(on day: CivilDate) -> Bool {
      CivilDate.covers(day, since: since, until: until)
    }
  }

  /// The open assignments by worker; communities that have a worker who counts leave `bare`.
  private func read(_ state: RegistryState, _ bare: inout [Int: Bare]) -> [Int: [Post]] {
    var (posts, staffed): ([Int: [Post]], Set<Int>) = ([:], [])
    let workers = state.workers
    for stored in state.assignments.inUse where !stored.record.hasEnded(by: day) {
      let record = stored.record
      guard let role = record.role, let community = record.community,
        let place = bare[community.number],
        let worker = record.worker.flatMap({ workers[$0.number] }), worker.binned == nil
      else { continue }
      // From when on both the post and the worker are there.
      let since = max(day, record.since?.lastDay ?? day, worker.record.startedOn?.lastDay ?? day)
      guard worker.record.isActive(on: since), !record.hasEnded(by: since) else { continue }
      posts[worker.id.number, default: []].append(
        Post(
          community: community.number, role: role, share: record.share ?? .zero, since: since,
          until: record.until))
      let licence = worker.record.licenceLevel[since]
      let rule = rules[place.rule]
      let means: WithoutMove.Means?
      if rule.qualifies(role: role, licence: licence ?? .unlicensed) {
        if since == day { staffed.insert(community.number) }
        means = .coming(since)
      } else {
        let wouldCount = rule.licences.contains { rule.qualifies(role: role, licence: $0) }
        means = wouldCount && since == day ? (licence == nil ? .record : .exam) : nil
      }
      guard let means else { continue }
      let found = WithoutMove(community: community, worker: worker.id, means: means)
      if place.withoutMove.map({ found.isEasier(than: $0) }) ?? true {
        bare[community.number]?.withoutMove = found
      }
    }
    for number in staffed { bare[number] = nil }
    return posts
  }

  private func candidate(
    _ stored: Stored<Worker>, _ posts: [Post], _ towns: [Int: TownCode?]
  ) -> Candidate? {
    let licence = stored.record.licenceLevel[day] ?? .unlicensed
    let held = posts.filter { $0.isOpen(on: day) }.map(\.role)
    let basis = rules.map { rule -> Proposal.Basis? in
      guard rule.qualifies(role: role, licence: licence) else { return nil }
      if rule.licences.contains(licence) { return .licence(licence) }
      return held.first { rule.roles.contains($0) && $0.takesRoom }.map { .role($0) }
    }
    guard basis.contains(where: { $0 != nil }) else { return nil }
    // Nothing grows but where an assignment begins.
    let moments = Set(posts.map(\.since)).union([day]).map { moment in
      posts.filter { $0.isOpen(on: moment) }
    }
    let load = moments.map { open in
      Set(open.lazy.filter(\.role.takesRoom).map(\.community)).count
    }.max()
    let share = moments.map { $0.reduce(.zero) { $0 + $1.share } }.max()
    return Candidate(
      number: stored.id.number, towns: Set(posts.compactMap { towns[$0.community] ?? nil }),
      isFree: posts.isEmpty, basis: basis, load: load ?? 0,
      isFull: (share ?? .zero) >= Percent(units: 1000))
  }
}

extension Role {
  /// Someone in this role serves the community as a worker: not those elected, and not volunteers.
  fileprivate var takesRoom: Bool {
    ![Role.partyMember, .committeeMember, .volunteer].contains(self)
  }
}

extension WithoutMove {
  /// What needs less; of two that need the same the sooner, then the lower number.
  fileprivate func isEasier(than other: WithoutMove) -> Bool {
    if case .coming(let mine) = means, case .coming(let theirs) = other.means, mine != theirs {
      return mine < theirs
    }
    return (means.effort, worker.number) < (other.means.effort, other.worker.number)
  }
}
