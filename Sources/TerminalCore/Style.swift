/// How a cell looks: an ink with a meaning, bold, reverse, underline; never a background colour.
///
/// Colour never carries meaning alone: a terminal without colour shows the other three only.
public struct Style: Hashable, Sendable {
  /// What the text means; the terminal chooses the colour.
  public enum Ink: String, CaseIterable, Sendable {
    case plain, accent, dim, head, error, warning, good
  }

  /// What the text means.
  public var ink: Ink
  /// Drawn heavier.
  public var bold: Bool
  /// Foreground and background exchanged.
  public var reverse: Bool
  /// Drawn with a line below.
  public var underline: Bool

  /// A style; what is not named is plain.
  public init(
    _ ink: Ink = .plain, bold: Bool = false, reverse: Bool = false, underline: Bool = false
  ) {
    (self.ink, self.bold, self.reverse, self.underline) = (ink, bold, reverse, underline)
  }

  /// The terminal's own text.
  public static let plain = Style()
}

extension Style: CustomStringConvertible {
  /// The words that differ from plain, as golden files show them: `accent bold`, or `plain`.
  public var description: String {
    var words: [String] = []
    if ink != .plain { words.append(ink.rawValue) }
    if bold { words.append("bold") }
    if reverse { words.append("reverse") }
    if underline { words.append("underline") }
    return words.isEmpty ? "plain" : words.joined(separator: " ")
  }
}
