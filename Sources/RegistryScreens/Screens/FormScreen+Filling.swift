import RegistryModel
import TerminalCore

// Values that come from elsewhere, and reasons.
extension FormScreen {
  mutating func sameAsLast(_ context: Context) -> [Step] {
    guard let last = context.lastSaved[editor.kind],
      let value = last.json(editor.field, on: context.day)
    else {
      return [.say(Message("no record was saved before in this session", "本次还没有保存过记录"))]
    }
    editor.carry(value, in: editor.field, context)
    return []
  }

  func lock(_ context: Context) -> [Step] {
    let field = editor.field
    if context.locked[editor.kind]?[field.key] != nil {
      return [
        .lock(editor.kind, field: field.key, value: nil),
        .say(Message(field.label + Words(" unlocked", "已解除锁定"))),
      ]
    }
    guard let value = editor.record.json(field, on: context.day) else {
      return [.say(Message("nothing to lock: the field is empty", "此项为空, 无可锁定"))]
    }
    return [
      .lock(editor.kind, field: field.key, value: value),
      .say(
        Message(
          field.label
            + Words(
              " is kept for the next records; Ctrl-K again unlocks", "已锁定, 后续记录沿用; 再按 Ctrl-K 解除"))),
    ]
  }

  mutating func giveReason(_ context: Context) -> [Step] {
    guard
      let finding = editor.findings.first(where: {
        $0.field == editor.field.key && $0.severity == .soft
      })
    else { return [.say(Message("no warning at this field", "此项没有提示"))] }
    askedAbout = finding
    return [.open(reasonPrompt(finding))]
  }

  /// Asks for the reason; what is typed is kept with the draft of the form.
  func reasonPrompt(_ finding: Finding, text: String = "", caret: Int? = nil) -> PromptScreen {
    let (name, form) = (draft, self)
    return PromptScreen(
      finding.words, label: Words("Why it is right all the same", "说明为何无误"), text: text,
      caret: caret,
      draft: .init(name: name, isOwn: false) { text, caret, context in
        form.draft(asking: finding.rule, text, caret, context)
      }
    ) { text, _ in
      text.isEmpty
        ? .refused(Words("write a reason, or Esc", "请写明理由, 或按 Esc"))
        : .steps([.choose(.text(text))])
    }
  }
}
