import RegistryModel
import TerminalCore

extension RecordEditor {
  /// Columns of labels: the longest one here, within reason.
  func labelColumns(_ metrics: TextMetrics, _ language: Language) -> Int {
    let labels = fields.map(\.label) + [labelBelow].compactMap { $0 }
    return min(22, labels.map { metrics.columns(of: $0[language]) }.max() ?? 0)
  }

  /// Draws the fields of `range`, a row each, and puts the cursor at the caret.
  ///
  /// - Parameter isTypedIn: the cursor is in one of the fields.
  func draw(
    _ range: Range<Int>, isTypedIn: Bool = true, on canvas: inout Canvas, in area: Area,
    _ context: Context
  ) {
    let labels = labelColumns(canvas.metrics, context.language)
    for (row, place) in range.enumerated() where row < area.rows {
      draw(
        fields[place], isFocused: isTypedIn && place == focus, on: &canvas, in: area.line(row),
        labels, context)
    }
  }

  private func draw(
    _ field: FieldInfo, isFocused: Bool, on canvas: inout Canvas, in line: Area, _ labels: Int,
    _ context: Context
  ) {
    let (row, end) = (line.row, line.column + line.columns)
    let asked = record.asked(field, on: context.day)
    let mark = mark(field, asked, context)
    canvas.put(mark, row: row, column: line.column, style: Theme.Mark.style(mark))
    canvas.put(
      field.label[context.language], row: row, column: line.column + 1,
      style: isFocused ? Theme.focus : Theme.label, columns: labels)
    var column = line.column + labels + 2
    if case .skipped(let why) = asked {
      canvas.put("[--]", row: row, column: column, style: Theme.label)
      canvas.put(
        canvas.metrics.truncated(context.say(why), to: max(0, end - column - 6)), row: row,
        column: column + 6, style: Theme.label)
      return
    }
    guard isTypable(field, context) else {
      let text = record.text(field, on: context.day, context.language)
      let words = [text, beside(field, of: completed(context), context)].compactMap { $0 }.joined(
        separator: "  ")
      canvas.put(
        canvas.metrics.truncated(words, to: max(0, end - column)), row: row, column: column,
        style: Theme.derived)
      return
    }
    let width = min(boxColumns(of: field), max(4, end - column - 4))
    let proposal = proposal(field, context)
    let style = isFocused ? Theme.focusedField : Theme.field
    canvas.put("[", row: row, column: column, style: Theme.label)
    canvas.fill(row: row, column: column + 1, rows: 1, columns: width, style: style)
    let editor = proposal.map { LineEditor(proposalText(field, $0)) } ?? editor(of: field)
    let window = editor.window(columns: width, metrics: canvas.metrics)
    let text = isFocused ? window.text : canvas.metrics.truncated(editor.text, to: width)
    canvas.put(text, row: row, column: column + 1, style: style, columns: width)
    canvas.put("]", row: row, column: column + 1 + width, style: Theme.label)
    if isFocused {
      canvas.cursor = Position(row: row, column: column + 1 + min(window.caretColumn, width - 1))
    }
    column += width + 3
    drawBehind(field, isFocused, on: &canvas, row: row, column: column, end: end, context)
  }

  /// Columns of the box: a name being typed where numbers are short has room too.
  private func boxColumns(of field: FieldInfo) -> Int {
    switch field.entry {
    case .choice, .choices:
      editor(of: field).text.isNumbers ? field.entry.columns : max(14, field.entry.columns)
    default: field.entry.columns
    }
  }

  /// What is after the box: the problem, else the word of a code, candidates, the choices or
  /// the hint.
  func drawBehind(
    _ field: FieldInfo, _ isFocused: Bool, on canvas: inout Canvas, row: Int, column: Int, end: Int,
    _ context: Context
  ) {
    var column = column
    func put(_ text: String, _ style: Style) {
      guard column < end else { return }
      column += canvas.put(
        canvas.metrics.truncated(text, to: end - column), row: row, column: column, style: style)
    }
    /// Whole where there is room; where the cursor is the rest is below the fields.
    func say(_ mark: String, _ words: Words, _ style: Style) {
      put("\(mark) " + canvas.metrics.brief(context.say(words), to: end - column - 2), style)
    }
    switch problem(field) {
    // What can be chosen says more than that something must be.
    case .mustFix? where isFocused && hasChoices(field, context): break
    case .mustFix(let words)?: return say(Theme.Mark.mustFix, words, Theme.error)
    case .question(let words)?: return say(Theme.Mark.question, words, Theme.warning)
    case nil: break
    }
    if isFocused, isLocked(field, context) {
      put(context.say("locked: Ctrl-K unlocks  ", "已锁定: Ctrl-K 解除  "), Theme.label)
    }
    let value = completed(context)
    let isLookedFor = isFocused && field.refersTo != nil && !sought(field, context).isEmpty
    if !isLookedFor, let words = beside(field, of: value, context) { return put(words, .plain) }
    switch field.entry {
    case .choice(let entries), .choices(let entries):
      // Where a name is typed that is none yet, what it may become, and not what was there before.
      let isSought = isFocused && errors[field.ordinal] != nil
      let words = isSought ? "" : value.text(field, on: context.day, context.language)
      if !words.isEmpty { put(words + "  ", .plain) }
      let legend = Legend(
        isSought ? codes(field, context) : entries, isApart: isSought, columns: end - column,
        context)
      if isFocused || legend.isWhole { put(legend.text, isSought ? .plain : Theme.label) }
    case .flag:
      let words = value.text(field, on: context.day, context.language)
      put(words + (words.isEmpty ? "" : "  "), .plain)
      if isFocused { put(context.say("1 yes  0 no", "1 是  0 否"), Theme.label) }
    case .record, .records:
      guard isFocused, !sought(field, context).isEmpty else { fallthrough }
      let (shown, more) = candidates(context)
      if shown.isEmpty {
        put("\(Theme.Mark.mustFix) \(context.say("no matches", "没有符合项"))", Theme.error)
      }
      for (place, candidate) in shown.enumerated() {
        put("\(place + 1) \(candidate.name)", .plain)
        put(candidate.noteText, Theme.label)
      }
      if more > 0 { put("+\(more): F4", Theme.label) }
    default:
      if isFocused, isHintBeside(context), let hint = field.hint {
        put(context.say(hint), Theme.label)
      }
    }
  }

