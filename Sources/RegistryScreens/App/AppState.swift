import RegistryModel
import RegistryPlans
import RegistrySearch
import TerminalCore

/// Everything a clerk sees, as one value: events change it, drawing reads it, nothing else does.
public struct AppState: Sendable {
  var session: Session
  var clock: Clock
  var screens: [any Screen]
  var message: Message?
  /// Drafts of programs that ended.
  var found: [DraftNote] = []
  var memory: Memory
  /// The window, and how the terminal measures text.
  var window = Window()

  struct Window: Sendable {
    var rows = 24
    var columns = 80
    var metrics = TextMetrics()
    /// Keys pressed while it was too small to work in.
    var ignored = 0
  }

  /// A question to the store.
  struct Request: Sendable {
    /// The place of the screen that asked; nil once it was left.
    var depth: Int?
    /// The draft that is needed no longer once this is saved.
    var draft: String?
    /// What Ctrl-Z or Ctrl-Y is about; nil if a screen asked.
    var undo: Undoing?
    /// It is asked of a thread of its own, and given up with the screen.
    var isWork = false
  }

  /// What helps with the next record.
  struct Memory: Sendable {
    let search: SearchMemo
    var lastSaved: [Kind: any Record] = [:]
    var locked: [Kind: [String: JSON]] = [:]
    /// Forms kept on disk by this program, by the name of their draft.
    var unfinished: [String: DraftNote] = [:]
    /// Those of them that could not be written, and why.
    var unkept: [String: Words] = [:]
    /// The program was opened for reading: nothing that is typed could ever be saved.
    let readsOnly: Bool
    /// Events taken so far.
    var ticket = 0
    /// What was asked of the store and not answered yet, by tag.
    var requests: [Int: Request] = [:]
    var nextTag = 1
    /// Work that nobody waits for any longer, by tag.
    var givenUp: [Int] = []
    var recent = RecentChanges()
    var habits = Habits()
    var counted: Counted
    var viewCounts = ViewCounts()
    var isCountingViews = false
    var blindness = Blindness()
    /// Work areas as they were left, by digit, and the one that is open.
    var areas: [Int: any Screen] = [:]
    var openArea: Int?
  }

  /// The program's first screen, the Overview of `registry`, counted here.
  public init(
    registry: RegistryState, plan: Plan?, of plans: PlanLibrary = PlanLibrary(), session: Session,
    clock: Clock,
    search: SearchMemo = SearchMemo()
  ) {
    let counted = Counted(
      registry, plan: plan, of: plans, on: session.asOf ?? clock.today, today: clock.today)
    self.init(counted, session: session, clock: clock, search: search)
  }

  /// The program's first screen, the Overview of what was counted.
  ///
  /// - Parameter search: texts that may be made ready on another thread in the meantime.
  public init(_ counted: Counted, session: Session, clock: Clock, search: SearchMemo = SearchMemo())
  {
    memory = Memory(search: search, readsOnly: session.isReadOnly, counted: counted)
    self.session = session
    self.clock = clock
    screens = [OverviewScreen()]
  }

  /// The registry on screen: the newest the store has told of.
  public var registry: RegistryState { memory.counted.registry }
  /// The day asked for; nil is today.
  public var asOf: CivilDate? { session.asOf }
  /// The day shown.
  public var day: CivilDate { session.asOf ?? clock.today }
  /// The language on screen.
  public var language: Language { session.language }

  /// The context of this moment.
  var context: Context {
    Context(
      counted: memory.counted, session: session, clock: clock, drafts: drafts, rows: window.rows,
      columns: window.columns, metrics: window.metrics, search: memory.search,
      habits: memory.habits, lastSaved: memory.lastSaved, locked: memory.locked,
      viewCounts: memory.viewCounts, ticket: memory.ticket)
  }

  /// Counts progress again for another day: the figures on screen are always those of its records.
  mutating func count() {
    memory.counted = memory.counted.moved(to: registry, on: day, today: clock.today)
  }

  mutating func refreshScreens() {
    let context = context
    for place in screens.indices { screens[place].refresh(context) }
  }
}

// Events.
extension AppState {
  /// Takes one event of the terminal and says what to do outside.
  public mutating func update(_ event: Event, clock: Clock) -> [Effect] {
    let effects = handle(event, clock: clock)
    return effects + asked() + watch(isTyped: event.isTyped)
  }

