import RegistryModel

/// The rows of one kind that belong to the record of a form, while they are typed: stored ones in the
/// order of their numbers, then new ones.
struct RowTable: Sendable {
  let owned: OwnedKind
  /// The record they belong to; it may be new itself.
  let owner: RecordID
  /// So many of the stored rows are shown, the last ones; nil: all.
  let last: Int?
  var rows: [RecordEditor]
  /// Stored rows that a save puts into the recycle bin.
  private(set) var removed: [RecordID] = []

  var kind: Kind { owned.kind }

  /// The rows there are on the day shown.
  init(_ owned: OwnedKind, of owner: RecordID, last: Int? = nil, _ context: Context) {
    (self.owned, self.owner, self.last) = (owned, owner, last)
    rows = Self.stored(owned, of: owner, last: last, context).map { stored in
      Self.row(
        RecordEditor(
          stored.content, id: stored.id, original: stored.content, fields: Self.fields(of: owned),
          context))
    }
  }

  /// The stored rows of the day shown.
  private static func stored(
    _ owned: OwnedKind, of owner: RecordID, last: Int? = nil, _ context: Context
  ) -> [any AnyStored] {
    guard !owner.isNew else { return [] }
    let rows = context.registry.rows(owned, of: owner).filter { stored in
      context.isThere(stored) && stored.json(owned.owner, on: context.day) == owner.json
    }
    return last.map { rows.suffix($0) } ?? rows
  }

  /// So many stored rows there are before the first that is shown.
  func unseen(_ context: Context) -> Int {
    last.map { max(0, Self.stored(owned, of: owner, context).count - $0) } ?? 0
  }

  /// The fields of a row, those that lists show first.
  static func fields(of owned: OwnedKind) -> [FieldInfo] {
    let fields = owned.kind.schema.fields.filter {
      $0.key != owned.owner.key && ($0.column != nil || !$0.isComputed)
    }
    return fields.filter { $0.column != nil }.sorted { place($0) < place($1) }
      + fields.filter { $0.column == nil }
  }

  private static func place(_ field: FieldInfo) -> (Int, Int) {
    (field.column?.place ?? .max, field.ordinal)
  }

  private static func row(_ editor: RecordEditor) -> RecordEditor {
    var row = editor
    row.isRow = true
    return row
  }

  /// What is shown is no longer what is stored: a colleague saved, or another day is shown.
  func isOutdated(since base: RegistryState, _ context: Context) -> Bool {
    let now = Self.stored(owned, of: owner, last: last, context)
    return now.map(\.id) != rows.filter { !$0.isBlank }.map(\.id)
      || now.contains { $0.changed != base[$0.id]?.changed }
  }

  /// Something is typed, added or taken out.
  var isChanged: Bool { !removed.isEmpty || rows.contains { $0.isToSave } }

  /// Adds a row at the end and returns its place; what is locked is in it already, and what goes on from the
  /// row above.
  mutating func add(given: [(key: String, value: JSON)] = [], _ context: Context) -> Int {
    let number = (rows.map(\.id.number).min().map { min($0, 0) } ?? 0) - 1
    var editor = Self.row(
      RecordEditor(
        kind.schema.make(), id: RecordID(kind, number), original: nil,
        fields: Self.fields(of: owned), context))
    let locked = (context.locked[kind] ?? [:]).map { (key: $0.key, value: $0.value) }
    for (field, value) in given.isEmpty ? goingOn(context) : []
    where context.locked[kind]?[field.key] == nil {
      editor.carry(value, in: field, context)
    }
    for (key, value) in locked + given {
      if let field = editor.fields.first(where: { $0.key == key }) {
        editor.carry(value, in: field, context)
      }
    }
    editor.takeMonths(context)
    if given.isEmpty { editor.begin() } else { editor.forgetPast() }
    append(editor)
    return rows.count - 1
  }

  /// What goes on from the last row to the next: nothing from a row that was stored before this form.
  private func goingOn(_ context: Context) -> [(field: FieldInfo, value: JSON)] {
    guard let last = rows.last, last.original == nil else { return [] }
    let above = last.completed(context)
    return Self.fields(of: owned).filter { $0.carrying != nil }
      .compactMap { field in above.json(field, on: context.day).map { (field, $0) } }
  }

  /// A row as it was typed, under this owner.
  private mutating func append(_ editor: RecordEditor) {
    var row = Self.row(editor)
    row.owner = Setting(owned.owner.key, before: .null, after: owner.json)
    rows.append(row)
  }

  /// A row as it was typed, in its place; one that a colleague has taken out stays to be seen.
  mutating func put(_ editor: RecordEditor) {
    if editor.original == nil { return append(editor) }
    if let place = rows.firstIndex(where: { $0.id == editor.id }) {
      rows[place] = Self.row(editor)
    } else if editor.isToSave {
      let place = rows.firstIndex { $0.original == nil } ?? rows.count
      rows.insert(Self.row(editor), at: place)
    }
  }

  /// Takes a row out; one that is stored goes to the recycle bin when the form is saved.
  mutating func remove(_ place: Int) {
    let row = rows.remove(at: place)
    if row.original != nil { removed.append(row.id) }
  }

  /// Takes out a stored row that a draft has taken out.
  mutating func remove(_ id: RecordID) {
    guard let place = rows.firstIndex(where: { $0.id == id && $0.original != nil }) else { return }
    remove(place)
  }

  /// What is typed in its rows, typed on another state of the registry or under another owner.
  func onto(
    _ registry: RegistryState, of owner: RecordID, without givenUp: [RecordID: Set<String>],
    _ context: Context
  ) -> RowTable {
    var again = RowTable(owned, of: owner, last: last, context)
    for row in rows where row.isToSave {
      again.put(row.onto(registry, without: givenUp[row.id] ?? [], context) ?? row)
    }
    for id in removed { again.remove(id) }
    return again
  }

  /// What a save does to its rows; those that nobody typed in are not written.
  func changes(_ context: Context) -> [Change] {
    rows.filter(\.isToSave).map { $0.change(context) }.filter { $0.isNew || !$0.settings.isEmpty }
      + binning(context)
  }

  /// What puts the rows that were taken out into the recycle bin; a colleague may have done it.
  func binning(_ context: Context) -> [Change] {
    removed.filter { context.registry[$0]?.binned == nil }.map {
      Change($0, [.binned(from: nil, to: UndoPlan.removed[context.language])])
    }
  }
}

extension RecordEditor {
  /// A new row in which nothing is typed: it is there only while the cursor is in it.
  var isBlank: Bool { original == nil && !isToSave }

  /// A colleague has put the record into the recycle bin.
  func isGone(_ context: Context) -> Bool {
    original != nil && context.registry[id]?.binned != nil
  }
}
