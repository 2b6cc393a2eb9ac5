import RegistryModel
import TerminalCore

// Undo while typing: one step a visit of a field, or a value chosen.
extension RecordEditor {
  /// Notes the editor as it was before a change; typing on in one field is one step.
  mutating func remember(_ old: RecordEditor, isTyping: Bool = false) {
    if isTyping, old.isRemembered { return }
    past = old.past + [old]
    future = []
    isRemembered = isTyping
  }

  /// What is there now is where undo ends.
  mutating func forgetPast() {
    (past, future, isRemembered) = ([], [], false)
  }

  /// Takes the last change back; false if there is none.
  mutating func undo(_ context: Context) -> Bool {
    guard var before = past.last else { return false }
    before.future = future + [self]
    bring(before, context)
    return true
  }

  /// Redoes the last undone change; false if there is none.
  mutating func redo(_ context: Context) -> Bool {
    guard var after = future.last else { return false }
    after.future = Array(future.dropLast())
    bring(after, context)
    return true
  }

  /// What was brought back is there to be gone on with.
  private mutating func bring(_ other: RecordEditor, _ context: Context) {
    self = other
    takeUp()
    check(context)
  }

  /// Typing goes on from here, as a step of its own.
  mutating func takeUp() { (isRemembered, isFresh, isHeld) = (false, false, false) }

  /// Shows the record as it is now, the cursor in the same field.
  mutating func show(_ record: any Record, _ context: Context) {
    let key = field.key
    let inset = inset
    self = RecordEditor(record, id: id, original: record, fields: fields, context)
    self.inset = inset
    focus(on: key)
  }
}
