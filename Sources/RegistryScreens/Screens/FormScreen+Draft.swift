import RegistryModel
import TerminalCore

/// A form as its draft keeps it: its record as typed, the reasons given, and a reason being typed.
private enum DraftKey {
  static let accepted = "accepted"
  static let asking = "asking"
  static let rule = "rule"
  static let text = "text"
  static let caret = "caret"
}

extension FormScreen {
  func draft(_ context: Context) -> JSON? {
    editor.isChanged || !accepted.isEmpty ? .object(content(editor.draft(context))) : nil
  }

  private func content(_ editor: [JSON.Member]) -> [JSON.Member] {
    if accepted.isEmpty { return editor }
    let reasons = accepted.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value)) }
    return editor + [JSON.Member(DraftKey.accepted, .object(reasons))]
  }

  /// The draft while the reason for a warning is being typed.
  func draft(asking rule: String, _ text: String, _ caret: Int, _ context: Context) -> JSON {
    let asking = JSON.object(
      of: (DraftKey.rule, .string(rule)), (DraftKey.text, .string(text)),
      (DraftKey.caret, .int(caret)))
    return .object(content(editor.draft(context)) + [JSON.Member(DraftKey.asking, asking)])
  }

  /// The form a draft holds, and the question it asked: same field, same text, same cursor.
  static func resume(_ note: DraftNote, _ context: Context) -> [any Screen]? {
    guard let editor = RecordEditor(draft: note.content, context) else { return nil }
    var form = FormScreen(editor, draft: note.name, context)
    for member in note.content[DraftKey.accepted]?.members ?? [] {
      form.accepted[member.key] = member.value.string
    }
    let asking = note.content[DraftKey.asking]
    guard let text = asking?[DraftKey.text]?.string,
      let finding = editor.findings.first(where: { .string($0.rule) == asking?[DraftKey.rule] })
    else { return [form] }
    form.askedAbout = finding
    let prompt = form.reasonPrompt(finding, text: text, caret: asking?[DraftKey.caret]?.int)
    return [form, prompt]
  }

  /// The form of a stored record, with what is typed here.
  func resumed(as id: RecordID, _ context: Context) -> FormScreen? {
    editor.onto(context.registry, as: id, context).map { FormScreen($0, draft: draft, context) }
  }
}
