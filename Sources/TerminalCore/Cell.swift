/// One column of one row: a user-perceived character and its look.
public struct Cell: Hashable, Sendable {
  /// What is drawn; empty in the right half of a wide character.
  public let text: String
  /// How it is drawn.
  public var style: Style

  init(text: String, style: Style) {
    (self.text, self.style) = (text, style)
  }

  /// An empty column.
  public static let blank = Cell(text: " ", style: .plain)

  /// The right half of a wide character with `style`.
  static func continuation(_ style: Style) -> Cell { Cell(text: "", style: style) }

  /// Whether this is the right half of a wide character.
  public var isContinuation: Bool { text.isEmpty }
}
