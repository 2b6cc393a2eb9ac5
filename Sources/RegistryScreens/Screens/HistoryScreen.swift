import RegistryModel
import TerminalCore

/// Who changed what and when, the newest first: all of it, or what was done to one record, by one
/// person or in one batch. The journal is read page by page, as far as the clerk goes.
struct HistoryScreen: Screen {
  static let name = Words("History", "变更记录")
  /// Pages read for a filter that finds little, before the clerk asks for more.
  private static let patience = 10

  let filter: ChangeFilter
  /// The newest first, as people are told them.
  private(set) var commits: [Commit] = []
  private var undone = Undone()
  /// Where to read on; nil at the journal's beginning.
  private(set) var next: Int? = .max
  private(set) var isReading = true
  /// Pages asked for before the registry was read again.
  private var answersToDrop = 0
  private var pagesLeft = Self.patience
  private(set) var typed = LineEditor()
  private(set) var rows: [HistoryRow] = []
  /// What typing looks into, by the place of the row; made when it is first needed.
  private var texts: [String: [String]] = [:]
  private(set) var cursor = 0
  /// Where the cursor was when the journal was read before.
  private var lastPlace: String?

  /// Open it with `firstPage` after it.
  init(_ filter: ChangeFilter) { self.filter = filter }

  /// What follows opening it.
  static func firstPage(_ filter: ChangeFilter) -> Step { .readChanges(filter, before: .max) }

  /// The change set under the cursor.
  var target: String? { current.map { String($0.seq) } }

  var current: Commit? { rows.indices.contains(cursor) ? rows[cursor].commit : nil }

  var area: Kind? { record?.kind }

  /// The record whose history this is.
  var record: RecordID? { if case .of(let id) = filter { id } else { nil } }

  func author(undoing commit: Commit) -> Author? { undone[commit.seq] }

  static let commands: [Command<Self>] =
    [
      Command(
        .function(2), hint: Words("Act", "办理"),
        help: Words("Undo the change, or open its record", "撤销本次变更, 或打开所涉记录")
      ) {
        list, context in
        list.current.map { commit in
          let author = list.author(undoing: commit)
          return [.open(HistoryActs.menu(for: commit, undoneBy: author, in: list.filter, context))]
        } ?? []
      },
      Command(
        .function(4), hint: Words("Filter", "筛选"),
        help: Words("Show only changes by this person, of this record or batch", "只看此人, 此记录或此批次的变更")
      ) {
        list, context in
        list.current.map { [.open(HistoryActs.filters(for: $0, context))] } ?? []
      },
      Command(
        .enter, hint: Words("Open", "打开"), help: Words("Every field, before and after", "查看各项前后的值")
      ) {
        list, _ in
        guard let commit = list.current else { return [] }
        let author = list.author(undoing: commit)
        return [.open(ChangeSetScreen(commit, undoneBy: author, at: list.record))]
      },
    ]
    + Command.moving(
      { list, context in list.page(context) },
      ends: (
        Words("To the newest change", "到最新一次变更"),
        Words("To the oldest change read so far", "到已读出的最早一次变更")
      )
    ) { list, step, context in list.move(step, context) } + [
      Command(.control("u"), help: Words("Clear the typed filter", "清除输入的筛选")) { list, context in
        list.typed = LineEditor()
        return list.find(context)
      },
      Command(
        .escape, .function(12), help: Words("Clear the filter, then back", "先清除筛选, 再返回")
      ) {
        list, context in
        if list.typed.text.isEmpty { return [.back] }
        list.typed = LineEditor()
        return list.find(context)
      },
    ]

  func crumb(_ context: Context) -> String? {
    let name = context.say(Self.name)
    return switch filter {
    case .all: "9 \(name)"
    case .of(let id): "\(context.shortName(of: id)) \(name)"
    case .by(let account): "\(context.registry.name(of: account)) \(name)"
    case .batch(let batch): "\(batch) \(name)"
    }
  }

