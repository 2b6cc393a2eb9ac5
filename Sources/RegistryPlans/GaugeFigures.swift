import RegistryModel

/// What the gauges of a plan show, without words or drawing, in the plan's order.
public struct GaugeFigures: Hashable, Sendable {
  /// In the plan's order.
  public let gauges: [Gauge]

  /// The gauges of a plan: targets that are recorded and ask for a number.
  public init(_ outlook: Outlook) {
    self.init(outlook.progress.figures, outlook.paces)
  }

  init(_ figures: [Figure], _ paces: [Pace]) {
    var led: Set<Gauge.Part> = []
    gauges = zip(figures, paces).filter {
      $0.0.target.notRecorded == nil && $0.0.target.bound != nil
    }.map { figure, pace in
      let gauge = Gauge(figure, mark: pace.mark)
      // Two are not known by one name.
      return led.insert(gauge.part).inserted ? gauge : gauge.asOther
    }
  }

  /// The gauge of a part that has but one.
  public subscript(part: Gauge.Part) -> Gauge? { gauges.first { $0.part == part } }
}

/// One figure as a gauge shows it.
public struct Gauge: Hashable, Sendable {
  /// What a gauge is known by in a line with little room.
  public enum Part: Hashable, Sendable {
    /// Organizations of urban communities.
    case urban
    /// Organizations of rural communities.
    case rural
    /// Communities with a worker.
    case workers
    /// Any other target, known by its own label.
    case other
  }

  /// What it is known by.
  public let part: Part
  /// Value, target, and what is missing.
  public let figure: Figure
  /// Where the plan says today should be; n/a without a baseline.
  public let mark: Exact

  /// A figure, and where it should be today; n/a where no plan says so.
  public init(_ figure: Figure, mark: Exact) {
    part =
      switch (figure.target.measure, figure.target.scope, figure.target.aggregate) {
      case (.organizations, .urban, .mean), (.organizations, .urban, .each): .urban
      case (.organizations, .rural, .mean), (.organizations, .rural, .each): .rural
      case (.workers, .all, .share), (.workers, .all, .each): .workers
      default: .other
      }
    self.figure = figure
    self.mark = mark
  }

  /// The gauge of a target of which nothing is counted yet.
  public init(_ target: Target) { self.init(Figure(target, Tally()), mark: .undefined) }

  /// Known by its own label.
  fileprivate var asOther: Gauge { Gauge(.other, self) }

  private init(_ part: Part, _ gauge: Gauge) {
    (self.part, figure, mark) = (part, gauge.figure, gauge.mark)
  }

  /// How much of the target is done: 1 once it is met; n/a where it cannot be said.
  public var done: Exact {
    guard let bound = figure.target.figureBound, let isMet = figure.isMet else { return .undefined }
    return isMet ? Exact(1) : figure.value / Exact(bound.number)
  }

  /// Not met, and less than the plan says today should be.
  public var isBehind: Bool { figure.isMet == false && mark.exceeds(figure.value) }

  /// How many of `cells` are done, and whether the next is done by half or more. Never all of them
  /// before the target is met.
  public func filled(of cells: Int) -> (whole: Int, half: Bool) {
    guard let isMet = figure.isMet, cells > 0 else { return (0, false) }
    if isMet { return (cells, false) }
    let part = position(figure.value, of: cells)
    let whole = min(part.floor ?? 0, cells - 1)
    return (whole, (part - Exact(Int128(whole))).reaches(Exact(1, over: 2)))
  }

  /// The cell, from 0, in which the plan says today should be; nil without a pace mark.
  public func markCell(of cells: Int) -> Int? {
    position(mark, of: cells).floor.map { min(max($0, 0), cells - 1) }
  }

  private func position(_ value: Exact, of cells: Int) -> Exact {
    guard let bound = figure.target.figureBound else { return .undefined }
    return value / Exact(bound.number) * Exact(Int128(cells))
  }
}
