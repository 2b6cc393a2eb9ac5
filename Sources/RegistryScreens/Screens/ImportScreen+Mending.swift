import RegistryModel
import TerminalCore

/// What is decided about a file that is imported.
enum ImportChoice: Sendable {
  /// What a column is read as.
  case target(ImportMapping.Target)
  /// How all columns are read.
  case mapping(ImportMapping)
  /// What cells of a row are to be.
  case mended(MendScreen.Answer)
  /// A line is about a record still to be chosen.
  case link(line: Int)
  /// A line is about a new record, though it looks like others.
  case isNew(line: Int)
  /// What a line is about is told by its values again.
  case unlink(line: Int)
  case leaveOutRest
  case sheet(Int)
  case openMapping
  /// As if nothing had been decided.
  case forget
  case readAgain
}

// What a clerk decides about rows.
extension ImportScreen {
  /// Takes a decision: one step of undo, and the file is read anew.
  mutating func decide(
    _ context: Context, _ change: (inout ImportDecisions) -> Void
  ) -> [Step] {
    var new = decided
    change(&new)
    guard new != decided else { return [] }
    past.append(decided)
    decided = new
    return [read(.decided, context)]
  }

  mutating func undo(_ context: Context) -> [Step] {
    if isSaving { return [.say(Message(Self.oneMoment))] }
    guard let last = past.popLast() else {
      return [.say(Message("nothing was changed here", "在此没有改动"))]
    }
    decided = last
    return [read(.decided, context)]
  }

  var refusesMending: Words? {
    if isSaving || plan == nil { return Self.oneMoment }
    guard let row else { return Words("choose a row", "请选择一行") }
    return row.cells.isEmpty
      ? Words(
        "only a row to fix, or one with a date in doubt, can be changed here; F2 has more",
        "只有须改正或日期存疑的行可在此改正；其他办法见 F2") : nil
  }

  var refusesSkipping: Words? {
    if isSaving || plan == nil { return Self.oneMoment }
    switch row?.outcome {
    case nil: return Words("choose a row", "请选择一行")
    case .skipped(.total), .skipped(.note):
      return Words("this line is no row of the list", "此行不是名单中的一行")
    default: return nil
    }
  }

  /// Leaves the row out, or takes it in again.
  mutating func skip(_ context: Context) -> [Step] {
    guard let row else { return [] }
    note(row)
    return decide(context) { $0.mends.skipped.formSymmetricDifference([row.line]) }
  }

  /// Remembers why a row does not come in: once it is left out nobody looks at it again.
  private mutating func note(_ row: ImportRow) {
    guard !row.problems.isEmpty else { return }
    reasons[row.line] = row.reason
  }

  /// The cells of the row under the cursor, to be fixed.
  func openRow(forAll: Bool, _ context: Context) -> [Step] {
    guard let plan, let row else { return [] }
    let columns = plan.file.columns.sorted { $0.place < $1.place }
      .filter { row.cells.indices.contains($0.place) }
    let cells = columns.map { column in
      let text = text(of: column, in: row)
      let problem = row.problems.first { $0.column == column.header }
      return MendScreen.Cell(
        column: column, text: text, problem: problem?.reason,
        alike: text.isEmpty ? 1 : alike(text, column, plan).count)
    }
    // What concerns the whole line stands at the first cell.
    let whole = row.problems.first { problem in
      !columns.contains { $0.header == problem.column }
    }
    var all = cells
    if let whole, !all.isEmpty, all.allSatisfy({ $0.problem == nil }) {
      all[0].problem = whole.reason
    }
    return [.open(MendScreen(row, of: kind, all, isForAll: forAll))]
  }

  /// A cell as it reads now.
  private func text(of column: ImportPlan.Column, in row: ImportRow) -> String {
    decided.mends.cells[.init(line: row.line, header: column.header)]
      ?? (row.cells.indices.contains(column.place) ? row.cells[column.place] : "")
  }

  /// The lines to fix that have a text in a column.
  private func alike(_ text: String, _ column: ImportPlan.Column, _ plan: ImportPlan) -> [Int] {
    let text = text.tidied
    return plan.rows.lazy.filter {
      !$0.cells.isEmpty && self.text(of: column, in: $0).tidied == text
    }.map(\.line)
  }

  private mutating func mend(_ answer: MendScreen.Answer, _ context: Context) -> [Step] {
    guard let plan, let place = plan.place(ofLine: answer.line) else { return [] }
    let row = plan.rows[place]
    var new = decided
    for (header, typed) in answer.texts {
      guard let column = plan.file.columns.first(where: { $0.header == header }) else { continue }
      let written = text(of: column, in: row)
      if answer.isForAll, case .field(let field) = column.use, field.hasWords {
        // What a word means holds for the next file, too.
        var mapping = new.mapping ?? plan.file.mapping
        mapping.values[field.key, default: [:]][written.tidied] = typed
        new.mapping = mapping
      } else {
        let lines = answer.isForAll ? alike(written, column, plan) : [row.line]
        for line in lines { new.mends.cells[.init(line: line, header: header)] = typed }
      }
    }
    return decide(context) { $0 = new }
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    switch choice {
    case .importing(let choice): return perform(choice, context)
    case .record(let id):
      guard let line = linking else { return [] }
      linking = nil
      return decide(context) { $0.mends.linked[line] = id }
    default: return []
    }
  }

  private mutating func perform(_ choice: ImportChoice, _ context: Context) -> [Step] {
    switch choice {
    case .target: return []
    case .mapping(let mapping): return decide(context) { $0.mapping = mapping }
    case .mended(let answer): return mend(answer, context)
    case .link(let line):
      linking = line
      return [.open(FindScreen(picking: kind, text: row?.title ?? ""))]
    case .isNew(let line): return decide(context) { $0.mends.linked[line] = .some(nil) }
    case .unlink(let line): return decide(context) { $0.mends.linked.removeValue(forKey: line) }
    case .leaveOutRest:
      let bad = plan?.rows.filter { $0.outcome == .bad } ?? []
      for row in bad { note(row) }
      return decide(context) { $0.mends.skipped.formUnion(bad.map(\.line)) }
    case .sheet(let number):
      // What was decided is about the rows of another sheet.
      return decide(context) {
        $0 = ImportDecisions()
        $0.sheet = number
      }
    case .openMapping: return openMapping(context)
    case .forget: return decide(context) { $0 = ImportDecisions() }
    case .readAgain:
      let old = letGo()
      return old + [read(.asked, context)]
    }
  }
}

extension ImportRow {
  /// All that is wrong with it.
  var reason: Words {
    Words(
      problems.map { $0.text(.en) }.joined(separator: "; "),
      problems.map { $0.text(.chinese) }.joined(separator: "；"))
  }
}

extension FieldInfo {
  /// Its values are words that an office may have others for: a code table's, or names of records.
  var hasWords: Bool { refersTo != nil || !entry.codes.isEmpty || entry == .flag }
}
