extension LineEditor {
  /// The part of the text that is seen in a field.
  public struct Window: Equatable, Sendable {
    /// What to draw, never wider than the field.
    public let text: String
    /// The caret's column, from the field's left edge.
    public let caretColumn: Int
  }

  /// What a field of `columns` shows, always with the caret in it.
  ///
  /// A long text moves by half a field at a time, so that it does not move under most keys; `~` in place
  /// of a character says that it goes on there.
  public func window(columns: Int, metrics: TextMetrics = TextMetrics()) -> Window {
    guard columns > 0 else { return Window(text: "", caretColumn: 0) }
    let glyphs = Array(Glyphs(text, metrics: metrics))
    let caretAt = glyphs.prefix(caret).reduce(0) { $0 + $1.columns }
    let underCaret = caret < glyphs.count ? glyphs[caret].columns : 1
    let step = max(1, columns / 2)
    var start = 0
    while caretAt + underCaret - start > columns, start + step <= caretAt { start += step }
    // A field of one column cannot hold a wide character, but its caret.
    start = min(start, caretAt)

    // Narrower fields need every column for the text.
    let marks = columns >= 6
    let isCutAfter = marks && glyphs.reduce(0) { $0 + $1.columns } > start + columns
    let end = start + columns - (isCutAfter && caretAt + underCaret < start + columns ? 1 : 0)
    let isCutBefore = marks && start > 0 && caretAt > start
    let begin = start + (isCutBefore ? 1 : 0)
    var (shown, at) = (isCutBefore ? "~" : "", 0)
    for glyph in glyphs {
      defer { at += glyph.columns }
      if at + glyph.columns <= begin { continue }
      // Halves of wide characters at either edge are blank.
      if at < begin {
        shown += " "
      } else if at + glyph.columns <= end {
        shown += glyph.text
      } else {
        if at < end { shown += " " }
        break
      }
    }
    if end < start + columns { shown += "~" }
    return Window(text: shown, caretColumn: caretAt - start)
  }
}
