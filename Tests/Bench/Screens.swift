import Glibc
import RegistryDemo
import RegistryModel
import RegistryPlans
import RegistryScreens
import RegistrySearch
import RegistryStore
import RegistryTestSupport
import SystemPackage
import TerminalCore

/// Keys on the screens, in process: update, draw, and what would be written to the terminal.
struct ScreenBench {
  private let registry: RegistryState
  private let plan: Plan
  /// Made ready, as the program does behind its first screen.
  private let search = SearchMemo.reading()

  private let size: DemoSize

  init(_ root: FilePath, _ size: DemoSize) throws {
    self.size = size
    registry = try RegistryDirectory(root, .reading, account: "bench").load().state
    registry.prepareIndexes()
    search.prepare(registry)
    plan = try SampleDistrict.small.get().plan
  }

  func lines() throws -> [Line] {
    [
      line("key to repaint, lists, p99", moves(), goal: 8),
      line("key to repaint, Overview and plan, p99", figures(), goal: 8),
      line("key to repaint, typing a filter, p99", typing("3", "社区邻里互助"), goal: 8),
      line("F3, a key typed, p99", finding(), goal: size == .city ? 16 : 3),
      line("a colleague's save on a filtered list, p99", try refreshes("互助"), goal: 8),
      line("a colleague's save on a sorted list, p99", try refreshes(nil), goal: 8),
      line("F7 sorts a list, p50", sorting(), goal: 8),
    ]
  }

  /// What a list has to do when the figures of another clerk's save come with the records.
  private func refreshes(_ filter: String?) throws -> Times {
    var times = Times()
    var robot = Robot(registry, plan: plan, search: search)
    robot.press(.typing("3"))
    if let filter { robot.type(filter) } else { robot.sort(2) }
    var counted = Counted(
      registry, plan: plan, on: robot.clock.today, today: robot.clock.today)
    var state = registry
    for number in 1...40 {
      guard let stored = state.organizations[number * 100] else { continue }
      let note = JSON.string("note \(number)")
      let before = stored.record.note.map(JSON.string) ?? .null
      let set = ChangeSet([Change(stored.id, [Setting("note", before: before, after: note)])])
      try state.apply(
        Commit(seq: state.seq + 1, at: Instant(seconds: 0), by: "liqiang", set: set))
      counted = counted.moved(to: state)
      search.prepare(state)
      times.measure {
        robot.show(counted)
        _ = robot.canvas
      }
    }
    return times
  }

  private func sorting() -> Times {
    var times = Times()
    for _ in 0..<5 { run([Key].typing("3") + [.function(7)], .typing("2"), &times) }
    return times
  }

  private func line(_ name: String, _ times: Times, goal: Double) -> Line {
    let figure = name.hasSuffix("p50") ? times.p50 : times.p99
    return Line(
      name: name, figure: figure, unit: "ms",
      yardstick: ("one empty screen drawn in full, p99", emptyScreen().p99),
      goal: ("<= \(goal.short) ms", figure <= goal))
  }

  /// Each list: down, down a page, to both ends.
  private func moves() -> Times {
    var times = Times()
    let keys =
      [Key](repeating: .down, count: 60) + [Key](repeating: .pageDown, count: 20) + [.end, .home]
    for area in ["2", "3", "4"] { run([Key].typing(area), keys, &times) }
    return times
  }

  /// The panels beside the targets, all of them there: the towns, what is due, the communities, the chart.
  private func figures() -> Times {
    var times = Times()
    let keys = [Key](repeating: .down, count: 6) + [.tab] + [Key](repeating: .down, count: 20)
    for area in ["1", "7"] {
      run(.typing(area), keys + [.tab] + keys, rows: 40, columns: 120, &times)
    }
    return times
  }

  /// Typed on a fresh screen, again and again.
  private func typing(_ opening: String, _ text: String) -> Times {
    var times = Times()
    for _ in 0..<10 { run(.typing(opening), .typing(text), &times) }
    return times
  }

  /// Chinese, initials, full pinyin, the end of a number, a command, and down through what was found.
  private func finding() -> Times {
    var times = Times()
    for text in ["社区邻里互助", "sqllhz", "shequlinli", "#0021", ">baocun"] {
      for _ in 0..<5 { run(.typing("/"), .typing(text) + [.down, .down, .pageDown], &times) }
    }
    return times
  }

  private func run(
    _ opening: [Key], _ keys: [Key], rows: Int = 24, columns: Int = 80, _ times: inout Times
  ) {
    var robot = Robot(registry, plan: plan, rows: rows, columns: columns, search: search)
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
