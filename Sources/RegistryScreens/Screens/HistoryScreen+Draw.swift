import RegistryModel
import TerminalCore

extension HistoryScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    Divider(title: heading(context), right: footing(context)).draw(on: &canvas, above: &body)
    Divider().draw(on: &canvas, below: &body)
    let (list, below) = body.split(rows: body.rows - Self.detailRows(context))
    let sight = Scrolled(rows.count, in: list.rows, around: cursor)
    for place in sight.places {
      canvas.put(
        row: line(place, isFirst: place == sight.places.lowerBound, columns: area.columns, context),
        isCurrent: place == cursor, in: list.line(sight.row(of: place)))
    }
    if rows.isEmpty { drawEmpty(on: &canvas, in: list, context) }
    canvas.cursor = Position(row: list.row + max(0, sight.row(of: cursor)), column: list.column)
    guard !below.isEmpty, rows.indices.contains(cursor) else { return }
    var detail = below
    Divider().draw(on: &canvas, above: &detail)
    detail = detail.inset(rows: 0, columns: 1)
    let lines = explanation(rows[cursor], context).flatMap {
      canvas.metrics.wrapped($0, to: detail.columns)
    }
    let shown = canvas.metrics.first(detail.rows, of: lines, to: detail.columns)
    canvas.put(shown.map { StyledLine($0, .plain, canvas.metrics) }, in: detail)
  }

  /// `> 812 11-24 14:32 张敏     邻里互助会: 电话`; a change that was undone stands in brackets.
  private func line(
    _ place: Int, isFirst: Bool, columns: Int, _ context: Context
  ) -> StyledLine {
    let entry = rows[place]
    let isUndone = author(undoing: entry.commit) != nil
    let style: Style = isUndone ? Theme.label : .plain
    let isWide = columns >= 76
    var line = StyledLine(place == cursor ? Theme.Mark.cursor : " ", .plain, context.metrics)
    let digits = isWide ? 7 : String(commits.first?.seq ?? 0).count
    line.add(String(entry.commit.seq), Theme.label, columns: digits, .right)
    let time = context.shortTime(entry.commit.at)
    let before = isFirst ? "" : context.shortTime(rows[place - 1].commit.at)
    line.add(Self.changed(time, from: before), style, columns: 11, .right)
    line.add(entry.author(context), style, columns: isWide ? 8 : 6)
    let text = entry.text(context, context.language, namesKind: isWide)
    line.add(isUndone ? context.say("(undone) \(text)", "(已撤销) \(text)") : text, style)
    return line
  }

  /// The time without the day that stands in the row above.
  private static func changed(_ time: String, from before: String) -> String {
    let day = { (text: String) in text.prefix { $0 != " " } }
    return day(time) == day(before) ? String(time.dropFirst(day(time).count + 1)) : time
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
    canvas.put(context.say(words), in: inner, column: 1, style: Theme.label)
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
      ? context.say("\(place), all of them", "\(place), 已全部列出")
      : context.say("\(place), older changes follow", "\(place), 之前还有")
  }

  /// What there is no room for in the row.
  private func explanation(_ entry: HistoryRow, _ context: Context) -> [String] {
    let commit = entry.commit
    return commit.headings(undoneBy: author(undoing: commit), context)
      + [entry.values(context)]
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
