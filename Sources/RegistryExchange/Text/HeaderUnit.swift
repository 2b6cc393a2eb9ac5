import RegistryModel

/// The unit in brackets behind the name of a column: 注册资金(元). The column's bare numbers are of it.
enum HeaderUnit {
  /// Those amounts and areas are written in. A field that does not know one refuses its numbers.
  private static let amounts: Set<String> = [
    "元", "千元", "万元", "万", "百万元", "亿元", "美元", "港元", "平方米", "平米", "m2", "万平方米", "亩", "公顷",
  ]

  /// The unit of amounts in a header; nil if there is none.
  static func amount(in header: String) -> String? {
    bracket(of: header).flatMap { amounts.contains($0) ? $0 : nil }
  }

  /// What is in the brackets that a header ends with.
  static func bracket(of header: String) -> String? {
    let text = header.nfkc.tidied
    guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return nil }
    return String(text[text.index(after: open)...].dropLast()).tidied
  }
}
