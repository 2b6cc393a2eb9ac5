import RegistryModel
import RegistryPlans
import TerminalCore

/// The line that always says how far the district is, in the plan's order: organizations, workers, and of the
/// further targets those of which least is done, as far as there is room.
struct GaugeLine {
  private let context: Context

  init(_ context: Context) {
    self.context = context
  }

  func draw(on canvas: inout Canvas, row: Int) {
    let gauges = context.gauges.gauges
    guard !gauges.isEmpty else {
      // One that is named and not there is told of when the program opens.
      let isNamed = context.registry.office.plans?.isEmpty == false
      canvas.put(
        isNamed
          ? context.say(
            "The office's plan cannot be read: sanshe plans", "无法读取本单位所设规划: sanshe plans")
          : context.say(
            "No plan is set: sanshe edit office plans=2021-2025",
            "未设规划: sanshe edit office plans=2021-2025"),
        row: row, column: 1, style: Theme.label, columns: canvas.columns - 2)
      return
    }
    let room = Area(row: row, column: 1, rows: 1, columns: canvas.columns - 2)
    // As many cells as there is room for, none in a small window.
    let layouts: [(urban: Int, workers: Int)] =
      canvas.columns < 80 ? [(0, 0)] : [(8, 8), (6, 6), (8, 0), (6, 0), (4, 0), (0, 0)]
    let day = day(canvas.metrics)
    let lines = gauges.map { line($0, cells: 0, canvas.glyphs) }
    var isShown = gauges.map { $0.part != .other }
    let cells = { (gauge: Gauge, layout: (urban: Int, workers: Int)) in
      switch gauge.part {
      case .workers: layout.workers
      case .other: 0
      case .urban, .rural: layout.urban
      }
    }
    let width = { (layout: (urban: Int, workers: Int)) in
      gauges.indices.filter { isShown[$0] }.reduce(day.columns) { width, place in
        let bar = cells(gauges[place], layout)
        return width + (width > 0 ? Self.gap : 0) + lines[place].columns
          + (bar > 0 ? bar + Self.besideBar : 0)
      }
    }
    let layout = layouts.first { width($0) <= room.columns } ?? (0, 0)
    // Further targets as they fit, those of which least is done before others.
    let further = gauges.indices.filter { !isShown[$0] }
      .sorted { gauges[$1].done.exceeds(gauges[$0].done) }
    for place in further {
      isShown[place] = true
      if width(layout) > room.columns { isShown[place] = false }
    }
    var all = day
    for (place, gauge) in gauges.enumerated() where isShown[place] {
      if all.columns > 0 { all.move(to: all.columns + Self.gap) }
      let bar = cells(gauge, layout)
      all.add(bar > 0 ? line(gauge, cells: bar, canvas.glyphs) : lines[place])
    }
    canvas.put(all, in: room)
  }

  /// Between two gauges.
  private static let gap = 2
  /// The brackets of a bar, and the blank behind it.
  private static let besideBar = 3

  /// Another day than today is said first: its figures are not today's.
  private func day(_ metrics: TextMetrics) -> StyledLine {
    guard let day = context.otherDay, context.columns >= 80 else { return StyledLine(metrics) }
    return StyledLine(context.say(day), Theme.warning, metrics)
  }

  /// `Urban 8.2/10 [####|.] -82`
  private func line(_ gauge: Gauge, cells: Int, _ glyphs: GlyphSet) -> StyledLine {
    let figure = gauge.figure
    let target = figure.target.isShare ? "%" : figure.boundText.map { "/\($0)" } ?? ""
    var line = StyledLine(context.say(gauge.name + Words(same: " ")), Theme.label, glyphs.metrics)
    line.add("\(figure.text ?? "--")\(target) ")
    if cells > 0 { line.add(GaugeBar(gauge, cells: cells).text(glyphs) + " ", Theme.bar) }
    line.add(context.say(context.columns < 80 ? gauge.shortGap : gauge.gap), gauge.gapStyle)
    return line
  }
}

extension Target {
  /// What its figure is over, so many of them: `urban communities`. In Chinese without the side of town
  /// and country, which `side` has.
  func counted(_ count: Int) -> Words {
    let isOne = count == 1
    return switch subject {
    case .communities: Words(side.en + (isOne ? "community" : "communities"), "社区")
    case .organizations: Words(isOne ? "organization" : "organizations", "组织")
    case .workers: Words(isOne ? "worker" : "workers", "社工")
    case .needs: Words(isOne ? "need" : "needs", "需求")
    case .towns: Words(isOne ? "town" : "towns", "街镇")
    case .money: Words("yuan", "元")
    }
  }

  /// `urban `; empty if it is about all.
  var side: Words {
    switch scope {
    case .urban: Words("urban ", "城市")
    case .rural: Words("rural ", "农村")
    case .all: Words("", "")
    }
  }
}

extension Gauge {
  /// The gap as a bare number, for small windows.
  var shortGap: Words {
    guard figure.isMet == false, let shortfall = figure.shortfall else { return gap }
    return Words("-\(shortfall)", "差\(shortfall)")
  }

  var gap: Words { figure.gap }

  /// What it is called where there is little room.
  var name: Words {
    if let short = figure.target.short { return short }
    return switch part {
    case .urban: Words("Urban", "城市")
    case .rural: Words("Rural", "农村")
    case .workers: Words("Workers", figure.target.workers.name.chinese)
    case .other: figure.target.label
    }
  }

  /// What is missing stands out, the more where the plan says that it should be less by now.
  var gapStyle: Style {
    switch figure.isMet {
    case true?: Theme.good
    case false?: isBehind ? Theme.behind : Theme.missing
    case nil: .plain
    }
  }
}

extension Figure {
  /// What is missing to the target, in a word: `差812个`, `23 without`, `12 to go`, `met`.
  var gap: Words {
    guard let isMet, let shortfall else { return Words("n/a", "无数据") }
    if isMet { return Words("met", "达标") }
    let counter = target.measure == .organizations ? "个" : ""
    guard target.isShare else { return Words("-\(shortfall)", "差\(shortfall)\(counter)") }
    // Where not all are asked for, fewer are missing than are without.
    return shortfall == tally[.without]
      ? Words("\(shortfall) without", "缺\(shortfall)个" + target.counted(1).chinese)
      : Words("\(shortfall) to go", "还差\(shortfall)个")
  }
}
