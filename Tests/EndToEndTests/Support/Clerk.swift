import RegistryTestSupport

/// A clerk at a terminal: presses keys and reads the screen, in a real pseudo-terminal.
final class Clerk {
  let terminal: PseudoTerminal
  let language: Speech
  /// Held, since its directory goes with it.
  private let office: Office

  /// The languages of the screens, by the words tests look for.
  enum Speech: String, CaseIterable {
    case english = "en"
    case chinese = "zh-Hans"

    func callAsFunction(_ english: String, _ chinese: String) -> String {
      self == .english ? english : chinese
    }
  }

  /// Opens the registry of `office` and waits for its first screen.
  init(
    _ office: Office, _ language: Speech = .chinese, arguments: [String] = [],
    term: String = "xterm-256color", environment: [String: String] = [:], rows: Int = 24,
    columns: Int = 80
  ) throws {
    var all = office.environment
    all["TERM"] = term
    all.merge(environment) { $1 }
    self.language = language
    self.office = office
    terminal = try PseudoTerminal(
      try Program.path(), arguments: ["--language", language.rawValue] + arguments,
      environment: all, rows: rows, columns: columns)
    try see(language("1 Overview", "1 总览"))
  }

  var screen: TerminalScreen { terminal.screen }

  /// Presses keys one after the other; each has been drawn before the next is pressed.
  func press(_ keys: Press...) throws {
    for key in keys {
      let before = body
      terminal.send(key.rawValue)
      // An escape byte may begin a sequence, so the program waits before it acts.
      if key == .escape {
        try wait("Esc to do something") { _ in body != before }
      }
      try settle()
    }
  }

  /// Types text and waits until it is drawn.
  func type(_ text: String) throws {
    terminal.send(text)
    try settle()
  }

  /// Waits until some row holds `text`.
  func see(_ text: String) throws {
    try wait("\"\(text)\"") { $0.contains(text) }
  }

  /// Waits until the screen is as asked; long enough for a busy machine.
  func wait(_ what: String, _ condition: (TerminalScreen) -> Bool) throws {
    try terminal.waitUntil(what, timeout: .seconds(60), condition)
    // What was asked for may stand in a half-drawn screen.
    try settle()
  }

  /// Waits until the keys are drawn and what is counted beside them has come: else its coming, and not the key after it,
  /// would be what changed the screen.
  func settle() throws {
    try terminal.waitUntilIdle()
    let counting = language("counting ..", "正在统计 ..")
    guard screen.contains(counting) else { return }
    try terminal.waitUntil("an end of counting", timeout: .seconds(60)) { !$0.contains(counting) }
    try settle()
  }

  /// All rows but the title, whose clock goes on.
  var body: [String] { (1..<max(1, screen.size.rows)).map(screen.row) }
  /// The line of the plan's figures.
  var gauges: String { screen.row(screen.size.rows - 2) }
  /// What was done or is wrong: a line, or more over the last rows of the body, which have a border.
  var message: String {
    let last = screen.size.rows - 3
    let above = (max(0, last - 2)..<last).reversed().prefix { screen.row($0).hasPrefix(" ") }
    return (above.reversed() + [last]).map { screen.row($0).trimmingSpaces }
      .joined(separator: " ")
  }
  /// The row the cursor stands in.
  var cursorRow: String { screen.row(screen.cursor.row) }

  /// The label before the box the cursor stands in; empty outside a form.
  var fieldLabel: String {
    let cursor = screen.cursor
    let before = screen.text(row: cursor.row, columns: 0..<cursor.column)
    guard let bracket = before.lastIndex(of: "[") else { return "" }
    let row = before[..<bracket]
    let start = row.lastIndex { "│|║┃".contains($0) }.map(row.index(after:)) ?? row.startIndex
    // A border, a space, the mark, the label.
    return String(row[start...].drop { $0 == " " }).trimmedOfMark
  }

  /// Enters values into the fields with these labels, in whatever order the form has them.
  func fill(_ values: [String: String]) throws {
    var left = values
    for _ in 0..<100 where !left.isEmpty {
      let label = fieldLabel
      if let text = left.removeValue(forKey: label) { try type(text) }
      // A full field goes on by itself.
      if !left.isEmpty, fieldLabel == label { try press(.enter) }
    }
    guard left.isEmpty else { throw Failed("no field \(left.keys.sorted())\n\(screen)") }
  }

  /// Goes forward to the field with this label.
  func goTo(_ label: String) throws { try fill([label: ""]) }

  /// Saves with Ctrl-S and waits until the program says so.
  func save() throws {
    try press(.save)
    try see(language("saved: ", "已保存: "))
  }

  /// Leaves with Ctrl-Q.
  func leave() throws {
    terminal.send(Press.leave.rawValue)
    let ending = try terminal.waitForEnd(timeout: .seconds(30))
    guard ending == .exited(0) else { throw Failed("left with \(ending)") }
  }
}

extension String {
  /// A field's label without the sign before it and the spaces around.
  fileprivate var trimmingSpaces: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }

  fileprivate var trimmedOfMark: String {
    let signs: Set<Character> = ["*", "?", "!", "\"", "=", " ", ">"]
    let label = drop { signs.contains($0) }
    guard let last = label.lastIndex(where: { $0 != " " }) else { return "" }
    return String(label[...last])
  }
}

/// Keys as an xterm sends them.
enum Press: String {
  case enter = "\r"
  case tab = "\t"
  case escape = "\u{1B}"
  case up = "\u{1B}OA"
  case down = "\u{1B}OB"
  case left = "\u{1B}OD"
  case right = "\u{1B}OC"
  case insert = "\u{1B}[2~"
  case delete = "\u{1B}[3~"
  case pageDown = "\u{1B}[6~"
  case backspace = "\u{7F}"
  case f1 = "\u{1B}OP"
  case f2 = "\u{1B}OQ"
  case f3 = "\u{1B}OR"
  case f4 = "\u{1B}OS"
  case f6 = "\u{1B}[17~"
  case f7 = "\u{1B}[18~"
  case f8 = "\u{1B}[19~"
  case f9 = "\u{1B}[20~"
  case save = "\u{13}"
  case leave = "\u{11}"
  case nextView = "\u{06}"
  case columns = "\u{14}"
  case standard = "\u{12}"
  case clear = "\u{15}"
  case undo = "\u{1A}"
  case redo = "\u{19}"
  case one = "1"
  case two = "2"
  case three = "3"
  case four = "4"
  case five = "5"
  case six = "6"
  case seven = "7"
  case eight = "8"
  case nine = "9"
  case space = " "
}
