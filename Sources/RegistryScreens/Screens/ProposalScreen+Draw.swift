import RegistryModel
import RegistryProposals
import TerminalCore

extension ProposalScreen {
  /// Beyond so many the figures of the plan would keep a key waiting.
  private static let previewed = 50

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let (top, bottom) = area.split(rows: area.rows - (context.rows >= 20 ? 7 : 5))
    var body = top
    Divider(
      title: (town.map { $0 + ": " } ?? "")
        + context.say(found?.proposals.title ?? Self.name),
      note: context.say(terms.words),
      right: rows.isEmpty
        ? ""
        : context.say("\(cursor + 1) of \(rows.count)", "第\(cursor + 1)条/共\(rows.count)条"),
      isFocused: true
    ).draw(on: &canvas, above: &body)
    guard let found else {
      canvas.put(context.say("looking ..", "正在计算 .."), in: body, column: 2)
      return
    }
    if rows.isEmpty {
      let words = Words("Every community has one.", "各社区均已配备")
      canvas.put(context.say(words), in: body, column: 2, style: Theme.label)
    }
    let width = max(10, (body.columns - 3) / 4)
    let sight = Scrolled(rows.count, in: body.rows, around: cursor)
    for place in sight.places {
      let isCurrent = place == cursor
      let row = body.line(sight.row(of: place))
      canvas.put(
        row: line(rows[place], width, isCurrent: isCurrent, context), isCurrent: isCurrent, in: row)
      if isCurrent { canvas.cursor = Position(row: row.row, column: row.column) }
    }
    drawDetails(found.proposals, on: &canvas, in: bottom, context)
  }

  private func line(
    _ row: Row, _ width: Int, isCurrent: Bool, _ context: Context
  ) -> StyledLine {
    let mark =
      switch row {
      case .withoutMove: Theme.Mark.question
      case .proposal: isMarked(row) ? Theme.Mark.marked : " "
      case .short: Theme.Mark.mustFix
      }
    var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
    line.add(mark, Theme.Mark.style(mark), columns: 1)
    line.add(name(row.community, context), columns: width)
    line.add(row.worker.map { name($0, context) } ?? context.say("nobody", "无"), columns: 12)
    line.add(context.say(row.reason), Theme.label)
    return line
  }

  private func name(_ id: RecordID, _ context: Context) -> String {
    context.registry.shortName(of: id, on: context.day, context.language)
  }

  /// The whole of the row, what would help, and what Ctrl-S saves with what that does to the targets.
  private func drawDetails(
    _ proposals: Proposals, on canvas: inout Canvas, in area: Area, _ context: Context
  ) {
    let chosen = chosen
    var body = area
    Divider(
      title: proposals.proposals.isEmpty
        ? context.say("Nothing to save", "没有待保存的任职")
        : chosen.isEmpty
          ? context.say("Space marks what to save, * all", "按空格选择要保存的任职，* 全选")
          : context.say(
            "Ctrl-S saves \(chosen.count == 1 ? "1 assignment" : "\(chosen.count) assignments")",
            "Ctrl-S 保存 \(chosen.count) 项任职"),
      note: chosen.isEmpty
        ? "" : context.say("from \(proposals.day)", "自 \(proposals.day) 到岗")
    ).draw(on: &canvas, above: &body)
    body = body.inset(rows: 0, columns: 1)
    var lines: [(String, Style)] = []
    if let current {
      let who = current.worker.map { name($0, context) + ": " } ?? ""
      lines.append(
        (name(current.community, context) + "  " + who + context.say(current.reason), .plain))
      if case .short = current {
        let help = proposals.remedies.map { context.say($0.words) }
        lines.append(
          (context.say("Would help: ", "可行办法: ") + help.joined(separator: "; "), Theme.label))
      }
    }
    if !chosen.isEmpty, chosen.count <= Self.previewed {
      let preview = Preview(of: proposals.changeSet(chosen), context)
      lines += preview.lines(in: area, context).map { ($0, .plain) }
    }
    let wrapped = lines.flatMap { text, style in
      context.metrics.wrapped(text, to: body.columns).map {
        StyledLine($0, style, context.metrics)
      }
    }
    canvas.put(Array(wrapped.prefix(body.rows)), in: body)
  }
}

extension Proposals {
  /// `23 -> 3 of 598 without social workers`
  fileprivate var title: Words {
    Words("\(change) of \(communities) ", "\(communities) 个社区中 \(change) 个") + lack
  }
}
