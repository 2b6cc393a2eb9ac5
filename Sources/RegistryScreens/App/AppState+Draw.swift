import RegistryModel
import TerminalCore

// The frame around every screen: title, body, message, gauge line, key hints.
extension AppState {
  /// Draws everything on an empty canvas of the terminal's size.
  public func draw(on canvas: inout Canvas) {
    guard !window.isTooSmall else { return drawTooSmall(on: &canvas) }
    let context = context
    drawTitle(on: &canvas, context)
    let body = Area(row: 1, column: 0, rows: canvas.rows - 4, columns: canvas.columns)
    for (place, screen) in screens[page...].enumerated() {
      if place > 0 {
        canvas.cursor = nil
        canvas.clearNote()
      }
      screen.draw(on: &canvas, in: body, context)
    }
    if let message {
      canvas.clearNote()
      MessageLine(message, context).draw(on: &canvas, row: canvas.rows - 3)
    }
    GaugeLine(context).draw(on: &canvas, row: canvas.rows - 2)
    drawHints(on: &canvas, context)
  }

  /// The place of the screen that is drawn as a whole: boxes above it leave it in sight.
  var page: Int {
    let context = context
    return screens.lastIndex { $0.fillsBody(context) } ?? 0
  }

  private func drawTooSmall(on canvas: inout Canvas) {
    let least = Window.least
    let words = Words(
      "need \(least.columns)x\(least.rows), have \(canvas.columns)x\(canvas.rows)",
      "窗口需 \(least.columns)x\(least.rows)，现为 \(canvas.columns)x\(canvas.rows)")
    canvas.put(words[session.language], row: 0, column: 0)
    if window.ignored > 0 {
      let words = Words(
        "\(window.ignoredKeys) ignored; the form is unchanged", "已忽略 \(window.ignored) 次按键，已填内容不变")
      canvas.put(words[session.language], row: canvas.rows > 1 ? 1 : 0, column: 0)
    }
    canvas.cursor = Position(row: 0, column: 0)
  }

  private func drawTitle(on canvas: inout Canvas, _ context: Context) {
    let right = titleRight(context, in: canvas.columns, canvas.metrics)
    let start = canvas.columns - right.columns - 1
    let room = start - 2
    canvas.put(
      breadcrumb(context, columns: room, canvas.metrics),
      in: Area(row: 0, column: 1, rows: 1, columns: room))
    canvas.put(right, in: Area(row: 0, column: start, rows: 1, columns: right.columns))
  }

  /// Where the clerk is, `Sanshe > area > record > act`, and not the way they came.
  private func crumbs(_ context: Context) -> [String] {
    [context.say("Sanshe", "三社")] + path(to: screens.count - 1, context)
  }

  private func path(to place: Int, _ context: Context) -> [String] {
    guard place >= 0 else { return [] }
    let screen = screens[place]
    guard let crumb = screen.crumb(context) else { return path(to: place - 1, context) }
    if place == 0 { return [crumb] }
    if let area = WorkArea.all.first(where: { $0.kind == screen.area && $0.kind != nil }) {
      let name = area.crumb(context)
      return name == crumb ? [crumb] : [name, crumb]
    }
    // All begins at the Overview; to say so says nothing.
    let home = screens[0].crumb(context)
    return path(to: place - 1, context).filter { $0 != home } + [crumb]
  }

  /// Where the clerk is, the last of it bold; long paths lose their beginning, never their end.
  private func breadcrumb(
    _ context: Context, columns: Int, _ metrics: TextMetrics
  ) -> StyledLine {
    var crumbs = crumbs(context)
    let last = crumbs.removeLast()
    let begins = crumbs.indices.map { lost in
      let rest = crumbs[(lost + 1)...]
      return ([crumbs[0]] + (lost > 0 ? [".."] : []) + rest).map { "\($0) > " }.joined()
    }
    let begin = begins.first { metrics.columns(of: $0 + last) <= columns } ?? ""
    var line = StyledLine(begin, .plain, metrics)
    line.add(metrics.truncated(last, to: max(0, columns)), Theme.title)
    return line
  }

