import RegistryModel
import RegistryPlans
import TerminalCore

/// The line that always says how far the district is: urban, rural, workers, then what fits.
struct GaugeLine {
  private let context: Context

  init(_ context: Context) {
    self.context = context
  }

  func draw(on canvas: inout Canvas, row: Int) {
    let gauges = context.gauges.gauges
    guard !gauges.isEmpty else {
      canvas.put(
        context.say(
          "No plan is set: sanshe edit office plans=2021-2025",
          "未设规划: sanshe edit office plans=2021-2025"),
        row: row, column: 1, style: Theme.label, columns: canvas.columns - 2)
      return
    }
    let room = canvas.columns - 2
    // Eight cells, six where that is too long, none in a small window; further targets as they fit.
    let first = gauges.filter { $0.part != .other }
    let layouts: [(cells: Int, workers: Int)] =
      canvas.columns < 80 ? [(0, 0)] : [(8, 8), (8, 0), (6, 0), (0, 0)]
    var line = ""
    for layout in layouts {
      line = first.map {
        text($0, cells: $0.part == .workers ? layout.workers : layout.cells, canvas.glyphs)
      }
      .joined(separator: " ")
      if canvas.metrics.columns(of: line) <= room { break }
    }
    for gauge in gauges where gauge.part == .other {
      let next = (line.isEmpty ? "" : line + "  ") + text(gauge, cells: 0, canvas.glyphs)
      if canvas.metrics.columns(of: next) <= room { line = next }
    }
    canvas.put(canvas.metrics.truncated(line, to: room), row: row, column: 1)
  }

  private func text(_ gauge: Gauge, cells: Int, _ glyphs: GlyphSet) -> String {
    let figure = gauge.figure
    let value = figure.text ?? "--"
    let name =
      switch gauge.part {
      case .urban: Words("Urban", "城市")
      case .rural: Words("Rural", "农村")
      case .workers: Words("Workers", figure.target.workers.name.chinese)
      case .other: figure.target.label
      }
    let target = figure.target.isShare ? "%" : figure.boundText.map { "/\($0)" } ?? ""
    let bar = cells > 0 ? GaugeBar(gauge, cells: cells).text(glyphs) : " "
    let gap = context.columns < 80 ? gauge.shortGap : gauge.gap
    let space = gauge.part == .other ? Words(same: " ") : Words(" ", "")
    return context.say((figure.target.short ?? name) + space) + value + target + bar
      + context.say(gap)
  }
}

extension Target {
  /// What its figure is over, so many of them: `urban communities`. In Chinese without the side of town
  /// and country, which `side` has.
  func counted(_ count: Int) -> Words {
    isOfOrganizations
      ? Words(count == 1 ? "organization" : "organizations", "组织")
      : Words(side.en + (count == 1 ? "community" : "communities"), "社区")
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
