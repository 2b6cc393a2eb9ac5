import RegistryModel

extension SaveRefusal {
  /// One sentence for the message line: what prevents saving, whose it is and since when.
  func message(_ context: Context) -> Message {
    switch self {
    case .rules(let findings, let author):
      let first = findings.first?.words ?? Words("a rule is broken", "有规则不符合")
      return Message(first + told(author, context), .error)
    case .clashes(let clashes, let author):
      guard let clash = clashes.first else {
        return Message("someone else saved first", "他人已先保存", .error)
      }
      let values = Words(
        ": you entered \(clash.text(\.mine, .en, context)), someone saved "
          + clash.text(\.theirs, .en, context),
        ": 本人填 \(clash.text(\.mine, .chinese, context))，他人已存 "
          + clash.text(\.theirs, .chinese, context))
      return Message(
        clash.id.kind.label(of: clash.key) + values + told(author, context), .error)
    case .failed(let words): return Message(words, .error)
    case .declined: return Message("nothing was saved", "未保存")
    }
  }

  private func told(_ author: Author?, _ context: Context) -> Words {
    author.map { Words(same: " (\($0.told(context)))") } ?? Words(same: "")
  }
}

extension Author {
  /// `张敏, 2026-11-24 14:32`, as the office's clock shows it.
  func told(_ context: Context) -> String {
    "\(context.registry.name(of: by)), \(context.session.localTime(at))"
  }
}

extension Clash {
  /// One of its values in words.
  func text(_ value: KeyPath<Clash, JSON>, _ language: Language, _ context: Context) -> String {
    let registry = context.registry
    // What was to be saved together with it is not there yet.
    if id.kind.field(of: key)?.refersTo != nil,
      let named = self[keyPath: value].string.flatMap({ RecordID($0) }), registry[named] == nil
    {
      return Words("the new record", "本次新增的记录")[language]
    }
    let told = registry.told(self[keyPath: value], under: key, of: id)
    return registry.text(told, under: key, in: id.kind, on: context.day, language)
  }
}
