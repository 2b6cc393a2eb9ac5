import RegistryModel
import RegistrySearch
import TerminalCore

/// Asks for a file by its path: below the line stands what is in the directory typed so far, the newest first.
struct PathScreen: LineScreen {
  /// What the file is wanted for.
  enum Purpose: Sendable {
    /// It is read; files with other endings are not listed. A table may be pasted instead.
    case reading([String])
    /// It is written, and not there yet.
    case writing
  }

  /// What was given.
  enum Source: Hashable, Sendable {
    case path(String)
    /// The text of a table, copied from another program.
    case table(String)
  }

  static let name = Words("File path", "文件路径")
  private let title: Words
  private let label: Words
  private let purpose: Purpose
  private(set) var editor: LineEditor
  private var refusal: Words?
  /// Nothing was typed yet: the first character replaces what is proposed.
  private var isFresh: Bool
  /// What is known of the directory typed last; nil: nothing yet.
  private var found: FolderOrder.Result?
  /// The chosen entry; nil while typing.
  private var cursor: Int?
  let draft: PromptScreen.Draft?
  private let accept: @Sendable (Source, Context) -> PromptScreen.Outcome

  init(
    _ title: Words, label: Words, for purpose: Purpose, text: String = "", caret: Int? = nil,
    refusal: Words? = nil, draft: PromptScreen.Draft? = nil,
    accept: @escaping @Sendable (Source, Context) -> PromptScreen.Outcome
  ) {
    (self.title, self.label, self.purpose) = (title, label, purpose)
    (self.refusal, self.draft, self.accept) = (refusal, draft, accept)
    editor = LineEditor(text)
    isFresh = caret == nil
    if let caret { editor.move(to: caret) }
  }

  static let commands: [Command<Self>] = [
    Command(
      .enter, hint: Words("OK", "确定"),
      help: Words("Accept the file, or open the directory", "确认该文件, 或进入该目录")
    ) { screen, context in screen.take(context) },
    Command(
      .tab, hint: Words("Complete", "补全"),
      help: Words("Complete the name as far as it is certain", "补全名称中已能确定的部分")
    ) { screen, context in screen.complete(context) },
    Command(
      .down, hint: Words("Choose", "选择"),
      help: Words("To the files below, the next one", "到下列文件, 下一个")
    ) { screen, context in screen.move(screen.cursor.map { $0 + 1 } ?? 0, context) },
    Command(.up, help: Words("The one before; from the first back to the path", "上一个; 从第一个回到路径")) {
      screen, context in screen.move((screen.cursor ?? 0) - 1, context)
    },
    Command(
      .escape, .function(12), hint: Words("Cancel", "取消"),
      help: Words("Close without doing anything", "关闭, 不做任何操作")
    ) { screen, _ in screen.dropping + [.back] },
  ]

  func hint(_ context: Context) -> Words? {
    Words(
      "Type the path, or choose with Down. Tab completes, ~ is your home directory, a name that begins with a "
        + "dot is listed once the dot is typed.",
      "输入路径，或按下键选择。Tab 补全，~ 为个人目录；以点开头的名称在输入点后列出。")
  }

  func work(_ context: Context) -> (any WorkOrder)? {
    found?.directory == directory ? nil : FolderOrder(directory: directory)
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    guard case .work(_, let news) = answer, let result = news.result(of: FolderOrder.self) else {
      return said(answer, context)
    }
    if result.directory == directory { found = result }
    return []
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    let replaces = isFresh
    isFresh = false
    let before = directory
    guard editor.type(key, replacing: replaces, today: nil) else { return nil }
    return typed(since: before)
  }

  mutating func paste(_ text: String, _ context: Context) -> [Step]? {
    let before = directory
    editor.insert(text, insteadOfAll: isFresh)
    isFresh = false
    return typed(since: before)
  }

  mutating func paste(cells: [[String]], _ context: Context) -> [Step]? {
    guard case .reading = purpose else { return nil }
    let text = cells.map { $0.joined(separator: "\t") }.joined(separator: "\n")
    return answered(accept(.table(text), context))
  }

  /// Another directory is looked into at once.
  private mutating func typed(since before: String) -> [Step] {
    (refusal, cursor) = (nil, nil)
    return directory == before ? [] : [.work(FolderOrder(directory: directory))]
  }

