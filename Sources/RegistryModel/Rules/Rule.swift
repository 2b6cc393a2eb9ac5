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
  /// When it judges, and whether it blocks a save.
  let judging: Judging
  /// What is wrong where it does not hold.
  public let sentence: Words
  let check: @Sendable (RuleContext<R>) -> [Violation]

  /// A rule that reports the fields it finds wrong.
  init(
    _ number: Int, _ key: String, _ judging: Judging, _ en: String, _ chinese: String,
    _ check: @escaping @Sendable (RuleContext<R>) -> [Violation]
  ) {
    self.number = number
    self.key = key
    self.judging = judging
    sentence = Words(en, chinese)
    self.check = check
  }

  /// Whether it blocks a save.
  public var severity: Severity { judging.severity }
  /// The same where the office is as strict as it can be.
  var mostSevere: Severity { judging.strictness == nil ? judging.severity : .hard }

  /// What is wrong with a record, as it is stored: a rule of the time of saving then only asks.
  func findings(_ context: RuleContext<R>) -> [Finding] {
    // The office is looked up only for a rule that depends on it.
    let judging = judging.strictness == nil ? judging : judging.of(context.state.office)
    return check(context).map { violation in
      Finding(
        id: context.id, rule: key, number: number,
        severity: judging.isAtSaveOnly ? .soft : judging.severity, field: violation.field,
        words: violation.detail ?? sentence, other: violation.other,
        isAtSaveOnly: judging.isAtSaveOnly, overriddenUntil: judging.overriddenUntil)
    }
  }
}

/// When a rule judges, and what follows where it does not hold. One word of each rule's row.
struct Judging: Sendable {
  let severity: Severity
  /// What it reads of other records; a change there is refused that would break it here.
  var reading: Reading?
  /// Once its record is saved it only asks.
  var isAtSaveOnly = false
  /// Fields of its record whose change ends an override; nil: nobody can override it.
  var overriddenUntil: Set<String>?
  /// Where the office says so it is judged like this.
  var strictness: Strictness?

  /// A soft rule that offices may make a hard one.
  struct Strictness: Sendable {
    let isStrict: @Sendable (Office) -> Bool
    let until: Set<String>
  }

  /// How an office has it judged.
  func of(_ office: Office) -> Judging {
    guard let strictness, strictness.isStrict(office) else { return self }
    return Judging(severity: .hard, isAtSaveOnly: true, overriddenUntil: strictness.until)
  }

  /// Fields of the record that a field of the rule's own names.
  struct Reading: Sendable {
    let reference: String
    let keys: Set<String>
  }

  /// Asks whenever its record is looked at, and blocks nothing.
  static let soft = Judging(severity: .soft)

  /// At every save of its record. Nothing else can break it: it reads that record alone, or others
  /// that ask the same at their own save.
  static let hard = Judging(severity: .hard)

  /// The same, and at every save that changes `keys` of the record that its field `reference` names:
  /// terms, first and last days, where two records cannot both be right.
  static func hard(with reference: String, _ keys: String...) -> Judging {
    Judging(severity: .hard, reading: Reading(reference: reference, keys: Set(keys)))
  }

  /// At the save of its own record only: it asks how things were then. A late truth about another
  /// record is never refused for it, and makes it a question here.
  static let hardAtSave = Judging(severity: .hard, isAtSaveOnly: true)

  /// Asks; where an office `isStrict`, it blocks the save of its own record unless a supervisor overrides it
  /// with a reason. That holds for everyone until one of `keys` changes: the fields that the rule reads.
  static func soft(
    strictlyHardUntil keys: String..., if isStrict: @escaping @Sendable (Office) -> Bool
  ) -> Judging {
    Judging(severity: .soft, strictness: Strictness(isStrict: isStrict, until: Set(keys)))
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
  /// The conflicting record.
  var other: RecordID?

  init(_ field: String, detail: Words? = nil, other: RecordID? = nil) {
    self.field = field
    self.detail = detail
    self.other = other
  }
}

extension Violation {
  /// A span turned round: its last day, which is in `field`, is before its first.
  static func term(
    _ field: String, since: CivilDate?, until: CivilDate?,
    first: Words = Words("the first day", "起始日期")
  ) -> [Violation] {
    guard let since, let until, !CivilDate.isTerm(since: since, until: until) else { return [] }
    return [
      Violation(
        field,
        detail: Words("\(until) is before ", "\(until) 早于") + first
          + Words(", \(since)", " \(since)"))
    ]
  }
}

/// A rule broken by a record, ready to be shown.
public struct Finding: Hashable, Sendable {
  /// The record it was found in; `new:` ids for one not yet saved.
  public private(set) var id: RecordID
  /// The rule's key; a soft finding is accepted under it.
  public let rule: String
  /// The rule's number.
  public let number: Int
  /// Hard findings block the save that brings them about.
  public internal(set) var severity: Severity
  /// The key of the field to go to.
  public let field: String
  /// The sentence to show.
  public let words: Words
  /// The conflicting record.
  public private(set) var other: RecordID?
  /// Its rule asks how things were when the record was saved.
  var isAtSaveOnly = false
  /// Fields whose change ends an override; nil: nobody can override the rule.
  var overriddenUntil: Set<String>?

  /// A supervisor may save in spite of it, with a reason.
  public var isOverridable: Bool { overriddenUntil != nil && (severity == .hard || isAtSaveOnly) }

  /// The same with the ids of new records as whoever saves them knows them, by their final ones.
  func named(_ names: [RecordID: RecordID]) -> Finding {
    var finding = self
    finding.id = names[id] ?? id
    finding.other = other.map { names[$0] ?? $0 }
    return finding
  }

