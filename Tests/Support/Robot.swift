import RegistryExchange
import RegistryModel
import RegistryPlans
import RegistryScreens
import RegistrySearch
import RegistryStore
import TerminalCore

/// A clerk at the keyboard and the store behind the program, without either: keys and answers go
/// into the state of the screens, what it asks for is done at once, and the screen can be read.
public struct Robot: Sendable, CustomStringConvertible {
  /// What the program shows and knows.
  public private(set) var state: AppState
  /// The registry as the store holds it; ahead of the screens where a colleague saved.
  public private(set) var head: RegistryState
  /// The journal, oldest first: what every robot saved, behind what it began with.
  public private(set) var journal: [Commit] = []
  /// Everything the screens asked for, in order.
  public private(set) var effects: [Effect] = []
  /// The change sets that were saved by this clerk, as they stand in the journal.
  public private(set) var saved: [ChangeSet] = []
  /// Unfinished forms on disk, by name.
  public private(set) var drafts: [String: JSON] = [:]
  /// What was to be remembered of the clerk.
  public private(set) var habits = Habits()
  /// The program was asked to end.
  public private(set) var hasLeft = false
  /// Saves wait for `answerSaves()`, as behind a slow disk.
  public var isDiskSlow = false
  /// What is drawn is before the clerk's eyes only with `see()`, as over a slow line.
  public var isLineSlow = false
  /// Counts of views wait for `answerCounts()`, as on a busy machine.
  public var isCountingSlow = false
  /// Work waits for `answerWork()`, as behind a long file.
  public var isWorkSlow = false
  /// Files there are, by path; `*` is what any other path leads to.
  public var files: [String: String] = [:]
  /// Spreadsheets there are, by path.
  public var books: [String: ImportFile] = [:]
  /// When they were written; of others nothing is known.
  public var written: [String: Instant] = [:]
  /// There is a printer.
  public var canPrint = true
  /// What it printed.
  public internal(set) var printed: [String] = []
  /// The backups the program made by itself.
  public var backups = Robot.sampleBackups
  /// What a check would find.
  public var check = CheckOrder.Result(lines: [], isDamaged: false)
  /// Work that was ordered and neither done nor given up, by tag.
  public private(set) var work: [Int: any WorkOrder] = [:]
  /// The clock of the machine.
  public var clock: Clock
  private let login: String
  private var waiting: [(set: ChangeSet, base: RegistryState, tag: Int)] = []
  private var counting: [ViewCounts.Order] = []
  private var unseen = 0
  private var glyphs: GlyphSet
  private(set) var size: (rows: Int, columns: Int)

  /// A program just opened on `registry`.
  public init(
    _ registry: RegistryState, plan: Plan?, of plans: PlanLibrary = PlanLibrary(),
    language: Language = .chinese,
    today: CivilDate = SampleDistrict.today,
    login: String = "zhangmin", isReadOnly: Bool = false, rows: Int = 24, columns: Int = 80,
    glyphs: GlyphSet = .unicode, search: SearchMemo = .reading(), journal: [Commit] = []
  ) {
    (self.journal, self.login) = (journal, login)
    clock = Clock(today: today, time: "14:32")
    head = registry
    size = (rows, columns)
    self.glyphs = glyphs
    state = AppState(
      registry: registry, plan: plan, of: plans,
      session: Session(login: login, language: language, isReadOnly: isReadOnly), clock: clock,
      search: search)
    send(.resized(rows: rows, columns: columns))
    // What the Overview asks for by itself is the effect of no key.
    effects = []
  }

  /// A clerk of the sample district of 24 communities, on a terminal of plain signs.
  public static func small(
    _ language: Language = .en, rows: Int = 24, columns: Int = 80, isReadOnly: Bool = false
  ) throws -> Robot {
    let sample = try SampleDistrict.small.get()
    return Robot(
      sample.registry, plan: sample.plan, language: language, isReadOnly: isReadOnly, rows: rows,
      columns: columns, glyphs: .ascii)
  }

  /// A clerk of the worked example.
  public static func workedExample(
    _ language: Language = .en, isReadOnly: Bool = false
  ) -> Robot {
    Robot(
      WorkedExample.registry, plan: WorkedExample.plan, language: language, isReadOnly: isReadOnly,
      glyphs: .ascii)
  }

  /// Gives the program one event and does what it asks for.
  public mutating func send(_ event: Event) {
    if case .resized(let rows, let columns) = event { size = (rows, columns) }
    perform(state.update(event, clock: clock))
  }

  /// Presses keys one after another.
  public mutating func press(_ keys: Key...) {
    press(keys)
  }

