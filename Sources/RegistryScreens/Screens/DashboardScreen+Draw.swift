import RegistryModel
import RegistryPlans
import TerminalCore

extension DashboardScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let split =
      area.columns < 80 ? area.columns * 8 / 15 : max(54, area.columns * 8 / 15)
    let (left, right) = area.split(columns: split)
    let pages = Self.pages(context)
    guard let place = pages.firstIndex(where: { $0.panels.contains(panel) }) else { return }
    let number =
      pages.count == 1
      ? "" : context.say("page \(place + 1) of \(pages.count)", "第\(place + 1)页/共\(pages.count)页")
    let work = work(context)
    draw(pages[place].left, on: &canvas, in: left, indent: 1, note: number, work, context)
    draw(pages[place].right, on: &canvas, in: right, indent: 2, note: "", work, context)
    canvas.separator(
      column: right.column, row: right.row, rows: right.rows, style: Theme.frame)
  }

  /// Panels one below the other, each below a rule; the note is in the last rule.
  private func draw(
    _ panels: [Panel], on canvas: inout Canvas, in area: Area, indent: Int, note: String,
    _ work: CommunityWork, _ context: Context
  ) {
    var body = area
    Divider(right: note).draw(on: &canvas, below: &body)
    let columns = area.columns - indent - 1
    let entries = panels.map { self.entries($0, columns: columns, canvas.glyphs, work, context) }
    let rows = Self.rows(
      entries.map { $0.reduce(0) { $0 + $1.lines.count } }, in: body.rows - panels.count)
    for ((panel, entries), rows) in zip(zip(panels, entries), rows) {
      let isActive = self.panel == panel
      let lines = entries.flatMap(\.lines)
      let current = isActive ? Self.lines(of: cursor, in: entries) : nil
      let top = isActive ? current.map { max(0, $0.upperBound - rows) } ?? self.top : 0
      let sight = Scrolled(lines.count, in: rows, from: top)
      let rest = sight.below
      Divider(
        title: context.say(title(panel, work, context)), note: self.note(panel, context),
        right: rest <= 0
          ? ""
          : context.say(
            isActive ? "PgDn: \(rest) more" : "\(rest) more",
            "\(isActive ? "PgDn " : "")还有 \(rest) 行"),
        isFocused: isActive
      ).draw(on: &canvas, above: &body)
      let (own, below) = body.split(rows: rows)
      let inner = own.split(columns: indent).right
      for line in sight.places {
        canvas.put(
          row: lines[line], isCurrent: current?.contains(line) == true,
          in: inner.line(sight.row(of: line)))
      }
      if isActive {
        let row = current.map { sight.row(of: $0.lowerBound) } ?? 0
        canvas.cursor = Position(row: inner.row + max(0, row), column: inner.column)
      }
      body = below
    }
  }

  /// The lines of the entry under the cursor; nil where none opens anything.
  private static func lines(of cursor: Int, in entries: [Entry]) -> Range<Int>? {
    let places = entries.indices.filter { !entries[$0].records.isEmpty }
    guard places.indices.contains(cursor) else { return nil }
    let start = entries[..<places[cursor]].reduce(0) { $0 + $1.lines.count }
    return start..<start + entries[places[cursor]].lines.count
  }

  /// Panels are as tall as what they have to say; where there is no room for that, all get alike, and
  /// the last has what is left.
  private static func rows(_ wanted: [Int], in room: Int) -> [Int] {
    var rows = wanted.map { _ in 0 }
    for _ in 0..<max(0, room) {
      let lacking = rows.indices.filter { rows[$0] < wanted[$0] }
      let next = lacking.min { (rows[$0], $0) < (rows[$1], $1) } ?? rows.count - 1
      rows[next] += 1
    }
    return rows
  }

  func title(_ panel: Panel, _ work: CommunityWork, _ context: Context) -> Words {
    switch panel {
    case .programmes, .carriers, .purchases, .needs, .activities: title(work, of: panel, context)
    case .plan: Words("Plan targets", "规划完成情况")
    case .workers: Words("Workers assigned", "任职的社区工作者")
    case .attention: Words("Needs attention", "待办")
    case .years: Words("Total by year", "历年累计")
    case .services: Words("By service", "按服务内容")
    case .record: Kind.community.schema.label
    }
  }

  private func note(_ panel: Panel, _ context: Context) -> String {
    panel == .plan ? context.number(of: id) : ""
  }

  /// Lines of a panel, with the records that they open.
  struct Entry {
    let lines: [StyledLine]
    var records: [RecordID] = []
  }

  func entries(
    _ panel: Panel, columns: Int, _ glyphs: GlyphSet, _ work: CommunityWork, _ context: Context
  ) -> [Entry] {
    switch panel {
    case .plan: [Entry(lines: planLines(columns: columns, glyphs, context))]
    case .years: [Entry(lines: yearLines(columns: columns, glyphs, context))]
    case .services: [Entry(lines: serviceLines(columns: columns, glyphs, context))]
    case .workers: workerEntries(columns: columns, context)
    case .attention: attentionEntries(columns: columns, context)
    case .record: [Entry(lines: recordLines(columns: columns, context))]
    case .programmes, .carriers, .purchases, .needs, .activities:
      entries(work, of: panel, columns: columns, context)
    }
  }

  func said(_ words: Words, columns: Int, _ context: Context) -> [StyledLine] {
    context.metrics.wrapped(context.say(words), to: columns).map {
      StyledLine($0, Theme.label, context.metrics)
    }
  }

  /// What else is known of the community.
  private func recordLines(columns: Int, _ context: Context) -> [StyledLine] {
    guard let community = context.registry.communities[id.number]?.record else { return [] }
    var lines = PaneLines(columns: columns, context)
    for field in Community.kindSchema.fields
    where !(["name", "code"] + Self.scale).contains(field.key) {
      let value = context.registry.maskedText(
        field, of: community, on: context.day, context.language)
      if !value.isEmpty { lines.add(context.say(field.label), value) }
    }
    return lines.lines
  }

  private func attentionEntries(columns: Int, _ context: Context) -> [Entry] {
    let mine =
      [context.registry[id]].compactMap { $0 } + organizations(context).map { $0 as any AnyStored }
    let entries = mine.flatMap { stored in
      let name =
        stored.id == id ? "" : context.shortName(of: stored.id) + ": "
      return context.registry.openFindings(of: stored, today: context.clock.today).map {
        Entry(
          lines: StyledLine.finding(
            $0.severity, name + context.say($0.words), columns: columns, context.metrics),
          records: [stored.id])
      }
    }
    return entries.isEmpty
      ? [Entry(lines: said(Words("None.", "无"), columns: columns, context))] : entries
  }

  /// Names, roles and shares, each in a column; roles in short words where there is no room for others.
  private func workerEntries(columns: Int, _ context: Context) -> [Entry] {
    let assignments = context.registry.assignments(of: id, on: context.day)
    guard !assignments.isEmpty else {
      let line = StyledLine(
        context.say("None. F2, then 1, assigns one.", "无，按 F2 再按 1 安排"), Theme.label,
        context.metrics)
      return [Entry(lines: [line])]
    }
    let metrics = context.metrics
    let lines = { (role: (Role) -> String) in
      let cells = assignments.map(\.record).map { post in
        [
          post.worker.map { context.shortName(of: $0) } ?? "",
          post.role.map(role) ?? "", post.share.map { "\($0.text(context.language))%" } ?? "",
        ]
      }
      let widths = (0..<3).map { place in cells.map { metrics.columns(of: $0[place]) }.max() ?? 0 }
      return cells.map { cells in
        "\(metrics.padded(cells[0], to: widths[0]))  \(metrics.padded(cells[1], to: widths[1]))  "
          + metrics.padded(cells[2], to: widths[2], alignment: .right)
      }
    }
    let whole = lines { $0.text(context.language) }
    let fits = whole.allSatisfy { metrics.columns(of: $0) <= columns }
    let shown = fits ? whole : lines { $0.row.short[context.language] }
    return zip(assignments, shown).map { assignment, line in
      Entry(
        lines: [StyledLine(line, .plain, metrics)],
        records: [assignment.record.worker].compactMap { $0 })
    }
  }
}
