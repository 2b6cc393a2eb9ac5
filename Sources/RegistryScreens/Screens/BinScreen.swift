import RegistryModel
import TerminalCore

/// The recycle bin: what was put away, the newest first, by whom, when and why, to be brought back.
struct BinScreen: Screen {
  static let name = Words("Recycle bin", "回收站")
  private var typed = LineEditor()
  private var rows: [RecordID] = []
  private var cursor = 0
  /// Who saved what and when, as far as the journal was read: by seq.
  private var authors: [Int: Author] = [:]
  /// Seqs before which the journal was read, and what is being read.
  private var asked: Set<Int> = [.max]
  private var isReading = true
  /// The record on its way back.
  private var returning: RecordID?

  /// What opens it: the journal is read for who put the records away.
  static let opening: [Step] = [.open(BinScreen()), .readChanges(.all, before: .max)]

  static let commands: [Command<Self>] =
    [
      Command(
        .enter, hint: Words("Restore", "恢复"),
        help: Words("Restore the record to lists and counts", "恢复本条记录, 重新列入列表和统计"),
        refusal: { _, context in context.refusesSaving }
      ) {
        bin, context in bin.bringBack(bin.current, context)
      },
      Command(
        .function(2), hint: Words("Act", "办理"),
        help: Words("Restore the record, or see its history", "恢复本条记录, 或查看其变更记录")
      ) {
        bin, context in bin.current.map { [.open(bin.menu($0, context))] } ?? []
      },
    ]
    + Command.moving({ _, context in Self.page(context) }) { bin, step, context in
      bin.move(step, context)
    } + [
      Command(
        .escape, .function(12), help: Words("Clear the filter, then back", "先清除筛选, 再返回")
      ) {
        bin, context in
        if bin.typed.text.isEmpty { return [.back] }
        bin.typed = LineEditor()
        bin.refresh(context)
        return bin.readOn(context)
      }
    ]

  private var current: RecordID? { rows.indices.contains(cursor) ? rows[cursor] : nil }

  var target: String? { current?.description }

  func crumb(_ context: Context) -> String? { context.say(Self.name) }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard typed.filters(by: key) else { return nil }
    refresh(context)
    return readOn(context)
  }

  mutating func refresh(_ context: Context) {
    let all = Kind.allCases.flatMap { context.registry[$0].allRows.filter { $0.binned != nil } }
      // Rows that went with their owner come back with it.
      .filter { !context.registry.wentWithOwner($0) }
    rows = all.sorted { ($1.changed, $0.id) < ($0.changed, $1.id) }.map(\.id)
    if !typed.text.tidied.isEmpty {
      let found = context.search.fitting(typed.text, among: rows.map { cells($0, context) })
      rows = found.map(\.place).sorted().map { rows[$0] }
    }
    cursor = max(0, min(cursor, rows.count - 1))
  }

  private mutating func move(_ step: Int, _ context: Context) -> [Step] {
    cursor = max(0, min(rows.count - 1, cursor + step))
    return readOn(context)
  }

  /// Reads about the first row in sight of which nobody is known; what was read once is not read again.
  private mutating func readOn(_ context: Context) -> [Step] {
    let page = Self.page(context)
    let seqs = rows[max(0, cursor - page)..<min(rows.count, cursor + page)].compactMap {
      context.registry[$0]?.changed
    }
    guard !isReading, let seq = seqs.first(where: { authors[$0] == nil && !asked.contains($0 + 1) })
    else { return [] }
    isReading = true
    asked.insert(seq + 1)
    return [.readChanges(.all, before: seq + 1)]
  }

  private mutating func learn(_ commits: [Commit]) {
    for commit in commits { authors[commit.seq] = Author(commit) }
  }

  mutating func hear(_ commits: [Commit], _ context: Context) -> [Step] {
    learn(commits)
    return readOn(context)
  }

  private mutating func bringBack(_ id: RecordID?, _ context: Context) -> [Step] {
    guard let id, returning == nil else { return [] }
    returning = id
    return [.save(Bin.bringingBack(id, context), base: context.registry)]
  }

  private func menu(_ id: RecordID, _ context: Context) -> MenuScreen {
    let name = Words(same: context.shortName(of: id))
    return MenuScreen(
      name,
      [
        MenuScreen.Item(
          Words("Restore", "恢复"), refusal: context.refusesSaving, steps: [.choose(.old(id))]),
        MenuScreen.Item(
          Words("History of the record ..", "本条变更记录 .."),
          steps: [.open(HistoryScreen(.of(id))), HistoryScreen.firstPage(.of(id))]),
      ])
  }

  mutating func chosen(_ choice: Choice, _ context: Context) -> [Step] {
    if case .old(let id?) = choice { bringBack(id, context) } else { [] }
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    if case .changes(_, let page) = answer {
      isReading = false
      learn(page.commits)
      return readOn(context)
    }
    guard let id = returning else {
      // Nothing more is known then of who and when.
      if case .refused = answer, isReading { isReading = false }
      return said(answer, context)
    }
    returning = nil
    guard case .saved = answer else { return said(answer, context) }
    return [.say(.done(Words("restored: ", "已恢复: "), id, context))]
  }

  /// Who put it away, once that is read.
  private func author(of id: RecordID, _ context: Context) -> Author? {
    context.registry[id].flatMap { authors[$0.changed] }
  }

  /// Kind, name, number people know, when, who, reason.
  private func cells(_ id: RecordID, _ context: Context) -> [String] {
    let author = author(of: id, context)
    return [
      context.say(id.kind.schema.label), context.shortName(of: id),
      context.number(of: id), author.map { context.shortTime($0.at) } ?? "",
      author.map { context.registry.name(of: $0.by) } ?? "", Bin.reason(of: id, context),
    ]
  }
}