  /// Presses keys one after another.
  public mutating func press(_ keys: [Key]) {
    for key in keys { send(.key(key)) }
  }

  /// Presses one key several times.
  public mutating func press(_ key: Key, times: Int) {
    for _ in 0..<times { send(.key(key)) }
  }

  /// Types a text.
  public mutating func type(_ text: String) { press(.typing(text)) }

  /// Gives the program an answer from outside.
  public mutating func answer(_ answer: Answer) { perform(state.update(answer)) }

  /// Takes over what the counting thread has counted.
  public mutating func show(_ counted: Counted) { state.show(counted) }

  /// A colleague saves `set`, made on what everyone saw last; this program hears of it.
  public mutating func colleagueSaves(
    _ set: ChangeSet, by login: String = "liqiang", isHeard: Bool = true
  ) throws {
    let commit = try commit(set, from: head, by: login)
    if isHeard { answer(.refreshed(head, by: [commit].compactMap { $0 })) }
  }

  /// Answers the saves that wait behind a slow disk.
  public mutating func answerSaves() {
    let asked = waiting
    waiting = []
    for save in asked { answer(save.set, from: save.base, tag: save.tag) }
  }

  /// What was drawn so far has come over the line.
  public mutating func see() {
    let count = unseen
    unseen = 0
    for _ in 0..<count { send(.seen) }
  }

  /// Answers what views are counted for.
  public mutating func answerCounts() {
    let asked = counting
    counting = []
    for order in asked { answer(.viewCounts(ViewCounts(order))) }
  }

  /// Does the work that was ordered.
  public mutating func answerWork() {
    let ordered = work
    work = [:]
    for (tag, order) in ordered.sorted(by: { $0.key < $1.key }) {
      switch order {
      case let order as ImportOrder:
        answer(.work(tag: tag, .done(WorkResult(of: ImportOrder.self, result(of: order)))))
      case let order as FolderOrder:
        answer(.work(tag: tag, .done(WorkResult(of: FolderOrder.self, result(of: order)))))
      case let order as LeftRowsOrder:
        answer(.work(tag: tag, .done(WorkResult(of: LeftRowsOrder.self, result(of: order)))))
      case let order as LinkageOrder:
        answer(.work(tag: tag, .done(WorkResult(of: LinkageOrder.self, order.done))))
      case let order as ProposalOrder:
        answer(.work(tag: tag, .done(WorkResult(of: ProposalOrder.self, order.done))))
      case let order as RearrangeOrder:
        answer(.work(tag: tag, .done(WorkResult(of: RearrangeOrder.self, order.done))))
      case let order as OverviewOrder:
        answer(
          .work(
            tag: tag,
            .done(WorkResult(of: OverviewOrder.self, CountedOnce.overviews.result(of: order)))))
      case let order as PlanOrder:
        answer(.work(tag: tag, .done(WorkResult(of: PlanOrder.self, order.done))))
      case let order as ReviewOrder:
        let result = order.done { (_: WorkProgress) throws(Never) in }
        answer(.work(tag: tag, .done(WorkResult(of: ReviewOrder.self, result))))
      case let order as PlansOrder:
        answer(.work(tag: tag, .done(WorkResult(of: PlansOrder.self, order.done))))
      case let order as ReportOrder:
        let result = order.done { try? JSON(bytes: Array($0.utf8)) }
        answer(.work(tag: tag, .done(WorkResult(of: ReportOrder.self, result))))
      case let order as FreezeOrder:
        let result = order.done(by: "test")
        answer(.work(tag: tag, .done(WorkResult(of: FreezeOrder.self, result))))
      case let order as ReportFileOrder:
        answer(.work(tag: tag, .done(WorkResult(of: ReportFileOrder.self, result(of: order)))))
      case let order as ExportOrder:
        answer(.work(tag: tag, .done(WorkResult(of: ExportOrder.self, result(of: order)))))
      case let order as PrintOrder:
        answer(.work(tag: tag, .done(WorkResult(of: PrintOrder.self, result(of: order)))))
      case is BackupsOrder:
        answer(.work(tag: tag, .done(WorkResult(of: BackupsOrder.self, backups))))
      case let order as BackupOrder:
        answer(.work(tag: tag, .done(WorkResult(of: BackupOrder.self, result(of: order)))))
      case is CheckOrder:
        answer(.work(tag: tag, .done(WorkResult(of: CheckOrder.self, check))))
      case let order as RestoreOrder:
        answer(.work(tag: tag, .done(WorkResult(of: RestoreOrder.self, result(of: order)))))
      case let order as TownOrder:
        answer(.work(tag: tag, .done(WorkResult(of: TownOrder.self, order.done))))
      default: preconditionFailure("who does \(order)?")
      }
    }
  }