  /// Who and where, the plan and day the figures are for, drafts, the clock; least first to go.
  private func titleRight(
    _ context: Context, in columns: Int, _ metrics: TextMetrics
  ) -> StyledLine {
    let summary = memory.counted.summary
    let clerk = "\(summary.name(of: session.login))@\(summary.office.name ?? "")"
    let shownPlan = memory.counted.summary.plan.map { context.say("Plan \($0.id)", "规划 \($0.id)") }
    let day = context.otherDay.map(context.say)
    let away = session.awaySince.map {
      context.say("no connection since \($0)", "\($0) 起未连接")
    }
    var parts = [clerk, shownPlan, day, away].compactMap { $0 }
    if session.isReadOnly { parts.append(context.say("read-only", "只读")) }
    if !drafts.isEmpty { parts.append(context.say("Drafts \(drafts.count)", "草稿 \(drafts.count)")) }
    parts.append(clock.time)
    let width = { metrics.columns(of: parts.joined(separator: "  ")) }
    // Another day stays: figures without it would be taken for today's. So does a lost connection.
    let lasting = [day, away].compactMap(\.self)
    while width() > columns * 5 / 8,
      let least = parts.indices.dropFirst().dropLast().first(where: { !lasting.contains(parts[$0]) }
      )
    {
      parts.remove(at: least)
    }
    // The plan, which is in the gauges too, and then the clerk yield before the name of the place
    // is cut.
    let place = "\(context.say("Sanshe", "三社")) > .. > \(crumbs(context).last ?? "")"
    for yielding in [shownPlan, clerk]
    where metrics.columns(of: place) > columns - width() - 3 {
      parts.removeAll { $0 == yielding }
    }
    var line = StyledLine(metrics)
    for (place, part) in parts.enumerated() {
      if place > 0 { line.add("  ") }
      // Today's figures are not those of another day, nor is old what was saved elsewhere since.
      line.add(part, lasting.contains(part) ? Theme.warning : .plain)
    }
    return line
  }

  /// Keys of this very place, as many as fit.
  private func drawHints(on canvas: inout Canvas, _ context: Context) {
    let hints = hintRows.compactMap { row in
      row.hint.map { hint in
        let gap = context.language == .chinese || row.key.isFunction ? "" : " "
        return (row: row, label: gap + context.say(hint))
      }
    }
    var room = canvas.columns - 1
    var shown: [(row: CommandRow, label: String)] = []
    for place in hints.indices.sorted(by: { (rank(hints[$0].row), $0) < (rank(hints[$1].row), $1) })
    {
      let hint = hints[place]
      let width = canvas.metrics.columns(of: hint.row.key.label + hint.label) + 1
      guard width <= room else { continue }
      room -= width
      shown.append(hint)
    }
    // What lacks room is left out; the order stays.
    var line = StyledLine(canvas.metrics)
    let order = shown.indices.sorted {
      (shown[$0].row.key.place, $0) < (shown[$1].row.key.place, $1)
    }
    for (row, label) in order.map({ shown[$0] }) {
      line.add(" ")
      line.add(row.key.label, Theme.key)
      line.add(label)
    }
    canvas.put(line, in: Area(row: canvas.rows - 1, column: 0, rows: 1, columns: canvas.columns))
  }
}

extension AppState {
  private var isNarrow: Bool { window.columns < 80 }

  /// Which hints have their room first: where it is short the way out, help and Enter, and last what
  /// can best be done without.
  private func rank(_ row: CommandRow) -> Int {
    let first: Set<Key> = [.escape, .function(1), .enter]
    return !isNarrow ? 0 : !first.isDisjoint(with: row.keys) ? 0 : row.yields ? 2 : 1
  }

  /// The commands of the hint line, those that have room first: where text is typed or room is short
  /// those of the place, elsewhere F-keys, the program's among them.
  private var hintRows: [CommandRow] {
    let top = screens[screens.count - 1]
    let own = top.hints.filter { $0.hint != nil }
    let rows =
      own
      + AppCommands.rows.filter { row in
        // There is nothing to go back to from the first screen.
        !own.contains { $0.keys.contains(row.key) }
          && (screens.count > 1 || row.key != .escape)
      }
    if top.takesText || isNarrow { return rows }
    return rows.filter(\.key.isFunction).sorted { $0.key.place < $1.key.place }
      + rows.filter { !$0.key.isFunction }
  }
}

extension Key {
  /// 1 to 12 for an F-key.
  var functionNumber: Int? { if case .function(let number) = self { number } else { nil } }
  var isFunction: Bool { functionNumber != nil }

  /// Where an eye finds it in the hint line: F-keys, Ins, Enter, others, with Ctrl, Esc.
  fileprivate var place: Int {
    switch self {
    case .function(let number): number
    case .insert: 20
    case .enter: 21
    case .control: 23
    case .escape: 24
    default: 22
    }
  }
}
