import RegistryModel

/// Workers and communities as a network, and the cheapest flow through it.
///
/// A unit that flows is an assignment. Workers who are alike, and communities that are, share a node: a
/// city comes to a few thousand. From the source a unit goes to workers, on to communities, where
/// anyone may go by way of a node of its own, and to the sink; what cannot be served takes the arc from the
/// source straight to the sink.
struct ProposalNetwork {
  /// Workers who could serve the same communities and have as much room.
  private struct Hands {
    struct Key: Hashable {
      let towns: Set<TownCode>
      let isFree: Bool
      let rules: [Bool]
      let load: Int
      let room: Int
    }
    let key: Key
    var members: [Staffing.Candidate] = []
  }

  /// Communities that the same workers could serve.
  private struct Places {
    struct Key: Hashable {
      let town: TownCode?
      let rule: Int
      let needsNoMove: Bool
    }
    let key: Key
    var members: [Staffing.Bare] = []
  }

  /// How many units go from workers to communities, by the places of both; by way of the open node those
  /// that go anywhere.
  struct Solution {
    fileprivate var pairs: [Pair] = []
  }

  fileprivate struct Pair {
    let hands: Int
    let places: Int
    let worker: Int
    let community: Int
    let load: Int
    let way: Proposal.Way
  }

  private let terms: ProposalTerms
  private let rules: Int
  private var hands: [Hands] = []
  private var places: [Places] = []
  /// By town, the places of those in `hands`.
  private var local: [TownCode: [Int]] = [:]

  init(_ staffing: Staffing, _ terms: ProposalTerms) {
    self.terms = terms
    rules = staffing.rules.count
    var found: [Hands.Key: Int] = [:]
    for candidate in staffing.candidates {
      let key = Hands.Key(
        towns: candidate.towns, isFree: candidate.isFree, rules: candidate.basis.map { $0 != nil },
        load: candidate.load, room: candidate.isFull ? 0 : max(0, terms.capacity - candidate.load))
      let place = found[key] ?? hands.count
      if place == hands.count {
        found[key] = place
        hands.append(Hands(key: key))
        for town in key.towns { local[town, default: []].append(place) }
      }
      hands[place].members.append(candidate)
    }
    var kinds: [Places.Key: Int] = [:]
    for bare in staffing.without where !bare.isComing {
      let key = Places.Key(
        town: bare.town, rule: bare.rule, needsNoMove: bare.withoutMove != nil)
      let place = kinds[key] ?? places.count
      if place == places.count {
        kinds[key] = place
        places.append(Places(key: key))
      }
      places[place].members.append(bare)
    }
  }

  // MARK: The flow

  /// What a unit costs at each level; a unit of one outweighs all units of those below.
  private struct Weights {
    let needsNoMove, crossing, unserved: Int

    init(units: Int, capacity: Int) {
      let highest = FlowNetwork.highestCost
      // Beyond some 200,000 communities in one registry the levels would blur, rather than overflow.
      let times = { (left: Int, right: Int) in
        let product = left.multipliedReportingOverflow(by: right)
        return product.overflow ? highest : min(product.partialValue, highest)
      }
      needsNoMove = times(units, capacity) + 1
      crossing = times(needsNoMove, units + 1)
      unserved = times(crossing, units + 1)
    }
  }

  /// The network, and which arcs of it are between whom.
  struct Wiring {
    let network: FlowNetwork
    /// From workers to communities of their towns.
    fileprivate let direct: [(hands: Int, places: Int, arc: Int)]
    /// From workers to where anyone may go.
    fileprivate let outgoing: [(hands: Int, rule: Int, arc: Int)]
    /// From there to communities.
    fileprivate let incoming: [(places: Int, rule: Int, arc: Int)]
  }

  /// How many communities are to be served.
  var units: Int { places.reduce(0) { $0 + $1.members.count } }

  /// Behind source and sink: a node a rule for who may go anywhere, then workers, then communities.
  func wiring() -> Wiring {
    let (source, sink, open) = (FlowNetwork.source, FlowNetwork.sink, 2)
    let firstHands = open + rules
    let firstPlaces = firstHands + hands.count
    let units = units
    let weights = Weights(units: units, capacity: terms.capacity)
    var network = FlowNetwork(nodes: firstPlaces + places.count)
    var direct: [(hands: Int, places: Int, arc: Int)] = []
    var outgoing: [(hands: Int, rule: Int, arc: Int)] = []
    var incoming: [(places: Int, rule: Int, arc: Int)] = []
    network.add(from: source, to: sink, units, cost: weights.unserved)
    for (number, group) in hands.enumerated() where group.key.room > 0 {
      let node = firstHands + number
      for taken in 0..<group.key.room {
        network.add(from: source, to: node, group.members.count, cost: group.key.load + taken)
      }
      guard group.key.isFree || terms.crossesTowns else { continue }
      for rule in 0..<rules where group.key.rules[rule] {
        outgoing.append((number, rule, network.next))
        let cost = group.key.isFree ? 0 : weights.crossing
        network.add(from: node, to: open + rule, units, cost: cost)
      }
    }
    for (number, group) in places.enumerated() {
      let (node, count) = (firstPlaces + number, group.members.count)
      network.add(
        from: node, to: sink, count, cost: group.key.needsNoMove ? weights.needsNoMove : 0)
      incoming.append((number, group.key.rule, network.next))
      network.add(from: open + group.key.rule, to: node, count)
      for near in group.key.town.flatMap({ local[$0] }) ?? []
      where hands[near].key.rules[group.key.rule] && hands[near].key.room > 0 {
        direct.append((near, number, network.next))
        network.add(from: firstHands + near, to: node, count)
      }
    }
    return Wiring(network: network, direct: direct, outgoing: outgoing, incoming: incoming)
  }