  /// The files there are, and the directories that their paths lead through; all of one moment.
  private func result(of order: FolderOrder) -> FolderOrder.Result {
    let inside = files.filter {
      $0.key.hasPrefix(order.directory) && $0.key != "*"
        && (!order.directory.isEmpty || !"/~".contains($0.key.prefix(1)))
    }
    if inside.isEmpty, !["", "~/"].contains(order.directory) {
      return .unreadable(
        directory: order.directory, Words("there is no such directory", "没有这个目录"))
    }
    var entries: [String: Folder.Entry] = [:]
    for (path, text) in inside {
      let parts = path.dropFirst(order.directory.count)
        .split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      let name = String(parts[0])
      entries[name] = Folder.Entry(
        name: name, isDirectory: parts.count > 1, size: text.utf8.count,
        changed: written[path] ?? Instant(seconds: 0))
    }
    return .listed(Folder(order.directory, Array(entries.values), isCut: false))
  }

  private mutating func result(of order: LeftRowsOrder) -> LeftRowsOrder.Result {
    if files[order.path] != nil {
      return .refused(Words("already exists", "已存在"), order)
    }
    files[order.path] = ([order.header] + order.rows).map { $0.joined(separator: ",") }
      .joined(separator: "\n")
    return .written(order.path, rows: order.rows.count)
  }

  /// Any file can be written that is not there.
  private func result(of order: ReportFileOrder) -> ReportFileOrder.Result {
    files[order.path] == nil
      ? .written(order.path)
      : .refused(Words("\(order.path): already exists", "\(order.path): 已存在"), order)
  }

  /// Writes the file as CSV, unless it is there.
  private mutating func result(of order: ExportOrder) -> ExportOrder.Result {
    guard files[order.path] == nil else { return .refused(Words("already exists", "已存在")) }
    let shown = order.isNoted ? [] : order.listing.shownInFull
    if !shown.isEmpty { return .showing(shown) }
    files[order.path] = String(
      decoding: order.listing.csv(order.language, for: .program), as: UTF8.self)
    return .written(order.path)
  }

  private func result(of order: ImportOrder) -> ImportOrder.Result {
    let text = (order.pasted ?? files[order.path] ?? files["*"]).map { Array($0.utf8) }
    guard let content = books[order.path] ?? text.map({ .text($0) }) else {
      return .unreadable(Words("\(order.path): no such file", "\(order.path): 没有这个文件"))
    }
    var file = Import(order.kind, into: order.base, today: order.today, source: order.path)
    (file.mapping, file.mends, file.login) = (order.mapping, order.mends, order.login)
    (file.sheet, file.proposes) = (order.sheet.map { .place($0) }, true)
    let plan = file.plan(content)
    return .plan(plan, changed: order.before.map(plan.differences) ?? [])
  }

  private mutating func perform(_ asked: [Effect]) {
    effects += asked.filter { effect in
      switch effect {
      // Nothing a key asked for: what the first screen needs for itself.
      case .askSeen, .work(is OverviewOrder, _): false
      default: true
      }
    }
    for effect in asked {
      switch effect {
      case .save(let set, let base, let tag): waiting.append((set, base, tag))
      case .readChanges(let filter, let seq, let tag):
        let page = ChangePage(of: journal, filter, before: seq, limit: Self.page)
        answer(.changes(tag: tag, head.told(page, in: KnownChanges(journal))))
      case .planUndo(let target, let base, let tag):
        let history = KnownChanges(journal)
        answer(
          .undoPlan(
            tag: tag,
            base.plan(
              target, in: history, by: login, binning: UndoPlan.binned[state.language],
              today: clock.today)))
      case .keepDraft(let name, let content): drafts[name] = content
      case .dropDraft(let name): drafts[name] = nil
      case .learn(let habit): habits.learn(habit)
      case .work(let order, let tag):
        work[tag] = order
        if !isWorkSlow { answerWork() }
      case .cancelWork(let tag): work[tag] = nil
      case .countViews(let order):
        counting.append(order)
        if !isCountingSlow { answerCounts() }
      case .askSeen:
        unseen += 1
        if !isLineSlow { see() }
      case .leave: hasLeft = true
      case .discard(let parcel): _ = parcel.open()
      case .suspend, .redraw: break
      }
    }
    // The store answers when it has taken everything an event asks of it, drafts too.
    if !isDiskSlow { answerSaves() }
  }

  /// Change sets a page of history brings.
  public static let page = 100

