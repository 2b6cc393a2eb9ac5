// A plan as records, and what is different between two.
extension RegistryState {
  /// The plan of this id that the office keeps as a record.
  public func officePlan(_ code: String) -> Stored<OfficePlan>? {
    officePlans.inUse.first { $0.record.code == code }
  }

  /// Makes records of a plan: new ones, or what is different in those of its id; targets that it has not go into the
  /// recycle bin for `reason`.
  ///
  /// - Errors: a value that no field of a record takes.
  public func keeping(_ plan: Plan, because reason: String) throws(FieldError) -> ChangeSet {
    let (record, targets) = try plan.records()
    let kept = officePlan(plan.id)
    let id = kept?.id ?? RecordID(.plan, -1)
    var changes = [Change(id, isNew: kept == nil, record.settings(from: kept?.record))]
    var rest = kept.map { self.targets(of: $0.id) } ?? []
    for (place, target) in targets.enumerated() {
      var target = target
      target.plan = id
      let old = rest.firstIndex { $0.record.code == target.code }.map { rest.remove(at: $0) }
      changes.append(
        Change(
          old?.id ?? RecordID(.target, -1 - place), isNew: old == nil,
          target.settings(from: old?.record)))
    }
    changes += rest.map { Change($0.id, [.binned(from: nil, to: reason)]) }
    return ChangeSet(changes.filter { $0.isNew || !$0.settings.isEmpty })
  }
}

extension Plan {
  /// It and its targets as records.
  ///
  /// - Errors: a value that no field takes.
  public func records() throws(FieldError) -> (plan: OfficePlan, targets: [PlanTarget]) {
    let file = json
    var targets: [PlanTarget] = []
    for target in file["targets"]?.array ?? [] { targets.append(try PlanTarget(planFile: target)) }
    return (try OfficePlan(planFile: file), targets)
  }

  /// A field that two plans have different.
  public struct Difference: Hashable, Sendable {
    /// The id of the target; nil: of the plan itself.
    public let target: String?
    /// `At least: 10 -> 12`
    public let change: Words

    /// The same with the target's id before it.
    public var words: Words { target.map { Words(same: $0 + " ") + change } ?? change }
  }

  /// What it says otherwise than `other`, a line a field, in the order of the plan.
  public func differences(from other: Plan) -> [Difference] {
    guard let own = try? records(), let before = try? other.records() else { return [] }
    var lines = own.plan.differences(from: before.plan).map { Difference(target: nil, change: $0) }
    for target in own.targets {
      guard let old = before.targets.first(where: { $0.code == target.code }) else {
        lines.append(Difference(target: target.code, change: Words("new", "新增")))
        continue
      }
      lines += target.differences(from: old).map { Difference(target: target.code, change: $0) }
    }
    let left = before.targets.filter { old in !own.targets.contains { $0.code == old.code } }
    return lines
      + left.map { Difference(target: $0.code, change: Words("left out", "未列入")) }
  }
}

extension Record {
  /// `At least: 10 -> 12`, a sentence a field that is different.
  fileprivate func differences(from other: Self) -> [Words] {
    let day = CivilDate.distantFuture
    return Self.schema.fields.compactMap { field in
      guard field.json(self, day) != field.json(other, day) else { return nil }
      func line(_ language: Language) -> String {
        let (old, new) = (field.text(other, day, language), field.text(self, day, language))
        let none = language == .en ? "none" : "无"
        return "\(old.isEmpty ? none : old) -> \(new.isEmpty ? none : new)"
      }
      return field.info.label + Words(": ", "：") + Words(line(.en), line(.chinese))
    }
  }
}
