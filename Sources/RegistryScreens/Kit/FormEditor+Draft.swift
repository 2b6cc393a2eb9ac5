import RegistryModel

/// The rows of a form as its draft keeps them beside the record: of each table with something typed the
/// rows typed in and those taken out, and the row the cursor is in.
///
/// Where only rows are typed, `lines` says of which kind, and by which field they belong to the record.
///
/// Shape: `"tables":[{"kind":"assignment","rows":[…],"removed":["a7"]}],"cursor":{"kind":"assignment","row":
/// "new:1"}`, a row like a record of its own
private enum DraftKey {
  static let tables = "tables"
  static let kind = "kind"
  static let rows = "rows"
  static let removed = "removed"
  static let cursor = "cursor"
  static let row = "row"
  static let lines = "lines"
  static let owner = "by"
}

extension FormEditor {
  /// What is typed, as it is.
  func draft(_ context: Context) -> [JSON.Member] {
    let typed = tables.compactMap { $0.draft(context) }
    let place = place.map { place in
      let table = tables[place.table]
      return JSON.object(
        of: (DraftKey.kind, .string(table.kind.rawValue)), (DraftKey.row, table.name(of: place.row))
      )
    }
    let rows = JSON.object(
      of: (DraftKey.tables, typed.isEmpty ? nil : .array(typed)), (DraftKey.cursor, place),
      (
        DraftKey.lines,
        lines.map {
          .object(
            of: (DraftKey.kind, .string($0.kind.rawValue)), (DraftKey.owner, .string($0.owner.key)))
        }
      ))
    return record.draft(context) + (rows.members ?? [])
  }

  /// The form of what a draft was made on; nil if it is no draft of a record.
  init?(draft: JSON, _ context: Context) {
    guard let record = RecordEditor(draft: draft, context) else { return nil }
    if let lines = OwnedKind(ofDraft: draft[DraftKey.lines]) {
      self.init(lines, of: record.id, context)
      closeLine()
    } else {
      self.init(record, context)
    }
    for typed in draft[DraftKey.tables]?.array ?? [] {
      guard let place = place(of: typed) else { continue }
      resume(typed, intoTable: place, context)
    }
    if let at = draft[DraftKey.cursor], let table = place(of: at) {
      let name = at[DraftKey.row]
      let row = tables[table].rows.indices.first { tables[table].name(of: $0) == name }
      // With the caret where it was.
      let typed = row.map { tables[table].rows[$0] }
      go(toTable: table, row: row ?? .max, context)
      if let typed { focused = typed } else { addRow(context) }
    }
    if lines != nil, place == nil { openLine(context) }
    check(context)
  }

  /// The table that part of a draft is about.
  private func place(of draft: JSON) -> Int? {
    tables.firstIndex { $0.kind.rawValue == draft[DraftKey.kind]?.string }
  }

  /// What a list of drafts says of the rows of one: the kinds there are rows of.
  static func rowKinds(ofDraft draft: JSON) -> [Words] {
    (draft[DraftKey.tables]?.array ?? []).compactMap { table in
      table[DraftKey.kind]?.string.flatMap(Kind.init(rawValue:))?.schema.plural
    }
  }
}

extension OwnedKind {
  /// Of which lines a draft is; nil if it is of a record.
  fileprivate init?(ofDraft draft: JSON?) {
    guard let kind = draft?[DraftKey.kind]?.string.flatMap(Kind.init(rawValue:)),
      let key = draft?[DraftKey.owner]?.string
    else { return nil }
    self.init(kind, by: key)
  }
}

extension RowTable {
  /// What is typed in its rows; nil if nothing is.
  fileprivate func draft(_ context: Context) -> JSON? {
    guard isChanged else { return nil }
    return .object(
      of: (DraftKey.kind, .string(kind.rawValue)),
      (DraftKey.rows, .array(rows.filter(\.isToSave).map { .object($0.draft(context)) })),
      (DraftKey.removed, removed.isEmpty ? nil : .array(removed.map(\.json))))
  }

  /// Types again what a draft holds.
  mutating func resume(_ draft: JSON, _ context: Context) {
    for typed in draft[DraftKey.rows]?.array ?? [] {
      let id = RecordID(kind, -1 - rows.count { $0.original == nil })
      let keys = Self.fields(of: owned).map(\.key)
      guard let row = RecordEditor(draft: typed, as: id, fields: keys, context), row.kind == kind
      else { continue }
      put(row)
    }
    for id in draft[DraftKey.removed]?.array ?? [] {
      if let id = id.string.flatMap({ RecordID($0) }) { remove(id) }
    }
  }

  /// What a draft calls a row: its id, or which of the new ones it is; nil if nothing is typed in it.
  fileprivate func name(of row: Int) -> JSON? {
    if rows[row].original != nil { return rows[row].id.json }
    guard !rows[row].isBlank else { return nil }
    return RecordID(kind, -rows[...row].count { $0.original == nil }).json
  }
}
