/// Whether a rule blocks a save or asks for a reason.
public enum Severity: Hashable, Comparable, Sendable {
  case soft, hard
}

/// One rule a record must meet: a number, a sentence in both languages, and the check.
public struct Rule<R: Record>: Sendable {
  /// The number people cite, unique over all rules.
  public let number: Int
  /// The name under which a clerk's reason is kept.
  public let key: String
  /// Whether it blocks a save.
  public let severity: Severity
  /// What is wrong where it does not hold.
  public let sentence: Words
  let check: @Sendable (RuleContext<R>) -> [Violation]

  /// A rule that reports the fields it finds wrong.
  init(
    _ number: Int, _ key: String, _ severity: Severity, _ en: String, _ chinese: String,
    _ check: @escaping @Sendable (RuleContext<R>) -> [Violation]
  ) {
    self.number = number
    self.key = key
    self.severity = severity
    sentence = Words(en, chinese)
    self.check = check
  }
}

/// What a rule looks at.
struct RuleContext<R: Record>: Sendable {
  let id: RecordID
  let record: R
  let state: RegistryState
  let today: CivilDate
}

/// A place where a rule does not hold.
struct Violation: Sendable {
  let field: String
  /// More than the rule's own sentence says; nil: the sentence is enough.
  var detail: Words?
  /// The record that stands against this one.
  var other: RecordID?

  init(_ field: String, detail: Words? = nil, other: RecordID? = nil) {
    self.field = field
    self.detail = detail
    self.other = other
  }
}

/// A rule broken by a record, ready to be shown.
public struct Finding: Hashable, Sendable {
  /// The record it was found in; `new:` ids for one not yet saved.
  public let id: RecordID
  /// The rule's key; a soft finding is accepted under it.
  public let rule: String
  /// The rule's number.
  public let number: Int
  /// Hard findings block a save.
  public let severity: Severity
  /// The key of the field to go to.
  public let field: String
  /// The sentence to show.
  public let words: Words
  /// The record that stands against this one.
  public let other: RecordID?

  /// The record of the recycle bin that a new one would register again.
  public var binnedTwin: RecordID? {
    number == CommonRule.binned.number ? other : nil
  }
}

/// Rules that every kind shares; they read the field rows.
enum CommonRule {
  static let required = (number: 1, key: "required")
  static let expected = (number: 2, key: "expected")
  static let unique = (number: 3, key: "unique")
  static let similar = (number: 4, key: "similar")
  static let reference = (number: 5, key: "reference")
  static let warning = (number: 6, key: "warning")
  static let binned = (number: 7, key: "binned")
}

extension RegistryState {
  /// All that is wrong or odd with `record` under `id`, hard ones first, in field order.
  public func findings(for record: any Record, id: RecordID, today: CivilDate) -> [Finding] {
    record.findings(id: id, in: self, today: today, .soft)
  }

  /// What blocks a save of `record` under `id`; no soft rule is even asked.
  func hardFindings(for record: any Record, id: RecordID, today: CivilDate) -> [Finding] {
    record.findings(id: id, in: self, today: today, .hard)
  }

  /// The findings of a stored record that nobody has accepted.
  public func openFindings(of stored: any AnyStored, today: CivilDate) -> [Finding] {
    findings(for: stored.content, id: stored.id, today: today).filter {
      $0.severity == .hard || stored.accepted[$0.rule] == nil
    }
  }
}

extension Record {
  @_specialize(where Self == Community)
  @_specialize(where Self == Organization)
  @_specialize(where Self == Worker)
  @_specialize(where Self == Assignment)
  fileprivate func findings(
    id: RecordID, in state: RegistryState, today: CivilDate, _ least: Severity
  ) -> [Finding] {
    var findings = fieldFindings(id: id, in: state, today: today, least)
    let context = RuleContext(id: id, record: self, state: state, today: today)
    for rule in Self.rules where rule.severity >= least {
      for violation in rule.check(context) {
        findings.append(
          Finding(
            id: id, rule: rule.key, number: rule.number, severity: rule.severity,
            field: violation.field, words: violation.detail ?? rule.sentence,
            other: violation.other))
      }
    }
    let place = { (finding: Finding) in
      (finding.severity == .hard ? 0 : 1, Self.schema.field(finding.field)?.info.ordinal ?? 0)
    }
    return findings.sorted { place($0) < place($1) }
  }

  /// What the rows themselves ask: required, expected, unique, known references, odd values.
  @_specialize(where Self == Community)
  @_specialize(where Self == Organization)
  @_specialize(where Self == Worker)
  @_specialize(where Self == Assignment)
  private func fieldFindings(
    id: RecordID, in state: RegistryState, today: CivilDate, _ least: Severity
  ) -> [Finding] {
    var findings: [Finding] = []
    func find(
      _ rule: (number: Int, key: String), _ severity: Severity, _ field: FieldInfo, _ words: Words,
      other: RecordID? = nil
    ) {
      let key = severity == .soft ? "\(rule.key)-\(field.key)" : rule.key
      findings.append(
        Finding(
          id: id, rule: key, number: rule.number, severity: severity, field: field.key,
          words: words, other: other))
    }
    for row in Self.schema.fields where !row.info.isComputed {
      let field = row.info
      if row.isEmpty(self, today) {
        switch row.asked(self, today) {
        case .required:
          find(CommonRule.required, .hard, field, field.label + Words(" is required", "必填"))
        case .expected where least == .soft:
          find(CommonRule.expected, .soft, field, field.label + Words(" is missing", "待补"))
        case .expected, .optional, .skipped: break
        }
      }
      let isLookedUp = field.identity == .unique || field.identity == .similar && least == .soft
      let values =
        isLookedUp || field.refersTo != nil
        ? row.parts(self).flatMap { $0.value.array ?? [$0.value] }.compactMap(\.string) : []
      if isLookedUp {
        let table = state[Self.kind]
        let other = values.lazy.compactMap { value in
          table.otherRow(than: id.number, holding: value, in: field)
        }.first
        if let other {
          let twice = field.identity == .unique
          find(
            twice ? CommonRule.unique : CommonRule.similar, twice ? .hard : .soft, field,
            field.label
              + Words(" is already that of ", "已登记于 ")
              + Words(
                "\(state.shortName(of: other.id, .en)) (\(state.mark(of: other.id)))",
                "\(state.shortName(of: other.id, .chinese)) (\(state.mark(of: other.id)))"),
            other: other.id)
        } else if id.isNew,
          let old = values.lazy.compactMap({ table.binnedRow(holding: $0, in: field) }).first
        {
          let (en, chinese) = (
            state.shortName(of: old.id, .en), state.shortName(of: old.id, .chinese)
          )
          find(
            CommonRule.binned, .soft, field,
            Words(
              "in the recycle bin: \(en) (\(old.id))", "回收站中有: \(chinese) (\(old.id))"),
            other: old.id)
        }
      }
      if field.refersTo != nil {
        for value in values {
          guard let target = RecordID(value), !target.isNew else { continue }
          if state[target] == nil || state[target]?.binned != nil {
            find(
              CommonRule.reference, .hard, field,
              field.label + Words(" names no record in use", "所指记录不存在或已回收"))
          }
        }
      }
      if least == .hard { continue }
      for words in row.warnings(self, today) { find(CommonRule.warning, .soft, field, words) }
    }
    return findings
  }
}
