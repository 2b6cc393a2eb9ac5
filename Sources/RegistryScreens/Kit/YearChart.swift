import RegistryModel
import RegistryPlans
import TerminalCore

/// Columns by year from nought up, the number at each one's foot; the target as a line across, the years to come as
/// dots.
struct YearChart {
  private let series: Series
  private let context: Context

  init(_ series: Series, _ context: Context) { (self.series, self.context) = (series, context) }

  /// Rows below the columns: the years, and the numbers.
  private static let foot = 2
  /// Fewer rows of columns tell nothing.
  static let leastRows = 3 + foot

  func draw(on canvas: inout Canvas, in area: Area) {
    let points = series.points
    let goal = series.target.figureBound.map { "\($0.number)" } ?? ""
    let axis = canvas.metrics.columns(of: goal) + 1
    let room = area.columns - axis - 1
    let slot = points.isEmpty ? 0 : min(8, room / points.count)
    let rows = area.rows - Self.foot
    guard slot >= 3, rows > 0 else { return }
    let (borders, signs) = (canvas.borders, canvas.glyphs.gauge)
    for row in 0..<rows {
      canvas.put(borders.vertical, in: area, row: row, column: axis, style: Theme.frame)
    }
    canvas.put(borders.bottomLeft, in: area, row: rows, column: axis, style: Theme.frame)
    canvas.put(
      String(repeating: borders.horizontal, count: slot * points.count), in: area, row: rows,
      column: axis + 1, style: Theme.frame)
    if let place = row(of: series.goal, in: rows) {
      canvas.put(goal, in: area, row: place, column: axis - canvas.metrics.columns(of: goal) - 1)
      let dashes = String(repeating: borders.horizontal + " ", count: slot * points.count / 2)
      canvas.put(dashes, in: area, row: place, column: axis + 1, style: Theme.label)
    }
    for (place, point) in points.enumerated() {
      let column = axis + 1 + place * slot
      if place < series.counted.count {
        draw(point.value, rows, width: max(2, slot - 2), signs, on: &canvas, in: area, column + 1)
      } else if let row = row(of: point.value, in: rows) {
        canvas.put("o", in: area, row: row, column: column + slot / 2, style: Theme.label)
      }
      put(year(of: place), row: rows, slot, on: &canvas, in: area, column)
      put(number(point.value, slot), row: rows + 1, slot, on: &canvas, in: area, column)
    }
  }

  /// A column up to its value, the cell at its head as full as it is.
  private func draw(
    _ value: Exact, _ rows: Int, width: Int, _ signs: GaugeSet, on canvas: inout Canvas,
    in area: Area, _ column: Int
  ) {
    let steps = Int128(signs.levels.count)
    let height = (value / series.top * Exact(Int128(rows) * steps)).floor ?? 0
    for row in 0..<rows {
      let filled = min(signs.levels.count, height - row * signs.levels.count)
      guard filled > 0 else { break }
      let sign = filled == signs.levels.count ? signs.full : signs.levels[filled - 1]
      canvas.put(
        String(repeating: sign, count: width), in: area, row: rows - 1 - row, column: column,
        style: Theme.bar)
    }
  }

  /// The row in which a value lies, from the top.
  private func row(of value: Exact, in rows: Int) -> Int? {
    guard let top = (value / series.top * Exact(Int128(rows))).ceiling, top > 0 else { return nil }
    return rows - min(rows, top)
  }

  /// `23`; of the day that is shown `now`.
  private func year(of place: Int) -> String {
    let point = series.points[place]
    guard place == series.counted.count - 1 else {
      return String(point.day.year % 100).zeroPadded(to: 2)
    }
    return context.otherDay == nil
      ? context.say("now", "今") : String(point.day.year % 100).zeroPadded(to: 2)
  }

  private func number(_ value: Exact, _ slot: Int) -> String {
    guard let text = value.text() else { return "" }
    let whole = text + series.target.figureSign
    // A blank between two numbers.
    return [whole, text, text.split(separator: ".").first.map(String.init) ?? ""].first {
      $0.count < slot
    } ?? ""
  }

  /// Centred in its slot.
  private func put(
    _ text: String, row: Int, _ slot: Int, on canvas: inout Canvas, in area: Area, _ column: Int
  ) {
    let width = canvas.metrics.columns(of: text)
    canvas.put(text, in: area, row: row, column: column + max(0, slot - width) / 2)
  }
}
