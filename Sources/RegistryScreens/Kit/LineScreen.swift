import RegistryModel
import TerminalCore

/// A box in which one line is typed, kept as a draft where it is long to type.
protocol LineScreen: Screen {
  var editor: LineEditor { get }
  /// How the line is kept; nil: it is not.
  var draft: PromptScreen.Draft? { get }
}

extension LineScreen {
  /// The end of a draft that is of the line alone.
  var dropping: [Step] {
    draft.map { $0.isOwn ? [.effect(.dropDraft(name: $0.name))] : [] } ?? []
  }

  var draftName: String? { draft?.name }

  func draft(_ context: Context) -> JSON? {
    editor.text.isEmpty ? nil : draft?.content(editor.text, editor.caret, context)
  }

  var takesText: Bool { true }
  var typedLine: LineEditor? { editor }

  func crumb(_ context: Context) -> String? { nil }
}
