import RegistryModel
import RegistryPlans
import RegistrySearch
import TerminalCore

/// Everything a clerk sees, as one value: events change it, drawing reads it, nothing else does.
public struct AppState: Sendable {
  var session: Session
  var plan: Plan?
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
  }

  /// A question to the store.
  struct Asked: Sendable {
    /// The place of the screen that asked; nil once it was left.
    var depth: Int?
    /// The draft that is needed no longer once this is saved.
    var draft: String?
    /// What Ctrl-Z or Ctrl-Y is about; nil where a screen asked.
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
    /// Events taken so far.
    var ticket = 0
    /// What was asked of the store and not answered yet, by tag.
    var asked: [Int: Asked] = [:]
    var nextTag = 1
    /// Work that nobody waits for any longer, by tag.
    var givenUp: [Int] = []
    var recent = RecentChanges()
    var habits = Habits()
    var counted: Counted
    var viewCounts = ViewCounts()
    var isCountingViews = false
  }

  /// The program's first screen, the Overview of `registry`, counted here.
  public init(
    registry: RegistryState, plan: Plan?, session: Session, clock: Clock,
    search: SearchMemo = SearchMemo()
  ) {
    let counted = Counted(registry, plan: plan, on: session.asOf ?? clock.today)
    self.init(counted, session: session, clock: clock, search: search)
  }

  /// The program's first screen, the Overview of what was counted.
  ///
  /// - Parameter search: texts that may be made ready on another thread meanwhile.
  public init(_ counted: Counted, session: Session, clock: Clock, search: SearchMemo = SearchMemo())
  {
    memory = Memory(search: search, counted: counted)
    plan = counted.summary.plan
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

  /// Counts progress anew for another day: the figures on screen are always those of its records.
  private mutating func count() {
    memory.counted = Counted(registry, plan: plan, on: day)
  }

  private mutating func refreshScreens() {
    let context = context
    for place in screens.indices { screens[place].refresh(context) }
  }
}

// Events.
extension AppState {
  /// Takes one event of the terminal and says what to do outside.
  public mutating func update(_ event: Event, clock: Clock) -> [Effect] {
    let effects = handle(event, clock: clock)
    return effects + keepDrafts() + countViews() + cancelWork()
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
    case .key(let key): return press(key)
    case .paste(let text): return paste(text)
    case .resized(let rows, let columns):
      (window.rows, window.columns) = (rows, columns)
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
    return effects + keepDrafts() + countViews() + cancelWork()
  }

  private mutating func handle(_ answer: Answer) -> [Effect] {
    memory.ticket += 1
    switch answer {
    case .refreshed(let registry, let commits):
      take(registry)
      return tell(commits, isMine: false)
    case .saved(let tag, let registry, let commit):
      take(registry)
      return (commit.map { tell([$0], isMine: true) } ?? []) + pass(answer, tag: tag)
    case .refused(let tag, _), .changes(let tag, _), .undoPlan(let tag, _):
      return pass(answer, tag: tag)
    case .work(let tag, let news): return take(news, tag: tag)
    case .drafts(let drafts):
      found = drafts
      if !drafts.isEmpty, message == nil {
        message = Message(
          "left unfinished: F9, then 3, takes it up again", "有未完成的草稿: 按 F9 再按 3 可继续")
      }
      return []
    case .viewCounts(let counts):
      (memory.viewCounts, memory.isCountingViews) = (counts, false)
      return []
    case .habits(let habits):
      memory.habits = habits.followed(by: memory.habits)
      return []
    case .notice(let words):
      message = Message(words)
      return []
    case .readOnly(let words):
      session.isReadOnly = true
      message = Message(words, .error)
      return []
    }
  }

  /// Takes over what was counted on another thread: the figures of answers that follow.
  public mutating func take(_ counted: Counted) {
    // The office may have taken up another plan.
    plan = counted.summary.plan
    let isOfToday = counted.summary.day == day
    memory.counted = isOfToday ? counted : Counted(counted.registry, plan: plan, on: day)
    refreshScreens()
  }

