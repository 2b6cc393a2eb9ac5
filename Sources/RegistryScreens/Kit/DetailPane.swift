import RegistryModel
import RegistryPlans
import TerminalCore

/// What is known of one record, beside its list.
struct DetailPane {
  private let title: String
  private let lines: [(text: String, style: Style)]

  /// The window is wide enough for a second pane.
  static func fits(_ context: Context) -> Bool { context.columns >= 80 }
  static func columns(_ context: Context) -> Int { max(31, context.columns * 31 / 80) }

  init(_ stored: (any AnyStored)?, _ context: Context) {
    guard let stored else {
      (title, lines) = ("", [])
      return
    }
    let registry = context.registry
    title = registry.number(of: stored.id)
    let inner = Self.columns(context) - 4
    var lines: [(String, Style)] = []
    func add(_ text: String, _ style: Style = .plain) {
      for line in context.metrics.wrapped(text, to: inner) { lines.append((line, style)) }
    }
    add(registry.name(of: stored.id, context.language), Theme.heading)
    if stored.binned != nil { add(context.say("in the recycle bin", "已放入回收站"), Theme.error) }
    if let count = context.count(of: stored.id) {
      add(
        context.say(
          "Counted: \(count.organizations) organizations, \(count.workers) social workers",
          "计入 社会组织 \(count.organizations)  社工 \(count.workers)"))
    }
    for field in stored.content.kind.schema.fields where field.key != "name" {
      let value = registry.maskedText(field, of: stored.content, on: context.day, context.language)
      guard !value.isEmpty else { continue }
      let since = registry.since(field, of: stored.content, on: context.day)
      add("\(context.say(field.label)) \(value)\(since.map { context.say($0) } ?? "")")
    }
    if stored.id.kind == .worker || stored.id.kind == .community {
      for assignment in registry.assignments(of: stored.id, on: context.day) {
        let other =
          stored.id.kind == .worker ? assignment.record.community : assignment.record.worker
        let name = other.map { registry.shortName(of: $0, context.language) } ?? ""
        let role = assignment.record.role?.text(context.language) ?? ""
        add("- \(name) \(role)", Theme.label)
      }
    }
    for finding in registry.openFindings(of: stored, today: context.clock.today) {
      let isHard = finding.severity == .hard
      add(
        "\(isHard ? Theme.Mark.mustFix : Theme.Mark.question) \(context.say(finding.words))",
        isHard ? Theme.error : Theme.warning)
    }
    self.lines = lines
  }

  func draw(
    on canvas: inout Canvas, in area: Area, top: Int, isActive: Bool, _ context: Context
  ) {
    let inner = area.inset(rows: 1, columns: 2)
    let first = max(0, min(top, lines.count - inner.rows))
    let rest = lines.count - first - inner.rows
    canvas.box(
      area, title: title,
      footer: rest > 0 ? context.say("Tab, Down: \(rest) more", "Tab 后向下还有 \(rest) 行") : "",
      style: isActive ? Theme.heading : Theme.frame, titleStyle: Theme.heading)
    for (row, line) in lines.dropFirst(first).prefix(inner.rows).enumerated() {
      canvas.put(
        line.text, row: inner.row + row, column: inner.column, style: line.style,
        columns: inner.columns)
    }
  }
}
