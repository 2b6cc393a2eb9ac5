import RegistryModel

extension DemoMaker {
  /// A programme to two communities, what was done in it, and what residents ask for.
  ///
  /// They have their own luck: the records made before stay what they are.
  mutating func makeProgrammes() {
    let luck = random
    defer { random = luck }
    random = SplitMix64(seed: UInt64(communities.count * 31 + until.year))
    let homes = communities.indices.filter { communities[$0].endedOn == nil }
    let carriers = organizations.indices.dropLast(size.recent).filter {
      organizations[$0].status == Dated(.active) && organizations[$0].tier.first != .ledger
        && [.publicService, .charity].contains(organizations[$0].activityClass)
    }
    let agencies = carriers.filter { organizations[$0].form == .serviceAgency }
    let supporters = supporters()
    for place in stride(from: 0, to: homes.count, by: 2) {
      // Of one town, side by side.
      let near = homes[place...].prefix(random.number(1...3)).filter {
        communities[$0].townName == communities[homes[place]].townName
      }
      let carrier = random.pick(random.chance(70) && !agencies.isEmpty ? agencies : carriers)
      // Some are at work in several of them.
      var around: [RecordID] = []
      for worker in near.flatMap({ supporters[$0] ?? [] }) where !around.contains(worker) {
        around.append(worker)
      }
      programmes.append(programme(in: near, by: carrier, with: around))
      makeActivities(of: programmes.count)
    }
    // As they were entered: day by day, not one programme after the other.
    let days = activities.map { $0.heldOn ?? until }
    activities = activities.indices.sorted { (days[$0], $0) < (days[$1], $1) }
      .map { activities[$0] }
    for home in homes { makeNeeds(in: home) }
  }

  /// Workers who are in a community, by its place, all of whom stay.
  private func supporters() -> [Int: [RecordID]] {
    var found: [Int: [RecordID]] = [:]
    for post in assignments where post.until == nil && post.role != .volunteer {
      guard let worker = post.worker, let community = post.community,
        workers[worker.number - 1].leftOn == nil,
        found[community.number - 1]?.contains(worker) != true
      else { continue }
      found[community.number - 1, default: []].append(worker)
    }
    return found
  }

  private mutating func programme(
    in homes: [Int], by carrier: Int, with supporters: [RecordID]
  ) -> Programme {
    let theme = random.pick(ProgrammeNames.themes)
    var programme = Programme()
    let home = CommunityName(communities[homes[0]].name.first ?? "").short
    programme.name = home + theme.name
    programme.form = random.chance(8) ? .station : .project
    if programme.form == .station { programme.name = home + "社工站" }
    programme.communities = Dated(homes.map { RecordID(.community, $0 + 1) })
    programme.carrier = Dated(RecordID(.organization, carrier + 1))
    programme.serviceAreas = [theme.area]
    programme.targetGroups = theme.groups
    programme.workers = Dated(Array(random.shuffled(supporters).prefix(random.number(1...3))))
    if supporters.isEmpty { programme.workers = Dated() }
    programme.funding = [random.pick([.purchase: 7, .venture: 2, .subsidy: 2, .charity: 1])]
    programme.budget = Yuan(units: Int64(random.number(4...40)) * 1_000_000)
    live(&programme)
    plan(&programme)
    return programme
  }

  /// Most run, some are over, a few are only on paper.
  private mutating func live(_ programme: inout Programme) {
    let status: ProgrammeStatus = random.pick([
      .running: 60, .finished: 22, .approved: 6, .proposed: 6, .terminated: 3, .rejected: 3,
    ])
    let age =
      switch status {
      case .finished, .terminated: random.number(420...1000)
      case .running: random.number(40...340)
      case .proposed, .approved, .rejected: random.number(-90 ... -10)
      }
    let since = until.adding(days: -age)
    let end = since.adding(months: 12).adding(days: -1)
    programme.status = Dated(.proposed)
    if status == .proposed { return }
    (programme.since, programme.until) = (since, programme.form == .station ? nil : end)
    guard status != .rejected else {
      return programme.status.change(to: .rejected, from: until.adding(days: -20))
    }
    programme.number = "YX-\(since.year)-" + DemoNumbers.padded(programmes.count + 1, to: 3)
    programme.status.change(
      to: .approved, from: min(since.adding(days: -30), until.adding(days: -3)))
    if status == .approved { return }
    programme.status.change(to: .running, from: since)
    switch status {
    case .finished:
      programme.until = end
      programme.status.change(to: .finished, from: end.adding(days: 20))
      programme.satisfaction = Percent(units: Int64(random.number(850...995)))
      programme.grade = random.pick([.excellent: 3, .good: 5, .pass: 2])
    case .terminated:
      programme.until = since.adding(days: 150)
      programme.status.change(to: .terminated, from: since.adding(days: 151))
    default: break
    }
  }

