import RegistryModel
import TerminalCore

/// Unfinished forms, to be taken up again.
enum DraftsScreen {
  static func make(_ context: Context) -> [Step] {
    guard !context.drafts.isEmpty else {
      return [.say(Message("no drafts", "没有草稿"))]
    }
    let items = context.drafts.map { note in
      MenuScreen.Item(
        Words(FormScreen.summary(note, .en), FormScreen.summary(note, .chinese)),
        steps: [.resume(note)])
    }
    return [.open(MenuScreen(Words("Drafts", "草稿"), items))]
  }
}
