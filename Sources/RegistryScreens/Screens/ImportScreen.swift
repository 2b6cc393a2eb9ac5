import RegistryModel
import TerminalCore

/// A file's rows as they would come in: counts, problems and warnings. Nothing is written before the
/// clerk says so, and then all of it or nothing.
struct ImportScreen: Screen {
  static let name = Words("Import", "导入")
  private let kind: Kind
  private let path: String
  private var preview: ImportPreview?
  private var top = 0
  private var isSaving = false

  private init(_ kind: Kind, path: String) {
    self.kind = kind
    self.path = path
  }

  /// Asks for the kind of list, then for the file.
  static func start(_ context: Context) -> [Step] {
    let kinds: [Kind] = [.community, .organization, .worker, .assignment]
    return [
      .open(
        MenuScreen(
          Words("Import which list?", "导入哪种名单?"),
          kinds.map { kind in
            MenuScreen.Item(
              kind.schema.plural, steps: [.open(pathPrompt(kind, draft: "form-\(context.ticket)"))])
          }))
    ]
  }

  private static func pathPrompt(
    _ kind: Kind, draft: String, text: String = "", caret: Int? = nil
  ) -> PromptScreen {
    PromptScreen(
      Words("Import ", "导入") + kind.schema.plural,
      label: Words("The CSV file (nothing is written yet):", "CSV 文件路径 (此时不写入):"), text: text,
      caret: caret,
      draft: .init(name: draft, isOwn: true) { text, caret, _ in
        .object([
          DraftKind.importFile.member, JSON.Member("kind", .string(kind.rawValue)),
          JSON.Member("text", .string(text)), JSON.Member("caret", .int(caret)),
        ])
      }
    ) { path, _ in
      path.isEmpty
        ? .refused(Words("name a file", "请填写文件路径"))
        : .steps([.replace(ImportScreen(kind, path: path)), .previewImport(kind, path: path)])
    }
  }

  /// The question for a file that a draft holds.
  static func resume(_ note: DraftNote) -> PromptScreen? {
    note.content["kind"]?.string.flatMap(Kind.init(rawValue:)).map {
      pathPrompt(
        $0, draft: note.name, text: note.content["text"]?.string ?? "",
        caret: note.content["caret"]?.int ?? 0)
    }
  }

  static let commands: [Command<Self>] =
    [
      Command(
        .control("s"), .function(2), hint: Words("Import all", "全部导入"),
        help: Words("Import all rows at once", "一次导入全部行"),
        refusal: { screen, context in screen.refusal(context) }
      ) {
        screen, context in
        guard let set = screen.preview?.changeSet else { return [] }
        screen.isSaving = true
        return [.save(set, base: context.registry)]
      },
      Command(
        .function(5), hint: Words("Read again", "重新读取"),
        help: Words("Read the file again after mending it", "改好文件后重新读取")
      ) {
        screen, _ in
        screen.preview = nil
        return [.previewImport(screen.kind, path: screen.path)]
      },
    ] + Command.scrolling(\.top, around: 8, page: Words("Page", "翻页")) + [
      Command(
        .escape, .function(12), hint: Words("Give up", "放弃"),
        help: Words("Leave without importing anything", "放弃, 不写入任何内容")
      ) {
        _, _ in [.back]
      }
    ]

  private func refusal(_ context: Context) -> Words? {
    if let refusal = context.refusesSaving { return refusal }
    guard let preview, !isSaving else { return Words("one moment ..", "请稍候 ..") }
    if !preview.problems.isEmpty {
      return Words(
        "mend the rows listed first, then F5; nothing is imported in part",
        "请先改正所列各行再按 F5; 不会只导入一部分")
    }
    return preview.changeSet == nil
      ? Words("every row is the same already", "各行均与已有记录相同, 无需导入") : nil
  }

  /// What is imported has to be looked at first.
  var target: String? { preview == nil ? "reading" : "read" }

  func crumb(_ context: Context) -> String? {
    context.say("Import ", "导入") + context.say(kind.schema.plural)
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .importPreview(_, let preview):
      self.preview = preview
      top = 0
      return []
    case .saved(_, _, let commit):
      let count = commit?.set.changes.count ?? 0
      let words = Words("imported: \(count) records", "已导入 \(count) 条记录")
      return [.back, .say(.undoable(words))]
    case .refused(_, let refusal):
      isSaving = false
      return [.say(refusal.message(context))]
    default: return []
    }
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    canvas.box(
      area, title: path, footer: context.say("Nothing is written yet", "尚未写入任何内容"),
      style: Theme.frame, titleStyle: Theme.heading)
    let inner = area.inset(rows: 1, columns: 2)
    canvas.cursor = Position(row: inner.row, column: inner.column)
    guard let preview else {
      canvas.put(context.say("reading ..", "正在读取 .."), row: inner.row, column: inner.column)
      return
    }
    var lines: [(text: String, style: Style)] = []
    func add(_ words: Words, _ style: Style = .plain) {
      for line in canvas.metrics.wrapped(context.say(words), to: inner.columns) {
        lines.append((line, style))
      }
    }
    add(
      Words(
        preview.counts.map { "\($0.label.en) \($0.count)" }.joined(separator: "   "),
        preview.counts.map { "\($0.label.chinese) \($0.count)" }.joined(separator: "   ")),
      Theme.heading)
    preview.facts.forEach { add($0, Theme.label) }
    preview.problems.forEach {
      add(Words("\(Theme.Mark.mustFix) ", "\(Theme.Mark.mustFix) ") + $0, Theme.error)
    }
    preview.warnings.forEach {
      add(Words("\(Theme.Mark.question) ", "\(Theme.Mark.question) ") + $0, Theme.warning)
    }
    let first = max(0, min(top, lines.count - inner.rows))
    for (row, line) in lines.dropFirst(first).prefix(inner.rows).enumerated() {
      canvas.put(
        line.text, row: inner.row + row, column: inner.column, style: line.style,
        columns: inner.columns)
    }
  }
}
