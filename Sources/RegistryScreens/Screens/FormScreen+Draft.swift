import RegistryModel
import TerminalCore

/// A form as its draft keeps it: what is typed in it, the need it answers, and a reason being typed.
private enum DraftKey {
  static let answers = "answers"
  static let asking = "asking"
  static let rule = "rule"
  static let text = "text"
  static let caret = "caret"
}

extension FormScreen {
  func draft(_ context: Context) -> JSON? {
    content.isChanged ? .object(typed(context)) : nil
  }

  /// What is typed, and the need it answers.
  private func typed(_ context: Context) -> [JSON.Member] {
    content.draft(context)
      + (answered.map { [JSON.Member(DraftKey.answers, $0.id.json)] } ?? [])
  }

  /// The draft while the reason for a warning is being typed.
  func draft(asking rule: String, _ text: String, _ caret: Int, _ context: Context) -> JSON {
    let asking = JSON.object(
      of: (DraftKey.rule, .string(rule)), (DraftKey.text, .string(text)),
      (DraftKey.caret, .int(caret)))
    return .object(typed(context) + [JSON.Member(DraftKey.asking, asking)])
  }

  /// The form a draft holds, and the question it asked: same field, same text, same cursor.
  static func resume(_ note: DraftNote, _ context: Context) -> [any Screen]? {
    guard let content = FormEditor(draft: note.content, context) else { return nil }
    var form = FormScreen(content, draft: note.name, context)
    form.answered = note.content[DraftKey.answers]?.string.flatMap { RecordID($0) }
      .map(AnsweredNeed.init)
    let asking = note.content[DraftKey.asking]
    guard let text = asking?[DraftKey.text]?.string,
      let finding = form.editor.findings.first(where: { .string($0.rule) == asking?[DraftKey.rule] }
      )
    else { return [form] }
    let prompt = form.reasonPrompt(
      finding, of: form.editor.id, text: text, caret: asking?[DraftKey.caret]?.int)
    return [form, prompt]
  }

  /// The form of a stored record, with what is typed here.
  func resumed(as id: RecordID, _ context: Context) -> FormScreen? {
    content.onto(context.registry, as: id, context).map { content in
      var form = FormScreen(content, draft: draft, context)
      form.answered = answered
      return form
    }
  }
}
