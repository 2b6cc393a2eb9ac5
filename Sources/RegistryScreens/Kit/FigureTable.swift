import RegistryModel
import RegistryPlans
import TerminalCore

/// A plan's targets in rows: value, target, gauge and what is missing, which always stand there, and further numbers
/// as far as there is room for them.
struct FigureTable {
  /// A number behind the gap: its head, and what it is of a target.
  private struct Number {
    let head: Words
    let columns: Int
    let text: @Sendable (Told) -> String?
    var isBehind: @Sendable (Told) -> Bool = { _ in false }
  }

  /// What the numbers are taken from.
  private struct Told {
    let figure: Figure
    let pace: Pace
    /// Over the years, the day itself last; none until they are counted.
    let years: [Exact]
    let glyphs: GlyphSet
    let language: Language
  }

  private let figures: [Figure]
  private let paces: [Pace]
  private let years: [[Exact]]
  private let context: Context
  private let isWide: Bool
  private let label: Int
  private let value: Int
  private let target: Int
  private let cells: Int
  private let gap: Int
  private let numbers: [Number]
  /// Where the first of the numbers begins.
  private let start: Int

  /// The district's figures.
  ///
  /// - Parameters:
  ///   - trend: nil until it is counted.
  ///   - labels: what else stands in the column of the labels.
  init(_ columns: Int, trend: Trend?, labels: [Words] = [], _ context: Context) {
    let figures = context.summary.figures
    self.init(
      figures, context.summary.paces, years: figures.map { trend?.values($0.target.id) ?? [] },
      columns, labels: labels, context)
  }

  /// - Parameter years: by target, as the figures; nil: no years are shown.
  init(
    _ figures: [Figure], _ paces: [Pace], years: [[Exact]]?, _ columns: Int, labels: [Words] = [],
    _ context: Context
  ) {
    (self.figures, self.paces, self.context) = (figures, paces, context)
    self.years = years ?? figures.map { _ in [] }
    isWide = columns >= 76
    let metrics = context.metrics
    let widest = { (texts: [String]) in texts.map { metrics.columns(of: $0) }.max() ?? 0 }
    let longest = widest((figures.map(\.target.label) + labels).map(context.say))
    value = max(isWide ? 6 : 7, widest(figures.map(Self.value)))
    target = max(4, widest(figures.compactMap { $0.askedText.map { $0 + "%" } }))
    gap = isWide ? 11 : 6
    // The sign of the cursor, the stroke before the target, and blanks between.
    let rest = { [value, target, gap, isWide] (cells: Int) in
      value + target + gap + (isWide ? cells + 3 : 0) + 7
    }
    let least = longest + rest(8) + (Self.numbers.first?.columns ?? 0)
    cells = columns >= 120 ? 16 : least <= columns ? 8 : 6
    label = min(36, longest, columns - rest(cells))
    start = label + rest(cells)
    var (shown, end): ([Number], Int) = ([], start)
    for number in isWide ? Self.numbers.dropFirst(years == nil ? 1 : 0) : [] {
      guard end + number.columns <= columns else { break }
      shown.append(number)
      end += number.columns + 1
    }
    numbers = shown
  }

  /// The most telling first.
  private static let numbers = [
    Number(
      head: Words("years", "历年"), columns: sparks,
      text: { Sparkline($0.years, cells: sparks).text($0.glyphs) }),
    Number(
      head: Words("a year", "年增"), columns: 6, text: { $0.pace.rate.text().map(signed) }),
    Number(
      head: Words("days", "天数"), columns: 5,
      text: { $0.pace.days($0.figure).map(signed) },
      isBehind: { ($0.pace.days($0.figure) ?? 0) < 0 }),
    Number(
      head: Words("needs", "须增"), columns: 6,
      text: { $0.pace.rateNeeded.textRoundedUp(places: 1).map(signed) }),
    Number(
      head: Words("met at rate", "照此达标"), columns: 13,
      text: { $0.pace.arrival($0.figure)?[$0.language] }),
  ]

  /// How many years a sparkline shows.
  private static let sparks = 6

  private static func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }
  private static func signed(_ number: String) -> String {
    number.first == "-" || number == "0.0" ? number : "+" + number
  }

  private static func value(_ figure: Figure) -> String {
    figure.text.map { $0 + figure.target.figureSign } ?? "--"
  }

  /// The rule above the targets, which has the heads of their numbers.
  ///
  /// - Parameters:
  ///   - title: in so many columns.
  ///   - right: at its end, where no heads are.
  func drawTop(
    title: (Int) -> String, right: String, isFocused: Bool = false, on canvas: inout Canvas,
    above body: inout Area
  ) {
    let row = body.line(0)
    Divider(
      title: title((numbers.isEmpty ? body.columns : start) - 6),
      right: numbers.isEmpty ? right : "", isFocused: isFocused
    ).draw(on: &canvas, above: &body)
    var column = start
    for number in numbers {
      let head = " " + context.say(number.head)
      let width = canvas.metrics.columns(of: head)
      canvas.put(head, in: row, column: column + number.columns - width, style: Theme.label)
      if column + number.columns < row.columns {
        canvas.put(" ", in: row, column: column + number.columns)
      }
      column += number.columns + 1
    }
  }

  /// A label, its number flush with the values.
  func add(_ label: String, _ count: String, to line: inout StyledLine) {
    line.add(label, columns: self.label)
    line.add(count, columns: value, .right)
  }

  /// `城市社区平均社区社会组织数    8.7 / 10 [######>|....] 差812个   -40   +0.5`
  func add(_ place: Int, to line: inout StyledLine, _ glyphs: GlyphSet) {
    let (figure, pace) = (figures[place], paces[place])
    if figure.target.notRecorded != nil {
      line.add(context.say(figure.target.label), columns: label)
      return line.add(context.say("not recorded", "无记录"), Theme.label)
    }
    add(context.say(figure.target.label), Self.value(figure), to: &line)
    guard let asked = figure.askedText else { return }
    line.add("/ ", Theme.label)
    line.add(asked + figure.target.figureSign, columns: target)
    let gauge = Gauge(figure, mark: pace.mark)
    if isWide {
      line.add(GaugeBar(gauge, cells: cells).text(glyphs), Theme.bar, columns: cells + 2)
    }
    line.add(context.say(isWide ? gauge.gap : gauge.shortGap), gauge.gapStyle, columns: gap)
    line.move(to: start)
    let told = Told(
      figure: figure, pace: pace, years: years[place], glyphs: glyphs, language: context.language)
    for number in numbers {
      line.add(
        number.text(told) ?? "", number.isBehind(told) ? Theme.warning : .plain,
        columns: number.columns, .right)
    }
  }
}

extension Plan {
  /// Its title; where that has no room, its years first.
  func title(columns: Int, _ context: Context) -> String {
    let title = context.say(title)
    return context.metrics.columns(of: title) <= columns ? title : "\(id): \(title)"
  }
}
