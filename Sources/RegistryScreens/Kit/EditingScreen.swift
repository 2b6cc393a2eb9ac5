import RegistryModel
import TerminalCore

/// A screen that the fields of a record are typed in. How they are left is the same everywhere: Enter
/// stays once where what is typed is refused, a value that can be nothing longer goes on by itself, and
/// what is chosen is filled in and left.
protocol EditingScreen: Screen {
  var editor: RecordEditor { get set }
  /// To another field; beyond the last or the first, what comes there.
  ///
  /// - Parameter passes: passes over what is seldom filled or locked.
  mutating func move(_ step: Int, passes: Bool, _ context: Context) -> [Step]
  /// Enter: to the next field, or the reason to stay.
  mutating func enter(_ context: Context) -> [Step]
  /// F4: what can be chosen where the cursor is.
  mutating func choose(_ context: Context) -> [Step]
  /// Up or down: to the field above or below, in a table to the row.
  mutating func moveLine(_ step: Int, _ context: Context) -> [Step]
  /// Something was altered: what was answered about it before holds no longer.
  mutating func altered(_ context: Context)
}

extension EditingScreen {
  mutating func altered(_ context: Context) {}

  mutating func moveLine(_ step: Int, _ context: Context) -> [Step] {
    move(step, passes: false, context)
  }

  var takesText: Bool { true }

  func hint(_ context: Context) -> Words? { fieldHint(context) }

  func fieldHint(_ context: Context) -> Words {
    let rule = editor.field.hint ?? editor.field.entry.rule
    let goesOn = context.goesOn && editor.field.goesOn
    return editor.field.label + Words(": ", ": ") + rule
      + (goesOn ? Words("; moves on when the value is complete", "；填满后自动转到下一项") : Words("", ""))
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { typeInField(key, context) }

  mutating func typeInField(_ key: Key, _ context: Context) -> [Step]? {
    let typed = editor.type(key, context)
    altered(context)
    switch typed {
    case .nothing: return nil
    case .taken: return []
    case .whole: return goOn(context)
    case .refused(let words): return [.say(Message(words, .error))]
    }
  }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    pasteInField(text, context)
  }

  mutating func pasteInField(_ text: String, _ context: Context) -> [Step] {
    let refusal = editor.paste(text, context)
    altered(context)
    return refusal.map { [.say(Message($0, .error))] } ?? []
  }

  /// Fills in what was chosen in a box.
  mutating func fill(_ choice: Choice, _ context: Context) -> [Step] {
    switch choice {
    case .text(let text): editor.enter(text, in: editor.field, context)
    case .record(let id): editor.pick(id, in: editor.field, context)
    default: return []
    }
    altered(context)
    if case .records = editor.field.entry { return [] }
    return goOn(context)
  }

  /// The field is done with: on to the next, where the clerk has that.
  private mutating func goOn(_ context: Context) -> [Step] {
    context.goesOn ? enter(context) : []
  }

  mutating func enter(_ context: Context) -> [Step] { enterField(context) }

  mutating func enterField(_ context: Context) -> [Step] {
    guard let refusal = editor.hold(context) else { return move(1, passes: true, context) }
    let said = Step.say(.held(editor.field.naming(refusal)))
    return editor.candidateMenu(context).map { [.open($0), said] } ?? [said]
  }

  mutating func choose(_ context: Context) -> [Step] { editor.choiceMenu(context) }
}

extension Command where S: EditingScreen {
  /// From field to field.
  static var moving: [Command] {
    [
      Command(
        .enter, .tab, hint: Words("Next", "下一项"),
        help: Words("Next field; a refused value holds you once", "下一项; 填写有误时停留一次")
      ) { screen, context in screen.enter(context) },
      Command(.down, help: Words("Field below", "下方一项")) { screen, context in
        screen.editor.settle(context)
        return screen.moveLine(1, context)
      },
      Command(.up, help: Words("Field above", "上方一项")) { screen, context in
        screen.editor.settle(context)
        return screen.moveLine(-1, context)
      },
      Command(.backTab, help: Words("Previous field", "上一项")) { screen, context in
        screen.editor.settle(context)
        return screen.move(-1, passes: false, context)
      },
    ]
  }

  /// F4.
  static var choosing: Command {
    Command(
      .function(4), hint: Words("Choose", "选择"),
      help: Words("Choose from the values of the field", "从可选值中选择")
    ) { screen, context in screen.choose(context) }
  }
}

extension Message {
  /// Beyond the last field of a box.
  static let lastOfBox = Message("the last field: Ctrl-S saves", "已到最后一项，按 Ctrl-S 保存")

  /// Why Enter stays in a field for once.
  static func held(_ words: Words) -> Message {
    Message(Words("press Enter again to continue. ", "再按 Enter 继续。") + words, .error)
  }
}
