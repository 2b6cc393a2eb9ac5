import RegistryStore

/// Something that does not hold.
struct Violation: Error, Sendable {
  let what: String

  init(_ what: String) { self.what = what }
}

/// What happened in a simulation.
package struct Totals: Sendable {
  /// Simulations run.
  package var seeds = 0
  /// Calls on the disk.
  package var steps = 0
  package var kills = 0
  package var powerLosses = 0
  /// Disks looked at as a power loss would have left them.
  package var looks = 0
  package var failedSyncs = 0
  package var fullDisks = 0
  /// Change sets acknowledged.
  package var saves = 0
  /// Rearrangements among them: communities that merged, workers who left or handed over.
  package var rearranged = 0
  /// Change sets refused at the head.
  package var refused = 0
  package var checkpoints = 0
  /// Files of the journal beyond the first.
  package var segments = 0
  package var tornLines = 0
  package var backups = 0
  /// Drafts told to be kept.
  package var drafts = 0
  /// FAILED files that a check took away.
  package var cleared = 0
  /// Every call there was, in one number: equal runs have equal ones.
  package var trace: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  mutating func step(_ process: Int, _ call: Call) {
    steps += 1
    var kind: UInt64 =
      switch call {
      case .sync(_, let reason): 10 + Self.number(reason)
      case .syncDirectory(_, let reason): 60 + Self.number(reason)
      case .write(let bytes, _, let offset): UInt64(200 + bytes.count * 7 + offset * 31)
      case .rename: 1
      case .truncate: 2
      case .remove: 3
      case .pause: 4
      case .other: 5
      }
    kind &+= UInt64(process) &* 1_000_003
    trace = (trace ^ kind) &* 0x0000_0100_0000_01B3
  }

  private static func number(_ reason: SyncReason) -> UInt64 {
    UInt64(SyncReason.allCases.firstIndex(of: reason) ?? 0)
  }

  /// Some lines for people.
  package var text: String {
    """
    \(seeds) seeds, \(steps) steps, trace \(String(trace, radix: 16))
    crashes: \(kills) kills, \(powerLosses) power losses, \(looks) looks at what one would leave
    faults: \(failedSyncs) failed syncs, \(fullDisks) full disks, \(cleared) cleared by check
    change sets: \(saves) acknowledged, \(rearranged) rearrangements among them, \(refused) refused at the head
    \(checkpoints) checkpoints, \(segments) new segments, \(tornLines) torn lines cut, \(drafts) drafts kept, \(backups) backups
    """
  }

  /// Both together.
  package static func + (left: Totals, right: Totals) -> Totals {
    var sum = left
    for path in numbers { sum[keyPath: path] += right[keyPath: path] }
    sum.trace ^= right.trace
    return sum
  }

  private static var numbers: [WritableKeyPath<Totals, Int>] {
    [
      \.seeds, \.steps, \.kills, \.powerLosses, \.looks, \.failedSyncs, \.fullDisks, \.saves,
      \.rearranged, \.refused, \.checkpoints, \.segments, \.tornLines, \.drafts, \.cleared,
      \.backups,
    ]
  }
}
