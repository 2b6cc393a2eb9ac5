import RegistryModel
import RegistryPlans

/// What is asked of proposals.
public struct ProposalTerms: Hashable, Sendable {
  /// How many communities one worker may have, those of today included.
  public var capacity: Int
  /// Workers may also go where none of their assignments is, into another town; as few as possible do.
  public var crossesTowns: Bool
  /// Only the communities of this town are looked at; nil: all.
  public var town: TownCode?

  /// What an office can ask for.
  public static let capacities = 1...99

  /// Two communities a worker, each within the worker's towns, unless said otherwise.
  public init(capacity: Int = 2, crossesTowns: Bool = false, town: TownCode? = nil) {
    self.capacity = min(max(capacity, Self.capacities.lowerBound), Self.capacities.upperBound)
    self.crossesTowns = crossesTowns
    self.town = town
  }
}

/// Assignments that would bring every community without a worker who counts to one, as far as the workers
/// there are go: added to those of today, never moved. What is proposed is the best there is: the most
/// communities; among those the fewest workers who cross towns; then the fewest communities that need no
/// assignment (`withoutMove`); then the workers with the fewest communities first.
///
/// Whose proposal is it to be? A worker's who is at work on the day and has no last day entered, and who
/// either holds a licence that counts or has an assignment on the day in a role that counts by itself, as a
/// social worker's; not one of the elected roles. Anyone would count once called a social worker: but a title
/// given to reach a number is no worker, so it is proposed only to those who are one by licence or by work.
///
/// How much room has a worker? `capacity` less the communities of open assignments, those that begin later
/// included, other than elected and voluntary ones; none where the filled shares of these assignments, of
/// all roles, come to 100 % at some time from the day on.
public struct Proposals: Sendable {
  /// The full day looked at, and the first day of what is proposed.
  public let day: CivilDate
  /// What was asked.
  public let terms: ProposalTerms
  /// What workers are called who count in a community.
  public let workers: Words
  /// The post proposed.
  public let role: Role
  /// How many communities exist on the day.
  public let communities: Int
  /// Of those, without a worker who counts; by number.
  public let without: [RecordID]
  /// By community, one at most.
  public let proposals: [Proposal]
  /// Communities that would have a worker without any assignment; by community, one at most.
  public let withoutMove: [WithoutMove]
  /// What cannot be done, and with which workers.
  public let shortages: [Shortage]
  /// What would help with that.
  public let remedies: [Remedy]

  /// Looks at `state` as of `day`; which workers count in a community says `plan`.
  public init(
    _ state: RegistryState, on day: CivilDate, under plan: Plan? = nil,
    _ terms: ProposalTerms = .init()
  ) {
    let staffing = Staffing(state, on: day.lastDay, under: plan, town: terms.town)
    (self.day, role, self.terms) = (staffing.day, staffing.role, terms)
    workers = (plan?.workers(urban: true) ?? WorkerRule()).name
    communities = staffing.communities
    without = staffing.without.map { RecordID(.community, $0.number) }
    withoutMove = staffing.without.compactMap(\.withoutMove)
    let network = ProposalNetwork(staffing, terms)
    let solution = network.solution()
    proposals = network.proposals(solution)
    shortages = network.shortages(solution)
    let left = shortages.reduce(0) { $0 + $1.without.count }
    remedies = left == 0 ? [] : Remedy.all(staffing, terms, left: left)
  }

  /// The bare network that is solved and how many units go through it, to be measured by itself.
  package static func network(
    _ state: RegistryState, on day: CivilDate, under plan: Plan?, _ terms: ProposalTerms
  ) -> (network: FlowNetwork, units: Int) {
    let staffing = Staffing(state, on: day, under: plan, town: terms.town)
    let network = ProposalNetwork(staffing, terms)
    return (network.wiring().network, network.units)
  }

  /// How many communities are without a worker who counts once all is done that is proposed.
  public var left: Int { without.count - proposals.count }

  /// The change set that saves some proposals.
  public func changeSet(_ chosen: [Proposal]) -> ChangeSet {
    ChangeSet(
      chosen.enumerated().map { place, proposal in
        var assignment = Assignment()
        (assignment.worker, assignment.community) = (proposal.worker, proposal.community)
        (assignment.role, assignment.since) = (role, day)
        return Change(
          RecordID(.assignment, -place - 1), isNew: true, assignment.settings(from: nil))
      })
  }
}

/// One assignment that is proposed.
public struct Proposal: Hashable, Sendable {
  /// Who is to go there.
  public let worker: RecordID
  /// Where.
  public let community: RecordID
  /// Why the worker would count.
  public let basis: Basis
  /// How the worker comes there.
  public let way: Way
  /// How many communities the worker has before, those of other proposals included.
  public let load: Int

  /// Why a worker would count in the post proposed.
  public enum Basis: Hashable, Sendable {
    case licence(LicenceLevel)
    /// Holds an assignment in this role today.
    case role(Role)
  }

  /// How a worker comes to a community.
  public enum Way: String, Hashable, Sendable {
    /// Has an assignment in the same town.
    case within
    /// Has no assignment.
    case free
    /// Has assignments in other towns only.
    case crossing
  }
}

/// A community where someone would count without a further assignment.
public struct WithoutMove: Hashable, Sendable {
  /// Where.
  public let community: RecordID
  /// Who; of several the first who needs the least.
  public let worker: RecordID
  /// What is to be done.
  public let means: Means

  /// What makes a worker count who is there already.
  public enum Means: Hashable, Sendable {
    /// Nothing: an assignment that begins then is entered.
    case coming(CivilDate)
    /// Works there, and whether with a licence is not entered.
    case record
    /// Works there without a licence.
    case exam

    /// What needs less comes first.
    var effort: Int {
      switch self {
      case .coming: 0
      case .record: 1
      case .exam: 2
      }
    }
  }
}

/// Communities whose possible workers together have less room than they need. With any one of `without`,
/// `sharing` is a set of which none can be left out: there is one more than room, and without any of them
/// the others can be served.
public struct Shortage: Hashable, Sendable {
  /// Left without a worker, one place is missing for each.
  public let without: [RecordID]
  /// Those that take the room of the same workers: it is as much as there are of them.
  public let sharing: [RecordID]
  /// All who could serve one of these, those without room included.
  public let workers: [RecordID]
}

/// What would help where not every community can be served.
public enum Remedy: Hashable, Sendable {
  /// So many more workers without an assignment, who qualify.
  case workers(Int)
  /// This many communities a worker: so many more are served.
  case capacity(Int, serves: Int)
  /// Crossing towns: so many more are served.
  case crossing(serves: Int)

  static func all(_ staffing: Staffing, _ terms: ProposalTerms, left: Int) -> [Remedy] {
    let more = { (terms: ProposalTerms) in
      let network = ProposalNetwork(staffing, terms)
      return left - network.left(network.solution())
    }
    var remedies: [Remedy] = [.workers((left + terms.capacity - 1) / terms.capacity)]
    var other = terms
    other.capacity += 1
    if ProposalTerms.capacities.contains(other.capacity) {
      let serves = more(other)
      if serves > 0 { remedies.append(.capacity(other.capacity, serves: serves)) }
    }
    other = terms
    other.crossesTowns = true
    if !terms.crossesTowns {
      let serves = more(other)
      if serves > 0 { remedies.append(.crossing(serves: serves)) }
    }
    return remedies
  }
}
