import RegistryModel
import RegistryPlans

extension Report {
  /// How far the plan is: a line a target.
  static let progress = Report(
    "progress", Words("Progress toward the plan", "规划目标完成情况"),
    Words("a line a target: value, target, missing, pace", "各项目标的当前值、目标值、缺口和进度"),
    basis: [.plan]
  ) { source in
    let lines = source.outlook.map { zip($0.progress.figures, $0.paces).map(TargetLine.init) } ?? []
    return ReportContent(
      columns: [
        .text("target", Words("Target", "指标"), 20) { .words($0.target.label) },
        .number("baseline", Words("Baseline", "基数"), 8) { line in
          line.pace.baseline.text().map {
            .words(Words(same: $0 + line.target.figureSign), .string($0))
          } ?? .empty
        },
        .number("value", Words("Value", "当前值"), 7) { .figure($0.figure) },
        .number("asked", Words("Asked", "目标值"), 6) { line in
          .words(
            Words(same: line.figure.askedText.map { $0 + line.target.figureSign } ?? ""),
            line.figure.boundText.map(JSON.string) ?? .null)
        },
        .text("met", Words("Met", "达标"), 6) { line in
          line.figure.isMet.map {
            .words($0 ? Words("met", "达标") : Words("no", "未达标"), .bool($0))
          } ?? .empty
        },
        .count("missing", Words("Missing", "差"), 7) { $0.figure.shortfall },
        .text("days", Words("Pace", "进度"), 14) { line in
          line.pace.standing(line.figure).map {
            .words($0, line.pace.days(line.figure).map(JSON.int) ?? .null)
          } ?? .empty
        },
        .number("rate", Words("A year", "年增量"), 6) { .exact($0.pace.rate) },
        .text("projected", Words("Projected", "预计达标"), 10) { line in
          switch line.pace.projected {
          case .on(let day)?: .value(day)
          case .after2200?: line.pace.projected.map { .words($0.words, $0.json) } ?? .empty
          case nil: .empty
          }
        },
      ], rows: lines,
      notes: lines.compactMap { line in
        line.target.notRecorded.map {
          line.target.label + Words(" is not recorded: ", " 无记录：") + $0 + Words(".", "。")
        }
      },
      charts: { [.gauges(lines.compactMap(\.gauge))] + source.years.map { .years(ChartYears($0)) } }
    )
  }
}

/// A target with its figure and pace.
private struct TargetLine {
  let figure: Figure
  let pace: Pace
  var target: Target { figure.target }

  var gauge: ChartGauge? {
    guard let bound = target.figureBound, !figure.value.isUndefined else { return nil }
    let sign = target.figureSign
    return ChartGauge(
      label: target.label, value: figure.value, goal: Exact(bound.number),
      text: "\(figure.text ?? "")\(sign) / \(figure.askedText ?? "")\(sign)", mark: pace.mark,
      isMet: figure.isMet == true)
  }
}

extension ReportSource {
  /// The plan's progress and pace on the day.
  var outlook: Outlook? { plan.map { Outlook($0, of: state, on: day) } }

  /// The years of each target that asks for a number.
  fileprivate var years: [Series] {
    guard let outlook else { return [] }
    let trend = Trend(outlook, of: state)
    return outlook.progress.figures.filter { !$0.value.isUndefined && $0.target.bound != nil }
      .compactMap { trend.series($0.target.id, outlook) }
  }
}

extension ReportTable.Cell {
  /// A figure with its sign; for programs its number alone.
  static func figure(_ figure: Figure) -> Self {
    if figure.target.notRecorded != nil { return .words(Words("not recorded", "无记录"), .null) }
    guard let text = figure.text else { return Self(Words(same: "n/a"), .null) }
    return Self(Words(same: text + figure.target.figureSign), .string(text))
  }
}
