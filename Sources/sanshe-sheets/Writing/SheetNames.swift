/// Names of sheets, made such that spreadsheets take them.
struct SheetNames {
  private var used: Set<String> = []
  /// In units of UTF-16.
  private static let longest = 31

  /// The name, or one like it that is allowed and not used.
  mutating func taken(_ wanted: String) -> String {
    var base = String(wanted.map { "[]:*?/\\".contains($0) ? "_" : $0 })
    while base.hasPrefix("'") { base.removeFirst() }
    base = Self.cut(base, to: Self.longest)
    while base.hasSuffix("'") { base.removeLast() }
    // A spreadsheet keeps this name for itself.
    if base.lowercased() == "history" { base += "_" }
    if base.isEmpty { base = "Sheet" }
    var name = base
    var number = 1
    while !used.insert(name.lowercased()).inserted {
      number += 1
      let suffix = " (\(number))"
      name = Self.cut(base, to: Self.longest - suffix.utf16.count) + suffix
    }
    return name
  }

  private static func cut(_ text: String, to count: Int) -> String {
    var text = text
    while text.utf16.count > count { text.removeLast() }
    return text
  }
}
