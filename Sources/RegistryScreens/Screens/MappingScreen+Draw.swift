import RegistryModel
import TerminalCore

// The page: the lines, and all of the one under the cursor.
extension MappingScreen {
  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var inner = area
    Divider(
      title: context.say(kind.schema.plural),
      right: remembered(context).map(context.say) ?? ""
    ).draw(on: &canvas, above: &inner)
    let open = lines.lines.count { needsLook($0) }
    let left = Words("\(open) to decide", "待定 \(open) 处")
    Divider(
      title: open == 0 ? "" : context.say(left), titleStyle: Theme.warning,
      right: context.say("Nothing is written yet", "尚未写入任何内容")
    ).draw(on: &canvas, below: &inner)
    let (list, below) = inner.split(rows: -3)
    var detail = below
    let sight = Scrolled(lines.lines.count, in: list.rows, around: cursor)
    for place in sight.places {
      let row = list.line(sight.row(of: place))
      if case .heading(let words) = lines.lines[place] {
        var rule = row
        Divider(title: context.say(words), titleStyle: Theme.label).draw(on: &canvas, above: &rule)
        continue
      }
      let isCurrent = place == cursor
      canvas.put(
        row: line(lines.lines[place], isCurrent: isCurrent, columns: row.columns, context),
        isCurrent: isCurrent, in: row)
      if isCurrent { canvas.cursor = Position(row: row.row, column: row.column) }
    }
    // That there is more than is in sight.
    let isLong = sight.places.count < lines.lines.count
    Divider(right: isLong ? "\(cursor + 1)/\(lines.lines.count)" : "")
      .draw(on: &canvas, above: &detail)
    let texts = canvas.metrics.wrapped(told(context), to: detail.columns - 2)
    canvas.put(
      canvas.metrics.first(detail.rows, of: texts, to: detail.columns - 2)
        .map { StyledLine($0, .plain, canvas.metrics) }, in: detail.inset(rows: 0, columns: 1))
  }

  /// What stands in the file, what it is, and what says so.
  private func line(
    _ line: MappingLines.Line, isCurrent: Bool, columns: Int, _ context: Context
  ) -> StyledLine {
    var text = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
    let mark: String =
      switch line {
      case .constant(let field): isMissing(field) ? Theme.Mark.mustFix : " "
      default: needsLook(line) ? Theme.Mark.question : " "
      }
    text.add(mark, Theme.Mark.style(mark))
    let (reason, field) = (9, max(14, columns / 4))
    let name = max(12, columns / 4)
    let middle = max(0, columns - name - field - reason - 8)
    let parts = parts(of: line, context)
    text.add(parts.name, columns: name)
    text.add(parts.values, Theme.label, columns: middle)
    text.add("> ", Theme.label)
    text.add(parts.meaning, columns: field)
    text.add(parts.reason, Theme.label, columns: reason)
    return text
  }

  private func parts(
    of line: MappingLines.Line, _ context: Context
  ) -> (name: String, values: String, meaning: String, reason: String) {
    switch line {
    case .heading(let words): return (context.say(words), "", "", "")
    case .column(let column):
      return (
        column.header, column.samples.joined(separator: ", "),
        context.say(TargetScreen.label(of: target(of: column), kind)), context.say(why(column))
      )
    case .constant(let field):
      let text = mapping.constants[field.key]
      return (
        context.say(field.label), "", text.map { ValueChoice.shown($0, field, context) } ?? "--", ""
      )
    case .word(let word):
      let meaning = mapping.values[word.field.key]?[word.text]
      let rows = Words(
        word.count == 1 ? "1 row" : "\(word.count) rows", "\(word.count) 行")
      return (
        word.text, context.say(word.field.label) + (word.count > 0 ? ", \(context.say(rows))" : ""),
        meaning.map {
          $0.isEmpty
            ? context.say("left empty", "不填") : ValueChoice.shown($0, word.field, context)
        } ?? "--", ""
      )
    }
  }

  /// What says what a column is read as.
  private func why(_ column: ImportPlan.Column) -> Words {
    if mapping.columns[column.header] != nil { return Words("decided", "已定") }
    if case .ignored = column.use { return Words(same: "") }
    return switch column.reason {
    case .header: Words("header", "列名")
    case .mapping: Words("decided", "已定")
    case .likeness, .values: Words("proposed", "建议")
    }
  }

  /// The line under the cursor in a sentence.
  private func told(_ context: Context) -> String {
    switch line {
    case .column(let column):
      let values = column.samples.isEmpty ? "" : ": " + column.samples.joined(separator: ", ")
      return column.header + values + reason(column, context)
    case .constant(let field):
      let hint = field.hint.map { ": " + context.say($0) } ?? ""
      let missing = context.say(
        "every record needs it, and no column holds it", "每条记录必填，而文件中没有这一列")
      return context.say(field.label) + (isMissing(field) ? ": " + missing : hint)
    case .word(let word):
      return context.say(
        "\"\(word.text)\" is no value of \(word.field.label.en): choose what it means, or Del to leave it empty",
        "“\(word.text)”不是\(word.field.label.chinese)的取值：选择其含义，或按 Del 不填")
    case .heading, nil: return ""
    }
  }

  private func reason(_ column: ImportPlan.Column, _ context: Context) -> String {
    if mapping.columns[column.header] != nil { return "" }
    let why: Words? =
      switch (column.use, column.reason) {
      case (.ignored(let why), _): why
      case (_, .likeness): Words("its header is much like this field's name", "列名与该项名称相近")
      case (_, .values): Words("its values are what this field holds", "所填内容与该项相符")
      default: nil
      }
    return why.map { context.say(Words(" (", " (") + $0 + Words(same: ")")) } ?? ""
  }
}
