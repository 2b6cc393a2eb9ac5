import RegistryModel

/// How fast a figure moves, beside how fast the plan says: n/a is an undefined number or nil.
public struct Pace: Hashable, Sendable {
  /// Where the straight line begins; n/a where there is none.
  public private(set) var baseline: Exact
  /// Where the straight line from baseline to target is; after the deadline, the target.
  public let mark: Exact
  /// Days ahead of the line, behind it below zero; toward zero.
  public let daysAhead: Int?
  /// In the year that begins on the day, to reach the target on its deadline.
  public let rateNeeded: Exact
  /// In the year up to the day.
  public let rate: Exact
  /// When the target is reached at that rate.
  public let projected: Projection?
  /// Days since the deadline, where the target was not met.
  public let daysOver: Int?
}

/// A number and its day: where a figure's line starts.
struct Origin: Hashable, Sendable {
  let value: Exact
  let day: CivilDate
}

/// The straight line from an origin to a goal.
struct PaceLine: Sendable {
  private let origin: Origin
  private let goal: Exact
  private let deadline: CivilDate
  /// What is added in a day.
  private let slope: Exact

  init(_ origin: Origin, to goal: Exact, by deadline: CivilDate) {
    (self.origin, self.goal, self.deadline) = (origin, goal, deadline)
    slope = (goal - origin.value) / Exact(Int128(origin.day.days(to: deadline)))
  }

  /// Where it is on a day; after the deadline, the goal; n/a before it begins, and where it falls: that is none to
  /// keep up with.
  func mark(on day: CivilDate) -> Exact {
    guard day >= origin.day, !origin.value.isUndefined, slope.reaches(Exact(0)) else {
      return .undefined
    }
    return day > deadline ? goal : origin.value + slope * Exact(Int128(origin.day.days(to: day)))
  }

  /// Days between the day and the one on which the line has a value, toward zero.
  func daysAhead(_ value: Exact, on day: CivilDate) -> Int? {
    guard day <= deadline, slope.exceeds(Exact(0)) else { return nil }
    return ((value - mark(on: day)) / slope).towardZero
  }
}

extension Pace {
  /// The pace of `figure` on `day`, from its origin and its value a year before.
  init(_ figure: Figure, on day: CivilDate, from origin: Origin?, yearAgo: Exact) {
    let (target, deadline) = (figure.target, figure.target.deadline)
    guard let bound = figure.target.figureBound, target.notRecorded == nil else {
      // Where a plan asks for no number, it may still say where it began.
      self = .none
      if target.notRecorded == nil { baseline = origin?.value ?? .undefined }
      return
    }
    let (goal, value) = (Exact(bound.number), figure.value)
    let year = day.adding(months: -12).days(to: day)
    let nextYear = day.days(to: day.adding(months: 12))
    let daysLeft = day.days(to: deadline)
    let isOpen = figure.isMet == false
    let rate = value - yearAgo

    baseline = origin?.value ?? .undefined
    let line = origin.map { PaceLine($0, to: goal, by: deadline) }
    mark = line?.mark(on: day) ?? .undefined
    daysAhead = line?.daysAhead(value, on: day)
    self.rate = rate
    rateNeeded =
      isOpen && daysLeft > 0
      ? (goal - value) * Exact(Int128(nextYear), over: Int128(daysLeft)) : .undefined
    let isRising = isOpen && rate.exceeds(Exact(0))
    projected =
      isRising ? Projection(day, after: (goal - value) / rate * Exact(Int128(year)), bound) : nil
    daysOver = isOpen && daysLeft < 0 ? -daysLeft : nil
  }

  /// Nothing is asked, or nothing recorded.
  public static let none = Pace(
    baseline: .undefined, mark: .undefined, daysAhead: nil, rateNeeded: .undefined,
    rate: .undefined, projected: nil, daysOver: nil)
}

/// When a target is reached at the rate of the last year.
public enum Projection: Hashable, Sendable {
  /// The first day by which it is.
  case on(CivilDate)
  /// So far ahead that a day says nothing.
  case after2200

  private static let lastDay =
    CivilDate(year: 2200, month: 12, day: 31) ?? CivilDate(daysSinceEpoch: 0)
  private static let beyond = "after 2200"

  /// The first day by which so many days have passed; nil if that is n/a.
  init?(_ day: CivilDate, after days: Exact, _ bound: Bound) {
    if days.isUndefined { return nil }
    let whole: Int? =
      switch bound {
      case .atLeast: days.ceiling
      case .moreThan: days.floor.map { $0 + 1 }
      }
    if let whole, whole <= day.days(to: Self.lastDay) {
      self = .on(day.adding(days: whole))
    } else {
      self = .after2200
    }
  }

  /// The day, or `after 2200`.
  public var json: JSON {
    switch self {
    case .on(let day): day.json
    case .after2200: .string(Self.beyond)
    }
  }

  /// Reads what `json` wrote.
  init?(json: JSON) {
    if json.string == Self.beyond {
      self = .after2200
    } else if let day = try? CivilDate(json: json) {
      self = .on(day)
    } else {
      return nil
    }
  }

  /// `on 2028-09-15`, `after 2200`.
  public var words: Words {
    switch self {
    case .on(let day): Words("on \(day.text(.en))", "\(day.text(.chinese)) ")
    case .after2200: Words(Self.beyond, "2200 年后")
    }
  }
}

extension CivilDate {
  /// Days from this day to another, below zero if that is earlier.
  func days(to other: CivilDate) -> Int { other.daysSinceEpoch - daysSinceEpoch }
}
