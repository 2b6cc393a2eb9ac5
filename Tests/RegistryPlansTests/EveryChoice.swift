import RegistryModel
import RegistryPlans
import RegistryProposals

/// Proposals a second time, slowly: eligibility from the records alone, then every choice tried.
struct EveryChoice {
  /// What is better comes first.
  struct Score: Comparable, CustomStringConvertible {
    var served = 0
    var crossing = 0
    var needless = 0
    var load = 0

    static func < (left: Score, right: Score) -> Bool {
      (-left.served, left.crossing, left.needless, left.load)
        < (-right.served, right.crossing, right.needless, right.load)
    }

    var description: String { "\(served) served, \(crossing) crossing, \(needless), load \(load)" }
  }

  /// A worker who would count as a social worker, with what the records say of room and towns.
  private struct Hand {
    let id: RecordID
    let towns: [TownCode?]
    let load: Int
    let room: Int
  }

  let state: RegistryState
  let day: CivilDate
  let terms: ProposalTerms
  private var hands: [Hand] = []
  private let rule = WorkerRule()

  init(_ state: RegistryState, on day: CivilDate, _ terms: ProposalTerms) {
    (self.state, self.day, self.terms) = (state, day, terms)
    hands = state.workers.inUse.filter { worker in
      isAtWork(worker.id, on: day) && worker.record.leftOn == nil
        && (worker.record.isLicensed(on: day)
          || open(worker.id, on: day).contains {
            $0.role == .socialWorker || $0.role == .drugRehabWorker
          })
    }.map { hand($0.id) }
  }

  private func hand(_ worker: RecordID) -> Hand {
    let posts = days.map { open(worker, on: $0) }
    let load = posts.map { open in
      Set(
        open.filter { ![Role.partyMember, .committeeMember, .volunteer].contains($0.role) }
          .map(\.community)
      ).count
    }.max()
    let isFull = posts.contains { open in
      open.compactMap(\.share).reduce(.zero, +) >= Percent(units: 1000)
    }
    return Hand(
      id: worker, towns: posts.joined().map { town($0.community) }, load: load ?? 0,
      room: isFull ? 0 : max(0, terms.capacity - (load ?? 0)))
  }

  private func open(_ worker: RecordID, on day: CivilDate) -> [Assignment] {
    state.assignments.inUse.map(\.record).filter { post in
      post.worker == worker && CivilDate.covers(day, since: post.since, until: post.until)
    }
  }

  /// Days on which something may be different: random dates are five days apart.
  private var days: [CivilDate] { (0...20).map { day.adding(days: $0 * 5) } }

  func isServed(_ community: RecordID, on day: CivilDate) -> Bool {
    state.workers.inUse.contains { worker in
      worker.record.isActive(on: day)
        && open(worker.id, on: day).contains {
          $0.community == community
            && rule.qualifies(
              role: $0.role ?? .other, licence: worker.record.licenceLevel[day] ?? .unlicensed)
        }
    }
  }

  private func isAtWork(_ worker: RecordID, on day: CivilDate) -> Bool {
    state.workers[worker.number]?.record.isActive(on: day) == true
  }

  /// Those that are without, and nobody is on the way.
  var wanting: [RecordID] {
    state.communities.inUse.map(\.id).filter { community in
      !days.contains { isServed(community, on: $0) }
    }
  }

  func needsNoMove(_ community: RecordID) -> Bool {
    state.workers.inUse.contains { worker in
      isAtWork(worker.id, on: day)
        && open(worker.id, on: day).contains { $0.community == community && $0.role != .volunteer }
    }
  }

  private func town(_ community: RecordID?) -> TownCode? {
    community.flatMap { state.communities[$0.number]?.record.code[day]?.town }
  }

  /// nil where the worker may not go.
  private func crosses(_ hand: Hand, _ community: RecordID) -> Bool? {
    if hand.towns.isEmpty || hand.towns.contains(town(community)) { return false }
    return terms.crossesTowns ? true : nil
  }

  func able(_ community: RecordID) -> [RecordID] {
    hands.filter { crosses($0, community) != nil }.map(\.id)
  }

  func room(_ worker: RecordID) -> Int { hands.first { $0.id == worker }?.room ?? 0 }

  /// The best of all choices for some communities.
  func best(_ communities: [RecordID]) -> Score {
    let (rooms, loads) = (hands.map(\.room), hands.map(\.load))
    let ways = communities.map { community in hands.map { crosses($0, community) } }
    let needless = communities.map(needsNoMove)
    var given = hands.map { _ in 0 }
    var best = Score()
    func choose(_ place: Int, _ score: Score) {
      guard place < communities.count else {
        best = min(best, score)
        return
      }
      choose(place + 1, score)
      for worker in hands.indices where given[worker] < rooms[worker] {
        guard let crosses = ways[place][worker] else { continue }
        var next = score
        next.served += 1
        next.crossing += crosses ? 1 : 0
        next.needless += needless[place] ? 1 : 0
        next.load += loads[worker] + given[worker]
        given[worker] += 1
        choose(place + 1, next)
        given[worker] -= 1
      }
    }
    choose(0, Score())
    return best
  }

  /// How good proposals are; nil where one of them is not allowed.
  func score(_ proposals: [Proposal]) -> Score? {
    var (score, given) = (Score(), [RecordID: Int]())
    let wanting = wanting
    for proposal in proposals {
      guard wanting.contains(proposal.community),
        let hand = hands.first(where: { $0.id == proposal.worker }),
        let crosses = crosses(hand, proposal.community)
      else { return nil }
      let before = given[hand.id, default: 0]
      guard before < hand.room, crosses == (proposal.way == .crossing) else { return nil }
      given[hand.id] = before + 1
      score.served += 1
      score.crossing += crosses ? 1 : 0
      score.needless += needsNoMove(proposal.community) ? 1 : 0
      score.load += hand.load + before
    }
    return Set(proposals.map(\.community)).count == proposals.count ? score : nil
  }
}
