import RegistryModel
import RegistryPlans
import TerminalCore

/// The columns of the targets in a window so wide: the gap always stands there, the further numbers as far as
/// there is room for them.
struct FigureColumns {
  /// A number behind the gap: its head, and what it is of a pace.
  struct Number {
    let head: Words
    let columns: Int
    let text: @Sendable (Told) -> String?
    var isBehind: @Sendable (Told) -> Bool = { _ in false }
  }

  /// What the numbers are taken from.
  struct Told {
    let figure: Figure
    let pace: Pace
    /// Over the years, the day itself last; none until they are counted.
    let years: [Exact]
    let glyphs: GlyphSet
    let language: Language
  }

  let isWide: Bool
  let label: Int
  let value: Int
  let target: Int
  let cells: Int
  let gap: Int
  let numbers: [Number]
  /// Where the first of the numbers begins.
  let start: Int

  /// - Parameter labels: what else stands in the column of the labels.
  init(_ columns: Int, labels: [Words], _ context: Context) {
    isWide = columns >= 76
    let longest =
      (context.summary.figures.map(\.target.label) + labels)
      .map { context.metrics.columns(of: context.say($0)) }.max() ?? 0
    let asked = context.summary.figures.compactMap { figure in
      figure.askedText.map { context.metrics.columns(of: $0 + figure.target.figureSign) }
    }
    value = isWide ? 6 : 7
    target = max(4, asked.max() ?? 0)
    gap = isWide ? 11 : 6
    // The sign of the cursor, the stroke before the target, and blanks between.
    let rest = { [value, target, gap, isWide] (cells: Int) in
      value + target + gap + (isWide ? cells + 3 : 0) + 6
    }
    let least = longest + rest(8) + (Self.numbers.first?.columns ?? 0) + 1
    cells = columns >= 120 ? 16 : least <= columns ? 8 : 6
    label = min(36, longest, columns - rest(cells))
    start = label + rest(cells)
    var (shown, end): ([Number], Int) = ([], start)
    for number in isWide ? Self.numbers : [] {
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
      head: Words("days", "天数"), columns: 6,
      text: { $0.pace.days($0.figure).map(signed) },
      isBehind: { ($0.pace.days($0.figure) ?? 0) < 0 }),
    Number(
      head: Words("needs", "须增"), columns: 7,
      text: { $0.pace.rateNeeded.textRoundedUp(places: 1).map(signed) }),
    Number(
      head: Words("met at rate", "照此达标"), columns: 12,
      text: { told in
        switch told.pace.projected {
        case .on(let day)?: day.text(told.language)
        case .after2200?: Projection.after2200.words[told.language]
        case nil: nil
        }
      }),
  ]

  /// How many years a sparkline shows.
  private static let sparks = 6

  private static func signed(_ number: Int) -> String { number > 0 ? "+\(number)" : "\(number)" }
  private static func signed(_ number: String) -> String {
    number.first == "-" || number == "0.0" ? number : "+" + number
  }
}

// Its rows.
extension OverviewScreen {
  /// The plan by its title; where that has no room, its years come first.
  private func title(columns: Int, _ context: Context) -> String {
    guard let plan = context.plan else { return context.say("No plan", "未设规划") }
    let title = context.say(plan.title)
    return context.metrics.columns(of: title) <= columns ? title : "\(plan.id): \(title)"
  }

  /// The rule above the targets, which has the heads of their numbers.
  func drawTop(
    _ room: FigureColumns, on canvas: inout Canvas, above body: inout Area, _ context: Context
  ) {
    let row = body.line(0)
    Divider(
      title: title(columns: (room.numbers.isEmpty ? body.columns : room.start) - 6, context),
      right: room.numbers.isEmpty
        ? context.plan.map {
          context.say("to \($0.end.text(.en))", "至 \($0.end.text(.chinese))")
        } ?? "" : ""
    ).draw(on: &canvas, above: &body)
    var column = room.start
    for number in room.numbers {
      let head = " \(context.say(number.head))"
      let width = canvas.metrics.columns(of: head)
      canvas.put(head, in: row, column: column + number.columns - width, style: Theme.label)
      if column + number.columns < row.columns {
        canvas.put(" ", in: row, column: column + number.columns)
      }
      column += number.columns + 1
    }
  }

  /// A label, its number flush with the values above.
  func add(_ label: String, _ count: Int?, _ room: FigureColumns, to line: inout StyledLine) {
    line.add(label, columns: room.label)
    line.add(count.map(Digits.grouped) ?? "", columns: room.value, .right)
  }

  /// `城市社区平均社区社会组织数    8.7 / 10 [######>|....] 差812个   -40   +0.5`
  func add(
    _ place: Int, _ room: FigureColumns, to line: inout StyledLine, _ glyphs: GlyphSet,
    _ context: Context
  ) {
    let figure = context.summary.figures[place]
    line.add(context.say(figure.target.label), columns: room.label)
    if figure.target.notRecorded != nil {
      return line.add(context.say("not recorded", "无记录"), Theme.label)
    }
    let unit = figure.target.figureSign
    line.add(figure.text.map { $0 + unit } ?? "--", columns: room.value, .right)
    guard let asked = figure.askedText else { return }
    line.add("/ ", Theme.label)
    line.add("\(asked)\(unit)", columns: room.target)
    guard
      let gauge = context.gauges.gauges.first(where: { $0.figure.target.id == figure.target.id })
    else { return }
    if room.isWide {
      line.add(GaugeBar(gauge, cells: room.cells).text(glyphs), Theme.bar, columns: room.cells + 2)
    }
    line.add(
      context.say(room.isWide ? gauge.gap : gauge.shortGap), gauge.gapStyle, columns: room.gap)
    line.move(to: room.start)
    let told = FigureColumns.Told(
      figure: figure, pace: context.summary.paces[place],
      years: counted?.trend.values(figure.target.id) ?? [], glyphs: glyphs,
      language: context.language)
    for number in room.numbers {
      line.add(
        number.text(told) ?? "", number.isBehind(told) ? Theme.warning : .plain,
        columns: number.columns, .right)
    }
  }
}
