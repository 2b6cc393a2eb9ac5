import RegistryModel

/// How often a trend asks: at the end of each year, quarter or month.
public enum PeriodLength: String, CaseIterable, Hashable, Sendable {
  case year, quarter, month

  private var months: Int {
    switch self {
    case .year: 12
    case .quarter: 3
    case .month: 1
    }
  }

  /// The last days of the periods that end from `first` on and before `last`, and `last` itself.
  public func ends(from first: CivilDate, to last: CivilDate) -> [CivilDate] {
    let last = last.lastDay
    var ends: [CivilDate] = []
    var next = CivilDate(year: first.year, month: 1, day: 1)
    while let day = next, day <= last {
      let end = day.adding(months: months).adding(days: -1)
      if end >= first, end < last { ends.append(end) }
      next = day.adding(months: months)
    }
    return first <= last ? ends + [last] : []
  }
}
