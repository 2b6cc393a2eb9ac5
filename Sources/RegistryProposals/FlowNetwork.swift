import CLemon

/// A network of arcs that units flow through, from node 0 to node 1.
package struct FlowNetwork: Sendable {
  /// Where units come from, and where they go.
  static let (source, sink) = (0, 1)

  private let nodes: Int
  private var arcs: [flow_arc] = []

  init(nodes: Int) { self.nodes = nodes }

  /// The place of the next arc.
  var next: Int { arcs.count }

  /// Adds an arc that takes up to `capacity` units, each at `cost`.
  mutating func add(from: Int, to: Int, _ capacity: Int, cost: Int = 0) {
    arcs.append(
      flow_arc(
        from: Int32(from), to: Int32(to), capacity: Int64(capacity), cost: Int64(cost)))
  }

  /// How many of `units` each arc takes where all go as cheaply as they can; they must be able to.
  package func cheapest(_ units: Int) -> [Int] {
    var flows = [Int64](repeating: 0, count: arcs.count)
    let result = flow_cheapest(
      Int32(nodes), arcs, arcs.count, Int32(Self.source), Int32(Self.sink), Int64(units), &flows)
    precondition(Int(result) == flow_fine, "no memory for a network of \(arcs.count) arcs")
    return flows.map(Int.init)
  }

  /// The most a unit may cost.
  static var highestCost: Int { Int(flow_highest_cost) }
}