  private mutating func put(_ text: String) -> [Step] {
    let before = directory
    editor.replace(with: text)
    isFresh = false
    return typed(since: before)
  }

  private mutating func move(_ place: Int, _ context: Context) -> [Step] {
    let last = shown(context).count - 1
    cursor = place < 0 || last < 0 ? nil : min(place, last)
    return []
  }

  private mutating func take(_ context: Context) -> [Step] {
    if let cursor {
      let shown = shown(context)
      guard shown.indices.contains(cursor) else { return [] }
      let entry = shown[cursor]
      if entry.isDirectory { return put(directory + entry.name + "/") }
      // What is there is not written over: its name is one to change.
      guard case .reading = purpose else { return put(directory + entry.name) }
      return answered(accept(.path(directory + entry.name), context))
    }
    let rest = rest
    if entries.contains(where: { $0.isDirectory && $0.name == rest }) {
      return put(directory + rest + "/")
    }
    if path.isEmpty {
      refusal = Words("enter a file path", "请填写文件路径")
      return []
    }
    return answered(accept(.path(path), context))
  }

  private mutating func answered(_ outcome: PromptScreen.Outcome) -> [Step] {
    switch outcome {
    case .steps(let steps): return dropping + steps
    case .refused(let words):
      refusal = words
      return []
    }
  }

  /// Tab: as far as all names go together; a name that is met otherwise, by pinyin, where it is the only one.
  private mutating func complete(_ context: Context) -> [Step] {
    let shown = shown(context)
    guard let first = shown.first else { return [] }
    if let cursor, shown.indices.contains(cursor) {
      return put(directory + shown[cursor].name + (shown[cursor].isDirectory ? "/" : ""))
    }
    if shown.count == 1 { return put(directory + first.name + (first.isDirectory ? "/" : "")) }
    let common = shown.dropFirst().reduce(Substring(first.name)) { common, entry in
      common.prefix(zip(common, entry.name).prefix { $0 == $1 }.count)
    }
    return common.hasPrefix(rest) && common.count > rest.count
      ? put(directory + common) : move(0, context)
  }
}

// The path in its parts, and what is there.
extension PathScreen {
  /// What is typed; blanks around it are none of it.
  private var path: String {
    let start = editor.text.drop { $0 == " " }
    return String(
      start[..<(start.lastIndex { $0 != " " }.map(start.index(after:)) ?? start.startIndex)])
  }

  /// All up to the last slash.
  private var directory: String {
    if path == "~" { return "~/" }
    return path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
  }

  /// The name that has begun after it.
  private var rest: String { path == "~" ? "" : String(path.dropFirst(directory.count)) }

  private var entries: [Folder.Entry] {
    guard case .listed(let folder)? = found, folder.directory == directory else { return [] }
    return folder.entries
  }

  /// Directories, and files as they are wanted, that begin as typed; else those met in another way.
  private func shown(_ context: Context) -> [Folder.Entry] {
    let rest = rest
    let all = entries.filter { entry in
      (rest.hasPrefix(".") || !entry.name.hasPrefix(".")) && (entry.isDirectory || isWanted(entry))
    }
    if rest.isEmpty { return all }
    let begun = all.filter { $0.name.hasPrefix(rest) }
    if !begun.isEmpty { return begun }
    return context.search.fitting(rest, among: all.map(\.name)).map(\.place).sorted().map {
      all[$0]
    }
  }

  private func isWanted(_ entry: Folder.Entry) -> Bool {
    guard case .reading(let endings) = purpose else { return true }
    let name = entry.name.lowercased()
    return endings.contains { name.hasSuffix($0) }
  }

  /// What is wrong with the path as far as it is typed.
  private func note(_ context: Context) -> (mark: String, words: Words)? {
    if let refusal { return (Theme.Mark.mustFix, refusal) }
    switch found {
    case .unreadable(directory, let words): return (Theme.Mark.question, words)
    case .listed(let folder) where folder.directory == directory:
      let rest = rest
      if rest.isEmpty || folder.isCut { return nil }
      if case .writing = purpose {
        return folder.entries.contains { $0.name == rest && !$0.isDirectory }
          ? (Theme.Mark.question, Words("already exists; type another name", "已存在，请另填文件名")) : nil
      }
      let isThere = folder.entries.contains { $0.name.hasPrefix(rest) } || !shown(context).isEmpty
      let place =
        directory.isEmpty ? Words("here", "当前目录") : Words("in \(directory)", "\(directory) ")
      return isThere
        ? nil
        : (
          Theme.Mark.question,
          Words("there is no \(rest) ", "") + place + Words("", "中没有 \(rest)")
        )
    default: return nil
    }
  }
}

