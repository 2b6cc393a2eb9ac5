import Glibc
import RegistryModel
import RegistrySearch
import RegistryTestSupport
import TerminalCore

/// Keys on the screens, in process: update, draw, and what would be written to the terminal.
struct ScreenBench {
  let district: SampleDistrict
  /// Made ready, as the program does behind its first screen.
  private let search = SearchMemo.reading()

  init(district: SampleDistrict) {
    self.district = district
    search.prepare(district.registry)
  }

  func lines() -> [Line] {
    [
      line(
        "key to repaint, lists, p99", moves(), goal: 8),
      line("key to repaint, typing a filter, p99", typing("3", "社区邻里互助"), goal: 8),
      line("search, a key typed, p99", typing("/", "社区邻里互助"), goal: 3),
    ]
  }

  private func line(_ name: String, _ times: Times, goal: Double) -> Line {
    Line(
      name: name, figure: times.p99, unit: "ms",
      yardstick: ("one empty screen drawn in full, p99", emptyScreen().p99),
      goal: ("<= \(goal.short) ms", times.p99 <= goal))
  }

  /// Each list: down, down a page, to both ends.
  private func moves() -> Times {
    var times = Times()
    let keys =
      [Key](repeating: .down, count: 60) + [Key](repeating: .pageDown, count: 20) + [.end, .home]
    for area in ["2", "3", "4"] { run([Key].typing(area), keys, &times) }
    return times
  }

  /// Typed on a fresh screen, again and again.
  private func typing(_ opening: String, _ text: String) -> Times {
    var times = Times()
    for _ in 0..<10 { run(.typing(opening), .typing(text), &times) }
    return times
  }

  private func run(_ opening: [Key], _ keys: [Key], _ times: inout Times) {
    var robot = Robot(district.registry, plan: district.plan, search: search)
    robot.press(opening)
    var shown = robot.canvas
    for key in keys {
      times.measure {
        robot.press(key)
        let canvas = robot.canvas
        _ = CanvasDiff(from: shown, to: canvas)
        shown = canvas
      }
    }
  }

  private func emptyScreen() -> Times {
    var times = Times()
    let shown = Robot(RegistryState(), plan: nil).canvas
    for _ in 0..<100 {
      times.measure {
        var canvas = Canvas(rows: shown.rows, columns: shown.columns, glyphs: .unicode)
        let text = String(repeating: "x", count: shown.columns)
        for row in 0..<canvas.rows { canvas.put(text, row: row, column: 0) }
        _ = CanvasDiff(from: shown, to: canvas)
      }
    }
    return times
  }
}
