// How people read what a change set set.

extension Kind {
  /// What a setting is called: its field, and the day of a step.
  public func label(of key: String) -> Words {
    let parts = SettingKey(key)
    let name =
      field(of: key)?.label
      ?? (key == ReservedKey.binned.rawValue
        ? Words("Recycle bin", "回收站")
        : key.hasPrefix(ReservedKey.accepted.rawValue + "/")
          ? Words("Explanation", "情况说明") : Words(same: parts.field))
    guard let day = parts.day else { return name }
    return name + Words(" from \(day.text(.en))", " 自 \(day.text(.chinese))")
  }

  /// The field a setting belongs to, of this or an older format; nil for bookkeeping and for fields of a newer
  /// version.
  public func field(of key: String) -> FieldInfo? {
    let name = SettingKey(key).field
    return schema[name] ?? retired.first { $0.key == name }
  }

  /// A setting's value as lists, prints and exports may show it: private texts masked.
  public func masked(_ json: JSON, under key: String) -> JSON {
    guard let mask = field(of: key)?.mask else { return json }
    return json.mapped(mask.masked)
  }
}

extension RegistryState {
  /// A setting's value in words: names of records, entries of code tables, private texts masked;
  /// `--` if there is nothing.
  public func text(
    _ json: JSON, under key: String, in kind: Kind, on day: CivilDate, _ language: Language
  ) -> String {
    let parts = SettingKey(key)
    let field = kind.field(of: key)
    guard parts.day != nil else { return text(json, field, day, language) }
    // No step, and a step that empties the field, are different things.
    guard let value = json.array?.first else { return text(.null, field, day, language) }
    return value == .null ? Words("(empty)", "(空)")[language] : text(value, field, day, language)
  }

  private func text(
    _ json: JSON, _ field: FieldInfo?, _ day: CivilDate, _ language: Language
  ) -> String {
    switch json {
    case .null: return "--"
    case .bool(let flag): return (flag ? Words("yes", "是") : Words("no", "否"))[language]
    case .string(let text):
      if let mask = field?.mask { return mask.masked(text) }
      if field?.refersTo != nil, let id = RecordID(text) {
        return shortName(of: id, on: day, language)
      }
      switch field?.entry {
      case .choice(let entries)?, .choices(let entries)?:
        return entries.first { $0.word == text }?.label[language] ?? text
      case .made(let words)?: return words[language]
      default: return text
      }
    case .array(let items):
      return items.isEmpty
        ? "--" : items.map { text($0, field, day, language) }.joined(separator: ", ")
    default: return json.text
    }
  }

  /// `电话: 010****1234 -> 138****1612`
  public func line(
    _ setting: Setting, in kind: Kind, on day: CivilDate, _ language: Language
  ) -> String {
    if setting.isBinning {
      let reason = setting.after.string.map { UndoPlan.reason($0, language) }
      return reason.map { setting.binning[language] + ": \($0)" } ?? setting.binning[language]
    }
    let values = [setting.before, setting.after].map {
      text($0, under: setting.key, in: kind, on: day, language)
    }
    return "\(kind.label(of: setting.key)[language]): \(values[0]) -> \(values[1])"
  }

  /// What a change set did, in a few words: `邻里互助会: 电话, 负责人`.
  public func summary(
    of set: ChangeSet, on day: CivilDate, _ language: Language
  ) -> String {
    if set.isExport {
      let counts = counts(of: set.access.map(\.id), language)
      return Words("\(counts): numbers exported in full", "\(counts)：导出完整号码")[language]
    }
    if let access = set.access.first {
      let name = shortName(of: access.id, on: day, language)
      return Words("\(name): numbers shown in full", "\(name): 查看完整号码")[language]
    }
    guard set.changes.count == 1 else {
      return ([set.reason, counts(of: set.changes.map(\.id), language)].compactMap { $0 })
        .joined(separator: ": ")
    }
    let change = set.changes[0]
    return "\(shortName(of: change.id, on: day, language)): \(change.done[language])"
  }

  /// `社会组织 1204, 社区 3`.
  private func counts(of ids: [RecordID], _ language: Language) -> String {
    Kind.allCases.compactMap { kind -> String? in
      let count = ids.count { $0.kind == kind }
      return count == 0
        ? nil
        : Words(
          "\(count) \(kind.schema.plural.en.lowercased())", "\(kind.schema.plural.chinese) \(count)"
        )[language]
    }.joined(separator: ", ")
  }

  /// One sentence about what is in the way of an undo, with who and when where that is known.
  ///
  /// - Parameter time: how moments are written.
  public func sentence(
    _ obstacle: Obstacle, on day: CivilDate, _ language: Language, time: (Instant) -> String
  ) -> String {
    func told(_ author: Author?) -> String {
      author.map { " (\(name(of: $0.by)), \(time($0.at)), #\($0.seq))" } ?? ""
    }
    switch obstacle {
    case .changed(let id, let key, let saved, let now, let author):
      if key == ReservedKey.binned.rawValue {
        let place =
          now == .null
          ? Words("is no longer in the recycle bin", "已不在回收站")
          : Words("is in the recycle bin", "现在回收站中")
        return "\(shortName(of: id, on: day, language)) \(place[language])" + told(author)
      }
      let values = [saved, now].map {
        text(self.told($0, under: key, of: id), under: key, in: id.kind, on: day, language)
      }
      return "\(shortName(of: id, on: day, language)) \(id.kind.label(of: key)[language]): "
        + Words(
          "saved \(values[0]), now \(values[1])", "当时存 \(values[0])，现为 \(values[1])")[language]
        + told(author)
    case .rule(let finding, let author):
      return "\(shortName(of: finding.id, on: day, language)): \(finding.words[language])"
        + told(author)
    case .missing(let id): return Words("\(id) does not exist", "\(id) 不存在")[language]
    case .notAllowed(let words): return words[language]
    case .unfit(let error): return error.words[language]
    case .undone(let seq, let author):
      return Words("#\(seq) is already undone", "#\(seq) 已被撤销")[language] + told(author)
    case .nothing(let seq):
      return Words("#\(seq) only showed numbers and changed nothing", "#\(seq) 只是查看号码，没有改动")[
        language]
    }
  }
}

extension Setting {
  /// What became of the record whose `binned` it sets.
  fileprivate var binning: Words {
    after == .null ? Words("restored", "从回收站恢复") : Words("to the recycle bin", "放入回收站")
  }
}

extension Change {
  /// `电话, 负责人`, or what became of the record as a whole.
  fileprivate var done: Words {
    if isNew { return Words("new", "新增") }
    if let binning = settings.first(where: \.isBinning) { return binning.binning }
    var labels: [Words] = []
    for setting in settings {
      let label = id.kind.field(of: setting.key)?.label ?? id.kind.label(of: setting.key)
      if !labels.contains(label) { labels.append(label) }
    }
    return Words(
      labels.map(\.en).joined(separator: ", "), labels.map(\.chinese).joined(separator: ", "))
  }
}
