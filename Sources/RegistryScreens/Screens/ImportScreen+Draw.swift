import RegistryModel
import TerminalCore

// What is drawn: counts and facts, the lines, and all of the one under the cursor.
extension ImportScreen {
  /// Rows below the list, their line included.
  private static func detailRows(_ rows: Int) -> Int { rows >= 18 ? 5 : 3 }
  /// Rows that no line of the list is drawn in.
  private static let around = 9

  func page(_ context: Context) -> Int { max(1, context.rows - 5 - Self.around) }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var inner = area
    Divider(title: context.say(source.words), right: spelling)
      .draw(on: &canvas, above: &inner)
    Divider(right: footer(context)).draw(on: &canvas, below: &inner)
    canvas.cursor = Position(row: inner.row, column: inner.column + 1)
    guard let plan else {
      return drawReading(on: &canvas, in: inner.inset(rows: 0, columns: 1), context)
    }
    var (top, rest) = inner.split(rows: 1)
    canvas.put(counts(plan, context), in: top.inset(rows: 0, columns: 1))
    let facts = facts(plan, columns: area.columns - 2, rows: area.rows / 5, context)
    (top, rest) = rest.split(rows: facts.count)
    canvas.put(facts, in: top.inset(rows: 0, columns: 1))
    Divider(
      title: part.map { context.say($0.label) } ?? context.say("All rows", "各行"),
      titleStyle: Theme.label, note: lines.count == 0 ? "" : "\(cursor + 1)/\(lines.count)"
    ).draw(on: &canvas, above: &rest)
    let (list, below) = rest.split(rows: -Self.detailRows(area.rows))
    let sight = Scrolled(lines.count, in: list.rows, around: cursor)
    for place in sight.places {
      let row = list.line(sight.row(of: place))
      let isCurrent = place == cursor
      canvas.put(
        row: line(place, plan, columns: row.columns, isCurrent: isCurrent, context),
        isCurrent: isCurrent, in: row)
      if isCurrent { canvas.cursor = Position(row: row.row, column: row.column) }
    }
    var detail = below
    Divider().draw(on: &canvas, above: &detail)
    detail = detail.inset(rows: 0, columns: 1)
    let all = details(plan, columns: detail.columns, context)
    canvas.put(all, in: detail)
  }

  /// How the file is written, and which sheet of it is read.
  private var spelling: String {
    guard let file = plan?.file else { return "" }
    let sheet = file.sheets.indices.contains(file.sheet) ? file.sheets[file.sheet] : nil
    return [sheet, file.encoding].compactMap { $0 }.joined(separator: "  ")
  }

  private func footer(_ context: Context) -> String {
    if isSaving { return context.say("Saving ..", "正在保存 ..") }
    return switch reading?.progress {
    case let progress? where plan != nil:
      context.say("Reading again: ", "重新读取: ") + context.say(Self.count(progress))
    case nil where plan != nil && reading != nil: context.say("Reading again ..", "正在重新读取 ..")
    default: context.say("Nothing is written yet", "尚未写入任何内容")
    }
  }

  private static func count(_ progress: WorkProgress) -> Words {
    Words("\(progress.done) of \(progress.total) lines", "\(progress.done)/\(progress.total) 行")
  }

  private func drawReading(on canvas: inout Canvas, in inner: Area, _ context: Context) {
    canvas.put(context.say("reading ..", "正在读取 .."), in: inner)
    guard let progress = reading?.progress else { return }
    let cells = inner.columns - 2
    let full = progress.total > 0 ? cells * progress.done / progress.total : 0
    let signs = canvas.glyphs.gauge
    let bar = (0..<cells).map { $0 < full ? signs.full : signs.empty }.joined()
    canvas.put("[\(bar)]", in: inner, row: 1, style: Theme.bar)
    canvas.put(context.say(Self.count(progress)), in: inner, row: 2)
  }

  private func counts(_ plan: ImportPlan, _ context: Context) -> StyledLine {
    var line = StyledLine(context.metrics)
    let order: [ImportPart] = [.new, .updated, .same, .skipped, .bad]
    let gap = context.columns < 72 ? "  " : "   "
    for part in order where part != .skipped || plan.counts.skipped > 0 {
      let count = part.count(in: plan.counts)
      line.add(context.say(part.label) + " ", Theme.label)
      line.add(
        "\(count)\(gap)", part == .bad && count > 0 ? Theme.error : Theme.heading)
    }
    line.add(context.say("Rows", "合计") + " ", Theme.label)
    line.add("\(plan.counts.rows)", Theme.heading)
    return line
  }

  /// What the rules fill in, and what is not imported: whatever is accepted with the import was shown.
  private func facts(
    _ plan: ImportPlan, columns: Int, rows: Int, _ context: Context
  ) -> [StyledLine] {
    let metrics = context.metrics
    let words = [plan.proposedFact, plan.filledFact, plan.ignoredFact].compactMap { $0 }
    let lines = words.flatMap { metrics.wrapped(context.say($0), to: columns) }
    return metrics.first(rows, of: lines, to: columns).map { StyledLine($0, Theme.label, metrics) }
  }
}

