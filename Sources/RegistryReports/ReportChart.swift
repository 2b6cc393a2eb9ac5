import RegistryModel
import RegistryPlans

/// What is drawn of a report.
public enum ReportChart: Hashable, Sendable {
  /// A line a target: its value as a bar, and what is asked and where the plan says today should be as marks.
  case gauges([ChartGauge])
  /// Bars from the longest to the shortest, each with its number, and what is asked of each as a line.
  case bars(of: Words, goal: Exact, [ChartBar])
  /// A column a year, to the day and beyond.
  case years(ChartYears)

  /// It leaves no room for a table on its page.
  var isTall: Bool { if case .bars(_, _, let bars) = self { bars.count > 20 } else { false } }
}

/// A value beside what is asked of it.
public struct ChartGauge: Hashable, Sendable {
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
public struct ChartBar: Hashable, Sendable {
  let label: Words
  let value: Exact
  /// As it is written at the end of the bar.
  let text: String
  /// It has what is asked; nil where nothing is.
  let isMet: Bool?
}

/// A figure over the years.
public struct ChartYears: Hashable, Sendable {
  let label: Words
  /// What is asked as it is written; empty where nothing is.
  let goalText: String
  let goal: Exact
  /// The greatest of the values and the goal.
  let top: Exact
  let points: [Point]
  /// How many of the points were counted; the others are where it goes.
  let counted: Int

  /// A value at the end of a year, or on the day.
  struct Point: Hashable, Sendable {
    let day: CivilDate
    let value: Exact
  }
}

extension ChartYears {
  init(_ series: Series) {
    self.init(
      label: series.target.label,
      goalText: series.target.figureBound.map { "\($0.number)\(series.target.figureSign)" } ?? "",
      goal: series.goal, top: series.top,
      points: series.points.map { Point(day: $0.day, value: $0.value) },
      counted: series.counted.count)
  }
}
