import RegistryModel
import TerminalCore

/// One change set: every record, every field, before and after. An import may have thousands of
/// records: only what is in sight is put into words.
struct ChangeSetScreen: Screen {
  static let name = Words("Change", "变更内容")
  private let commit: Commit
  private let undoneBy: Author?
  /// The first line shown: a record, and a line of it.
  private var top = (record: 0, line: 0)

  /// - Parameter id: the record to begin with.
  init(_ commit: Commit, undoneBy author: Author?, at id: RecordID? = nil) {
    self.commit = commit
    undoneBy = author
    top.record = id.flatMap { id in commit.set.changes.firstIndex { $0.id == id } } ?? 0
  }

  static let commands: [Command<Self>] = [
    Command(
      .function(2), hint: Words("Act", "办理"),
      help: Words("Undo the change, or open its record", "撤销本次变更, 或打开所涉记录")
    ) {
      screen, context in
      let (commit, author) = (screen.commit, screen.undoneBy)
      return [.open(HistoryActs.menu(for: commit, undoneBy: author, in: .all, context))]
    },
    Command(.down, hint: Words("More", "向下"), help: Words("One line down", "向下一行")) {
      screen, context in screen.move(1, context)
    },
    Command(.up, help: Words("One line up", "向上一行")) { screen, context in
      screen.move(-1, context)
    },
    Command(.pageDown, help: Words("One page down", "下一页")) { screen, context in
      screen.move(screen.page(context), context)
    },
    Command(.pageUp, help: Words("One page up", "上一页")) { screen, context in
      screen.move(-screen.page(context), context)
    },
    Command(.home, help: Words("To the first record", "到第一条记录")) { screen, _ in
      screen.top = (0, 0)
      return []
    },
    Command(.end, help: Words("To the last record", "到最后一条记录")) { screen, _ in
      screen.top = (max(0, screen.records - 1), 0)
      return []
    },
  ]

  func crumb(_ context: Context) -> String? { "#\(commit.seq)" }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? { nil }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    if case .undoPlan(_, let plan) = answer { return [.open(UndoScreen(plan))] }
    return said(answer, context)
  }

  private var records: Int { commit.set.changes.count + commit.set.access.count }

  private func page(_ context: Context) -> Int { max(1, context.rows - 9) }

  private mutating func move(_ step: Int, _ context: Context) -> [Step] {
    for _ in 0..<abs(step) {
      if step > 0 {
        if top.line + 1 < lines(top.record, context).count {
          top.line += 1
        } else if top.record + 1 < records {
          top = (top.record + 1, 0)
        }
      } else if top.line > 0 {
        top.line -= 1
      } else if top.record > 0 {
        top = (top.record - 1, lines(top.record - 1, context).count - 1)
      }
    }
    return []
  }

  /// A record and its settings.
  private func lines(_ place: Int, _ context: Context) -> [String] {
    let registry = context.registry
    let changes = commit.set.changes
    var (heading, lines): (String, [String])
    if changes.indices.contains(place) {
      let change = changes[place]
      heading = title(change.id, context) + (change.isNew ? context.say("  new", "  新增") : "")
      lines = change.settings.map {
        registry.line($0, in: change.id.kind, on: context.day, context.language)
      }
    } else {
      let access = commit.set.access[place - changes.count]
      heading = title(access.id, context)
      lines = [context.say(access.words(isExport: commit.set.isExport))]
    }
    let columns = context.columns - 2
    return [context.metrics.truncated(heading, to: columns)]
      + lines.flatMap { context.metrics.wrapped($0, to: columns - 2).map { "  \($0)" } }
  }

  private func title(_ id: RecordID, _ context: Context) -> String {
    [
      context.say(id.kind.schema.label), context.name(of: id),
      context.number(of: id), "(\(id))",
    ].filter { !$0.isEmpty }.joined(separator: " ")
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    Divider(
      title: context.say(Self.name),
      right: records > 1
        ? context.say(
          "record \(top.record + 1) of \(records)", "第 \(top.record + 1) 条/共 \(records) 条")
        : ""
    ).draw(on: &canvas, above: &body)
    Divider().draw(on: &canvas, below: &body)
    let headings = commit.headings(undoneBy: undoneBy, context).flatMap {
      canvas.metrics.wrapped($0, to: area.columns - 2)
    }
    canvas.put(
      headings.map { StyledLine($0, .plain, canvas.metrics) },
      in: body.inset(rows: 0, columns: 1))
    body = body.split(rows: headings.count).bottom
    Divider().draw(on: &canvas, above: &body)
    body = body.inset(rows: 0, columns: 1)
    var (row, place, first) = (0, top.record, top.line)
    while row < body.rows, place < records {
      for (number, line) in lines(place, context).enumerated().dropFirst(first) {
        guard row < body.rows else { break }
        canvas.put(
          line, in: body, row: row, style: number == 0 ? Theme.heading : .plain)
        row += 1
      }
      (place, first) = (place + 1, 0)
    }
    canvas.cursor = Position(row: body.row, column: body.column)
  }
}
