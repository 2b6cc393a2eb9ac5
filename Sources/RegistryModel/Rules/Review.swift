/// What the rules find in all records in use: one line a kind and rule, each with its records.
///
/// Findings are those of today, whatever day is shown, as marks before rows are.
public struct Review: Sendable {
  /// What tells one line from another.
  public struct Key: Hashable, Sendable {
    /// What the records are.
    public let kind: Kind
    /// The rule's key.
    public let rule: String
    /// The field, for rules that the fields of every kind share; nil: the rule's own.
    public let field: String?
    /// Hard ones come first.
    public let severity: Severity
    /// Somebody has given a reason.
    public let isAccepted: Bool
  }

  /// A record in which a rule does not hold.
  public struct Item: Sendable {
    /// The record.
    public let record: RecordID
    /// The key of the field to go to.
    public let field: String
    /// What the finding says of this record beyond the line's sentence; nil if nothing.
    public let detail: Words?
    /// Why it is accepted.
    public let reason: String?
  }

  /// The records in which one rule does not hold.
  public struct Line: Sendable {
    /// Its kind and rule.
    public let key: Key
    /// The rule's number.
    public let number: Int
    /// What the rule says.
    public let sentence: Words
    /// By number.
    public fileprivate(set) var items: [Item] = []

    /// The same line without some of its records.
    public func without(_ records: Set<RecordID>) -> Line {
      var line = self
      line.items.removeAll { records.contains($0.record) }
      return line
    }
  }

  /// Hard ones first, then soft ones, at the end those accepted; by kind and rule.
  public let lines: [Line]

  /// Asks every rule about every record in use, which takes its time.
  ///
  /// - Parameter progress: told now and then how many records are done; may end it.
  public init<E: Error>(
    _ state: RegistryState, today: CivilDate,
    progress: (WorkProgress) throws(E) -> Void = { (_) throws(E) in }
  ) throws(E) {
    let total = Kind.allCases.reduce(0) { $0 + state[$1].inUseCount }
    var (lines, places, done) = ([Line](), [Key: Int](), 0)
    for kind in Kind.allCases {
      let table = state[kind]
      for number in table.numbersInUse {
        done += 1
        if done.isMultiple(of: 256) { try progress(WorkProgress(done: done, total: total)) }
        guard let stored = table.stored(number) else { continue }
        for finding in state.findings(of: stored, today: today) {
          let reason = finding.severity == .hard ? nil : stored.accepted[finding.rule]
          let key = Key(finding, isAccepted: reason != nil)
          let place = places[key] ?? lines.count
          if place == lines.count {
            places[key] = place
            lines.append(Line(key: key, number: finding.number, sentence: finding.sentence))
          }
          // A rule may not hold in several places of a record, which is one to look at.
          if lines[place].items.last?.record == stored.id { continue }
          lines[place].items.append(
            Item(
              record: stored.id, field: finding.field,
              detail: finding.words == lines[place].sentence ? nil : finding.words, reason: reason))
        }
      }
    }
    self.lines = lines.enumerated().sorted { left, right in
      let (one, other) = (left.element.place, right.element.place)
      return one == other ? left.offset < right.offset : one < other
    }.map(\.element)
  }
}

extension Review.Key {
  fileprivate init(_ finding: Finding, isAccepted: Bool) {
    self.init(
      kind: finding.id.kind, rule: finding.rule,
      field: finding.isOfField ? finding.field : nil, severity: finding.severity,
      isAccepted: isAccepted)
  }
}

extension Review.Line {
  /// Where it stands among the lines.
  fileprivate var place: (Int, Int, Int) {
    (key.isAccepted ? 2 : key.severity == .hard ? 0 : 1, number, key.kind.row.number)
  }
}

extension Finding {
  /// The rule is asked of the fields of every kind.
  fileprivate var isOfField: Bool { number < 100 }

  /// What its rule says, of whatever record.
  fileprivate var sentence: Words {
    let label = id.kind.schema[field]?.label ?? Words(same: field)
    return switch number {
    case CommonRule.unique.number, CommonRule.similar.number:
      label + Words(" is used more than once", "与其他记录相同")
    case CommonRule.warning.number: label + Words(" looks odd", "有疑问")
    case CommonRule.follows.number: label + Words(" follows from other fields", "由其他项得出，应留空")
    default: id.kind.type.sentence(of: rule) ?? words
    }
  }
}

extension Record {
  /// What the kind's own rule of this key says.
  fileprivate static func sentence(of rule: String) -> Words? {
    rules.first { $0.key == rule }?.sentence
  }
}
