import RegistryModel

/// One number a plan asks an office to reach, and how it is counted.
public struct Target: Hashable, Sendable {
  /// The name in lists and commands: `P1`.
  public let id: String
  /// What is asked, in a few words.
  public let label: Words
  /// The same in very few, for a line with little room; nil: none is named.
  public let short: Words?
  /// Which communities it is about.
  public let scope: Scope
  /// nil: no record says it, `notRecorded` says why.
  public let measure: Measure?
  /// How the communities' answers become one figure.
  public let aggregate: Aggregate
  /// nil: the plan names a baseline only.
  public let bound: Bound?
  /// For a share: what one record must have to count.
  public let minimum: ExactDecimal
  /// A ratio's denominator.
  public let over: Measure?
  /// How many of the denominator represent one: 100 households.
  public let per: Int
  /// `%`, or what is counted.
  public let unit: Words
  /// The last day to reach it.
  public let deadline: CivilDate
  /// Which organizations count.
  public let organizations: OrganizationRule
  /// Which workers count.
  public let workers: WorkerRule
  /// Published with the plan.
  public let baseline: Baseline?
  /// Where the number is: document, and its number where it has one.
  public let source: Words
  /// What the records would have to hold, where they cannot say it.
  public let notRecorded: Words?
}

/// The number to reach or to exceed.
public enum Bound: Hashable, Sendable {
  case atLeast(ExactDecimal)
  case moreThan(ExactDecimal)

  /// The number itself.
  public var number: ExactDecimal {
    switch self {
    case .atLeast(let number), .moreThan(let number): number
    }
  }

  /// Whether `value` meets it, without rounding; false if n/a.
  public func isMet(by value: Exact) -> Bool {
    switch self {
    case .atLeast(let number): value.reaches(Exact(number))
    case .moreThan(let number): value.exceeds(Exact(number))
    }
  }

  /// The least whole sum that meets it, where each of the sum is worth `worth`.
  func leastSum(worth: Exact) -> Int? {
    let needed = Exact(number) / worth
    return switch self {
    case .atLeast: needed.ceiling
    case .moreThan: needed.floor.map { $0 + 1 }
    }
  }
}

/// What was published as the start of the line: a number, its day and where it is.
public struct Baseline: Hashable, Sendable {
  /// In the figure's unit.
  public let value: ExactDecimal
  /// The day the value was true.
  public let asOf: CivilDate
  /// Where the value is.
  public let source: Words
}

extension Target {
  /// The bound of the figure shown: all of them, where each community must reach the target's.
  public var figureBound: Bound? {
    aggregate == .each ? .atLeast(ExactDecimal(100)) : bound
  }

  /// The unit of the figure shown.
  public var figureUnit: Words {
    aggregate == .each ? Words(same: Self.percent) : unit
  }

  /// What is after the figure: the sign of per cent, or nothing.
  public var figureSign: String { figureUnit.en == Self.percent ? Self.percent : "" }

  /// Whether the figure is a share of records, in per cent.
  public var isShare: Bool { aggregate == .share || aggregate == .each }

  /// What a figure is a share of.
  public enum Subject: Hashable, Sendable {
    case communities, organizations, workers, needs, towns
    /// What was contracted.
    case money
  }

  /// What its figure is a share of; of one that is no share, communities.
  public var subject: Subject {
    switch measure {
    case .services where aggregate == .share: .organizations
    case .carriers: .organizations
    case .supporters: .workers
    case .needs: .needs
    case .stations: .towns
    case .purchaseShare: .money
    default: .communities
    }
  }

  static let percent = "%"

  /// What one of the sum is worth over one of the denominator.
  var worth: Exact {
    let units = Exact(Int128(over?.unitsPerWhole ?? 1), over: Int128(measure?.unitsPerWhole ?? 1))
    return switch aggregate {
    case .share, .each: Exact(100)
    case .mean: units
    case .ratio: units * Exact(Int128(per)) * Exact(unit.en == Self.percent ? 100 : 1)
    }
  }

  /// The same for one community by itself.
  var worthOfOne: Exact {
    isShare ? Exact(1, over: Int128(measure?.unitsPerWhole ?? 1)) : worth
  }

  /// What one community or organization must have by itself to be none of those "without".
  var floor: Bound? {
    aggregate == .share ? .atLeast(minimum) : bound
  }
}
