import RegistryModel

extension RecordEditor {
  /// What is wrong or odd at a field.
  enum Problem: Sendable {
    case mustFix(Words)
    case question(Words)
  }

  var findings: [Finding] {
    isDatedLater ? judgement.findings.filter { !$0.isAboutFrozen } : judgement.findings
  }

  /// Why what is in a field cannot be saved; nil if all is well, or nothing is there.
  func refusal(of field: FieldInfo) -> Words? {
    errors[field.ordinal]
      ?? findings.first {
        $0.field == field.key && $0.severity == .hard && !$0.isAboutEmpty
      }?.words
  }

  /// The first problem of a field that is worth saying now.
  func problem(_ field: FieldInfo) -> Problem? {
    if let error = errors[field.ordinal] { return .mustFix(error) }
    let mine = findings.filter { $0.field == field.key }
    if let hard = mine.first(where: { $0.severity == .hard && (saysRequired || !$0.isAboutEmpty) })
    {
      return .mustFix(hard.words)
    }
    return mine.first { $0.severity == .soft && !$0.isAboutEmpty }.map { .question($0.words) }
  }

  /// How many fields cannot be read; the one being typed in may still become a choice.
  func unread(_ context: Context) -> Int {
    errors.keys.count { $0 != field.ordinal || codes(field, context).isEmpty }
  }

  /// What would block saving, by field; `other` is the conflicting record.
  var blocking: [(field: FieldInfo, words: Words, other: RecordID?)] {
    fields.compactMap { field in
      if let error = errors[field.ordinal] { return (field, error, nil) }
      return judgement.refused.first { $0.field == field.key }.map { (field, $0.words, $0.other) }
    }
  }

  /// Everything worth a look, by field: what blocks, then what is odd or missing.
  var problems: [(field: FieldInfo, words: Words)] {
    blocking.map { ($0.field, $0.words) }
      + fields.compactMap { field -> (field: FieldInfo, words: Words)? in
        guard errors[field.ordinal] == nil else { return nil }
        return judgement.asked.first { $0.field == field.key }.map { (field, $0.words) }
      }
  }
}

extension Finding {
  /// Says only that something is still missing.
  var isAboutEmpty: Bool { rule == "required" || rule.hasPrefix("expected") }
}