  /// What the row of the field says beside its value; nil if nothing is said.
  private func beside(_ field: FieldInfo, of value: any Record, _ context: Context) -> String? {
    value.words(beside: field, as: id, in: context.registry, on: context.day)
      .map(context.say)
  }

  /// What is not shown in full beside the box the cursor is in: its problem, else its hint.
  func footnote(_ context: Context) -> String? {
    let isBeside = { (words: Words) in
      context.metrics.columns(of: context.say(words)) + 2 <= roomBehind(context)
    }
    return switch problemHere(context) {
    case .mustFix(let words)? where !isBeside(words):
      "\(Theme.Mark.mustFix) \(context.say(words))"
    case .question(let words)? where !isBeside(words):
      "\(Theme.Mark.question) \(context.say(words))"
    case nil: unsaid(context)
    default: field.hint.map(context.say)
    }
  }

  /// What has no room beside the box where nothing is wrong: what is said of the value, else the hint.
  private func unsaid(_ context: Context) -> String? {
    if let words = beside(field, of: completed(context), context),
      context.metrics.columns(of: words) > roomBehind(context)
    {
      return words
    } else if field.isTold || !isHintBeside(context) {
      return field.hint.map(context.say)
    }
    return nil
  }

  /// The same as the lower border of a box in `area` shows it.
  func footnote(in area: Area, _ context: Context) -> String {
    footnote(context).map { context.metrics.brief($0, to: area.columns - 8) } ?? ""
  }

  /// The hint of the field has its room after the box.
  private func isHintBeside(_ context: Context) -> Bool {
    switch field.entry {
    case .choice, .choices, .flag: false
    default:
      field.hint.map { context.metrics.columns(of: context.say($0)) <= roomBehind(context) } ?? true
    }
  }

  /// What is wrong or odd where the cursor is; not that what is typed there is none of the choices it
  /// may still become.
  func problemHere(_ context: Context) -> Problem? {
    errors[field.ordinal] != nil && hasChoices(field, context) ? nil : problem(field)
  }

  /// A value can be chosen by what is after the box.
  private func hasChoices(_ field: FieldInfo, _ context: Context) -> Bool {
    let isUnread = errors[field.ordinal] != nil
    return switch field.entry {
    case .choice, .choices:
      editor(of: field).text.tidied.isEmpty || isUnread && !codes(field, context).isEmpty
    case .flag: editor(of: field).text.tidied.isEmpty
    case .record, .records:
      !sought(field, context).isEmpty && !(isUnread && candidates(context).shown.isEmpty)
    default: false
    }
  }

  private func mark(_ field: FieldInfo, _ asked: Requirement, _ context: Context) -> String {
    if carried.contains(field.ordinal) { return Theme.Mark.carried }
    if field.isComputed || asked == .follows || proposal(field, context) != nil {
      return Theme.Mark.derived
    }
    if case .question = problem(field), asked != .required { return Theme.Mark.question }
    switch asked {
    case .required: return Theme.Mark.required
    case .expected where record.json(field, on: context.day) == nil: return Theme.Mark.question
    case .expected, .optional, .rare, .follows, .skipped: return " "
    }
  }

  func proposalText(_ field: FieldInfo, _ json: JSON) -> String {
    switch field.entry {
    case .choice(let entries), .choices(let entries):
      (json.array ?? [json]).compactMap { word in
        entries.first { $0.word == word.string }.map { String($0.number) }
      }.joined(separator: ",")
    default: json.string ?? json.int.map { String($0) } ?? ""
    }
  }
}

/// The codes of a table in a line: as many as it has room for, each whole, and how many more.
private struct Legend {
  private(set) var text = ""
  private(set) var isWhole = true

  /// - Parameter isApart: with a space after each number.
  init(_ entries: [CodeEntry], isApart: Bool, columns: Int, _ context: Context) {
    let gap = context.language == .chinese ? " " : "  "
    for (place, entry) in entries.enumerated() {
      let name = context.say(entry.label)
      // A name that begins with a digit would become part of the number.
      let space = isApart || name.first?.isNumber == true ? " " : ""
      let next = text + (text.isEmpty ? "" : gap) + "\(entry.number)\(space)\(name)"
      let (left, rest) = (entries.count - place, entries.count - place - 1)
      let end = rest > 0 ? "\(gap)+\(rest): F4" : ""
      guard context.metrics.columns(of: next + end) <= columns else {
        text += (text.isEmpty ? "" : gap) + "+\(left): F4"
        isWhole = false
        return
      }
      text = next
    }
  }
}

extension Entry {
  /// Columns of the box a value is typed in.
  var columns: Int {
    switch self {
    case .text: 30
    case .longText: 40
    case .whole, .made: 8
    case .decimal: 14
    // One more than the text, so that the caret after it moves nothing out of sight.
    case .date: 11
    case .flag: 2
    case .code(let columns): columns + 1
    case .choice(let entries): entries.contains { $0.number > 99 } ? 4 : 3
    case .choices: 10
    case .record: 22
    case .records, .list: 30
    }
  }
}
