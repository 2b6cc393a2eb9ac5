import RegistryModel

/// A plan's figures on two days, and the records that made the difference.
public struct Comparison: Sendable {
  /// One target on both days.
  public struct Line: Sendable {
    /// On the earlier day.
    public let before: Figure
    /// On the later day.
    public let after: Figure
    /// Records behind the figure now that were not before, by number: organizations, workers, communities.
    public let gained: [RecordID]
    /// Records that were behind it and are no longer.
    public let lost: [RecordID]
    /// Communities that have by themselves what the target asks, and had not before.
    public let reached: [RecordID]

    /// What was added to the value; n/a where either is.
    public var change: Exact { after.value - before.value }
  }

  /// The earlier day.
  public let before: CivilDate
  /// The day the figures are of.
  public let day: CivilDate
  /// One a target, in the plan's order.
  public let lines: [Line]

  /// Compares `progress`, which is of `state`, with the same registry on an earlier day.
  public init(_ progress: Progress, of state: RegistryState, with before: CivilDate) {
    let old = Progress(progress.plan, of: state, on: before)
    (self.before, day) = (old.day, progress.day)
    lines = zip(old.figures, progress.figures).map { one, two in
      let target = two.target
      let (then, now) = (old.records(.counted, of: target), progress.records(.counted, of: target))
      let without = Set(progress.records(.without, of: target))
      let exist = Set(progress.records(.all, of: target))
      return Line(
        before: one, after: two, gained: now.without(then), lost: then.without(now),
        reached: old.records(.without, of: target).filter {
          exist.contains($0) && !without.contains($0)
        })
    }
  }
}

extension [RecordID] {
  fileprivate func without(_ others: [RecordID]) -> [RecordID] {
    let others = Set(others)
    return filter { !others.contains($0) }
  }
}

extension Figure {
  /// So many of `count` more that it counts them: no town has more communities that meet a target than it has.
  public func gained(by count: Int) -> Int? {
    adding(count).map { target.isShare ? $0.tally.sum - tally.sum : count }
  }

  /// The figure if so many more were counted, organizations of organizations, communities of a share; nil where
  /// that cannot be said.
  public func adding(_ count: Int) -> Figure? {
    guard target.notRecorded == nil, target.measure != .purchaseAmount, target.subject != .money
    else { return nil }
    var tally = tally
    let units = target.isShare ? 1 : target.measure?.unitsPerWhole ?? 1
    tally.sum = max(0, tally.sum + count * units)
    if target.isShare { tally.sum = min(tally.sum, tally.over) }
    return Figure(target, tally)
  }
}