// The list, and below it all of the record under the cursor.
extension BinScreen {
  /// Rows below the list, their line included.
  private static func detailRows(_ context: Context) -> Int { context.rows >= 20 ? 4 : 0 }
  private static func page(_ context: Context) -> Int {
    max(1, context.rows - 6 - detailRows(context))
  }

  func draw(on canvas: inout Canvas, in area: Area, _ context: Context) {
    var body = area
    let found = typed.text.isEmpty ? "" : " \"\(typed.text)\""
    Divider(title: context.say(Self.name) + found, right: String(rows.count))
      .draw(on: &canvas, above: &body)
    Divider().draw(on: &canvas, below: &body)
    if rows.isEmpty {
      let words =
        typed.text.isEmpty
        ? Words("The recycle bin is empty.", "回收站为空")
        : Words("No matches. Esc clears the filter.", "没有符合条件的记录，Esc 清除筛选")
      canvas.put(context.say(words), in: body, column: 1, style: Theme.label)
    }
    let (list, rest) = body.split(rows: body.rows - Self.detailRows(context))
    let sight = Scrolled(rows.count, in: list.rows, around: cursor)
    for place in sight.places {
      let row = list.line(sight.row(of: place))
      let isCurrent = place == cursor
      canvas.put(
        row: line(rows[place], isCurrent: isCurrent, columns: area.columns, context),
        isCurrent: isCurrent, in: row)
      if isCurrent { canvas.cursor = Position(row: row.row, column: row.column) }
    }
    var below = rest
    guard below.rows > 0, rows.indices.contains(cursor) else { return }
    Divider().draw(on: &canvas, above: &below)
    below = below.inset(rows: 0, columns: 1)
    let lines = canvas.metrics.wrapped(story(of: rows[cursor], context), to: below.columns)
    let shown = canvas.metrics.first(below.rows, of: lines, to: below.columns)
    canvas.put(shown.map { StyledLine($0, .plain, canvas.metrics) }, in: below)
  }

  private func line(
    _ id: RecordID, isCurrent: Bool, columns: Int, _ context: Context
  ) -> StyledLine {
    // A narrow window shows neither the kind nor the number.
    let widths = columns >= 76 ? [12, 20, 9, 11, 6] : [0, 20, 0, 11, 6]
    let all = cells(id, context)
    var line = StyledLine(isCurrent ? Theme.Mark.cursor : " ", .plain, context.metrics)
    for (place, width) in widths.enumerated() where width > 0 {
      // A number is told from others by its end.
      let text =
        place == 2 ? context.metrics.truncatedStart(all[place], to: width) : all[place]
      line.add(text, columns: width)
    }
    line.add(all[widths.count])
    return line
  }

  /// `社会组织 映门社区越剧社 2016-001, 张敏 2026-11-24 14:32: 重复登记`
  private func story(of id: RecordID, _ context: Context) -> String {
    let what = [
      context.say(id.kind.schema.label), context.name(of: id),
      context.number(of: id),
    ].filter { !$0.isEmpty }.joined(separator: " ")
    let who = author(of: id, context).map { ", \($0.told(context))" } ?? ""
    return "\(what)\(who): \(Bin.reason(of: id, context))"
  }
}
