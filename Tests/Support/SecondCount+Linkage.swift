import RegistryModel
import RegistryPlans

// The three communities at work, counted again: every question from the records anew.
extension SecondCount {
  /// The programmes that run on the day.
  var runningProgrammes: [Stored<Programme>] {
    state.programmes.inUse.filter { stored in
      let record = stored.record
      return record.status[day] == .running && hasCome(record.since) && !hasPassed(record.until)
    }
  }

  /// The programmes running in a community.
  func programmes(in home: RecordID) -> [Stored<Programme>] {
    runningProgrammes.filter { $0.record.communities[day]?.contains(home) == true }
  }

  private func hasCarrier(_ record: Programme) -> Bool {
    guard let id = record.carrier[day], let stored = state.organizations[id.number],
      stored.binned == nil
    else { return false }
    return exists(stored.record) && [.active, .changePending].contains(status(stored.record))
  }

  private func workersAtHand(_ record: Programme) -> [RecordID] {
    (record.workers[day] ?? []).filter { id in
      guard let stored = state.workers[id.number], stored.binned == nil else { return false }
      return exists(stored.record)
    }
  }

  /// A programme running there has a carrier and a worker.
  public func isLinked(_ home: RecordID) -> Bool {
    programmes(in: home).contains { hasCarrier($0.record) && !workersAtHand($0.record).isEmpty }
  }

  /// Something was done there in the last 92 days: from the 91st day before on.
  func isActive(_ home: RecordID) -> Bool {
    state.activities.inUse.contains { stored in
      let record = stored.record
      guard let date = record.heldOn, date.lastDay <= day,
        date.lastDay >= day.adding(days: -91)
      else { return false }
      if let own = record.community { return own == home }
      guard let id = record.programme, let programme = state.programmes[id.number]?.record else {
        return false
      }
      return programme.communities[date.lastDay]?.contains(home) == true
    }
  }

  /// An organization carries a running programme or is a partner in one.
  func isInProgramme(_ organization: RecordID) -> Bool {
    runningProgrammes.contains { stored in
      stored.record.carrier[day] == organization && hasCarrier(stored.record)
        || stored.record.partners[day]?.contains(organization) == true
    }
  }

  private func isSupporter(_ worker: RecordID) -> Bool {
    runningProgrammes.contains { workersAtHand($0.record).contains(worker) }
  }

  func partialDates(of programmes: [Stored<Programme>]) -> Int {
    programmes.flatMap { [$0.record.since, $0.record.until] }.count { $0 != nil && $0?.day == nil }
  }

  /// What linked communities and running programmes add to an answer.
  func lists(ofProgrammes answer: inout Answer, _ target: Target, _ entering: [Stored<Community>]) {
    let homes = Set(entering.map(\.id))
    let programmes = runningProgrammes.filter { stored in
      !homes.isDisjoint(with: stored.record.communities[day] ?? [])
    }
    answer.partialDates += partialDates(of: programmes)
    if target.measure == .linked {
      answer.lists[.active] = (answer.lists[.counted] ?? []).filter(isActive)
    } else if target.aggregate == .mean || target.aggregate == .ratio {
      answer.sum = programmes.count
      answer.lists[.counted] = programmes.map(\.id)
    }
  }

  /// The answer to a share of workers, needs, towns or money; nil for another one.
  func answer(ofMembers target: Target) -> Answer? {
    var answer = Answer()
    func fill(_ all: [RecordID], having: (RecordID) -> Bool) {
      answer.lists[.all] = all
      answer.lists[.counted] = all.filter(having)
      answer.lists[.without] = all.filter { !having($0) }
      answer.sum = all.count(where: having)
      answer.over = all.count
    }
    let scope = communities(of: target.scope)
    switch target.measure {
    case .supporters:
      let posts = scope.flatMap { home in self.posts(in: home.id, target.workers).map(\.record) }
      fill(Set(posts.compactMap(\.worker)).sorted(), having: isSupporter)
      lists(ofWorkers: &answer, target, scope, true)
      answer.partialDates += partialDates(of: runningProgrammes)
    case .needs:
      let needs = state.needs.inUse.filter { stored in
        guard let raised = stored.record.raisedOn, let id = stored.record.community else {
          return false
        }
        let home = state.communities[id.number].flatMap { $0.binned == nil ? $0.record : nil }
        return raised.lastDay >= plan.start && hasCome(raised)
          && isIn(target.scope, home.flatMap(isUrban))
      }
      let status = { (id: RecordID) in state.needs[id.number]?.record.status[day] ?? .open }
      fill(needs.map(\.id)) { [.taken, .met, .referred].contains(status($0)) }
      answer.lists[.met] = needs.map(\.id).filter { status($0) == .met }
      answer.lists[.own] = needs.map(\.id).filter { ![.declined, .referred].contains(status($0)) }
      answer.lists[.incomplete] = scope.map(\.id).filter { home in
        !needs.contains { $0.record.community == home }
      }
      answer.partialDates = needs.count { $0.record.raisedOn?.day == nil }
    case .stations:
      let town = { (home: Stored<Community>) in home.record.code[day]?.town }
      let towns = Set(scope.compactMap(town))
      let stations = runningProgrammes.filter { $0.record.form == .station }
      answer.sum = towns.count { one in
        communities.contains { home in
          town(home) == one
            && stations.contains { $0.record.communities[day]?.contains(home.id) == true }
        }
      }
      answer.over = towns.count
      answer.partialDates = partialDates(of: stations)
    case .purchaseShare:
      let signed = contracts
      let own = signed.filter { stored in
        let code = stored.record.supplierUscc?.description ?? ""
        return stored.record.supplier != nil
          || ["51", "52", "53"].contains { code.hasPrefix($0) }
      }
      fill(signed.map(\.id)) { id in own.contains { $0.id == id } }
      (answer.sum, answer.over) = (fen(own), fen(signed))
      answer.partialDates = signed.count { $0.record.signedOn?.day == nil }
    default: return nil
    }
    return answer
  }

  /// What the purchases signed since the plan began add to an answer.
  func lists(ofPurchases answer: inout Answer) {
    answer.sum = fen(contracts)
    answer.lists[.counted] = contracts.map(\.id)
    answer.partialDates += contracts.count { $0.record.signedOn?.day == nil }
  }

  private var contracts: [Stored<Purchase>] {
    state.purchases.inUse.filter { stored in
      guard let signed = stored.record.signedOn, stored.record.amount[day] != nil else {
        return false
      }
      return signed.lastDay >= plan.start && hasCome(signed)
        && [.contracted, .completed].contains(stored.record.status[day])
    }
  }

  private func fen(_ purchases: [Stored<Purchase>]) -> Int {
    purchases.compactMap { $0.record.amount[day] }.reduce(0) { $0 + Int($1.units) }
  }
}