  func hint(_ context: Context) -> Words? {
    Words(
      "Type letters, pinyin or Chinese to filter the changes read so far; Down at the end reads older ones.",
      "直接输入汉字或拼音首字母即可筛选已读出的变更；在末行继续向下会读出更早的变更。")
  }

  mutating func type(_ key: Key, _ context: Context) -> [Step]? {
    guard typed.filters(by: key) else { return nil }
    return find(context)
  }

  mutating func refresh(_ context: Context) { show(context) }

  /// The journal is read again: no news arrived in the meantime.
  mutating func reopen() {
    let place = rows.indices.contains(cursor) && cursor > 0 ? rows[cursor].place : nil
    var again = Self(filter)
    (again.typed, again.lastPlace) = (typed, place)
    self = again
  }

  mutating func hear(_ news: [Commit], _ context: Context) -> [Step] {
    guard let last = news.last?.seq, last >= context.registry.seq else {
      // The registry was read again, or is further on already: from the newest change on.
      if isReading { answersToDrop += 1 }
      (commits, next, isReading) = ([], .max, true)
      return [Self.firstPage(filter)]
    }
    // The first page will have it.
    if commits.isEmpty, next == .max { return [] }
    let known = commits.first?.seq ?? 0
    let told = context.registry.told(
      ChangePage(news.reversed(), before: nil), in: KnownChanges(news))
    commits = told.commits.filter { $0.seq > known && filter.lets($0) } + commits
    learn()
    show(context)
    return []
  }

  mutating func receive(_ answer: Answer, _ context: Context) -> [Step] {
    switch answer {
    case .changes where answersToDrop > 0:
      answersToDrop -= 1
      return []
    case .changes(_, let page):
      isReading = false
      // What was heard of while this was asked for may be there twice.
      commits += page.commits.filter { commit in commit.seq < commits.last?.seq ?? .max }
      next = page.before
      learn()
      show(context)
      return readOn(context)
    case .undoPlan(_, let plan): return [.open(UndoScreen(plan))]
    case .refused(_, let refusal):
      isReading = false
      next = nil
      return [.say(refusal.message(context))]
    default: return said(answer, context)
    }
  }

  private mutating func learn() {
    undone = Undone()
    for commit in commits { undone.learn(commit) }
  }

  private mutating func find(_ context: Context) -> [Step] {
    cursor = 0
    show(context)
    pagesLeft = Self.patience
    return readOn(context)
  }

  /// Rows of what is read and fits; the cursor stays on its change.
  private mutating func show(_ context: Context) {
    let was = lastPlace ?? (rows.indices.contains(cursor) ? rows[cursor].place : nil)
    rows = commits.flatMap { HistoryRow.rows(of: $0, redoing: undone.redone(by: $0), filter) }
    if !typed.text.tidied.isEmpty {
      let looked = rows.map { row in
        let known = texts[row.place] ?? row.searched(context)
        texts[row.place] = known
        return known
      }
      let found = context.search.fitting(typed.text, among: looked)
      rows = found.map(\.place).sorted().map { rows[$0] }
    }
    if cursor > 0 || lastPlace != nil, let was {
      cursor = rows.firstIndex { $0.place == was } ?? cursor
    }
    if !rows.isEmpty { lastPlace = nil }
    cursor = max(0, min(cursor, rows.count - 1))
  }

  private mutating func move(_ step: Int, _ context: Context) -> [Step] {
    cursor = max(0, min(rows.count - 1, cursor + step))
    pagesLeft = Self.patience
    return step > 0 ? readOn(context) : []
  }

  /// Reads another page before the clerk comes to the end of what is there.
  private mutating func readOn(_ context: Context) -> [Step] {
    guard let next, !isReading, pagesLeft > 0, rows.count - cursor <= 2 * page(context) else {
      return []
    }
    isReading = true
    pagesLeft -= 1
    return [.readChanges(filter, before: next)]
  }

  func page(_ context: Context) -> Int { max(1, context.rows - 6 - Self.detailRows(context)) }

  /// Rows below the list that tell more of the change under the cursor.
  static func detailRows(_ context: Context) -> Int { context.rows >= 20 ? 4 : 0 }
}
