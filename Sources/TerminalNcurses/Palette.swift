import CNcurses
import TerminalCore

/// The inks as ncurses colour pairs, or none of them.
///
/// Only the terminal's own sixteen colours on its own background, which users have chosen to be
/// readable; dim is an attribute, because bright black is invisible on many of them.
struct Palette {
  private let isMono: Bool

  /// Prepares the colours; `color` false, NO_COLOR and terminals without colours give none.
  init(color: Bool) {
    guard color, environment("NO_COLOR") == nil, cn_colors() >= 8 else {
      isMono = true
      return
    }
    isMono = false
    for ink in Style.Ink.allCases {
      guard let foreground = Palette.color(of: ink) else { continue }
      init_pair(Palette.pair(of: ink), Int16(foreground), -1)
    }
  }

  /// The attributes and the pair that show `style`.
  func rendition(of style: Style) -> (attributes: attr_t, pair: Int16) {
    let isHead = style.ink == .head
    let isDim = (style.ink == .dim || isHead) && !isMono
    return (
      cn_attributes(style.bold, style.reverse, style.underline || isHead && isMono, isDim),
      isMono ? 0 : Palette.pair(of: style.ink)
    )
  }

  private static func pair(of ink: Style.Ink) -> Int16 {
    switch ink {
    case .plain, .dim, .head: 0
    case .accent: 1
    case .error: 2
    case .warning: 3
    case .good: 4
    }
  }

  private static func color(of ink: Style.Ink) -> Int32? {
    switch ink {
    case .plain, .dim, .head: nil
    case .accent: COLOR_CYAN
    case .error: COLOR_RED
    case .warning: COLOR_YELLOW
    case .good: COLOR_GREEN
    }
  }
}
