#include "cheapest_flow.h"

// The templates alone: nothing of LEMON is linked.
#define LEMON_ONLY_TEMPLATES
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

using namespace lemon;

int flow_cheapest(
  int32_t nodes, const flow_arc *arcs, size_t count, int32_t source, int32_t sink, int64_t amount,
  int64_t *flows) {
  // No exception crosses into the caller; what LEMON throws is that memory is short.
  try {
    SmartDigraph graph;
    graph.reserveNode(nodes);
    graph.reserveArc(int(count));
    for (int32_t node = 0; node < nodes; node++) graph.addNode();
    SmartDigraph::ArcMap<int64_t> capacity(graph), cost(graph);
    for (size_t place = 0; place < count; place++) {
      auto arc = graph.addArc(graph.nodeFromId(arcs[place].from), graph.nodeFromId(arcs[place].to));
      capacity[arc] = arcs[place].capacity;
      cost[arc] = arcs[place].cost;
    }
    NetworkSimplex<SmartDigraph, int64_t, int64_t> simplex(graph);
    simplex.upperMap(capacity).costMap(cost);
    simplex.stSupply(graph.nodeFromId(source), graph.nodeFromId(sink), amount);
    if (simplex.run() != simplex.OPTIMAL) return flow_none;
    for (size_t place = 0; place < count; place++) flows[place] = simplex.flow(graph.arcFromId(int(place)));
    return flow_fine;
  } catch (...) {
    return flow_memory;
  }
}
