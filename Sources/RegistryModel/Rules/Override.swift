/// A hard rule that allows it is overridden by a supervisor: the reason is kept in the record like that of a
/// soft one, and holds until a field that the rule reads changes.
extension Change {
  /// The sentence of a hard rule of an office that this overrides; nil if it overrides none.
  func overriddenRule(of office: Office) -> Words? {
    let given = settings.filter { $0.after != .null }.compactMap(\.acceptedRule)
    if given.isEmpty { return nil }
    let overridable = id.kind.type.overridable(of: office)
    return given.lazy.compactMap { overridable[$0]?.sentence }.first
  }

  /// What takes back the overrides of `stored` that end with this change.
  func endingOverrides(of stored: any AnyStored, office: Office) -> [Setting] {
    if stored.accepted.isEmpty { return [] }
    let changed = Set(settings.map { SettingKey($0.key).field })
    let given = Set(settings.compactMap(\.acceptedRule))
    return id.kind.type.overridable(of: office).filter { rule, override in
      !given.contains(rule) && !changed.isDisjoint(with: override.until)
    }.keys.sorted().compactMap { rule in
      stored.accepted[rule].map { .accepted(rule, from: $0, to: nil) }
    }
  }
}

extension Record {
  /// The rules a supervisor of an office may override, by key: the sentence, and the fields whose change
  /// ends it.
  fileprivate static func overridable(
    of office: Office
  ) -> [String: (sentence: Words, until: Set<String>)] {
    let rules = rules.compactMap { rule in
      rule.judging.of(office).overriddenUntil.map {
        (rule.key, (sentence: rule.sentence, until: $0))
      }
    }
    return Dictionary(rules) { first, _ in first }
  }
}

extension Finding {
  /// A question that was answered, where a reason is among `accepted`.
  func overridden(by accepted: [String: String]) -> Finding {
    guard overriddenUntil != nil, accepted[rule] != nil else { return self }
    var finding = self
    (finding.severity, finding.isAtSaveOnly) = (.soft, false)
    return finding
  }

  /// The same, where `change` gives the reason, or changes nothing that the rule reads.
  func overridden(by accepted: [String: String], in change: Change) -> Finding {
    let isGiven = change.settings.contains { $0.acceptedRule == rule && $0.after != .null }
    let isEnded = overriddenUntil.map { keys in
      change.settings.contains { keys.contains(SettingKey($0.key).field) }
    }
    return isGiven || isEnded == false ? overridden(by: accepted) : self
  }
}
