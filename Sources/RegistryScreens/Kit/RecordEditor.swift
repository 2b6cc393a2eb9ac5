import RegistryModel
import TerminalCore

/// The fields of one record while they are typed: texts, values, errors, proposals and the focus.
///
/// Forms, assignments and acts all type through this one value; it knows no screen.
struct RecordEditor: Sendable {
  let kind: Kind
  let id: RecordID
  /// The fields that can be seen, in order.
  let fields: [FieldInfo]
  /// The record as the typed texts make it; what cannot be read leaves its field as it was.
  private(set) var record: any Record
  /// The record before typing; nil for a new one.
  let original: (any Record)?
  /// How entered values meet the past of dated fields.
  var moment: Moment
  /// Place in `fields`.
  private(set) var focus = 0
  private(set) var texts: [Int: LineEditor] = [:]
  /// Fields the clerk typed in, by ordinal.
  private(set) var touched: Set<Int> = []
  /// Fields whose value came from the record before.
  private(set) var carried: Set<Int> = []
  /// Those that were there when the form was opened.
  private var given: Set<Int> = []
  private(set) var errors: [Int: Words] = [:]
  private(set) var judgement = Judgement()
  /// The cursor has just come here: the first character typed replaces what is there.
  private var isFresh = true
  /// Columns of the window that frames take from the fields: more in a box than in a form.
  var inset = 4
  /// The editor before each field was altered and what was undone of it, for Ctrl-Z and Ctrl-Y.
  var past: [RecordEditor] = []
  var future: [RecordEditor] = []
  /// This visit of the field has its step in `past`.
  var isRemembered = false
  /// A save was tried: what is required is now said beside each field.
  var saysRequired = false

  init(
    _ record: any Record, id: RecordID, original: (any Record)?, fields: [FieldInfo]? = nil,
    _ context: Context
  ) {
    kind = record.kind
    self.id = id
    self.record = record
    self.original = original
    self.fields = fields ?? record.kind.schema.fields
    moment = .correction(on: context.day)
    for field in self.fields { setText(of: field, context) }
    check(context)
    if let first = self.fields.indices.first(where: { isTypable(self.fields[$0], context) }) {
      focus = first
    }
  }

  /// The field the cursor is in.
  var field: FieldInfo { fields[focus] }
  var editor: LineEditor { texts[field.ordinal] ?? LineEditor() }

  var findings: [Finding] { judgement.findings }

  /// Something differs from what was there.
  var isChanged: Bool { !touched.isEmpty || carried != given }

  /// What is there now is where typing begins.
  mutating func begin() {
    given = carried
    forgetPast()
  }

  /// The record as it would be saved.
  func completed(_ context: Context) -> any Record {
    // A stored record that nobody typed in stays as it is.
    if original != nil, !isChanged { return record }
    let said = touched.map { kind.schema.fields[$0].key }
    return record.completed(
      from: original, saying: Set(said), with: context.registry.office, on: context.day
    ).record
  }

  /// What the rules propose for an empty, untouched field of a new record; a stored one keeps the
  /// gaps its clerk left.
  func proposal(_ field: FieldInfo, _ context: Context) -> JSON? {
    guard original == nil, !field.isComputed, !touched.contains(field.ordinal),
      record.json(field, on: context.day) == nil
    else { return nil }
    return record.proposed(field, on: context.day)
  }

  /// The field can be visited: it makes sense here and is typed by people.
  func isTypable(_ field: FieldInfo, _ context: Context) -> Bool {
    guard !field.isComputed else { return false }
    if case .skipped = record.asked(field, on: context.day) { return false }
    return true
  }

  // MARK: Moving

  mutating func move(to place: Int) {
    focus = max(0, min(place, fields.count - 1))
    isFresh = true
    isRemembered = false
  }

  /// The next field that can be visited; false at the end.
  mutating func moveOn(_ step: Int = 1, _ context: Context) -> Bool {
    var place = focus + step
    while fields.indices.contains(place) {
      if isTypable(fields[place], context) {
        move(to: place)
        return true
      }
      place += step
    }
    return false
  }

  mutating func focus(on key: String) {
    if let place = fields.firstIndex(where: { $0.key == key }) { move(to: place) }
  }

