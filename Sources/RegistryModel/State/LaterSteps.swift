// Whoever is added to a dated list from a day on, or taken out, is so in its later steps as well.

extension Change {
  /// The same with what it does to later steps of lists that it does not set itself: each adds and takes out
  /// who is added and taken out in the step before it.
  func withLaterSteps(of stored: any AnyStored) -> Change {
    var change = self
    for (field, set) in lists {
      let days = Set(stored.content.days(of: field) + set.compactMap { SettingKey($0.key).day })
      var (was, now) = (stored.part(field.key), stored.part(field.key))
      if let first = set.first(where: { $0.key == field.key }) { now = first.after }
      for day in days.sorted() {
        let key = SettingKey(field: field.key, day: day).text
        let step = stored.part(key)
        let old = step.array?.first ?? was
        if let mine = set.first(where: { $0.key == key }) {
          now = mine.after.array?.first ?? now
        } else if was != now, let union = Setting.merged(was, now, onto: old), union != old {
          change.settings.append(Setting(key, before: step, after: [union]))
          now = union
        } else {
          now = old
        }
        was = old
      }
    }
    return change
  }

  /// What this change, made on `base` and complete there, does to steps of lists that came since.
  func newerSteps(of head: any AnyStored, since base: any AnyStored) -> [Setting] {
    lists.flatMap { field, set -> [Setting] in
      let known = Set(base.content.days(of: field))
      let mine = base.with(settings).content
      return head.content.days(of: field).compactMap { day in
        let key = SettingKey(field: field.key, day: day).text
        guard !known.contains(day), !set.contains(where: { $0.key == key }),
          let theirs = head.part(key).array?.first
        else { return nil }
        let (was, now) = (base.content.list(before: key), mine.list(before: key))
        guard was != now, let union = Setting.merged(was, now, onto: theirs), union != theirs
        else { return nil }
        return Setting(key, before: [theirs], after: [union])
      }
    }
  }

  /// Its settings of each dated list that it changes.
  fileprivate var lists: [(field: FieldInfo, settings: [Setting])] {
    id.kind.schema.datedLists.compactMap { field in
      let own = settings.filter { SettingKey($0.key).field == field.key }
      return own.isEmpty ? nil : (field, own)
    }
  }
}

extension RegistryState {
  /// Who was added to later steps of a list, or taken out of them, where the change is from an earlier day on;
  /// nil if nobody was.
  public func laterSteps(of change: Change, on day: CivilDate) -> Words? {
    if change.isNew { return nil }
    let words = change.lists.flatMap { _, set -> [Words] in
      // The first says what was asked for.
      let steps = set.compactMap { setting in SettingKey(setting.key).day.map { ($0, setting) } }
        .sorted { $0.0 < $1.0 }
      return (steps.count < set.count ? steps[...] : steps.dropFirst()).compactMap {
        from, setting in
        let (was, now) = (
          setting.before.array?.first?.elements ?? [], setting.after.array?.first?.elements ?? []
        )
        let added = names(now.filter { !was.contains($0) }, on: day)
        let gone = names(was.filter { !now.contains($0) }, on: day)
        let parts = [
          added.map { Words("with \($0.en)", "也加入\($0.chinese)") },
          gone.map { Words("without \($0.en)", "也去掉\($0.chinese)") },
        ].compactMap { $0 }
        guard let first = parts.first else { return nil }
        return Words("from \(from.text(.en)) on also ", "\(from.text(.chinese)) 起的名单")
          + parts.dropFirst().reduce(first) { $0 + Words(", ", "、") + $1 }
      }
    }
    return words.first.map { first in words.dropFirst().reduce(first) { $0 + Words("; ", "；") + $1 }
    }
  }

  private func names(_ items: [JSON], on day: CivilDate) -> Words? {
    let ids = items.compactMap { $0.string.flatMap { RecordID($0) } }
    if ids.isEmpty { return nil }
    return Words(
      ids.map { shortName(of: $0, on: day, .en) }.joined(separator: ", "),
      ids.map { shortName(of: $0, on: day, .chinese) }.joined(separator: "、"))
  }
}

extension Record {
  /// What a list typed over that of `shown` makes of the one in force on `day`: who was added there, or taken
  /// out, is so on that day. Other values stay as they were typed.
  public func carried(
    _ value: JSON?, of field: FieldInfo, over shown: CivilDate, to day: CivilDate
  ) -> JSON? {
    guard field.isDated, field.mergesByElement,
      let union = Setting.merged(
        json(field, on: shown) ?? .null, value ?? .null, onto: json(field, on: day) ?? .null)
    else { return value }
    return union == .null ? nil : union
  }
}

extension Record {
  /// The list in force before a step; nothing where none is.
  func list(before key: String) -> JSON { inForce(before: key)?.array?.first ?? .null }
}