  private mutating func answer(_ set: ChangeSet, from base: RegistryState, tag: Int) {
    do throws(RebaseError) {
      let commit = try commit(set, from: base, by: login)
      if let commit { saved.append(commit.set) }
      answer(.saved(tag: tag, head, commit))
    } catch {
      // As the store does: what prevents the change is shown with the state that holds it.
      let unheard = journal.filter { $0.seq > state.registry.seq }
      if !unheard.isEmpty { answer(.refreshed(head, by: unheard)) }
      switch error {
      case .clashes(let clashes): answer(.refused(tag: tag, .clashes(clashes, by: nil)))
      case .rules(let findings): answer(.refused(tag: tag, .rules(findings, by: nil)))
      case .missing: answer(.refused(tag: tag, .failed(Words("gone", "已不存在"))))
      case .notAllowed(let words): answer(.refused(tag: tag, .failed(words)))
      case .unfit(let error): answer(.refused(tag: tag, .failed(error.words)))
      }
    }
  }

  /// Appends what is left of `set` at the head; nil where nothing is.
  private mutating func commit(
    _ set: ChangeSet, from base: RegistryState, by login: String
  ) throws(RebaseError) -> Commit? {
    let merged = try head.rebase(set, from: base, by: login, today: clock.today)
    guard !merged.isEmpty else { return nil }
    let now = clock.today.daysSinceEpoch * 86_400 + 14 * 3600 + 32 * 60
    let commit = Commit(seq: head.seq + 1, at: Instant(seconds: now), by: login, set: merged)
    do { try head.apply(commit) } catch { preconditionFailure("a rebased set must fit: \(error)") }
    journal.append(commit)
    return commit
  }
}

// Reading the screen.
extension Robot {
  /// Whether the screens speak Chinese now.
  public var isChinese: Bool { state.language == .chinese }

  /// The screen as it is drawn now.
  public var canvas: Canvas {
    var canvas = Canvas(rows: size.rows, columns: size.columns, glyphs: glyphs)
    state.draw(on: &canvas)
    return canvas
  }

  /// The screen, for failures of tests.
  public var description: String { "\n" + text }

  /// The rows of the screen, top to bottom.
  public var rows: [String] {
    let canvas = canvas
    return (0..<canvas.rows).map(canvas.text(inRow:))
  }

  /// The whole screen as one text.
  public var text: String { rows.joined(separator: "\n") }

  /// Whether `words` stand on the screen.
  public func shows(_ words: String) -> Bool { rows.contains { $0.contains(words) } }

  /// The first row that holds `words`; empty where none does.
  public func row(of words: String) -> String { rows.first { $0.contains(words) } ?? "" }

  /// The title line.
  public var title: String { rows[0] }

  /// What is said below the body: on one line, or on more over the body's last rows.
  public var message: String {
    let rows = rows
    if showsNote { return "" }
    return rows[messageRows].map(\.trimmingSpaces).joined(separator: isChinese ? "" : " ")
  }

  /// The rows that a message takes, below a line.
  public var messageRows: ClosedRange<Int> {
    let (rows, last) = (rows, size.rows - 3)
    guard !rows[last].trimmingSpaces.isEmpty, !showsNote else { return last...last }
    let isLine = { (row: String) in row.first.map { "-─+└".contains($0) } == true }
    var first = last
    while first > 1, !isLine(rows[first - 1]) { first -= 1 }
    return first...last
  }

  /// The message line says what is cut under the cursor, or the rule of a field, behind a dim label.
  private var showsNote: Bool {
    let canvas = canvas
    return canvas[size.rows - 3, 1].style.ink == .dim
  }

  /// The gauge line.
  public var gauges: String { rows[size.rows - 2].trimmingSpaces }

  /// The key hints.
  public var hints: String { rows[size.rows - 1].trimmingSpaces }

  /// The row the cursor stands in.
  public var cursorRow: String {
    let canvas = canvas
    return canvas.cursor.map { canvas.text(inRow: $0.row) } ?? ""
  }
}

extension Robot {
  /// What stands from the cursor on to the end of its box.
  public var textAtCursor: String {
    let canvas = canvas
    guard let cursor = canvas.cursor else { return "" }
    let text = canvas.cells(inRow: cursor.row).dropFirst(cursor.column).map(\.text).joined()
    return String(text.prefix { $0 != "|" && $0 != "│" }).trimmingSpaces
  }
}

extension String {
  fileprivate var trimmingSpaces: String {
    let rest = drop { $0 == " " }
    return String(rest.reversed().drop { $0 == " " }.reversed())
  }
}

extension [Key] {
  /// The keys that type `text`, a scalar at a time as terminals send it.
  public static func typing(_ text: String) -> [Key] {
    text.unicodeScalars.map { .character(Character($0)) }
  }
}
