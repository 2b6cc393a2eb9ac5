import TerminalCore

/// The look of everything, in one place: default background, one accent, marks before colours.
enum Theme {
  static let title = Style(bold: true)
  static let frame = Style(.dim)
  static let heading = Style(.accent, bold: true)
  static let cursorRow = Style(reverse: true)
  static let key = Style(.accent, bold: true)
  static let label = Style(.dim)
  static let field = Style(underline: true)
  static let focusedField = Style(reverse: true)
  static let error = Style(.error, bold: true)
  static let warning = Style(.warning)
  static let good = Style(.good)
  static let derived = Style(.dim)

  /// Signs before rows and fields; they mean the same everywhere.
  enum Mark {
    static let cursor = ">"
    static let marked = "*"
    static let required = "*"
    static let mustFix = "!"
    static let question = "?"
    static let carried = "\""
    static let derived = "="
  }
}
