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

  /// Up, Down, PgUp, PgDn, Home and End through the rows of a list.
  ///
  /// - Parameters:
  ///   - page: rows of a page.
  ///   - ends: what Home and End are said to do.
  ///   - move: moves so many rows; as far as there are any.
  static func moving(
    _ page: @escaping @Sendable (S, Context) -> Int,
    ends: (Words, Words) = (Words("To the first row", "到首行"), Words("To the last row", "到末行")),
    _ move: @escaping @Sendable (inout S, Int, Context) -> [Step]
  ) -> [Command] {
    // More than any list has, and far from what an Int holds.
    let all = 1 << 40
    return [
      Command(.up, help: Words("One row up", "上一行")) { move(&$0, -1, $1) },
      Command(.down, help: Words("One row down", "下一行")) { move(&$0, 1, $1) },
      Command(.pageUp, help: Words("One page up", "上一页")) { move(&$0, -page($0, $1), $1) },
      Command(.pageDown, help: Words("One page down", "下一页")) { move(&$0, page($0, $1), $1) },
      Command(.home, help: ends.0) { move(&$0, -all, $1) },
      Command(.end, help: ends.1) { move(&$0, all, $1) },
    ]
  }
}
