extension AnyStored {
  /// What turns `before` into this record, bookkeeping included; everything, where there was none.
  public func settings(from before: (any AnyStored)?) -> [Setting] {
    var settings = content.settings(from: before?.content)
    if binned != before?.binned { settings.append(.binned(from: before?.binned, to: binned)) }
    let reasons = before?.accepted ?? [:]
    for rule in Set(accepted.keys).union(reasons.keys).sorted()
    where accepted[rule] != reasons[rule] {
      settings.append(.accepted(rule, from: reasons[rule], to: accepted[rule]))
    }
    let keys = unknown.map(\.key)
    for key in keys + (before?.unknown ?? []).map(\.key).filter({ !keys.contains($0) }) {
      let setting = Setting(
        key, before: before?.part(key) ?? Setting.absent(key), after: part(key))
      if setting.before != setting.after { settings.append(setting) }
    }
    return settings
  }
}
