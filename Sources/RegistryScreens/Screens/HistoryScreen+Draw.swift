import RegistryModel
import TerminalCore

extension HistoryScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    canvas.box(
      area, title: heading(context), footer: footing(context), style: Theme.frame,
      titleStyle: Theme.heading)
    let inner = area.inset(rows: 1, columns: 1)
    let detail = Self.detailRows(context)
    let listed = inner.rows - detail
    let first = max(0, cursor - listed + 1)
    for (row, entry) in rows.dropFirst(first).prefix(listed).enumerated() {
      draw(entry, isCurrent: first + row == cursor, on: &canvas, in: inner.line(row), context)
    }
    if rows.isEmpty { drawEmpty(on: &canvas, in: inner, context) }
    canvas.cursor = Position(row: inner.row + max(0, cursor - first), column: inner.column)
    guard detail > 0, rows.indices.contains(cursor) else { return }
    canvas.divider(area, row: inner.row + listed, style: Theme.frame)
    let lines = explanation(rows[cursor], context).flatMap {
      canvas.metrics.wrapped($0, to: inner.columns - 2)
    }
    let shown = canvas.metrics.first(detail - 1, of: lines, to: inner.columns - 2)
    for (row, line) in shown.enumerated() {
      canvas.put(line, row: inner.row + listed + 1 + row, column: inner.column + 1)
    }
  }

  /// `> 812 11-24 14:32 张敏     邻里互助会: 电话`; a change that was undone is in brackets.
  private func draw(
    _ entry: HistoryRow, isCurrent: Bool, on canvas: inout Canvas, in line: Area,
    _ context: Context
  ) {
    let isUndone = author(undoing: entry.commit) != nil
    let style: Style = isCurrent ? Theme.cursorRow : isUndone ? Theme.label : .plain
    let metrics = canvas.metrics
    let isWide = line.columns >= 76
    let digits = isWide ? 7 : String(commits.first?.seq ?? 0).count
    let number = metrics.padded(String(entry.commit.seq), to: digits, alignment: .right)
    let names = isWide ? 8 : 6
    let author = metrics.padded(metrics.truncated(entry.author(context), to: names), to: names)
    let text = entry.text(context.registry, context.language, namesKind: isWide)
    let cells = [
      number, metrics.padded(context.shortTime(entry.commit.at), to: 11), author,
      isUndone ? context.say("(undone) \(text)", "(已撤销) \(text)") : text,
    ]
    let shown = cells.joined(separator: " ")
    canvas.fill(line, style: style)
    canvas.put(
      metrics.truncated((isCurrent ? Theme.Mark.cursor : " ") + shown, to: line.columns),
      row: line.row, column: line.column, style: style)
  }

  private func drawEmpty(on canvas: inout Canvas, in inner: Area, _ context: Context) {
    let words =
      isReading
      ? Words("reading ..", "正在读取 ..")
      : typed.text.isEmpty
        ? Words("No changes yet.", "还没有变更")
        : next == nil
          ? Words("No matches. Esc clears the filter.", "没有符合条件的变更，Esc 清除筛选")
          : Words("No matches so far. Down reads older changes.", "已读出的变更均不符合条件，按向下键继续查找")
    canvas.put(context.say(words), row: inner.row, column: inner.column + 1, style: Theme.label)
  }

  private func heading(_ context: Context) -> String {
    let typed = typed.text.isEmpty ? "" : " \"\(typed.text)\""
    return (crumb(context) ?? "") + typed
  }

  private func footing(_ context: Context) -> String {
    guard !rows.isEmpty else { return "" }
    let place = "\(cursor + 1)/\(rows.count)"
    if isReading { return context.say("\(place), reading on ..", "\(place), 正在读取 ..") }
    return next == nil
      ? context.say("\(place), that is all", "\(place), 已到最早一次")
      : context.say("\(place), older changes follow", "\(place), 之前还有")
  }

  /// What there is no room for in the row.
  private func explanation(_ entry: HistoryRow, _ context: Context) -> [String] {
    let commit = entry.commit
    return commit.headings(undoneBy: author(undoing: commit), context)
      + [entry.values(context.registry, context.language)]
  }
}

extension Commit {
  /// `#812 2026-11-24 14:32 张敏 (zhangmin)  批次 ..  原因 ..`, and what became of it.
  func headings(undoneBy author: Author?, _ context: Context) -> [String] {
    let registry = context.registry
    let name = registry.name(of: by)
    var parts = ["#\(seq) \(context.session.localTime(at)) \(name == by ? by : "\(name) (\(by))")"]
    if let batch = set.batch { parts.append(context.say("batch \(batch)", "批次 \(batch)")) }
    if let reason = set.reason { parts.append(context.say("reason: \(reason)", "原因: \(reason)")) }
    if !set.undoes.isEmpty {
      let seqs = set.undoes.map { "#\($0)" }.firstFew
      parts.append(context.say("undoes \(seqs)", "撤销了 \(seqs)"))
    }
    var lines = [parts.joined(separator: "  ")]
    if let author {
      let who =
        "\(registry.name(of: author.by)), \(context.session.localTime(author.at)), #\(author.seq)"
      lines.append(context.say("Undone by \(who)", "已撤销: \(who)"))
    }
    return lines
  }
}
