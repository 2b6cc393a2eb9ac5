import RegistryModel
import RegistryPlans

/// What is drawn of a report.
public enum ReportChart: Sendable {
  /// A line a target: its value as a bar, and what is asked and where the plan says today should be as marks.
  case gauges([ChartGauge])
  /// Bars from the longest to the shortest, each with its number, and what is asked of each as a line.
  case bars(of: Words, goal: Exact, [ChartBar])
  /// A column a year, to the day and beyond.
  case years(Series)

  /// It leaves no room for a table on its page.
  var isTall: Bool { if case .bars(_, _, let bars) = self { bars.count > 20 } else { false } }
}

/// A value beside what is asked of it.
public struct ChartGauge: Sendable {
  let label: Words
  let value: Exact
  let goal: Exact
  /// Value and goal as they are written at the end.
  let text: String
  /// n/a without a baseline.
  let mark: Exact
  let isMet: Bool
}

/// A bar.
public struct ChartBar: Sendable {
  let label: Words
  let value: Exact
  /// As it is written at the end of the bar.
  let text: String
  /// It has what is asked; nil where nothing is.
  let isMet: Bool?
}
