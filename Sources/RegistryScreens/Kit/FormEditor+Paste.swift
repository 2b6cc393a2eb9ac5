import RegistryModel

// Cells copied from a spreadsheet fill those of a table: a line a row going down, a tab to the right.
extension FormEditor {
  /// No more rows are taken at once: a file is imported instead.
  static let mostPasted = 200

  /// Fills the cells from where the cursor is, with new rows as needed; one step of undo. False where the
  /// cursor is in no table.
  mutating func paste(cells: [[String]], _ context: Context) -> Bool {
    guard let place else { return false }
    remember()
    let first = focused.focus
    for (offset, line) in cells.enumerated() {
      let number = place.row + offset
      let row =
        tables[place.table].rows.indices.contains(number)
        ? number : tables[place.table].add(context)
      tables[place.table].rows[row].fill(line, from: first, context)
    }
    judgeTogether(context)
    return true
  }
}

extension RecordEditor {
  /// Puts texts into the cells from a place on; what follows from other cells takes none.
  fileprivate mutating func fill(_ cells: [String], from first: Int, _ context: Context) {
    for (field, text) in zip(fields.dropFirst(first), cells) where isTypable(field, context) {
      focus(on: field.key)
      enter(text, in: field, context)
      settle(context)
    }
    move(to: first)
    forgetPast()
  }
}