  /// The same for the same registry, always: of those alike the lower number comes first.
  func solution() -> Solution {
    let units = units
    guard units > 0 else { return Solution() }
    let wiring = wiring()
    let flows = wiring.network.cheapest(units)
    var dealing = Dealing(hands, places)
    for (hands, places, arc) in wiring.direct {
      for _ in 0..<flows[arc] { dealing.deal(hands, to: places, .within) }
    }
    for rule in 0..<rules {
      var coming = wiring.outgoing.filter { $0.rule == rule }.flatMap { hands, _, arc in
        repeatElement(hands, count: flows[arc])
      }[...]
      for (places, _, arc) in wiring.incoming.filter({ $0.rule == rule }) {
        for next in coming.prefix(flows[arc]) {
          dealing.deal(next, to: places, hands[next].key.isFree ? .free : .crossing)
        }
        coming = coming.dropFirst(flows[arc])
      }
    }
    return Solution(pairs: dealing.pairs.sorted { $0.community < $1.community })
  }

  /// Units as workers and communities: of those alike the first, each worker once before any twice.
  private struct Dealing {
    let hands: [Hands]
    let places: [Places]
    private var given: [Int]
    private var taken: [Int]
    private(set) var pairs: [Pair] = []

    init(_ hands: [Hands], _ places: [Places]) {
      (self.hands, self.places) = (hands, places)
      given = Array(repeating: 0, count: hands.count)
      taken = Array(repeating: 0, count: places.count)
    }

    mutating func deal(_ from: Int, to place: Int, _ way: Proposal.Way) {
      let (round, member) = given[from].quotientAndRemainder(dividingBy: hands[from].members.count)
      pairs.append(
        Pair(
          hands: from, places: place, worker: member,
          community: places[place].members[taken[place]].number,
          load: hands[from].key.load + round, way: way))
      given[from] += 1
      taken[place] += 1
    }
  }

  // MARK: What comes of it

  func proposals(_ solution: Solution) -> [Proposal] {
    solution.pairs.compactMap { pair in
      let worker = hands[pair.hands].members[pair.worker]
      return worker.basis[places[pair.places].key.rule].map { basis in
        Proposal(
          worker: RecordID(.worker, worker.number), community: RecordID(.community, pair.community),
          basis: basis, way: pair.way, load: pair.load)
      }
    }
  }

  /// How many communities nobody is proposed for.
  func left(_ solution: Solution) -> Int {
    units - solution.pairs.count
  }

  /// From a community left without to those who could serve it, to the communities they serve instead, to
  /// those who could serve these, and so on: nobody met has room left, or the flow would not be the best.
  func shortages(_ solution: Solution) -> [Shortage] {
    let served = Set(solution.pairs.map(\.community))
    let serving = Dictionary(grouping: solution.pairs, by: \.hands)
    var (order, found): ([[Int]], [[Int]: [Int]]) = ([], [:])
    for (number, group) in places.enumerated() {
      let without = group.members.map(\.number).filter { !served.contains($0) }
      guard !without.isEmpty else { continue }
      let reached = reached(from: number, serving)
      if found[reached] == nil { order.append(reached) }
      found[reached, default: []] += without
    }
    return order.map { reached in
      Shortage(
        without: (found[reached] ?? []).sorted().map { RecordID(.community, $0) },
        sharing: reached.flatMap { serving[$0] ?? [] }.map(\.community).sorted()
          .map { RecordID(.community, $0) },
        workers: reached.flatMap { hands[$0].members }.map(\.number).sorted()
          .map { RecordID(.worker, $0) })
    }
  }

  private func reached(from start: Int, _ serving: [Int: [Pair]]) -> [Int] {
    var (met, waiting) = (Set([start]), [start])
    var reached: Set<Int> = []
    while let next = waiting.popLast() {
      for group in able(places[next].key) where reached.insert(group).inserted {
        for pair in serving[group] ?? [] where met.insert(pair.places).inserted {
          waiting.append(pair.places)
        }
      }
    }
    return reached.sorted()
  }

  /// Those who could serve communities of a kind, with room or without.
  private func able(_ key: Places.Key) -> [Int] {
    let near = key.town.flatMap { local[$0] } ?? []
    let all =
      terms.crossesTowns
      ? Array(hands.indices) : near + hands.indices.filter { hands[$0].key.isFree }
    return all.filter { hands[$0].key.rules[key.rule] }
  }
}

extension Staffing.Bare {
  /// Someone is on the way: nothing is proposed.
  fileprivate var isComing: Bool {
    if case .coming = withoutMove?.means { true } else { false }
  }
}
