import RegistryModel
import RegistryPlans

/// A figure over the years in columns: the years to come in outline, what is asked as a line across.
struct YearColumns {
  private let series: ChartYears

  init(_ series: ChartYears) { self.series = series }

  private static let (columns, rows) = (360, 170)
  /// Where columns stand, and how high the highest is.
  private static let (base, height) = (146, 116)

  func write(_ language: Language, to page: inout Markup) {
    let points = series.points
    guard points.indices.contains(series.counted - 1) else { return }
    let last = points[series.counted - 1]
    let slot = min(56, Self.columns / max(1, points.count))
    page.line()
    page.element("figure") { page in
      let label = series.label[language]
      page.element(
        "svg",
        ["viewBox": "0 0 \(Self.columns) \(Self.rows)", "role": "img", "aria-label": label]
      ) { page in
        for (place, point) in points.enumerated() { bar(point, at: place, slot, to: &page) }
        line(at: String(Self.base), "base", across: slot * points.count, to: &page)
        if let top = top(of: series.goal) {
          line(at: top, "goal", across: slot * points.count, to: &page)
        }
        // Above the line, so that each can be read.
        for (place, point) in points.enumerated() { texts(point, at: place, slot, to: &page) }
      }
      let goal = series.goalText
      let caption =
        series.label
        + Words(
          ": by year, to \(last.day.text(.en)); the line is the target of \(goal)",
          "：各年末，最后一年至 \(last.day.text(.chinese))；横线为目标值 \(goal)")
        + (points[series.counted...].allSatisfy { $0.value.isUndefined }
          ? Words(".", "。")
          : Words(", in outline at the rate of the last twelve months.", "，虚框按近十二个月增速推算。"))
      page.element("figcaption", text: caption[language])
    }
  }

  private func bar(_ point: ChartYears.Point, at place: Int, _ slot: Int, to page: inout Markup) {
    guard let top = top(of: point.value), let height = height(of: point.value).text() else {
      return
    }
    page.element(
      "rect",
      [
        "x": "\(place * slot + 4)", "y": top, "width": "\(max(2, slot - 8))", "height": height,
        "class": place < series.counted ? "bar" : "ahead",
      ])
    page.line()
  }

  /// The number at the column's head, and its year; of the day itself month and day.
  private func texts(_ point: ChartYears.Point, at place: Int, _ slot: Int, to page: inout Markup) {
    let middle = String(place * slot + slot / 2)
    let isWide = slot >= 32
    // Where columns are narrow the first and the last have their numbers.
    let isEnd = [0, series.counted - 1, series.points.count - 1].contains(place)
    if let text = point.value.text(), isWide || isEnd,
      let above = (Exact(Int128(Self.base - 4)) - height(of: point.value)).text()
    {
      page.element("text", ["x": middle, "y": above, "class": "small"], text: text)
    }
    let (day, isYear) = (point.day, point.day.month == 12 && point.day.day == 31)
    let year = isWide ? String(day.year) : String(day.year % 100).zeroPadded(to: 2)
    page.element(
      "text", ["x": middle, "y": "\(Self.base + 16)", "class": "small"],
      text: isYear || !isWide ? year : String(day.text(.en).dropFirst(5)))
    page.line()
  }

  private func line(
    at place: String, _ name: String, across columns: Int, to page: inout Markup
  ) {
    page.element(
      "line", ["x1": "0", "x2": "\(columns)", "y1": place, "y2": place, "class": name])
  }

  /// n/a for what cannot be drawn from nought up.
  private func height(of value: Exact) -> Exact {
    let isDrawn = value.reaches(Exact(0)) && series.top.exceeds(Exact(0))
    return isDrawn ? value / series.top * Exact(Int128(Self.height)) : .undefined
  }

  private func top(of value: Exact) -> String? {
    (Exact(Int128(Self.base)) - height(of: value)).text()
  }
}
