import RegistryModel
import TerminalCore

/// One command: its keys, its words, when it is refused and what it does. Hint line, help, menu and
/// the printed list of keys read the row.
struct Command<S: Screen>: Sendable {
  /// The one hints and F3 name.
  let key: Key
  let others: [Key]
  /// In the hint line, after the key; nil leaves it to help.
  let hint: Words?
  let help: Words
  /// Its hint gives way first where room is short.
  let yields: Bool
  /// It is done to the record under the cursor, whatever rows are marked.
  let isOfOneRecord: Bool
  /// Why it cannot be done here and now.
  let refusal: @Sendable (S, Context) -> Words?
  let run: @Sendable (inout S, Context) -> [Step]

  init(
    _ key: Key, _ others: Key..., hint: Words? = nil, help: Words, yields: Bool = false,
    isOfOneRecord: Bool = false,
    refusal: @escaping @Sendable (S, Context) -> Words? = { _, _ in nil },
    run: @escaping @Sendable (inout S, Context) -> [Step]
  ) {
    (self.key, self.others) = (key, others)
    self.hint = hint
    self.help = help
    self.yields = yields
    self.isOfOneRecord = isOfOneRecord
    self.refusal = refusal
    self.run = run
  }
}

/// A command without its screen's type, for help, hints and lists.
struct CommandRow: Sendable, Equatable {
  /// The one hints and F3 name.
  let key: Key
  var others: [Key] = []
  let hint: Words?
  let help: Words
  var yields = false

  /// All that do it.
  var keys: [Key] { [key] + others }

  /// `F2`, `Ctrl-S`, `Enter` …, alternatives after a slash.
  var keyNames: String { keys.map(\.label).joined(separator: "/") }

  /// It leads about the screen, and is done by its key or not at all.
  var moves: Bool { keys.contains(where: \.moves) }
}

extension Screen {
  /// The commands, as help and hints show them.
  var rows: [CommandRow] { Self.rows }
  static var rows: [CommandRow] {
    commands.map {
      CommandRow(
        key: $0.key, others: $0.others, hint: $0.hint, help: $0.help, yields: $0.yields)
    }
  }

  /// The commands, each with the reason why it cannot be used here and now.
  func offered(_ context: Context) -> [(row: CommandRow, refusal: Words?)] {
    zip(Self.rows, Self.commands).map { ($0, $1.refusal(self, context)) }
  }

  /// Runs the command of `key`; nil if no command has it.
  mutating func press(_ key: Key, _ context: Context) -> [Step]? {
    guard let command = Self.commands.first(where: { $0.key == key || $0.others.contains(key) })
    else { return nil }
    if let refusal = command.refusal(self, context) { return [.say(Message(refusal, .error))] }
    let steps = command.run(&self, context)
    return command.isOfOneRecord ? ofOneRecord(steps, context) : steps
  }
}

extension Key {
  /// It moves a cursor, or takes a letter back.
  fileprivate var moves: Bool {
    switch self {
    case .up, .down, .left, .right, .home, .end, .pageUp, .pageDown, .backspace: true
    default: false
    }
  }

  /// How the key is called in hints and help.
  var label: String {
    switch self {
    case .character(" "): "Space"
    case .character(let character): String(character)
    case .enter: "Enter"
    case .tab: "Tab"
    case .backTab: "Shift-Tab"
    case .escape: "Esc"
    case .backspace: "Backspace"
    case .delete: "Del"
    case .insert: "Ins"
    case .up: "Up"
    case .down: "Down"
    case .left: "Left"
    case .right: "Right"
    case .home: "Home"
    case .end: "End"
    case .pageUp: "PgUp"
    case .pageDown: "PgDn"
    case .previousRecord: "Ctrl-PgUp"
    case .nextRecord: "Ctrl-PgDn"
    case .function(let number): "F\(number)"
    case .control(let letter): "Ctrl-\(letter.uppercased())"
    }
  }
}
