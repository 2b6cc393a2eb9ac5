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

  /// What the month of the line the cursor is in adds up to, as typed: `2026-05: cases 2, events 3; 81
  /// person-times`; nil where there is nothing to add up.
  func sums(_ context: Context) -> Words? {
    guard content.lines?.kind == .activity, let table = content.table,
      let month = (editor.completed(context) as? Activity)?.heldOn?.wholeMonth
    else { return nil }
    let typed = table.rows.filter(\.isToSave)
    let replaced = Set(typed.map(\.id) + table.removed)
    let stored = context.registry.activities(of: record)
      .filter { context.isThere($0) && !replaced.contains($0.id) }
    let keyed = typed.compactMap { row in
      (row.completed(context) as? Activity).map { Stored(row.id, $0, changed: 0) }
    }
    let sums = ActivitySums(stored + keyed, by: .month)
    guard let line = sums.lines.first(where: { $0.group == .month(month) }) else { return nil }
    let counts = sums.kinds.compactMap { kind in
      line.count(of: kind).map { Words("\(kind.many) \($0)", "\(kind.row.short.chinese) \($0)") }
    }
    let times = line.personTimes.map { Words("\($0) person-times", "\($0) 人次") }
    let all = counts + [times].compactMap { $0 }
    guard let first = all.first else { return nil }
    return Words(month.text(.en), month.text(.chinese)) + Words(": ", "：")
      + all.dropFirst().reduce(first) { $0 + Words(", ", "，") + $1 }
  }
}
