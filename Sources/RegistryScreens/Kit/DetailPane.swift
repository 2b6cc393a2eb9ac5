import RegistryModel
import RegistryPlans
import TerminalCore

/// What is known of one record, beside its list: labels in one column, values in the next.
struct DetailPane {
  private let title: String
  private let lines: [StyledLine]

  /// The window is wide enough for a second pane.
  static func fits(_ context: Context) -> Bool { context.columns >= 80 }

  /// Its columns: the list grows first.
  static func columns(_ context: Context) -> Int {
    min(44, 31 + max(0, context.columns - 100) / 3)
  }

  init(_ stored: (any AnyStored)?, _ context: Context) {
    guard let stored else {
      (title, lines) = ("", [])
      return
    }
    let number = context.number(of: stored.id)
    title = number.isEmpty ? context.shortName(of: stored.id) : number
    lines = Self.lines(of: stored, columns: Self.columns(context) - 2, context)
  }

  /// What is known of a record.
  static func lines(
    of stored: any AnyStored, columns: Int, _ context: Context
  ) -> [StyledLine] {
    let registry = context.registry
    var pane = PaneLines(columns: columns, context)
    pane.add(context.name(of: stored.id), Theme.heading)
    if stored.binned != nil { pane.add(context.say("in the recycle bin", "已放入回收站"), Theme.error) }
    if let count = context.count(of: stored.id), let plan = context.plan {
      for (label, count) in [
        (Words("Organizations", "社会组织"), count.organizations),
        (Words("Workers", plan.nameOfWorkers(urban: count.isUrban).chinese), count.workers),
      ] {
        pane.add(context.say(label), context.say("\(count) counted", "计入 \(count)"))
      }
    }
    for field in stored.content.kind.schema.fields {
      let former = registry.formerTexts(field, of: stored.content, on: context.day)
      if !former.isEmpty {
        pane.add(context.say(field.formerLabel), former.joined(separator: ", "))
      }
      let value = registry.maskedText(field, of: stored, on: context.day, context.language)
      guard !value.isEmpty, field.key != "name" else { continue }
      let beside = stored.content.words(
        beside: field, as: stored.id, in: registry, on: context.day)
      let since = registry.since(field, of: stored.content, on: context.day)
      let tail = [since, beside].compactMap { $0.map(context.say) }.map(\.tidied)
      pane.add(
        context.say(field.label), value,
        short: stored.json(field, on: context.day).flatMap {
          field.entry.short(of: $0, context.language)
        }, tail: tail.isEmpty ? nil : tail.joined(separator: ", "))
    }
    if stored.id.kind == .worker || stored.id.kind == .community {
      add(registry.posts(of: stored.id, context), of: stored.id, to: &pane, context)
    }
    for (kind, rows) in registry.rows(of: stored.id, on: context.viewpoint.past) {
      pane.add("\(context.say(kind.plural)) \(rows.count)", Theme.label)
      for row in rows {
        let told = kind.fields.filter(\.isToldOfRow).map {
          registry.maskedText($0, of: row, on: context.day, context.language)
        }.filter { !$0.isEmpty }
        pane.add(
          context.name(of: row.id), told.first ?? "",
          tail: told.count > 1 ? told.dropFirst().joined(separator: " ") : nil, isName: true)
      }
    }
    for (kind, records) in context.involvement(of: stored.id) {
      pane.add("\(context.say(kind.schema.plural)) \(records.count)", Theme.label)
      for id in records {
        pane.add(context.shortName(of: id), context.standing(of: id) ?? "", isName: true)
      }
    }
    for finding in registry.openFindings(of: stored, today: context.clock.today) {
      pane.add(finding.severity, context.say(finding.words))
    }
    return pane.lines
  }

  private static func add(
    _ posts: [Stored<Assignment>], of id: RecordID, to pane: inout PaneLines, _ context: Context
  ) {
    if posts.isEmpty { return }
    pane.add(context.say(Kind.assignment.schema.plural), Theme.label)
    for post in posts {
      let other = id.kind == .worker ? post.record.community : post.record.worker
      pane.add(
        other.map { context.shortName(of: $0) } ?? "",
        post.record.role?.text(context.language) ?? "",
        short: post.record.role?.row.short[context.language], tail: post.absence(context),
        isName: true)
    }
  }

  /// Draws it in `area`, whose first column is the line that parts it from the list.
  func draw(
    on canvas: inout Canvas, in area: Area, top: Int, isActive: Bool, _ context: Context
  ) {
    var body = area
    Divider(title: title, isFocused: isActive).draw(on: &canvas, above: &body)
    let inner = body.split(rows: -1).top.split(columns: 2).right
    let rest = canvas.put(lines, in: inner, from: top).below
    Divider(right: rest > 0 ? context.say("Tab, Down: \(rest) more", "Tab 后向下还有 \(rest) 行") : "")
      .draw(on: &canvas, below: &body)
    if isActive { canvas.cursor = Position(row: inner.row, column: inner.column) }
  }
}

extension RegistryState {
  /// The assignments that say where a worker is and was, the present ones first; of a community those of
  /// who works there.
  fileprivate func posts(of id: RecordID, _ context: Context) -> [Stored<Assignment>] {
    let present = assignments(of: id, on: context.day)
    if id.kind != .worker { return present }
    let known = Set(present.map(\.id))
    let others = assignments(of: id).filter { $0.binned == nil && !known.contains($0.id) }
    let begin = { (post: Stored<Assignment>) in
      post.record.since?.firstDay.daysSinceEpoch ?? .min
    }
    return present + others.sorted { (begin($1), $0.id) < (begin($0), $1.id) }
  }
}

extension Stored<Assignment> {
  /// Since when it is over, or when it begins; nil if it is in force on the day shown.
  fileprivate func absence(_ context: Context) -> String? {
    let left = record.worker.flatMap { context.registry.workers[$0.number]?.record.leftOn }
    let ends = [record.until, left].compactMap { $0 }
    if let end = ends.min(), !CivilDate.covers(context.day, since: nil, until: end) {
      return context.say("ended \(end.text(.en))", "\(end.text(.chinese)) 离岗")
    }
    if let since = record.since, !CivilDate.covers(context.day, since: since, until: nil) {
      return context.say("from \(since.text(.en))", "\(since.text(.chinese)) 到岗")
    }
    return nil
  }
}
