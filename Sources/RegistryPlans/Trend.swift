import RegistryModel

/// A plan's figures at the end of each year and on the day itself, of the district and of each town.
public struct Trend: Sendable {
  /// What was counted on a day.
  public struct Point: Sendable {
    /// The last day of a year, or the day itself.
    public let day: CivilDate
    /// One a target, in the plan's order; n/a where nothing could be counted.
    public let values: [Exact]
    /// Where the plan says they should have been, from the district's baselines; n/a where it does not.
    public let marks: [Exact]
    /// The same of the towns that had communities on that day.
    public let towns: [TownCode: [Exact]]
  }

  /// What is asked.
  public let plan: Plan
  /// Earliest first; the last one is of the day itself.
  public let points: [Point]

  /// Counts the years before `outlook`'s day; the day itself is counted there.
  public init(_ outlook: Outlook, of state: RegistryState) {
    let progress = outlook.progress
    plan = progress.plan
    points =
      plan.pastYearEnds(before: progress.day).map {
        Point(Progress(progress.plan, of: state, on: $0), outlook)
      } + [Point(progress, outlook)]
  }

  /// The figure of a target over these days; nil for one of another plan.
  public func series(_ target: String, _ outlook: Outlook) -> Series? {
    guard let place = plan.targets.firstIndex(where: { $0.id == target }),
      let pace = outlook.pace(target)
    else { return nil }
    return Series(
      plan.targets[place], points.map { Series.Point(day: $0.day, value: $0.values[place]) },
      rate: pace.rate, until: plan.end)
  }

  /// The same of a town, of which nothing is projected.
  public func series(_ target: String, of town: TownCode) -> Series? {
    guard let place = plan.targets.firstIndex(where: { $0.id == target }) else { return nil }
    return Series(
      plan.targets[place],
      zip(points, values(target, of: town)).map { Series.Point(day: $0.day, value: $1) },
      rate: .undefined, until: plan.end)
  }

  /// The district's values of a target, at each of the points.
  public func values(_ target: String) -> [Exact] {
    guard let place = plan.targets.firstIndex(where: { $0.id == target }) else { return [] }
    return points.map { $0.values[place] }
  }

  /// A town's values of a target, at each of the points; n/a where it was not there.
  public func values(_ target: String, of town: TownCode) -> [Exact] {
    guard let place = plan.targets.firstIndex(where: { $0.id == target }) else { return [] }
    return points.map { $0.towns[town]?[place] ?? .undefined }
  }
}

extension Trend.Point {
  init(_ progress: Progress, _ outlook: Outlook) {
    self.init(
      day: progress.day, values: progress.figures.map(\.value),
      marks: outlook.marks(on: progress.day), towns: progress.townValues)
  }
}

extension Plan {
  /// The most years a chart has room for, the running one among them.
  private static let mostYears = 12
  /// A trend has so many years before the running one, even where the plan has just begun.
  private static let leastYearsBack = 5

  /// The last days of the years before that of `day`, from the plan's first year on, and at least five; of a
  /// plan that began long ago the last eleven.
  func pastYearEnds(before day: CivilDate) -> [CivilDate] {
    let first = max(
      min(start.year, day.year - Self.leastYearsBack), day.year - Self.mostYears + 1)
    return (first..<max(first, day.year)).compactMap { CivilDate(year: $0, month: 12, day: 31) }
  }
}

/// One figure over the years, ready to be drawn: what it was, what is asked, and where it goes at the rate of the
/// last twelve months.
public struct Series: Hashable, Sendable {
  /// A value on a day.
  public struct Point: Hashable, Sendable {
    /// The last day of a year, or the day the figures are of.
    public let day: CivilDate
    /// In the figure's unit; n/a where nothing could be counted.
    public let value: Exact
  }

  /// What is asked.
  public let target: Target
  /// Earliest first, every year in it; the last one is of the day the figures are of.
  public let counted: [Point]
  /// The ends of the years to come, to the end of the plan; n/a after the year in which the target is reached, and
  /// where nothing grows.
  public let projected: [Point]

  /// - Parameter rate: what is added in a year.
  init(_ target: Target, _ counted: [Point], rate: Exact, until end: CivilDate) {
    (self.target, self.counted) = (target, counted)
    guard let now = counted.last, end.year > now.day.year else {
      projected = []
      return
    }
    let year = Int128(now.day.days(to: now.day.adding(months: 12)))
    let all = Exact(100)
    var isOpen = target.figureBound?.isMet(by: now.value) == false && rate.exceeds(Exact(0))
    projected = (now.day.year + 1...end.year).compactMap {
      CivilDate(year: $0, month: 12, day: 31)
    }.map { day in
      guard isOpen else { return Point(day: day, value: .undefined) }
      let value = now.value + rate * Exact(Int128(now.day.days(to: day)), over: year)
      isOpen = target.figureBound?.isMet(by: value) == false
      return Point(day: day, value: target.isShare && value.exceeds(all) ? all : value)
    }
  }

  /// All of it, what was counted before what is projected.
  public var points: [Point] { counted + projected }

  /// The number asked for; n/a if the plan names none.
  public var goal: Exact { target.figureBound.map { Exact($0.number) } ?? .undefined }

  /// The greatest of the values and the goal; n/a where there is none.
  public var top: Exact {
    (points.map(\.value) + [goal]).reduce(Exact.undefined) { most, value in
      most.isUndefined || value.exceeds(most) ? value : most
    }
  }
}
