/// A month, quarter, half-year or year: `2026-11`, `2026-Q3`, `2026-H1`, `2026`.
public struct ReportPeriod: Hashable, Sendable {
  /// The year it is in.
  public let year: Int
  private let part: Part

  private enum Part: Hashable { case year, half(Int), quarter(Int), month(Int) }

  /// Reads a period; nil if it is none.
  public init?(_ text: String) {
    let pieces = text.nfkcUpper.split(separator: "-", omittingEmptySubsequences: false)
    guard (1...2).contains(pieces.count), pieces[0].utf8.count == 4, let year = Int(pieces[0]),
      CivilDate(year: year) != nil
    else { return nil }
    self.year = year
    guard pieces.count == 2 else {
      part = .year
      return
    }
    let number = Int(pieces[1].drop { $0 == "H" || $0 == "Q" })
    switch (pieces[1].first, pieces[1].utf8.count, number) {
    case ("H", 2, let half?) where (1...2).contains(half): part = .half(half)
    case ("Q", 2, let quarter?) where (1...4).contains(quarter): part = .quarter(quarter)
    case ("0", 2, let month?) where month > 0, ("1", 2, let month?) where month <= 12:
      part = .month(month)
    default: return nil
    }
  }

  /// A year.
  public init(wholeYear year: Int) { (self.year, part) = (year, .year) }

  /// The year of a day.
  public static func year(of day: CivilDate) -> ReportPeriod { ReportPeriod(wholeYear: day.year) }

  /// Its year.
  public var inFull: ReportPeriod { ReportPeriod(wholeYear: year) }
  /// It is a part of a year.
  public var isPart: Bool { part != .year }

  /// As it is typed.
  public var description: String {
    switch part {
    case .year: String(year)
    case .half(let half): "\(year)-H\(half)"
    case .quarter(let quarter): "\(year)-Q\(quarter)"
    case .month(let month): "\(year)-\(String(month).zeroPadded(to: 2))"
    }
  }

  /// As a form says it.
  public var words: Words {
    switch part {
    case .year: Words(String(year), "\(year) 年")
    case .half(let half):
      Words(
        half == 1 ? "first half of \(year)" : "second half of \(year)",
        "\(year) 年\(half == 1 ? "上" : "下")半年")
    case .quarter(let quarter):
      Words("quarter \(quarter) of \(year)", "\(year) 年第\(["一", "二", "三", "四"][quarter - 1])季度")
    case .month(let month):
      Words("\(year)-\(String(month).zeroPadded(to: 2))", "\(year) 年 \(month) 月")
    }
  }

  /// Its first day.
  public var first: CivilDate { month(months.lowerBound).firstDay }
  /// Its last day.
  public var last: CivilDate { month(months.upperBound).lastDay }

  /// The day that stocks are of: the one asked for if it is in the period, else its last, or today if it is not
  /// over.
  public func day(asOf day: CivilDate?, today: CivilDate) -> CivilDate {
    day.flatMap { (first...last).contains($0) ? $0 : nil } ?? min(last, today)
  }

  private var months: ClosedRange<Int> {
    switch part {
    case .year: 1...12
    case .half(let half): half * 6 - 5...half * 6
    case .quarter(let quarter): quarter * 3 - 2...quarter * 3
    case .month(let month): month...month
    }
  }

  private func month(_ month: Int) -> CivilDate {
    CivilDate(year: year, month: month) ?? .distantFuture
  }
}

extension ReportPeriod: WrittenValue, Comparable {
  /// A period as it is typed.
  public init(text: String) throws(FieldError) {
    guard let period = Self(text) else {
      throw FieldError(
        "must be like 2026, 2026-H1, 2026-Q3 or 2026-11", "须如 2026、2026-H1、2026-Q3 或 2026-11")
    }
    self = period
  }

  /// A period as it is typed, of which reports are made: it has begun.
  public init(text: String, begunBy today: CivilDate) throws(FieldError) {
    try self.init(text: text)
    if first > today { throw FieldError("begins after today", "期间尚未开始") }
  }

  /// How it is typed.
  public static var entry: Entry { .code(columns: 7) }
  /// What files hold.
  public static var form: StoredForm {
    StoredForm(.string, "(?:\(CivilDate.yearPattern))(?:-(?:H[12]|Q[1-4]|0[1-9]|1[0-2]))?")
  }

  /// By last day; of those that end together the shorter one comes first.
  public static func < (left: Self, right: Self) -> Bool {
    (left.last, right.first) < (right.last, left.first)
  }
}
