import RegistryModel
import TerminalCore

/// What was left unfinished, to be taken up again or discarded.
struct DraftsScreen: Screen {
  static let name = Words("Drafts", "草稿")
  private var drafts: [DraftNote] = []
  private var lines = NumberedLines([])

  private var current: DraftNote? {
    drafts.indices.contains(lines.cursor) ? drafts[lines.cursor] : nil
  }

  static let commands: [Command<Self>] =
    [
      Command(.enter, hint: Words("Continue", "继续"), help: Words("Continue the draft", "继续编辑草稿")) {
        screen, _ in screen.current.map(screen.open) ?? []
      },
      Command(
        .delete, hint: Words("Discard", "删除"), help: Words("Discard the draft", "删除草稿")
      ) {
        screen, _ in screen.current.map { [.open(Self.question($0))] } ?? []
      },
    ] + Command.choosing(\.lines) + [
      Command(.escape, .function(12), hint: Words("Close", "关闭"), help: Words("Close", "关闭")) {
        _, _ in [.back]
      }
    ]

  /// Opens the list of drafts, where there are any.
  static func make(_ context: Context) -> [Step] {
    context.drafts.isEmpty
      ? [.say(Message("no drafts", "没有草稿"))] : [.open(DraftsScreen())]
  }

  var target: String? { current?.name }

  func crumb(_ context: Context) -> String? { nil }

  /// The cursor stays on its draft; where that is gone, on the one that has come into its place.
  mutating func refresh(_ context: Context) {
    let was = current?.name
    drafts = context.drafts
    let cursor = was.flatMap { name in drafts.firstIndex { $0.name == name } } ?? lines.cursor
    lines = NumberedLines(
      drafts.map { Self.label(of: $0, context) }, cursor: cursor)
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard case .character(let character) = key else { return nil }
    switch lines.type(character, context) {
    case .chosen(let place): return open(drafts[place])
    case .moved: return []
    case .nothing: return nil
    }
  }

  private func open(_ note: DraftNote) -> [Step] { [.back, .resume(note)] }

  /// Asked once, since nothing brings a draft back.
  private static func question(_ note: DraftNote) -> MenuScreen {
    MenuScreen(
      Words("Discard this draft?", "删除这份草稿?"),
      [
        MenuScreen.Item(Words("No", "否"), steps: []),
        MenuScreen.Item(
          Words("Yes", "是"),
          steps: [
            .effect(.dropDraft(name: note.name)), .say(Message("draft discarded", "草稿已删除")),
          ]),
      ])
  }

  /// What a draft is about, and when its last key was typed.
  static func label(of note: DraftNote, _ context: Context) -> Words {
    let name =
      DraftKind(note)?.summary(note, context)
      ?? Words(same: note.content[DraftKind.key]?.string ?? "")
    return name + Words(same: note.time.map { "  \($0)" } ?? "")
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let rows = drafts.enumerated().map { place, note in
      (text: lines.line(place, context.say(Self.label(of: note, context))), style: Style.plain)
    }
    let none = context.say("no drafts; Esc closes", "没有草稿，按 Esc 关闭")
    let box = Box(
      title: context.say(Self.name),
      columns: rows.map { canvas.metrics.columns(of: $0.text) }.max()
        ?? canvas.metrics.columns(of: none),
      footer: lines.typed)
    let inner = box.draw(on: &canvas, in: area, rows: max(1, rows.count))
    if rows.isEmpty {
      canvas.put(none, row: inner.row, column: inner.column, style: Theme.label)
    } else {
      lines.draw(rows, on: &canvas, in: inner)
    }
  }
}
