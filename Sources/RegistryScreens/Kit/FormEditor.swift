import RegistryModel

/// What is typed in a form: its record, and the rows of the tables below its fields; or only rows of a record,
/// a line each.
///
/// One cursor goes through all of it, and one undo.
struct FormEditor: Sendable {
  /// A row of a table.
  struct Place: Hashable {
    var table: Int
    var row: Int
  }

  var record: RecordEditor
  var tables: [RowTable] = []
  /// Only rows are typed, of this kind; nil: the record with all its rows.
  let lines: OwnedKind?
  /// The row the cursor is in; nil: it is in a field of the record.
  var place: Place?
  /// The form before each thing that was typed and what was undone of it, for Ctrl-Z and Ctrl-Y.
  private var past: [FormEditor] = []
  private var future: [FormEditor] = []

  /// A form of the record with its rows.
  init(_ record: RecordEditor, _ context: Context) {
    (self.record, lines) = (record, nil)
    tables = context.registry.ownership.kinds(of: record.kind).map {
      RowTable($0, of: record.id, context)
    }
    check(context)
  }

  /// Lines of a stored record that belong to no form of their own; the cursor is in a new one.
  init(_ lines: OwnedKind, of id: RecordID, _ context: Context) {
    let stored = context.registry[id]?.content ?? id.kind.schema.make()
    record = RecordEditor(stored, id: id, original: stored, context)
    self.lines = lines
    tables = [RowTable(lines, of: id, last: Self.mostLines, context)]
    openLine(context)
  }

  /// The cursor goes to a new row behind the last; lines have no other place for it.
  mutating func openLine(_ context: Context) {
    go(toTable: 0, row: .max, context)
    addRow(context)
  }

  /// Takes the new row out again: a draft brings its own.
  mutating func closeLine() {
    guard let place, focused.isBlank else { return }
    tables[place.table].remove(place.row)
    self.place = nil
  }

  /// So many of the lines that are there are shown above the new ones.
  private static let mostLines = 30

  /// What the cursor is in: the record or a row.
  var focused: RecordEditor {
    get { place.map { tables[$0.table].rows[$0.row] } ?? record }
    set {
      var editor = newValue
      if !editor.past.isEmpty {
        remember()
        editor.past = []
      }
      if let place { tables[place.table].rows[place.row] = editor } else { record = editor }
    }
  }

  /// The record and its rows, in the order of the screen.
  var editors: [RecordEditor] { (lines == nil ? [record] : []) + tables.flatMap(\.rows) }

  /// Alters the record and each of its rows, in this order.
  mutating func alterAll(_ alter: (inout RecordEditor) -> Void) {
    if lines == nil { alter(&record) }
    for table in tables.indices {
      for row in tables[table].rows.indices { alter(&tables[table].rows[row]) }
    }
  }

  /// Something is typed, a reason given, a row added or taken out.
  var isChanged: Bool { record.isToSave || tables.contains(where: \.isChanged) }

  /// The table the cursor is in.
  var table: RowTable? { place.map { tables[$0.table] } }

  /// The row above the one the cursor is in.
  var rowAbove: RecordEditor? {
    place.flatMap { $0.row > 0 ? tables[$0.table].rows[$0.row - 1] : nil }
  }

  // MARK: The rules

  /// Runs the rules again.
  mutating func check(_ context: Context) {
    if tables.isEmpty { record.check(context) } else { judgeTogether(context) }
  }

  /// Judges the record and its rows, each with the others, where it has any.
  mutating func judgeTogether(_ context: Context) {
    if tables.isEmpty { return }
    lookAround(context)
    // Each line is judged for itself: one that nobody typed in is as it was.
    let changes = editors.map { editor in
      editor.isRow && (lines == nil ? editor.isBlank : !editor.isToSave)
        ? nil : editor.change(on: context.registry, context)
    }
    let binning = tables.flatMap { $0.binning(context) }
    let kept = changes.compactMap { $0 }
    var judged = context.registry.judgements(of: kept + binning, today: context.clock.today)[...]
    var judgements = zip(editors, changes).map { editor, change in
      change == nil ? (editor.isBlank ? Judgement() : editor.judgement) : judged.removeFirst()
    }[...]
    alterAll { $0.show(judgements.removeFirst()) }
    // While it is typed in, the others stay as they are.
    let others = (kept + binning).filter { $0.id != focused.id }
    focused.together = { _, _ in others }
  }

