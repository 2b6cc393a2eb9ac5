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
  /// The unit of shares.
  public static let percent = "%"
}
