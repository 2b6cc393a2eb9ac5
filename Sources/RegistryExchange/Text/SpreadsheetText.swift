import RegistryModel

/// Text in a cell that a spreadsheet program must neither run nor rewrite, and back.
///
/// A tab before an identifier makes it text in all of them; it is not seen. An apostrophe before
/// `=`, `+`, `-` and `@` is, and keeps a name from being a formula.
enum SpreadsheetText {
  /// The cell to write for a value.
  ///
  /// - Parameter keepingNumbers: a tab keeps long numbers whole; no formula runs without it either. What
  ///   looks like a shortened number has it always: such a cell is refused without.
  static func safe(_ value: String, keepingNumbers: Bool = true) -> String {
    let text = withoutControls(value)
    let core = text.drop { $0 == "'" }
    let isNumber = isTakenForNumber(core)
    if isFormula(core) || isNumber && text.hasPrefix("'") { return "'" + text }
    return isNumber && keepingNumbers || isShortenedNumber(text) ? "\t" + text : text
  }

  /// The value of a cell read: undoes `safe`, and the `="…"` and `'…` of other programs.
  static func value(_ cell: String) -> String {
    let text = cell.tidied
    guard let first = text.utf8.first, first == UInt8(ascii: "=") || first == UInt8(ascii: "'")
    else { return text }
    if text.hasPrefix("=\""), text.hasSuffix("\""), text.utf8.count >= 3 {
      return String(text.dropFirst(2).dropLast()).tidied
    }
    let core = text.drop { $0 == "'" }
    let isMarked = text.hasPrefix("'") && (isFormula(core) || isTakenForNumber(core))
    return isMarked ? String(text.dropFirst()) : text
  }

  /// Digits that a spreadsheet has shortened to `1.10105E+17`: those lost are nowhere in the file.
  /// A cell marked as text was written so.
  static func isShortenedNumber(_ cell: String) -> Bool {
    guard (4...40).contains(cell.utf8.count),
      cell.utf8.contains(where: { $0 == UInt8(ascii: "+") || $0 == 0xEF }),
      !cell.hasPrefix("\t"), value(cell) == cell.tidied
    else { return false }
    return isPower(cell.tidied.nfkcUpper, signs: "+")
  }

  /// `1E5`, `1.5E+5`, `1E-5`: digits, perhaps a point, and a power of ten.
  private static func isPower(_ text: some StringProtocol, signs: String) -> Bool {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "E" || $0 == "e" }
    guard parts.count == 2, let sign = parts[1].first, signs.contains(sign),
      isDigits(parts[1].dropFirst())
    else { return false }
    let digits = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    return digits.count <= 2 && digits.allSatisfy { isDigits($0) }
  }

  private static func withoutControls(_ text: String) -> String {
    let isClean = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
    if isClean { return text.tidied }
    let kept = text.unicodeScalars.filter {
      $0.properties.isWhitespace || $0.properties.generalCategory != .control
    }
    return String(String.UnicodeScalarView(kept)).tidied
  }

  private static func isFormula(_ text: some StringProtocol) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return "=+-@\u{FF1D}\u{FF0B}\u{FF0D}\u{FF20}\u{2212}".unicodeScalars.contains(first)
  }

  /// Twelve digits and more lose some, a leading zero goes, `2018-03` becomes a day of March,
  /// `52E14` and `1E+02` powers of ten.
  private static func isTakenForNumber(_ text: some StringProtocol) -> Bool {
    guard text.utf8.first.map({ (0x30...0x39).contains($0) }) == true else { return false }
    if isDigits(text) {
      return text.utf8.count >= 12 || text.utf8.count > 1 && text.hasPrefix("0")
    }
    if isPair(text, "E") || isPair(text, "e") || isPower(text, signs: "+-") { return true }
    return (isPair(text, "-") || isPair(text, "/") || isPair(text, ":"))
      && text.utf8.count <= 7
  }

  private static func isPair(_ text: some StringProtocol, _ sign: Character) -> Bool {
    let parts = text.split(separator: sign, omittingEmptySubsequences: false)
    return parts.count == 2 && parts.allSatisfy { isDigits($0) }
  }

  private static func isDigits(_ text: some StringProtocol) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}
