// What is saved into a frozen period is asked about: where its reports would read something else. The report
// values are not counted for it; what reports may read of a record is said by the rows of its fields.

/// The frozen periods that a save reaches into.
public struct FrozenReach: Sendable {
  /// The periods, in their order; at least one.
  public let periods: [ReportPeriod]
  /// The first field by which it does.
  fileprivate let field: String
  /// That field, where the save is of one record and alters it.
  fileprivate var altered: FieldInfo?

  /// What is asked, with the field where there is one.
  public var question: Words { altered?.naming(words) ?? words }

  /// What is asked about: the periods by name.
  public var words: Words {
    let several = periods.lazy.map(\.description).firstFew
    return periods.count == 1
      ? periods[0].words + Words(" is frozen, and this may change its reports", "已冻结，保存可能改变其报表")
      : Words(
        "frozen periods whose reports this may change: \(several)", "保存可能改变已冻结期间的报表: \(several)")
  }
}

extension RegistryState {
  /// The frozen periods that saving a change set reaches into; nil if there are none.
  public func frozenReach(of set: ChangeSet) -> FrozenReach? {
    var rest = frozenPeriods
    guard !rest.isEmpty, let after = trying(withRows(set)) else { return nil }
    var reached: [ReportPeriod] = []
    var field: String?
    for change in numbered(withRows(set)).changes where !rest.isEmpty {
      let record = { (state: RegistryState) in
        state[change.id].flatMap { $0.binned == nil ? $0.content : nil }
      }
      guard let reach = reach(into: rest, of: change.id, from: record(self), to: record(after))
      else { continue }
      reached += reach.periods
      rest.removeAll(where: reach.periods.contains)
      field = field ?? reach.field
    }
    guard let field else { return nil }
    let only = set.changes.count == 1 ? set.changes[0] : nil
    let isAltered = only?.settings.contains { SettingKey($0.key).field == field } == true
    return FrozenReach(
      periods: reached.sorted(), field: field,
      altered: isAltered ? only?.id.kind.schema[field] : nil)
  }

  /// The question to a save that reaches into frozen periods, naming them; none if it does not.
  ///
  /// - Parameters:
  ///   - before: the record as it was; nil if it is new or was in the recycle bin.
  ///   - after: the record as it is saved; nil if it goes into the recycle bin.
  func reachingIntoFrozen(
    _ id: RecordID, from before: (any Record)?, to after: (any Record)?
  ) -> [Finding] {
    guard let reach = reach(into: frozenPeriods, of: id, from: before, to: after) else { return [] }
    let rule = CommonRule.frozen
    return [
      Finding(
        id: id, rule: rule.key, number: rule.number, severity: .soft, field: reach.field,
        words: reach.words)
    ]
  }

  private var frozenPeriods: [ReportPeriod] {
    if periods.inUseCount == 0 { return [] }
    return periods.inUse.map(\.record).filter(\.isFrozen).compactMap(\.period).sorted()
  }

  private func reach(
    into periods: [ReportPeriod], of id: RecordID, from before: (any Record)?,
    to after: (any Record)?
  ) -> FrozenReach? {
    let reported = { (record: (any Record)?, day: CivilDate) -> [Reported] in
      guard let record, record.kind.schema.isReported,
        record.mayHaveBegun(by: day) || isNamed(id, by: day)
      else { return [] }
      return record.reported(by: day)
    }
    if [.plan, .target].contains(id.kind) {
      return reach(into: periods, ofPlanIn: before, and: after)
    }
    var field: String?
    let periods = periods.filter { period in
      let (old, new) = (reported(before, period.last), reported(after, period.last))
      if old == new { return false }
      field = field ?? (new.first { !old.contains($0) } ?? old.first { !new.contains($0) })?.key
      return true
    }
    return field.map { FrozenReach(periods: periods, field: $0) }
  }

  /// Of a plan and its targets: the periods that were frozen by that plan.
  private func reach(
    into periods: [ReportPeriod], ofPlanIn before: (any Record)?, and after: (any Record)?
  ) -> FrozenReach? {
    let codes = Set([before, after].compactMap { $0.flatMap(planCode) })
    let reached = periods.filter { frozen($0)?.record.plan.map(codes.contains) == true }
    guard !reached.isEmpty, let record = after ?? before,
      let field = record.kind.schema.fields.first(where: {
        before?.json($0, on: .distantFuture) != after?.json($0, on: .distantFuture)
      })
    else { return nil }
    return FrozenReach(periods: reached, field: field.key)
  }

  private func planCode(_ record: any Record) -> String? {
    (record as? OfficePlan)?.code
      ?? (record as? PlanTarget)?.plan.flatMap { officePlans[$0.number]?.record.code }
  }
}

extension RegistryState {
  /// A record that may have begun by a day names the one of this id: its name is told with that one, though it
  /// begins later itself.
  private func isNamed(_ id: RecordID, by day: CivilDate) -> Bool {
    Kind.allCases.contains { kind in
      kind.schema.isReported
        && kind.schema.fields.contains { field in
          field.refersTo == id.kind && field.isReported
            && self[kind].rows(holding: id.description, in: field).contains {
              $0.content.mayHaveBegun(by: day)
            }
        }
    }
  }
}

/// A value that reports may read.
private struct Reported: Equatable {
  let key: String
  let day: CivilDate?
  let value: JSON
}

extension Record {
  /// It begins on the day or before, or in a month or year that has it.
  fileprivate func mayHaveBegun(by day: CivilDate) -> Bool {
    beginning(on: day).map { $0.firstDay <= day } ?? true
  }

  /// What reports up to a day may read of the record.
  fileprivate func reported(by day: CivilDate) -> [Reported] {
    Self.schema.fields.flatMap { row -> [Reported] in
      guard row.info.isReported, !row.info.isComputed, row.reported?(self, day) ?? true else {
        return []
      }
      return row.parts(self).compactMap { part in
        if let step = part.day, step > day { return nil }
        // That something ends later is not known yet.
        if row.reported == nil, row.info.isLastDay, part.value.isDate(after: day) { return nil }
        return Reported(key: row.info.key, day: part.day, value: part.value)
      }
    }
  }
}

extension JSON {
  fileprivate func isDate(after day: CivilDate) -> Bool {
    (try? CivilDate(json: self)).map { $0.firstDay > day } ?? false
  }
}
