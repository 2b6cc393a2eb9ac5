import RegistryModel

/// One target's figure on a day: exact, with what it takes to meet the target.
public struct Figure: Hashable, Sendable {
  /// What is asked.
  public let target: Target
  /// The whole numbers it is made of; of several districts where tallies were added.
  public let tally: Tally

  /// A figure from its tally, counted or added up.
  public init(_ target: Target, _ tally: Tally) {
    self.target = target
    self.tally = tally
  }

  /// The exact value, in the figure's unit; n/a over nothing and where not recorded.
  public var value: Exact {
    if target.notRecorded != nil { return .undefined }
    return Exact(Int128(tally.sum), over: Int128(tally.over)) * target.worth
  }

  /// The value cut off to one decimal: "9.6"; nil for n/a.
  public var text: String? { value.text() }

  /// The number to reach or exceed: "10"; nil if the plan names none.
  public var boundText: String? { target.figureBound?.number.description }

  /// The number with a sign where it must be exceeded: ">50"; nil if the plan names none.
  public var askedText: String? {
    guard case .moreThan? = target.figureBound else { return boundText }
    return boundText.map { ">\($0)" }
  }

  /// Whether the target is met, compared in whole numbers; nil if n/a or nothing is asked.
  public var isMet: Bool? {
    value.isUndefined ? nil : target.figureBound?.isMet(by: value)
  }

  /// How much is missing in units of the measure, at least 1 until met: organizations,
  /// communities, square metres. Zero once met; nil if n/a or nothing is asked.
  public var shortfall: Int? {
    guard let isMet, let bound = target.figureBound else { return nil }
    if isMet { return 0 }
    let worthOfOne = target.worth / Exact(Int128(tally.over))
    guard let least = bound.leastSum(worth: worthOfOne) else { return nil }
    let units =
      target.isShare && target.subject != .money ? 1 : target.measure?.unitsPerWhole ?? 1
    return Exact(Int128(least) - Int128(tally.sum), over: Int128(units)).ceiling
  }

  /// For a ratio or a mean of entered values: how many communities of how many have them, "by n of
  /// N"; nil if all do.
  public var completeness: (complete: Int, of: Int)? {
    let (all, incomplete) = (tally[.all], tally[.incomplete])
    return incomplete == 0 || target.isShare ? nil : (all - incomplete, all)
  }
}
