import RegistryModel

extension Refusal {
  /// One sentence for the message line: what stands against saving, whose it is and since when.
  func message(_ context: Context) -> Message {
    switch self {
    case .rules(let findings, let told):
      let first = findings.first?.words ?? Words("a rule does not hold", "有规则不符合")
      return Message(first + (told.map { Words(": ", ": ") + $0 } ?? Words("", "")), .error)
    case .clashes(let clashes, let told):
      return Message(
        clashWords(clashes, context) + (told.map { Words(", ", ", ") + $0 } ?? Words("", "")),
        .error)
    case .failed(let words): return Message(words, .error)
    }
  }

  private func clashWords(_ clashes: [Clash], _ context: Context) -> Words {
    guard let clash = clashes.first else { return Words("someone saved first", "已有他人先行保存") }
    let key = clash.key.split(separator: "@").first.map(String.init) ?? clash.key
    let field = clash.id.kind.schema[key]
    let shown = { (json: JSON, language: Language) in
      json.shown(in: field, context.registry, language)
    }
    return (field?.label ?? Words(same: key))
      + Words(
        ": yours \(shown(clash.mine, .en)), saved meanwhile \(shown(clash.theirs, .en))",
        ": 您填 \(shown(clash.mine, .chinese)), 期间已存 \(shown(clash.theirs, .chinese))")
  }
}

extension JSON {
  /// The value of a field for a sentence: words of code tables, names of records, masked numbers.
  fileprivate func shown(
    in field: FieldInfo?, _ registry: RegistryState, _ language: Language
  ) -> String {
    switch self {
    case .null: "--"
    case .bool(let flag): (flag ? Words("yes", "是") : Words("no", "否"))[language]
    case .string(let text):
      if let mask = field?.mask {
        mask.masked(text)
      } else if field?.refersTo != nil, let id = RecordID(text) {
        registry.shortName(of: id, language)
      } else {
        field?.entry.label(of: text, language) ?? text
      }
    case .array(let items):
      items.isEmpty
        ? "--" : items.map { $0.shown(in: field, registry, language) }.joined(separator: ", ")
    default: text
    }
  }
}