  /// What is asked outside after every event, whatever it was.
  private mutating func asked() -> [Effect] {
    keepDrafts() + countViews() + orderWork() + cancelWork()
  }

  private mutating func handle(_ event: Event, clock: Clock) -> [Effect] {
    memory.ticket += 1
    if clock.today != self.clock.today {
      self.clock = clock
      count()
      refreshScreens()
    }
    self.clock = clock
    switch event {
    case .key where memory.blindness.isBlind, .paste where memory.blindness.isBlind:
      passOver()
      return []
    case .key(let key): return press(key)
    case .paste(let text): return paste(text)
    case .seen:
      memory.blindness.see()
      return []
    case .resized(let rows, let columns):
      (window.rows, window.columns) = (rows, columns)
      if !window.isTooSmall, window.ignored > 0 {
        note(
          Words(
            "the window was too small: \(window.ignoredKeys) ignored",
            "窗口过小时的 \(window.ignored) 次按键已忽略"))
        window.ignored = 0
      }
      refreshScreens()
      return []
    case .hangup: return [.leave]
    case .resumed: return [.redraw]
    case .wake, .tick: return []
    }
  }

  /// Takes one answer from outside.
  public mutating func update(_ answer: Answer) -> [Effect] {
    let effects = handle(answer)
    return effects + asked() + watch(isTyped: false)
  }

  private mutating func handle(_ answer: Answer) -> [Effect] {
    memory.ticket += 1
    switch answer {
    case .refreshed(let registry, let commits):
      // Read again: what had these numbers may be something else now.
      if commits.isEmpty { memory.recent = RecentChanges() }
      show(registry)
      return tell(commits, isMine: false)
    case .saved(let tag, let registry, let commit):
      show(registry)
      return (commit.map { tell([$0], isMine: true) } ?? []) + pass(answer, tag: tag)
    case .refused(let tag, _), .changes(let tag, _), .undoPlan(let tag, _):
      return pass(answer, tag: tag)
    case .work(let tag, let news): return receive(news, tag: tag)
    case .drafts(let drafts):
      found = drafts
      if !drafts.isEmpty, message == nil {
        message = Message(
          "unfinished draft: F9, then 3", "有未完成的草稿：按 F9 再按 3 可继续")
      }
      return []
    case .viewCounts(let counts):
      (memory.viewCounts, memory.isCountingViews) = (counts, false)
      return []
    case .habits(let habits):
      memory.habits = habits.followed(by: memory.habits)
      return []
    case .draft(let name, let fault):
      learn(fault, ofDraft: name)
      return []
    case .notice(let words):
      note(words)
      return []
    case .readOnly(let words):
      session.isReadOnly = true
      note(words, .error)
      return []
    case .away(let words):
      session.awaySince = session.awaySince ?? clock.time
      note(words, .error)
      return []
    case .back:
      session.awaySince = nil
      note(Words("the registry can be reached again", "已重新连上登记库"), .good)
      return []
    }
  }

  /// Says something nobody asked for: after what was just saved, never in its place.
  mutating func note(_ words: Words, _ tone: Message.Tone = .plain) {
    guard let saved = message, saved.tone == .good else {
      message = Message(words, tone)
      return
    }
    message = Message(saved.words + Words("; ", "；") + words, tone == .error ? .error : .good)
  }

  /// Takes over what was counted on another thread: the figures of answers that follow.
  public mutating func show(_ counted: Counted) {
    memory.counted =
      counted.isFor(day, today: clock.today)
      ? counted : counted.moved(to: counted.registry, on: day, today: clock.today)
    refreshScreens()
  }

  private mutating func show(_ registry: RegistryState) {
    // Nearly always counted and taken over before.
    if registry.isSame(as: self.registry) { return }
    memory.counted = memory.counted.moved(to: registry)
    refreshScreens()
  }

  /// Lets every screen hear what was saved.
  private mutating func tell(_ commits: [Commit], isMine: Bool) -> [Effect] {
    for commit in commits { memory.recent.learn(commit, of: session.login, isMine: isMine) }
    // Nobody opens or closes a screen at what is heard.
    return screens.indices.flatMap { place -> [Effect] in
      let steps = screens[place].hear(commits, context)
      return carryOut(steps, from: place)
    }
  }