extension FolderOrder.Result {
  /// The directory that was looked into, as typed.
  fileprivate var directory: String {
    switch self {
    case .listed(let folder): folder.directory
    case .unreadable(let directory, _): directory
    }
  }
}

// The box.
extension PathScreen {
  private static let widest = 96

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    let columns = min(area.columns - 9, Self.widest)
    let shown = shown(context)
    let lines = canvas.metrics.wrapped(context.say(label), to: columns - 1)
    let rows = min(area.rows - 4, lines.count + 2 + 10)
    var box = Box(title: context.say(title), columns: columns, footer: footer(shown.count, context))
    let room = box.inside(of: area, rows: rows, canvas.metrics).rows - lines.count - 2
    let sight = Scrolled(shown.count, in: room, around: cursor ?? 0)
    if sight.below > 0 {
      box.footerRight = context.say("Down: \(sight.below) more", "向下还有 \(sight.below) 个")
    }
    let inside = box.draw(on: &canvas, in: area, rows: rows)
    for (row, line) in lines.enumerated() { canvas.put(line, in: inside, row: row) }
    let inner = inside.split(rows: lines.count).bottom
    let window = editor.window(columns: inner.columns - 1, metrics: canvas.metrics)
    canvas.fill(inner.line(0), style: cursor == nil ? Theme.focusedField : Theme.field)
    canvas.put(
      window.text, in: inner, row: 0, style: cursor == nil ? Theme.focusedField : Theme.field)
    if let (mark, words) = note(context) {
      var line = StyledLine(canvas.metrics)
      line.add(mark, Theme.Mark.style(mark), columns: 1)
      line.add(context.say(words))
      canvas.put(line, in: inner, row: 1)
    }
    let list = inner.split(rows: 2).bottom
    for place in sight.places {
      let row = list.line(sight.row(of: place))
      canvas.put(
        row: line(shown[place], isCurrent: place == cursor, columns: row.columns, context),
        isCurrent: place == cursor, in: row)
    }
    canvas.cursor =
      cursor.map { Position(row: list.row + sight.row(of: $0), column: list.column) }
      ?? Position(row: inner.row, column: inner.column + window.caretColumn)
  }

  private func footer(_ count: Int, _ context: Context) -> String {
    switch found {
    case .listed(let folder) where folder.directory == directory:
      let many = Digits.grouped(count)
      let words =
        folder.isCut
        ? Words("the newest \(many)", "最新的 \(many) 个")
        : Words(count == 1 ? "1 there" : "\(many) there", "共 \(many) 个")
      return context.say(words)
    case .unreadable(directory, _): return ""
    default: return context.say("looking ..", "正在查看 ..")
    }
  }

  /// Its name, size and day.
  private func line(
    _ entry: Folder.Entry, isCurrent: Bool, columns: Int, _ context: Context
  ) -> StyledLine {
    let time = context.shortTime(entry.changed)
    var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
    line.add(entry.name + (entry.isDirectory ? "/" : ""), columns: max(8, columns - 24))
    line.add(entry.isDirectory ? "" : Self.size(entry.size), Theme.label, columns: 8, .right)
    line.add(time, Theme.label, columns: 11, .right)
    return line
  }

  /// `412 B`, `12 KB`, `3.4 MB`
  static func size(_ bytes: Int) -> String {
    var (tenths, unit) = (bytes * 10, 0)
    if bytes < 1000 { return "\(bytes) B" }
    while tenths >= 9995, unit < 4 { (tenths, unit) = ((tenths + 512) / 1024, unit + 1) }
    let name = ["B", "KB", "MB", "GB", "TB"][unit]
    return tenths < 100 ? "\(tenths / 10).\(tenths % 10) \(name)" : "\((tenths + 5) / 10) \(name)"
  }
}
