import TerminalCore

/// The look of everything, in one place: an ink means one thing, marks come before colours.
enum Theme {
  /// Where the clerk is, in the title.
  static let title = Style(bold: true)
  static let frame = Style(.dim)
  static let heading = Style(bold: true)
  /// The part of the screen that has the keys, the field that is typed in.
  static let focus = Style(.accent, bold: true)
  static let cursorRow = Style(reverse: true)
  static let key = Style(.accent, bold: true)
  static let label = Style(.dim)
  /// Heads of columns, which no terminal shows like rows.
  static let head = Style(.head)
  static let field = Style(underline: true)
  static let focusedField = Style(reverse: true)
  static let error = Style(.error, bold: true)
  static let warning = Style(.warning)
  static let good = Style(.good)
  static let derived = Style(.dim)
  /// Bars are quiet: what is missing is said beside them.
  static let bar = Style(.dim)
  /// What is missing, and what is missing and behind the pace.
  static let missing = Style(bold: true)
  static let behind = Style(.warning, bold: true)

  /// Signs before rows and fields; they mean the same everywhere.
  enum Mark {
    static let cursor = ">"
    static let marked = "*"
    static let required = "*"
    static let mustFix = "!"
    static let question = "?"
    static let carried = "\""
    static let derived = "="

    /// The ink of a sign: the sign and its word are coloured, never the line.
    static func style(_ mark: String) -> Style {
      switch mark {
      case mustFix: Theme.error
      case question: Theme.warning
      default: .plain
      }
    }
  }
}
