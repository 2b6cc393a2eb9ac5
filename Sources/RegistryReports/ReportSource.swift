import RegistryModel
import RegistryPlans

/// What a report is made of: a registry on a day, and the period that flows are of.
public struct ReportSource: Sendable {
  /// The records.
  public let state: RegistryState
  /// The day that stocks are of.
  public let day: CivilDate
  /// The day it is.
  public let today: CivilDate
  /// The period that was asked for; nil: the year of the day.
  public let period: ReportPeriod?
  /// The plan figures are for.
  public let plan: Plan?
  /// Change sets of the year up to the day, each with the day it was saved on where the office is.
  public let changes: [(day: CivilDate, commit: Commit)]

  /// A registry as of `day`, which is in the period.
  public init(
    _ state: RegistryState, on day: CivilDate, today: CivilDate, period: ReportPeriod? = nil,
    plan: Plan? = nil, changes: [(day: CivilDate, commit: Commit)] = []
  ) {
    (self.state, self.day, self.today, self.period) = (state, day, today, period)
    (self.plan, self.changes) = (plan, changes)
  }

  /// The day if it is before today: what begins later is not there.
  var past: CivilDate? { day.ifPast(on: today) }

  /// What flows are told of: the period, and beside a part of a year what has come together in the year.
  var spans: [ReportSpan] {
    let period = period ?? .year(of: day)
    let year = period.inFull
    let whole = ReportSpan(
      first: year.first, last: past ?? year.last, day: day,
      words: Words("\(year) to date", "\(year) 年累计"), text: year.description)
    guard period.isPart else { return [whole] }
    return [
      ReportSpan(
        first: period.first, last: past ?? period.last, day: day, words: period.words,
        text: period.description), whole,
    ]
  }
}

/// Days that flows are added up over. As of today everything entered counts, as in lists: a record of the
/// month that is not over among it.
struct ReportSpan: Sendable {
  /// The first of them.
  let first: CivilDate
  /// The last of which something may be entered.
  let last: CivilDate
  /// The day as of which it is told.
  let day: CivilDate
  /// As a row says it.
  let words: Words
  /// As programs read it.
  let text: String

  /// It has the day; a month or year is that of its last.
  func holds(_ date: CivilDate?) -> Bool {
    date.map { (first...max(first, last)).contains($0.lastDay) } ?? false
  }

  /// Its cell in a row.
  var cell: ReportTable.Cell { .words(words, .string(text)) }
}