  /// Gives an answer to the screen that asked; where that was left, what came of it is said.
  private mutating func pass(_ answer: Answer, tag: Int) -> [Effect] {
    guard let asked = memory.requests.removeValue(forKey: tag) else { return [] }
    if let undo = asked.undo { return carryOut(receive(answer, undo), from: screens.count - 1) }
    guard let depth = asked.depth else {
      switch answer {
      case .saved(_, _, let commit):
        message = .saved(commit, context)
        return asked.draft.map { carryOut([.effect(.dropDraft(name: $0))], from: 0) } ?? []
      case .refused(_, let refusal): message = refusal.message(context)
      default: break
      }
      return []
    }
    let steps = screens[depth].receive(answer, context)
    return carryOut(steps, from: depth)
  }

  mutating func press(_ typed: Key) -> [Effect] {
    // Nothing is done that cannot be seen.
    if window.isTooSmall, typed != .control("q") {
      window.ignored += 1
      return []
    }
    let top = screens.count - 1
    if isRefusedWhileSaving(typed) { return [] }
    message = nil
    let key = screens[top].takesText ? typed : typed.folded
    let context = context
    if let steps = screens[top].press(key, context) { return carryOut(steps, from: top) }
    if let steps = screens[top].type(key, context) { return carryOut(heeding(steps), from: top) }
    return carryOut(AppCommands.press(key, in: self) ?? [], from: top)
  }

  /// Whether nothing more is taken by a screen that is being saved, which is said: it would be lost when the screen
  /// closes. What leads away and changes nothing goes on, and who saves again is told by the command.
  ///
  /// - Parameter key: nil for a paste.
  private mutating func isRefusedWhileSaving(_ key: Key?) -> Bool {
    let free: Set<Key> = [
      .escape, .function(1), .function(12), .control("l"), .control("q"), .control("s"), .insert,
    ]
    guard screens[screens.count - 1].isBeingSaved, key.map(free.contains) != true else {
      return false
    }
    message = Message("saving ..; what you type now is not taken", "正在保存，此时的输入不会填入")
    return true
  }

  private mutating func paste(_ text: String) -> [Effect] {
    // Nothing goes where it cannot be seen.
    if window.isTooSmall {
      window.ignored += 1
      return []
    }
    let top = screens.count - 1
    if isRefusedWhileSaving(nil) { return [] }
    message = nil
    if let cells = text.cells, let steps = screens[top].paste(cells: cells, context) {
      return carryOut(steps, from: top)
    }
    let line = TerminalText.sanitized(text)
    if let steps = screens[top].paste(line, context) { return carryOut(heeding(steps), from: top) }
    message = Message(
      "text can only be pasted into a text field", "只能粘贴到文本框")
    return []
  }

  /// The steps after typing, and that there was no room for what was typed.
  private func heeding(_ steps: [Step]) -> [Step] {
    guard let line = screens.last?.typedLine, line.hasRefused else { return steps }
    return steps + [.say(.noRoom(in: line))]
  }
}

extension String {
  /// The cells of a text copied from a table, a line a row and a tab between two; nil if it is one cell.
  fileprivate var cells: [[String]]? {
    var lines = split(separator: "\n", omittingEmptySubsequences: false)
    if lines.count > 1, lines.last?.isEmpty == true { lines.removeLast() }
    let cells = lines.map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { String($0).tidied }
    }
    return cells.count > 1 || cells[0].count > 1 ? cells : nil
  }
}

extension AppState.Window {
  /// The least window that can be worked in.
  static let least = (rows: 16, columns: 60)

  /// Keys pressed in vain, in English.
  var ignoredKeys: String { ignored == 1 ? "1 key" : "\(ignored) keys" }

  var isTooSmall: Bool { rows < Self.least.rows || columns < Self.least.columns }
}

extension Character {
  /// The digit, full-width or not; a Chinese numeral is text and none.
  var digit: Int? {
    let folded = FullWidth.folded(self)
    return folded.isASCII ? folded.wholeNumberValue : nil
  }
}

extension Key {
  /// Full-width signs and digits act as their ASCII twins.
  var folded: Key {
    if case .character(let character) = self {
      .character(FullWidth.folded(character))
    } else {
      self
    }
  }
}