  /// The save reaches into a frozen period.
  public var isAboutFrozen: Bool { number == CommonRule.frozen.number }

  /// The record of the recycle bin that a new one would register again.
  public var binnedTwin: RecordID? {
    number == CommonRule.binned.number ? other : nil
  }
}

extension [Finding] {
  /// Hard ones first, in the order of the form.
  var inFormOrder: [Finding] {
    let place = { (finding: Finding) in
      (
        finding.severity == .hard ? 0 : 1, finding.id.kind.schema[finding.field]?.ordinal ?? 0
      )
    }
    return sorted { place($0) < place($1) }
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
  static let follows = (number: 8, key: "follows")
  static let frozen = (number: 9, key: "frozen")
}

extension CivilDate {
  /// That a value is another record's no longer than this last day.
  fileprivate var words: Words { Words(" until \(text(.en))", " (用至 \(text(.chinese)))") }
}

extension RegistryState {
  /// What a record is called with what tells it from its namesakes: `安居 (110105001001)`.
  fileprivate func marked(_ id: RecordID, on day: CivilDate) -> Words {
    let mark = mark(of: id, on: day)
    return Words(
      "\(shortName(of: id, on: day, .en)) (\(mark))",
      "\(shortName(of: id, on: day, .chinese)) (\(mark))")
  }

  /// All that is wrong or odd with a stored record, hard findings first, in field order.
  func findings(of stored: any AnyStored, today: CivilDate) -> [Finding] {
    stored.content.findings(as: stored.id, in: self, today: today, .soft, isNew: false)
      .map { $0.overridden(by: stored.accepted) }
  }

  /// The findings of a stored record that nobody has accepted.
  public func openFindings(of stored: any AnyStored, today: CivilDate) -> [Finding] {
    findings(of: stored, today: today).filter {
      $0.severity == .hard || stored.accepted[$0.rule] == nil
    }
  }
}

extension Record {
  /// What is wrong or odd with it under `id`, as it is stored; with `least` hard, no soft rule is even
  /// asked.
  ///
  /// - Parameter isNew: it is about to be registered; a record of the recycle bin may be the same.
  @_specialize(where Self == Community)
  @_specialize(where Self == Organization)
  @_specialize(where Self == Worker)
  @_specialize(where Self == Assignment)
  func findings(
    as id: RecordID, in state: RegistryState, today: CivilDate, _ least: Severity, isNew: Bool
  ) -> [Finding] {
    var findings = fieldFindings(id: id, in: state, today: today, least, isNew)
    let context = RuleContext(id: id, record: self, state: state, today: today)
    for rule in Self.rules where rule.mostSevere >= least { findings += rule.findings(context) }
    return findings.inFormOrder
  }

  /// What the rows themselves ask: required, expected, unique, known references, odd values.
  @_specialize(where Self == Community)
  @_specialize(where Self == Organization)
  @_specialize(where Self == Worker)
  @_specialize(where Self == Assignment)
  private func fieldFindings(
    id: RecordID, in state: RegistryState, today: CivilDate, _ least: Severity, _ isNew: Bool
  ) -> [Finding] {
    var findings: [Finding] = []
    func report(
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
          report(CommonRule.required, .hard, field, field.label + Words(" is required", "必填"))
        case .expected where least == .soft:
          report(CommonRule.expected, .soft, field, field.label + Words(" is missing", "待补"))
        case .expected, .optional, .rare, .follows, .skipped: break
        }
      }
      if field.mayFollow, row.asked(self, today) == .follows,
        let stored = row.parts(self).first?.value, stored != row.json(self, today)
      {
        let value = { (language: Language) in row.text(self, today, language) }
        report(
          CommonRule.follows, .hard, field,
          field.label
            + Words(
              " follows from other fields, \(value(.en)): leave it empty",
              "由其他项得出，为 \(value(.chinese))，此项请留空"))
      }
      let isLookedUp = field.identity == .unique || field.identity == .similar && least == .soft
      let values =
        isLookedUp || field.refersTo != nil
        ? row.parts(self).flatMap { $0.value.array ?? [$0.value] }.compactMap(\.string) : []
      if isLookedUp, !values.isEmpty {
        let table = state[Self.self]
        let other = values.lazy.compactMap { value in
          table.other(than: id.number, holding: value, in: row, beside: self)
        }.first
        if let other {
          let twice = field.identity == .unique
          report(
            twice ? CommonRule.unique : CommonRule.similar, twice ? .hard : .soft, field,
            field.label + Words(" is already used by ", "与已有记录相同: ")
              + state.marked(other.stored.id, on: today) + (other.until?.words ?? Words(same: "")),
            other: other.stored.id)
        } else if isNew, least == .soft,
          let old = values.lazy.compactMap({ table.binned(holding: $0, in: field) }).first
        {
          let name = { (language: Language) in state.shortName(of: old.id, on: today, language) }
          report(
            CommonRule.binned, .soft, field,
            Words(
              "in the recycle bin: \(name(.en)) (\(old.id))",
              "回收站中有: \(name(.chinese)) (\(old.id))"),
            other: old.id)
        }
      }
      if let kind = field.refersTo {
        for value in values {
          guard let target = RecordID(value), !target.isNew else { continue }
          if target.kind != kind || state[target] == nil || state[target]?.binned != nil {
            report(
              CommonRule.reference, .hard, field,
              field.label + Words(" refers to a missing or binned record", "所指记录不存在或已回收"))
          }
        }
      }
      if least == .hard { continue }
      for words in row.warnings(self, today) { report(CommonRule.warning, .soft, field, words) }
    }
    return findings
  }
}
