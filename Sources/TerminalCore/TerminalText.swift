/// Makes text from the registry safe to print outside the canvas.
public enum TerminalText {
  /// `text` without control, escape, direction and invisible characters; line feeds and tabs
  /// become spaces, joiners inside emoji stay.
  public static func sanitized(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 >= 0x20 && $0 < 0x7F }) { return text }
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\t", "\u{2028}", "\u{2029}": result.append(" ")
      case "\u{200C}", "\u{200D}": result.append(scalar)
      case _ where scalar.isControlOrFormat: continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
