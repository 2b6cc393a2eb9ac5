import RegistryModel
import RegistryPlans

// Records that belong to another one, keyed line by line in a table.
extension FormScreen {
  /// The activities of a programme.
  static func activities(of programme: RecordID, _ context: Context) -> FormScreen? {
    OwnedKind(.activity, by: "programme").map { lines in
      FormScreen(
        FormEditor(lines, of: programme, context), draft: "form-\(context.ticket)", context)
    }
  }

  /// What the month of the line the cursor is in adds up to, as typed: `2026-05: 81 person-times, cases 2,
  /// events 3`; nil where there is nothing to add up.
  func sums(_ context: Context) -> Words? {
    guard content.lines?.kind == .activity, let table = content.table,
      editor.isAccepted,
      let month = (editor.completed(context) as? Activity)?.heldOn?.wholeMonth
    else { return nil }
    let typed = table.rows.filter(\.isToSave)
    let replaced = Set(typed.map(\.id) + table.removed)
    let stored = context.registry.activities(of: record)
      .filter { context.isThere($0) && !replaced.contains($0.id) }
    let keyed = typed.filter(\.isAccepted).compactMap { row in
      (row.completed(context) as? Activity).map { Stored(row.id, $0, changed: 0) }
    }
    let sums = ActivitySums(stored + keyed, by: .month)
    guard let line = sums.lines.first(where: { $0.group == .month(month) }) else { return nil }
    let counts = sums.kinds.compactMap { kind in
      line.count(of: kind).map { Words("\(kind.many) \($0)", "\(kind.row.short.chinese) \($0)") }
    }
    let times = line.personTimes.map { Words("\($0) person-times", "\($0) 人次") }
    // Where there is little room the last ones are cut.
    let all = [times].compactMap { $0 } + counts
    guard let first = all.first else { return nil }
    return Words(month.text(.en), month.text(.chinese)) + Words(": ", "：")
      + all.dropFirst().reduce(first) { $0 + Words(", ", "，") + $1 }
  }

  /// How many lines were saved, and where their programme is with them.
  func keyed(_ commit: Commit?, _ context: Context) -> Words {
    guard let lines = content.lines else { return Words("", "") }
    let count = commit?.set.changes.count { $0.id.kind == lines.kind } ?? 0
    let progress = context.registry.progress(of: record, by: context.past).map {
      Words("; ", "；") + $0.words
    }
    return Words(count == 1 ? ", 1 line" : ", \(count) lines", "，\(count) 条")
      + (progress ?? Words("", ""))
  }
}

extension RecordEditor {
  /// Nothing typed in it is refused: of a line with a day that is none nothing can be added up yet.
  fileprivate var isAccepted: Bool { fields.allSatisfy { refusal(of: $0) == nil } }
}
