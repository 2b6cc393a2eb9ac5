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
    let shown = { (json: JSON, language: Language) in
      context.registry.text(json, under: clash.key, in: clash.id.kind, language)
    }
    return clash.id.kind.label(of: clash.key)
      + Words(
        ": yours \(shown(clash.mine, .en)), saved meanwhile \(shown(clash.theirs, .en))",
        ": 您填 \(shown(clash.mine, .chinese)), 期间已存 \(shown(clash.theirs, .chinese))")
  }
}
