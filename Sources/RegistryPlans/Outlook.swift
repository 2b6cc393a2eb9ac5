import RegistryModel

/// A plan's progress on a day with its pace: the same registry counted on up to three days.
public struct Outlook: Sendable {
  /// The figures on the day.
  public let progress: Progress
  /// One a target, in the plan's order.
  public let paces: [Pace]

  /// The same registry a year before the day, and on the day before the plan where it serves.
  private let yearAgo: Progress
  private let before: Progress?
  /// Where the lines of the targets begin.
  private let origins: [Origin?]

  /// Counts `state` as of `day`, a year before, and where it serves on the day before the plan.
  public init(_ plan: Plan, of state: RegistryState, on day: CivilDate) {
    let progress = Progress(plan, of: state, on: day)
    self.init(
      progress, yearAgo: Progress(plan, of: state, on: progress.day.adding(months: -12)),
      before: Self.isConfirmed(plan, state) ? Progress(plan, of: state, on: plan.dayBefore) : nil)
  }

  /// The outlook of `state` on the same day, counted from what differs from `old`, which this is of.
  public func moved(from old: RegistryState, to state: RegistryState) -> Outlook {
    let plan = progress.plan
    return Outlook(
      progress.moved(from: old, to: state), yearAgo: yearAgo.moved(from: old, to: state),
      before: Self.isConfirmed(plan, state)
        ? before?.moved(from: old, to: state) ?? Progress(plan, of: state, on: plan.dayBefore)
        : nil)
  }

  private init(_ progress: Progress, yearAgo: Progress, before: Progress?) {
    let origins = progress.figures.indices.map { place in
      let published = progress.figures[place].target.baseline
      return published.map { Origin(value: Exact($0.value), day: $0.asOf) }
        ?? before.map { Origin(value: $0.figures[place].value, day: $0.day) }
    }
    paces = progress.figures.indices.map { place in
      Pace(
        progress.figures[place], on: progress.day, from: origins[place],
        yearAgo: yearAgo.figures[place].value)
    }
    (self.progress, self.yearAgo, self.before, self.origins) = (progress, yearAgo, before, origins)
  }

  /// Where the straight lines from the baselines to the targets are on a day, one a target; n/a where there is none.
  func marks(on day: CivilDate) -> [Exact] {
    zip(progress.plan.targets, origins).map { target, origin in
      guard let origin, let bound = target.figureBound, target.notRecorded == nil else {
        return .undefined
      }
      return PaceLine(origin, to: Exact(bound.number), by: target.deadline).mark(on: day)
    }
  }

  private static func isConfirmed(_ plan: Plan, _ state: RegistryState) -> Bool {
    state.office.confirmedPlans?.contains { $0.plan == plan.id } ?? false
  }

  /// The figure of a target with its pace; nil for one of another plan.
  public func pace(_ target: String) -> Pace? {
    zip(progress.figures, paces).first { $0.0.target.id == target }?.1
  }
}
