import Glibc
import TerminalCore
import TerminalNcurses

// A program for tests of the terminal: draws a box with every ink and lists the events it gets.
// Ctrl-Q quits, Ctrl-C crashes, Ctrl-T suspends, Ctrl-L redraws, Ctrl-W wakes itself, Ctrl-R asks
// whether it is seen, Ctrl-E exits without closing.

func run() throws(NcursesError) -> Int32 {
  let terminal = try NcursesTerminal(color: !CommandLine.arguments.contains("--no-color"))
  var lines: [String] = []
  while true {
    terminal.present(picture(lines, on: terminal))
    let event = terminal.next(timeoutMilliseconds: nil)
    lines.append("\(lines.count): \(event)")
    switch event {
    case .hangup:
      terminal.close()
      return terminal.hangupCode
    case .key(.control("q")):
      terminal.close()
      return 0
    case .key(.control("c")): fatalError("asked to crash")
    case .key(.control("t")): terminal.suspend()
    case .key(.control("l")): terminal.redraw()
    case .key(.control("w")): terminal.waker.wake()
    case .key(.control("r")): terminal.askSeen()
    case .key(.control("e")): exit(3)
    default: break
    }
  }
}

func picture(_ lines: [String], on terminal: NcursesTerminal) -> Canvas {
  var canvas = terminal.makeCanvas()
  canvas.box(canvas.area, title: "三社 probe", footer: "\(terminal.rows)x\(terminal.columns)")
  var column = 2
  for ink in Style.Ink.allCases {
    let style = Style(ink, bold: ink == .error, reverse: ink == .accent)
    column += canvas.put(ink.rawValue, row: 1, column: column, style: style) + 1
  }
  canvas.put("安居社区 e\u{301} 👨‍👩‍👧 \u{1B}[31m “甲” ﹩ 乙\u{301} end", row: 2, column: 2)
  let room = max(0, canvas.rows - 5)
  for (offset, line) in lines.suffix(room).enumerated() {
    canvas.put(line, row: 3 + offset, column: 2, columns: canvas.columns - 4)
  }
  canvas.cursor = Position(row: min(1, canvas.rows - 1), column: min(2, canvas.columns - 1))
  return canvas
}

do {
  exit(try run())
} catch {
  print(error)
  exit(64)
}
