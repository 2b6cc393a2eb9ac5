import RegistryModel
import TerminalCore

/// What was left unfinished, to be taken up again.
enum DraftsScreen {
  static func make(_ context: Context) -> [Step] {
    guard !context.drafts.isEmpty else {
      return [.say(Message("no drafts", "没有草稿"))]
    }
    let items = context.drafts.map { note in
      let label = { (language: Language) in
        let name =
          DraftKind(note)?.summary(note, context, language)
          ?? note.content[DraftKind.key]?.string ?? ""
        return [name, note.time ?? ""].filter { !$0.isEmpty }.joined(separator: "  ")
      }
      return MenuScreen.Item(
        Words(label(.en), label(.chinese)), dropping: [.replace(question(note))],
        steps: [.resume(note)])
    }
    return [.open(MenuScreen(Words("Drafts (Del throws away)", "草稿 (Del 丢弃)"), items))]
  }

  /// Del: asked once, since nothing brings a draft back.
  private static func question(_ note: DraftNote) -> MenuScreen {
    let gone = Message("thrown away", "已丢弃")
    return MenuScreen(
      Words("Throw this draft away?", "丢弃这份草稿?"),
      [
        MenuScreen.Item(Words("No", "否"), steps: []),
        MenuScreen.Item(
          Words("Yes", "是"), steps: [.effect(.dropDraft(name: note.name)), .say(gone)]),
      ])
  }
}
