/// Measures and cuts text in terminal columns; the one place that knows widths.
///
/// - Shape: every result is what is drawn (see `Glyphs`), never wider than asked, and never holds
///   half of a wide character.
public struct TextMetrics: Hashable, Sendable {
  /// Where the text is in a padded column.
  public enum Alignment: Sendable {
    case left, right, center
  }

  /// Columns the terminal gives to characters of ambiguous width, 1 or 2.
  ///
  /// With 2 they are not drawn: the C library counts them as one column, so only their ASCII twin
  /// is sure. Widths are therefore the same with both, and so is every layout.
  public let ambiguousWidth: Int

  /// Measures for a terminal that draws ambiguous characters `ambiguousWidth` columns wide.
  public init(ambiguousWidth: Int = 1) {
    self.ambiguousWidth = ambiguousWidth == 2 ? 2 : 1
  }

  /// The columns `text` fills.
  public func columns(of text: String) -> Int {
    var text = text
    let ascii: Int? = text.withUTF8 { bytes in
      bytes.allSatisfy { $0 >= 0x20 && $0 < 0x7F } ? bytes.count : nil
    }
    if let ascii { return ascii }
    return Glyphs(text, metrics: self).reduce(0) { $0 + $1.columns }
  }

  /// The columns one user-perceived character fills, 1 or 2.
  public func columns(of character: Character) -> Int {
    if character.isASCII { return 1 }
    return columns(of: String(character))
  }

  /// As much of `text` as fits in `columns`; where something is cut, it ends with `marker`.
  public func truncated(_ text: String, to columns: Int, marker: String = "~") -> String {
    guard columns > 0 else { return "" }
    var (kept, used) = ("", 0)
    let room = max(0, columns - self.columns(of: marker))
    var (short, isShortDone) = ("", false)
    for glyph in Glyphs(text, metrics: self) {
      if used + glyph.columns > room, !isShortDone { (short, isShortDone) = (kept, true) }
      if used + glyph.columns > columns {
        let end = short + marker
        return self.columns(of: end) <= columns ? end : kept
      }
      kept += glyph.text
      used += glyph.columns
    }
    return kept
  }

  /// The end of `text` that fits in `columns`, after `marker` where something is cut.
  public func truncatedStart(_ text: String, to columns: Int, marker: String = "~") -> String {
    if self.columns(of: text) <= columns { return text }
    var (kept, used) = ("", self.columns(of: marker))
    guard used <= columns else { return "" }
    for glyph in Array(Glyphs(text, metrics: self)).reversed() {
      if used + glyph.columns > columns { break }
      kept = glyph.text + kept
      used += glyph.columns
    }
    return marker + kept
  }

  /// `text` in exactly `columns`: truncated, or filled up with spaces.
  public func padded(
    _ text: String, to columns: Int, alignment: Alignment = .left, marker: String = "~"
  ) -> String {
    let text = truncated(text, to: columns, marker: marker)
    let spare = max(0, columns - self.columns(of: text))
    let before =
      switch alignment {
      case .left: 0
      case .right: spare
      case .center: spare / 2
      }
    return String(repeating: " ", count: before) + text
      + String(repeating: " ", count: spare - before)
  }
}