// One line, and all that is to be said of it.
extension ImportScreen {
  private func line(
    _ place: Int, _ plan: ImportPlan, columns: Int, isCurrent: Bool, _ context: Context
  ) -> StyledLine {
    var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
    switch lines[place] {
    case .changed(let row):
      line.add(context.say(told(plan.rows[row])), Theme.warning)
    case .finding(let place):
      let finding = plan.findings[place]
      let mark = finding.severity == .hard ? Theme.Mark.mustFix : Theme.Mark.question
      line.add(mark, Theme.Mark.style(mark), columns: 1)
      line.add(finding.text(file: plan.file.name, context.language))
    case .row(let place): add(plan.rows[place], plan, columns: columns, to: &line, context)
    case nil: break
    }
    return line
  }

  /// What a clerk has said the row is about.
  private func told(_ link: RecordID?, _ context: Context) -> Words {
    link.map { Words("You linked it to: ", "已关联: ") + Words(same: context.shortName(of: $0)) }
      ?? Words("You said it is a new record", "已定为新的记录")
  }

  private func told(_ row: ImportRow) -> Words {
    Words("Now different: line \(row.line) ", "结果有变: 第 \(row.line) 行 ")
      + Words(same: row.title.isEmpty ? "" : row.title + ": ") + row.outcome.words(of: kind)
  }

  /// Its number, name and what becomes of it.
  private func add(
    _ row: ImportRow, _ plan: ImportPlan, columns: Int, to line: inout StyledLine,
    _ context: Context
  ) {
    let digits = max(3, String(plan.rows.last?.line ?? 0).count)
    let mark =
      row.outcome == .bad
      ? Theme.Mark.mustFix : row.warnings.isEmpty ? " " : Theme.Mark.question
    line.add(mark, Theme.Mark.style(mark))
    line.add("\(row.line)", Theme.label, columns: digits, .right)
    line.add(row.title, columns: max(12, (columns - digits) / 4))
    line.add(outcome(of: row, plan, context))
  }

  private func outcome(of row: ImportRow, _ plan: ImportPlan, _ context: Context) -> String {
    switch row.outcome {
    case .bad:
      let more = row.problems.count > 1 ? " (+\(row.problems.count - 1))" : ""
      return (row.problems.first?.text(context.language) ?? "") + more
    case .updated:
      let settings = settings(of: row, plan, context)
      return settings.isEmpty
        ? context.say(row.outcome.words(of: kind)) : settings.joined(separator: "; ")
    case .same(let other):
      return context.say(row.outcome.words(of: kind)) + ": " + name(of: other, context)
    case .new, .skipped: return context.say(row.outcome.words(of: kind))
    }
  }

  private func name(of place: ImportRow.Place, _ context: Context) -> String {
    switch place {
    case .record(let id): context.shortName(of: id)
    case .line: context.say(place.words)
    }
  }

  /// What an update changes, the old value before the new.
  private func settings(of row: ImportRow, _ plan: ImportPlan, _ context: Context) -> [String] {
    guard case .updated(let id, _) = row.outcome, let change = plan.change(of: id) else {
      return []
    }
    return change.settings.map {
      plan.base.line($0, in: kind, on: context.day, context.language)
    }
  }

  private func details(
    _ plan: ImportPlan, columns: Int, _ context: Context
  ) -> [StyledLine] {
    let metrics = context.metrics
    switch lines[cursor] {
    case .finding(let place):
      let finding = plan.findings[place]
      return StyledLine.finding(
        finding.severity, finding.text(file: plan.file.name, context.language), columns: columns,
        metrics)
    case .changed(let place):
      return metrics.wrapped(context.say(told(plan.rows[place])), to: columns)
        .map { StyledLine($0, .plain, metrics) }
    case .row(let place):
      let row = plan.rows[place]
      let findings = { (severity: Severity, problems: [Problem]) in
        problems.flatMap {
          StyledLine.finding(severity, $0.text(context.language), columns: columns, metrics)
        }
      }
      let link = decided.mends.linked[row.line].map {
        StyledLine(context.say(told($0, context)), Theme.label, metrics)
      }
      let said =
        [link].compactMap { $0 } + findings(.hard, row.problems) + findings(.soft, row.warnings)
      if row.outcome == .bad { return said }
      let text = "\(row.title): \(outcome(of: row, plan, context))"
      return metrics.wrapped(text, to: columns).map { StyledLine($0, .plain, metrics) } + said
    case nil: return []
    }
  }
}
