/// A hard rule that allows it is overridden by a supervisor: the reason is kept in the record like that of a
/// soft one, and holds until a field that the rule reads changes.
extension Change {
  /// The sentence of a hard rule that this overrides; nil if it overrides none.
  var overriddenRule: Words? {
    settings.lazy.compactMap { setting in
      setting.after == .null ? nil : setting.acceptedRule.flatMap { id.kind.type.overridable[$0] }
    }.first?.sentence
  }

  /// What takes back the overrides of `stored` that end with this change.
  func endingOverrides(of stored: any AnyStored) -> [Setting] {
    if stored.accepted.isEmpty { return [] }
    let changed = Set(settings.map { SettingKey($0.key).field })
    let given = Set(settings.compactMap(\.acceptedRule))
    return id.kind.type.overridable.filter { rule, override in
      !given.contains(rule) && !changed.isDisjoint(with: override.until)
    }.keys.sorted().compactMap { rule in
      stored.accepted[rule].map { .accepted(rule, from: $0, to: nil) }
    }
  }
}

extension Record {
  /// The rules a supervisor may override, by key: the sentence, and the fields whose change ends it.
  fileprivate static var overridable: [String: (sentence: Words, until: Set<String>)] {
    let rules = rules.compactMap { rule in
      rule.judging.overriddenUntil.map { (rule.key, (sentence: rule.sentence, until: $0)) }
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