  /// Puts the caret, as a draft remembers it.
  mutating func moveCaret(to position: Int) {
    texts[field.ordinal]?.move(to: position)
    isFresh = false
  }

  // MARK: Typing

  /// What `key` does in the field; false where it means nothing to a text field.
  mutating func type(_ key: Key, _ context: Context) -> Bool {
    let field = field
    guard !field.isComputed else { return false }
    switch key {
    case .control("z"): return undo(context)
    case .control("y"): return redo(context)
    default: break
    }
    let old = self
    let replaces =
      isFresh && field.entry.isOvertyped && key.isCharacter || beginsNumber(key, context)
    isFresh = false
    var editor = editor
    if case .date = field.entry, let day = editor.day(after: key, replaces, context.clock.today) {
      replace(day, in: field, context)
      remember(old)
      return true
    }
    let before = editor.text
    // A masked number cannot be edited, only typed anew.
    if replaces || (isMasked(field) && key.edits) { editor.clear() }
    guard editor.handle(key) else { return false }
    texts[field.ordinal] = editor
    if editor.text != before {
      take(field, context)
      remember(old, isTyping: true)
    }
    return true
  }

  mutating func paste(_ text: String, _ context: Context) {
    let old = self
    var editor = editor
    editor.insert(text, insteadOfAll: isMasked(field))
    texts[field.ordinal] = editor
    if editor.hasRefused { return }
    take(field, context)
    remember(old)
  }

  /// The field shows a number with its hidden part as stars.
  private func isMasked(_ field: FieldInfo) -> Bool {
    field.mask != nil && Mask.isMasked(editor(of: field).text)
  }

  /// Replaces the field's text, as choosing from a list does.
  mutating func enter(_ text: String, in field: FieldInfo, _ context: Context) {
    let old = self
    replace(text, in: field, context)
    remember(old)
  }

  private mutating func replace(_ text: String, in field: FieldInfo, _ context: Context) {
    texts[field.ordinal] = LineEditor(text)
    take(field, context)
  }

  /// Puts a record into a field that names one.
  mutating func pick(_ id: RecordID, in field: FieldInfo, _ context: Context) {
    let old = self
    name(id, in: field, context)
    remember(old)
  }

  private mutating func name(_ id: RecordID, in field: FieldInfo, _ context: Context) {
    touched.insert(field.ordinal)
    carried.remove(field.ordinal)
    errors[field.ordinal] = nil
    let value: JSON =
      if case .records = field.entry {
        .array(picked(field, context).filter { $0 != id.json } + [id.json])
      } else {
        id.json
      }
    put(value, field)
    setText(of: field, context)
    isFresh = true
    check(context)
  }

  /// The records a field of several names so far.
  private func picked(_ field: FieldInfo, _ context: Context) -> [JSON] {
    record.json(field, on: context.day)?.array ?? []
  }

  /// The value of the record before, marked as carried.
  mutating func carry(_ json: JSON, in field: FieldInfo, _ context: Context) {
    let old = self
    errors[field.ordinal] = nil
    put(json, field)
    carried.insert(field.ordinal)
    setText(of: field, context)
    check(context)
    remember(old)
  }

  private mutating func put(_ json: JSON?, _ field: FieldInfo) {
    do { try record.put(json, field, moment) } catch { errors[field.ordinal] = error.words }
  }

  /// Reads the text of a field into the record.
  private mutating func take(_ field: FieldInfo, _ context: Context) {
    touched.insert(field.ordinal)
    carried.remove(field.ordinal)
    errors[field.ordinal] = nil
    let text = editor(of: field).text.tidied
    if let original, isMasked(field), text == entryText(field, of: original, context) {
      // Taken back to the stars it showed: the stored number stands.
      touched.remove(field.ordinal)
      put(original.json(field, on: context.day), field)
    } else if case .records = field.entry, case let shown = entryText(field, of: record, context),
      !shown.isEmpty, text.hasPrefix(shown) || shown.hasPrefix(text)
    {
      // What is typed behind the names looks for one more; deleting takes the last one out.
      if text.hasPrefix(shown) { return check(context) }
      let left = text.isEmpty ? [] : picked(field, context).dropLast()
      put(left.isEmpty ? nil : .array(Array(left)), field)
      setText(of: field, context)
    } else if field.refersTo != nil {
      // Names nothing until one is chosen; leaving the field chooses the one that fits.
      put(nil, field)
    } else {
      do { try record.enter(text, field, moment) } catch {
        errors[field.ordinal] = codeError(field, context) ?? error.words
      }
    }
    check(context)
  }

