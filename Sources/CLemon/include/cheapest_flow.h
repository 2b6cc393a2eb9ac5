#pragma once
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// LEMON's network simplex behind a plain C face: one call finds a cheapest flow.
///
/// An arc leads from a node to a node, numbered from zero, and takes up to `capacity` units, each at
/// `cost`. Neither is below zero, and no cost is above `flow_highest_cost`.
typedef struct {
  int32_t from, to;
  int64_t capacity, cost;
} flow_arc;

enum {
  flow_fine = 0,
  /// The arcs cannot take the amount.
  flow_none = 1,
  flow_memory = 2,
};

/// The solver adds up costs along a path, in 64 bits: so high they may be where a cheapest path meets
/// only a few of the highest.
static const int64_t flow_highest_cost = (int64_t)1 << 58;

/// Sends `amount` units from `source` to `sink` as cheaply as the arcs allow.
///
/// - Parameter flows: as many as arcs; receives how many units each arc takes.
int flow_cheapest(
  int32_t nodes, const flow_arc *arcs, size_t count, int32_t source, int32_t sink, int64_t amount,
  int64_t *flows);

#ifdef __cplusplus
}
#endif
