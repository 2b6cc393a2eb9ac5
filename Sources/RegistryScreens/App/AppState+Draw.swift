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
    // Boxes leave what is below them in sight.
    let bottom = screens.lastIndex { $0.crumb(context) != nil } ?? 0
    for (place, screen) in screens[bottom...].enumerated() {
      if place > 0 { canvas.cursor = nil }
      screen.draw(on: &canvas, in: body, context)
    }
    if let message { MessageLine(message, context).draw(on: &canvas, row: canvas.rows - 3) }
    GaugeLine(context).draw(on: &canvas, row: canvas.rows - 2)
    drawHints(on: &canvas, context)
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
    let width = canvas.metrics.columns(of: right)
    let room = canvas.columns - width - 3
    canvas.styleRow(0, style: Theme.title)
    canvas.put(
      breadcrumb(context, columns: room, canvas.metrics), row: 0, column: 1, style: Theme.title)
    canvas.put(right, row: 0, column: canvas.columns - width - 1, style: Theme.title)
  }

  /// The names of the screens, one inside the other.
  private func crumbs(_ context: Context) -> [String] {
    [context.say("Sanshe", "三社")] + screens.compactMap { $0.crumb(context) }
  }

  /// Where the clerk is; long paths lose their beginning, never their end.
  private func breadcrumb(_ context: Context, columns: Int, _ metrics: TextMetrics) -> String {
    var crumbs = crumbs(context)
    var text = crumbs.joined(separator: " > ")
    while metrics.columns(of: text) > columns, crumbs.count > 2 {
      crumbs.remove(at: 1)
      text = "\(crumbs[0]) > .. > " + crumbs[1...].joined(separator: " > ")
    }
    if metrics.columns(of: text) > columns { text = crumbs[crumbs.count - 1] }
    return metrics.truncated(text, to: max(0, columns))
  }

  /// Who and where, the plan and day the figures are for, drafts, the clock; least first to go.
  private func titleRight(
    _ context: Context, in columns: Int, _ metrics: TextMetrics
  ) -> String {
    let summary = memory.counted.summary
    var parts = ["\(summary.name(of: session.login))@\(summary.office.name ?? "")"]
    let shownPlan = plan.map { context.say("Plan \($0.id)", "规划 \($0.id)") }
    parts += [shownPlan].compactMap { $0 }
    if let day = session.asOf {
      parts.append(context.say("as of \(day.text(.en))", "截至 \(day.text(.chinese))"))
    }
    if session.isReadOnly { parts.append(context.say("read-only", "只读")) }
    if !drafts.isEmpty { parts.append(context.say("Drafts \(drafts.count)", "草稿 \(drafts.count)")) }
    parts.append(clock.time)
    let width = { metrics.columns(of: parts.joined(separator: "  ")) }
    while parts.count > 2, width() > columns * 5 / 8 { parts.remove(at: 1) }
    // The plan, which is in the gauges too, and then the clerk yield before the name of the place
    // is cut.
    let place = "\(context.say("Sanshe", "三社")) > .. > \(crumbs(context).last ?? "")"
    for yielding in [shownPlan, parts[0]]
    where metrics.columns(of: place) > columns - width() - 3 {
      parts.removeAll { $0 == yielding }
    }
    return parts.joined(separator: "  ")
  }

  /// Keys of this very place, as many as fit.
  private func drawHints(on canvas: inout Canvas, _ context: Context) {
    let hints = hintRows.compactMap { row -> (row: CommandRow, label: String)? in
      guard let hint = row.hint else { return nil }
      let key = row.key
      let separator = context.language == .chinese || key.isFunction ? "" : "="
      return (row, separator + context.say(hint))
    }
    var room = canvas.columns - 1
    var shown: Set<Int> = []
    for place in hints.indices.sorted(by: { (rank(hints[$0].row), $0) < (rank(hints[$1].row), $1) })
    {
      let width =
        canvas.metrics.columns(of: hints[place].row.key.label + hints[place].label) + 1
      guard width <= room else { continue }
      room -= width
      shown.insert(place)
    }
    var column = 1
    for place in shown.sorted() {
      let (row, label) = hints[place]
      column += canvas.put(
        row.key.label, row: canvas.rows - 1, column: column, style: Theme.key)
      column += canvas.put(label, row: canvas.rows - 1, column: column) + 1
    }
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

  /// The commands of the hint line. Where text is typed or room is short, those of the place come
  /// first; elsewhere F-keys are in their order, the program's among them, so that an eye finds
  /// them again.
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
    let numbered = rows.compactMap { row in
      row.key.functionNumber.map { (number: $0, row: row) }
    }
    return numbered.sorted { $0.number < $1.number }.map(\.row)
      + rows.filter { !$0.key.isFunction }
  }
}

extension Key {
  /// 1 to 12 for an F-key.
  var functionNumber: Int? { if case .function(let number) = self { number } else { nil } }
  var isFunction: Bool { functionNumber != nil }
}