  /// Tells each row what is around it, as it is typed: its owner and the row above.
  private mutating func lookAround(_ context: Context) {
    let owner = record.completed(context)
    for table in tables.indices {
      var above: (any Record)?
      for row in tables[table].rows.indices {
        tables[table].rows[row].around = Surroundings(
          context.registry, owner: owner, above: above)
        above = tables[table].rows[row].completed(context)
      }
    }
  }

  /// Reads what is typed for good, before it is saved.
  mutating func settle(_ context: Context) {
    focused.settle(context)
    alterAll { $0.saysRequired = true }
    check(context)
  }

  /// The changed values a save would write.
  func changes(_ context: Context) -> [Change] {
    let change = record.change(context)
    let own = change.isNew || !change.settings.isEmpty ? [change] : []
    return own + tables.flatMap { $0.changes(context) }
  }

  /// Types again what was typed, on the registry as it is now.
  ///
  /// - Parameters:
  ///   - id: the record; nil is this one.
  ///   - givenUp: fields that take what is there, by record.
  func onto(
    _ registry: RegistryState, as id: RecordID? = nil,
    without givenUp: [RecordID: Set<String>] = [:], _ context: Context
  ) -> FormEditor? {
    let typed =
      id == nil && record.original == nil
      ? record : record.onto(registry, as: id, without: givenUp[record.id] ?? [], context)
    guard let typed else { return nil }
    var again = self
    again.record = typed
    again.tables = tables.map { $0.onto(registry, of: typed.id, without: givenUp, context) }
    again.place = nil
    again.forgetPast()
    if let row = place.map({ tables[$0.table].rows[$0.row] }) {
      again.go(to: row.field.key, of: row.id, context)
    }
    if lines != nil, again.place == nil { again.openLine(context) }
    again.check(context)
    return again
  }

  /// Types again what a draft holds of a table.
  mutating func resume(_ draft: JSON, intoTable table: Int, _ context: Context) {
    tables[table].resume(draft, context)
  }

  /// Shows record and rows as they are now, the cursor where it was.
  mutating func show(_ stored: any AnyStored, _ context: Context) {
    let (place, key) = (place, focused.field.key)
    self.place = nil
    record.show(stored.content, context)
    let wasNew = place.map { tables[$0.table].rows[$0.row].original == nil } ?? false
    tables = tables.map { RowTable($0.owned, of: $0.owner, last: $0.last, context) }
    forgetPast()
    if let place {
      go(toTable: place.table, row: wasNew ? .max : place.row, context)
      // The cursor does not get into a colleague's row that has come where the new one was.
      if wasNew { addRow(context) }
      focused.focus(on: key)
    }
    check(context)
  }

  // MARK: Undo

  /// Notes the form as it was before a change.
  mutating func remember() {
    past.append(withoutPast)
    future = []
  }

  private var withoutPast: FormEditor {
    var form = self
    form.forgetPast()
    return form
  }

  private mutating func forgetPast() { (past, future) = ([], []) }

  /// Takes back the last thing that was typed, added or taken out; false if there is none.
  mutating func undo(_ context: Context) -> Bool {
    guard var before = past.last else { return false }
    (before.past, before.future) = (past.dropLast(), future + [withoutPast])
    bring(before, context)
    return true
  }

  /// Typing was undone and can be redone: whoever goes on undoing means what was typed.
  var hasUndone: Bool { !future.isEmpty }

  /// Redoes what was undone last; false if there is none.
  mutating func redo(_ context: Context) -> Bool {
    guard var after = future.last else { return false }
    (after.past, after.future) = (past + [withoutPast], future.dropLast())
    bring(after, context)
    return true
  }

  /// What was brought back is there to be gone on with; a reason once given stays.
  private mutating func bring(_ other: FormEditor, _ context: Context) {
    let reasons = Dictionary(editors.map { ($0.id, $0.accepted) }) { first, _ in first }
    let inset = record.inset
    self = other
    record.inset = inset
    alterAll { $0.accepted = reasons[$0.id] ?? $0.accepted }
    focused.takeUp()
    check(context)
  }
}