  private mutating func plan(_ programme: inout Programme) {
    programme.plannedCases = random.number(3...12)
    programme.plannedGroups = random.number(2...6)
    programme.plannedEvents = random.number(4...12)
    programme.plannedPersonTimes = random.number(6...30) * 100
    if random.chance(60) { programme.plannedVolunteerTimes = random.number(4...20) * 10 }
  }

  /// Some keep every activity with its day, some only months, and of a few nothing is known.
  private mutating func makeActivities(of number: Int) {
    let programme = programmes[number - 1]
    guard let since = programme.since, programme.status[since] == .running, number % 9 != 4 else {
      return
    }
    let isByMonth = random.chance(25)
    let last = min(programme.until ?? until, until)
    var month = max(since, until.adding(months: -12))
    // Two alike of one day would be one record counted twice.
    var known: Set<String> = []
    while month <= last {
      let next = month.adding(months: 1)
      for kind in isByMonth ? [.casework, .event] : work() {
        var activity = Activity()
        activity.programme = RecordID(.programme, number)
        let whole = CivilDate(year: month.year, month: month.month)
        if isByMonth {
          // A month is entered when it is over.
          guard let whole, whole.lastDay <= last else { continue }
          activity.heldOn = whole
        } else {
          activity.heldOn = day(month, min(last, next.adding(days: -1)))
        }
        count(&activity, kind, programme)
        let day = activity.heldOn.map { "\($0)" } ?? ""
        if known.insert("\(day) \(kind) \(activity.community?.number ?? 0)").inserted {
          activities.append(activity)
        }
      }
      month = next
    }
  }

  private mutating func work() -> [ActivityKind] {
    (0..<random.number(0...3)).map { _ in
      random.pick([.event: 5, .group: 3, .casework: 2, .visit: 3, .consultation: 1, .training: 1])
    }
  }

  private mutating func count(
    _ activity: inout Activity, _ kind: ActivityKind, _ programme: Programme
  ) {
    activity.activityKind = kind
    activity.count = kind == .casework && random.chance(40) ? 0 : 1
    switch kind {
    case .casework, .visit, .consultation, .referral: activity.personTimes = random.number(1...8)
    case .group:
      (activity.sessions, activity.people) = (6, random.number(7...15))
      activity.personTimes = (activity.people ?? 0) * 6 - random.number(0...6)
    case .event, .training, .supervision: activity.personTimes = random.number(15...120)
    }
    if kind == .event { activity.volunteerTimes = random.number(2...12) }
    if let homes = programme.communities.first, random.chance(80) {
      activity.community = random.pick(homes)
    }
    activity.serviceArea = programme.serviceAreas?.first
    if let workers = programme.workers.first, random.chance(70) {
      activity.workers = [random.pick(workers)]
    }
  }

  private mutating func makeNeeds(in home: Int) {
    var left = random.shuffled(ProgrammeNames.needs.map { $0 })
    let founded = communities[home].establishedOn?.lastDay ?? until.adding(days: -700)
    for _ in 0..<random.number(0...3) {
      let (title, topic) = left.removeLast()
      var need = Need()
      (need.title, need.topic) = (title, topic)
      need.community = RecordID(.community, home + 1)
      let raised = day(max(founded, until.adding(days: -700)), until.adding(days: -3))
      need.raisedOn = vague(raised, monthOnly: 25, yearOnly: 0)
      need.source = random.pick([
        .meeting: 4, .visit: 3, .hotline: 1, .online: 1, .survey: 2,
      ])
      if random.chance(80) { need.people = random.number(2...40) * 5 }
      answer(&need, after: raised)
      needs.append(need)
    }
  }

  private mutating func answer(_ need: inout Need, after raised: CivilDate) {
    need.status = Dated(.open)
    let status: NeedStatus = random.pick([
      .open: 35, .taken: 20, .met: 30, .referred: 10, .declined: 5,
    ])
    guard status != .open else { return }
    let day = day(raised.lastDay, until)
    need.status.change(to: status, from: max(day, need.raisedOn?.lastDay ?? day))
    if status.isClosed { need.closedOn = need.status.steps.last?.day }
    if status == .declined { need.note = random.pick(ProgrammeNames.reasons) }
    guard status == .taken || status == .met else { return }
    let serving = programmes.indices.filter { place in
      need.community.map { programmes[place].communities.first?.contains($0) == true } == true
        && programmes[place].status[until] != .rejected
    }
    if let place = serving.first, random.chance(60) {
      need.programme = RecordID(.programme, place + 1)
    }
    need.organization = need.programme.flatMap { programmes[$0.number - 1].carrier.first }
  }
}
