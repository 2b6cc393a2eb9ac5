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
      && (field.isWhole?(text) == true || isWholeDay(text, field))
  }

  /// A day alone, typed in place of a date that was carried on, is one of the same month: `12` after
  /// 2026-05-03 is 2026-05-12.
  func inMonth(_ text: String, _ field: FieldInfo) -> String? {
    let digits = text.compactMap(\.digit)
    guard let carried = months[field.ordinal], let month = carried.month,
      (1...2).contains(digits.count), digits.count == text.count
    else { return nil }
    let day = digits.reduce(0) { $0 * 10 + $1 }
    return CivilDate(year: carried.year, month: month, day: day)?.description
  }

  /// A day alone is of the month that is proposed, as well, where a series of lines begins.
  mutating func takeMonths(_ context: Context) {
    for field in fields where field.entry == .date && field.carrying != nil {
      guard months[field.ordinal] == nil, let day = proposal(field, context) else { continue }
      months[field.ordinal] = try? CivilDate(json: day)
    }
  }

  /// No digit can follow the day: it is not the beginning of a year, 19 or 20, nor of a later day.
  private func isWholeDay(_ text: String, _ field: FieldInfo) -> Bool {
    guard inMonth(text, field) != nil, let day = Int(text.lastDigits) else { return false }
    return text.count == 2 ? day != 19 && day != 20 : day > 3
  }

  /// Enter passes the field over: it is seldom filled, locked to what it holds, or seldom changed here.
  func isPassed(_ field: FieldInfo, _ context: Context) -> Bool {
    guard refusal(of: field) == nil else { return false }
    let isKept = field.carrying == .kept && carried.contains(field.ordinal)
    return record.asked(field, on: context.day) == .rare || isLocked(field, context) || isKept
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
    case .choice, .choices, .flag, .date, .whole, .decimal, .record, .text, .code, .made: true
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
