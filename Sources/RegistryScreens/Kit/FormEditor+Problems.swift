import RegistryModel

// What is wrong or odd in the record and its rows, and what a save of them asks first.
extension FormEditor {
  /// What is wrong or odd at a field of the record or of a row.
  struct Problem: Sendable {
    /// The record or row.
    let id: RecordID
    let field: FieldInfo
    let words: Words
    /// What the row is called; nil for the record.
    let row: Words?
    /// The conflicting record.
    let other: RecordID?

    /// A sentence that names the field, and the row.
    var named: Words {
      let named = field.naming(words)
      return row.map { $0 + Words(same: ": ") + named } ?? named
    }
  }

  /// What would block saving, in the order of the screen. Of two that conflict the one is told that is
  /// typed in.
  var blocking: [Problem] {
    let all = editors.flatMap { editor in
      editor.blocking.map { problem(editor, $0.field, $0.words, other: $0.other) }
    }
    let typed = Set(editors.filter(\.isToSave).map(\.id))
    return all.filter { one in
      typed.contains(one.id) || !all.contains { $0.id == one.other && $0.other == one.id }
    }
  }

  /// A record of the form, which is saved with the others.
  func holds(_ id: RecordID) -> Bool { editors.contains { $0.id == id } }

  /// Everything worth a look: of the record, then of each row, what blocks before what is odd.
  var problems: [Problem] {
    editors.filter { $0.id == record.id || !$0.isBlank }.flatMap { editor in
      editor.problems.map { problem(editor, $0.field, $0.words) }
    }
  }

  private func problem(
    _ editor: RecordEditor, _ field: FieldInfo, _ words: Words, other: RecordID? = nil
  ) -> Problem {
    Problem(id: editor.id, field: field, words: words, row: name(of: editor.id), other: other)
  }

  /// What a row is called here, `Assignment 2`; nil for the record.
  private func name(of id: RecordID) -> Words? {
    tables.lazy.compactMap { table in
      table.rows.firstIndex { $0.id == id }.map { table.kind.label + Words(same: " \($0 + 1)") }
    }.first
  }

  /// The problem after the cursor, or else the first.
  func next(of problems: [Problem]) -> Problem? {
    let editors = editors
    func place(_ id: RecordID, _ key: String) -> (Int, Int) {
      let number = editors.firstIndex { $0.id == id } ?? 0
      return (number, editors[number].fields.firstIndex { $0.key == key } ?? 0)
    }
    let cursor = place(focused.id, focused.field.key)
    return problems.first { place($0.id, $0.field.key) > cursor } ?? problems.first
  }

  /// How many fields cannot be read.
  func unread(_ context: Context) -> Int { editors.reduce(0) { $0 + $1.unread(context) } }

  /// What a save of all would do unseen while another day is shown.
  func dayQuestion(_ context: Context) -> DayQuestion {
    editors.filter { $0.id == record.id || $0.isToSave }.map { $0.dayQuestion(context) }
      .reduce(into: DayQuestion()) { all, one in
        all.undated += one.undated.filter { !all.undated.contains($0) }
        all.proposed += one.proposed.filter { !all.proposed.contains($0) }
      }
  }

  /// Every altered dated field anew, as a correction or as a change from a day.
  mutating func enterAgain(as moment: Moment, _ context: Context) {
    alterAll { $0.enterAgain(as: moment, context) }
    judgeTogether(context)
  }

  /// What is shown is no longer what is stored: a colleague saved.
  func isOutdated(since base: RegistryState, _ context: Context) -> Bool {
    context.registry[record.id]?.changed != base[record.id]?.changed
      || tables.contains { $0.isOutdated(since: base, context) }
  }
}
