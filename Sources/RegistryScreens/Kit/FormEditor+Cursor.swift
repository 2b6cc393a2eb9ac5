import RegistryModel

// The cursor, and rows that come and go.
extension FormEditor {
  /// Adds a row to the table the cursor is in, and goes there.
  mutating func addRow(_ context: Context) {
    guard let place, !focused.isBlank else { return }
    focused.settle(context)
    self.place?.row = tables[place.table].add(context)
    check(context)
  }

  /// Takes out the row the cursor is in; false where there is none.
  mutating func removeRow(_ context: Context) -> Bool {
    guard let place, !(focused.isBlank && tables[place.table].rows.count == 1) else { return false }
    if !focused.isBlank { remember() }
    let key = focused.field.key
    tables[place.table].remove(place.row)
    let left = tables[place.table].rows.count
    self.place = nil
    go(to: Place(table: place.table, row: min(place.row, max(0, left - 1))), context)
    focused.focus(on: key)
    return true
  }

  /// Rows copied from another record, each new and without what names that one.
  mutating func copyRows(of id: RecordID, _ context: Context) {
    for table in tables {
      addRows(
        RowTable(table.owned, of: id, context).rows.map { row in
          (
            table.kind,
            row.fields.filter { $0.identity == .none && !$0.isComputed }.compactMap { field in
              row.record.json(field, on: context.day).map { (key: field.key, value: $0) }
            }
          )
        }, context)
    }
  }

  /// New rows, each with what is given, in the tables of their kinds.
  mutating func addRows(
    _ rows: [(kind: Kind, given: [(key: String, value: JSON)])], _ context: Context
  ) {
    for row in rows {
      guard let table = tables.firstIndex(where: { $0.kind == row.kind }) else { continue }
      _ = tables[table].add(given: row.given, context)
    }
    check(context)
  }

  /// Into a row of a table, a new one where it has none; a new one left as it was goes.
  private mutating func go(to place: Place?, _ context: Context) {
    // Of lines alone there is nothing beside them.
    if place == nil, lines != nil { return }
    var place = place
    if let old = self.place, old != place, focused.isBlank {
      tables[old.table].rows.remove(at: old.row)
      if let to = place, to.table == old.table, to.row > old.row { place?.row = to.row - 1 }
    }
    if let to = place, tables[to.table].rows.isEmpty { place?.row = tables[to.table].add(context) }
    self.place = place
    focused.move(to: focused.focus)
    judgeTogether(context)
  }

  /// To a field of the record or of one of its rows.
  mutating func go(to key: String?, of id: RecordID, _ context: Context) {
    if id == record.id {
      go(to: nil, context)
    } else {
      let places = tables.indices.flatMap { table in
        tables[table].rows.indices.map { Place(table: table, row: $0) }
      }
      guard let place = places.first(where: { tables[$0.table].rows[$0.row].id == id }) else {
        return
      }
      go(to: place, context)
    }
    if let key { focused.focus(on: key) }
  }

  /// To the first row of a table, a new one where it has none.
  mutating func go(toTable table: Int, row: Int = 0, _ context: Context) {
    guard tables.indices.contains(table) else { return }
    let last = max(0, tables[table].rows.count - 1)
    go(to: Place(table: table, row: min(row, last)), context)
  }

  /// Out of the table: to the next one, after the last back to the fields.
  mutating func leaveTable(_ context: Context) {
    guard let place else { return }
    focused.settle(context)
    let next = place.table + 1
    if next < tables.count { go(toTable: next, context) } else { go(to: nil, context) }
  }

  /// The next field or cell; false at the end.
  mutating func moveOn(_ step: Int, passes: Bool, _ context: Context) -> Bool {
    // Enter in a row that nothing is typed in is done with the table.
    if step > 0, passes, focused.isBlank, place != nil { return next(step, beyond: true, context) }
    if focused.moveOn(step, passes: passes, context) {
      judgeTogether(context)
      return true
    }
    // Rows are typed one after the other: Enter behind the last opens the next.
    if step > 0, passes, let place, place.row == tables[place.table].rows.count - 1 {
      addRow(context)
      return true
    }
    guard next(step, beyond: false, context) else { return false }
    focused.moveToEnd(step > 0 ? 1 : -1, context)
    return true
  }

  /// The cell above or below, out of the table at its ends; in the record's fields the next one.
  mutating func moveLine(_ step: Int, _ context: Context) -> Bool {
    guard let place else { return moveOn(step, passes: false, context) }
    let key = focused.field.key
    guard next(step, beyond: false, context) else { return false }
    if self.place?.table == place.table {
      focused.focus(on: key)
    } else {
      focused.moveToEnd(self.place == nil ? -1 : 1, context)
    }
    return true
  }

  /// The next row or what comes after the table; false at the end.
  private mutating func next(_ step: Int, beyond: Bool, _ context: Context) -> Bool {
    guard let place else {
      guard step > 0, !tables.isEmpty else { return false }
      go(toTable: 0, context)
      return true
    }
    let row = place.row + step
    if !beyond, tables[place.table].rows.indices.contains(row) {
      go(to: Place(table: place.table, row: row), context)
      return true
    }
    let table = place.table + (step > 0 ? 1 : -1)
    if table == tables.count { return false }
    if table < 0, lines != nil { return false }
    if table < 0 {
      go(to: nil, context)
    } else {
      go(toTable: table, row: step > 0 ? 0 : .max, context)
    }
    return true
  }
}
