/// What the rules say to a save. Forms, acts, commands, import previews, undo and the head all ask here:
/// there is no second place that decides.
public struct Judgement: Sendable {
  /// What the save would break: it is refused for that, and never for what was broken before and is let
  /// alone.
  public fileprivate(set) var refused: [Finding] = []
  /// All that is wrong or odd with what is saved, `refused` among it; hard findings first, in field
  /// order.
  public fileprivate(set) var findings: [Finding] = []

  /// Nothing is wrong.
  public init() {}

  /// The findings that do not prevent the save.
  public var asked: [Finding] { findings.filter { !refused.contains($0) } }
}

extension RegistryState {
  /// What the rules say to saving `record` under `id`, a stored one or a new one.
  ///
  /// - Parameter accepted: reasons given with it, by rule.
  public func judgement(
    of record: any Record, as id: RecordID, accepting accepted: [String: String] = [:],
    today: CivilDate
  ) -> Judgement {
    let reasons = accepted.map {
      Setting.accepted($0.key, from: self[id]?.accepted[$0.key], to: $0.value)
    }
    let change = Change(
      id, isNew: self[id] == nil, record.settings(from: self[id]?.content) + reasons)
    // A record takes what one of its kind holds; if it did not, the save itself would say so. Nothing can be
    // broken by a new one but its owner.
    if !change.isNew || ownership.asRows(id.kind) != nil, let after = trying(ChangeSet([change])) {
      let final = numbered(ChangeSet([change])).changes[0]
      return judgement(of: final, in: after, beside: [final.id], today: today, .soft)
        .named([final.id: id])
    }
    let found = record.findings(as: id, in: self, today: today, .soft, isNew: change.isNew)
      .map { $0.overridden(by: accepted, in: change) }
    var judgement = Judgement(change, found, before: [])
    judgement.ask(reachingIntoFrozen(id, from: nil, to: record))
    return judgement
  }

  /// What the rules say to each of `changes` of as many records, saved as one change set: to each with
  /// the others. New records are known by the ids they have here.
  public func judgements(of changes: [Change], today: CivilDate) -> [Judgement] {
    let set = numbered(ChangeSet(changes))
    // A record takes what one of its kind holds; if it did not, the save itself would say so.
    guard let after = trying(set) else { return changes.map { _ in Judgement() } }
    let changed = Set(set.changes.map(\.id))
    let names = Dictionary(zip(set.changes.map(\.id), changes.map(\.id))) { first, _ in first }
    return set.changes.map { change in
      judgement(of: change, in: after, beside: changed, today: today, .soft).named(names)
    }
  }

  /// All that is wrong or odd with `record` where it is saved under `id`, hard ones first, in field
  /// order.
  public func findings(for record: any Record, id: RecordID, today: CivilDate) -> [Finding] {
    judgement(of: record, as: id, today: today).findings
  }

  /// What the rules say to one change, its id final, of a set that changes the records `changed`.
  ///
  /// - Parameters:
  ///   - after: this state with the whole set.
  ///   - least: with hard, only what is refused is looked for.
  public func judgement(
    of change: Change, in after: RegistryState, beside changed: Set<RecordID>, today: CivilDate,
    _ least: Severity
  ) -> Judgement {
    guard let stored = after[change.id] else { return Judgement() }
    let old = self[change.id].flatMap { $0.binned == nil ? $0 : nil }
    if stored.binned != nil {
      var judgement = Judgement()
      judgement.refused = old == nil ? [] : after.references(toBinned: change.id, today)
      judgement.findings = least == .hard ? [] : after.findings(of: stored, today: today)
      if least == .soft {
        judgement.ask(reachingIntoFrozen(change.id, from: old?.content, to: nil))
      }
      return judgement
    }
    let found = stored.content.findings(
      as: change.id, in: after, today: today, least, isNew: change.isNew
    ).map { $0.overridden(by: stored.accepted, in: change) }
    var judgement = Judgement(
      change, found,
      // What was let through is none of what was broken before.
      before: old.map { old in
        old.content.findings(as: change.id, in: self, today: today, .hard, isNew: false)
          .filter { $0.overriddenUntil == nil || old.accepted[$0.rule] == nil }
      } ?? [])
    judgement.refuse(broken(by: change, in: after, beside: changed, today: today))
    judgement.refuse(brokenInOwner(by: change, in: after, beside: changed, today: today))
    if least == .soft {
      judgement.ask(reachingIntoFrozen(change.id, from: old?.content, to: stored.content))
    }
    return judgement
  }

  /// What a change breaks in records that name its record and are not changed themselves: told of the
  /// record that changes, with the other one's name.
  private func broken(
    by change: Change, in after: RegistryState, beside changed: Set<RecordID>, today: CivilDate
  ) -> [Finding] {
    guard !change.isNew, let readers = Reader.all[change.id.kind] else { return [] }
    let keys = change.settings.map { SettingKey($0.key).field }
    return readers.flatMap { reader -> [Finding] in
      guard let key = keys.first(where: reader.keys.contains) else { return [] }
      return after[reader.kind].rows(holding: change.id.description, in: reader.field)
        .filter { !changed.contains($0.id) }.flatMap { referrer -> [Finding] in
          let found = reader.check(referrer, after, today)
          let before = found.isEmpty ? [] : reader.check(referrer, self, today)
          return found.filter { finding in !before.contains { $0.isSame(as: finding) } }
            .map { after.told($0, of: change.id, at: key, today) }
        }
    }
  }

