import RegistryModel
import TerminalCore

extension Command {
  /// Up, Down, Home and End through the numbered lines of a box, and Backspace, which forgets what was typed to
  /// choose one.
  static func choosing(
    _ lines: any WritableKeyPath<S, NumberedLines> & Sendable
  ) -> [Command] {
    let change = { @Sendable (screen: inout S, body: (inout NumberedLines) -> Void) -> [Step] in
      body(&screen[keyPath: lines])
      return []
    }
    return [
      Command(.up, help: Words("One line up", "上一项")) { screen, _ in
        change(&screen) { $0.move(-1) }
      },
      Command(.down, help: Words("One line down", "下一项")) { screen, _ in
        change(&screen) { $0.move(1) }
      },
      Command(.home, help: Words("To the first line", "第一项")) { screen, _ in
        change(&screen) { $0.go(to: 0) }
      },
      Command(.end, help: Words("To the last line", "最后一项")) { screen, _ in
        change(&screen) { $0.go(to: .max) }
      },
      Command(.backspace, help: Words("Clear the typed number or letters", "清除已输入的数字或文字")) {
        screen, _ in change(&screen) { $0.forget() }
      },
    ]
  }
}
