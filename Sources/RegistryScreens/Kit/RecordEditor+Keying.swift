import RegistryModel
import TerminalCore

// What keys may do to a field: give way to what is typed, go on by itself, be passed over.
extension RecordEditor {
  /// What is in the field is its value, and no rule refuses it.
  func isGood(_ field: FieldInfo, _ context: Context) -> Bool {
    refusal(of: field) == nil && record.json(field, on: context.day) != nil
  }

  /// What is typed up to its end can be nothing longer.
  func isWhole(_ context: Context) -> Bool {
    let text = editor.text.tidied
    return editor.caret == editor.text.count && isGood(field, context)
      && field.isWhole?(text) == true
  }

  /// Enter passes the field over: it is seldom filled, locked to what it holds, or seldom changed here.
  func isPassed(_ field: FieldInfo, _ context: Context) -> Bool {
    guard refusal(of: field) == nil else { return false }
    return record.asked(field, on: context.day) == .rare || isLocked(field, context)
      || passed.contains(field.ordinal)
  }

  /// The field holds the value that new records are given.
  func isLocked(_ field: FieldInfo, _ context: Context) -> Bool {
    carried.contains(field.ordinal)
      && context.locked[kind]?[field.key] == record.json(field, on: context.day)
  }
}

extension Entry {
  /// Typed again by the first character rather than edited: all but texts that grow.
  var isOvertyped: Bool {
    switch self {
    case .choice, .choices, .flag, .date, .whole, .decimal, .record, .text, .code: true
    case .longText, .records, .list: false
    }
  }

  /// What is chosen is added to what is there.
  var isSeveral: Bool {
    switch self {
    case .choices, .records, .list: true
    default: false
    }
  }
}

extension FieldInfo {
  /// A form goes on from the field by itself once its value can be nothing longer.
  var goesOn: Bool {
    if case .record = entry { true } else { isWhole != nil }
  }
}

extension Key {
  /// A printable key.
  var isCharacter: Bool { if case .character = self { true } else { false } }

  /// What comes between two names, full-width or not.
  var isComma: Bool {
    switch self {
    case .character(","), .character("，"), .character("、"): true
    default: false
    }
  }
}
