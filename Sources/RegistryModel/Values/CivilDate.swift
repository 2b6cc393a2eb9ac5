/// A day of the civil calendar, or only its year, or year and month, where a paper says no more.
///
/// Ordered by first day; of two with the same first day the less exact one comes first.
public struct CivilDate: Hashable, Sendable {
  /// Year, month and day in one number: year << 9 | month << 5 | day, zero for what is not known.
  private let packed: Int32

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    packed = Int32(truncatingIfNeeded: year << 9 | month << 5 | day)
  }

  /// The date, or nil if the calendar from 1800 to 2200 has none such.
  public init?(year: Int, month: Int? = nil, day: Int? = nil) {
    let date = try? CivilDate(checked: year, month, day)
    guard let date else { return nil }
    self = date
  }

  init(checked year: Int, _ month: Int?, _ day: Int?) throws(FieldError) {
    guard (1800...2200).contains(year) else {
      throw FieldError("the year must be from 1800 to 2200", "年份应在 1800 至 2200 之间")
    }
    if let month {
      guard (1...12).contains(month) else {
        throw FieldError("the month must be from 01 to 12", "月份应在 01 至 12 之间")
      }
      let last = Self.days(in: month, of: year)
      if let day, !(1...last).contains(day) {
        throw FieldError(
          "this date does not exist: the month has \(last) days",
          "没有这一天：该月只有 \(last) 天")
      }
    } else if day != nil {
      throw FieldError("a day needs its month", "有日必须有月")
    }
    self.init(unchecked: year, month ?? 0, day ?? 0)
  }

  /// The year, 1800 to 2200 where typed.
  public var year: Int { Int(packed >> 9) }
  /// The month, where it is known.
  public var month: Int? { isYearOnly ? nil : Int(packed >> 5 & 15) }
  /// The day of the month, where it is known.
  public var day: Int? { isFull ? Int(packed & 31) : nil }

  /// Whether year, month and day are all known.
  public var isFull: Bool { packed & 31 != 0 }
  private var isYearOnly: Bool { packed >> 5 & 15 == 0 }

  /// The first day it can mean, itself where it is full.
  public var firstDay: CivilDate {
    isFull ? self : CivilDate(unchecked: year, month ?? 1, 1)
  }

  /// The last day it can mean, itself where it is full.
  public var lastDay: CivilDate {
    if isFull { return self }
    let month = month ?? 12
    return CivilDate(unchecked: year, month, Self.days(in: month, of: year))
  }

  /// Whether `day` is in a span: a partial start counts from its last day and a partial end to
  /// its first, no start means always was, no end means still is; the end is inclusive.
  public static func covers(_ day: CivilDate, since: CivilDate?, until: CivilDate?) -> Bool {
    if let since, since.lastDay > day { return false }
    if let until, until.firstDay < day { return false }
    return true
  }

  static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

extension CivilDate: Comparable {
  /// By first day, then the less exact one first.
  public static func < (left: CivilDate, right: CivilDate) -> Bool { left.packed < right.packed }
}

extension CivilDate {
  /// Days from 1970-01-01 to the first day.
  public var daysSinceEpoch: Int {
    // Years begin in March here, so that the leap day is the last of its year.
    let month = month ?? 1
    let shifted = month > 2 ? year : year - 1
    let century = shifted.flooredDivision(by: 400)
    let yearOfCentury = shifted - century * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + (day ?? 1) - 1
    let dayOfCentury = yearOfCentury * 365 + yearOfCentury / 4 - yearOfCentury / 100 + dayOfYear
    return century * 146_097 + dayOfCentury - 719_468
  }

  /// The day so many days from 1970-01-01.
  public init(daysSinceEpoch days: Int) {
    let shifted = days + 719_468
    let century = shifted.flooredDivision(by: 146_097)
    let dayOfCentury = shifted - century * 146_097
    let yearOfCentury =
      (dayOfCentury - dayOfCentury / 1460 + dayOfCentury / 36_524 - dayOfCentury / 146_096) / 365
    let dayOfYear =
      dayOfCentury - (365 * yearOfCentury + yearOfCentury / 4 - yearOfCentury / 100)
    let fromMarch = (5 * dayOfYear + 2) / 153
    let month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
    let year = yearOfCentury + century * 400 + (month <= 2 ? 1 : 0)
    self.init(unchecked: year, month, dayOfYear - (153 * fromMarch + 2) / 5 + 1)
  }

  /// So many days later than the first day, or earlier.
  public func adding(days: Int) -> CivilDate {
    CivilDate(daysSinceEpoch: daysSinceEpoch + days)
  }

  /// So many months later: the same day of the month, or that month's last where it is shorter.
  ///
  /// A year and month stays one; a year alone counts from its January and becomes one.
  public func adding(months: Int) -> CivilDate {
    let count = year * 12 + (month ?? 1) - 1 + months
    let year = count.flooredDivision(by: 12)
    let month = count - year * 12 + 1
    return CivilDate(unchecked: year, month, min(day ?? 0, Self.days(in: month, of: year)))
  }
}

extension Int {
  fileprivate func flooredDivision(by divisor: Int) -> Int {
    let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
    return remainder < 0 ? quotient - 1 : quotient
  }
}
