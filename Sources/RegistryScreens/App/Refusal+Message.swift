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
        clashWords(clashes) + (told.map { Words(", ", ", ") + $0 } ?? Words("", "")), .error)
    case .failed(let words): return Message(words, .error)
    }
  }

  private func clashWords(_ clashes: [Clash]) -> Words {
    guard let clash = clashes.first else { return Words("someone saved first", "已有他人先行保存") }
    let key = clash.key.split(separator: "@").first.map(String.init) ?? clash.key
    let label = clash.id.kind.schema[key]?.label ?? Words(same: key)
    return label
      + Words(
        ": yours \(clash.mine.shown), saved meanwhile \(clash.theirs.shown)",
        ": 您填 \(clash.mine.shown), 期间已存 \(clash.theirs.shown)")
  }
}

extension JSON {
  /// The bare value for a sentence.
  fileprivate var shown: String {
    switch self {
    case .null: "--"
    case .string(let text): text
    case .array(let items): items.map(\.shown).joined(separator: ",")
    default: text
    }
  }
}
