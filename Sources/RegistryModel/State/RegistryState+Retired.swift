// Fields of older formats, and where their values are kept now. Journals keep their lines: those of older formats
// have the old keys, which a record then holds as it holds those of a newer version.

extension Kind {
  /// The fields that its records had in older formats, for the history to name.
  var retired: [FieldInfo] {
    switch self {
    case .organization: RetiredInspection.fields.map(\.info)
    default: []
    }
  }
}

/// Until format 4 an organization had one inspection, in two fields of its own.
private enum RetiredInspection {
  static let fields: [Field<Inspection>] = [
    Field(\.year, "inspectionYear", "Inspection year", "年检年度"),
    Field(\.result, "inspectionResult", "Inspection", "年检结果"),
  ]
}

extension ChangeSet {
  /// Why it cannot undo others: it would put a value where no screen shows it any more; nil if it does not.
  var refusalOfRetired: Words? {
    let fillsRetired = changes.contains { change in
      change.settings.contains { setting in
        setting.after != .null && change.id.kind.retired.contains { $0.key == setting.key }
      }
    }
    return fillsRetired
      ? Words("an upgrade of the format cannot be undone", "登记库格式升级不能撤销") : nil
  }
}

extension RegistryState {
  /// Moves what older formats kept in other fields to where it is kept now; nil: there is nothing.
  ///
  /// Each inspection becomes a row of its own, also of an organization in the recycle bin, with which the row
  /// goes there; one that lacks its year or result stays there as it was: nobody could complete it, and without
  /// that the organization could not be restored.
  public var movingRetired: ChangeSet? {
    var (rows, emptied): ([Change], [Change]) = ([], [])
    for stored in organizations.all {
      guard let inspection = stored.retiredInspection,
        stored.binned == nil || inspection.year != nil && inspection.result != nil
      else { continue }
      var settings = inspection.settings(from: nil)
      if let reason = stored.binned { settings.append(.binned(from: nil, to: reason)) }
      let number = inspections.highest + rows.count + 1
      rows.append(Change(RecordID(.inspection, number), isNew: true, settings))
      emptied.append(
        Change(
          stored.id,
          RetiredInspection.fields.map(\.info.key).compactMap { key in
            let held = stored.part(key)
            return held == .null ? nil : Setting(key, before: held, after: .null)
          }))
    }
    return rows.isEmpty ? nil : ChangeSet(rows + emptied, reason: "年检改为逐年记录")
  }

  /// The records as an upgrade leaves them: how a registry of an older format is shown before it.
  public var withRetiredMoved: RegistryState {
    var state = self
    // It empties what this state holds and adds what it does not: nothing can be in the way.
    guard let set = movingRetired, (try? state.apply(set, seq: seq)) != nil else { return self }
    return state
  }
}

extension Stored<Organization> {
  /// The inspection that it holds in fields of its own; nil if there is none, or something else is there.
  fileprivate var retiredInspection: Inspection? {
    var inspection = Inspection()
    inspection.organization = id
    var isEmpty = true
    for field in RetiredInspection.fields {
      let held = part(field.info.key)
      if held == .null { continue }
      guard (try? field.put?(&inspection, nil, .value(held))) != nil else { return nil }
      isEmpty = false
    }
    return isEmpty ? nil : inspection
  }
}
