import RegistryModel
import RegistryPlans

extension ReportChart {
  /// The chart as a figure with a caption; a reader that sees nothing has the same numbers in the table.
  func write(_ title: Words, _ language: Language, to page: inout Markup) {
    if case .years(let series) = self { return YearColumns(series).write(language, to: &page) }
    let (rows, caption) = content(language)
    guard !rows.isEmpty else { return }
    let height = rows.count * ChartRow.height + 8
    page.line()
    page.element("figure", ["class": "whole"]) { page in
      page.element(
        "svg",
        [
          "viewBox": "0 0 \(ChartRow.columns) \(height)", "role": "img",
          "aria-label": title[language],
        ]
      ) { page in
        let labels = min(rows.map { $0.label.pixels }.max() ?? 0, 300)
        for (place, row) in rows.enumerated() {
          row.write(at: place, beside: labels, to: &page)
        }
      }
      page.element("figcaption", text: caption[language])
    }
  }

  private func content(_ language: Language) -> (rows: [ChartRow], caption: Words) {
    switch self {
    case .gauges(let gauges):
      let rows = gauges.map { gauge in
        ChartRow(
          label: gauge.label[language], value: gauge.value, goal: gauge.goal, mark: gauge.mark,
          end: gauge.text, isMet: gauge.isMet, scale: gauge.value.larger(gauge.goal))
      }
      return (
        rows,
        Words(
          "Bars are values, thick lines targets, dashed lines where the plan says today should be; dark bars have met their target.",
          "横条为当前值，粗线为目标值，虚线为按规划应达到的位置；深色为已达标。")
      )
    case .bars(let target, let goal, let bars):
      let sorted = bars.filter { !$0.value.isUndefined }
        .sorted { $0.value.reaches($1.value) && $0.value != $1.value }
      let rows = sorted.map { bar in
        ChartRow(
          label: bar.label[language], value: bar.value, goal: goal, mark: .undefined,
          end: bar.text, isMet: bar.isMet != false, scale: sorted[0].value.larger(goal))
      }
      return (
        rows,
        target + Words("; the thick line is the target, dark bars have met it.", "；粗线为目标值，深色为已达标。")
      )
    case .years: return ([], Words(same: ""))
    }
  }
}

/// A line of a chart: a label, a bar, what is marked on it, and its number at the end.
private struct ChartRow {
  let label: String
  let value: Exact
  let goal: Exact
  let mark: Exact
  let end: String
  let isMet: Bool
  /// The value that is as long as a bar can be.
  let scale: Exact

  static let columns = 760
  static let height = 24
  private static let endColumns = 130

  func write(at place: Int, beside labels: Int, to page: inout Markup) {
    let (top, left) = (place * Self.height + 4, labels + 10)
    let room = Self.columns - left - Self.endColumns
    let x = { (value: Exact) in
      // Nothing is drawn of what cannot be placed.
      (value.reaches(Exact(0)) && scale.exceeds(Exact(0)) ? value / scale : .undefined)
        * Exact(Int128(room))
    }
    let baseline = String(top + 14)
    if label.pixels > labels {
      page.element(
        "text",
        ["x": "0", "y": baseline, "textLength": "\(labels)", "lengthAdjust": "spacingAndGlyphs"],
        text: label)
    } else {
      page.element("text", ["x": "\(labels)", "y": baseline, "text-anchor": "end"], text: label)
    }
    let size = "16"
    page.element(
      "rect",
      ["x": "\(left)", "y": "\(top)", "width": "\(room)", "height": size, "class": "track"])
    if let length = x(value).text() {
      page.element(
        "rect",
        [
          "x": "\(left)", "y": "\(top)", "width": length, "height": size,
          "class": isMet ? "bar" : "short",
        ])
    }
    for (value, name) in [(mark, "mark"), (goal, "goal")] {
      guard let place = (x(value) + Exact(Int128(left))).text() else { continue }
      page.element(
        "line",
        [
          "x1": place, "x2": place, "y1": "\(top - 2)", "y2": "\(top + 18)", "class": name,
        ])
    }
    page.element("text", ["x": "\(left + room + 8)", "y": baseline], text: end)
    page.line()
  }
}

extension Exact {
  fileprivate func larger(_ other: Exact) -> Exact { other.exceeds(self) ? other : self }
}

extension String {
  /// About as wide as it is drawn: wide letters are as wide as they are high.
  fileprivate var pixels: Int {
    unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 8 : 13) }
  }
}
