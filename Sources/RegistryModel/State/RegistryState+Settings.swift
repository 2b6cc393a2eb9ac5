// How people read what a change set set.

extension Kind {
  /// What a setting is called: its field, and the day of a step.
  public func label(of key: String) -> Words {
    let parts = SettingKey(key)
    let name =
      schema[parts.field]?.label
      ?? (key == ReservedKey.binned
        ? Words("Recycle bin", "回收站")
        : key.hasPrefix(ReservedKey.accepted + "/")
          ? Words("Reason for a warning", "提示的理由") : Words(same: parts.field))
    guard let day = parts.day else { return name }
    return name + Words(" from \(day.text(.en))", " 自 \(day.text(.chinese))")
  }

  /// The field a setting belongs to; nil for bookkeeping and for fields of a newer version.
  public func field(of key: String) -> FieldInfo? { schema[SettingKey(key).field] }

  /// A setting's value as lists, prints and exports may show it: private texts masked.
  public func masked(_ json: JSON, under key: String) -> JSON {
    guard let mask = field(of: key)?.mask else { return json }
    return json.mapped(mask.masked)
  }
}

extension RegistryState {
  /// A setting's value in words: names of records, entries of code tables, private texts masked;
  /// `--` where nothing stands.
  public func text(
    _ json: JSON, under key: String, in kind: Kind, _ language: Language
  ) -> String {
    let parts = SettingKey(key)
    let field = kind.schema[parts.field]
    guard parts.day != nil else { return text(json, field, language) }
    // No step, and a step that empties the field, are different things.
    guard let value = json.array?.first else { return text(.null, field, language) }
    return value == .null ? Words("(empty)", "(空)")[language] : text(value, field, language)
  }

  private func text(_ json: JSON, _ field: FieldInfo?, _ language: Language) -> String {
    switch json {
    case .null: return "--"
    case .bool(let flag): return (flag ? Words("yes", "是") : Words("no", "否"))[language]
    case .string(let text):
      if let mask = field?.mask { return mask.masked(text) }
      if field?.refersTo != nil, let id = RecordID(text) { return shortName(of: id, language) }
      switch field?.entry {
      case .choice(let entries)?, .choices(let entries)?:
        return entries.first { $0.word == text }?.label[language] ?? text
      default: return text
      }
    case .array(let items):
      return items.isEmpty
        ? "--" : items.map { text($0, field, language) }.joined(separator: ", ")
    default: return json.text
    }
  }

  /// One sentence about what is in the way of an undo, with who and when where that is known.
  ///
  /// - Parameter time: how moments are written.
  public func sentence(
    _ obstacle: Obstacle, _ language: Language, time: (Instant) -> String
  ) -> String {
    func told(_ author: Author?) -> String {
      author.map { " (\(name(of: $0.by)), \(time($0.at)), #\($0.seq))" } ?? ""
    }
    switch obstacle {
    case .changed(let id, let key, let saved, let now, let author):
      let values = [saved, now].map { text($0, under: key, in: id.kind, language) }
      return "\(shortName(of: id, language)) \(id.kind.label(of: key)[language]): "
        + Words(
          "saved \(values[0]), now \(values[1])", "当时存 \(values[0]), 现为 \(values[1])")[language]
        + told(author)
    case .rule(let finding, let author):
      return "\(shortName(of: finding.id, language)): \(finding.words[language])" + told(author)
    case .missing(let id): return Words("\(id) is not there", "\(id) 不存在")[language]
    case .undone(let seq, let author):
      return Words("#\(seq) is undone already", "#\(seq) 已被撤销")[language] + told(author)
    case .nothing(let seq):
      return Words("#\(seq) changed nothing: numbers were shown", "#\(seq) 只是查看号码, 没有改动")[language]
    }
  }
}
