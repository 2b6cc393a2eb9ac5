import RegistryModel
import RegistryPlans
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
  /// The dates among them, by ordinal: a day alone is one of the same month.
  var months: [Int: CivilDate] = [:]
  /// Those that were there when the form was opened.
  private var given: Set<Int> = []
  private(set) var errors: [Int: Words] = [:]
  private(set) var judgement = Judgement()
  /// What is proposed in place of what the rules propose, by ordinal: the plan decides which post counts.
  private(set) var proposals: [Int: JSON] = [:]
  /// The cursor has just come here: the first character typed replaces a good value.
  var isFresh = true
  /// Fields by place that Enter passes over here, as they seldom differ from what is filled in.
  var passed: Set<Int> = []
  /// Enter was held here once, since what is typed is refused.
  var isHeld = false
  /// What is saved together with the record: rules judge each with the others.
  var together: (@Sendable (any Record, RegistryState) -> [Change])?
  /// The setting that names the owner of a new row, which may have no id yet.
  var owner: Setting?
  /// What proposals of a row look at beside it, as it is typed; nil: the office alone.
  var around: Surroundings?
  /// Reasons given for soft warnings and for overriding hard rules, by rule.
  var accepted: [String: String] = [:]
  /// Columns of the window that the fields do not have: more in a box than in a form.
  var inset = 1
  /// What it says of a value may go by the day of the change, which it does not know.
  var isDatedLater = false
  /// The label of a field drawn below that is none of the record's, in one column with theirs.
  var labelBelow: Words?
  /// The fields are cells of a table: what is said of one has the line below.
  var isRow = false
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
    if kind == .assignment, let role = kind.schema["role"], let plan = context.plan {
      proposals[role.ordinal] = plan.proposedRole.json
    }
    check(context)
    if let first = self.fields.indices.first(where: { isTypable(self.fields[$0], context) }) {
      focus = first
    }
  }

  /// The field the cursor is in.
  var field: FieldInfo { fields[focus] }
  var editor: LineEditor { texts[field.ordinal] ?? .field() }

  /// Something differs from what was there.
  var isChanged: Bool { !touched.isEmpty || carried != given }
  /// The same, or a reason was given.
  var isToSave: Bool { isChanged || !accepted.isEmpty }

  /// What is there now is where typing begins.
  mutating func begin() {
    given = carried
    forgetPast()
  }

  // MARK: Moving

  mutating func move(to place: Int) {
    focus = max(0, min(place, fields.count - 1))
    texts[field.ordinal]?.move(to: .max)
    isFresh = true
    isHeld = false
    isRemembered = false
  }

  /// Puts the caret, as a draft remembers it.
  mutating func moveCaret(to position: Int) {
    texts[field.ordinal]?.move(to: position)
    isFresh = false
  }

  // MARK: Typing

  /// What a key came to.
  enum Typed: Sendable {
    /// It means nothing in a text field.
    case nothing
    case taken
    /// The value can be nothing longer: the cursor may go on by itself.
    case whole
    case refused(Words)
  }

  /// What `key` does in the field.
  mutating func type(_ key: Key, _ context: Context) -> Typed {
    let field = field
    guard !field.isComputed, !isFollowing(field, context) else { return .nothing }
    switch key {
    case .control("z"): return undo(context) ? .taken : .nothing
    case .control("y"): return redo(context) ? .taken : .nothing
    default: break
    }
    if let picked = candidate(for: key, context) {
      pick(picked, in: field, context)
      return field.entry.isSeveral ? .taken : .whole
    }
    var doubt: Words?
    if case .records = field.entry, key.isComma, !sought(field, context).isEmpty {
      doubt = takeAndGoOn(context)
      if doubt == nil { return .taken }
    }
    let old = self
    let (isGood, isHidden) = (isGood(field, context), isHidden(field))
    if isHidden, !isGood, key.isCharacter { return .refused(Self.masked) }
    let replaces = isFresh && isGood && field.entry.isOvertyped
    isFresh = false
    var editor = editor
    let before = editor.text
    // A masked number cannot be edited, only retyped.
    if isHidden, key.edits { editor.beginAnew() }
    let today = field.entry == .date ? context.clock.today : nil
    guard editor.type(key, replacing: replaces, today: today) else { return .nothing }
    texts[field.ordinal] = editor
    // Typing the value that is there already is done with the field as well.
    guard editor.text != before || replaces && key.isCharacter else { return .taken }
    isHeld = false
    enter(field, context)
    if let numbered = numbered(context) {
      replace(numbered, in: field, context)
      remember(old)
      return field.entry.isSeveral ? .taken : .whole
    }
    remember(old, isTyping: true)
    if let doubt { return .refused(field.naming(doubt)) }
    // A day that a sign has brought may be gone on from with another sign.
    guard case .character(let typed) = key, editor.text.last == typed else { return .taken }
    return isWhole(context) ? .whole : .taken
  }

  /// A comma in a field of several records takes the one that the text means, and the next is typed after
  /// it; words where the text means none or several.
  private mutating func takeAndGoOn(_ context: Context) -> Words? {
    let old = self
    settle(context)
    if let doubt = errors[field.ordinal] {
      self = old
      return doubt
    }
    beginNext(context)
    remember(old)
    return nil
  }

  /// The next name is typed apart from those that are there.
  private mutating func beginNext(_ context: Context) {
    guard case .records = field.entry else { return }
    texts[field.ordinal] = .field(
      entryText(field, of: record, context) + context.say(", ", "、"))
    isFresh = false
  }

  /// Puts a text where the cursor is; words where that cannot be.
  mutating func paste(_ text: String, _ context: Context) -> Words? {
    let old = self
    var editor = editor
    let (isGood, isHidden) = (isGood(field, context), isHidden(field))
    if isHidden, !isGood { return Self.masked }
    editor.insert(text, insteadOfAll: isHidden || isFresh && isGood && field.entry.isOvertyped)
    (isFresh, isHeld) = (false, false)
    texts[field.ordinal] = editor
    if editor.hasRefused { return nil }
    enter(field, context)
    remember(old)
    return nil
  }

  private static let masked = Words(
    "the number is masked: Backspace clears it, then type it", "号码已隐去：按 Backspace 清除后重新填写")

  /// The field shows a number that was not typed here, its hidden part as stars.
  private func isHidden(_ field: FieldInfo) -> Bool {
    isMasked(field) && (carried.contains(field.ordinal) || !touched.contains(field.ordinal))
  }

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
    texts[field.ordinal] = .field(text)
    // In a field of several the next one is typed after it.
    isFresh = !field.entry.isSeveral
    enter(field, context)
  }

  /// Puts a record into a field that names one.
  mutating func pick(_ id: RecordID, in field: FieldInfo, _ context: Context) {
    let old = self
    name(id, in: field, context)
    if field.ordinal == self.field.ordinal { beginNext(context) }
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
    if field.entry == .date { months[field.ordinal] = try? CivilDate(json: json) }
    setText(of: field, context)
    isFresh = true
    check(context)
    remember(old)
  }

  private mutating func put(_ json: JSON?, _ field: FieldInfo) {
    do { try record.put(json, field, moment) } catch { errors[field.ordinal] = error.words }
  }

  /// Reads the text of a field into the record.
  private mutating func enter(_ field: FieldInfo, _ context: Context) {
    touched.insert(field.ordinal)
    carried.remove(field.ordinal)
    errors[field.ordinal] = nil
    let text = editor(of: field).text.tidied
    if let original, isMasked(field), text == entryText(field, of: original, context) {
      // Restored to the stars it showed: the stored number is unchanged.
      touched.remove(field.ordinal)
      put(original.json(field, on: context.day), field)
    } else if case .records = field.entry, case let shown = entryText(field, of: record, context),
      !shown.isEmpty, text.hasPrefix(shown) || shown.hasPrefix(text)
    {
      // What is typed after the names looks for one more; deleting takes the last one out.
      if text.hasPrefix(shown) { return check(context) }
      let left = text.isEmpty ? [] : picked(field, context).dropLast()
      put(left.isEmpty ? nil : .array(Array(left)), field)
      setText(of: field, context)
    } else if field.refersTo != nil {
      // Names nothing until one is chosen; leaving the field chooses the one that fits.
      put(nil, field)
    } else {
      do { try record.enter(inMonth(text, field) ?? text, field, moment) } catch {
        errors[field.ordinal] = codeError(field, context) ?? error.words
      }
    }
    check(context)
  }

  func editor(of field: FieldInfo) -> LineEditor { texts[field.ordinal] ?? .field() }

  /// Reads what is typed for good when the field is left: a reference chooses what its text means,
  /// other values show as they were read.
  ///
  /// - Errors: a message at the field where it names none or several.
  mutating func settle(_ context: Context) {
    let field = field
    if let number = onlyFit(context) { return replace(number, in: field, context) }
    guard let kind = field.refersTo else {
      let isRead = touched.contains(field.ordinal) && errors[field.ordinal] == nil
      // What is so from another day on cannot be read back for the day shown.
      if isRead, field.mask == nil, case .correction = moment { setText(of: field, context) }
      return
    }
    let text = sought(field, context)
    guard !text.isEmpty else {
      // Without the comma after the last name.
      if errors[field.ordinal] == nil { setText(of: field, context) }
      return
    }
    let candidates = Candidates(text, kind: kind, context)
    if let only = candidates.settled {
      name(only, in: field, context)
    } else {
      errors[field.ordinal] = candidates.doubt
    }
  }

  /// The text a field shows for its value: numbers of choices, names of records, masked numbers.
  private mutating func setText(of field: FieldInfo, _ context: Context) {
    texts[field.ordinal] = .field(entryText(field, of: record, context))
  }

  /// Runs the rules again.
  mutating func check(_ context: Context) {
    // What cannot be read of a field that now follows from others is no longer in sight.
    for place in errors.keys where isFollowing(kind.schema.fields[place], context) {
      errors[place] = nil
    }
    let (record, registry) = (completed(context), context.registry)
    let others = together?(record, registry) ?? []
    show(
      owner == nil && others.isEmpty
        ? registry.judgement(of: record, as: id, accepting: accepted, today: context.clock.today)
        : registry.judgements(
          of: [change(on: registry, context)] + others, today: context.clock.today)[0])
  }

  /// What the rules say where they were asked about all that is saved together.
  mutating func show(_ judgement: Judgement) { self.judgement = judgement }
}

extension RecordEditor {
  /// The original with every typed value entered again as a change from `day`; the same for
  /// undated fields.
  mutating func enterAgain(as moment: Moment, _ context: Context) {
    guard let original else { return }
    var again = original
    for field in fields where !field.isComputed {
      var value = record.json(field, on: context.day)
      guard value != original.json(field, on: context.day) else { continue }
      if case .change(let day) = moment {
        value = original.carried(value, of: field, over: context.day, to: day)
      }
      // The value was taken once already; a day cannot make it unreadable.
      try? again.put(value, field, moment)
    }
    record = again
    self.moment = moment
    check(context)
  }
}

extension Key {
  /// Changes the text of a field.
  fileprivate var edits: Bool {
    switch self {
    case .character, .backspace, .delete, .control("w"), .control("u"): true
    default: false
    }
  }
}

extension LineEditor {
  /// A line for a field, with room for as much as a value may have.
  fileprivate static func field(_ text: String = "") -> LineEditor {
    LineEditor(text, maximumLength: Entry.mostCharacters)
  }
}