  private mutating func take(_ registry: RegistryState) {
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
      return take(steps, from: place)
    }
  }

  /// Gives an answer to the screen that asked; where that was left, what came of it is said.
  private mutating func pass(_ answer: Answer, tag: Int) -> [Effect] {
    guard let asked = memory.asked.removeValue(forKey: tag) else { return [] }
    if let undo = asked.undo { return take(receive(answer, undo), from: screens.count - 1) }
    guard let depth = asked.depth else {
      switch answer {
      case .saved(_, _, let commit):
        message = .saved(commit, context)
        return asked.draft.map { take([.effect(.dropDraft(name: $0))], from: 0) } ?? []
      case .refused(_, let refusal): message = refusal.message(context)
      default: break
      }
      return []
    }
    let steps = screens[depth].receive(answer, context)
    return take(steps, from: depth)
  }

  private mutating func press(_ typed: Key) -> [Effect] {
    message = nil
    let top = screens.count - 1
    let key = screens[top].takesText ? typed : typed.folded
    let context = context
    if window.isTooSmall, key != .control("q") { return [] }
    if let steps = screens[top].press(key, context) { return take(steps, from: top) }
    if let steps = screens[top].type(key, context) { return take(steps, from: top) }
    return take(AppCommands.press(key, in: self) ?? [], from: top)
  }

  private mutating func paste(_ text: String) -> [Effect] {
    // Nothing goes where it cannot be seen.
    if window.isTooSmall { return [] }
    message = nil
    let top = screens.count - 1
    if let steps = screens[top].paste(text, context) { return take(steps, from: top) }
    message = Message(
      "pasted text goes into text fields only; nothing was done", "粘贴只能用于文本框, 未作任何操作")
    return []
  }

  /// Carries out what the screen at `depth` asked for.
  mutating func take(_ steps: [Step], from start: Int) -> [Effect] {
    var effects: [Effect] = []
    var depth = start
    for step in steps {
      switch step {
      case .open(var screen):
        screen.refresh(context)
        screens.append(screen)
        // What follows is asked by the screen just opened.
        depth = screens.count - 1
        guard let id = screens[depth].shown else { break }
        effects += learn(.opened(id))
        offerDraft(of: id)
      case .replace(var screen):
        screen.refresh(context)
        close(to: depth)
        screens.append(screen)
      case .back:
        guard depth > 0 else { break }
        close(to: depth)
        depth -= 1
      case .area(var screen):
        screen.refresh(context)
        leave()
        screens.append(screen)
        depth = 1
      case .home: leave()
      case .press(let key): effects += press(key)
      case .say(let said): message = said
      case .effect(.dropDraft(let name)): effects += dropDraft(name)
      case .effect(let effect): effects.append(effect)
      case .save(let set, let base):
        effects.append(.save(set, base: base, tag: ask(at: depth)))
      case .work(let order): effects.append(ask(for: order, at: depth))
      case .readChanges(let filter, let seq):
        effects.append(.readChanges(filter, before: seq, tag: ask(at: depth)))
      case .planUndo(let target):
        effects.append(.planUndo(target, base: registry, tag: ask(at: depth)))
      case .undo(let target): effects += undo(target)
      case .choose(let choice):
        guard depth > 0 else { break }
        if case .record(let id) = choice { effects += learn(.opened(id)) }
        close(to: depth)
        effects += take(screens[depth - 1].chosen(choice, context), from: depth - 1)
      case .toggleLanguage:
        session.language = session.language == .en ? .chinese : .en
        refreshScreens()
      case .resume(let note): resume(note)
      case .asOf(let day):
        session.asOf = day
        count()
        refreshScreens()
      case .remember(let record): memory.lastSaved[record.kind] = record
      case .keepColumns(let kind, let keys): effects += learn(.columns(kind, keys))
      case .lock(let kind, let field, let value): memory.locked[kind, default: [:]][field] = value
      }
    }
    return effects
  }

  /// Remembers what the clerk did; who only reads leaves no trace.
  private mutating func learn(_ habit: Habit) -> [Effect] {
    memory.habits.learn(habit) && !session.isReadOnly ? [.learn(habit)] : []
  }

  /// Back to the first screen; what was being typed above it is left as a draft.
  private mutating func leave() {
    let context = context
    if screens.contains(where: { $0.draft(context) != nil }) { message = .leftAsDraft }
    close(to: 1)
  }

  /// Closes the screens above the first `count`; what they asked for is answered to nobody.
  mutating func close(to count: Int) {
    screens.removeLast(screens.count - count)
    giveUpWork { $0 >= count }
    for (tag, asked) in memory.asked where asked.depth.map({ $0 >= count }) == true {
      memory.asked[tag]?.depth = nil
    }
  }

  private mutating func ask(at depth: Int) -> Int {
    defer { memory.nextTag += 1 }
    memory.asked[memory.nextTag] = Asked(depth: depth, draft: screens[depth].savedDraft)
    return memory.nextTag
  }

  /// Asks the store for what no screen waits for.
  mutating func ask(_ undo: Undoing) -> Int {
    defer { memory.nextTag += 1 }
    memory.asked[memory.nextTag] = Asked(undo: undo)
    return memory.nextTag
  }
}

extension AppState.Window {
  /// The least window that can be worked in.
  static let least = (rows: 16, columns: 60)

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
