import RegistryModel
import TerminalCore

// Where an import begins, and how a draft keeps it.
extension ImportScreen {
  /// Files that can be read, by the end of their names.
  private static let endings = [".csv", ".tsv", ".txt", ".xlsx", ".xls"]
  /// A pasted table of more bytes belongs in a file.
  private static let longestTable = 1 << 20

  /// Asks for the kind of list, then for the file.
  ///
  /// - Parameter kind: proposed, as the list on screen shows it.
  static func start(at kind: Kind? = nil, _ context: Context) -> [Step] {
    let kinds = Kind.allCases.filter { kind in
      if case .clerks = kind.schema.keeper { kind.schema.imports != nil } else { false }
    }
    return [
      .open(
        MenuScreen(
          Words("Import which list?", "导入哪种名单?"),
          kinds.enumerated().map { place, kind in
            // One digit each: nothing waits for a second one.
            MenuScreen.Item(
              kind.schema.plural, isNumbered: place < 9,
              steps: [.open(pathPrompt(kind, draft: "form-\(context.ticket)"))])
          }, cursor: kind.flatMap(kinds.firstIndex) ?? 0))
    ]
  }

  static func pathPrompt(
    _ kind: Kind, draft: String, text: String = "", caret: Int? = nil, refusal: Words? = nil
  ) -> PathScreen {
    PathScreen(
      Words("Import ", "导入") + kind.schema.plural,
      label: Words(
        "The file, or paste a table (nothing is written yet):", "文件路径，或直接粘贴表格 (此时不写入):"),
      for: .reading(endings), text: text, caret: caret, refusal: refusal,
      draft: .init(name: draft, isOwn: true) { text, caret, _ in
        .object(draftMembers(kind, path: text) + [JSON.Member("caret", .int(caret))])
      }
    ) { source, context in
      if case .table(let text) = source, text.utf8.count > longestTable {
        return .refused(Words("too long to paste: save it as a file", "表格过大，请另存为文件后导入"))
      }
      if let note = unfinished(kind, source, context) {
        return .steps([
          .back, .resume(note),
          .say(
            Message(
              "your draft of this file is continued; F2 forgets what you decided",
              "已接着上次未完成的导入；如须重来，按 F2")),
        ])
      }
      return .steps([.replace(ImportScreen(kind, source, draft: draft))])
    }
  }

  /// The draft in which something is decided about the file: nobody decides it twice.
  private static func unfinished(
    _ kind: Kind, _ source: PathScreen.Source, _ context: Context
  ) -> DraftNote? {
    context.drafts.last { note in
      DraftKind(note) == .importFile && note.content["kind"]?.string == kind.rawValue
        && note.content["decided"] != nil && note.content["table"] == nil
        && !source.path.isEmpty && note.content["text"]?.string == source.path
    }
  }

  private static func draftMembers(_ kind: Kind, path: String) -> [JSON.Member] {
    [
      DraftKind.importFile.member, JSON.Member("kind", .string(kind.rawValue)),
      JSON.Member("text", .string(path)),
    ]
  }

  func draft(_ context: Context) -> JSON? {
    var members = Self.draftMembers(kind, path: source.path)
    if case .table(let text) = source { members.append(JSON.Member("table", .string(text))) }
    return .object(members + [JSON.Member("decided", decided.json)])
  }

  /// The question for a file that a draft holds; what was decided already where it was being looked at.
  static func resume(_ note: DraftNote) -> (any Screen)? {
    guard let kind = note.content["kind"]?.string.flatMap(Kind.init(rawValue:)) else { return nil }
    let path = note.content["text"]?.string ?? ""
    guard let decided = note.content["decided"] else {
      return pathPrompt(
        kind, draft: note.name, text: path, caret: note.content["caret"]?.int ?? path.count)
    }
    let table = note.content["table"]?.string
    var screen = ImportScreen(kind, table.map { .table($0) } ?? .path(path), draft: note.name)
    screen.decided = ImportDecisions(json: decided)
    screen.isMapped = screen.decided.mapping != nil
    return screen
  }
}
