import RegistryModel
import RegistryPlans
import TerminalCore

/// The columns of a table of towns, as many as there is room for: the name, the values of a target at the end of
/// each year and now, what is missing, and what is missing to further targets.
struct TownColumns {
  private let name: Int
  /// Past points of the trend that are shown, by place.
  private let years: [Int]
  private let value: Int
  private let short: Int
  /// Further targets by place in the plan, each with the width of its column.
  private let others: [(place: Int, width: Int)]
  private let figure: Int
  private let trend: Trend?

  init(_ columns: Int, _ towns: [Town], _ figure: Int, _ trend: Trend?, _ context: Context) {
    (self.figure, self.trend) = (figure, trend)
    let metrics = context.metrics
    let widest = towns.map { metrics.columns(of: $0.title) }.max() ?? 0
    // A year has its place above, also where no town has a value.
    value = 2 + max(3, towns.map { Self.text($0.figures[figure]).count }.max() ?? 0)
    short = 6
    let wanted = min(max(widest, 6), 20)
    // The name keeps as much as most need; then now and what is missing, two years, another target, the rest of the
    // name, more years.
    var room = columns - 3 - min(wanted, 12) - value - short
    let past = (trend?.points.count ?? 1) - 1
    var count = min(past, 2, max(0, room / value))
    room -= count * value
    var others: [(place: Int, width: Int)] = []
    let gauges = context.gauges.gauges.map(\.figure.target)
    let scope = context.plan?.targets[figure].scope
    for target in gauges {
      guard let place = context.plan?.targets.firstIndex(where: { $0.id == target.id }),
        place != figure, target.isOfTowns, target.scope == .all || target.scope == scope
      else { continue }
      let width = max(5, metrics.columns(of: context.say(Gauge(target).name))) + 2
      guard width <= min(room, 14) else { continue }
      others.append((place, width))
      room -= width
      if others.count == (columns >= 70 ? 3 : 1) { break }
    }
    name = min(wanted, min(wanted, 12) + max(0, room))
    room -= name - min(wanted, 12)
    count += max(0, min(past - count, room / value))
    self.others = others
    years = trend.map { Array($0.points.indices.dropLast().suffix(count)) } ?? []
  }

  private static func text(_ figure: Figure) -> String {
    figure.text.map { $0 + figure.target.figureSign } ?? "--"
  }

  /// Into the rule above the rows.
  func drawHeads(on canvas: inout Canvas, in row: Area, _ context: Context) {
    var column = 1 + name
    let put = { (canvas: inout Canvas, head: String, width: Int, column: inout Int) in
      let text = context.metrics.padded(head, to: width, alignment: .right)
      canvas.put(text, in: row, column: column, style: Theme.label)
      column += width
    }
    for year in years {
      let day = trend?.points[year].day
      put(&canvas, day.map { String($0.year) } ?? "", value, &column)
    }
    put(
      &canvas, context.otherDay == nil ? context.say("now", "今日") : context.say("then", "当日"),
      value, &column)
    put(&canvas, context.say("short", "差"), short, &column)
    for other in others {
      let target = context.plan?.targets[other.place]
      put(&canvas, target.map { context.say(Gauge($0).name) } ?? "", other.width, &column)
    }
    canvas.put(" ", in: row, column: column)
  }

  /// One town.
  func add(_ town: Town, to line: inout StyledLine, _ context: Context) {
    let own = town.figures[figure]
    line.add(town.title, columns: name)
    line.move(to: 1 + name)
    let values = trend?.values(own.target.id, of: town.code) ?? []
    let right = { (text: String, style: Style, width: Int, line: inout StyledLine) in
      let start = line.columns
      line.move(to: start + width - context.metrics.columns(of: text))
      line.add(text, style)
      line.move(to: start + width)
    }
    for year in years {
      let then = values.indices.contains(year) ? values[year] : .undefined
      let text = then.text().map { $0 + own.target.figureSign } ?? ""
      let mark = trend?.points[year].marks[figure] ?? .undefined
      right(text, ink(of: then, mark, own.target), value, &line)
    }
    right(
      Self.text(own), ink(of: own.value, context.summary.paces[figure].mark, own.target), value,
      &line)
    right(Self.missing(own, context), own.isMet == true ? Theme.good : Theme.missing, short, &line)
    for other in others {
      let figure = town.figures[other.place]
      // Signed: below its name the bare number would be taken for how many there are.
      let gap = figure.isMet == nil ? "--" : context.say(Gauge(figure, mark: .undefined).shortGap)
      right(gap, figure.isMet == true ? Theme.good : .plain, other.width, &line)
    }
  }

  /// A heat of two inks: it has what is asked, or less than the plan says for its day.
  private func ink(of value: Exact, _ mark: Exact, _ target: Target) -> Style {
    guard let bound = target.figureBound, !value.isUndefined else { return .plain }
    if bound.isMet(by: value) { return Theme.good }
    return mark.exceeds(value) ? Theme.warning : .plain
  }

  /// `39`; met, or not known.
  private static func missing(_ figure: Figure, _ context: Context) -> String {
    guard let isMet = figure.isMet, let shortfall = figure.shortfall else { return "--" }
    return isMet ? context.say("met", "达标") : "\(shortfall)"
  }
}