  /// What a change of a row breaks in its owner, which is judged with its rows.
  private func brokenInOwner(
    by change: Change, in after: RegistryState, beside changed: Set<RecordID>, today: CivilDate
  ) -> [Finding] {
    guard let owner = after.owner(of: change.id), !changed.contains(owner),
      let field = ownership.asRows(change.id.kind)?.owner
    else { return [] }
    return judgement(of: Change(owner, []), in: after, beside: [owner], today: today, .hard).refused
      .map { after.told($0, of: change.id, at: field.key, today) }
  }

  /// A finding of another record, as the record whose change brings it about is told it.
  private func told(
    _ finding: Finding, of id: RecordID, at key: String, _ today: CivilDate
  ) -> Finding {
    let name = { (language: Language) in shortName(of: finding.id, on: today, language) + ": " }
    return Finding(
      id: id, rule: finding.rule, number: finding.number, severity: .hard, field: key,
      words: Words(name(.en), name(.chinese)) + finding.words
        + Words("; fix \(finding.id) first", "；请先改正 \(finding.id)"),
      other: finding.id)
  }

  /// Records in use that name the one put into the recycle bin: they would point at nothing.
  private func references(toBinned id: RecordID, _ today: CivilDate) -> [Finding] {
    let kinds = Kind.allCases.map { (kind: $0, fields: $0.schema.fields) }
    return kinds.flatMap { kind, fields in
      fields.filter { $0.refersTo == id.kind }.flatMap { field in
        self[kind].rows(holding: id.description, in: field).map { referrer in
          Finding(
            id: id, rule: CommonRule.reference.key, number: CommonRule.reference.number,
            severity: .hard, field: "binned",
            words: Words(
              "\(shortName(of: referrer.id, on: today, .en)) (\(mark(of: referrer.id, on: today))) refers to this record: "
                + "change or bin that first",
              "\(shortName(of: referrer.id, on: today, .chinese)) (\(mark(of: referrer.id, on: today))) 仍引用此记录，"
                + "请先修改该记录或放入回收站"),
            other: referrer.id)
        }
      }
    }
  }
}

extension Judgement {
  /// Parts what was found in a changed record into what its change breaks and what it lets alone.
  ///
  /// - Parameter before: the hard findings of the record as it was; asked only where there are some now.
  fileprivate init(
    _ change: Change, _ found: [Finding], before: @autoclosure () -> [Finding]
  ) {
    var known: [Finding]?
    func isBroken(by finding: Finding) -> Bool {
      guard finding.severity == .hard || finding.isAtSaveOnly else { return false }
      if change.touches(finding.field) { return true }
      let old = known ?? before()
      known = old
      return !old.contains { $0.isSame(as: finding) }
    }
    for var finding in found {
      if isBroken(by: finding) {
        finding.severity = .hard
        refused.append(finding)
      }
      findings.append(finding)
    }
    findings = findings.inFormOrder
  }

  /// The same with the ids that whoever saves it knows.
  fileprivate func named(_ names: [RecordID: RecordID]) -> Judgement {
    var judgement = self
    judgement.findings = findings.map { $0.named(names) }
    judgement.refused = refused.map { $0.named(names) }
    return judgement
  }

  fileprivate mutating func ask(_ odd: [Finding]) {
    if odd.isEmpty { return }
    findings = (findings + odd).inFormOrder
  }

  fileprivate mutating func refuse(_ broken: [Finding]) {
    if broken.isEmpty { return }
    refused = (refused + broken).inFormOrder
    findings = (findings + broken).inFormOrder
  }
}

extension Finding {
  /// Both say that the same does not hold, in whatever words.
  func isSame(as other: Finding) -> Bool {
    (id, number, field, self.other) == (other.id, other.number, other.field, other.other)
  }
}

extension Change {
  /// Something is set in the field.
  fileprivate func touches(_ field: String) -> Bool {
    settings.contains { SettingKey($0.key).field == field }
  }
}

/// A rule that reads records which a field of its own record names, as those look at it.
private struct Reader: Sendable {
  /// The kind of record whose rule it is.
  let kind: Kind
  /// Its field that names what the rule reads.
  let field: FieldInfo
  /// What the rule reads there.
  let keys: Set<String>
  let check: @Sendable (any AnyStored, RegistryState, CivilDate) -> [Finding]

  /// By the kind of record that is read.
  static let all = Dictionary(
    grouping: Kind.allCases.flatMap { $0.type.readers }, by: \.read)

  /// The kind of record that the rule reads.
  private var read: Kind { field.refersTo ?? kind }
}

extension Record {
  fileprivate static var readers: [Reader] {
    rules.compactMap { rule in
      rule.judging.reading.flatMap { reading in
        kindSchema[reading.reference].map { field in
          Reader(kind: kind, field: field, keys: reading.keys) { stored, state, today in
            (stored.content as? Self).map {
              rule.findings(RuleContext(id: stored.id, record: $0, state: state, today: today))
            } ?? []
          }
        }
      }
    }
  }
}
