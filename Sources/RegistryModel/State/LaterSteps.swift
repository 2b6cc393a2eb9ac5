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
  private var lists: [(field: FieldInfo, settings: [Setting])] {
    let keys = Set(settings.map { SettingKey($0.key).field }).sorted()
    return keys.compactMap { key in
      guard let field = id.kind.schema[key], field.isDated, field.mergesByElement else {
        return nil
      }
      return (field, settings.filter { SettingKey($0.key).field == key })
    }
  }

  /// The days on which a list of the record changes beside the first, for those who did not ask for them: a
  /// new record has none.
  public var daysOfLaterSteps: [CivilDate] {
    if isNew { return [] }
    var days: Set<CivilDate> = []
    for (_, set) in lists {
      let steps = set.compactMap { SettingKey($0.key).day }.sorted()
      days.formUnion(steps.count < set.count ? steps[...] : steps.dropFirst())
    }
    return days.sorted()
  }

  /// That a list changes in later steps too; nil if it does not.
  public var wordsOfLaterSteps: Words? {
    let days = daysOfLaterSteps
    if days.isEmpty { return nil }
    let (en, chinese) = (
      days.map { $0.text(.en) }.joined(separator: ", "),
      days.map { $0.text(.chinese) }.joined(separator: "、")
    )
    return Words("also in the list from \(en)", "\(chinese) 起的名单同样增减")
  }
}

extension Record {
  /// The list in force before a step; nothing where none is.
  func list(before key: String) -> JSON { inForce(before: key)?.array?.first ?? .null }
}
