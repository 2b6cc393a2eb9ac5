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
    let day = progress.day
    paces = progress.figures.indices.map { place in
      let figure = progress.figures[place]
      let published = figure.target.baseline.map { Origin(value: Exact($0.value), day: $0.asOf) }
      let own = before.map { Origin(value: $0.figures[place].value, day: $0.day) }
      return Pace(
        figure, on: day, from: published ?? own, yearAgo: yearAgo.figures[place].value)
    }
    (self.progress, self.yearAgo, self.before) = (progress, yearAgo, before)
  }

  private static func isConfirmed(_ plan: Plan, _ state: RegistryState) -> Bool {
    state.office.confirmedPlans?.contains { $0.plan == plan.id } ?? false
  }

  /// The figure of a target with its pace; nil for one of another plan.
  public func pace(_ target: String) -> Pace? {
    zip(progress.figures, paces).first { $0.0.target.id == target }?.1
  }
}
