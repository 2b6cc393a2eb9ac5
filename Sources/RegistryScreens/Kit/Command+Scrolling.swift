import RegistryModel
import TerminalCore

extension Command {
  /// Down and Up, a line and a page, through lines of which `top` is the first shown; drawing keeps
  /// it from going beyond the end.
  ///
  /// - Parameters:
  ///   - around: rows of the window that no line is shown in.
  ///   - line: the hint of Down.
  ///   - page: the hint of PgDn.
  static func scrolling(
    _ top: any WritableKeyPath<S, Int> & Sendable, around: Int, line: Words? = nil,
    page: Words? = nil
  ) -> [Command] {
    let move = { @Sendable (screen: inout S, lines: Int) -> [Step] in
      screen[keyPath: top] = max(0, screen[keyPath: top] + lines)
      return []
    }
    return [
      Command(.down, hint: line, help: Words("One line down", "向下一行")) { screen, _ in
        move(&screen, 1)
      },
      Command(.up, help: Words("One line up", "向上一行")) { screen, _ in move(&screen, -1) },
      Command(.pageDown, hint: page, help: Words("One page down", "下一页")) { screen, context in
        move(&screen, max(1, context.rows - around))
      },
      Command(.pageUp, help: Words("One page up", "上一页")) { screen, context in
        move(&screen, -max(1, context.rows - around))
      },
    ]
  }
}
