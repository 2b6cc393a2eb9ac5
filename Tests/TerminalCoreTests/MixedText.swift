import RegistryTestSupport

/// Random text of everything that ever moved a column.
enum MixedText {
  static let parts = [
    "a", "Zq", " ", "-", "é", "e\u{301}", "安", "居社区", "，", "。", "（", "“", "”", "ａ", "１",
    "한", "글", "ｶ", "ﾞ", "か\u{3099}", "😀", "👨‍👩‍👧", "🇨🇳", "❤\u{FE0F}", "👍🏽", "1\u{FE0F}\u{20E3}",
    "\u{1B}[31m", "\u{07}", "\t", "\r\n", "\u{202E}", "\u{2066}", "\u{200B}", "\u{200D}",
    "\u{301}", "\u{FE0F}", "\u{85}", "\u{E000}", "\u{10FFFF}", "\u{AD}", "𠮷", "葛\u{E0100}",
    "각", "\u{1100}\u{1161}\u{11A8}", "\u{1161}", "ก\u{E33}", "कि", "نص", "─", "×", "①",
  ]

  static func random(using random: inout SeededGenerator) -> String {
    (0..<Int.random(in: 0...20, using: &random))
      .map { _ in parts.randomElement(using: &random)! }.joined()
  }
}
