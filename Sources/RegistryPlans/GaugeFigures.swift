import RegistryModel

/// What a gauge of a plan shows, without words or drawing: urban, rural, workers, then the rest.
public struct GaugeFigures: Hashable, Sendable {
  /// In the order of a gauge line that may run out of room.
  public let gauges: [Gauge]

  /// The gauges of a plan: targets that are recorded and ask for a number.
  public init(_ outlook: Outlook) {
    self.init(outlook.progress.figures, outlook.paces)
  }

  init(_ figures: [Figure], _ paces: [Pace]) {
    let all = zip(figures, paces).filter {
      $0.0.target.notRecorded == nil && $0.0.target.bound != nil
    }.map { Gauge($0.0, mark: $0.1.mark) }
    let first = [Gauge.Part.urban, .rural, .workers].compactMap { part in
      all.first { $0.part == part }
    }
    let led = Set(first.map(\.figure.target.id))
    gauges = first + all.filter { !led.contains($0.figure.target.id) }.map { $0.as(.other) }
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

  init(_ figure: Figure, mark: Exact) {
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

  private init(_ part: Part, _ gauge: Gauge) {
    self.part = part
    figure = gauge.figure
    mark = gauge.mark
  }

  /// Not met, and less than the plan says today should be.
  public var isBehind: Bool { figure.isMet == false && mark.exceeds(figure.value) }

  func `as`(_ part: Part) -> Gauge { Gauge(part, self) }

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