  func editor(of field: FieldInfo) -> LineEditor { texts[field.ordinal] ?? LineEditor() }

  /// Chooses what the text of a reference means when the field is left.
  ///
  /// - Errors: a message at the field where it names none or several.
  mutating func settle(_ context: Context) {
    let field = field
    if let number = onlyFit(context) { return replace(number, in: field, context) }
    guard let kind = field.refersTo else { return }
    let text = sought(field, context)
    guard !text.isEmpty else { return }
    let candidates = Candidates(text, kind: kind, context)
    if let only = candidates.settled {
      name(only, in: field, context)
    } else {
      errors[field.ordinal] =
        candidates.rows.isEmpty
        ? Words("no such record", "没有这条记录")
        : Words("several fit: choose one by its digit", "有多个符合, 请按数字选择")
    }
  }

  /// The record a digit stands before in the candidates of the field; nil where the digit may be
  /// part of a name or number being typed.
  func candidate(for key: Key, _ context: Context) -> RecordID? {
    guard case .character(let typed) = key, let kind = field.refersTo,
      let digit = typed.digit
    else { return nil }
    let text = sought(field, context)
    guard !text.isEmpty, Candidates(text + String(digit), kind: kind, context).rows.isEmpty else {
      return nil
    }
    let rows = candidates(context).shown
    return rows.indices.contains(digit - 1) ? rows[digit - 1].id : nil
  }

  /// The text a field shows for its value: numbers of choices, names of records, masked numbers.
  private mutating func setText(of field: FieldInfo, _ context: Context) {
    texts[field.ordinal] = LineEditor(entryText(field, of: record, context))
  }

  func entryText(_ field: FieldInfo, of record: any Record, _ context: Context) -> String {
    guard let json = record.json(field, on: context.day) else { return "" }
    switch field.entry {
    case .choice(let entries), .choices(let entries):
      return (json.array ?? [json]).compactMap { word in
        entries.first { $0.word == word.string }.map { String($0.number) }
      }.joined(separator: ",")
    case .flag: return json == true ? "1" : "0"
    default:
      // What was not typed here is never shown in full.
      let isStored =
        original?.json(field, on: context.day) == json || carried.contains(field.ordinal)
      return isStored
        ? context.registry.maskedText(field, of: record, on: context.day, context.language)
        : context.registry.text(field, of: record, on: context.day, context.language)
    }
  }

  /// Runs the rules anew.
  mutating func check(_ context: Context) {
    judgement = context.registry.judgement(
      of: completed(context), as: id, today: context.clock.today)
  }
}

extension RecordEditor {
  /// The dated fields whose value differs from the one shown before.
  func alteredDated(_ context: Context) -> [FieldInfo] {
    guard let original else { return [] }
    return fields.filter {
      $0.isDated && original.json($0, on: context.day) != record.json($0, on: context.day)
    }
  }

  /// The original with every typed value entered again as a change from `day`; the same for
  /// undated fields.
  mutating func enterAgain(as moment: Moment, _ context: Context) {
    guard let original else { return }
    var again = original
    for field in fields where !field.isComputed {
      let value = record.json(field, on: context.day)
      guard value != original.json(field, on: context.day) else { continue }
      // The value was taken once already; a day cannot make it unreadable.
      try? again.put(value, field, moment)
    }
    record = again
    self.moment = moment
    check(context)
  }
}

extension Entry {
  /// Typed anew by the first character rather than edited: all but texts that grow.
  fileprivate var isOvertyped: Bool {
    switch self {
    case .choice, .choices, .flag, .date, .whole, .decimal, .record, .text, .code: true
    case .longText, .records, .list: false
    }
  }
}

extension Key {
  /// A printable key.
  var isCharacter: Bool { if case .character = self { true } else { false } }

  /// Changes the text of a field.
  fileprivate var edits: Bool {
    switch self {
    case .character, .backspace, .delete, .control("w"), .control("u"): true
    default: false
    }
  }
}
